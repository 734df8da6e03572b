import assert from "node:assert/strict";
import { changedBody, newBody } from "../../../../provider/resources/workspace/workspacePut";

describe("resources/workspace/workspacePut", () => {
    it("carries on nothing that is not set", () => {
        assert.deepEqual(changedBody({ id: "w", displayName: "Board" }, undefined, { capacity: 1 }, ["capacity"]), {
            displayName: "Board",
            capacity: 1,
        });
    });

    it("leaves out what cannot be written, and what Webex keeps by itself", () => {
        const found = {
            id: "w",
            orgId: "o",
            displayName: "Board",
            locationId: "l",
            floorId: "f",
            created: "c",
            sipAddress: "s",
            supportedDevices: "phones",
            devicePlatform: "cisco",
            calendar: { type: "google" },
            calling: { type: "webexCalling" },
            hotdeskingStatus: "none",
            indoorNavigation: {},
        };
        assert.deepEqual(changedBody(found, undefined, { notes: "x" }, ["notes"]), {
            displayName: "Board",
            notes: "x",
        });
    });

    it("carries on the SIP address of third-party calling", () => {
        const found = { id: "w", sipAddress: "s", calling: { type: "thirdPartySipCalling" } };
        assert.deepEqual(changedBody(found, undefined, { notes: "x" }, ["notes"]), { sipAddress: "s", notes: "x" });
    });

    it("sends only what is to be written of the inputs", () => {
        const inputs = { notes: "x", capacity: 3, calling: { type: "none" }, calendar: { type: "none" } };
        assert.deepEqual(changedBody({ id: "w" }, undefined, inputs, ["capacity"]), { capacity: 3 });
    });

    it("sends a floor with the location that is there, where the program names none", () => {
        assert.deepEqual(changedBody({ id: "w", locationId: "l" }, undefined, { floorId: "f" }, ["floorId"]), {
            locationId: "l",
            floorId: "f",
        });
    });

    it("keeps the part of a setting that the program does not name", () => {
        const found = { id: "w", deviceHostedMeetings: { enabled: true, siteUrl: "site" } };
        const inputs = { deviceHostedMeetings: { enabled: false } };
        assert.deepEqual(changedBody(found, undefined, inputs, ["deviceHostedMeetings"]), {
            deviceHostedMeetings: { enabled: false, siteUrl: "site" },
        });
    });

    it("sends numbers with webexCalling alone", () => {
        const numbers = { phoneNumber: "+4711", extension: "11", locationId: "l" };
        const free = changedBody({ id: "w" }, numbers, { calling: { type: "freeCalling" } }, ["calling"]);
        assert.deepEqual(free, { calling: { type: "freeCalling" } });
        const inputs = { calling: { type: "webexCalling", webexCalling: { extension: "12" } } };
        assert.deepEqual(changedBody({ id: "w" }, numbers, inputs, ["calling"]), {
            calling: { type: "webexCalling", webexCalling: { ...numbers, extension: "12" } },
        });
    });

    it("makes a workspace without the settings of the stack, and without an empty map", () => {
        const inputs = {
            displayName: "Board",
            deleteDevices: true,
            deleteOnDestroy: false,
            indoorNavigation: { url: "" },
            orgId: "own",
        };
        assert.deepEqual(newBody(inputs, "own", "a note"), { displayName: "Board", orgId: "own", notes: "a note" });
        assert.deepEqual(newBody({ displayName: "Board", notes: "" }, undefined, undefined), {
            displayName: "Board",
            notes: "",
        });
    });
});
