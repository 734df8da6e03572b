import assert from "node:assert/strict";
import { batchState } from "../../../../provider/resources/batch/batchState";
import { plannedBatch } from "../../../../provider/resources/batch/plannedBatch";
import type { Properties } from "../../../../provider/resources/resource";
import { UNKNOWN } from "../../../../provider/resources/unknown";
import { entriesWith, Things } from "./things";

const settings = { adoptAsOwn: false };

describe("resources/batch/plannedBatch", () => {
    const things = new Things();
    const state = batchState(things, { unregisterOnDelete: true }, entriesWith({ a: { name: "A" }, b: { name: "B" } }));
    const planned = (inputs: Properties) => plannedBatch(things, { state, inputs, settings }).steps;

    it("are those of the entries, with what the batch says for all of them", () => {
        const steps = planned({ things: { a: { name: "A" }, c: { name: "C" } }, orgId: "o" });
        assert.deepEqual(
            steps?.map(({ kind, key }) => [kind, key]),
            [
                ["remove", "b"],
                ["keep", "a"],
                ["create", "c"],
            ],
        );
        assert.deepEqual(steps.at(-1), { kind: "create", key: "c", inputs: { name: "C", orgId: "o" } });
    });

    it("go by what the program says now of unregisterOnDelete, also for what leaves", () => {
        const [step] = planned({ things: { a: { name: "A" } }, unregisterOnDelete: false }) ?? [];
        assert.ok(step?.kind === "remove");
        assert.equal(step.entry.state.unregisterOnDelete, false);
    });

    it("tell no entry of the leave to remove many", () => {
        const [step] =
            plannedBatch(things, { state: {}, inputs: { things: { a: {} }, allowRemovals: true }, settings }).steps ??
            [];
        assert.deepEqual(step, { kind: "create", key: "a", inputs: {} });
    });

    it("are not known where the entries are not", () => {
        assert.equal(planned({ things: UNKNOWN }), undefined);
    });
});
