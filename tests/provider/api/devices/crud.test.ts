import assert from "node:assert/strict";
import { contractFor } from "../../../../provider/api/devices/contracts";
import { CrudContract } from "../../../../provider/api/devices/crud";
import { WebexError } from "../../../../provider/client/webexError";
import { Bench, caught, lines, type Stand } from "../../helpers";

/** The query parameters of the 1.0 document's list, paging aside. */
const FILTERS = [
    ...["personId", "workspaceId", "displayName", "product", "type", "tag", "connectionStatus", "serial", "software"],
    ...["upgradeChannel", "errorCode", "capability", "permission", "orgId"],
];

describe("api/devices/crud", () => {
    const bench = new Bench();
    let stand: Stand;
    beforeEach(async () => {
        stand = await bench.stand({ contract: "crud" });
    });
    afterEach(() => bench.closeAll());

    it("is what webex:contract crud means", () => {
        assert.ok(contractFor(stand.client) instanceof CrudContract);
        assert.equal(stand.contract.name, "crud");
    });

    it("has no way to register a phone by its MAC address", () => {
        assert.equal(stand.contract.registerPhone, undefined);
    });

    it("registers a device by POST /devices with owner and model alone", async () => {
        const { simulator, contract } = stand;
        const personId = simulator.addPerson().id;
        const issued = await contract.issueCode({ personId }, "Cisco Desk Pro", simulator.orgId);
        assert.deepEqual(lines(simulator.log.entries), ["POST /devices"]);
        assert.deepEqual(simulator.log.entries[0]?.body, { personId, model: "Cisco Desk Pro" });
        const [code] = simulator.codes();
        assert.deepEqual(
            [issued.deviceId, issued.code, issued.expiresAt],
            [code?.deviceId, code?.code, code?.expiresAt],
        );
        assert.equal(issued.issuedAt, `${code?.issuedAt.slice(0, 19) ?? ""}.000Z`);
    });

    it("registers one without a model, too, and knows the device that the code is for", async () => {
        const { simulator, contract } = stand;
        const workspaceId = simulator.addWorkspace().id;
        const issued = await contract.issueCode({ workspaceId }, undefined, undefined);
        assert.deepEqual(simulator.log.entries[0]?.body, { workspaceId });
        assert.equal(issued.deviceId, simulator.codes()[0]?.deviceId);
    });

    const noCodes: [string, unknown, RegExp][] = [
        ["without an id", { code: "1", expiresAt: "2026-01-01T00:00:00Z" }, /has no device id/],
        ["with an empty id", { id: "", code: "1", expiresAt: "2026-01-01T00:00:00Z" }, /has no device id/],
        ["with an id that is a number", { id: 7, code: "1", expiresAt: "2026-01-01T00:00:00Z" }, /has no device id/],
        ["without a code", { id: "d", expiresAt: "2026-01-01T00:00:00Z" }, /has no activation code/],
        ["without an expiry", { id: "d", code: "1" }, /expiresAt is no date/],
        ["with Cisco's name of the expiry", { id: "d", code: "1", expiryTime: "2026-01-01T00:00:00Z" }, /expiresAt/],
        ["that is null", null, /has no activation code/],
    ];
    for (const [name, json, message] of noCodes) {
        it(`refuses an answer ${name}`, async () => {
            const { simulator, contract } = stand;
            const workspaceId = simulator.addWorkspace().id;
            simulator.faults.add({ method: "POST", kind: { json } });
            const error = await caught(contract.issueCode({ workspaceId }, undefined, undefined));
            assert.match(error.message, message);
            assert.match(error.message, /^POST \/devices answered 200.*tracking id /);
        });
    }

    it("refuses an empty answer to a create", async () => {
        const { simulator, contract } = stand;
        const workspaceId = simulator.addWorkspace().id;
        simulator.faults.add({ method: "POST", kind: { empty: true } });
        const error = await caught(contract.issueCode({ workspaceId }, undefined, undefined));
        assert.match(error.message, /has no activation code/);
    });

    it("changes name, channel and tags by one PUT of what changed", async () => {
        const { simulator, contract } = stand;
        const { id } = simulator.addDevice();
        const updated = await contract.updateDevice({ id }, { displayName: "New", tags: [] }, simulator.orgId);
        assert.deepEqual(lines(simulator.log.entries), [`PUT /devices/${id}`]);
        assert.deepEqual(simulator.log.entries[0]?.body, { displayName: "New", tags: [] });
        assert.equal(updated.displayName, "New");
        await contract.updateDevice({ id }, { upgradeChannel: "beta" }, undefined);
        assert.deepEqual(simulator.log.entries[1]?.body, { upgradeChannel: "beta" });
    });

    it("refuses an empty answer to an update", async () => {
        const { simulator, contract } = stand;
        const { id } = simulator.addDevice();
        simulator.faults.add({ method: "PUT", kind: { empty: true } });
        assert.match((await caught(contract.updateDevice({ id }, { tags: [] }, undefined))).message, /answer is empty/);
    });

    it("sends orgId with the list only, as the document has it", async () => {
        const { simulator, contract } = stand;
        const { orgId } = simulator;
        const { id } = simulator.addDevice();
        await contract.getDevice(id, orgId);
        await contract.listDevices({ orgId });
        await contract.findByMac("02ABCD000003", orgId);
        await contract.deleteDevice(id, orgId);
        assert.deepEqual(
            simulator.log.entries.map(({ method, query }) => [method, query.orgId]),
            [
                ["GET", undefined],
                ["GET", orgId],
                ["GET", orgId],
                ["DELETE", undefined],
            ],
        );
    });

    it("finds a MAC address by reading the whole list, for which there is no such filter", async () => {
        const { simulator, contract } = stand;
        simulator.addDevice();
        const { id } = simulator.addDevice({ mac: "02:AB:CD:00:00:03" });
        const found = await contract.findByMac("02ABCD000003", undefined);
        assert.deepEqual(
            found.map((device) => device.id),
            [id],
        );
        assert.deepEqual(lines(simulator.log.entries), ["GET /devices?max=100"]);
    });

    it("reads a device; 404 is undefined", async () => {
        const { simulator, contract } = stand;
        const { id } = simulator.addDevice();
        assert.equal((await contract.getDevice(id, undefined))?.id, id);
        assert.equal(await contract.getDevice("nobody", undefined), undefined);
    });

    it("lists all devices of an organisation page by page", async () => {
        const { simulator, contract } = await bench.stand({ contract: "crud", pageCap: 2, sendLink: true });
        const { orgId } = simulator;
        const ids = Array.from({ length: 3 }, () => simulator.addDevice().id);
        const pages: string[][] = [];
        for await (const devices of contract.devicePages(orgId)) {
            pages.push(devices.map(({ id }) => id));
        }
        assert.deepEqual(pages, [ids.slice(0, 2), ids.slice(2)]);
        assert.deepEqual(
            simulator.log.entries.map(({ method, path, query }) => [method, path, query.orgId]),
            [
                ["GET", "/devices", orgId],
                ["GET", "/devices", orgId],
            ],
        );
    });

    it("deletes a device, and says whether it was there", async () => {
        const { simulator, contract } = stand;
        const { id } = simulator.addDevice();
        assert.deepEqual(
            [await contract.deleteDevice(id, undefined), await contract.deleteDevice(id, undefined)],
            [true, false],
        );
    });

    it("has all 14 filters of the document", () => {
        assert.deepEqual([...stand.contract.filters].sort(), [...FILTERS].sort());
    });

    it("sends each filter under its own name", async () => {
        const { simulator, contract } = stand;
        for (const name of FILTERS) {
            const value = name === "connectionStatus" ? "connected" : "x";
            await contract.listDevices({ [name]: value });
            assert.deepEqual(simulator.log.entries.at(-1)?.query, { [name]: value, max: "100" });
        }
    });

    it("knows neither organisation nor models where the server has only the routes of the document", async () => {
        const { contract } = await bench.stand({ contract: "crud", telephony: false, people: false });
        assert.equal(await contract.ownOrganization(), undefined);
        assert.deepEqual(await contract.supportedDevices(undefined), []);
    });

    it("keeps a device's id where the answer to a PUT has none", async () => {
        const { baseUrl } = await bench.server({ body: '{"displayName":"New"}' });
        const other = await bench.stand({ contract: "crud" }, { baseUrl });
        const updated = await other.contract.updateDevice({ id: "d" }, { displayName: "New" }, undefined);
        assert.deepEqual(updated, { id: "d", standIn: true, displayName: "New" });
    });

    it("knows the device that a code is for, and needs nothing but an owner to register", () => {
        const { codeNamesDevice, unusedCodeStatus, showsRoomCodes, filtersByMac, neededToRegister } = stand.contract;
        assert.deepEqual([codeNamesDevice, unusedCodeStatus, showsRoomCodes], [true, undefined, true]);
        assert.deepEqual([filtersByMac, neededToRegister], [false, []]);
    });

    it("names webex:contract when the server speaks the other one", async () => {
        const cisco = await bench.stand({ contract: "cisco" }, { contract: "crud" });
        const personId = cisco.simulator.addPerson().id;
        const { id } = cisco.simulator.addDevice();
        for (const attempt of [
            cisco.contract.issueCode({ personId }, "Cisco Desk Pro", undefined),
            cisco.contract.updateDevice({ id }, { tags: ["a"] }, undefined),
        ]) {
            const error = await caught(attempt);
            assert.ok(error instanceof WebexError);
            assert.match(error.message, /webex:contract/);
        }
    });
});
