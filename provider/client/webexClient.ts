import { isWebexUrl, type Settings } from "../settings";
import { AccessToken } from "./accessToken";
import { parseJson, webexWords } from "./answer";
import { Gate } from "./gate";
import { exchange, type HttpAnswer, NoAnswer } from "./http";
import type { Log } from "./log";
import { Cancelled, operationBudget, operationDeadline, sleep, throwIfCancelled } from "./operation";
import { decideRetry, type Method, type Outcome } from "./requestPolicy";
import { scrub } from "./secrets";
import { tellWait } from "./tellWait";
import { WebexError, type WebexErrorKind } from "./webexError";

export interface WebexRequest {
    readonly method: Method;
    /** Path below the base URL, beginning with a slash, ids already encoded. */
    readonly path: string;
    /** Query parameters; undefined ones are left out, and of a list each item stands by itself. */
    readonly query?: Readonly<Record<string, string | number | readonly string[] | undefined>>;
    /** Sent as JSON. */
    readonly body?: unknown;
    /** Default `application/json`. */
    readonly contentType?: string;
    /** A POST that does no more twice than once, so that it is sent again where a GET is. */
    readonly isRepeatable?: true;
    /** A whole URL to ask in place of `path` and `query` (a page's `next`); must lie at the base URL's host. */
    readonly url?: string;
}

export interface WebexAnswer {
    readonly status: number;
    /** Parsed JSON; undefined where the answer had no body. */
    readonly json: unknown;
    /** The `Link` header. */
    readonly link: string | undefined;
    /** The API's clock when it answered, see `WebexClient.now`. */
    readonly time: Date;
    /** Makes the error for an answer that was whole and well-formed but is not what was asked for. */
    notUnderstood(reason: string): WebexError;
}

/** Sees what a client sends and what comes back, repetitions included: for counts and for headers. */
export interface Watcher {
    /** Before each sending. An error that it throws keeps the request from being sent, and is the request's outcome. */
    sends(request: WebexRequest): void;
    answered(request: WebexRequest, answer: HttpAnswer | NoAnswer): void;
}

/**
 * One organisation's API: sends a request with its token, again where the policy says so, and tells what came of
 * it.
 */
export class WebexClient {
    private readonly token: AccessToken;
    private readonly gate: Gate;
    /** Milliseconds that the API's clock is ahead of ours. */
    private clockLead = 0;
    private readonly warned = new Set<string>();

    constructor(
        readonly settings: Settings,
        readonly log: Log,
        private readonly watcher?: Watcher,
    ) {
        this.token = new AccessToken(settings, log);
        this.gate = new Gate(settings.maxConcurrency);
    }

    /**
     * The answer to a request, if its status is 2xx.
     * Throws `WebexError` for every other status, for an answer that is no JSON, and when none came.
     */
    async request(request: WebexRequest): Promise<WebexAnswer> {
        const url = request.url === undefined ? this.urlOf(request) : this.ownUrl(request, request.url);
        const answer = await this.send(request, url).catch((error: unknown) => {
            throw error instanceof Cancelled ? cancelled(request, error) : error;
        });
        const words = answer.status >= 200 && answer.status < 300 ? undefined : webexWords(answer);
        const fail = (kind: WebexErrorKind, reason?: string) =>
            new WebexError({
                kind,
                method: request.method,
                path: request.path,
                status: answer.status,
                trackingId: answer.header("trackingid") ?? words?.trackingId,
                webexMessage: words?.message === undefined ? undefined : scrub(words.message),
                errorCodes: words?.errorCodes,
                credentialSource: this.settings.credentialSource,
                contract: this.settings.contract,
                isAtWebex: isWebexUrl(this.settings.baseUrl),
                reason: reason === undefined ? undefined : scrub(reason),
            });
        if (words !== undefined) {
            throw fail("refused");
        }
        const parsed = parseJson(answer);
        if ("problem" in parsed) {
            throw fail("notUnderstood", parsed.problem);
        }
        const date = Date.parse(answer.header("date") ?? "");
        if (!Number.isNaN(date)) {
            this.clockLead = date - Date.now();
        }
        return {
            status: answer.status,
            json: parsed.json,
            link: answer.header("link"),
            time: this.now(),
            notUnderstood: (reason) => fail("notUnderstood", reason),
        };
    }

    /** The API's clock, as the `Date` header of its last answer tells it; ours before there was one. Whole seconds. */
    now(): Date {
        return new Date(Math.floor((Date.now() + this.clockLead) / 1000) * 1000);
    }

    /** Logs a warning, unless this client has warned of the same topic before. */
    warnOnce(topic: string, message: string): void {
        if (!this.warned.has(topic)) {
            this.warned.add(topic);
            this.log.warn(message);
        }
    }

    private urlOf({ path, query }: WebexRequest): string {
        const parameters = new URLSearchParams();
        for (const [name, value] of Object.entries(query ?? {})) {
            for (const each of value === undefined ? [] : [value].flat()) {
                parameters.append(name, String(each));
            }
        }
        const text = parameters.toString();
        return `${this.settings.baseUrl}${path}${text === "" ? "" : `?${text}`}`;
    }

