import assert from "node:assert/strict";
import type { Configuration } from "../../../../provider/api/deviceConfigurations";
import { ownSettings } from "../../../../provider/resources/deviceConfiguration/ownSettings";

const EDITABLE: Configuration = {
    ...{ configured: "On", isEditable: true, reason: undefined, valueSpace: {}, applied: "On" },
    inherited: { source: "default", value: "Off" },
};

describe("provider/resources/deviceConfiguration/ownSettings", () => {
    function declared(configurations: Record<string, Partial<Configuration>>) {
        const all = Object.entries(configurations).map(([key, own]) => [key, { ...EDITABLE, ...own }] as const);
        return ownSettings(new Map(all));
    }

    it("takes what differs from what would show without, by name", () => {
        const macros = [{ name: "m", payload: "x" }];
        const { values, secret } = declared({
            "B.Other": {},
            "A.Own": { configured: 60, inherited: { source: "default", value: 50 } },
            "Unset.One": { configured: undefined },
            "Same.AsFactory": { configured: "Off" },
            "Against.Rule": { configured: "Off", inherited: { source: "organizationRule", value: "On" } },
            "No.Default": { configured: "x", inherited: undefined },
            "Macros.Macros": { configured: macros, inherited: { source: "default", value: [] } },
            "Macros.Same": { configured: macros, inherited: { source: "default", value: structuredClone(macros) } },
        });
        assert.deepEqual(Object.entries(values), [
            ["A.Own", 60],
            ["Against.Rule", "Off"],
            ["B.Other", "On"],
            ["Macros.Macros", macros],
            ["No.Default", "x"],
        ]);
        assert.deepEqual(secret, []);
    });

    it("leaves what something else manages, but not because the token only reads", () => {
        const { values } = declared({
            "Network.Mode": { isEditable: false, reason: "CONFIG_MANAGED_BY_DIFFERENT_AUTHORITY" },
            "Audio.Mode": { isEditable: false, reason: "NOT_AUTHORIZED" },
        });
        assert.deepEqual(Object.keys(values), ["Audio.Mode"]);
    });

    it("names secrets, and keeps no value of one", () => {
        const { values, secret } = declared({
            "SIP.Authentication.Password": { configured: "hunter2" },
            "NetworkServices.SNMP.CommunityName": { configured: "public" },
            "Phone.Lock.PIN": { configured: "1234" },
            "Some.Odd.Key": { configured: "****" },
            "Video.Mapping": { configured: "x" },
            "Video.Spinning": { configured: "y" },
        });
        assert.deepEqual(values, { "Video.Mapping": "x", "Video.Spinning": "y" });
        assert.deepEqual(secret, [
            ...["NetworkServices.SNMP.CommunityName", "Phone.Lock.PIN", "SIP.Authentication.Password", "Some.Odd.Key"],
        ]);
    });
});
