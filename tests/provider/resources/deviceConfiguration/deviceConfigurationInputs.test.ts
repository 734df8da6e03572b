import assert from "node:assert/strict";
import {
    checkDeviceConfiguration,
    settingDeclarations,
    settingKey,
} from "../../../../provider/resources/deviceConfiguration/deviceConfigurationInputs";
import { UNKNOWN } from "../../../../provider/resources/unknown";
import { webexId } from "../../helpers";

const SECRET = "hunter22";
const GOOD = { deviceId: "d", settings: { "Audio.DefaultVolume": 60 } };

describe("resources/deviceConfiguration/deviceConfigurationInputs", () => {
    const check = (inputs: object) => checkDeviceConfiguration({}, { ...inputs });
    const reasons = (inputs: object) =>
        check(inputs).failures.map(({ property, reason }) => `${property} ${reason}`.trim());

    for (const [name, inputs] of Object.entries({
        "a number": GOOD,
        "a text": { ...GOOD, settings: { "Standby.Control": "On" } },
        "a list": { ...GOOD, settings: { "Macros.Macros": [{ name: "a" }] } },
        "a value of an export": { ...GOOD, settings: { "Standby.Control": { untyped: "On" } } },
        "an empty text": { ...GOOD, settings: { "SystemUnit.Name": "" } },
        "numbered segments": { ...GOOD, settings: { "Video.Output.Connector[1].Resolution": "Auto" } },
        "settings that are not known yet": { ...GOOD, settings: UNKNOWN },
        "a value that is not known yet": { ...GOOD, settings: { "Standby.Control": UNKNOWN } },
        "a device that is not known yet": { ...GOOD, deviceId: UNKNOWN },
        "an organisation": { ...GOOD, orgId: "o" },
    })) {
        it(`takes ${name} as it is`, () => {
            assert.deepEqual(check(inputs), { inputs, failures: [] });
        });
    }

    const wrong: [string, object, RegExp][] = [
        ["no device", { settings: GOOD.settings }, /^deviceId is missing: the device's webexDeviceId/],
        ["no settings", { deviceId: "d" }, /^settings is missing: give the values/],
        ["empty settings", { ...GOOD, settings: {} }, /^settings has no setting in it/],
        ["nothing but nulls", { ...GOOD, settings: { "A.B": null } }, /^settings has no setting in it/],
        ["settings that are a text", { ...GOOD, settings: SECRET }, /^settings must be an object/],
        ["a boolean", { ...GOOD, settings: { "A.B": true } }, /^A\.B is true or false.*"On" and "Off"/],
        [
            "an object",
            { ...GOOD, settings: { "A.B": { value: SECRET } } },
            /^A\.B must be a text, a whole number or a list/,
        ],
        ["a wildcard", { ...GOOD, settings: { "Audio.*": 1 } }, /^Audio\.\* names several settings/],
        ["a range", { ...GOOD, settings: { "A.B[1..3].C": 1 } }, /^A\.B\[1\.\.3\]\.C names several settings/],
        [
            "a name with spaces",
            { ...GOOD, settings: { "Audio DefaultVolume": 1 } },
            /is no name of a setting.*joined by dots/,
        ],
        ["a path", { ...GOOD, settings: { "A.B/sources/configured/value": 1 } }, /is no name of a setting/],
        [
            "a mistyped input",
            { ...GOOD, setting: GOOD.settings },
            /there is no property "setting"; the nearest is "settings"/,
        ],
    ];
    for (const [name, inputs, expected] of wrong) {
        it(`refuses ${name}`, () => {
            const told = reasons(inputs);
            assert.equal(told.length, 1, told.join("\n"));
            assert.match(told[0] ?? "", expected);
        });
    }

    it("says once that settings are missing which stand under a mistyped name", () => {
        assert.deepEqual(reasons({ deviceId: "d", seting: {} }).length, 1);
    });

    it("names all that is wrong, no value, and no property whose value Pulumi would print", () => {
        const { failures } = check({ ...GOOD, settings: { "A.B": { x: SECRET }, "C.D": false, "E.*": SECRET } });
        assert.equal(failures.length, 3);
        assert.deepEqual([...new Set(failures.map(({ property }) => property))], [""]);
        assert.ok(!JSON.stringify(failures).includes(SECRET));
        assert.deepEqual(
            check({ ...GOOD, settings: SECRET }).failures.map(({ property }) => property),
            [""],
        );
    });

    it("takes null for a value that is not given", () => {
        assert.deepEqual(check({ ...GOOD, orgId: null, settings: { a: 1, b: null } }).inputs, {
            deviceId: "d",
            settings: { a: 1 },
        });
    });

    it("declares each setting of the device, whatever the spelling of its id", () => {
        const [id, padded] = [webexId("DEVICE", "1").replace(/=+$/, ""), webexId("DEVICE", "1", "urn:TEAM:eu")];
        const keys = (deviceId: string) =>
            settingDeclarations({ deviceId, settings: { a: 1, b: 2 } }).map(({ key }) => key);
        assert.deepEqual(keys(id), [settingKey(padded, "a"), settingKey(padded, "b")]);
        assert.deepEqual(keys(padded), keys(id));
    });

    it("tells a declaration by the setting's name, without the device, which may be secret", () => {
        const [{ what, once } = { what: "", once: "" }] = settingDeclarations({ deviceId: SECRET, settings: { a: 1 } });
        assert.deepEqual([what, once], ["the setting a", "a setting of a device"]);
    });

    for (const [name, inputs] of Object.entries({
        "a device that is not known": { deviceId: UNKNOWN, settings: { a: 1 } },
        "settings that are not known": { deviceId: "d", settings: UNKNOWN },
        "no settings": { deviceId: "d" },
        "a null": { deviceId: "d", settings: { a: null } },
    })) {
        it(`declares nothing of ${name}`, () => {
            assert.deepEqual(settingDeclarations(inputs), []);
        });
    }
});
