import type { IncomingMessage, ServerResponse } from "node:http";
import { Refusal } from "./errors";
import { readText } from "./exchange";
import type { Fault } from "./faults";
import type { LogFilter } from "./requestLog";
import type { Simulator } from "./simulator";
import type { DevicePatch, Hardware, LicenseInit, PersonInit, PersonPatch, WorkspaceInit } from "./types";

type Command = (simulator: Simulator, args: unknown[]) => unknown;

const COMMANDS: Record<string, Command> = {
    addPerson: (simulator, [init]) => simulator.addPerson(init as PersonInit | undefined),
    addWorkspace: (simulator, [init]) => simulator.addWorkspace(init as WorkspaceInit | undefined),
    addLicense: (simulator, [init]) => simulator.addLicense(init as LicenseInit),
    addDevice: (simulator, [fields]) => simulator.addDevice(fields as DevicePatch | undefined),
    updatePerson: (simulator, [id, patch]) => simulator.updatePerson(text(id), patch as PersonPatch),
    updateWorkspace: (simulator, [id, patch]) => simulator.updateWorkspace(text(id), patch as WorkspaceInit),
    people: (simulator) => simulator.people(),
    workspaces: (simulator) => simulator.workspaces(),
    licenses: (simulator) => simulator.licenses(),
    devices: (simulator) => simulator.devices(),
    device: (simulator, [id]) => simulator.device(text(id)),
    codes: (simulator) => simulator.codes(),
    redeem: (simulator, [what, hardware]) =>
        simulator.redeem(what as string | { deviceId: string }, hardware as Hardware | undefined),
    stir: (simulator) => {
        simulator.stir();
    },
    setTags: (simulator, [id, tags]) => simulator.setTags(text(id), tags as string[]),
    updateDevice: (simulator, [id, patch]) => simulator.updateDevice(text(id), patch as DevicePatch),
    removeDevice: (simulator, [id]) => {
        simulator.removeDevice(text(id));
    },
    advance: (simulator, [ms]) => {
        simulator.advance(Number(ms));
    },
    reset: (simulator) => {
        simulator.reset();
    },
    setScopes: (simulator, [scopes]) => {
        simulator.setScopes(scopes as string[]);
    },
    setRateLimit: (simulator, [limit]) => {
        simulator.setRateLimit((limit ?? undefined) as { requestsPerMinute: number } | undefined);
    },
    expireToken: (simulator) => {
        simulator.expireToken();
    },
    "faults.add": (simulator, faults) => {
        for (const fault of faults as Fault[]) {
            simulator.faults.add(fault);
        }
    },
    "faults.clear": (simulator) => {
        simulator.faults.clear();
    },
    "faults.release": (simulator) => simulator.faults.release(),
    "faults.held": (simulator) => simulator.faults.held(),
    "faults.pending": (simulator) => simulator.faults.pending(),
    "log.clear": (simulator) => {
        simulator.log.clear();
    },
    "log.waitFor": (simulator, [filter, timeoutMs]) =>
        simulator.log.waitFor(filter as LogFilter, timeoutMs === undefined ? undefined : Number(timeoutMs)),
    "log.writes": (simulator) => simulator.log.writes(),
};

/** What is read with GET. */
const READINGS: Record<string, Command> = {
    log: (simulator) => simulator.log.entries,
    devices: (simulator) => simulator.devices(),
};

/** The path below which the control methods are, beside /v1. */
export const CONTROL_PREFIX = "/__simulator/";

/**
 * Lets other processes use the control methods: `POST /__simulator/<method>` with a JSON array of arguments,
 * answered with the result as JSON (null for none). The header `x-simulator-token` must hold the simulator's token.
 * Never throws.
 */
export async function control(simulator: Simulator, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = (status: number, value: unknown): void => {
        response.writeHead(status, { "content-type": "application/json" });
        response.end(JSON.stringify(value ?? null));
    };
    try {
        const args = await readArguments(request);
        if (request.headers["x-simulator-token"] !== simulator.token) {
            throw new Refusal(401, "the header x-simulator-token must hold the simulator's token");
        }
        const name = new URL(request.url ?? "/", "http://localhost").pathname.slice(CONTROL_PREFIX.length);
        const table = request.method === "GET" ? READINGS : request.method === "POST" ? COMMANDS : {};
        const command = Object.hasOwn(table, name) ? table[name] : undefined;
        if (!command) {
            throw new Refusal(404, `there is no ${request.method ?? ""} ${name}`);
        }
        answer(200, await command(simulator, args));
    } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        answer(error instanceof Refusal ? error.status : 400, { message });
    }
}

async function readArguments(request: IncomingMessage): Promise<unknown[]> {
    const body = await readText(request);
    if (body === undefined) {
        throw new Refusal(400, "the arguments are too large");
    }
    const args: unknown = body === "" ? [] : JSON.parse(body);
    if (!Array.isArray(args)) {
        throw new Refusal(400, "the body must be a JSON array of arguments");
    }
    return args as unknown[];
}

function text(value: unknown): string {
    if (typeof value !== "string") {
        throw new Refusal(400, "the first argument must be an id");
    }
    return value;
}
