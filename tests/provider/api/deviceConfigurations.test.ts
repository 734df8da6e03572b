import assert from "node:assert/strict";
import {
    changeConfigurations,
    isChangeRefused,
    listKeys,
    readConfigurations,
} from "../../../provider/api/deviceConfigurations";
import { WebexClient } from "../../../provider/client/webexClient";
import { WebexError } from "../../../provider/client/webexError";
import { type BareAnswer, Bench, caught, lines, MemoryLog, settingsWith } from "../helpers";

const [VOLUME, MACROS, RATE] = ["Audio.DefaultVolume", "Macros.Mode", "SerialPort.BaudRate"] as const;

describe("api/deviceConfigurations", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    async function serverWith(...answers: BareAnswer[]) {
        const server = await bench.server(...answers);
        return { server, client: new WebexClient(settingsWith({ baseUrl: server.baseUrl }), new MemoryLog()) };
    }

    const keysIn = (url: string) => new URL(url, "http://127.0.0.1").searchParams.getAll("key");

    it("asks for all keys of a device in one request", async () => {
        const { simulator, client } = await bench.stand();
        const { id } = simulator.addDevice();
        simulator.configure(id, { [VOLUME]: 60 });
        const found = await readConfigurations(client, id, [VOLUME, MACROS, RATE]);
        assert.deepEqual([...(found ?? new Map()).keys()].sort(), [VOLUME, MACROS, RATE]);
        const { configured, isEditable, inherited, valueSpace } = found?.get(VOLUME) ?? {};
        assert.deepEqual([configured, isEditable], [60, true]);
        assert.deepEqual(inherited, { source: "default", value: 50 });
        assert.deepEqual(valueSpace, { type: "integer", minimum: 0, maximum: 100 });
        assert.equal(simulator.log.entries.length, 1);
    });

    it("tells nothing configured, and the organisation's rule before the factory's value", async () => {
        const { simulator, client } = await bench.stand();
        const { id } = simulator.addDevice();
        simulator.setOrganizationDefault(VOLUME, 30);
        const found = await readConfigurations(client, id, [VOLUME]);
        assert.equal(found?.get(VOLUME)?.configured, undefined);
        assert.deepEqual(found?.get(VOLUME)?.inherited, { source: "organizationRule", value: 30 });
    });

    it("takes a location's rule before the organisation's, whatever it is called", async () => {
        const sources = {
            default: { value: 1 },
            organizationRule: { value: 2 },
            locationRule: { value: 3 },
            configured: { value: 4 },
        };
        const { client } = await serverWith({ body: JSON.stringify({ items: { A: { sources } } }) });
        const found = await readConfigurations(client, "d", ["A"]);
        assert.deepEqual(found?.get("A")?.inherited, { source: "locationRule", value: 3 });
    });

    it("leaves out what the device does not have, after one more look for it alone", async () => {
        const { simulator, client } = await bench.stand();
        const { id } = simulator.addDevice();
        const found = await readConfigurations(client, id, [VOLUME, "Audio.Volume"]);
        assert.deepEqual([...(found ?? new Map()).keys()], [VOLUME]);
        assert.deepEqual(
            simulator.log.entries.map(({ query }) => query["key"]),
            [`${VOLUME},Audio.Volume`, "Audio.Volume"],
        );
    });

    it("asks for each alone where only the first of several keys counts", async () => {
        const { simulator, client } = await bench.stand({ oneConfigurationKey: true });
        const { id } = simulator.addDevice();
        const found = await readConfigurations(client, id, [VOLUME, MACROS, RATE]);
        assert.deepEqual([...(found ?? new Map()).keys()].sort(), [VOLUME, MACROS, RATE]);
        assert.equal(simulator.log.entries.length, 3);
    });

    it("asks for each alone where several keys are refused", async () => {
        const item = (key: string) => ({ body: JSON.stringify({ items: { [key]: { sources: {} } } }) });
        const { server, client } = await serverWith({ status: 400 }, item("A"), item("B"));
        assert.deepEqual([...((await readConfigurations(client, "d", ["A", "B"])) ?? new Map()).keys()], ["A", "B"]);
        assert.equal(server.seen.length, 3);
    });

    it("makes no address longer than 2,000 characters, brackets encoded", async () => {
        const keys = Array.from({ length: 100 }, (_, at) => `Video.Output.Connector[${at}].Location.HorizontalOffset`);
        const { server, client } = await serverWith((response, { url }) => {
            response.setHeader("content-type", "application/json");
            const items = Object.fromEntries(keysIn(url).map((key) => [key, { sources: {} }]));
            response.end(JSON.stringify({ items }));
        });
        const found = await readConfigurations(client, "d".repeat(200), keys);
        assert.deepEqual([...(found ?? new Map()).keys()], keys);
        assert.ok(server.seen.length <= 5, String(server.seen.length));
        for (const { url } of server.seen) {
            assert.ok(url.length <= 2000 && !url.includes("["), url);
        }
    });

    it("asks nothing for no key: all settings of a device are a megabyte", async () => {
        const { server, client } = await serverWith({});
        assert.deepEqual(await readConfigurations(client, "d", []), new Map());
        assert.equal(server.seen.length, 0);
    });

    for (const status of [400, 404]) {
        it(`answers undefined where there is no such device (${status})`, async () => {
            const { client } = await serverWith({ status });
            assert.equal(await readConfigurations(client, "d", ["A"]), undefined);
        });
    }

    it("names the scope where it is refused", async () => {
        const { simulator, client } = await bench.stand({ scopes: [] });
        const error = await caught(readConfigurations(client, simulator.addDevice().id, [VOLUME]));
        assert.match(error.message, /scope spark-admin:devices_read/);
    });

    for (const body of ["[]", "{}", '{"items": []}', ""]) {
        it(`does not understand ${body === "" ? "an empty answer" : body}`, async () => {
            const { client } = await serverWith({ body });
            const error = await caught(readConfigurations(client, "d", ["A"]));
            assert.ok(error instanceof WebexError);
            assert.equal(error.kind, "notUnderstood");
        });
    }

    it("lists the names that a filter lets through, and none for a device that is not there", async () => {
        const { simulator, client } = await bench.stand();
        const { id } = simulator.addDevice();
        assert.deepEqual(await listKeys(client, id, "*.DefaultVolume"), [VOLUME]);
        assert.deepEqual(await listKeys(client, "nobody", "Audio.*"), []);
    });

    it("changes several settings in one request, whose paths have no slash in front", async () => {
        const { simulator, client } = await bench.stand();
        const { id } = simulator.addDevice();
        simulator.configure(id, { [MACROS]: "On" });
        const changes = [
            { key: VOLUME, op: "replace", value: 70 },
            { key: MACROS, op: "remove" },
        ] as const;
        const found = await changeConfigurations(client, id, changes, [VOLUME]);
        assert.deepEqual(simulator.configuration(id), { [VOLUME]: 70 });
        assert.deepEqual([...found.keys()], [VOLUME]);
        assert.equal(found.get(VOLUME)?.configured, 70);
        const [entry] = simulator.log.writes();
        assert.deepEqual(lines(entry === undefined ? [] : [entry]), [
            `PATCH /deviceConfigurations?${new URLSearchParams({ deviceId: id }).toString()}`,
        ]);
        assert.deepEqual(entry?.body, [
            { op: "replace", path: `${VOLUME}/sources/configured/value`, value: 70 },
            { op: "remove", path: `${MACROS}/sources/configured/value` },
        ]);
    });

    it("tells nothing where the answer to a change is empty", async () => {
        const { client } = await serverWith({ status: 204 });
        assert.deepEqual(await changeConfigurations(client, "d", [{ key: "A", op: "remove" }], ["A"]), new Map());
    });

    it("knows a refused change from a refused token", async () => {
        const { client } = await serverWith({ status: 400 }, { status: 403 });
        const change = () => caught(changeConfigurations(client, "d", [{ key: "A", op: "remove" }], ["A"]));
        assert.equal(isChangeRefused(await change()), true);
        const refused = await change();
        assert.equal(isChangeRefused(refused), false);
        assert.match(refused.message, /scope spark-admin:devices_write/);
    });
});
