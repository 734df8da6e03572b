import assert from "node:assert/strict";
import { isUntyped, sameSetting, typedValue } from "../../../../provider/resources/deviceConfiguration/settingValue";

const MACRO = { name: "door", type: "raw", payload: "x" };

describe("resources/deviceConfiguration/settingValue", () => {
    const untyped: [unknown, boolean][] = [
        [{ untyped: "60" }, true],
        [{ untyped: "" }, true],
        [{ untyped: 60 }, false],
        [{ untyped: "60", more: 1 }, false],
        ["60", false],
        [null, false],
        [[], false],
    ];
    for (const [value, expected] of untyped) {
        it(`${JSON.stringify(value)} is ${expected ? "" : "not "}one of an export`, () => {
            assert.equal(isUntyped(value), expected);
        });
    }

    const typed: [unknown, string | undefined, unknown][] = [
        [60, "integer", 60],
        ["60", "integer", "60"],
        ["115200", "string", "115200"],
        [{ untyped: "60" }, "integer", 60],
        [{ untyped: "-3" }, "integer", -3],
        [{ untyped: "1.5" }, "number", 1.5],
        [{ untyped: "60 %" }, "integer", "60 %"],
        [{ untyped: "" }, "integer", ""],
        [{ untyped: "115200" }, "string", "115200"],
        [{ untyped: "On" }, undefined, "On"],
        [{ untyped: JSON.stringify([MACRO]) }, "array", [MACRO]],
        [{ untyped: "none" }, "array", "none"],
    ];
    for (const [value, type, expected] of typed) {
        it(`${JSON.stringify(value)} goes to a setting of type ${type ?? "none"} as ${JSON.stringify(expected)}`, () => {
            assert.deepEqual(typedValue(value, { type }), expected);
        });
    }

    const compared: [unknown, unknown, boolean][] = [
        [60, 60, true],
        [60, "60", false],
        ["On", "On", true],
        ["On", "on", false],
        ["", "", true],
        ["", undefined, false],
        ["x", null, false],
        [{ untyped: "60" }, 60, true],
        [{ untyped: "60" }, "60", true],
        [{ untyped: "60" }, 61, false],
        [{ untyped: "undefined" }, undefined, false],
        [{ untyped: JSON.stringify([MACRO]) }, [MACRO], true],
        [{ untyped: "no JSON" }, [MACRO], false],
        [[MACRO], [{ ...MACRO, internal: false }], true],
        [[MACRO], [{ ...MACRO, payload: "y" }], false],
        [[MACRO], [{ name: "door" }], false],
        [[MACRO], [], false],
        [[], [MACRO], false],
        [[{ payload: "x", type: "raw", name: "door" }], [MACRO], true],
        [[1], [1], true],
        [[MACRO], "sha256:00", false],
    ];
    for (const [wanted, found, expected] of compared) {
        it(`${JSON.stringify(wanted)} is ${expected ? "" : "not "}what ${found === undefined ? "nothing" : JSON.stringify(found)} is`, () => {
            assert.equal(sameSetting(wanted, found), expected);
        });
    }
});
