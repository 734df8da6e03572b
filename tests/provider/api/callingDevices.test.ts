import assert from "node:assert/strict";
import {
    physicalDevices,
    readPersonDeviceCount,
    readPersonDeviceLimits,
    readPersonDevices,
    readSupportedDevices,
    readWorkspaceDevices,
} from "../../../provider/api/callingDevices";
import { WebexClient } from "../../../provider/client/webexClient";
import { WebexError } from "../../../provider/client/webexError";
import { type BareAnswer, Bench, caught, lines, MemoryLog, settingsWith } from "../helpers";

describe("api/callingDevices", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    async function clientOf(answer: BareAnswer) {
        const server = await bench.server(answer);
        return { server, client: new WebexClient(settingsWith({ baseUrl: server.baseUrl }), new MemoryLog()) };
    }

    const rows: [string, number, number, number][] = [
        ["nothing", 0, 0, 0],
        ["phones only", 3, 0, 3],
        ["one application only", 1, 1, 0],
        ["many applications, which count as one", 1, 4, 0],
        ["phones and applications", 3, 5, 2],
        ["more applications than the total", 2, 9, 1],
        ["a total that leaves the applications out", 0, 2, 0],
    ];
    for (const [name, total, applications, physical] of rows) {
        it(`counts ${physical} physical of ${name}`, () => {
            assert.equal(physicalDevices(total, applications), physical);
        });
    }

    it("asks the count route of the person, in the organisation", async () => {
        const { simulator, client } = await bench.stand();
        const { id } = simulator.addPerson({ applicationsCount: 2 });
        simulator.addDevice({ personId: id });
        assert.deepEqual(await readPersonDeviceCount(client, id, simulator.orgId), {
            personId: id,
            totalDeviceCount: 2,
            applicationsCount: 2,
            physicalDeviceCount: 1,
        });
        assert.deepEqual(lines(simulator.log.entries), [
            `GET /telephony/config/people/${id}/devices/count?orgId=${simulator.orgId}`,
        ]);
    });

    it("encodes the person's id", async () => {
        const { simulator, client } = await bench.stand();
        await caught(readPersonDeviceCount(client, "a/b=", undefined));
        assert.equal(simulator.log.entries[0]?.path, "/telephony/config/people/a%2Fb%3D/devices/count");
    });

    for (const json of [
        null,
        {},
        [],
        { totalDeviceCount: 1 },
        { applicationsCount: 1 },
        { totalDeviceCount: "1", applicationsCount: 0 },
        { totalDeviceCount: -1, applicationsCount: 0 },
    ]) {
        it(`does not understand ${JSON.stringify(json)}`, async () => {
            const { simulator, client } = await bench.stand();
            simulator.faults.add({ kind: { json } });
            const error = await caught(readPersonDeviceCount(client, simulator.addPerson().id, undefined));
            assert.ok(error instanceof WebexError);
            assert.equal(error.kind, "notUnderstood");
        });
    }

    it("names the scope when it is refused", async () => {
        const { simulator, client } = await bench.stand({ scopes: [] });
        const error = await caught(readPersonDeviceCount(client, simulator.addPerson().id, undefined));
        assert.match(error.message, /spark-admin:telephony_config_read/);
    });

    describe("readPersonDeviceLimits", () => {
        it("asks for the person's devices in the organisation and tells what is a number", async () => {
            const body = '{"devices":[],"maxDeviceCount":5,"maxOwnedDeviceCount":0}';
            const { server, client } = await clientOf({ body });
            assert.deepEqual(await readPersonDeviceLimits(client, "a/b", "org"), {
                maxDeviceCount: 5,
                maxOwnedDeviceCount: 0,
            });
            assert.equal(server.seen[0]?.url, "/v1/telephony/config/people/a%2Fb/devices?orgId=org");
        });

        for (const body of ["null", "[]", "{}", '{"maxDeviceCount":null,"maxOwnedDeviceCount":"3"}']) {
            it(`knows neither from ${body}`, async () => {
                assert.deepEqual(await readPersonDeviceLimits((await clientOf({ body })).client, "p", undefined), {});
            });
        }

        it("knows neither where there is no such route or the licence is too small for it", async () => {
            for (const status of [404, 405]) {
                const { client } = await clientOf({ status, body: '{"errorCode":25409}' });
                assert.deepEqual(await readPersonDeviceLimits(client, "p", undefined), {});
            }
        });

        it("fails where it is refused", async () => {
            const { client } = await clientOf({ status: 403 });
            assert.match(
                (await caught(readPersonDeviceLimits(client, "p", undefined))).message,
                /spark-admin:telephony_config_read/,
            );
        });
    });

    for (const [read, owners] of [
        [readPersonDevices, "people"],
        [readWorkspaceDevices, "workspaces"],
    ] as const) {
        describe(read.name, () => {
            const phone = {
                id: "c1",
                model: "DMS Cisco 8875",
                mac: "52EAD324FD21",
                type: "PRIMARY",
                primaryOwner: true,
            };

            it("tells the devices and the limits, as far as they are told", async () => {
                const devices = [
                    { ...phone, activationState: null, descriptions: 7 },
                    { model: "without an id" },
                    null,
                ];
                const body = JSON.stringify({ devices, maxDeviceCount: 5, maxOwnedDeviceCount: "3" });
                const { server, client } = await clientOf({ body });
                assert.deepEqual(await read(client, "a/b", "org"), { devices: [phone], maxDeviceCount: 5 });
                assert.equal(server.seen[0]?.url, `/v1/telephony/config/${owners}/a%2Fb/devices?orgId=org`);
            });

            it("tells no device where the API lists none", async () => {
                assert.deepEqual(await read((await clientOf({ body: "{}" })).client, "x", undefined), { devices: [] });
            });

            it("fails where it is refused, naming the scope", async () => {
                const { client } = await clientOf({ status: 403 });
                assert.match((await caught(read(client, "x", undefined))).message, /spark-admin:telephony_config_read/);
            });
        });
    }

    describe("readSupportedDevices", () => {
        const phone = {
            type: "MPP",
            manufacturer: "CISCO",
            model: "DMS Cisco 8875",
            displayName: "Cisco Video Phone 8875",
            managedBy: "CISCO",
            supportedFor: ["PEOPLE", "PLACE"],
            onboardingMethod: ["MAC_ADDRESS", "ACTIVATION_CODE"],
        };

        it("tells models with their names, owners and ways in, as far as they are told", async () => {
            const devices = [
                { ...phone, kemSupportEnabled: true },
                { model: "Cisco 9861", displayName: null, managedBy: 7, supportedFor: "PEOPLE", onboardingMethod: [1] },
                { displayName: "without a model" },
                null,
            ];
            const { server, client } = await clientOf({ body: JSON.stringify({ upgradeChannelList: [], devices }) });
            assert.deepEqual(await readSupportedDevices(client, "org"), [phone, { model: "Cisco 9861" }]);
            assert.equal(server.seen[0]?.url, "/v1/telephony/config/supportedDevices?orgId=org");
        });

        for (const answer of [{ status: 403 }, { status: 404 }, { status: 405 }, { status: 501 }, { body: "null" }]) {
            it(`knows none where the API answers ${JSON.stringify(answer)}`, async () => {
                assert.deepEqual(await readSupportedDevices((await clientOf(answer)).client, undefined), []);
            });
        }

        for (const status of [400, 401, 500]) {
            it(`fails where the API answers ${status}`, async () => {
                await assert.rejects(readSupportedDevices((await clientOf({ status })).client, undefined), WebexError);
            });
        }
    });
});
