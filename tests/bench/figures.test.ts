import assert from "node:assert/strict";
import type { Column } from "../../bench/columns";
import {
    type Cell,
    fixed,
    largest,
    longTable,
    median,
    oursIn,
    overRuns,
    type Results,
    type Run,
    ratioIn,
    requestsOf,
    requestsText,
    titleOf,
} from "../../bench/figures";
import type { Row } from "../../bench/rows";

const cell = (seconds: number, more: Partial<Cell> = {}): Cell => ({ seconds, requests: {}, refused: 0, ...more });

function results(...runs: Run[]): Results {
    return { conditions: { devices: 10, latencyMs: 0 }, versions: {}, loadMs: {}, runs };
}

const columns: Column[] = [
    { key: "theirs", title: "Theirs", program: "usual" },
    { key: "batch", title: "Batch", program: "batch", ours: true },
    { key: "single", title: "Single", program: "single", ours: true },
];
const rows: Row[] = [
    { key: "create", title: "create", pulumi: ["up"] },
    { key: "destroy", title: "destroy", pulumi: ["destroy"] },
];

describe("bench/figures", () => {
    const medians: [string, (number | undefined)[], number | undefined][] = [
        ["the middle of an odd number, by value and not by text", [10, 9, 100], 10],
        ["the mean of the two in the middle of an even number", [4, 1, 2, 100], 3],
        ["the one there is", [7], 7],
        ["what is there, where a run failed", [undefined, 5, undefined], 5],
        ["nothing of nothing", [undefined], undefined],
    ];
    for (const [name, values, expected] of medians) {
        it(`median is ${name}`, () => {
            assert.equal(median(values), expected);
        });
    }

    it("leaves the values that it takes a median of in their order", () => {
        const values = [3, 1, 2];
        median(values);
        assert.deepEqual(values, [3, 1, 2]);
    });

    it("takes a ratio within each run, and then the median of the ratios", () => {
        const runs = results(
            { create: { single: cell(2), theirs: cell(4) } },
            { create: { single: cell(10), theirs: cell(10) } },
            { create: { single: cell(3), theirs: cell(9) } },
        );
        assert.equal(
            overRuns(runs, (run) => ratioIn(run, "create", "theirs", "single")),
            2,
        );
    });

    it("has no ratio to what failed or was not measured", () => {
        assert.equal(ratioIn({ create: { single: cell(2) } }, "create", "single", "theirs"), undefined);
        assert.equal(ratioIn({}, "create", "single", "theirs"), undefined);
    });

    it("adds up requests, and tells them by method with the 429s among them", () => {
        const some = cell(1, { requests: { GET: 12, POST: 3 }, refused: 2 });
        assert.equal(requestsOf(some), 15);
        assert.equal(requestsText(some), "12 GET 3 POST (2 × 429)");
        assert.equal(requestsText(cell(1)), "0");
    });

    it("takes the largest of a column over its rows, the median of that over the runs", () => {
        const runs = results(
            { create: { single: cell(1, { stateBytes: 5 }) }, destroy: { single: cell(1) } },
            { create: { single: cell(1, { stateBytes: 6 }) }, destroy: { single: cell(1, { stateBytes: 9 }) } },
        );
        assert.equal(largest(runs, "single", "stateBytes"), 7);
        assert.equal(largest(runs, "single", "providerMiB"), undefined);
        assert.equal(largest(runs, "theirs", "stateBytes"), undefined);
    });

    it("names conditions by what differs from none", () => {
        assert.equal(titleOf({ devices: 1000, latencyMs: 0 }), "1,000 devices");
        assert.equal(
            titleOf({ devices: 100, latencyMs: 20, requestsPerMinute: 300 }),
            "100 devices, 20 ms a request, 300 requests a minute",
        );
    });

    it("prints a number with its digits, and what is missing as nothing", () => {
        assert.deepEqual([fixed(1.25, 1), fixed(7), fixed(undefined)], ["1.3", "7", ""]);
    });

    it("compares with the first of ours that was measured, in the columns' order", () => {
        assert.equal(oursIn(results({ create: { single: cell(1), theirs: cell(1) } }), columns), "single");
        assert.equal(oursIn(results({ create: { single: cell(1), batch: cell(1) } }), columns), "batch");
        assert.equal(oursIn(results({ create: { theirs: cell(1) } }), columns), "");
    });

    it("has one line for each cell that was measured, in the order of rows and columns", () => {
        const run: Run = {
            destroy: { single: cell(4), theirs: cell(2) },
            create: { theirs: cell(3, { stateBytes: 70 }), single: cell(2) },
        };
        const [head, ...lines] = longTable(results(run), rows, columns);
        assert.equal(head?.length, lines[0]?.length);
        assert.deepEqual(
            lines.map((line) => line.slice(0, 6).join("|")),
            [
                "create|Theirs|3.0|1.50|0|70",
                "create|Single|2.0|1.00|0|",
                "destroy|Theirs|2.0|0.50|0|",
                "destroy|Single|4.0|1.00|0|",
            ],
        );
    });
});
