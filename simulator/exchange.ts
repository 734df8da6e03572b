import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { altered, transmit } from "./answer";
import { FORBIDDEN } from "./ciscoRoutes";
import type { Clock } from "./clock";
import { ERROR_CODE_HEADER, errorBody, NO_SUCH_ROUTE, newTrackingId, Refusal, UNAUTHORIZED } from "./errors";
import { type FaultKind, type FaultScript, faultName } from "./faults";
import type { Organization } from "./organization";
import type { RateLimiter } from "./rateLimit";
import { type LogEntry, type RequestLog, redact } from "./requestLog";
import { checkBody, checkContentType, checkQuery, findRoute, isAllowed, type Reply } from "./router";
import type { Tenant } from "./tenant";

/** Everything that one request meets on its way. */
export interface Parts {
    /** The organisation that the simulator itself controls. Requests without a valid token meet this one. */
    own: Tenant;
    others: Tenant[];
    limiter: RateLimiter;
    faults: FaultScript;
    log: RequestLog;
    clock: Clock;
}

const LARGEST_BODY_BYTES = 1_048_576;
const FORM = "application/x-www-form-urlencoded";

/** Answers one API request: log, fault before, checks, effect, fault after. */
export async function exchange(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? "GET";
    const url = new URL(`http://localhost${request.url ?? "/"}`);
    const path = url.pathname.replace(/^\/v1(?=\/|$)/, "");
    const text = await readText(request);
    const contentType = request.headers["content-type"];
    const body = text === undefined || text === "" ? undefined : parsed(text, contentType);
    const tenant = [parts.own, ...parts.others].find(({ tokens }) => tokens.accepts(request.headers.authorization));
    const entry = parts.log.add({
        method,
        path,
        query: redact(joined(url.searchParams)) as Record<string, string>,
        ...(body !== undefined && { body: body instanceof SyntaxError ? "[not readable]" : redact(body) }),
        authorized: tenant !== undefined,
        ...(tenant && { orgId: tenant.organization.orgId }),
    });
    const kind = parts.faults.take(method, path);
    if (kind) {
        entry.fault = faultName(kind);
    }

    response.once("close", () => {
        parts.log.settle(entry, { doneAtMs: performance.now() });
    });
    if (kind && "delayMs" in kind && kind.when !== "after") {
        await sleep(kind.delayMs);
    }
    // No await from the log entry to here unless asked for: who waits for the entry finds the effect done.
    const met = tenant ?? parts.own;
    const early = before(met, entry, kind, response);
    if (early === "unanswered") {
        return;
    }
    const known = url.pathname.startsWith("/v1/");
    const reply = early ?? effect(parts, { tenant: met, entry, url, known, text, body, contentType });
    const trackingId = newTrackingId();
    const answer = altered(late(reply, kind), kind);
    const withId = withTracking(answer, trackingId);
    const retryAfter = withId.headers?.["retry-after"];
    parts.log.settle(entry, { status: withId.status, ...(retryAfter !== undefined && { retryAfter }) });

    response.setHeader("date", new Date(parts.clock.now()).toUTCString());
    const send = (): void => {
        transmit(response, withId, kind);
    };
    if (kind && "hold" in kind) {
        parts.faults.hold(send);
    } else if (kind && "delayMs" in kind && kind.when === "after") {
        await sleep(kind.delayMs);
        send();
    } else {
        send();
    }
    if (kind && "pageShift" in kind) {
        shift(met.organization, kind.pageShift, reply);
    }
}

// What is given more than once stands in the log as one text.
function joined(query: URLSearchParams): Record<string, string> {
    return Object.fromEntries([...query.keys()].map((name) => [name, query.getAll(name).join(",")]));
}

// The part of a fault that comes before the effect: an answer of its own or none at all.
function before(
    { tokens }: Tenant,
    entry: LogEntry,
    kind: FaultKind | undefined,
    response: ServerResponse,
): Reply | "unanswered" | undefined {
    if (!kind) {
        return undefined;
    }
    if ("reset" in kind && kind.reset === "before") {
        response.socket?.resetAndDestroy();
        return "unanswered";
    }
    if ("mute" in kind && kind.mute === "before") {
        return "unanswered";
    }
    if ("status" in kind && !("contentType" in kind) && kind.when !== "after") {
        return scripted(kind);
    }
    if ("expireToken" in kind) {
        tokens.expire();
        entry.authorized = false;
        return { status: 401, body: UNAUTHORIZED };
    }
    if ("everything404" in kind) {
        return { status: 404, body: NO_SUCH_ROUTE };
    }
    return undefined;
}

