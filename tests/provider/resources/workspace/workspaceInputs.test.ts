import assert from "node:assert/strict";
import type { Properties } from "../../../../provider/resources/resource";
import { UNKNOWN } from "../../../../provider/resources/unknown";
import {
    checkWorkspace,
    isTakenOver,
    workspaceDeclarations,
} from "../../../../provider/resources/workspace/workspaceInputs";
import { webexId } from "../../helpers";

const NAMED = { displayName: "Board" };
const CALLING = { type: "webexCalling", webexCalling: { extension: "2001", locationId: "oslo" } };
const HOT_DESK = {
    ...NAMED,
    hotdeskingStatus: "on",
    calling: { type: "webexCalling", webexCalling: { licenses: ["l"] } },
};

describe("resources/workspace/workspaceInputs", () => {
    const REFUSED: readonly [string, Properties, string, RegExp][] = [
        ["no name", {}, "displayName", /is missing: a new workspace needs a name.*workspaceId/],
        ["a name of the wrong type", { displayName: 1 }, "displayName", /must be a text, but is a number/],
        ["a property that is none", { ...NAMED, note: "x" }, "", /there is no property "note"; the nearest is "notes"/],
        ["a negative capacity", { ...NAMED, capacity: -1 }, "capacity", /must be 0 or more/],
        ["half a person", { ...NAMED, capacity: 1.5 }, "capacity", /must be a whole number/],
        ["an unknown kind of room", { ...NAMED, type: "hall" }, "type", /must be "notSet" or "focus"/],
        ["a floor without a location", { ...NAMED, floorId: "f" }, "floorId", /needs the locationId/],
        ["a SIP address without calling", { ...NAMED, sipAddress: "a@b" }, "sipAddress", /thirdPartySipCalling/],
        [
            "a SIP address with other calling",
            { ...NAMED, sipAddress: "a@b", calling: { type: "freeCalling" } },
            "sipAddress",
            /thirdPartySipCalling/,
        ],
        ["phones without calling", { ...NAMED, supportedDevices: "phones" }, "supportedDevices", /needs calling/],
        [
            "phones with other calling",
            { ...NAMED, supportedDevices: "phones", calling: { type: "freeCalling" } },
            "supportedDevices",
            /no phone works there/,
        ],
        ["calling that is no object", { ...NAMED, calling: "none" }, "", /^calling: must be an object/],
        [
            "a field of calling that is none",
            { ...NAMED, calling: { type: "none", kind: 1 } },
            "",
            /has no field "kind"/,
        ],
        [
            "an unknown kind of calling",
            { ...NAMED, calling: { type: "fax" } },
            "",
            /^calling: type must be "freeCalling"/,
        ],
        ["calling without a kind", { ...NAMED, calling: {} }, "", /^calling: type is missing/],
        [
            "numbers with another kind of calling",
            { ...NAMED, calling: { ...CALLING, type: "none" } },
            "",
            /has webexCalling, but not the type/,
        ],
        [
            "webexCalling without anything",
            { ...NAMED, calling: { type: "webexCalling" } },
            "",
            /a locationId, and a phoneNumber/,
        ],
        [
            "webexCalling without a number",
            { ...NAMED, calling: { type: "webexCalling", webexCalling: { locationId: "oslo" } } },
            "",
            /a phoneNumber or an extension or both/,
        ],
        [
            "webexCalling without a location",
            { ...NAMED, calling: { type: "webexCalling", webexCalling: { extension: "1" } } },
            "",
            /needs webexCalling with a locationId/,
        ],
        [
            "an empty number",
            { ...NAMED, calling: { type: "webexCalling", webexCalling: { extension: " " } } },
            "",
            /must not be empty/,
        ],
        [
            "a hot desk with a calendar",
            { ...HOT_DESK, calendar: { type: "google", emailAddress: "a@b" } },
            "",
            /^calendar: cannot be had by a hot desk/,
        ],
        [
            "a hot desk that hosts meetings",
            { ...HOT_DESK, deviceHostedMeetings: { enabled: true } },
            "",
            /^deviceHostedMeetings: cannot be had by a hot desk/,
        ],
    ];
    for (const [name, inputs, property, reason] of REFUSED) {
        it(`refuses ${name}`, () => {
            const { failures } = checkWorkspace({}, inputs);
            assert.equal(failures.length, 1, JSON.stringify(failures));
            const [failure] = failures;
            assert.ok(failure);
            assert.equal(failure.property, property);
            assert.match(failure.reason, reason);
        });
    }

    const ACCEPTED: readonly [string, Properties][] = [
        ["a name alone", NAMED],
        ["an id alone", { workspaceId: "w" }],
        ["webexCalling with both numbers", { ...NAMED, calling: CALLING, supportedDevices: "phones" }],
        ["a hot desk", HOT_DESK],
        ["a hot desk without a calendar, in so many words", { ...HOT_DESK, calendar: { type: "none" } }],
        [
            "hot desking beside a number, with a calendar",
            { ...HOT_DESK, calling: CALLING, calendar: { type: "google", emailAddress: "a@b" } },
        ],
        ["third-party calling", { ...NAMED, calling: { type: "thirdPartySipCalling" }, sipAddress: "a@b" }],
        ["empty notes and an empty map", { ...NAMED, notes: "", indoorNavigation: { url: "" } }],
        [
            "of one taken over what only Webex can tell",
            {
                workspaceId: "w",
                floorId: "f",
                sipAddress: "a@b",
                supportedDevices: "phones",
            },
        ],
        ["of one taken over calling without its numbers", { workspaceId: "w", calling: { type: "webexCalling" } }],
        [
            "what is not known yet",
            Object.fromEntries(
                ["displayName", "floorId", "locationId", "capacity", "type", "calling", "calendar", "sipAddress"].map(
                    (name) => [name, UNKNOWN],
                ),
            ),
        ],
        [
            "what is not known yet inside of objects",
            {
                displayName: UNKNOWN,
                calling: { type: UNKNOWN, webexCalling: UNKNOWN },
                calendar: { type: UNKNOWN, emailAddress: UNKNOWN },
                deviceHostedMeetings: { enabled: UNKNOWN },
                supportedDevices: "phones",
                hotdeskingStatus: UNKNOWN,
            },
        ],
        [
            "numbers that are not known yet",
            {
                ...NAMED,
                calling: { type: "webexCalling", webexCalling: { locationId: UNKNOWN, phoneNumber: UNKNOWN } },
            },
        ],
        ["webexCalling that is not known yet", { ...NAMED, calling: { type: "webexCalling", webexCalling: UNKNOWN } }],
    ];
    for (const [name, inputs] of ACCEPTED) {
        it(`accepts ${name}`, () => {
            assert.deepEqual(checkWorkspace({}, inputs), { inputs, failures: [] });
        });
    }

    it("names no value of calling, which may be a secret: Pulumi prints that of a failed property", () => {
        const { failures } = checkWorkspace(
            {},
            {
                ...NAMED,
                calling: { type: "none", webexCalling: { phoneNumber: "+4712345678", extention: "2001" } },
            },
        );
        assert.ok(failures.length > 0);
        for (const { property, reason } of failures) {
            assert.equal(property, "");
            assert.ok(!reason.includes("4712345678") && !reason.includes("2001"), reason);
        }
    });

    it("takes null as not given, and what is for Pulumi's plumbing away", () => {
        assert.deepEqual(checkWorkspace({}, { ...NAMED, notes: null, __provider: "x" }).inputs, NAMED);
    });

    it("declares the id of one that is taken over, in any spelling", () => {
        const uuid = "0b7e2c1a-1111-4222-8333-444455550001";
        const [first] = workspaceDeclarations({ workspaceId: webexId("PLACE", uuid) });
        const [second] = workspaceDeclarations({ workspaceId: webexId("PLACE", uuid, "eu").replace(/=+$/, "") });
        assert.ok(first !== undefined && first.key === second?.key);
        assert.deepEqual([first.what, first.once], ["the workspace id", "a workspace"]);
        assert.deepEqual([workspaceDeclarations({}), workspaceDeclarations({ workspaceId: UNKNOWN })], [[], []]);
    });

    it("knows what is taken over", () => {
        assert.deepEqual([isTakenOver({ workspaceId: "w" }), isTakenOver({})], [true, false]);
    });
});
