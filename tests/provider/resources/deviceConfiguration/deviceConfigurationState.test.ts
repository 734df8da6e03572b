import assert from "node:assert/strict";
import { stateOf } from "../../../../provider/resources/deviceConfiguration/deviceConfigurationState";
import { configuration, configured } from "./configurations";

const INPUTS = { deviceId: "d", settings: { b: "On", a: 1 } };
const MACROS = [{ name: "door", payload: "x" }];

describe("resources/deviceConfiguration/deviceConfigurationState", () => {
    it("holds the configured values of the managed settings, sorted, and no other", () => {
        const state = stateOf(INPUTS, configured({ a: 2, b: "On", c: 3 }), "o");
        assert.deepEqual(state, { deviceId: "d", settings: { a: 2, b: "On" }, pending: [], organization: "o" });
        assert.deepEqual(Object.keys(state.settings), ["a", "b"]);
    });

    it("leaves out what is not configured any more, or not there at all", () => {
        const found = new Map([["a", configuration()]]);
        assert.deepEqual(stateOf(INPUTS, found, undefined), { deviceId: "d", settings: {}, pending: [] });
    });

    it("keeps the program's form of a value that means the same", () => {
        const settings = { a: { untyped: "60" }, m: MACROS };
        const found = configured({ a: 60, m: [{ ...MACROS[0], internal: false }] });
        assert.deepEqual(stateOf({ deviceId: "d", settings }, found, undefined).settings, settings);
    });

    it("records the organisation but where the program names it", () => {
        const state = stateOf({ ...INPUTS, orgId: "o" }, new Map(), "o");
        assert.deepEqual([state.orgId, state.organization], ["o", undefined]);
    });

    const pending: [string, Parameters<typeof configuration>[0], boolean][] = [
        ["confirmed", { configured: 1, applied: 1 }, false],
        ["another one confirmed", { configured: 1, applied: 2 }, true],
        ["nothing confirmed", { configured: 1 }, true],
        ["nothing configured", { applied: 2 }, false],
        ["macros, of which a digest is told", { configured: MACROS, applied: "sha256:00" }, false],
    ];
    for (const [name, changes, expected] of pending) {
        it(`is ${expected ? "" : "not "}pending: ${name}`, () => {
            const state = stateOf(
                { deviceId: "d", settings: { a: 1 } },
                new Map([["a", configuration(changes)]]),
                undefined,
            );
            assert.deepEqual(state.pending, expected ? ["a"] : []);
        });
    }
});
