import assert from "node:assert/strict";
import type { Workspace } from "../../../../provider/api/workspaces";
import {
    inputsOf,
    organizationOf,
    presentOf,
    recordOf,
    stateOf,
    withInputs,
} from "../../../../provider/resources/workspace/workspaceState";
import { stateWith } from "./workspaceStand";

const WORKSPACE: Workspace = { id: "w", orgId: "org", displayName: "Board", created: "2026-01-01", capacity: 4 };
const CREATED = { origin: "created" } as const;

describe("resources/workspace/workspaceState", () => {
    it("holds inputs by name, and what Webex told besides in details", () => {
        assert.deepEqual(stateOf({ displayName: "Board", deleteDevices: true }, { workspace: WORKSPACE }, CREATED), {
            displayName: "Board",
            deleteDevices: true,
            details: { orgId: "org", created: "2026-01-01", capacity: 4 },
            origin: "created",
        });
    });

    it("records the organisation where details do not have it", () => {
        const { orgId: _, ...untold } = WORKSPACE;
        const record = { ...CREATED, organization: "answering" };
        assert.equal(stateOf({}, { workspace: untold }, record).organization, "answering");
        assert.equal(stateOf({ orgId: "answering" }, { workspace: untold }, record).organization, undefined);
        assert.equal(stateOf({ orgId: "other" }, { workspace: WORKSPACE }, CREATED).organization, "org");
        assert.equal(organizationOf(stateOf({ orgId: "org" }, { workspace: WORKSPACE }, CREATED)), "org");
        assert.equal(organizationOf(stateWith({}, { orgId: "told" })), "told");
        assert.deepEqual(recordOf(stateWith({}, { orgId: "told" })), { origin: "created", organization: "told" });
    });

    describe("of what Webex does not tell", () => {
        const bare: Workspace = { id: "w" };
        const given = {
            displayName: "Board",
            locationId: "oslo",
            floorId: "f",
            capacity: 3,
            type: "huddle",
            notes: "mine",
            hotdeskingStatus: "on",
            supportedDevices: "phones",
            sipAddress: "a@b",
            workspaceId: "w",
            calling: { type: "none" },
        };

        it("keeps what may be untold, and finds unset what is shown where it is set", () => {
            const { details: _, origin: __, ...inputs } = stateOf(given, { workspace: bare }, CREATED);
            assert.deepEqual(inputs, {
                displayName: "Board",
                type: "notSet",
                notes: "",
                hotdeskingStatus: "off",
                supportedDevices: "phones",
                sipAddress: "a@b",
                workspaceId: "w",
                calling: { type: "none" },
            });
        });

        it("keeps everything right after it was written", () => {
            const state = stateOf(given, { workspace: bare, isWritten: true }, CREATED);
            assert.deepEqual(inputsOf(state), given);
        });
    });

    it("takes hotdeskingStatus none for off", () => {
        const workspace = { ...WORKSPACE, hotdeskingStatus: "none" };
        assert.equal(stateOf({ hotdeskingStatus: "off" }, { workspace }, CREATED).hotdeskingStatus, "off");
    });

    describe("of numbers", () => {
        const workspace: Workspace = {
            ...WORKSPACE,
            calling: { type: "webexCalling", webexCalling: { licenses: ["l"] } },
        };
        const calling = {
            type: "webexCalling",
            webexCalling: { phoneNumber: "+4722334455", extension: "1", licenses: ["l"] },
        };

        it("keeps them as given where nothing is told", () => {
            assert.deepEqual(stateOf({ calling }, { workspace }, CREATED).calling, calling);
            assert.deepEqual(stateOf({ calling }, { workspace, numbers: {} }, CREATED).calling, calling);
        });

        it("finds one gone where the other is told", () => {
            const told = stateOf({ calling }, { workspace, numbers: { extension: "1" } }, CREATED);
            assert.deepEqual(told.calling?.webexCalling, { phoneNumber: "", extension: "1", licenses: ["l"] });
        });

        it("compares with those that the program does not name, too", () => {
            const numbers = { phoneNumber: "+4711", extension: "1", locationId: "oslo" };
            const state = stateWith({ calling: { type: "webexCalling", webexCalling: { extension: "1" } } });
            assert.deepEqual(presentOf(state, { workspace, numbers }).calling, {
                type: "webexCalling",
                webexCalling: { ...numbers, licenses: ["l"] },
            });
        });
    });

    describe("of freeCalling", () => {
        const workspace: Workspace = {
            ...WORKSPACE,
            calling: { type: "freeCalling" },
            sipAddress: "made@webex.example",
        };
        for (const type of ["none", "thirdPartySipCalling"]) {
            it(`in the place of ${type} keeps what the program says: a code did that`, () => {
                const given = { calling: { type }, sipAddress: "mine@sip.example" };
                assert.deepEqual(inputsOf(stateOf(given, { workspace }, CREATED)), given);
            });
        }

        it("in the place of webexCalling is drift", () => {
            const given = { calling: { type: "webexCalling" } };
            assert.deepEqual(stateOf(given, { workspace }, CREATED).calling, { type: "freeCalling" });
        });
    });

    it("presentOf has what is not set as a program would say it", () => {
        const present = presentOf(stateWith({ calendar: { type: "microsoft", resourceGroupId: "g" } }), {
            workspace: { ...WORKSPACE, calendar: { type: "microsoft", emailAddress: "a@b" } },
        });
        assert.deepEqual(
            [present.type, present.notes, present.calendar, present.indoorNavigation, present.locationId],
            ["notSet", "", { type: "microsoft", emailAddress: "a@b", resourceGroupId: "g" }, { url: "" }, undefined],
        );
    });

    it("withInputs takes other inputs, and puts none that left into details: it may have been a secret", () => {
        const state = stateWith({ displayName: "Board", notes: "secret" }, { orgId: "o", capacity: 3 });
        assert.deepEqual(withInputs(state, { displayName: "Board", capacity: 3, deleteDevices: true }), {
            displayName: "Board",
            capacity: 3,
            deleteDevices: true,
            details: { orgId: "o" },
            origin: "created",
        });
    });
});
