import assert from "node:assert/strict";
import type { Configuration } from "../../../../provider/api/deviceConfigurations";
import {
    inheritedInWords,
    reasonInWords,
    settingProblems,
    valueProblems,
} from "../../../../provider/resources/deviceConfiguration/settingProblems";
import { UNKNOWN } from "../../../../provider/resources/unknown";
import { configuration } from "./configurations";

const SECRET = "hunter22";

describe("resources/deviceConfiguration/settingProblems", () => {
    const values: [string, unknown, Configuration["valueSpace"], string[]][] = [
        ["a number within", 100, { type: "integer", minimum: 0, maximum: 100 }, []],
        [
            "a number beyond",
            101,
            { type: "integer", minimum: 0, maximum: 100 },
            ["must be a whole number from 0 to 100"],
        ],
        [
            "a number as text",
            "60",
            { type: "integer", minimum: 0, maximum: 100 },
            ["must be a whole number from 0 to 100, not a text"],
        ],
        [
            "a fraction",
            1.5,
            { type: "integer", minimum: 1, maximum: 480, unit: "minutes" },
            ["must be a whole number from 1 to 480 (minutes)"],
        ],
        ["a text that looks like a number", "115200", { type: "string", enum: ["115200"] }, []],
        [
            "a number where a text is wanted",
            115200,
            { type: "string", enum: ["115200"] },
            ['must be "115200", not a number: write it in quotes'],
        ],
        ["a word", "On", { type: "string", enum: ["Off", "On"] }, []],
        ["a word in another case", "on", { type: "string", enum: ["Off", "On"] }, ['must be "Off" or "On"']],
        [
            "a text that is too long",
            SECRET,
            { type: "string", minLength: 0, maxLength: 3 },
            ["must be a text of 0 to 3 characters"],
        ],
        ["a list for a text", [], { type: "string" }, ["must be a text, not a list"]],
        ["a text for a list", SECRET, { type: "array" }, ["must be a list, not a text"]],
        ["anything where nothing is said", SECRET, {}, []],
        ["anything where the rule cannot be read", SECRET, { type: "colour" }, []],
    ];
    for (const [name, value, space, expected] of values) {
        it(`says of ${name}: ${expected.join() || "nothing"}`, () => {
            assert.deepEqual(valueProblems(value, space), expected);
        });
    }

    it("says where in a list something is wrong", () => {
        const items = {
            type: "object",
            required: ["name", "type"],
            properties: { name: { type: "string" }, type: { enum: ["raw", "url"], type: "string" } },
        };
        const problems = valueProblems([{ name: "a", type: SECRET }, { name: 3, type: "raw" }, {}], {
            type: "array",
            items,
        });
        assert.deepEqual(problems, [
            'entry 1: type must be "raw" or "url"',
            "entry 2: name must be a text, but is a number: write it in quotes",
            "entry 3: name is missing",
            "entry 3: type is missing",
        ]);
    });

    it("lists so many values that they can be read", () => {
        const space = { type: "string", enum: Array.from({ length: 40 }, (_, at) => `v${at}`) };
        const [problem = ""] = valueProblems("w", space);
        assert.match(problem, /"v29" or 10 more$/);
    });

    it("names what is unknown, not editable and out of range together, without any value", () => {
        const found = new Map([
            ["Volume", configuration()],
            ["Fixed", configuration({ isEditable: false, reason: "CONFIG_MANAGED_BY_DIFFERENT_AUTHORITY" })],
        ]);
        const { unknown, others } = settingProblems({ Volume: SECRET, Fixed: 3, Volum: 1 }, found);
        assert.deepEqual(unknown, ["Volum"]);
        assert.deepEqual(others, [
            "Volume must be a whole number from 0 to 100, not a text",
            "Fixed cannot be changed: something else manages it, as the network, CUCM or the device itself " +
                "(CONFIG_MANAGED_BY_DIFFERENT_AUTHORITY)",
        ]);
        assert.ok(!JSON.stringify([unknown, others]).includes(SECRET));
    });

    it("has nothing against a value that the device has already, editable or not", () => {
        const found = new Map([["Fixed", configuration({ configured: 3, isEditable: false })]]);
        assert.deepEqual(settingProblems({ Fixed: 3 }, found), { unknown: [], others: [] });
        assert.deepEqual(settingProblems({ Fixed: { untyped: "3" } }, found), { unknown: [], others: [] });
    });

    it("looks at a value that is not known yet as far as its setting goes", () => {
        const found = new Map([
            ["Volume", configuration()],
            ["Fixed", configuration({ isEditable: false })],
        ]);
        const { unknown, others } = settingProblems({ Volume: UNKNOWN, Fixed: UNKNOWN, Other: UNKNOWN }, found);
        assert.deepEqual([unknown, others], [["Other"], ["Fixed cannot be changed: Webex does not say why"]]);
    });

    it("looks at a value of an export as the device would take it", () => {
        const found = new Map([["Volume", configuration()]]);
        assert.deepEqual(settingProblems({ Volume: { untyped: "60" } }, found).others, []);
        assert.deepEqual(settingProblems({ Volume: { untyped: "loud" } }, found).others, [
            "Volume must be a whole number from 0 to 100, not a text",
        ]);
    });

    const reasons: [string | undefined, RegExp][] = [
        ["NOT_AUTHORIZED", /spark-admin:devices_write \(NOT_AUTHORIZED\)$/],
        ["SOMETHING_NEW", /^Webex says SOMETHING_NEW$/],
        [undefined, /does not say why/],
    ];
    for (const [reason, expected] of reasons) {
        it(`puts ${reason ?? "no reason"} into words`, () => {
            assert.match(reasonInWords(reason), expected);
        });
    }

    const sources: [Configuration["inherited"], string][] = [
        [{ source: "default", value: 50 }, "the factory's value, 50"],
        [{ source: "organizationRule", value: "On" }, "the organisation's default, On"],
        [{ source: "locationRule", value: "" }, "the location's default, an empty text"],
        [{ source: "default", value: [] }, "the factory's value"],
        [{ source: "default", value: "x".repeat(61) }, "the factory's value"],
        [{ source: "siteRule", value: 1 }, "the source siteRule, 1"],
        [undefined, "whatever Webex says"],
    ];
    for (const [inherited, expected] of sources) {
        it(`says what shows then: ${expected}`, () => {
            assert.equal(inheritedInWords(inherited), expected);
        });
    }
});
