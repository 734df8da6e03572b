import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import type { SinonFakeTimers } from "sinon";
import type { Contract } from "../../provider/api/devices/contract";
import { contractFor } from "../../provider/api/devices/contracts";
import type { WebexDevice } from "../../provider/api/devices/webexDevice";
import type { Log } from "../../provider/client/log";
import { WebexClient } from "../../provider/client/webexClient";
import { type NameReaders, Names, readersOf } from "../../provider/names";
import type { Context, Speaker } from "../../provider/resources/resource";
import { RunState } from "../../provider/resources/runState";
import type { Settings } from "../../provider/settings";
import { type LogEntry, type Simulator, type SimulatorOptions, startSimulator } from "../../simulator/index";

/** Settings that reach nobody, with what a test changes of them. */
export function settingsWith(changes: Partial<Settings> = {}): Settings {
    return {
        baseUrl: "http://127.0.0.1:9/v1",
        contract: "cisco",
        accessToken: "token-of-the-tests",
        serviceApp: undefined,
        credentialSource: "WEBEX_ACCESS_TOKEN",
        orgId: undefined,
        deviceLimits: {},
        licenseLimits: {},
        limitGuard: "enforce",
        preflight: "enforce",
        removeOrphans: false,
        adoptAsOwn: false,
        allowRemovals: false,
        requestTimeoutSeconds: 10,
        maxRetries: 0,
        maxConcurrency: 8,
        operationTimeoutSeconds: 600,
        phoneAppearTimeoutSeconds: 180,
        ...changes,
    };
}

/** A log that keeps its lines. */
export class MemoryLog implements Log {
    readonly infos: string[] = [];
    readonly warnings: string[] = [];

    info(message: string): void {
        this.infos.push(message);
    }

    warn(message: string): void {
        this.warnings.push(message);
    }
}

/** A simulator with a client and a contract that speak to it. */
export interface Stand {
    readonly simulator: Simulator;
    readonly settings: Settings;
    readonly client: WebexClient;
    readonly contract: Contract;
    readonly log: MemoryLog;
    /** Those of a resource that speaks in a run of its own. */
    readonly context: Context;
}

/** A request as a bare server saw it. */
export interface Seen {
    readonly method: string;
    readonly url: string;
    readonly headers: http.IncomingHttpHeaders;
    /** `Date.now()` when it came. */
    readonly at: number;
}

/** A server that answers whatever a test wants. */
export interface BareServer {
    /** Ends in `/v1`. */
    readonly baseUrl: string;
    readonly port: number;
    readonly seen: readonly Seen[];
}

/** What a bare server answers; a function takes the response in its own hands. */
export type BareAnswer =
    | { status?: number; headers?: Record<string, string>; body?: string }
    | ((response: http.ServerResponse, seen: Seen) => void);

/** Starts simulators and servers and closes them all, for an `afterEach`. */
export class Bench {
    private readonly closers: (() => Promise<void>)[] = [];

    async simulator(options: SimulatorOptions = {}): Promise<Simulator> {
        const simulator = await startSimulator(options);
        this.closers.push(() => simulator.close());
        return simulator;
    }

    async stand(options: SimulatorOptions = {}, changes: Partial<Settings> = {}): Promise<Stand> {
        return standAt(await this.simulator(options), changes);
    }

    /** Answers the first request by the first of `answers`, and so on; the last one is repeated. */
    async server(...answers: BareAnswer[]): Promise<BareServer> {
        const seen: Seen[] = [];
        const server = http.createServer((request, response) => {
            const { method = "", url = "", headers } = request;
            const entry = { method, url, headers, at: Date.now() };
            seen.push(entry);
            const answer = answers[Math.min(seen.length, answers.length) - 1] ?? {};
            request.resume();
            if (typeof answer === "function") {
                answer(response, entry);
                return;
            }
            response.statusCode = answer.status ?? 200;
            if (answer.body !== undefined) {
                response.setHeader("content-type", "application/json");
            }
            for (const [name, value] of Object.entries(answer.headers ?? {})) {
                response.setHeader(name, value);
            }
            response.end(answer.body);
        });
        server.listen(0, "127.0.0.1");
        await once(server, "listening");
        this.closers.push(async () => {
            const closed = once(server, "close");
            server.close();
            server.closeAllConnections();
            await closed;
        });
        const { port } = server.address() as AddressInfo;
        return { baseUrl: `http://127.0.0.1:${port}/v1`, port, seen };
    }

