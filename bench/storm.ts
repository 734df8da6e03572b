/**
 * The storm: 200 phones against an organisation that answers so many requests a minute and 429 beyond; then the same
 * organisation driven by two CLIs at once. Figures vary with the machine, so they are printed here and not tested.
 *
 *     npm run bench -- storm [requests per minute ...]
 */
import assert from "node:assert/strict";
import { type LogEntry, type Simulator, startSimulator } from "../simulator/index";
import { createProject, type ResourceEntry, succeeded } from "../tests/engine/harness";
import { table } from "../tools/table.mjs";

const DEVICES = 200;
/** A 429 names a time; what is on its way by then may still arrive. */
const IN_FLIGHT = 8;

interface Figures {
    readonly limit: number;
    readonly stacks: number;
    readonly requests: number;
    readonly refused: number;
    /** From the first request to the end of the last. */
    readonly seconds: number;
    /** What the limit allows for as many requests that are not refused. */
    readonly ideal: number;
    readonly tooEarly: number;
}

function phones(simulator: Simulator, from: number, count: number): ResourceEntry[] {
    return Array.from({ length: count }, (_, index) => ({
        type: "Device",
        name: `phone-${from + index}`,
        args: {
            workspaceId: simulator.addWorkspace({}).id,
            mac: `02AB57${(from + index).toString(16).padStart(6, "0")}`,
            model: "DMS Cisco 8865",
        },
    }));
}

/** Requests of a stack that went out before the time that the last 429 named to it, those in flight then aside. */
function countTooEarly(entries: readonly LogEntry[]): number {
    let opens = 0;
    let tooEarly = 0;
    let inFlight = 0;
    for (const entry of entries) {
        if (entry.atMs < opens) {
            inFlight += 1;
        }
        if (inFlight > IN_FLIGHT) {
            tooEarly += 1;
        }
        if (entry.atMs >= opens) {
            inFlight = 0;
        }
        if (entry.status === 429) {
            opens = Math.max(opens, entry.atMs + Number(entry.retryAfter) * 1000);
        }
    }
    return tooEarly;
}

async function storm(limit: number, stacks: number): Promise<Figures> {
    const simulator = await startSimulator({ rateLimit: { requestsPerMinute: limit } });
    const projects = await Promise.all(
        Array.from({ length: stacks }, () =>
            createProject({
                config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco" },
                env: { WEBEX_ACCESS_TOKEN: simulator.token },
            }),
        ),
    );
    try {
        const each = DEVICES / stacks;
        for (const [at, project] of projects.entries()) {
            project.write(phones(simulator, at * each, each));
        }
        for (const run of await Promise.all(projects.map((project) => project.up()))) {
            succeeded(run);
        }
        assert.equal(simulator.devices().length, DEVICES, "every phone once");
        const { entries } = simulator.log;
        const refused = entries.filter(({ status }) => status === 429).length;
        const answered = entries.length - refused;
        const first = entries[0]?.atMs ?? 0;
        const last = Math.max(...entries.map(({ doneAtMs = 0 }) => doneAtMs));
        return {
            limit,
            stacks,
            requests: entries.length,
            refused,
            seconds: (last - first) / 1000,
            ideal: (answered / limit) * 60,
            tooEarly: stacks === 1 ? countTooEarly(entries) : 0,
        };
    } finally {
        for (const project of projects) {
            project.dispose();
        }
        await simulator.close();
    }
}

async function main(): Promise<void> {
    const limits = process.argv.slice(2).map(Number);
    const runs: Figures[] = [];
    for (const limit of limits.length > 0 ? limits : [300, 60]) {
        for (const stacks of [1, 2]) {
            runs.push(await storm(limit, stacks));
        }
    }
    const rows = runs.map(({ limit, stacks, requests, refused, seconds, ideal, tooEarly }) => [
        ...[limit, stacks, requests, refused].map(String),
        ...[seconds.toFixed(1), ideal.toFixed(1), (seconds / ideal).toFixed(2), String(tooEarly)],
    ]);
    const head = ["limit/min", "CLIs", "requests", "429s", "seconds", "ideal", "ratio", "too early"];
    console.log(table([head, ...rows]));
}

void main();
