import assert from "node:assert/strict";
import type { Results, Run } from "../../bench/figures";
import { loads } from "../../bench/startUp";
import { targetTable } from "../../bench/targets";

function results(devices: number, run: Run, loadMs = {}): Results {
    return { conditions: { devices, latencyMs: 0 }, versions: {}, loadMs, runs: [run] };
}

/** The line of a target: what is wanted, what was reached, and whether that is enough. */
function line(of: Results, title: string): string[] | undefined {
    return targetTable(of)
        .find(([name]) => name === title)
        ?.slice(1);
}

describe("bench/targets", () => {
    it("are met up to their limit, and missed beyond it", () => {
        const create = (single: number) =>
            results(1000, {
                create: {
                    single: { seconds: single, requests: {}, refused: 0 },
                    floor: { seconds: 10, requests: {}, refused: 0 },
                },
            });
        assert.deepEqual(line(create(13), "create, single resources"), ["≤ 1.3 F", "1.30 F", "yes"]);
        assert.deepEqual(line(create(13.1), "create, single resources"), ["≤ 1.3 F", "1.31 F", "no"]);
    });

    it("count all methods of a request's row", () => {
        const run: Run = { refresh: { batch: { seconds: 1, requests: { GET: 15, PUT: 6 }, refused: 0 } } };
        assert.deepEqual(line(results(1000, run), "requests of a refresh, batch"), ["≤ 20", "21", "no"]);
    });

    it("tell the state of a device, the whole of it", () => {
        const of = (stateBytes: number) => ({ seconds: 1, requests: {}, refused: 0, stateBytes });
        const run: Run = { create: { single: of(3600), batch: of(1201), floor: of(1900) } };
        const bytes = (column: string) => line(results(1000, run), `state bytes a device, ${column}`);
        assert.deepEqual(bytes("single resources"), ["≤ 3600", "3600", "yes"]);
        assert.deepEqual(bytes("batch"), ["≤ 1200", "1201", "no"]);
    });

    it("hold every row of single resources against the usual provider, and all of ours against Terraform", () => {
        const of = (seconds: number) => ({ seconds, requests: {}, refused: 0 });
        const cells = { single: of(10.6), batch: of(5), usual: of(10), terraform: of(11) };
        const rows = ["create", "preview", "up", "refresh", "repair", "destroy"];
        const table = targetTable(results(1000, Object.fromEntries(rows.map((row) => [row, cells]))));
        const held = (limit: string) =>
            table.filter(([, most]) => most === limit).map(([, , reached, met]) => [reached, met]);
        assert.deepEqual(held("≤ 1.05 U"), Array(6).fill(["1.06 U", "no"]));
        const ofOurs = [
            ["0.96 T", "yes"],
            ["0.45 T", "yes"],
        ];
        assert.deepEqual(held("≤ 1 T"), Array(6).fill(ofOurs).flat());
    });

    it("leave out what was not measured", () => {
        assert.deepEqual(targetTable(results(1000, {})), [["target", "", "reached", ""]]);
    });

    it("are others for ten thousand devices", () => {
        const run: Run = { refresh: { batch: { seconds: 1, requests: { GET: 106 }, refused: 0 } } };
        assert.deepEqual(line(results(10_000, run), "requests of a refresh, batch"), ["≤ 110", "106", "yes"]);
    });

    it("hold the loading times of the program and of the provider, not Pulumi's own", () => {
        const run = results(1000, {}, Object.fromEntries(loads.map(({ title }) => [title, 151])));
        assert.deepEqual(targetTable(run).slice(1), [
            ["loading the package in the program", "≤ 150 ms", "151 ms", "no"],
            ["loading the package in the provider process", "≤ 150 ms", "151 ms", "no"],
        ]);
    });
});
