import assert from "node:assert/strict";
import { changesInRefresh, mayChangeStackOutputs } from "../../provider/refreshDiff";
import type { Properties } from "../../provider/resources/resource";
import { overTheWire } from "./resources/batch/wire";

const NAMES = ["tags", "devices"];
const RENEWALS = [{ expiresAt: "2026-01-01T00:00:00.000Z" }];

describe("refreshDiff", () => {
    describe("the answer of Diff in a refresh", () => {
        const same = { tags: ["a"], devices: { one: { mac: "1", tags: ["b"] }, two: {} } };
        const drifted = { ...same, devices: { one: { mac: "1", tags: ["theirs"] }, two: {} } };
        const rows: [string, Parameters<typeof changesInRefresh>[0], Properties, boolean | undefined][] = [
            ["is no where nothing differs", { changes: false }, same, false],
            ["is no where only another spelling differs", { changes: false }, { ...same, tags: ["A"] }, false],
            ["is left open where an input differs", { changes: true }, { ...same, tags: ["theirs"] }, undefined],
            ["is left open where an entry of a batch differs", { changes: true }, drifted, undefined],
            ["is left open where an input is gone", { changes: true }, { devices: same.devices }, undefined],
            ["is yes where no input shows it", { changes: true }, same, true],
            ["is yes for a code that ended", { changes: true, renewals: RENEWALS }, same, true],
            ["is yes for such a code beside other drift", { changes: true, renewals: RENEWALS }, drifted, true],
        ];
        for (const [name, difference, refreshed, answer] of rows) {
            it(name, () => {
                assert.equal(changesInRefresh(difference, NAMES, refreshed, overTheWire(same)), answer);
            });
        }
    });

    describe("what a refresh found for the outputs of a stack", () => {
        const names = ["statuses", "connectionStatuses", "entries"];
        const before = {
            statuses: { a: "pending" },
            connectionStatuses: { a: "connected" },
            entries: "{}",
            tags: ["a"],
        };
        const rows: [string, Properties | undefined, boolean][] = [
            ["nothing", before, false],
            ["nothing in what moves by itself", { ...before, connectionStatuses: {}, entries: "{a}" }, false],
            ["nothing in inputs", { ...before, tags: ["b"] }, false],
            ["a status", { ...before, statuses: { a: "redeemed" } }, true],
            ["an output that is new", { ...before, statuses: { a: "pending", b: "pending" } }, true],
            ["that the resource is gone", undefined, true],
        ];
        for (const [name, after, found] of rows) {
            it(`is ${name}`, () => {
                assert.equal(mayChangeStackOutputs(names, before, after), found);
            });
        }
    });
});
