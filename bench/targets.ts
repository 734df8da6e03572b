/** What the project set itself to reach, as data. They are printed beside the figures and fail nothing. */
import { fixed, largest, overRuns, type Results, ratioIn, requestsOf } from "./figures";
import { loads } from "./startUp";

interface Target {
    readonly title: string;
    readonly most: number;
    /** Printed behind both numbers. */
    readonly unit: string;
    readonly digits?: number;
    /** Undefined: what it needs was not measured. */
    readonly reached: (results: Results) => number | undefined;
}

const names: Readonly<Record<string, string>> = {
    single: "single resources",
    native: "single resources, native plugin",
    batch: "batch",
};
const symbols: Readonly<Record<string, string>> = {
    single: "S",
    floor: "F",
    one: "E",
    terraform: "T",
    usual: "U",
    unlooked: "N",
};
/** The rows in which this package is held against the usual provider and against Terraform. */
const compared = [
    ["create", "create"],
    ["preview", "no-op preview"],
    ["up", "no-op up"],
    ["refresh", "refresh"],
    ["repair", "drift repair"],
    ["destroy", "destroy"],
] as const;

function requests(row: string, title: string, column: string, most: number): Target {
    return {
        title: `requests of a ${title}, ${names[column] ?? column}`,
        most,
        unit: "",
        reached: (results) =>
            overRuns(results, (run) => {
                const cell = run[row]?.[column];
                return cell && requestsOf(cell);
            }),
    };
}

function wall(row: string, title: string, column: string, most: number, to: string): Target {
    return {
        title: `${title}, ${names[column] ?? column}`,
        most,
        unit: ` ${symbols[to] ?? to}`,
        digits: 2,
        reached: (results) => overRuns(results, (run) => ratioIn(run, row, column, to)),
    };
}

function providerMemory(column: string, most: number): Target {
    return {
        title: `peak memory of the provider process, ${names[column] ?? column}`,
        most,
        unit: " MiB",
        reached: (results) => largest(results, column, "providerMiB"),
    };
}

/** The whole state, readable as it is, divided by the devices. */
function stateBytes(column: string, most: number): Target {
    return {
        title: `state bytes a device, ${names[column] ?? column}`,
        most,
        unit: "",
        reached: (results) => largest(results, column, "stateBytes"),
    };
}

function refusals(column: string): Target {
    return {
        title: `429s in a drift check at 300 requests a minute, ${names[column] ?? column}`,
        most: 0,
        unit: "",
        reached: (results) => overRuns(results, (run) => run["driftCheck"]?.[column]?.refused),
    };
}

const thousand: readonly Target[] = [
    requests("refresh", "refresh", "single", 20),
    requests("refresh", "refresh", "batch", 20),
    requests("preview", "no-op preview", "single", 0),
    requests("preview", "no-op preview", "batch", 0),
    requests("up", "no-op up", "single", 0),
    requests("up", "no-op up", "batch", 0),
    wall("plan", "preview of the creates", "single", 1.15, "unlooked"),
    wall("create", "create", "single", 1.3, "floor"),
    wall("create", "create", "batch", 2, "one"),
    wall("create", "create", "batch", 0.2, "terraform"),
    wall("preview", "no-op preview", "single", 1.25, "floor"),
    wall("preview", "no-op preview", "batch", 1.4, "one"),
    wall("refresh", "refresh", "single", 1.25, "floor"),
    wall("refresh", "refresh", "batch", 2, "one"),
    wall("destroy", "destroy", "single", 1.25, "floor"),
    wall("destroy", "destroy", "batch", 1.8, "one"),
    ...compared.flatMap(([row, title]) => [
        wall(row, title, "single", 1.05, "usual"),
        wall(row, title, "native", 1, "single"),
        wall(row, title, "single", 1, "terraform"),
        wall(row, title, "batch", 1, "terraform"),
    ]),
    stateBytes("single", 3600),
    stateBytes("native", 3600),
    stateBytes("batch", 1200),
    providerMemory("single", 200),
    providerMemory("native", 200),
    providerMemory("batch", 200),
    refusals("single"),
    refusals("batch"),
    ...loads
        .filter(({ most }) => most !== undefined)
        .map(({ title, most = 0 }) => ({
            title: `loading ${title}`,
            most,
            unit: " ms",
            reached: (results: Results) => results.loadMs[title],
        })),
];

const tenThousand: readonly Target[] = [
    wall("create", "create", "batch", 6, "one"),
    wall("preview", "no-op preview", "batch", 4.5, "one"),
    wall("refresh", "refresh", "batch", 7, "one"),
    requests("refresh", "refresh", "batch", 110),
    providerMemory("batch", 500),
];

/** The targets beside what was reached. They were set for 1,000 and for 10,000 devices. */
export function targetTable(results: Results): string[][] {
    const targets = results.conditions.devices > 1000 ? tenThousand : thousand;
    const lines = targets.flatMap(({ title, most, unit, digits = 0, reached }) => {
        const value = reached(results);
        if (value === undefined) {
            return [];
        }
        return [[title, `≤ ${most}${unit}`, `${fixed(value, digits)}${unit}`, value <= most ? "yes" : "no"]];
    });
    return [["target", "", "reached", ""], ...lines];
}