    async closeAll(): Promise<void> {
        await Promise.all(this.closers.splice(0).map((close) => close()));
    }
}

/** A client and a contract of their own, as each run of the CLI has them. */
export function standAt(simulator: Simulator, changes: Partial<Settings> = {}): Stand {
    const { baseUrl, token: accessToken, contract: name } = simulator;
    const log = new MemoryLog();
    const client = new WebexClient(settingsWith({ baseUrl, accessToken, contract: name, ...changes }), log);
    const contract = contractFor(client);
    const { settings } = client;
    const run = new RunState(contract, settings);
    const names = new Names(readersOf(client));
    const context = { settings, client, contract, log, run, names, self: someSpeaker(), now: () => client.now() };
    return { simulator, settings, client, contract, log, context };
}

/** A resource of a program. */
export function someSpeaker(name = "thing"): Speaker {
    return { key: `Device ${name}`, label: `Device "${name}"` };
}

/** The same resource, or the one of another name, in the next run: nothing is claimed, listed or remembered yet. */
export function nextRun(context: Context, name?: string): Context {
    const { contract, settings } = context;
    const self = name === undefined ? context.self : someSpeaker(name);
    return { ...context, self, run: new RunState(contract, settings) };
}

/** Another resource in the same run. */
export function beside(context: Context, name: string): Context {
    return { ...context, self: someSpeaker(name) };
}

/** What an `Incomplete` of any process carries. Throws what is none. */
export function keptBy(error: unknown): { readonly id: string; readonly state: object } {
    if (error instanceof Error && error.name === "Incomplete") {
        return error as unknown as { id: string; state: object };
    }
    throw error;
}

