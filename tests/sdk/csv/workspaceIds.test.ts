import assert from "node:assert/strict";
import { findLicense } from "../../../sdk/csv/workspaceIds";

describe("sdk/csv/workspaceIds", () => {
    const all = [
        { id: "l1", name: "Webex Calling - Professional", subscriptionId: "s1" },
        { id: "l2", name: "Webex Calling - Professional" },
        { id: "l3", name: "Webex Calling - Workspaces" },
    ];

    it("finds a licence by its name in any case, or its id", () => {
        assert.deepEqual(findLicense("webex calling - workspaces", all), { id: "l3" });
        assert.deepEqual(findLicense("l1", all), { id: "l1" });
    });

    it("finds no licence by a name that several have, or none", () => {
        assert.deepEqual(findLicense("Webex Calling - Professional", all), {
            reason: '2 licences are called "Webex Calling - Professional"; give the id of one: l1 (subscription s1), l2',
        });
        assert.deepEqual(findLicense("Attendant Console", all), {
            reason: 'there is no licence "Attendant Console"',
        });
    });
});
