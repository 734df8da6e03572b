import assert from "node:assert/strict";
import { CiscoContract } from "../../../../provider/api/devices/cisco";
import type { PhoneRegistration } from "../../../../provider/api/devices/contract";
import { contractFor } from "../../../../provider/api/devices/contracts";
import { WebexClient } from "../../../../provider/client/webexClient";
import { WebexError } from "../../../../provider/client/webexError";
import { type BareAnswer, Bench, caught, lines, MemoryLog, type Stand, settingsWith, uniqueMac } from "../../helpers";

const CODE = "/devices/activationCode";

/** The query parameters of Cisco's list, paging aside. */
const FILTERS = [
    ...["personId", "workspaceId", "displayName", "product", "type", "tag", "connectionStatus", "serial", "software"],
    ...["upgradeChannel", "errorCode", "capability", "permission", "orgId"],
    ...["locationId", "workspaceLocationId", "mac", "devicePlatform", "plannedMaintenance"],
];

function register({ contract }: Pick<Stand, "contract">, registration: PhoneRegistration) {
    assert.ok(contract.registerPhone);
    return contract.registerPhone(registration);
}

describe("api/devices/cisco", () => {
    const bench = new Bench();
    let stand: Stand;
    beforeEach(async () => {
        stand = await bench.stand({ contract: "cisco" });
    });
    afterEach(() => bench.closeAll());

    it("is what webex:contract cisco means", () => {
        assert.ok(contractFor(stand.client) instanceof CiscoContract);
        assert.equal(stand.contract.name, "cisco");
    });

    it("registers a phone by POST /devices with MAC address, model and owner", async () => {
        const { simulator } = stand;
        const personId = simulator.addPerson().id;
        const mac = uniqueMac();
        const phone = await register(stand, { mac, model: "DMS Cisco 8865", personId });
        const [entry, ...others] = simulator.log.entries;
        assert.deepEqual(others, []);
        assert.deepEqual([entry?.method, entry?.path, entry?.query], ["POST", "/devices", {}]);
        assert.deepEqual(entry?.body, { mac, model: "DMS Cisco 8865", personId });
        assert.deepEqual([phone?.id, phone?.mac], [simulator.devices()[0]?.id, mac]);
    });

    it("sends the SIP password along when a phone is registered", async () => {
        const { simulator } = stand;
        const workspaceId = simulator.addWorkspace().id;
        const mac = uniqueMac();
        await register(stand, { mac, model: "DMS Yealink T54", workspaceId, password: "sip-password" });
        // The log shows secret values as "[secret]".
        assert.deepEqual(simulator.log.entries[0]?.body, {
            mac,
            model: "DMS Yealink T54",
            workspaceId,
            password: "[secret]",
        });
    });

    it("takes the empty answer of a 9800 phone for success without a device", async () => {
        const { simulator } = stand;
        const personId = simulator.addPerson().id;
        assert.equal(await register(stand, { mac: uniqueMac(), model: "Cisco 9861", personId }), undefined);
        assert.equal(simulator.log.entries[0]?.status, 204);
    });

    it("takes over another id where the registered phone has none of its own yet", async () => {
        const { simulator } = stand;
        const personId = simulator.addPerson().id;
        simulator.faults.add({ method: "POST", kind: { json: { id: null, callingDeviceId: "c" } } });
        const phone = await register(stand, { mac: uniqueMac(), model: "DMS Cisco 8865", personId });
        assert.deepEqual(phone, { id: "c", standIn: true, callingDeviceId: "c" });
    });

    for (const json of [null, {}, [], 7, { id: "" }]) {
        it(`does not take ${JSON.stringify(json)} for a registered phone`, async () => {
            const { simulator } = stand;
            const personId = simulator.addPerson().id;
            simulator.faults.add({ method: "POST", kind: { json } });
            const error = await caught(register(stand, { mac: uniqueMac(), model: "DMS Cisco 8865", personId }));
            assert.match(error.message, /^POST \/devices answered 200: the answer has no device id\. tracking id /);
        });
    }

    it("reads a device by GET /devices/{id}", async () => {
        const { simulator, contract } = stand;
        const { id } = simulator.addDevice({ tags: ["a"] });
        const device = await contract.getDevice(id, undefined);
        assert.deepEqual([device?.id, device?.tags], [id, ["a"]]);
        assert.deepEqual(lines(simulator.log.entries), [`GET /devices/${id}`]);
    });

    it("encodes an id in a path", async () => {
        const { simulator, contract } = stand;
        assert.equal(await contract.getDevice("a/b?c=", undefined), undefined);
        assert.deepEqual(lines(simulator.log.entries), ["GET /devices/a%2Fb%3Fc%3D"]);
    });

    it("sends orgId with every request that has a place for it", async () => {
        const { simulator, contract } = stand;
        const { orgId } = simulator;
        const personId = simulator.addPerson().id;
        const device = await register(stand, { mac: uniqueMac(), model: "DMS Cisco 8865", personId, orgId });
        assert.ok(device !== undefined);
        await contract.getDevice(device.id, orgId);
        await contract.findByMac(device.mac ?? "", orgId);
        await contract.updateDevice(device, { tags: ["a"], password: "sip-password" }, orgId);
        await contract.issueCode({ personId }, "DMS Cisco 8865", orgId);
        await contract.deleteDevice(device.id, orgId);
        assert.deepEqual(
            simulator.log.entries.map(({ method, path, query }) => [method, path.split("/")[1], query.orgId === orgId]),
            [
                ["POST", "devices", true],
                ["GET", "devices", true],
                ["GET", "devices", true],
                ["PATCH", "devices", true],
                ["PUT", "telephony", true],
                ["POST", "devices", true],
                ["DELETE", "devices", true],
            ],
        );
    });

    it("finds a device by MAC address in any notation", async () => {
        const { simulator, contract } = stand;
        simulator.addDevice({ mac: "02:AB:CD:00:00:01" });
        const { id } = simulator.addDevice({ mac: "02:AB:CD:00:00:02" });
        const found = await contract.findByMac("02ABCD000002", undefined);
        assert.deepEqual(
            found.map((device) => device.id),
            [id],
        );
        assert.deepEqual(lines(simulator.log.entries), ["GET /devices?mac=02ABCD000002&max=100"]);
    });

    it("does not believe a MAC filter that matches on a part of the value", async () => {
        const { simulator, contract } = stand;
        const items = [{ id: "d1", mac: "02ABCD00000299" }, { id: "d2" }, { id: "d3", mac: "02:ab:cd:00:00:02" }];
        simulator.faults.add({ path: "/devices", kind: { json: { items } } });
        const found = await contract.findByMac("02ABCD000002", undefined);
        assert.deepEqual(
            found.map(({ id }) => id),
            ["d3"],
        );
    });

    describe("tags", () => {
        it("are written by one PATCH with one replace operation, its path without a slash", async () => {
            const { simulator, contract } = stand;
            const device = simulator.addDevice({ tags: ["old"] });
            const updated = await contract.updateDevice({ id: device.id }, { tags: ["a", "b"] }, undefined);
            assert.deepEqual(updated.tags, ["a", "b"]);
            assert.deepEqual(
                simulator.log.entries.map(({ method, path, body }) => ({ method, path, body })),
                [
                    {
                        method: "PATCH",
                        path: `/devices/${device.id}`,
                        body: [{ op: "replace", path: "tags", value: ["a", "b"] }],
                    },
                ],
            );
        });

        it("are taken away by a remove operation without a value", async () => {
            const { simulator, contract } = stand;
            const device = simulator.addDevice({ tags: ["old"] });
            await contract.updateDevice({ id: device.id }, { tags: [] }, undefined);
            assert.deepEqual(simulator.log.entries[0]?.body, [{ op: "remove", path: "tags" }]);
            assert.deepEqual(simulator.device(device.id)?.tags, []);
        });

        it("are sent as JSON Patch", async () => {
            const { baseUrl, seen } = await bench.server({ body: '{"id":"d"}' });
            const other = await bench.stand({}, { baseUrl });
            await other.contract.updateDevice({ id: "d" }, { tags: ["a"] }, undefined);
            assert.equal(seen[0]?.headers["content-type"], "application/json-patch+json");
        });
    });

    it("writes a SIP password by PUT to the calling route under the calling id", async () => {
        const { simulator, contract } = stand;
        const { id, callingDeviceId } = simulator.addDevice();
        await contract.updateDevice({ id, callingDeviceId: callingDeviceId ?? "" }, { password: "new-sip" }, undefined);
        assert.deepEqual(lines(simulator.log.entries), [`PUT /telephony/config/devices/${callingDeviceId ?? ""}`]);
        assert.deepEqual(simulator.log.entries[0]?.body, { sipPassword: "[secret]" });
    });

    it("writes a SIP password under the device's id where it has no calling id", async () => {
        const { simulator, contract } = stand;
        const { id } = simulator.addDevice();
        await contract.updateDevice({ id }, { password: "new-sip" }, undefined);
        assert.deepEqual(lines(simulator.log.entries), [`PUT /telephony/config/devices/${id}`]);
    });

    it("writes nothing where nothing changes", async () => {
        const { simulator, contract } = stand;
        assert.deepEqual(await contract.updateDevice({ id: "d" }, {}, undefined), { id: "d" });
        assert.equal(simulator.log.entries.length, 0);
    });

    it("issues a code by POST /devices/activationCode and tells the API's expiry and clock", async () => {
        const { simulator, contract } = stand;
        const workspaceId = simulator.addWorkspace().id;
        const issued = await contract.issueCode({ workspaceId }, undefined, undefined);
        const [code] = simulator.codes();
        assert.deepEqual([simulator.log.entries[0]?.path, simulator.log.entries[0]?.body], [CODE, { workspaceId }]);
        assert.deepEqual([issued.code, issued.expiresAt, issued.deviceId], [code?.code, code?.expiresAt, undefined]);
        assert.equal(issued.issuedAt, `${code?.issuedAt.slice(0, 19) ?? ""}.000Z`);
    });

    it("sends the model with a phone's code", async () => {
        const { simulator, contract } = stand;
        const personId = simulator.addPerson().id;
        await contract.issueCode({ personId }, "DMS Cisco 8865", undefined);
        assert.deepEqual(simulator.log.entries[0]?.body, { personId, model: "DMS Cisco 8865" });
    });

    const noCodes: [string, unknown, RegExp][] = [
        ["an answer without code", { expiryTime: "2026-01-01T00:00:00Z" }, /has no activation code/],
        ["an empty code", { code: "", expiryTime: "2026-01-01T00:00:00Z" }, /has no activation code/],
        ["an answer without expiry", { code: "1" }, /expiryTime is no date/],
        ["an expiry that is no date", { code: "1", expiryTime: "soon" }, /expiryTime is no date/],
        ["an expiry that is a number", { code: "1", expiryTime: 2026 }, /expiryTime is no date/],
        ["a code that is a number", { code: 1, expiryTime: "2026-01-01T00:00:00Z" }, /has no activation code/],
        ["null", null, /has no activation code/],
    ];
    for (const [name, json, message] of noCodes) {
        it(`refuses ${name}, showing no code`, async () => {
            const { simulator, contract } = stand;
            simulator.faults.add({ path: CODE, kind: { json } });
            const workspaceId = simulator.addWorkspace().id;
            assert.match((await caught(contract.issueCode({ workspaceId }, undefined, undefined))).message, message);
        });
    }

    it("names the scopes when a code is refused", async () => {
        const { simulator, contract } = stand;
        simulator.setScopes(["spark-admin:devices_write"]);
        const workspaceId = simulator.addWorkspace().id;
        assert.match(
            (await caught(contract.issueCode({ workspaceId }, undefined, undefined))).message,
            /identity:one_time_password/,
        );
    });

    it("lists all devices of an organisation page by page", async () => {
        const { simulator, contract } = await bench.stand({ contract: "cisco", pageCap: 2 });
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
        assert.equal(await contract.deleteDevice(id, undefined), true);
        assert.equal(await contract.deleteDevice(id, undefined), false);
        assert.deepEqual(lines(simulator.log.entries), [`DELETE /devices/${id}`, `DELETE /devices/${id}`]);
    });

    it("has the filters of the 1.0 document and Cisco's own", () => {
        assert.deepEqual([...stand.contract.filters].sort(), [...FILTERS].sort());
    });

    describe("what it tells of an organisation", () => {
        async function contractWith(...answers: BareAnswer[]) {
            const server = await bench.server(...answers);
            const client = new WebexClient(settingsWith({ baseUrl: server.baseUrl }), new MemoryLog());
            return { server, contract: contractFor(client) };
        }

        it("is that of the token's own account, asked for once", async () => {
            const { server, contract } = await contractWith({ body: '{"id":"p","orgId":"org-1"}' });
            const both = [await contract.ownOrganization(), await contract.ownOrganization()];
            assert.deepEqual(both, ["org-1", "org-1"]);
            assert.deepEqual(
                server.seen.map(({ url }) => url),
                ["/v1/people/me"],
            );
        });

        it("is asked for again after a failure", async () => {
            const { server, contract } = await contractWith({ status: 500 }, { body: '{"orgId":"org-1"}' });
            await caught(contract.ownOrganization());
            assert.equal(await contract.ownOrganization(), "org-1");
            assert.equal(server.seen.length, 2);
        });

        it("are the models it can register, asked for once for each organisation", async () => {
            const devices = [{ model: "DMS Cisco 8875", displayName: "Cisco Video Phone 8875" }];
            const { server, contract } = await contractWith({ body: JSON.stringify({ devices }) });
            for (const orgId of ["org-1", "org-1", undefined]) {
                assert.deepEqual(await contract.supportedDevices(orgId), devices);
            }
            assert.deepEqual(
                server.seen.map(({ url }) => url),
                ["/v1/telephony/config/supportedDevices?orgId=org-1", "/v1/telephony/config/supportedDevices"],
            );
        });

        it("has rules for the settings of a family of phones, asked for once for each family and organisation", async () => {
            const tags = ["A", "B"].map((family) => ({ familyOrModelDisplayName: family, tag: `%${family}%` }));
            const { server, contract } = await contractWith({ body: JSON.stringify({ tags }) });
            const first = ["A", "org-1"] as const;
            const asked: (readonly [string, string | undefined])[] = [first, first, ["B", "org-1"], ["A", undefined]];
            for (const [family, orgId] of asked) {
                assert.deepEqual(await contract.settingRules(family, orgId), [{ tag: `%${family}%` }]);
            }
            assert.deepEqual(
                server.seen.map(({ url }) => new URL(url, "http://x").searchParams.get("orgId")),
                ["org-1", "org-1", null],
            );
        });
    });

    it("keeps a device's id where the answer to a PATCH has none", async () => {
        const { baseUrl } = await bench.server({ body: '{"id":null,"tags":["a"]}' });
        const other = await bench.stand({}, { baseUrl });
        const updated = await other.contract.updateDevice({ id: "d" }, { tags: ["a"] }, undefined);
        assert.deepEqual(updated, { id: "d", standIn: true, tags: ["a"] });
    });

    it("knows a phone's unused code by its status, and needs MAC address and model to register", () => {
        const { codeNamesDevice, unusedCodeStatus, showsRoomCodes, filtersByMac, neededToRegister } = stand.contract;
        assert.deepEqual([codeNamesDevice, unusedCodeStatus, showsRoomCodes], [false, "activating", false]);
        assert.deepEqual([filtersByMac, neededToRegister], [true, ["mac", "model"]]);
    });

    it("names webex:contract when the server speaks the other one", async () => {
        const crud = await bench.stand({ contract: "crud" }, { contract: "cisco" });
        const personId = crud.simulator.addPerson().id;
        const { id } = crud.simulator.addDevice();
        const attempts = [
            // What goes before each registration.
            crud.contract.findByMac(uniqueMac(), undefined),
            crud.contract.issueCode({ personId }, undefined, undefined),
            crud.contract.updateDevice({ id }, { tags: ["a"] }, undefined),
        ];
        for (const attempt of attempts) {
            const error = await caught(attempt);
            assert.ok(error instanceof WebexError);
            assert.match(error.message, /webex:contract/);
        }
    });
});
