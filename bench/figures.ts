/** What a run of the benchmark found, as it stands in results.json, and what is made of it. No I/O. */
import type { Column } from "./columns";
import type { Row } from "./rows";

/** One command on one column's stack. */
export interface Cell {
    readonly seconds: number;
    /** How many requests reached the API, by method. */
    readonly requests: Readonly<Record<string, number>>;
    /** How many of them were answered 429. */
    readonly refused: number;
    /** Of the whole state, divided by the devices. */
    readonly stateBytes?: number;
    /** The largest resident size of each process; absent where the system does not tell. */
    readonly providerMiB?: number;
    readonly programMiB?: number;
}

/** By row, then by column; what failed is absent. */
export type Run = Readonly<Record<string, Readonly<Record<string, Cell>>>>;

export interface Conditions {
    readonly devices: number;
    readonly latencyMs: number;
    /** Absent: there is no limit. */
    readonly requestsPerMinute?: number;
}

/** How long a module takes to load, in milliseconds, by its title in startUp.ts. */
export type LoadTimes = Readonly<Record<string, number>>;

export interface Results {
    readonly conditions: Conditions;
    /** What was measured with what; for the reader. */
    readonly versions: Readonly<Record<string, string>>;
    readonly loadMs: LoadTimes;
    readonly runs: readonly Run[];
}

/** The middle one, of an even number the mean of the two in the middle; undefined of none. */
export function median(values: readonly (number | undefined)[]): number | undefined {
    const sorted = values.filter((value) => value !== undefined).sort((a, b) => a - b);
    const upper = sorted[Math.floor(sorted.length / 2)];
    const lower = sorted[Math.ceil(sorted.length / 2) - 1];
    return upper === undefined || lower === undefined ? undefined : (upper + lower) / 2;
}

/** The median over the runs of what is read off each. */
export function overRuns(results: Results, read: (run: Run) => number | undefined): number | undefined {
    return median(results.runs.map(read));
}

export function ratioIn(run: Run, row: string, column: string, to: string): number | undefined {
    const [one, other] = [run[row]?.[column], run[row]?.[to]];
    return one && other && one.seconds / other.seconds;
}

export function requestsOf(cell: Cell): number {
    return Object.values(cell.requests).reduce((sum, count) => sum + count, 0);
}

/** The largest of a figure over all rows of a column, the median of that over the runs. */
export function largest(
    results: Results,
    column: string,
    figure: "stateBytes" | "providerMiB" | "programMiB",
): number | undefined {
    return overRuns(results, (run) => {
        const values = Object.values(run).map((cells) => cells[column]?.[figure]);
        const known = values.filter((value) => value !== undefined);
        return known.length > 0 ? Math.max(...known) : undefined;
    });
}

export function requestsText({ requests, refused }: Cell): string {
    const parts = Object.entries(requests).map(([method, count]) => `${count} ${method}`);
    if (refused > 0) {
        parts.push(`(${refused} × 429)`);
    }
    return parts.join(" ") || "0";
}

/** A number to print, or nothing. */
export function fixed(value: number | undefined, digits = 0): string {
    return value === undefined ? "" : value.toFixed(digits);
}

/** The conditions in words, also the name of their section in results.json. */
export function titleOf({ devices, latencyMs, requestsPerMinute }: Conditions): string {
    return [
        `${devices.toLocaleString("en")} devices`,
        ...(latencyMs > 0 ? [`${latencyMs} ms a request`] : []),
        ...(requestsPerMinute === undefined ? [] : [`${requestsPerMinute} requests a minute`]),
    ].join(", ");
}

/** The columns and rows that anything was measured in, as they stand in their tables. */
export function measured<T extends Column | Row>(all: readonly T[], keys: Iterable<string>): T[] {
    const known = new Set(keys);
    return all.filter(({ key }) => known.has(key));
}

export function rowKeys(results: Results): string[] {
    return results.runs.flatMap((run) => Object.keys(run));
}

export function columnKeys(results: Results): string[] {
    return results.runs.flatMap((run) => Object.values(run).flatMap((cells) => Object.keys(cells)));
}

/** The column that ratios are to: the first of ours that was measured. */
export function oursIn(results: Results, columns: readonly Column[]): string {
    return measured(columns, columnKeys(results)).find((column) => column.ours)?.key ?? "";
}

/** The long table: one line for each row and column. */
export function longTable(results: Results, rows: readonly Row[], columns: readonly Column[]): string[][] {
    const present = measured(columns, columnKeys(results));
    const ours = oursIn(results, columns);
    const lines = measured(rows, rowKeys(results)).flatMap((row) =>
        present.flatMap((column) => {
            const cells = results.runs.map((run) => run[row.key]?.[column.key]);
            const cell = cells.find((found) => found !== undefined);
            if (cell === undefined) {
                return [];
            }
            return [
                [
                    row.title,
                    column.title,
                    fixed(median(cells.map((found) => found?.seconds)), 1),
                    fixed(
                        overRuns(results, (run) => ratioIn(run, row.key, column.key, ours)),
                        2,
                    ),
                    requestsText(cell),
                    fixed(median(cells.map((found) => found?.stateBytes))),
                    fixed(median(cells.map((found) => found?.providerMiB))),
                    fixed(median(cells.map((found) => found?.programMiB))),
                ],
            ];
        }),
    );
    const head = ["command", "with", "seconds", "to ours", "requests", "state B/device", "provider MiB", "program MiB"];
    return [head, ...lines];
}
