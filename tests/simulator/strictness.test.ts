import assert from "node:assert/strict";
import { Bench, call, field, statuses, textField } from "./helpers";

describe("simulator: what it refuses", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    it("answers 401 with a flat body to a missing and to a wrong token, and does nothing", async () => {
        const simulator = await bench.start();
        const device = simulator.addDevice();
        for (const token of [null, "wrong"]) {
            const answer = await call(simulator, "DELETE", `/devices/${device.id}`, { token });
            assert.equal(answer.status, 401);
            assert.deepEqual(Object.keys(answer.body as object), ["message", "trackingId"]);
        }
        assert.equal(simulator.devices().length, 1);
        assert.deepEqual(
            simulator.log.entries.map(({ authorized }) => authorized),
            [false, false],
        );
    });

    it("puts message, descriptions and tracking id into errors and repeats the id in the header", async () => {
        const simulator = await bench.start();
        const { body, headers } = await call(simulator, "GET", "/devices/none");
        assert.equal(headers.get("trackingid"), textField(body, "trackingId"));
        assert.deepEqual(field(body, "errors"), [{ description: textField(body, "message") }]);
    });

    for (const contract of ["cisco", "crud"] as const) {
        it(`${contract}: refuses query parameters and bodies the document does not know`, async () => {
            const simulator = await bench.start({ contract });
            const { id: personId } = simulator.addPerson();
            const body =
                contract === "cisco" ? { personId, mac: "0011223344AA", model: "DMS Cisco 8845" } : { personId };
            const found = await statuses(simulator, [
                ["GET", "/devices?deviceType=phone"],
                ["GET", "/devices?max=many"],
                ["GET", "/devices?start=-1"],
                ["GET", "/devices?max=0"],
                ["GET", "/devices?serial=a&serial=b"],
                ["POST", "/devices?bogus=1", { body }],
                ["POST", "/devices", { body: { ...body, colour: "red" } }],
                ["POST", "/devices", { body: { ...body, model: 8845 } }],
                ["POST", "/devices", { body: [] }],
                ["POST", "/devices", { body: "{" }],
                ["POST", "/devices"],
                ["POST", "/devices", { body, type: "text/plain" }],
            ]);
            assert.deepEqual(found, [...Array<number>(10).fill(400), 415, 415]);
            assert.deepEqual(simulator.devices(), []);
        });

        it(`${contract}: tells an unknown path (404) from an unknown method (405 with Allow)`, async () => {
            const simulator = await bench.start({ contract });
            assert.deepEqual(
                await statuses(simulator, [
                    ["GET", "/gadgets"],
                    ["GET", "/devices/a/b"],
                ]),
                [404, 404],
            );
            const wrong = contract === "cisco" ? "PUT" : "PATCH";
            const answer = await call(simulator, wrong, "/devices/abc", { body: {}, type: "application/json" });
            assert.equal(answer.status, 405);
            assert.match(answer.headers.get("allow") ?? "", /GET/);
            const outside = await fetch(simulator.baseUrl.replace("/v1", "/devices"));
            assert.equal(outside.status, 404);
        });

        it(`${contract}: answers 403 without naming the scope once it is taken away`, async () => {
            const simulator = await bench.start({ contract });
            const person = simulator.addPerson();
            const device = simulator.addDevice();
            const routes: [string, string, string][] = [
                ["spark-admin:devices_read", "GET", "/devices"],
                ["spark-admin:devices_write", "DELETE", `/devices/${device.id}`],
                ["spark-admin:people_read", "GET", `/people/${person.id}`],
                ["spark-admin:licenses_read", "GET", "/licenses"],
                ["spark-admin:telephony_config_read", "GET", `/telephony/config/people/${person.id}/devices/count`],
            ];
            for (const [scope, method, path] of routes) {
                simulator.scopes.delete(scope);
                const refused = await call(simulator, method, path);
                assert.equal(refused.status, 403, scope);
                assert.ok(!JSON.stringify(refused.body).includes("spark-admin"), scope);
                simulator.scopes.add(scope);
                assert.ok((await call(simulator, method, path)).status < 300, scope);
            }
        });
    }
});
