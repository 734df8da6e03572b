import assert from "node:assert/strict";
import { Bench, call, field, statuses, textField } from "./helpers";

describe("simulator: what it refuses", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    it("answers 401 to a missing and to a wrong token, and does nothing", async () => {
        const simulator = await bench.start();
        const device = simulator.addDevice();
        for (const token of [null, "wrong"]) {
            const answer = await call(simulator, "DELETE", `/devices/${device.id}`, { token });
            assert.equal(answer.status, 401);
            assert.equal(
                field(answer.body, "message"),
                "The request requires a valid access token set in the Authorization request header.",
            );
            assert.deepEqual(Object.keys(answer.body as object), ["message", "errors", "trackingId"]);
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

    it("cisco: refuses a phone without a MAC address in Webex's words, whatever else is missing", async () => {
        const simulator = await bench.start();
        const { id: personId } = simulator.addPerson();
        const message = async (body: object) =>
            field((await call(simulator, "POST", "/devices", { body })).body, "message");
        for (const rest of [{}, { personId }, { personId, model: "DMS Cisco 8845" }]) {
            assert.equal(await message(rest), "Valid device mac is required");
            assert.equal(await message({ ...rest, mac: "" }), "Valid device mac is required");
            assert.equal(await message({ ...rest, mac: "12" }), "Valid device mac is required");
        }
        assert.match(String(await message({ personId, mac: "001122334455" })), /model/);
        assert.deepEqual(simulator.devices(), []);
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
            const unknown: [string, string][] = [
                ["/gadgets", "The requested resource could not be found."],
                ["/devices/a/b", "The requested resource could not be found."],
                [
                    "/telephony/config/people/x/callerId",
                    "No static resource hydra/v1/telephony/config/people/x/callerId.",
                ],
            ];
            for (const [path, message] of unknown) {
                const { status, body } = await call(simulator, "GET", path);
                assert.deepEqual([status, field(body, "message")], [404, message]);
            }
            const wrong = contract === "cisco" ? "PUT" : "PATCH";
            const answer = await call(simulator, wrong, "/devices/abc", { body: {}, type: "application/json" });
            assert.equal(answer.status, 405);
            assert.equal(
                field(answer.body, "message"),
                `The requested resource only allows certain HTTP request methods. '${wrong}' is not supported.`,
            );
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