function late(reply: Reply, kind: FaultKind | undefined): Reply {
    return kind && "status" in kind && !("contentType" in kind) && kind.when === "after" ? scripted(kind) : reply;
}

function scripted({
    status,
    headers = {},
    body,
}: {
    status: number;
    headers?: Record<string, string>;
    body?: unknown;
}) {
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const reply: Reply = { status, headers: lower };
    if (typeof body === "string") {
        return { ...reply, raw: body };
    }
    return { ...reply, body: body ?? (status >= 400 ? `The simulator was told to answer ${status}.` : undefined) };
}

interface Incoming {
    tenant: Tenant;
    entry: LogEntry;
    url: URL;
    known: boolean;
    text: string | undefined;
    body: unknown;
    contentType: string | undefined;
}

// All checks in the order a gateway makes them, then what the route does.
function effect(parts: Parts, incoming: Incoming): Reply {
    const { entry, url } = incoming;
    const { routes, tokens } = incoming.tenant;
    try {
        if (!incoming.known) {
            throw new Refusal(404, NO_SUCH_ROUTE);
        }
        const open = routes.some((route) => route.open && route.path === entry.path);
        if (!entry.authorized && !open) {
            throw new Refusal(401, UNAUTHORIZED);
        }
        parts.limiter.check();
        const { route, params } = findRoute(routes, entry.method, entry.path);
        if (!isAllowed(route, tokens.scopes)) {
            throw new Refusal(403, FORBIDDEN);
        }
        checkQuery(route.query ?? {}, url.searchParams);
        if (route.body) {
            checkContentType(route.body.contentType, incoming.contentType);
            if (incoming.text === undefined) {
                throw new Refusal(400, "The request body is too large.");
            }
            if (incoming.body === undefined || incoming.body instanceof SyntaxError) {
                throw new Refusal(400, "The request body is missing or cannot be read.");
            }
            checkBody(route.body, incoming.body);
        }
        return route.handle({ params, query: url.searchParams, body: incoming.body });
    } catch (error) {
        if (error instanceof Refusal) {
            return { status: error.status, body: error.message, headers: { ...error.headers } };
        }
        console.error("simulator: a route failed", error);
        return { status: 500, body: "The simulator itself failed; see its error output." };
    }
}

// A refusal travels as its bare message up to here, where it becomes Webex's body with the id that the header repeats.
function withTracking(reply: Reply, trackingId: string): Reply {
    const refused = reply.status >= 400 && typeof reply.body === "string" && reply.raw === undefined;
    const body = refused ? errorBody(String(reply.body), trackingId, reply.headers?.[ERROR_CODE_HEADER]) : reply.body;
    return { ...reply, body, headers: { trackingid: trackingId, ...reply.headers } };
}

function shift(organization: Organization, how: "insert" | "remove", reply: Reply): void {
    if (how === "insert") {
        organization.insertAtHead();
        return;
    }
    // A test may have hidden the ids of the first rows.
    const { items = [] } = (reply.body ?? {}) as { items?: { id: string | null }[] };
    const id = items.map((item) => item.id).find((each) => typeof each === "string");
    if (id !== undefined) {
        organization.removeDevice(id);
    }
}

/** The whole body as text; undefined if it is larger than 1 MiB. */
export async function readText(request: IncomingMessage): Promise<string | undefined> {
    const chunks: Buffer[] = [];
    let bytes = 0;
    try {
        for await (const chunk of request as AsyncIterable<Buffer>) {
            bytes += chunk.length;
            if (bytes <= LARGEST_BODY_BYTES) {
                chunks.push(chunk);
            }
        }
    } catch {
        // The client went away in the middle of its own request; what came is logged like any broken body.
    }
    return bytes > LARGEST_BODY_BYTES ? undefined : Buffer.concat(chunks).toString("utf8");
}

function parsed(text: string, contentType: string | undefined): unknown {
    if (contentType?.split(";")[0]?.trim().toLowerCase() === FORM) {
        return Object.fromEntries(new URLSearchParams(text));
    }
    try {
        return JSON.parse(text);
    } catch {
        return new SyntaxError("the body is not JSON");
    }
}
