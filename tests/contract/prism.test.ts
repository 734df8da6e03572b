import assert from "node:assert/strict";
import {
    listSupportedDevices,
    readPersonDeviceCount,
    readPersonDevices,
    readWorkspaceDevices,
} from "../../provider/api/callingDevices";
import { contractFor } from "../../provider/api/devices/contracts";
import { listLicenses } from "../../provider/api/licenses";
import { readLocations } from "../../provider/api/locations";
import { findPeople, readPeople, readPerson } from "../../provider/api/people";
import { readWorkspace, readWorkspaces } from "../../provider/api/workspaces";
import { WebexClient } from "../../provider/client/webexClient";
import { Names, readersOf } from "../../provider/names";
import { device } from "../../provider/resources/device/device";
import { deviceActivation } from "../../provider/resources/deviceActivation/deviceActivation";
import type { Context, Properties, ResourceLogic } from "../../provider/resources/resource";
import { RunState } from "../../provider/resources/runState";
import { workspace } from "../../provider/resources/workspace/workspace";
import type { WorkspaceInputs } from "../../provider/resources/workspace/workspaceInputs";
import { readSettings } from "../../provider/settings";
import { type Simulator, startSimulator } from "../../simulator/index";
import { nextRun, someSpeaker } from "../provider/helpers";
import { mendCisco } from "./ciscoDocument";
import { documentPath, Prism } from "./prism";

