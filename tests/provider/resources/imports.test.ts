/** What `pulumi import` finds of each kind of thing, and that its inputs ask for nothing then. */

import assert from "node:assert/strict";
import { inputNames, pick } from "../../../provider/definitions/definition";
import { LOGICS } from "../../../provider/plugin/tokens";
import type { ResourceLogic } from "../../../provider/resources/resource";
import { webexId } from "../../../simulator/ids";
import type { Simulator } from "../../../simulator/index";
import { addAwkwardEstate } from "../../cli/inventory/awkwardEstate";
import { Bench, caught, type Stand } from "../helpers";

const LOGIC: ReadonlyMap<string, ResourceLogic> = new Map(LOGICS.map((logic) => [logic.definition.name, logic]));

/** The UUID inside of an id. */
function bare(id: string): string {
    return Buffer.from(id, "base64").toString("utf8").replace(/^.*\//, "");
}

describe("imports", () => {
    const bench = new Bench();
    let stand: Stand;
    let simulator: Simulator;

    beforeEach(async () => {
        stand = await bench.stand();
        ({ simulator } = stand);
    });
    afterEach(() => bench.closeAll());

    function logicOf(name: string): ResourceLogic {
        return LOGIC.get(name) ?? assert.fail(name);
    }

    /** Imports as the front does, and makes sure that a program of the found inputs changes nothing. */
    async function found(name: string, given: string, { context, contract }: Stand = stand) {
        const { imported, definition, ...logic } = logicOf(name);
        assert.ok(typeof imported === "function", name);
        const { id, state } = await imported(given, context);
        const inputs = pick(state, inputNames(definition));
        const checked = logic.check(inputs, inputs, contract);
        assert.deepEqual(checked.failures, [], JSON.stringify(inputs));
        const difference = logic.diff(id, state, checked.inputs, context.settings);
        assert.deepEqual([difference.changes, difference.replaces], [false, []], JSON.stringify(inputs));
        assert.equal(logic.leavesWebex(state, false), name === "CallingDeviceSettings");
        return { id, state, inputs };
    }

    const refusal = async (name: string, given: string, place = stand) =>
        (await caught(found(name, given, place))).message;

    describe("of a device", () => {
        it("finds a phone by any id and in any notation of its MAC address, with what registers it", async () => {
            const { id: workspaceId } = simulator.addWorkspace();
            const phone = { workspaceId, product: "Cisco 8865", mac: "52EAD324FD21" };
            const { id, callingDeviceId } = simulator.addDevice({ ...phone, tags: ["b", "a"] });
            const ways = [id, `${id}==`, bare(id), bare(id).toUpperCase(), callingDeviceId ?? ""];
            for (const given of [...ways, "52:ea:d3:24:fd:21", "52EA.D324.FD21", " 52ead324fd21 "]) {
                const one = await found("Device", given);
                assert.equal(one.id, id, given);
                assert.deepEqual(one.inputs, {
                    ...{ workspaceId, model: "DMS Cisco 8865", mac: "52EAD324FD21", tags: ["b", "a"] },
                });
                assert.equal(one.state.origin, "adopted");
            }
            assert.deepEqual(simulator.log.writes(), []);
        });

        it("finds a room device by its serial number, and names it by that", async () => {
            const { id: workspaceId } = simulator.addWorkspace();
            const { id } = simulator.addDevice({ workspaceId, product: "Cisco Room Bar", serial: "FOC1" });
            const { inputs, state, ...one } = await found("Device", "foc1");
            assert.deepEqual([one.id, inputs, state.origin], [id, { serial: "FOC1", tags: [] }, "takenOver"]);
        });

        it("names a device by its id where the serial number is not its own, and asks which is meant", async () => {
            const { id: workspaceId } = simulator.addWorkspace();
            const bar = { workspaceId, product: "Cisco Room Bar", serial: "FOC1" };
            const [a, b] = [simulator.addDevice(bar).id, simulator.addDevice(bar).id];
            assert.deepEqual((await found("Device", a)).inputs, { deviceId: a, tags: [] });
            const message = await refusal("Device", "FOC1");
            assert.match(message, /^several devices have the number "FOC1": /);
            assert.ok(message.includes(a) && message.includes(b), message);
        });

        it("leaves out tags that no program can repeat, with a word", async () => {
            const { id: workspaceId } = simulator.addWorkspace();
            const { id } = simulator.addDevice({
                workspaceId,
                product: "Cisco Room Bar",
                serial: "F",
                tags: [" ", "a"],
            });
            assert.deepEqual((await found("Device", id)).inputs, { serial: "F" });
            assert.match(stand.log.warnings.join(), /the tags are left out, as one is blank or broken text/);
        });

        it("refuses what is something else, not there or not online yet, and says what to do", async () => {
            const { id: workspaceId } = simulator.addWorkspace();
            const { id } = simulator.addDevice({ workspaceId, product: "Cisco 8865", connectionStatus: "activating" });
            assert.match(await refusal("Device", id), /is not online yet: it is the entry of an open activation code/);
            assert.match(
                await refusal("Device", workspaceId),
                /names a workspace, not a device\. Import it as a Workspace/,
            );
            const person = webexId("PEOPLE");
            assert.match(await refusal("Device", person), /names a person, not a device\. Give the id of a device/);
            const nobody = webexId("DEVICE");
            for (const given of [nobody, bare(nobody), "nonsense", "02:00:00:00:00:01"]) {
                const message = await refusal("Device", given);
                assert.match(message, /^Webex knows no device by ".*"\. Give the device's id, its MAC address or/);
            }
        });

        it("goes by what the 1.0 document tells: all devices, the whole list where it has no filter", async () => {
            const crud = await bench.stand({ contract: "crud", people: false });
            const phone = { workspaceId: "room-9", product: "Cisco 8865", mac: "52EAD324FD21", type: "phone" };
            const { id } = crud.simulator.addDevice({ ...phone, serial: "FCH1" });
            for (const given of [id, "52:EA:D3:24:FD:21", "fch1"]) {
                const one = await found("Device", given, crud);
                assert.equal(one.id, id, given);
                assert.deepEqual(one.inputs, {
                    ...{ workspaceId: "room-9", model: "Cisco 8865", mac: "52EAD324FD21", tags: [] },
                });
            }
        });
    });

    it("of each thing of an organisation with awkward names asks for nothing", async () => {
        addAwkwardEstate(simulator, { rooms: 30, phoneRooms: 8, people: 8, emptyRooms: 25 });
        simulator.log.clear();
        const [devices, workspaces] = [simulator.devices(), simulator.workspaces()];
        for (const { id } of devices) {
            assert.equal((await found("Device", id)).id, id);
        }
        for (const { id } of workspaces) {
            assert.equal((await found("Workspace", id)).id, id);
        }
        assert.deepEqual(simulator.log.writes(), []);
        const asked = simulator.log.requests().length;
        assert.ok(asked < 40, `${asked} requests for ${devices.length + workspaces.length} things`);
    });

    describe("of a workspace", () => {
        it("has what Webex tells whole, and takes it over", async () => {
            const { id } = simulator.addWorkspace({ displayName: "Lobby", capacity: 4, notes: "somebody's" });
            const { inputs, state } = await found("Workspace", `${id}=`);
            assert.deepEqual(inputs, { workspaceId: id, displayName: "Lobby", capacity: 4, notes: "somebody's" });
            assert.equal(state.origin, "takenOver");
        });

        it("refuses what is none", async () => {
            const { id: workspaceId } = simulator.addWorkspace();
            const { id } = simulator.addDevice({ workspaceId });
            assert.match(await refusal("Workspace", id), /names a device, not a workspace\. Import it as a Device/);
            assert.match(await refusal("Workspace", webexId("PLACE")), /^Webex knows no workspace by /);
        });
    });

    describe("of settings", () => {
        it("has those that are set on the very device, without what may be a secret", async () => {
            const { id: workspaceId } = simulator.addWorkspace();
            const { id } = simulator.addDevice({ workspaceId, product: "Cisco Room Bar", serial: "FOC1" });
            simulator.configure(id, { "Audio.DefaultVolume": 61, "SystemUnit.CustomDeviceId": "*****" });
            for (const given of [id, bare(id), "FOC1"]) {
                const { inputs, state } = await found("DeviceConfiguration", given);
                assert.deepEqual(inputs, { deviceId: id, settings: { "Audio.DefaultVolume": 61 } });
                assert.ok(state.organization !== undefined, "a device could not be taken for gone later");
            }
            assert.match(stand.log.warnings.join(), /left out, as .* secrets: SystemUnit\.CustomDeviceId\. They stay/);
        });

        it("refuses a device that has none, and names the resource for a phone's", async () => {
            const { id: workspaceId } = simulator.addWorkspace();
            const { id } = simulator.addDevice({ workspaceId, product: "Cisco Room Bar", serial: "FOC1" });
            assert.match(await refusal("DeviceConfiguration", id), /^nothing that a program could give is configured/);
            const phone = simulator.addDevice({ workspaceId, product: "Cisco IP Phone 8865", type: "phone" });
            assert.match(await refusal("DeviceConfiguration", phone.id), /Use CallingDeviceSettings instead/);
            assert.match(await refusal("DeviceConfiguration", webexId("DEVICE")), /^Webex knows no device /);
        });

        it("has those of a phone by their tags, without passwords", async () => {
            const { id: workspaceId } = simulator.addWorkspace({ supportedDevices: "phones", calling: "webexCalling" });
            const mac = "52EAD324FD21";
            const { id, callingDeviceId = "" } = simulator.addDevice({ workspaceId, product: "Cisco 8865", mac });
            simulator.changeSettings(id, { "%ENABLE_BLUETOOTH%": "1", "%ADMIN_PASSWORD%": "secret-1" });
            for (const given of [id, callingDeviceId ?? "", mac]) {
                const { inputs, state } = await found("CallingDeviceSettings", given);
                assert.deepEqual(inputs, { deviceId: callingDeviceId, settings: { "%ENABLE_BLUETOOTH%": "1" } });
                assert.ok(state.organization !== undefined);
            }
            assert.match(stand.log.warnings.join(), /%ADMIN_PASSWORD%/);
            assert.doesNotMatch(stand.log.warnings.join(), /secret-1/);
            simulator.changeSettings(id, { "%ENABLE_BLUETOOTH%": null });
            assert.match(await refusal("CallingDeviceSettings", mac), /^no setting that a program could give is set/);
        });
    });

    it("of codes and batches say why that cannot be", () => {
        for (const [name, { imported }] of LOGIC) {
            const isOne = name === "DeviceActivation" || name.includes("Batch");
            assert.equal(typeof imported, isOne ? "string" : "function", name);
        }
    });
});
