import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { readPersonDeviceCount, readPersonDeviceLimits, readPersonDevices } from "../../provider/api/callingDevices";
import { changeConfigurations, readConfigurations } from "../../provider/api/deviceConfigurations";
import { CiscoContract } from "../../provider/api/devices/cisco";
import { CrudContract } from "../../provider/api/devices/crud";
import { isOnItsWay, type WebexDevice } from "../../provider/api/devices/webexDevice";
import { ifOffered } from "../../provider/api/ifOffered";
import { readLicenses } from "../../provider/api/licenses";
import { readOwnOrganization, readPerson, readPersonLicenses } from "../../provider/api/people";
import { readWorkspaces } from "../../provider/api/workspaces";
import type { Method } from "../../provider/client/requestPolicy";
import { WebexClient } from "../../provider/client/webexClient";
import { WebexError } from "../../provider/client/webexError";
import { DeviceLimits, limitOfLicenses } from "../../provider/limits/deviceLimit";
import { Bench, caught, MemoryLog, settingsWith } from "../provider/helpers";
import { documentPath } from "./prism";

/** An object of JSON, whose fields a test looks up by name. */
type Json = Record<string, unknown>;

/** One recorded or realistic answer of Webex's, as it lies beside the project. */
interface StoredAnswer {
    readonly status: number;
    readonly headers: Record<string, string>;
    /** Null for an answer without a body. */
    readonly body: Json | null;
}

/** A client of a server that gives one stored answer, whatever it is asked. */
interface Stand {
    readonly status: number;
    /** Empty for an answer without a body. */
    readonly body: Json;
    readonly client: WebexClient;
    readonly cisco: CiscoContract;
    readonly log: MemoryLog;
}

const ASKED = "the-id-that-was-asked-for";

function rowsOf({ body }: Pick<Stand, "body">): readonly Json[] {
    assert.ok(Array.isArray(body.items));
    return body.items as Json[];
}

/** The texts that a list holds. Throws if it is none. */
function textsIn(value: unknown): readonly string[] {
    assert.ok(Array.isArray(value));
    return value.map(String);
}

/** What a row tells of a field: null and empty text are not told. */
function toldBy(row: Json, name: string): unknown {
    const value = row[name];
    if (name === "plannedMaintenance" && typeof value === "object" && value !== null) {
        return (value as Json).mode;
    }
    return value === null || value === "" ? undefined : value;
}

/** That a device holds all that its row tells, and nothing else; `except` has what a test looks at itself. */
function assertTold(device: WebexDevice | undefined, row: Json, ...except: readonly string[]): void {
    assert.ok(device !== undefined);
    const { id: _, standIn: __, untold: ___, ...fields } = device;
    const names = Object.keys(row).filter((name) => !["id", "errors"].includes(name));
    const told = Object.fromEntries(names.map((name) => [name, toldBy(row, name)]));
    const wanted = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
    for (const name of except) {
        Reflect.deleteProperty(wanted, name);
        Reflect.deleteProperty(fields, name);
    }
    assert.deepEqual(fields, wanted);
}

/** That a list answer gives one device for each row, all of them whole, and warns of nothing. */
async function listsAll(stand: Stand): Promise<void> {
    const rows = rowsOf(stand);
    const devices = await stand.cisco.listDevices({});
    assert.deepEqual(
        devices.map(({ id, standIn }) => [id, standIn]),
        rows.map(({ id }) => [id, undefined]),
    );
    for (const [at, row] of rows.entries()) {
        assertTold(devices[at], row);
    }
    assert.deepEqual(stand.log.warnings, []);
}

/** That a list is read although a row has no id, and that the row's calling id stands in. */
async function listsStandIns(stand: Stand): Promise<void> {
    const ids = rowsOf(stand).map(({ id, callingDeviceId }) => id ?? callingDeviceId);
    const devices = await stand.cisco.listDevices({});
    // In the stored answers the row without an id has the calling id of another row, so the two are one.
    assert.deepEqual(
        devices.map(({ id }) => id),
        [...new Set(ids)],
    );
    assert.deepEqual(stand.log.warnings, []);
}

