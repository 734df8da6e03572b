import assert from "node:assert/strict";
import { inputsThat } from "../../../../provider/definitions/definition";
import { WORKSPACE } from "../../../../provider/definitions/workspace";
import { UNKNOWN } from "../../../../provider/resources/unknown";
import {
    asksForWrite,
    diffWorkspace,
    inputsToWrite,
    workspaceLeaves,
} from "../../../../provider/resources/workspace/workspaceDiff";
import type { WorkspaceInputs } from "../../../../provider/resources/workspace/workspaceInputs";
import type { WorkspaceState } from "../../../../provider/resources/workspace/workspaceState";
import { stateWith } from "./workspaceStand";

const PHONES = { type: "webexCalling", webexCalling: { phoneNumber: "+4711", extension: "11", locationId: "oslo" } };

describe("resources/workspace/workspaceDiff", () => {
    const diff = (state: WorkspaceState, inputs: WorkspaceInputs) => diffWorkspace("id", state, inputs);

    it("finds no difference between what is the same", () => {
        const inputs = { displayName: "Board", capacity: 3, calling: PHONES, deleteDevices: true };
        const { changes, replaces, kept, leaving } = diff(stateWith(inputs), inputs);
        assert.deepEqual([changes, replaces, kept, leaving], [false, [], [{ id: "id" }], []]);
    });

    const OTHER: Readonly<Record<string, [WorkspaceInputs, WorkspaceInputs]>> = {
        workspaceId: [{ workspaceId: "a" }, { workspaceId: "b" }],
        orgId: [{ orgId: "a" }, { orgId: "b" }],
        locationId: [{ locationId: "a" }, { locationId: "b" }],
        supportedDevices: [{ supportedDevices: "phones" }, { supportedDevices: "collaborationDevices" }],
    };
    it("is tested for every input that replaces", () => {
        assert.deepEqual(Object.keys(OTHER), inputsThat(WORKSPACE, "replace"));
    });
    for (const [name, [before, after]] of Object.entries(OTHER)) {
        it(`replaces because of ${name}, the new one first`, () => {
            const difference = diff(stateWith({ displayName: "Board", ...before }), { displayName: "Board", ...after });
            assert.deepEqual(
                [difference.changes, difference.replaces, difference.deleteBeforeReplace],
                [true, [name], false],
            );
            assert.deepEqual([difference.kept, difference.leaving], [[], ["id"]]);
        });

        it(`replaces nothing where ${name} is not named any more`, () => {
            const difference = diff(stateWith({ displayName: "Board", ...before }), { displayName: "Board" });
            assert.deepEqual([difference.changes, difference.replaces], [true, []]);
        });
    }

    it("replaces nothing where the program names the id that it has anyway", () => {
        const { changes, replaces } = diff(stateWith({ displayName: "Board" }), {
            displayName: "Board",
            workspaceId: "id",
        });
        assert.deepEqual([changes, replaces], [true, []]);
    });

    it("replaces where the program names another organisation than was told, and not where it names that one", () => {
        const state = stateWith({ displayName: "Board" }, { orgId: "a" });
        assert.deepEqual(diff(state, { displayName: "Board", orgId: "b" }).replaces, ["orgId"]);
        assert.deepEqual(diff(state, { displayName: "Board", orgId: "a" }).replaces, []);
        assert.deepEqual(diff(stateWith({}), { orgId: "a" }).replaces, []);
    });

    for (const name of ["locationId", "supportedDevices"] as const) {
        it(`replaces because of a told ${name}, but never what was taken over`, () => {
            const wanted = { displayName: "Board", [name]: "b" };
            const told = { [name]: "a" };
            assert.deepEqual(diff(stateWith({ displayName: "Board" }, told), wanted).replaces, [name]);
            const taken = diff(stateWith({ workspaceId: "id" }, told, { origin: "takenOver" }), wanted);
            assert.deepEqual([taken.changes, taken.replaces], [true, []]);
        });

        it(`does not replace because of a ${name} that was never told`, () => {
            const { changes, replaces } = diff(stateWith({ displayName: "Board" }), {
                displayName: "Board",
                [name]: "b",
            });
            assert.deepEqual([changes, replaces], [true, []]);
        });
    }

    describe("a replacement deletes first", () => {
        const ROWS: readonly [string, WorkspaceInputs, WorkspaceInputs, boolean][] = [
            ["the same phone number", { calling: PHONES }, { calling: PHONES }, true],
            [
                "the same extension in the same location",
                { calling: PHONES },
                { calling: { type: "webexCalling", webexCalling: { extension: "11", locationId: "oslo" } } },
                true,
            ],
            [
                "the same extension in another location",
                { calling: PHONES },
                { calling: { type: "webexCalling", webexCalling: { extension: "11", locationId: "bergen" } } },
                false,
            ],
            [
                "other numbers",
                { calling: PHONES },
                { calling: { type: "webexCalling", webexCalling: { phoneNumber: "+4799", locationId: "oslo" } } },
                false,
            ],
            ["no calling", { calling: PHONES }, {}, false],
            [
                "a number that is not known yet",
                { calling: PHONES },
                { calling: { type: "webexCalling", webexCalling: { phoneNumber: UNKNOWN, locationId: "oslo" } } },
                true,
            ],
            ["calling that is not known yet", { calling: PHONES }, { calling: UNKNOWN as never }, true],
            ["calling that is not known yet, where none was", {}, { calling: UNKNOWN as never }, false],
            [
                "a number, but where it stays in Webex",
                { calling: PHONES, deleteOnDestroy: false },
                { calling: PHONES },
                false,
            ],
        ];
        for (const [name, old, wanted, first] of ROWS) {
            it(`${first ? "for" : "not for"} ${name}`, () => {
                const state = stateWith({ displayName: "Board", locationId: "oslo", ...old });
                const { deleteBeforeReplace, mustMakeRoom } = diff(state, {
                    displayName: "Board",
                    locationId: "bergen",
                    ...wanted,
                });
                assert.deepEqual([deleteBeforeReplace, mustMakeRoom], [first, first]);
            });
        }

        it("never for one that is taken over", () => {
            const { deleteBeforeReplace } = diff(stateWith({ calling: PHONES }), {
                workspaceId: "other",
                calling: PHONES,
            });
            assert.equal(deleteBeforeReplace, false);
        });
    });

    describe("inputsToWrite", () => {
        it("names what is not as it is to be, once set included", () => {
            const present = { displayName: "Board", capacity: 3, supportedDevices: "phones" };
            const wanted = { displayName: "Board", capacity: 4, locationId: "oslo", supportedDevices: "phones" };
            assert.deepEqual(inputsToWrite(wanted, present), ["locationId", "capacity"]);
        });

        it("leaves out what a workspace is for where Webex does not show it", () => {
            assert.deepEqual(inputsToWrite({ supportedDevices: "phones" }, {}), []);
            assert.deepEqual(inputsToWrite({ supportedDevices: "phones" }, { supportedDevices: "x" }), [
                "supportedDevices",
            ]);
        });
    });

    it("asks for a write where the state does not know that it is so", () => {
        assert.equal(asksForWrite(stateWith({}, { capacity: 3 }), { capacity: 3 }), false);
        assert.equal(asksForWrite(stateWith({}), { capacity: 3 }), true);
        assert.equal(asksForWrite(stateWith({ capacity: 3 }), { deleteDevices: true }), false);
    });

    it("takes out of Webex what the stack made, or what the program says", () => {
        assert.deepEqual(
            [
                workspaceLeaves(stateWith({})),
                workspaceLeaves(stateWith({ deleteOnDestroy: false })),
                workspaceLeaves(stateWith({}, {}, { origin: "takenOver" })),
                workspaceLeaves(stateWith({ deleteOnDestroy: true }, {}, { origin: "takenOver" })),
            ],
            [true, false, false, true],
        );
    });
});
