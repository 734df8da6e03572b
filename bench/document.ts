/** results.json, and what docs/performance.md says about it: the figures between two markers, and the chart. */
import fs from "node:fs";
import path from "node:path";
import { type Column, columns } from "./columns";
import {
    columnKeys,
    fixed,
    largest,
    measured,
    median,
    oursIn,
    overRuns,
    type Results,
    ratioIn,
    requestsText,
    rowKeys,
    titleOf,
} from "./figures";
import { type Row, rows } from "./rows";
import { targetTable } from "./targets";

const resultsFile = path.join(__dirname, "results.json");
const docs = path.join(__dirname, "..", "docs");
const markers = ["<!-- npm run bench writes from here -->", "<!-- to here -->"] as const;
/** The chart shows the size that the targets are set for, with nothing in the way. */
const CHARTED = "1,000 devices";

export function readResults(): Results[] {
    return fs.existsSync(resultsFile) ? (JSON.parse(fs.readFileSync(resultsFile, "utf8")) as Results[]) : [];
}

export function writeResults(all: readonly Results[]): void {
    const sorted = [...all].sort((a, b) => a.conditions.devices - b.conditions.devices);
    fs.writeFileSync(resultsFile, `${JSON.stringify(sorted, null, 2)}\n`);
}

function markdownTable([head = [], ...lines]: string[][]): string {
    return [head, head.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** One line for each command, one column for each tool. */
function matrix(results: Results, cell: (row: Row, column: Column) => string): string {
    const present = measured(columns, columnKeys(results));
    const lines = measured(rows, rowKeys(results)).map((row) => [
        row.title,
        ...present.map((column) => cell(row, column)),
    ]);
    return markdownTable([["", ...present.map(({ title }) => title)], ...lines]);
}

function section(results: Results): string {
    const ours = oursIn(results, columns);
    const seconds = matrix(results, (row, column) => {
        const wall = overRuns(results, (run) => run[row.key]?.[column.key]?.seconds);
        const ratio = overRuns(results, (run) => ratioIn(run, row.key, column.key, ours));
        return wall === undefined ? "" : `${fixed(wall, 1)} (${fixed(ratio, 2)})`;
    });
    const requests = matrix(results, (row, column) => {
        const cell = results.runs[0]?.[row.key]?.[column.key];
        return cell === undefined ? "" : requestsText(cell);
    });
    const sizes = markdownTable([
        ["", "state, bytes a device", "provider process, MiB", "program process, MiB"],
        ...measured(columns, columnKeys(results)).map(({ key, title }) => [
            title,
            ...(["stateBytes", "providerMiB", "programMiB"] as const).map((figure) =>
                fixed(largest(results, key, figure)),
            ),
        ]),
    ]);
    const loads = Object.entries(results.loadMs).map(([what, ms]) => `${what} ${ms} ms`);
    const with_ = Object.entries(results.versions).map(([name, version]) => `${name} ${version}`);
    const source = results.runs.length === 1 ? "One run" : `Medians of ${results.runs.length} runs`;
    return [
        `### ${titleOf(results.conditions)}`,
        `${source}; ${with_.join(", ")}. Seconds, and in brackets the ratio to ours:`,
        seconds,
        "Requests that reached the API:",
        requests,
        "State and peak memory, the largest over all commands:",
        sizes,
        `Loading time: ${loads.join(", ")}.`,
        "The targets, where F is the engine's floor, E one resource, N with nothing looked at before, U the usual provider and T Terraform in the same run:",
        markdownTable(targetTable(results)),
    ].join("\n\n");
}

async function drawChart(results: Results): Promise<void> {
    // An ES module with ES modules behind it, which the loader of these files cannot require.
    const { draw } = await import("./chart.mjs");
    const compared = measured(rows, rowKeys(results)).filter(({ only }) => only === undefined);
    const bars = compared.flatMap((row) =>
        measured(columns, columnKeys(results)).flatMap((column) => {
            const seconds = median(results.runs.map((run) => run[row.key]?.[column.key]?.seconds));
            if (seconds === undefined) {
                return [];
            }
            return [{ command: row.title, tool: column.title, seconds, ours: column.ours === true }];
        }),
    );
    const svg = await draw(titleOf(results.conditions), bars);
    fs.writeFileSync(path.join(docs, "performance.svg"), `${svg}\n`);
}

/** Writes the figures of results.json into the docs. */
export async function writeDocument(): Promise<void> {
    const all = readResults();
    const file = path.join(docs, "performance.md");
    const text = fs.readFileSync(file, "utf8");
    const [from, to] = markers.map((marker) => text.indexOf(marker));
    if (from === undefined || to === undefined || from < 0 || to < from) {
        throw new Error(`${file} has lost its markers: ${markers.join(" and ")}`);
    }
    const figures = all.map(section).join("\n\n");
    fs.writeFileSync(file, `${text.slice(0, from)}${markers[0]}\n\n${figures}\n\n${text.slice(to)}`);
    const charted = all.find(({ conditions }) => titleOf(conditions) === CHARTED);
    if (charted !== undefined) {
        await drawChart(charted);
    }
}