/** That GET /devices/{id} gives the whole device. */
async function getsDevice({ cisco, body }: Stand): Promise<void> {
    const device = await cisco.getDevice(ASKED, undefined);
    assert.deepEqual([device?.id, device?.standIn], [body.id, undefined]);
    assertTold(device, body);
}

/** That POST /devices gives the whole device. */
async function registersPhone({ cisco, body }: Stand): Promise<void> {
    const device = await cisco.registerPhone({ mac: "52EAD324FD21", model: "DMS Cisco 8865", personId: "p" });
    assert.equal(device?.id, body.id);
    assertTold(device, body);
}

/** That a request fails with Webex's words, and with advice like this. */
async function fails(stand: Stand, request: Promise<unknown>, advice: RegExp): Promise<WebexError> {
    const error = await caught(request);
    assert.ok(error instanceof WebexError, error.message);
    const { message, errorMessage } = stand.body;
    assert.deepEqual([error.kind, error.status], ["refused", stand.status]);
    assert.equal(error.webexMessage, String(message ?? errorMessage).replace(/\.$/, ""));
    assert.match(error.message, advice);
    return error;
}

function ask({ client }: Stand, method: Method, where: string): Promise<unknown> {
    return client.request({ method, path: where });
}

/** That an answer arrives as it is; no part of the product reads more of it yet. */
async function notReadYet(stand: Stand): Promise<void> {
    const answer = await stand.client.request({ method: "GET", path: "/not-read-yet" });
    assert.deepEqual(answer.json, stand.body);
}

interface Expectation {
    /** What the product makes of it, for the test's name. */
    readonly what: string;
    readonly check: (stand: Stand) => Promise<unknown>;
}

