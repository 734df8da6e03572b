/**
 * The same work by this package, by a dynamic provider as one usually writes it, by the engine alone and by Terraform.
 * Prints one table and the targets; a run of all columns in which nothing failed also goes into results.json and
 * docs/performance.md.
 *
 *     npm run bench -- [--n 1000] [--runs 3] [--columns single,batch] [--latency MS] [--rate-limit PER_MINUTE]
 *
 * Terraform takes part where `terraform` is on PATH and BENCH_TERRAFORM_RESTAPI names the provider's binary.
 */
import { parseArgs } from "node:util";
import { run as runTool } from "../tools/children.mjs";
import { table } from "../tools/table.mjs";
import { type Column, columns } from "./columns";
import { readResults, writeDocument, writeResults } from "./document";
import { type Cell, type Conditions, longTable, type Results, type Run, titleOf } from "./figures";
import { watchMemory } from "./memory";
import { type Row, rows } from "./rows";
import { openStack, type Stack, terraformProvider } from "./stacks";
import { measureLoads } from "./startUp";
import { targetTable } from "./targets";

/** Above this, only what is marked as large is measured. */
const LARGE = 1000;
const LAST_LINES = 15;

interface Options {
    readonly conditions: Conditions;
    readonly runs: number;
    /** Absent: all that can take part. */
    readonly columns?: readonly string[];
}

class UsageError extends Error {}

function wholeNumber(name: string, text: string, least: number): number {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least) {
        throw new UsageError(`--${name} takes a whole number from ${least}`);
    }
    return value;
}

function readOptions(args: string[]): Options {
    const { values } = parseArgs({
        args,
        options: {
            n: { type: "string", default: "1000" },
            runs: { type: "string", default: "3" },
            columns: { type: "string" },
            latency: { type: "string", default: "0" },
            "rate-limit": { type: "string" },
        },
    });
    const named = values.columns?.split(",");
    const unknown = named?.find((name) => !columns.some(({ key }) => key === name));
    if (unknown !== undefined) {
        throw new UsageError(`there is no column ${unknown}; there are ${columns.map(({ key }) => key).join(", ")}`);
    }
    const limit = values["rate-limit"];
    return {
        conditions: {
            devices: wholeNumber("n", values.n, 1),
            latencyMs: wholeNumber("latency", values.latency, 0),
            ...(limit !== undefined && { requestsPerMinute: wholeNumber("rate-limit", limit, 1) }),
        },
        runs: wholeNumber("runs", values.runs, 1),
        ...(named && { columns: named }),
    };
}

/** The version of Terraform, if it can take part. */
async function terraformVersion(): Promise<string | undefined> {
    if (terraformProvider() === undefined) {
        return undefined;
    }
    const { code, output } = await runTool("terraform", ["version"]).catch(() => ({ code: 1, output: "" }));
    return code === 0 ? /\d+(\.\d+)+/.exec(output)?.[0] : undefined;
}

async function versions(): Promise<Record<string, string>> {
    const pulumi = (await runTool("pulumi", ["version"])).output.trim().replace(/^v/, "");
    const terraform = await terraformVersion();
    return { node: process.versions.node, pulumi, ...(terraform !== undefined && { terraform }) };
}

function count(stack: Stack): Pick<Cell, "requests" | "refused"> {
    const requests: Record<string, number> = {};
    for (const { method } of stack.simulator.log.entries) {
        requests[method] = (requests[method] ?? 0) + 1;
    }
    return { requests, refused: stack.simulator.log.requests({ status: 429 }).length };
}

