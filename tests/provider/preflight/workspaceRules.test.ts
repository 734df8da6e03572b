import assert from "node:assert/strict";
import type { PlannedChange } from "../../../provider/preflight/lookers";
import {
    callingChangeOf,
    type WorkspaceFacts,
    wantedOf,
    workspaceRemarks,
} from "../../../provider/preflight/workspaceRules";
import type { Properties } from "../../../provider/resources/resource";
import { UNKNOWN } from "../../../provider/resources/unknown";

const NOTHING: WorkspaceFacts = {
    current: undefined,
    organization: undefined,
    locations: undefined,
    licenses: undefined,
    namesakes: [],
    devices: [],
};

function planned(inputs: Properties, id?: string): PlannedChange {
    return { name: "board", urn: "urn", type: "Workspace", id, state: undefined, inputs, orgId: undefined };
}

describe("preflight/workspaceRules", () => {
    it("have nothing against a workspace of which nothing is told", () => {
        const calling = { type: "webexCalling", webexCalling: { locationId: "l", licenses: ["x"], extension: "1" } };
        const inputs = { displayName: "Board", locationId: "l", workspaceId: "w", calling, hotdeskingStatus: "on" };
        assert.deepEqual(workspaceRemarks(planned(inputs), NOTHING), []);
        assert.deepEqual(workspaceRemarks(planned(inputs, "w"), NOTHING), []);
    });

    it("look at what is known only", () => {
        const unknown = Object.fromEntries(
            ["displayName", "workspaceId", "locationId", "calling", "calendar", "deviceHostedMeetings"].map((name) => [
                name,
                UNKNOWN,
            ]),
        );
        assert.deepEqual(wantedOf(planned(unknown)), {
            takenOver: undefined,
            newName: undefined,
            places: [],
            licenses: [],
            calling: undefined,
            hasNumber: false,
            hotdesking: undefined,
            calendar: undefined,
            hostsMeetings: false,
        });
    });

    it("find the problems of one workspace all together", () => {
        const inputs = {
            workspaceId: "w",
            locationId: "bergen",
            calling: { type: "none", webexCalling: { licenses: ["x"] } },
        };
        const facts: WorkspaceFacts = {
            ...NOTHING,
            current: { id: "w", orgId: "theirs", locationId: "oslo", calling: { type: "freeCalling" } },
            organization: "ours",
            locations: [{ id: "oslo", name: "Oslo" }],
            licenses: [],
            devices: ["device d"],
        };
        assert.deepEqual(
            workspaceRemarks(planned(inputs), facts).map(({ kind, text }) => [kind, text.split(/[,.] /)[0]]),
            [
                ["problem", "the workspace w belongs to the organisation theirs"],
                ["problem", "locationId is oslo"],
                ["problem", "locationId names the location bergen"],
                ["problem", "the licence x does not exist in the organisation that is acted on"],
                ["problem", "calling cannot be changed from freeCalling to none while devices are inside: device d"],
            ],
        );
    });

    it("know no change of calling of a workspace that is not there", () => {
        const wanted = wantedOf(planned({ calling: { type: "none" } }));
        assert.deepEqual(
            [
                callingChangeOf(wanted, undefined),
                callingChangeOf(wanted, "missing"),
                callingChangeOf(wanted, { id: "w", calling: { type: "x" }, supportedDevices: "phones" }),
            ],
            [undefined, undefined, { from: "x", to: "none", supportedDevices: "phones" }],
        );
    });
});
