import assert from "node:assert/strict";
import { CiscoContract } from "../../../../provider/api/devices/cisco";
import { CrudContract } from "../../../../provider/api/devices/crud";
import { WebexClient } from "../../../../provider/client/webexClient";
import { checkDevice, deviceDeclarations, isTakenOver } from "../../../../provider/resources/device/deviceInputs";
import type { Properties } from "../../../../provider/resources/resource";
import { UNKNOWN } from "../../../../provider/resources/unknown";
import { MemoryLog, settingsWith, webexId } from "../../helpers";

const client = new WebexClient(settingsWith(), new MemoryLog());
const CONTRACTS = { cisco: new CiscoContract(client), crud: new CrudContract(client) };
const PHONE = { personId: "person", mac: "52EAD324FD21", model: "DMS Cisco 8865" };

function failuresOf(contract: keyof typeof CONTRACTS, inputs: Properties) {
    return checkDevice({}, inputs, CONTRACTS[contract]).failures;
}

describe("resources/deviceInputs", () => {
    const good: [keyof typeof CONTRACTS, string, Properties][] = [
        ["cisco", "a phone of a person", PHONE],
        ["cisco", "a phone in a workspace", { workspaceId: "w", mac: "52:ea:d3:24:fd:21", model: "Cisco 9861" }],
        ["cisco", "every input there is for a phone", { ...PHONE, tags: ["a"], password: "secret", orgId: "o" }],
        ["cisco", "a device taken over by its id alone", { deviceId: "d" }],
        ["cisco", "a device taken over by its serial number alone", { serial: "FOC1" }],
        ["cisco", "a device taken over whose owner is named", { serial: "FOC1", workspaceId: "w", model: "Board" }],
        ["cisco", "a device that is unregistered at the end", { deviceId: "d", unregisterOnDelete: true }],
        ["cisco", "a phone that stays at the end", { ...PHONE, unregisterOnDelete: false }],
        ["crud", "a device of a person", { personId: "p" }],
        ["crud", "all that can be written", { workspaceId: "w", displayName: "x", upgradeChannel: "beta", tags: [] }],
        ["crud", "a device with model and MAC address", { personId: "p", model: "Desk", mac: "52ead324fd21" }],
        ["crud", "a device taken over", { deviceId: "d" }],
    ];
    for (const [contract, name, inputs] of good) {
        it(`${contract} accepts ${name}`, () => {
            assert.deepEqual(failuresOf(contract, inputs), []);
        });
    }

    const bad: [keyof typeof CONTRACTS, string, Properties, string, RegExp][] = [
        ["cisco", "both owners", { ...PHONE, workspaceId: "w" }, "workspaceId", /not both/],
        ["cisco", "no owner", { mac: PHONE.mac, model: PHONE.model }, "personId", /is missing/],
        ["crud", "no owner", { model: "Desk" }, "personId", /is missing/],
        ["crud", "both owners", { personId: "p", workspaceId: "w" }, "workspaceId", /not both/],
        [
            "crud",
            "both owners of a device taken over",
            { deviceId: "d", personId: "p", workspaceId: "w" },
            "workspaceId",
            /both/,
        ],
        ["cisco", "an unknown property", { ...PHONE, tag: ["a"] }, "", /no property "tag"; the nearest is "tags"/],
        ["cisco", "a mistyped property", { ...PHONE, workspaceID: "w" }, "", /nearest is "workspaceId"/],
        [
            "cisco",
            "a mistyped owner once",
            { mac: PHONE.mac, model: PHONE.model, workspaceID: "w" },
            "",
            /nearest is "workspaceId"/,
        ],
        ["cisco", "a mistyped MAC once", { personId: "p", model: PHONE.model, macs: PHONE.mac }, "", /is "mac"/],
        ["cisco", "a MAC that is none", { ...PHONE, mac: "52EAD324FD2" }, "mac", /"52EAD324FD2" is no MAC address/],
        ["cisco", "an empty MAC", { ...PHONE, mac: "" }, "mac", /must not be empty/],
        [
            "cisco",
            "a MAC without letters that YAML made a number of",
            { ...PHONE, mac: 123456789012 },
            "mac",
            /^must be a text, but is a number: write it in quotes$/,
        ],
        ["cisco", "an empty person", { ...PHONE, personId: "" }, "personId", /must not be empty/],
        ["cisco", "a blank model", { ...PHONE, model: "  " }, "model", /must not be empty/],
        ["cisco", "an empty password", { ...PHONE, password: "" }, "password", /must not be empty/],
        ["cisco", "an empty deviceId", { deviceId: "" }, "deviceId", /must not be empty/],
        ["cisco", "a phone without model", { personId: "p", mac: PHONE.mac }, "model", /is missing.*DMS Cisco 8865/],
        ["cisco", "a device without MAC, id and serial", { personId: "p", model: "Board" }, "mac", /DeviceActivation/],
        ["cisco", "a name", { ...PHONE, displayName: "x" }, "displayName", /workspace or the person.*Control Hub/],
        ["cisco", "an upgrade channel", { ...PHONE, upgradeChannel: "beta" }, "upgradeChannel", /Control Hub/],
        ["crud", "a password", { personId: "p", password: "secret" }, "password", /cisco contract/],
        ["cisco", "tags that are a text", { ...PHONE, tags: "a" }, "tags", /must be a list of texts/],
        ["cisco", "a tag that is empty", { ...PHONE, tags: ["a", ""] }, "tags", /entry 2 must not be empty/],
        ["cisco", "a tag that is a number", { ...PHONE, tags: [1] }, "tags", /entry 1 must be a text/],
        [
            "cisco",
            "a boolean as text",
            { deviceId: "d", unregisterOnDelete: "yes" },
            "unregisterOnDelete",
            /true or false/,
        ],
        ["cisco", "a person that is a list", { ...PHONE, personId: ["p"] }, "personId", /must be a text/],
    ];
    for (const [contract, name, inputs, property, reason] of bad) {
        it(`${contract} refuses ${name} ${property === "" ? "without showing its value" : `at ${property}`}`, () => {
            const [failure, ...others] = failuresOf(contract, inputs);
            assert.deepEqual([failure?.property, others], [property, []]);
            assert.match(failure?.reason ?? "", reason);
        });
    }

    it("does not repeat a password in a failure", () => {
        const failures = failuresOf("crud", { personId: "p", password: "sip-password-1" });
        assert.doesNotMatch(JSON.stringify(failures), /sip-password-1/);
    });

    describe("values that are not known at preview", () => {
        it("are accepted for every input", () => {
            const inputs = { personId: UNKNOWN, mac: UNKNOWN, model: UNKNOWN, tags: UNKNOWN, password: UNKNOWN };
            assert.deepEqual(checkDevice({}, inputs, CONTRACTS.cisco), { inputs, failures: [] });
        });

        it("count as given, but two owners of which one is unknown are not known to be wrong", () => {
            const inputs = { ...PHONE, workspaceId: UNKNOWN };
            assert.deepEqual(checkDevice({}, inputs, CONTRACTS.cisco).failures, []);
        });

        it("may stand within tags, which are then left as they are", () => {
            const tags = ["b", UNKNOWN, "a"];
            const { inputs, failures } = checkDevice({}, { ...PHONE, tags }, CONTRACTS.cisco);
            assert.deepEqual([inputs, failures], [{ ...PHONE, tags }, []]);
        });

        it("of a deviceId mean a takeover: no owner, MAC or model is missing", () => {
            assert.deepEqual(failuresOf("cisco", { deviceId: UNKNOWN }), []);
        });
    });

    describe("what it makes of good inputs", () => {
        it("writes a MAC address as the phones have it", () => {
            const { inputs } = checkDevice({}, { ...PHONE, mac: "52:ea:d3:24:fd:21" }, CONTRACTS.cisco);
            assert.deepEqual(inputs, PHONE);
        });

        it("leaves new tags in their order and drops repetitions", () => {
            const { inputs } = checkDevice({}, { ...PHONE, tags: ["b", "a", "b"] }, CONTRACTS.cisco);
            assert.deepEqual(inputs, { ...PHONE, tags: ["b", "a"] });
        });

        it("keeps the order of the tags that stay and appends new ones, so that a plan shows one tag more", () => {
            const olds = { ...PHONE, tags: ["lobby"] };
            const { inputs } = checkDevice(olds, { ...PHONE, tags: ["floor-1", "lobby"] }, CONTRACTS.cisco);
            assert.deepEqual(inputs.tags, ["lobby", "floor-1"]);
        });

        it("drops nulls and Pulumi's own properties", () => {
            const { inputs, failures } = checkDevice(
                {},
                { ...PHONE, tags: null, workspaceId: undefined, __provider: "text" },
                CONTRACTS.cisco,
            );
            assert.deepEqual([inputs, failures], [PHONE, []]);
        });

        it("takes tags that leave the program for an empty list", () => {
            const { inputs } = checkDevice({ ...PHONE, tags: ["a"] }, PHONE, CONTRACTS.cisco);
            assert.deepEqual(inputs, { ...PHONE, tags: [] });
        });

        it("leaves tags alone that the program never gave", () => {
            assert.deepEqual(checkDevice(PHONE, PHONE, CONTRACTS.cisco).inputs, PHONE);
        });

        it("does not change what it was given", () => {
            const given = { ...PHONE, mac: "52:ea:d3:24:fd:21", tags: ["b", "a"] };
            checkDevice({}, given, CONTRACTS.cisco);
            assert.deepEqual(given, { ...PHONE, mac: "52:ea:d3:24:fd:21", tags: ["b", "a"] });
        });
    });

    it("isTakenOver is true with an id or a serial number", () => {
        assert.deepEqual([{ deviceId: "d" }, { serial: "s" }, {}].map(isTakenOver), [true, true, false]);
    });

    describe("what no other resource may declare", () => {
        const keysOf = (inputs: Properties) => deviceDeclarations(inputs).map(({ key }) => key);

        it("is MAC address, device id and serial number", () => {
            assert.deepEqual(deviceDeclarations({ ...PHONE, deviceId: "d", serial: "FOC1", tags: ["a"] }), [
                { key: "the MAC address 52EAD324FD21", what: "the MAC address" },
                { key: "the device id d", what: "the device id" },
                { key: "the serial number FOC1", what: "the serial number" },
            ]);
            assert.deepEqual(deviceDeclarations({ workspaceId: "w", model: "Desk" }), []);
        });

        it("is the same in every spelling", () => {
            assert.deepEqual(keysOf({ mac: "52:ea:d3:24:fd:21" }), keysOf({ mac: "52EAD324FD21" }));
            assert.deepEqual(keysOf({ serial: "foc1" }), keysOf({ serial: "FOC1" }));
            const [us, other] = ["us", "urn:TEAM:us-east-2_a"].map((cluster) =>
                webexId("DEVICE", "0f6e2c1a-1111-4222-8333-444455556666", cluster),
            );
            assert.deepEqual(keysOf({ deviceId: us }), keysOf({ deviceId: other }));
        });

        it("is nothing that is not known yet, or no text", () => {
            assert.deepEqual(keysOf({ mac: UNKNOWN, deviceId: UNKNOWN, serial: UNKNOWN }), []);
            assert.deepEqual(keysOf({ mac: 7, serial: ["FOC1"] }), []);
        });
    });
});