/** Runs a command on a stack. Undefined: there is no such command. Throws if it fails or does not do its work. */
async function measure(row: Row, stack: Stack, conditions: Conditions): Promise<Cell | undefined> {
    const { simulator, tool } = stack;
    if (row.drift !== undefined) {
        stack.drift(row.drift);
    }
    const { requestsPerMinute } = { ...conditions, ...row };
    simulator.setRateLimit(requestsPerMinute === undefined ? undefined : { requestsPerMinute });
    simulator.log.clear();
    const memory = watchMemory();
    const ended = await tool.start(row);
    const peaks = memory.stop();
    const counts = count(stack);
    if (ended === undefined) {
        return undefined;
    }
    if (ended.code !== 0) {
        throw new Error(ended.output.trim().split("\n").slice(-LAST_LINES).join("\n"));
    }
    stack.verify(row);
    const stateBytes = row.state ? Math.round((await tool.stateText()).length / stack.devices) : undefined;
    return {
        seconds: Number(ended.seconds.toFixed(2)),
        ...counts,
        ...(stateBytes !== undefined && { stateBytes }),
        ...peaks,
    };
}

/** All rows, each by all columns before the next one: what else the machine does then strikes them alike. */
async function runOnce(
    name: string,
    chosen: readonly Column[],
    conditions: Conditions,
    failures: string[],
): Promise<Run> {
    const stacks: Stack[] = [];
    const failed = new Set<Stack>();
    const run: Record<string, Record<string, Cell>> = {};
    try {
        for (const column of chosen) {
            stacks.push(await openStack(column, conditions));
        }
        for (const row of rows.filter(({ large }) => large || conditions.devices <= LARGE)) {
            for (const stack of stacks) {
                const { key, title } = stack.column;
                const takesPart = row.only?.includes(key) !== false && stack.column.rows?.includes(row.key) !== false;
                if (failed.has(stack) || !takesPart) {
                    continue;
                }
                try {
                    const cell = await measure(row, stack, conditions);
                    if (cell === undefined) {
                        continue;
                    }
                    run[row.key] = { ...run[row.key], [key]: cell };
                    console.log(`${name}  ${row.title}, ${title}: ${cell.seconds.toFixed(1)} s`);
                } catch (error) {
                    failed.add(stack);
                    failures.push(`${name}  ${row.title}, ${title}: ${(error as Error).message}`);
                    console.log(`${name}  ${row.title}, ${title}: failed`);
                }
            }
        }
    } finally {
        for (const stack of stacks) {
            await stack.dispose();
        }
    }
    return run;
}

async function compare(): Promise<number> {
    const options = readOptions(process.argv.slice(2));
    const { conditions } = options;
    const known = await versions();
    const chosen = columns.filter(({ key, large }) => {
        if (options.columns !== undefined) {
            return options.columns.includes(key);
        }
        return (large || conditions.devices <= LARGE) && (key !== "terraform" || "terraform" in known);
    });
    if (chosen.some(({ key }) => key === "terraform") && !("terraform" in known)) {
        throw new UsageError("Terraform takes part where it is on PATH and BENCH_TERRAFORM_RESTAPI names the provider");
    }

    const failures: string[] = [];
    const runs: Run[] = [];
    const loadMs = await measureLoads();
    for (let index = 0; index < options.runs; index += 1) {
        // Another column begins each time, so that being first is nobody's habit.
        const begin = index % chosen.length;
        const inTurn = [...chosen.slice(begin), ...chosen.slice(0, begin)];
        runs.push(await runOnce(`run ${index + 1} of ${options.runs}`, inTurn, conditions, failures));
    }
    const results: Results = { conditions, versions: known, loadMs, runs };
    console.log(`\n${titleOf(conditions)}, medians of ${options.runs}\n\n${table(longTable(results, rows, columns))}`);
    console.log(`\n${table(targetTable(results))}`);
    for (const failure of failures) {
        console.log(`\n${failure}`);
    }
    if (options.columns === undefined && failures.length === 0) {
        writeResults([...readResults().filter((old) => titleOf(old.conditions) !== titleOf(conditions)), results]);
        await writeDocument();
    }
    return failures.length === 0 ? 0 : 1;
}

async function main(): Promise<void> {
    try {
        process.exitCode = await compare();
    } catch (error) {
        const isUsage =
            error instanceof UsageError || (error as NodeJS.ErrnoException).code?.startsWith("ERR_PARSE_ARGS");
        console.error(isUsage ? (error as Error).message : error);
        process.exitCode = 1;
    }
}

void main();
