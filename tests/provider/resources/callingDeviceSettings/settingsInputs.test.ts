import assert from "node:assert/strict";
import {
    checkCallingDeviceSettings,
    settingDeclarations,
} from "../../../../provider/resources/callingDeviceSettings/settingsInputs";
import type { Properties } from "../../../../provider/resources/resource";
import { UNKNOWN } from "../../../../provider/resources/unknown";
import { webexId } from "../../helpers";

function failures(inputs: Properties): string[] {
    return checkCallingDeviceSettings({}, inputs).failures.map(({ property, reason }) => `${property}|${reason}`);
}

describe("resources/callingDeviceSettings/settingsInputs", () => {
    it("takes texts by tags, and leaves out what is not given", () => {
        const settings = { "%A%": "1", "%B%": null, "%C%": UNKNOWN };
        assert.deepEqual(checkCallingDeviceSettings({}, { deviceId: "d", orgId: null, settings }), {
            inputs: { deviceId: "d", settings: { "%A%": "1", "%C%": UNKNOWN } },
            failures: [],
        });
    });

    const unknown: readonly Properties[] = [
        { deviceId: UNKNOWN, settings: UNKNOWN },
        { deviceId: "d", settings: {} },
    ];
    for (const inputs of unknown) {
        it(`takes ${JSON.stringify(inputs)}`, () => {
            assert.deepEqual(failures(inputs), []);
        });
    }

    const wrong: readonly (readonly [string, Properties, readonly string[]])[] = [
        [
            "a missing device",
            { settings: {} },
            ["deviceId|is missing: the phone's callingDeviceId, which Device has as an output once Webex tells it"],
        ],
        [
            "missing settings",
            { deviceId: "d" },
            ['|settings is missing: give the values by their tags, e.g. { "%ENABLE_BLUETOOTH%": "1" }'],
        ],
        [
            "a mistyped name",
            { deviceId: "d", setings: {} },
            ['|there is no property "setings"; the nearest is "settings"'],
        ],
        ["a map that is none", { deviceId: "d", settings: "x" }, ["|settings must be an object"]],
        [
            "a number, whose value is not shown",
            { deviceId: "d", settings: { "%PIN%": 1234 } },
            ["|settings %PIN% must be a text, but is a number: write it in quotes"],
        ],
        ["an empty value", { deviceId: "d", settings: { "%A%": "" } }, ["|settings %A% must not be empty"]],
        [
            "what is longer than Webex takes",
            { deviceId: "d", settings: { [`%${"T".repeat(63)}%`]: "1", "%A%": "v".repeat(257) } },
            [
                `|settings %${"T".repeat(63)}% has more than 64 characters`,
                "|settings the value of %A% has more than 256 characters",
            ],
        ],
    ];
    for (const [name, inputs, expected] of wrong) {
        it(`refuses ${name}`, () => {
            assert.deepEqual(failures(inputs), expected);
        });
    }

    it("declares each setting of the phone, whatever spelling the id has", () => {
        const id = webexId("CALLING_DEVICE", "8f3c");
        const declared = settingDeclarations({ deviceId: id, settings: { "%A%": "1", "%B%": UNKNOWN } });
        assert.deepEqual(
            declared.map(({ what, once }) => [what, once]),
            [
                ["the setting %A%", "a setting"],
                ["the setting %B%", "a setting"],
            ],
        );
        const [other] = settingDeclarations({ deviceId: id.replace(/=+$/, ""), settings: { "%A%": "9" } });
        assert.equal(other?.key, declared[0]?.key);
        assert.notEqual(declared[0]?.key, declared[1]?.key);
    });

    it("declares nothing that is not known", () => {
        assert.deepEqual(settingDeclarations({ deviceId: UNKNOWN, settings: { "%A%": "1" } }), []);
        assert.deepEqual(settingDeclarations({ deviceId: "d", settings: UNKNOWN }), []);
        assert.deepEqual(settingDeclarations({}), []);
    });
});
