import { type HttpAnswer, NoAnswer } from "../../provider/client/http";
import type { Log } from "../../provider/client/log";
import { type WebexAnswer, WebexClient, type WebexRequest } from "../../provider/client/webexClient";
import { WebexError } from "../../provider/client/webexError";
import type { Settings } from "../../provider/settings";

/** One sending of a request, and the answer as it came; without a status where none came. */
export interface Exchange {
    readonly path: string;
    readonly status: number | undefined;
    /** How far Webex's clock is ahead of ours by the answer's `Date` header. Milliseconds; whole seconds at best. */
    readonly clockLeadMs: number | undefined;
    readonly header: (name: string) => string | undefined;
}

/** What a question brought: the answer, or the error that says why there is none. */
export type Reply = { readonly answer: WebexAnswer } | { readonly error: WebexError };

/** A query's parameters; undefined ones are left out. */
export type Query = NonNullable<WebexRequest["query"]>;

/** The settings of a look: it is to end soon where Webex is slow or gone. Seconds. */
const HASTE = { maxRetries: 1, requestTimeoutSeconds: 15, operationTimeoutSeconds: 60 } as const;

/** That a question was not sent, because the look has sent as many requests as it may. */
class Spent extends Error {}

/**
 * Asks Webex with GET requests, no more than `limit` of them, repetitions included, and remembers how each was
 * answered. Writes nothing.
 */
export class Asker {
    readonly settings: Settings;
    readonly exchanges: Exchange[] = [];
    private readonly client: WebexClient;
    private sent = 0;
    private sentAt = Date.now();

    constructor(
        settings: Settings,
        log: Log,
        readonly limit: number,
    ) {
        this.settings = { ...settings, ...hasty(settings) };
        this.client = new WebexClient(this.settings, log, {
            sends: () => {
                if (this.sent >= limit) {
                    throw new Spent();
                }
                this.sent += 1;
                this.sentAt = Date.now();
            },
            answered: ({ path }, answer) => {
                this.exchanges.push(exchangeOf(path, answer, (this.sentAt + Date.now()) / 2));
            },
        });
    }

    /** How many requests were sent, repetitions included. */
    get count(): number {
        return this.sent;
    }

    /** Asks one question; undefined if it was not sent because the limit is reached. Throws no `WebexError`. */
    async get(path: string, query: Query = {}): Promise<Reply | undefined> {
        return this.ask({ method: "GET", path, query });
    }

    /** Follows a link that the answer to a question gave, if it leads to the API's own address. As `get`. */
    async follow(path: string, url: string): Promise<Reply | undefined> {
        return this.ask({ method: "GET", path, url });
    }

    private async ask(request: WebexRequest): Promise<Reply | undefined> {
        try {
            return { answer: await this.client.request(request) };
        } catch (error) {
            if (error instanceof WebexError) {
                return { error };
            }
            if (error instanceof Spent) {
                return undefined;
            }
            throw error;
        }
    }
}

function hasty(settings: Settings): Partial<Settings> {
    const shorter = Object.entries(HASTE).map(([name, most]) => [
        name,
        Math.min(most, settings[name as keyof typeof HASTE]),
    ]);
    // One question at a time: the answers' times are to be theirs alone.
    return { ...Object.fromEntries(shorter), maxConcurrency: 1 } as Partial<Settings>;
}

function exchangeOf(path: string, answer: HttpAnswer | NoAnswer, at: number): Exchange {
    if (answer instanceof NoAnswer) {
        return { path, status: answer.status, clockLeadMs: undefined, header: () => undefined };
    }
    const date = Date.parse(answer.header("date") ?? "");
    return {
        path,
        status: answer.status,
        clockLeadMs: Number.isNaN(date) ? undefined : date - at,
        header: (name) => answer.header(name),
    };
}
