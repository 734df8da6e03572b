import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import * as state from "@pulumi/pulumi/runtime/state";
import sinon from "sinon";
import type { Simulator, SimulatorOptions } from "../../simulator/index";
import { Bench } from "../provider/helpers";

/** The parts of the engine's registration request that tests look at, before Pulumi's mocks make them plain. */
export interface RegisterRequest {
    getType(): string;
    getName(): string;
    getObject(): { toJavaScript(): Record<string, unknown> };
    getAdditionalsecretoutputsList(): string[];
    getHooks(): { getBeforeCreateList(): string[] } | undefined;
}

/** The engine's side of Pulumi's mocks, as far as tests reach into it. */
interface MonitorMethods {
    registerResource: (this: unknown, request: RegisterRequest, callback: unknown) => Promise<void>;
    invoke: (this: unknown, request: { getTok(): string }, callback: unknown) => Promise<void>;
    registerResourceHook?(request: unknown, callback: (error: null, answer: object) => void): void;
}

/** Sets the stack that resources belong to, as Pulumi does when it runs a program. */
const setStack = Reflect.get(state, "setStackResource") as (stack: pulumi.Resource | undefined) => void;

/** Pulumi's mark of a secret on the wire. */
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const MARK = "4dabf18193072939515e22adb298388d";

/** The value in a secret on the wire; undefined for anything else. */
export function secretValue(value: unknown): unknown {
    if (typeof value !== "object" || value === null || Reflect.get(value, MARK) !== SECRET) {
        return undefined;
    }
    return Reflect.get(value, "value");
}

interface Start {
    /** The resources' state besides their inputs, as the provider or users' mocks answer it. */
    readonly outputs?: Record<string, unknown>;
    /** Whether it is as on the real engine, with hooks; default true. Else as under users' mocks. */
    readonly hooks?: boolean;
    /** What users' mocks answer to functions; default: none is called. */
    readonly call?: pulumi.runtime.Mocks["call"];
}

function unexpectedCall({ token }: pulumi.runtime.MockCallArgs): never {
    throw new Error(`no function is called through the engine, but ${token} was`);
}

/** A Pulumi program's surroundings: configuration, mocks, a stack, and what was registered. */
export class Program {
    readonly requests: RegisterRequest[] = [];
    /** The functions that were called through the engine. */
    readonly calls: string[] = [];
    private readonly environment = { ...process.env };

    /** Starts a run. */
    async start(
        config: Record<string, string>,
        { outputs = {}, hooks = true, call = unexpectedCall }: Start = {},
    ): Promise<void> {
        for (const name of Object.keys(process.env)) {
            if (name.startsWith("WEBEX_")) {
                Reflect.deleteProperty(process.env, name);
            }
        }
        const { requests, calls } = this;
        const prototype = MockMonitor.prototype as unknown as MonitorMethods;
        const { registerResource, invoke } = prototype;
        sinon.replace(prototype, "registerResource", function (this: unknown, request, callback) {
            requests.push(request);
            return registerResource.call(this, request, callback);
        });
        sinon.replace(prototype, "invoke", function (this: unknown, request, callback) {
            calls.push(request.getTok());
            return invoke.call(this, request, callback);
        });
        if (hooks) {
            prototype.registerResourceHook = (_, callback) => {
                callback(null, {});
            };
        }
        await pulumi.runtime.setMocks({
            newResource: ({ name, inputs }) => ({
                id: `${name}-id`,
                state: { ...inputs, ...outputs } as object,
            }),
            call,
        });
        pulumi.runtime.setAllConfig(
            Object.fromEntries(Object.entries(config).map(([key, value]) => [`webex:${key}`, value])),
        );
        // What there is one of in a run hangs on the stack, so each test has its own.
        setStack(undefined);
        setStack(new pulumi.ComponentResource("pulumi:pulumi:Stack", "project-stack"));
    }

    /** The one resource of this name, as it was registered. */
    request(name: string): RegisterRequest {
        const found = this.requests.find((request) => request.getName() === name);
        if (found === undefined) {
            throw new Error(`nothing was registered as ${name}`);
        }
        return found;
    }

    stop(): void {
        sinon.restore();
        Reflect.deleteProperty(MockMonitor.prototype, "registerResourceHook");
        setStack(undefined);
        pulumi.runtime.setAllConfig({});
        process.env = { ...this.environment };
    }
}

/** The configuration of a program that speaks to a simulator. */
export function configFor(simulator: Simulator, more: Record<string, string> = {}): Record<string, string> {
    const { baseUrl, token: accessToken, contract } = simulator;
    return { baseUrl, accessToken, contract, ...more };
}

/**
 * The error that ends a program for what `work` does: a rejection that nobody waits for, of which Pulumi's runtime
 * makes the end. Throws if `work` throws.
 */
export async function programError(work: () => void): Promise<Error> {
    const others = process.rawListeners("unhandledRejection") as NodeJS.UnhandledRejectionListener[];
    process.removeAllListeners("unhandledRejection");
    try {
        const ended = new Promise((resolve) => process.on("unhandledRejection", resolve));
        work();
        const error = await ended;
        // An output is several promises, which are rejected together.
        await new Promise((resolve) => setImmediate(resolve));
        if (error instanceof Error) {
            return error;
        }
        throw new Error(`rejected with something that is no Error: ${String(error)}`);
    } finally {
        process.removeAllListeners("unhandledRejection");
        for (const listener of others) {
            process.on("unhandledRejection", listener);
        }
    }
}

/** The value of an output, known and resolved. */
export function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
    return new Promise((resolve, reject) => {
        const done = output.apply((value) => {
            resolve(value);
        });
        // A rejected output has no other way to tell.
        (done as unknown as { promise(): Promise<unknown> }).promise().catch(reject);
    });
}

/** An output that is not known, as outputs of resources to come are at preview. */
export function unknownOutput<T>(): pulumi.Output<T> {
    const Output = pulumi.Output as unknown as new (...parts: unknown[]) => pulumi.Output<T>;
    const known = Promise.resolve(false);
    return new Output(new Set(), Promise.resolve(undefined), known, Promise.resolve(false), Promise.resolve(new Set()));
}

/** The programs of a suite: one for each of its tests, which may be followed by others. Ends them after each test. */
export function programs() {
    const bench = new Bench();
    const run = {
        program: new Program(),
        /** Starts the program with an organisation of its own. */
        async started(options: SimulatorOptions = {}, config: Record<string, string> = {}, start: Start = {}) {
            const simulator = await bench.simulator(options);
            await run.program.start(configFor(simulator, config), start);
            return simulator;
        },
        /** Ends the program; what is started then is another run. */
        next(): void {
            run.program.stop();
            run.program = new Program();
        },
    };
    beforeEach(() => {
        run.program = new Program();
    });
    afterEach(async () => {
        run.program.stop();
        await bench.closeAll();
    });
    return run;
}

/** The class of the resource that inputs are for: a batch has its entries under a name of its own. */
export function classOf(inputs: object): string {
    if ("devices" in inputs) {
        return "DeviceBatch";
    }
    return "activations" in inputs ? "DeviceActivationBatch" : "Device";
}