    /** A link that an answer gave is followed only where the answer itself came from. */
    private ownUrl(request: WebexRequest, link: string): string {
        const refuse = (kind: WebexErrorKind, reason: string) =>
            new WebexError({ kind, method: request.method, path: request.path, reason });
        const url = parseUrl(link, `${this.settings.baseUrl}/`);
        if (url === undefined) {
            throw refuse("notUnderstood", "the answer's link is no address");
        }
        if (url.origin !== new URL(this.settings.baseUrl).origin || url.username !== "" || url.password !== "") {
            throw refuse(
                "unsafe",
                `the answer's link leads to ${url.origin}, which is not the API's own address; it was not followed`,
            );
        }
        return url.href;
    }

    private async send(request: WebexRequest, url: string): Promise<HttpAnswer> {
        const deadline = operationDeadline(this.settings.operationTimeoutSeconds);
        let backoffs = 0;
        let renewed = false;
        for (;;) {
            // Asked for when the request goes out: it may have been refreshed while this one waited.
            let token = "";
            const result = await this.gate.pass(async () => {
                throwIfCancelled();
                token = await this.token.current();
                return this.exchangeOnce(request, url, token);
            }, deadline);
            if (result === "closed") {
                throw this.outOfTime(request, undefined, this.gate.opens);
            }
            const outcome: Outcome = result instanceof NoAnswer ? result.outcome : result.status;
            if (outcome === 401 && !renewed) {
                renewed = true;
                if ((await this.token.insteadOf(token)) !== undefined) {
                    continue;
                }
            }
            const decision = decideRetry({
                method: request.isRepeatable === true ? "GET" : request.method,
                outcome,
                retryAfter: result instanceof NoAnswer ? undefined : result.header("retry-after"),
                backoffs,
                maxRetries: this.settings.maxRetries,
                now: Date.now(),
                random: Math.random(),
            });
            if (!decision.again) {
                return this.answerOrThrow(request, result);
            }
            const until = Date.now() + decision.seconds * 1000;
            // Before the time is up for this one: the others shall not ask in vain either.
            if (decision.wait === "pause") {
                this.gate.closeUntil(until);
            }
            if (until > deadline) {
                throw this.outOfTime(request, outcome, until);
            }
            tellWait(this.log, request, outcome, decision.seconds);
            if (decision.wait === "backoff") {
                backoffs += 1;
                await sleep(until - Date.now());
            }
        }
    }

    /** The error for a wait that would end after the operation has to; `outcome` is undefined if nothing was sent. */
    private outOfTime({ method, path }: WebexRequest, outcome: Outcome | undefined, until: number): WebexError {
        const budget = operationBudget(this.settings.operationTimeoutSeconds);
        const status = typeof outcome === "number" ? outcome : undefined;
        return new WebexError({
            kind: status === undefined ? "unanswered" : "refused",
            method,
            path,
            status,
            reason:
                `would have to wait until ${inWords(until)}, longer than this operation may take (${budget}); ` +
                "run it again after that time",
        });
    }

    private async exchangeOnce(request: WebexRequest, url: string, token: string): Promise<HttpAnswer | NoAnswer> {
        this.watcher?.sends(request);
        const answer = await this.exchanged(request, url, token);
        this.watcher?.answered(request, answer);
        return answer;
    }

    private async exchanged(request: WebexRequest, url: string, token: string): Promise<HttpAnswer | NoAnswer> {
        const headers: Record<string, string> = { Authorization: `Bearer ${token}`, Accept: "application/json" };
        if (request.body !== undefined) {
            headers["Content-Type"] = request.contentType ?? "application/json";
        }
        try {
            return await exchange({
                method: request.method,
                url,
                headers,
                body: request.body === undefined ? undefined : JSON.stringify(request.body),
                timeoutSeconds: this.settings.requestTimeoutSeconds,
            });
        } catch (error) {
            if (error instanceof NoAnswer) {
                return error;
            }
            throw error;
        }
    }

    private answerOrThrow(request: WebexRequest, result: HttpAnswer | NoAnswer): HttpAnswer {
        if (!(result instanceof NoAnswer)) {
            return result;
        }
        throw new WebexError({
            kind: "unanswered",
            method: request.method,
            path: request.path,
            status: result.status,
            trackingId: result.trackingId,
            reason: result.status === undefined ? `got no answer: ${result.reason}` : result.reason,
        });
    }
}

/** The error for a request that did not go out, or not again, because the run was cancelled. */
function cancelled({ method, path }: WebexRequest, { message }: Cancelled): WebexError {
    return new WebexError({ kind: "cancelled", method, path, reason: message });
}

function parseUrl(text: string, base: string): URL | undefined {
    try {
        return new URL(text, base);
    } catch {
        return undefined;
    }
}

/** A time as ISO 8601; `Retry-After` can name one beyond all dates. */
function inWords(time: number): string {
    const date = new Date(time);
    return Number.isNaN(date.getTime()) ? "the end of time" : date.toISOString();
}