/** What the product makes of each stored answer, by the name of its file. */
const EXPECTATIONS: Readonly<Record<string, Expectation>> = {
    "01-devices-list-spec": { what: "all devices, all fields", check: listsAll },
    "02-device-get-spec": { what: "the device, all fields", check: getsDevice },
    "03-device-patch-spec": {
        what: "the device as it is with its new tags",
        check: async ({ cisco, body }) => {
            const device = await cisco.updateDevice({ id: ASKED }, { tags: ["a"] }, undefined);
            assert.equal(device.id, body.id);
            assertTold(device, body);
        },
    },
    "04-device-post-spec": { what: "the registered phone", check: registersPhone },
    "05-code-spec": {
        what: "the code and its end",
        check: async ({ cisco, body }) => {
            const issued = await cisco.issueCode({ personId: "p" }, undefined, undefined);
            assert.deepEqual([issued.code, issued.expiresAt, issued.deviceId], [body.code, body.expiryTime, undefined]);
        },
    },
    "06-device-get-with-deviceId": {
        what: "a device that is pending under its own id, so it is there",
        check: async (stand) => {
            await getsDevice(stand);
            const device = await stand.cisco.getDevice(ASKED, undefined);
            assert.deepEqual([device?.connectionStatus, device && isOnItsWay(device)], ["pending", false]);
        },
    },
    "07-device-in-workspace-example": { what: "the device, all fields", check: getsDevice },
    "08-devices-list-lab-guide": { what: "all devices, all fields", check: listsAll },
    "09-devices-list-nulls": { what: "all devices, without what is null", check: listsAll },
    "10-devices-list-one-null-id": { what: "all devices, the one without id by another", check: listsStandIns },
    "11-devices-list-one-without-id": { what: "all devices, the one without id by another", check: listsStandIns },
    "12-devices-list-deviceId-only": {
        what: "the device by its lasting id, on its way",
        check: async (stand) => {
            const [row = {}] = rowsOf(stand);
            const [device, ...others] = await stand.cisco.listDevices({});
            assert.deepEqual([device?.id, device?.standIn, others], [row.deviceId, true, []]);
            assert.equal(device && isOnItsWay(device), true);
            assertTold(device, row);
        },
    },
    "13-device-get-null-id": {
        what: "the device by the id that was asked for, on its way",
        check: async ({ cisco, body }) => {
            const device = await cisco.getDevice(ASKED, undefined);
            assert.deepEqual([device?.id, device?.standIn], [ASKED, true]);
            assert.equal(device && isOnItsWay(device), true);
            assertTold(device, body);
        },
    },
    "14-device-post-third-party": {
        what: "the registered phone with all that it has to be set up with",
        check: async (stand) => {
            await registersPhone(stand);
            const { manufacturer, linePort, outboundProxy, sipUserName } = stand.body;
            assert.ok(manufacturer && linePort && outboundProxy && sipUserName);
        },
    },
    "15-device-post-9800-empty": {
        what: "a phone that will show up later",
        check: async ({ cisco }) => {
            assert.equal(await cisco.registerPhone({ mac: "52EAD324FD21", model: "Cisco 9861" }), undefined);
        },
    },
    "16-device-post-no-mac": {
        what: "an error that tells what Cisco's API registers, and the contract",
        check: async (stand) => {
            const crud = new CrudContract(stand.client);
            await fails(stand, crud.issueCode({ personId: "p" }, "8865"), /by their MAC address only/);
            await fails(stand, stand.cisco.registerPhone({ personId: "p" }), /webex:contract is crud/);
        },
    },
    "17-workspace-numbers-basic-licence": {
        what: "an error about a licence, not about the contract",
        check: async (stand) => {
            const request = () => ask(stand, "PUT", "/telephony/config/workspaces/w/numbers");
            const error = await fails(stand, request(), /Professional calling licence/);
            assert.deepEqual(error.errorCodes, [stand.body.errorCode]);
            assert.doesNotMatch(error.message, /webex:contract/);
            assert.equal(await ifOffered(request()), undefined);
        },
    },
    "18-no-such-route": {
        what: "an error that names refresh and the contract",
        check: (stand) => fails(stand, ask(stand, "PUT", "/devices/d"), /pulumi refresh.*webex:contract/),
    },
    "19-no-such-route-hydra": {
        what: "a route that is not offered",
        check: async (stand) => {
            await fails(stand, ask(stand, "GET", "/telephony/config/people/p/callerId"), /answered 404/);
            assert.equal(await ifOffered(ask(stand, "GET", "/telephony/config/people/p/callerId")), undefined);
        },
    },
    "20-method-not-allowed": {
        what: "an error that names the contract",
        check: (stand) => fails(stand, ask(stand, "PUT", "/devices/d"), /webex:contract \(cisco or crud\)/),
    },
    "21-errorMessage-only": {
        what: "an error in Webex's words",
        check: (stand) => fails(stand, stand.cisco.listDevices({}), /answered 404: Webex says: /),
    },
    "22-bad-token": {
        what: "an error that names where the token came from, and its summary",
        check: async (stand) => {
            const error = await fails(stand, stand.cisco.listDevices({}), /token from the test is refused/);
            assert.equal(error.trackingId, stand.body.trackingId);
            assert.doesNotMatch(error.summary, /tracking id/);
        },
    },
    "23-devices-list-peripherals": { what: "all devices, peripherals too", check: listsAll },
    "24-devices-list-av-tool-1": { what: "all devices, all fields", check: listsAll },
    "25-devices-list-av-tool-2": { what: "all devices, all fields", check: listsAll },
    "26-devices-list-item-errors": {
        what: "all devices, and what could not be told of one",
        check: async (stand) => {
            const [whole, part = {}] = rowsOf(stand);
            const devices = await stand.cisco.listDevices({});
            assert.deepEqual(
                devices.map(({ untold }) => untold),
                [undefined, Object.keys(part.errors as Json)],
            );
            assertTold(devices[0], whole ?? {});
            assertTold(devices[1], part, ...(devices[1]?.untold ?? []));
            assert.equal(devices[1]?.displayName, undefined);
        },
    },
    "27-devices-list-dup-id": {
        what: "each device once",
        check: async (stand) => {
            const [row = {}, ...others] = rowsOf(stand);
            assert.equal(others.length, 1);
            assert.deepEqual(
                (await stand.cisco.listDevices({})).map(({ id }) => id),
                [row.id],
            );
        },
    },
    "28-devices-list-empty": { what: "no devices", check: listsAll },
    "29-devices-list-error-codes-objects": {
        what: "codes and tags as lists of texts",
        check: async (stand) => {
            const [row = {}] = rowsOf(stand);
            const [device] = await stand.cisco.listDevices({});
            assertTold(device, row, "errorCodes", "tags");
            assert.deepEqual(device?.tags, [row.tags]);
            assert.deepEqual(
                device.errorCodes,
                (row.errorCodes as Json[]).map(({ code }) => code),
            );
        },
    },
    "30-count-spec": {
        what: "the physical devices, applications as one aside",
        check: async ({ client, body }) => {
            const { totalDeviceCount, applicationsCount } = body;
            const count = await readPersonDeviceCount(client, "p", undefined);
            assert.deepEqual(count, {
                personId: "p",
                totalDeviceCount,
                applicationsCount,
                physicalDeviceCount: Number(totalDeviceCount) - 1,
            });
        },
    },
    "31-person-devices-spec": {
        what: "the limits of the person, and the devices",
        check: async ({ client, body }) => {
            const { maxDeviceCount, maxOwnedDeviceCount } = body;
            const limits = await readPersonDeviceLimits(client, "p", undefined);
            assert.deepEqual(limits, { maxDeviceCount, maxOwnedDeviceCount });
            const { devices } = await readPersonDevices(client, "p", undefined);
            // The hoteling settings and the owner are not read.
            const told = (body.devices as Json[]).map(({ hoteling: _, owner: __, ...fields }) => fields);
            assert.deepEqual(devices, told);
            const limit = await new DeviceLimits(client, client.settings).of("p", undefined);
            assert.deepEqual([limit?.limit, limit?.silencesApps], [maxDeviceCount, true]);
        },
    },
    "32-licenses-spec": {
        what: "the licences, none of which limits devices",
        check: async (stand) => {
            const licenses = await readLicenses(stand.client, undefined);
            assert.deepEqual(
                licenses,
                rowsOf(stand).map(({ siteType: _, ...fields }) => fields),
            );
            assert.equal(limitOfLicenses(licenses, {}), undefined);
        },
    },
    "33-person-spec": {
        what: "the person with licences, and the account's organisation",
        check: async ({ client, body }) => {
            assert.deepEqual(await readPersonLicenses(client, "p"), textsIn(body.licenses));
            assert.equal(await readOwnOrganization(client), body.orgId);
            const { id, displayName, emails, orgId, locationId, licenses } = body;
            assert.deepEqual(await readPerson(client, "p"), { id, displayName, emails, orgId, locationId, licenses });
        },
    },
    "34-validate-macs-spec": { what: "not read yet", check: notReadYet },
    "35-workspaces-list-spec": {
        what: "the workspaces, as far as they are read",
        check: async (stand) => {
            const workspaces = await readWorkspaces(stand.client, { orgId: undefined });
            const notRead = ["devices", "capabilities", "customAttributes"];
            // Read in part, or in another form.
            const other = ["calling", "health", "plannedMaintenance"];
            assert.deepEqual(
                workspaces.map(({ calling, ...fields }) => [calling?.type, fields.id, fields.displayName]),
                rowsOf(stand).map(({ calling, id, displayName }) => [(calling as Json).type, id, displayName]),
            );
            for (const [at, row] of rowsOf(stand).entries()) {
                for (const [name, value] of Object.entries(workspaces[at] ?? {})) {
                    if (!other.includes(name)) {
                        assert.deepEqual(value, row[name], `${name} is told as it is`);
                    }
                }
                assert.deepEqual(workspaces[at]?.health, { level: (row.health as Json).level });
                const missing = Object.keys(row).filter((name) => !(name in (workspaces[at] ?? {})));
                assert.deepEqual(
                    missing.filter((name) => !notRead.includes(name)),
                    [],
                );
            }
        },
    },
    "36-workspace-capabilities-spec": { what: "not read yet", check: notReadYet },
    "37-config-patch-recorded": {
        what: "the changed settings alone, with what shows where none is configured",
        check: async (stand) => {
            const keys = ["Audio.DefaultVolume", "Macros.Mode", "NetworkServices.HTTPS.Server.MinimumTLSVersion"];
            const told = await changeConfigurations(stand.client, "d", [], keys);
            assert.deepEqual([...told.keys()], keys);
            const [volume, macros, tls] = keys.map((key) => told.get(key));
            assert.deepEqual([volume?.configured, volume?.applied, volume?.isEditable], [50, 50, true]);
            assert.deepEqual(macros?.inherited, { source: "organizationRule", value: "On" });
            assert.deepEqual([tls?.isEditable, tls?.reason], [false, "CONFIG_MANAGED_BY_DIFFERENT_AUTHORITY"]);
        },
    },
    "38-config-get-recorded": {
        what: "the setting that was asked for",
        check: async (stand) => {
            const told = await readConfigurations(stand.client, "d", ["Audio.DefaultVolume"]);
            assert.deepEqual(told?.get("Audio.DefaultVolume"), {
                ...{ configured: 50, isEditable: true, reason: undefined, applied: 50 },
                inherited: { source: "default", value: 50 },
                valueSpace: { type: "integer", maximum: 100, minimum: 0 },
            });
        },
    },
    "39-config-get-spec": {
        what: "editable, as Cisco's example calls isEditable",
        check: async (stand) => {
            const keys = ["Conference.MaxReceiveCallRate", "Video.Output.Connector[2].Resolution"];
            const told = await readConfigurations(stand.client, "d", keys);
            assert.deepEqual(
                keys.map((key) => [told?.get(key)?.configured, told?.get(key)?.isEditable, told?.get(key)?.applied]),
                [
                    [786, true, undefined],
                    [undefined, false, undefined],
                ],
            );
        },
    },
    "40-xapi-unknown-command": {
        what: "not read yet, but an error in Webex's words",
        check: (stand) => fails(stand, ask(stand, "POST", "/xapi/command/x"), /answered 400: Webex says: /),
    },
};

describe("contract/answers", () => {
    const folder = documentPath("answers") ?? "";
    const bench = new Bench();

    before(function () {
        if (folder === "") {
            console.log("      skipped: the recorded answers are not beside the project");
            this.skip();
        }
    });
    afterEach(() => bench.closeAll());

    async function standOf(name: string): Promise<Stand> {
        const text = fs.readFileSync(path.join(folder, `${name}.json`), "utf8");
        const { status, headers, body } = JSON.parse(text) as StoredAnswer;
        const server = await bench.server({ status, headers, ...(body !== null && { body: JSON.stringify(body) }) });
        const log = new MemoryLog();
        const client = new WebexClient(settingsWith({ baseUrl: server.baseUrl, credentialSource: "the test" }), log);
        return { status, body: body ?? {}, client, cisco: new CiscoContract(client), log };
    }

    it("all of them have an expectation", () => {
        const names = fs.readdirSync(folder).map((file) => path.basename(file, ".json"));
        assert.deepEqual(names.sort(), Object.keys(EXPECTATIONS));
    });

    for (const [name, { what, check }] of Object.entries(EXPECTATIONS)) {
        it(`${name}: ${what}`, async () => {
            await check(await standOf(name));
        });
    }
});
