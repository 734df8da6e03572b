import { connect } from "node:net";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../simulator/index";

/** What came back. `body` is the parsed JSON, or the bare text if it is none. */
export interface Answer {
    status: number;
    body: unknown;
    headers: Headers;
}

/** What to send besides method and path; `token: null` leaves the Authorization header out. */
export interface Send {
    body?: unknown;
    type?: string;
    token?: string | null;
    /** Aborting it hangs up. */
    signal?: AbortSignal;
}

const PATCH_TYPE = "application/json-patch+json";

/** Starts simulators and closes them all, for an `afterEach`. */
export class Bench {
    private readonly running: Simulator[] = [];

    async start(options: SimulatorOptions = {}): Promise<Simulator> {
        const simulator = await startSimulator(options);
        this.running.push(simulator);
        return simulator;
    }

    async closeAll(): Promise<void> {
        await Promise.all(this.running.splice(0).map((simulator) => simulator.close()));
    }
}

/** One request to the API; rejects if the connection fails or the body cannot be read to its end. */
export async function call(simulator: Simulator, method: string, path: string, send: Send = {}): Promise<Answer> {
    const { token = simulator.token, body } = send;
    const type = send.type ?? (method === "PATCH" ? PATCH_TYPE : "application/json");
    const response = await fetch(`${simulator.baseUrl}${path}`, {
        method,
        headers: {
            ...(token !== null && { authorization: `Bearer ${token}` }),
            ...(body !== undefined && { "content-type": type }),
        },
        ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
        ...(send.signal && { signal: send.signal }),
        redirect: "manual",
    });
    const text = await response.text();
    let parsed: unknown = text;
    try {
        parsed = JSON.parse(text);
    } catch {
        // Some tests look at bodies that are no JSON.
    }
    return { status: response.status, body: parsed, headers: response.headers };
}

/** What came over the wire for one request until the connection ended, and the error it ended with, if any. */
export async function callRaw(
    simulator: Simulator,
    method: string,
    path: string,
    body: string,
): Promise<{ text: string; error: NodeJS.ErrnoException | undefined }> {
    const { port, pathname } = new URL(`${simulator.baseUrl}${path}`);
    const socket = connect(Number(port), "127.0.0.1");
    const head = [
        `${method} ${pathname} HTTP/1.1`,
        "Host: localhost",
        `Authorization: Bearer ${simulator.token}`,
        `Content-Type: ${method === "PATCH" ? PATCH_TYPE : "application/json"}`,
        `Content-Length: ${Buffer.byteLength(body)}`,
    ];
    socket.write([...head, "", body].join("\r\n"));
    let text = "";
    let error: NodeJS.ErrnoException | undefined;
    socket.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    socket.on("error", (reason) => (error = reason));
    await new Promise((resolve) => socket.once("close", resolve));
    return { text, error };
}

/** A field of a JSON object, whatever it is; undefined if there is none. */
export function field(value: unknown, name: string): unknown {
    return typeof value === "object" && value !== null ? (Reflect.get(value, name) as unknown) : undefined;
}

/** A field of a JSON object that must be a string. */
export function textField(value: unknown, name: string): string {
    const found = field(value, name);
    if (typeof found !== "string") {
        throw new Error(`${name} is no string in ${JSON.stringify(value)}`);
    }
    return found;
}

/** The ids of the items of a list answer. */
export function itemIds(answer: Answer): string[] {
    return (field(answer.body, "items") as unknown[]).map((item) => textField(item, "id"));
}

/** Statuses of requests made one after another, each `[method, path, send?]`. */
export async function statuses(simulator: Simulator, requests: [string, string, Send?][]): Promise<number[]> {
    const found: number[] = [];
    for (const [method, path, send] of requests) {
        found.push((await call(simulator, method, path, send)).status);
    }
    return found;
}
