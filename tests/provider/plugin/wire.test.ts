import assert from "node:assert/strict";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { received, sent } from "../../../provider/plugin/wire";
import { UNKNOWN } from "../../../provider/resources/unknown";

/** A secret as Pulumi's engine puts it on the wire. */
function secret(value: unknown): object {
    return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}

function message(values: object): Struct {
    return Struct.fromJavaScript(values as Parameters<typeof Struct.fromJavaScript>[0]);
}

describe("plugin/wire", () => {
    it("takes values as they are, unknown ones too, and nothing where there is no message", () => {
        const values = { mac: "02", limits: { a: 1, b: [true, null, UNKNOWN] }, none: {} };
        assert.deepEqual(received(message(values)), { values, secretPaths: [] });
        assert.deepEqual(received(undefined), { values: {}, secretPaths: [] });
    });

    it("opens secrets at any depth, and says where they stood", () => {
        const { values, secretPaths } = received(
            message({ password: secret("p"), devices: { a: { password: secret("q") } }, list: ["x", secret("y")] }),
        );
        assert.deepEqual(values, { password: "p", devices: { a: { password: "q" } }, list: ["x", "y"] });
        assert.deepEqual(secretPaths, [["devices", "a", "password"], ["list", 1], ["password"]]);
    });

    it("opens a secret inside of a secret", () => {
        const { values, secretPaths } = received(message({ devices: secret({ a: { password: secret("q") } }) }));
        assert.deepEqual(values, { devices: { a: { password: "q" } } });
        assert.deepEqual(secretPaths, [["devices"], ["devices", "a", "password"]]);
    });

    it("sends back as secret what came as one, and what is always one", () => {
        const paths = [["password"], ["devices", "a", "password"], ["gone"], ["list", 1]];
        const values = { password: "p", devices: { a: { password: "q", mac: "02" } }, list: ["x", "y"], code: "123" };
        assert.deepEqual(sent(values, paths, ["code", "password"]).toJavaScript(), {
            password: secret("p"),
            devices: { a: { password: secret("q"), mac: "02" } },
            list: ["x", secret("y")],
            code: secret("123"),
        });
    });

    it("is the same there and back", () => {
        const there = message({ devices: secret({ a: { tags: ["x"], password: secret("q") } }), mac: "02" });
        const { values, secretPaths } = received(there);
        assert.deepEqual(sent(values, secretPaths).toJavaScript(), there.toJavaScript());
    });

    it("leaves out what is undefined", () => {
        assert.deepEqual(sent({ a: undefined, b: { c: undefined, d: null } }, []).toJavaScript(), { b: { d: null } });
    });

    it("takes three thousand secrets in less than a second", () => {
        const entries = Array.from({ length: 3_000 }, (_, at) => [`d${at}`, { mac: "02", password: secret("p") }]);
        const there = message({ devices: Object.fromEntries(entries) as object });
        const began = process.cpuUsage();
        const { values, secretPaths } = received(there);
        sent(values, secretPaths);
        const { user } = process.cpuUsage(began);
        assert.ok(user < 1_000_000, `${user} µs`);
    });
});