/** What `work` makes of each item, in the items' order; `atOnce` are worked on beside each other. */
export async function inTurns<T, R>(items: readonly T[], atOnce: number, work: (item: T) => Promise<R>): Promise<R[]> {
    const results: R[] = [];
    const queue = items.entries();
    const worker = async () => {
        for (const [at, item] of queue) {
            results[at] = await work(item);
        }
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
    return results;
}

/** The items in an order that is random and the same for the same seed. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
    let state = seed;
    const next = () => {
        // Linear congruential, as in Numerical Recipes; its high bits are random enough to mix a list.
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return state / 2 ** 32;
    };
    return items
        .map((item) => ({ item, place: next() }))
        .sort((a, b) => a.place - b.place)
        .map(({ item }) => item);
}

/** The error that a promise is rejected with. Throws if it is not. */
export async function caught(promise: Promise<unknown>): Promise<Error> {
    let value: unknown;
    try {
        value = await promise;
    } catch (error) {
        if (error instanceof Error) {
            return error;
        }
        throw new Error(`rejected with something that is no Error: ${String(error)}`, { cause: error });
    }
    throw new Error(`expected a rejection, got ${JSON.stringify(value)}`);
}

/** The error that `work` throws. Throws if it does not. */
export function thrown(work: () => unknown): Promise<Error> {
    return caught(Promise.resolve().then(work));
}

/**
 * The value of a promise that waits both for the network and for faked timers: whenever nothing but timers is left to
 * wait for, the clock jumps to the next of them.
 */
export async function fastForward<T>(clock: SinonFakeTimers, promise: Promise<T>): Promise<T> {
    const state = { pending: true };
    const settled = () => {
        state.pending = false;
    };
    promise.then(settled, settled);
    let quiet = 0;
    while (state.pending) {
        await new Promise((resolve) => setImmediate(resolve));
        quiet += 1;
        // An exchange with a server of this process takes a few turns of the event loop.
        if (quiet < 20 || clock.countTimers() === 0) {
            continue;
        }
        clock.next();
        quiet = 0;
    }
    return promise;
}

/** Everything that can be seen of an error: what a log, a debugger or `JSON.stringify` could print. */
export function wholeTextOf(error: unknown): string {
    const texts: string[] = [];
    const visited = new Set<unknown>();
    const visit = (value: unknown): void => {
        if (typeof value === "string") {
            texts.push(value);
        }
        if (typeof value !== "object" || value === null || visited.has(value)) {
            return;
        }
        visited.add(value);
        for (const name of Reflect.ownKeys(value)) {
            texts.push(String(name));
            visit(Reflect.get(value, name));
        }
    };
    visit(error);
    texts.push(String(error), JSON.stringify(error));
    return texts.join("\n");
}

let counter = 0;

/** A text that no other test has, for ids: claims and sessions live as long as the process. */
export function unique(prefix: string): string {
    counter += 1;
    return `${prefix}-${process.pid}-${counter}`;
}

/** A MAC address that no other test has. */
export function uniqueMac(): string {
    counter += 1;
    return `02AB${counter.toString(16).toUpperCase().padStart(8, "0")}`;
}

/** A contract that can do nothing but what a test gives it. */
export function fakeContract(parts: Partial<Contract> = {}): Contract {
    const never = (name: string) => () => Promise.reject(new Error(`${name} was not expected here`));
    return {
        name: "cisco",
        filters: [],
        codeNamesDevice: parts.name === "crud",
        unusedCodeStatus: parts.name === "crud" ? undefined : "activating",
        showsRoomCodes: parts.name === "crud",
        filtersByMac: parts.name !== "crud",
        refusesForeignOrg: parts.name !== "crud",
        neededToRegister: parts.name === "crud" ? [] : ["mac", "model"],
        ownOrganization: never("ownOrganization"),
        supportedDevices: never("supportedDevices"),
        settingRules: never("settingRules"),
        getDevice: never("getDevice"),
        listDevices: never("listDevices"),
        devicePages: () => {
            throw new Error("devicePages was not expected here");
        },
        findByMac: never("findByMac"),
        updateDevice: never("updateDevice"),
        deleteDevice: never("deleteDevice"),
        issueCode: never("issueCode"),
        // Only Cisco's API registers phones by their MAC address.
        ...(parts.name === "crud" ? {} : { registerPhone: never("registerPhone") }),
        ...parts,
    };
}

/** Readers of names that know nobody. */
export const NOBODY: NameReaders = {
    person: () => Promise.resolve(undefined),
    workspace: () => Promise.resolve(undefined),
};

/** The context of a resource, with a fake contract. */
export function contextWith(
    contract: Contract,
    changes: Partial<Settings> = {},
): Context & { readonly log: MemoryLog } {
    const settings = settingsWith({ contract: contract.name, ...changes });
    const log = new MemoryLog();
    return {
        settings,
        client: new WebexClient(settings, log),
        contract,
        log,
        run: new RunState(contract, settings),
        names: new Names(NOBODY),
        self: someSpeaker(),
        now: () => new Date(),
    };
}

/** A device with an id of its own. */
export function someDevice(fields: Partial<WebexDevice> = {}): WebexDevice {
    return { id: unique("device"), created: "2026-01-01T00:00:00.000Z", ...fields };
}

/** Requests as `METHOD /path?query`, for comparing with what was expected. */
export function lines(entries: readonly LogEntry[]): string[] {
    return entries.map(({ method, path, query }) => {
        const text = new URLSearchParams(query).toString();
        return `${method} ${path}${text === "" ? "" : `?${text}`}`;
    });
}

/** Padded Base64 and all, an id in Webex's form. */
export function webexId(kind: string, uuid: string, cluster = "us"): string {
    return Buffer.from(`ciscospark://${cluster}/${kind}/${uuid}`).toString("base64");
}