describe("the contracts' documents, by Prism's validating proxy", function () {
    this.timeout(60_000);
    let simulator: Simulator;
    let prism: Prism | undefined;

    async function start(contract: "cisco" | "crud", document: string, mend: (text: string) => string) {
        simulator = await startSimulator({ contract, appearAfterSeconds: 0 });
        prism = await Prism.start(document, simulator.baseUrl, mend);
        const config: Record<string, string> = { baseUrl: prism.url, contract, accessToken: simulator.token };
        const { settings } = readSettings((key) => config[key], {});
        const log = { info: () => undefined, warn: () => undefined };
        const client = new WebexClient(settings, log);
        const spoken = contractFor(client);
        const context: Context = {
            settings,
            client,
            contract: spoken,
            log,
            run: new RunState(spoken, settings),
            names: new Names(readersOf(client)),
            self: someSpeaker(),
            now: () => client.now(),
        };
        return { client, context };
    }

    /** Inputs as the provider has them after check. */
    function checked<I extends Properties, S>(logic: ResourceLogic<I, S>, inputs: I, { contract }: Context): I {
        const result = logic.check({}, inputs, contract);
        assert.deepEqual(result.failures, []);
        return result.inputs as I;
    }

    /** Create, read, update and delete of one resource in runs of their own, each answer passed on as Pulumi would. */
    async function live<I extends Properties, S>(logic: ResourceLogic<I, S>, inputs: I, changed: I, context: Context) {
        const { id, state } = await logic.create(checked(logic, inputs, context), nextRun(context));
        const read = await logic.read(id, state, nextRun(context));
        assert.ok(read !== undefined, "the resource is there after it was created");
        const updated = await logic.update(id, read.state, checked(logic, changed, context), nextRun(context));
        await logic.delete(id, updated, nextRun(context));
    }

    afterEach(async () => {
        // A test that was skipped has started neither.
        if (prism === undefined) {
            return;
        }
        await prism.stop();
        await simulator.close();
        prism = undefined;
    });

    it("everything the cisco contract sends and gets is in Cisco's own document", async function () {
        const document = documentPath("cisco-webex-device.openapi.json");
        if (document === undefined) {
            console.log("      skipped: Cisco's OpenAPI file is not beside the project");
            this.skip();
        }
        const { client, context } = await start("cisco", document, mendCisco);
        const person = simulator.addPerson({});
        const workspace = simulator.addWorkspace({});
        const phone = { personId: person.id, mac: "52:EA:D3:24:FD:21", model: "DMS Cisco 8865" };
        await live(device, { ...phone, tags: ["a"] }, { ...phone, tags: [] }, context);
        const newPhone = { workspaceId: workspace.id, mac: "52EAD324FD22", model: "Cisco 9861" };
        await live(device, newPhone, { ...newPhone, tags: ["b", "c"] }, context);
        const serial = "FOC1923NVVN";
        simulator.addDevice({ workspaceId: workspace.id, product: "Cisco Room Kit", serial });
        const takenOver = { serial, unregisterOnDelete: true };
        await live(device, takenOver, { ...takenOver, tags: ["d"] }, context);
        const code = { workspaceId: workspace.id };
        await live(deviceActivation, code, { ...code, renew: "never" }, context);
        const phoneCode = { personId: person.id, model: "DMS Cisco 8845" };
        await live(deviceActivation, phoneCode, phoneCode, context);
        const count = await readPersonDeviceCount(client, person.id, undefined);
        assert.equal(count.totalDeviceCount, 0);
        assert.deepEqual(simulator.devices(), []);
    });

    it("everything that a workspace sends and gets is in Cisco's own document", async function () {
        const document = documentPath("cisco-webex-device.openapi.json");
        if (document === undefined) {
            console.log("      skipped: Cisco's OpenAPI file is not beside the project");
            this.skip();
        }
        const { context } = await start("cisco", document, mendCisco);
        const { id: locationId } = simulator.addLocation({ name: "Denver" });
        const { id: license } = simulator.addLicense({ name: "Webex Calling - Workspaces" });
        const board: WorkspaceInputs = {
            displayName: "Board",
            locationId,
            floorId: "floor",
            capacity: 8,
            type: "meetingRoom",
            calling: {
                type: "webexCalling",
                webexCalling: { phoneNumber: "+17205550100", locationId, licenses: [license] },
            },
            calendar: { type: "microsoft", emailAddress: "board@example.com", resourceGroupId: "group" },
            hotdeskingStatus: "on",
            deviceHostedMeetings: { enabled: true, siteUrl: "site.webex.example" },
            supportedDevices: "collaborationDevices",
            indoorNavigation: { url: "https://map.example/1" },
        };
        const { indoorNavigation: _, ...withoutMap } = board;
        // Numbers are of another document, which is not beside the project.
        const quiet: WorkspaceInputs = { ...withoutMap, calling: { type: "freeCalling" } };
        await live(workspace, quiet, { ...quiet, notes: "", calling: { type: "none" }, displayName: "Hall" }, context);
        const { id, state } = await workspace.create(checked(workspace, board, context), nextRun(context));
        await workspace.delete(id, state, nextRun(context));
        assert.deepEqual(simulator.workspaces(), []);
    });

    it("every look-up of devices, models and workspaces is in Cisco's own document", async function () {
        const document = documentPath("cisco-webex-device.openapi.json");
        if (document === undefined) {
            console.log("      skipped: Cisco's OpenAPI file is not beside the project");
            this.skip();
        }
        const { client } = await start("cisco", document, mendCisco);
        const { orgId } = simulator;
        const person = simulator.addPerson({ maxDeviceCount: 3 });
        const { id: locationId } = simulator.addLocation({ name: "Denver" });
        const lobby = { displayName: "Lobby", locationId, maxDeviceCount: 2, supportedDevices: "phones" };
        const workspace = simulator.addWorkspace(lobby);
        for (const owner of [{ personId: person.id }, { workspaceId: workspace.id }]) {
            simulator.addDevice({ ...owner, type: "phone", product: "Cisco 8845" });
        }
        assert.equal((await readPersonDevices(client, person.id, orgId)).devices.length, 1);
        assert.equal((await readWorkspaceDevices(client, workspace.id, orgId)).devices.length, 1);
        assert.ok((await listSupportedDevices(client, orgId)).length > 0);
        const filter = { orgId, displayName: "lob", locationId };
        assert.deepEqual(await readWorkspaces(client, filter), [await readWorkspace(client, workspace.id)]);
    });

    it("every look-up of people, licences and locations is in Cisco's own document", async function () {
        const document = documentPath("cisco-webex-admin-trimmed.openapi.json");
        if (document === undefined) {
            console.log("      skipped: Cisco's OpenAPI file for administrators is not beside the project");
            this.skip();
        }
        const { client } = await start("cisco", document, (text) => text);
        const { orgId } = simulator;
        const { id: licenseId } = simulator.addLicense({ name: "Webex Calling - Standard" });
        const { id } = simulator.addPerson({ emails: ["ada@example.com"], licenses: [licenseId] });
        assert.equal((await findPeople(client, { email: "ada@example.com" }, orgId))[0]?.id, id);
        assert.equal((await findPeople(client, { displayName: "Person" }, orgId))[0]?.id, id);
        assert.equal((await readPeople(client, [id, "nobody"], orgId))?.length, 1);
        assert.deepEqual((await readPerson(client, id))?.licenses, [licenseId]);
        assert.equal((await listLicenses(client, orgId))[0]?.consumedUnits, 1);
        const location = simulator.addLocation({ name: "Denver" });
        assert.equal((await readLocations(client, { orgId, name: "denver" }))[0]?.id, location.id);
    });

    it("without the list of known defects Prism refuses the tags, so it does look", async function () {
        const document = documentPath("cisco-webex-device.openapi.json");
        if (document === undefined) {
            console.log("      skipped: Cisco's OpenAPI file is not beside the project");
            this.skip();
        }
        const { context } = await start("cisco", document, (text) => text);
        const person = simulator.addPerson({});
        const phone = { personId: person.id, mac: "52:EA:D3:24:FD:21", model: "DMS Cisco 8865", tags: ["a"] };
        await assert.rejects(live(device, phone, phone, context), /PATCH \/devices\/\S+ answered 422/);
    });

    it("everything the crud contract sends and gets is in the 1.0 document", async function () {
        const document = documentPath("devices-1.0.openapi.yaml");
        if (document === undefined) {
            console.log("      skipped: the 1.0 document is not beside the project");
            this.skip();
        }
        const { context } = await start("crud", document, (text) => text);
        const person = simulator.addPerson({});
        const workspace = simulator.addWorkspace({});
        const desk = { personId: person.id, model: "Cisco 8865", displayName: "Desk", tags: ["a"] };
        await live(device, desk, { ...desk, displayName: "Desk 2", upgradeChannel: "beta", tags: [] }, context);
        const code = { workspaceId: workspace.id, model: "Cisco Room Kit" };
        await live(deviceActivation, code, { ...code, renew: "never" }, context);
        assert.deepEqual(simulator.devices(), []);
    });
});
