import assert from "node:assert/strict";
import type { SettingRule } from "../../../../provider/api/dynamicSettings";
import { isPassword, settingProblems } from "../../../../provider/resources/callingDeviceSettings/settingRules";
import { UNKNOWN } from "../../../../provider/resources/unknown";

const TAG = "%THING%";

/** What is wrong with a value under a rule. */
function problem(rule: Partial<SettingRule>, value: string): string | undefined {
    const rules = new Map([[TAG, { tag: TAG, level: ["organization", "device"], ...rule }]]);
    return settingProblems({ [TAG]: value }, { family: "Poly", told: new Set([TAG]), rules })[0];
}

describe("resources/callingDeviceSettings/settingRules", () => {
    const values: readonly (readonly [string, Partial<SettingRule>, readonly string[], readonly string[]])[] = [
        ["an enum", { type: "enum", values: ["0", "1", "NumberOnly"] }, ["0", "NumberOnly"], ["2", "numberonly", ""]],
        ["a boolean", { type: "boolean", values: ["1", "0"] }, ["1", "0"], ["true", "2"]],
        ["a boolean without values", { type: "boolean" }, ["1", "on"], []],
        ["an integer", { type: "integer", min: 0, max: 10 }, ["0", "10"], ["-1", "11", "1.5", "1e1", " 1", "ten", ""]],
        ["the document's int", { type: "int", min: 5, increment: 5 }, ["5", "20"], ["0", "12"]],
        ["an int without a least number", { type: "int", max: -1, increment: 2 }, ["-2"], ["-3", "0"]],
        ["an int whose step is none", { type: "int", increment: 0 }, ["7"], []],
        ["a text of a form", { type: "string", regex: "[A-Za-z0-9]+" }, ["Lobby1"], ["Lobby 1", ""]],
        ["a text of several forms", { type: "string", regex: "on|off" }, ["on", "off"], ["on-off", "offer"]],
        ["a form that nobody can read", { type: "string", regex: "([" }, ["x"], []],
        ["a text with a limit", { type: "string", maxLength: 3 }, ["abc"], ["abcd"]],
        ["a password", { type: "password", regex: "\\d{4}", maxLength: 4 }, ["1234"], ["12345", "abcd"]],
        ["an address", { type: "network", maxLength: 255 }, ["10.0.0.1", "syslog.example.com"], ["10.0.0.1 "]],
        ["a type that is not known", { type: "colour", values: ["red"] }, ["red"], ["blue"]],
        ["no rule at all", {}, ["anything"], []],
    ];
    for (const [name, rule, good, bad] of values) {
        it(`takes what fits ${name}, and nothing else`, () => {
            assert.deepEqual(
                good.map((value) => problem(rule, value)),
                good.map(() => undefined),
            );
            assert.deepEqual(
                bad.filter((value) => problem(rule, value) === undefined),
                [],
            );
        });
    }

    const words: readonly (readonly [Partial<SettingRule>, string])[] = [
        [{ values: ["0", "1"] }, '%THING% must be one of "0", "1"'],
        [{ type: "int", min: 0, max: 10 }, "%THING% must be a whole number from 0 up to 10"],
        [{ type: "int", min: 0, increment: 5 }, "%THING% must be a whole number from 0 in steps of 5"],
        [{ type: "int" }, "%THING% must be a whole number"],
        [{ maxLength: 3 }, "%THING% has more than 3 characters"],
        [{ regex: "\\d+" }, "%THING% must look like the regular expression \\d+"],
        [{ regex: "\\d+", validationHint: "5-60" }, "%THING% must look like 5-60"],
        [{ type: "network" }, "%THING% must be an address, without spaces"],
    ];
    for (const [rule, expected] of words) {
        it(`says: ${expected}`, () => {
            assert.equal(problem(rule, "my secret"), expected);
        });
    }

    it("says at most ten of many values", () => {
        const many = Array.from({ length: 12 }, (_, at) => `v${at}`);
        assert.match(problem({ values: many }, "x") ?? "", /"v9" and 2 more$/);
    });

    it("names no value, which may be a secret", () => {
        for (const [rule] of words) {
            assert.doesNotMatch(problem(rule, "my secret") ?? "", /secret/);
        }
    });

    it("says nothing of a value that is not known yet, but of its tag", () => {
        assert.equal(problem({ type: "int" }, UNKNOWN), undefined);
        const known = { family: "Poly", told: new Set<string>(), rules: new Map() };
        assert.deepEqual(settingProblems({ "%X%": UNKNOWN }, known), ["%X% is no setting of Poly"]);
    });

    describe("of a tag", () => {
        const rules = new Map(
            [
                { tag: "%ENABLE_BLUETOOTH%", friendlyName: "feature.bluetooth.enabled", level: ["device"] },
                { tag: "%VLAN%", level: ["organization", "location"] },
                { tag: "%ANYWHERE%" },
            ].map((rule) => [rule.tag, rule]),
        );
        const known = { family: "Poly", told: new Set(["%TOLD%"]), rules };

        it("takes those that Webex told of the phone, and those that have a rule", () => {
            const settings = { "%ENABLE_BLUETOOTH%": "1", "%TOLD%": "x", "%ANYWHERE%": "y" };
            assert.deepEqual(settingProblems(settings, known), []);
        });

        it("names the nearest of one that there is not, also by the name that Control Hub has", () => {
            const settings = { "%ENABLE_BLUETOTH%": "1", "%enable_bluetooth%": "1", "feature.bluetooth.enabled": "1" };
            const near = "is no setting of Poly; the nearest is %ENABLE_BLUETOOTH%";
            assert.deepEqual(
                settingProblems(settings, known),
                Object.keys(settings)
                    .sort()
                    .map((tag) => `${tag} ${near}`),
            );
        });

        it("says where one can be set that is none of a device", () => {
            assert.deepEqual(settingProblems({ "%VLAN%": "1" }, known), [
                "%VLAN% can be set for organization or location only, not for one device",
            ]);
        });

        it("goes by what Webex told of the phone where there are no rules", () => {
            const bare = { family: undefined, told: new Set(["%TOLD%"]), rules: undefined };
            assert.deepEqual(settingProblems({ "%TOLD%": "x", "%OTHER%": "y" }, bare), [
                "%OTHER% is no setting of this phone",
            ]);
        });
    });

    it("knows a password by its type", () => {
        assert.equal(isPassword({ tag: TAG, type: "password" }), true);
        assert.equal(isPassword({ tag: TAG, type: "string" }), false);
        assert.equal(isPassword(undefined), false);
    });
});
