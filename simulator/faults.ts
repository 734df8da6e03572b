/**
 * What goes wrong. "Effect" is what the request would have changed.
 *
 * | kind | effect | client sees |
 * | --- | --- | --- |
 * | `status` | none, unless `when: "after"` | that status, headers and body (a Webex error body by default) |
 * | `delayMs` | before or after the wait | the true answer, late |
 * | `reset` | none ("before"), else done | connection reset: unanswered ("before", "after") or in "headers", "body" |
 * | `cut` | done | half of the body, then the connection closes |
 * | `contentType` | done | that text under that type (with `status`, if given) |
 * | `json` | done | 200 with that JSON |
 * | `empty` | done | the true status, no body |
 * | `headers` | done | the true answer with these headers set, for example `link` |
 * | `expireToken` | none | 401, and all access tokens of the organisation are invalid until refreshed |
 * | `hold` | done | nothing until `release()` |
 * | `mute` | none ("before") or done ("after") | nothing ever, on a connection that stays open: a peer that vanished |
 * | `dripMs` | done | the true answer, one byte of its body each so many milliseconds |
 * | `everything404` | none | every request gets 404 until `clear()`; method, path and count do not matter |
 * | `pageShift` | done | the true page; then a device is put before the first one, or the first of the page removed |
 */
export type FaultKind =
    | { status: number; headers?: Record<string, string>; body?: unknown; when?: "before" | "after" }
    | { delayMs: number; when?: "before" | "after" }
    | { reset: "before" | "after" | "headers" | "body" }
    | { cut: true }
    | { contentType: string; body: string; status?: number }
    | { json: unknown }
    | { empty: true }
    | { headers: Record<string, string> }
    | { expireToken: true }
    | { hold: true }
    | { mute: "before" | "after" }
    | { dripMs: number }
    | { everything404: true }
    | { pageShift: "insert" | "remove" };

/** When something goes wrong, and what. */
export interface Fault {
    /** HTTP method, or several (`POST|PATCH`); any if left out. */
    method?: string;
    /**
     * Path without /v1; any if left out. A string is a regular expression that must fit the whole path (so a plain
     * path means that path), a RegExp is used as it is.
     */
    path?: string | RegExp;
    /** How many fitting requests are let through first. Default 0. */
    skip?: number;
    /** How many requests it strikes. Default 1; -1 or Infinity = all. */
    count?: number;
    kind: FaultKind;
}

/** The part of the fault script that tests use. */
export interface FaultControl {
    /** Adds a fault. Where several fit a request, the one added first strikes; one fault a request. */
    add(fault: Fault): void;
    /** Forgets all faults. Answers that are held stay held. */
    clear(): void;
    /** Sends the answers that are held; returns how many. */
    release(): number;
    /** How many answers are held now. */
    held(): number;
    /** How many faults have not struck as often as they should. */
    pending(): number;
}

interface Armed {
    methods: string[] | undefined;
    path: RegExp;
    skip: number;
    left: number;
    kind: FaultKind;
}

const KINDS: Record<string, (value: unknown) => boolean> = {
    status: (value) => isCount(value) && value >= 200 && value <= 599,
    delayMs: isCount,
    reset: (value) => ["before", "after", "headers", "body"].includes(value as string),
    cut: isTrue,
    contentType: (value) => typeof value === "string",
    json: () => true,
    empty: isTrue,
    expireToken: isTrue,
    hold: isTrue,
    mute: (value) => value === "before" || value === "after",
    dripMs: isCount,
    everything404: isTrue,
    pageShift: (value) => value === "insert" || value === "remove",
    headers: (value) => typeof value === "object" && value !== null,
};

/** The name of a fault's kind, as the log shows it. `contentType` and `status` may come with fields of others. */
export function faultName(kind: FaultKind): string {
    const order = ["contentType", ...Object.keys(KINDS)];
    return order.find((name) => name in kind) ?? "unknown";
}

/** The fault script: data in, the fault for a request out. */
export class FaultScript implements FaultControl {
    private armed: Armed[] = [];
    private readonly waiting: (() => void)[] = [];

    add(fault: Fault): void {
        const { method, path = ".*", skip = 0, count = 1, kind } = fault;
        const name = faultName(kind);
        if (!KINDS[name]?.(Reflect.get(kind, name))) {
            throw new TypeError(`not a fault: ${JSON.stringify(kind)}`);
        }
        const everywhere = "everything404" in kind;
        this.armed.push({
            methods: everywhere ? undefined : method?.toUpperCase().split("|"),
            path: everywhere ? /^/ : typeof path === "string" ? new RegExp(`^(?:${path})$`) : path,
            skip,
            left: everywhere || count < 0 ? Infinity : count,
            kind,
        });
    }

    clear(): void {
        this.armed = [];
    }

    release(): number {
        const held = this.waiting.splice(0);
        for (const send of held) {
            send();
        }
        return held.length;
    }

    held(): number {
        return this.waiting.length;
    }

    pending(): number {
        return this.armed.filter(({ left }) => left > 0).length;
    }

    /** Keeps an answer back until `release()`. For the server only. */
    hold(send: () => void): void {
        this.waiting.push(send);
    }

    /** The fault that strikes this request, if any. For the server only. */
    take(method: string, path: string): FaultKind | undefined {
        for (const fault of this.armed) {
            if (fault.left <= 0 || fault.methods?.includes(method) === false || path.search(fault.path) < 0) {
                continue;
            }
            if (fault.skip > 0) {
                fault.skip -= 1;
                continue;
            }
            fault.left -= 1;
            return fault.kind;
        }
        return undefined;
    }
}

function isTrue(value: unknown): boolean {
    return value === true;
}

function isCount(value: unknown): value is number {
    return typeof value === "number" && value >= 0;
}
