import assert from "node:assert/strict";
import {
    devicePath,
    pagesOfDevices,
    readDevice,
    readDevices,
    removeDevice,
    withMac,
} from "../../../../provider/api/devices/devicesRoutes";
import { WebexClient } from "../../../../provider/client/webexClient";
import { WebexError } from "../../../../provider/client/webexError";
import { type BareAnswer, Bench, caught, MemoryLog, settingsWith } from "../../helpers";

describe("api/devices/devicesRoutes", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    async function clientOf(answer: BareAnswer) {
        const { baseUrl } = await bench.server(answer);
        return new WebexClient(settingsWith({ baseUrl, requestTimeoutSeconds: 0.5 }), new MemoryLog());
    }

    it("encodes the id in a path", () => {
        assert.equal(devicePath("a/../b?x#y="), "/devices/a%2F..%2Fb%3Fx%23y%3D");
    });

    it("takes 404 for gone, in reading and deleting", async () => {
        const client = await clientOf({ status: 404, body: '{"message":"none"}' });
        assert.equal(await readDevice(client, "d", {}), undefined);
        assert.equal(await removeDevice(client, "d", {}), false);
    });

    const neverGone: [string, BareAnswer][] = [
        ["400", { status: 400 }],
        ["401", { status: 401 }],
        ["403", { status: 403 }],
        ["405", { status: 405 }],
        ["410", { status: 410 }],
        ["429 with a long wait", { status: 429, headers: { "retry-after": "9999" } }],
        ["500", { status: 500 }],
        ["503", { status: 503 }],
        ["a redirect", { status: 302, headers: { location: "/login" } }],
        ["a web page", { headers: { "content-type": "text/html" }, body: "<h1>404 Not Found</h1>" }],
        ["cut JSON", { body: '{"id":"d' }],
        ["an empty answer", {}],
        ["null", { body: "null" }],
        ["a number", { body: "404" }],
        ["a list", { body: "[]" }],
        ["an object without an id", { body: '{"message":"not found"}' }],
        ["an error that comes with 200", { body: '{"errors":[],"trackingId":"x","id":null}' }],
        ["a lost connection", (response) => void response.socket?.resetAndDestroy()],
        [
            "a broken 404",
            (response) => void response.writeHead(404, { "content-length": "99" }).write("{", () => response.destroy()),
        ],
        ["a broken answer", (response) => void response.writeHead(200, { "content-length": "99" }).destroy()],
    ];
    for (const [name, answer] of neverGone) {
        it(`never takes ${name} for a device or for gone`, async () => {
            const error = await caught(readDevice(await clientOf(answer), "d", {}));
            assert.ok(error instanceof WebexError, error.message);
            assert.match(error.message, /^GET \/devices\/d /);
        });
    }

    it("names status and tracking id of an answer that lacks the id", async () => {
        const client = await clientOf({ headers: { trackingid: "ROUTER_7" }, body: "{}" });
        assert.match(
            (await caught(readDevice(client, "d", {}))).message,
            /^GET \/devices\/d answered 200: the answer has no device id\. tracking id ROUTER_7/,
        );
    });

    it("reads a device whose id is null under the id that was asked for", async () => {
        const client = await clientOf({ body: '{"id":null,"mac":"52EAD324FD21","callingDeviceId":"c"}' });
        const device = { id: "d", standIn: true, mac: "52EAD324FD21", callingDeviceId: "c" };
        assert.deepEqual(await readDevice(client, "d", {}), device);
    });

    describe("a list with rows whose id is null or missing", () => {
        const rows = [
            { id: "d1", mac: "1" },
            { id: null, webexDeviceId: "w2", mac: "2" },
            { callingDeviceId: "c3", mac: "3" },
            { id: null, webexDeviceId: "w2", mac: "2" },
            { id: null, mac: "4" },
            { mac: "5" },
        ];

        async function listOf(...pages: unknown[][]) {
            const answers = pages.map((items) => ({ body: JSON.stringify({ items }) }));
            const server = await bench.server(...answers);
            const log = new MemoryLog();
            return { client: new WebexClient(settingsWith({ baseUrl: server.baseUrl }), log), server, log };
        }

        it("has those that another id stands in for, once each", async () => {
            const { client } = await listOf(rows);
            assert.deepEqual(
                (await readDevices(client, {})).map(({ id, standIn, mac }) => [id, standIn, mac]),
                [
                    ["d1", undefined, "1"],
                    ["w2", true, "2"],
                    ["c3", true, "3"],
                ],
            );
        });

        it("warns once per client of those that have none", async () => {
            const { client, log } = await listOf(rows);
            await readDevices(client, {});
            await readDevices(client, {});
            assert.deepEqual(log.warnings, ["Webex listed 2 devices without any id; they are left out"]);
        });

        it("warns in the singular, and also where its reader stops", async () => {
            const { client, log } = await listOf([{ id: "d1" }, { mac: "1" }]);
            for await (const devices of pagesOfDevices(client, {})) {
                assert.deepEqual(devices, [{ id: "d1" }]);
                break;
            }
            assert.deepEqual(log.warnings, ["Webex listed 1 device without any id; it is left out"]);
        });

        it("says nothing where all rows have one", async () => {
            const { client, log } = await listOf(rows.slice(0, 4));
            await readDevices(client, {});
            assert.deepEqual(log.warnings, []);
        });

        it("gives as many as were asked for, those without id not counted", async () => {
            const { client, server } = await listOf([{ mac: "1" }], [{ id: "d2" }, { id: "d3" }]);
            assert.deepEqual(await readDevices(client, {}, 1), [{ id: "d2" }]);
            assert.deepEqual(
                server.seen.map(({ url }) => url),
                ["/v1/devices?max=1", "/v1/devices?max=100&start=1"],
            );
        });

        for (const row of [null, "d", 7, ["d"]]) {
            it(`is refused where a row is ${JSON.stringify(row)}`, async () => {
                const { client } = await listOf([{ id: "d1" }, row]);
                assert.match((await caught(readDevices(client, {}))).message, /an item of the list is no device/);
            });
        }
    });

    it("does not take a web page for a successful delete", async () => {
        const client = await clientOf({ headers: { "content-type": "text/html" }, body: "<h1>Sign in</h1>" });
        assert.match((await caught(removeDevice(client, "d", {}))).message, /web page/);
    });

    it("takes an empty 200 for a successful delete", async () => {
        assert.equal(await removeDevice(await clientOf({}), "d", {}), true);
    });

    it("takes 404 of a list for an error", async () => {
        const client = await clientOf({ status: 404 });
        for (const listed of [readDevices(client, {}), pagesOfDevices(client, {}).next()]) {
            assert.match((await caught(listed)).message, /^GET \/devices answered 404.*webex:contract/);
        }
    });

    it("withMac compares in any notation and passes over devices without one", () => {
        const devices = [{ id: "a" }, { id: "b", mac: "02:ab:cd:00:00:01" }, { id: "c", mac: "02ABCD000002" }];
        assert.deepEqual(
            withMac(devices, "02ABCD000001").map(({ id }) => id),
            ["b"],
        );
    });
});
