/** One request that reached the simulator. Secret values in `body` and `query` are replaced by "[secret]". */
export interface LogEntry {
    /** 1, 2, 3 … in order of arrival; never reused, not even after `clear()`. */
    seq: number;
    /** When the request had been read, in ms of `performance.now()`: monotonic. */
    atMs: number;
    /** When the last byte of the answer was handed over or the connection was dropped. */
    doneAtMs?: number;
    method: string;
    /** Path without the query and without the leading /v1. */
    path: string;
    /** A parameter that is given more than once stands here as one text, joined by commas. */
    query: Record<string, string>;
    body?: unknown;
    /** 0 until the answer is decided (and for a connection dropped before any effect). */
    status: number;
    /** Whether a valid access token came with it. */
    authorized: boolean;
    /** The organisation whose access token came with it; none without a valid one. */
    orgId?: string;
    /** The `Retry-After` header of the answer, as sent. */
    retryAfter?: string;
    /** Name of the fault that was applied, for example "status" or "hold". */
    fault?: string;
}

/** Fields that must be equal; `path` may be a regular expression. `afterSeq` leaves out that entry and older ones. */
export interface LogFilter {
    method?: string;
    path?: string | RegExp;
    status?: number;
    authorized?: boolean;
    orgId?: string;
    fault?: string;
    afterSeq?: number;
}

type Predicate = (entry: LogEntry) => boolean;

const SECRET_FIELDS = /^(?:password|sippassword|code|activationcode|token|access_token|refresh_token|client_?secret)$/i;

/** A copy with the values of secret fields replaced by "[secret]", at any depth. */
export function redact(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(redact);
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    return Object.fromEntries(
        Object.entries(value).map(([name, item]) => [name, SECRET_FIELDS.test(name) ? "[secret]" : redact(item)]),
    );
}

/** Every request in order of arrival, control requests aside. */
export class RequestLog {
    readonly entries: LogEntry[] = [];
    private readonly waiters = new Set<(entry: LogEntry) => void>();
    private lastSeq = 0;

    /** Records a request that has been read. For the server only. */
    add(request: Omit<LogEntry, "seq" | "atMs" | "status">): LogEntry {
        this.lastSeq += 1;
        const entry: LogEntry = { seq: this.lastSeq, atMs: performance.now(), status: 0, ...request };
        this.entries.push(entry);
        this.tell(entry);
        return entry;
    }

    /** Records what became of a request. For the server only. */
    settle(entry: LogEntry, result: Partial<LogEntry>): void {
        Object.assign(entry, result);
        this.tell(entry);
    }

    /** Requests that may change something: all but GET, the token route aside. */
    writes(): LogEntry[] {
        return this.entries.filter(({ method, path }) => method !== "GET" && path !== "/access_token");
    }

    /** The entries that match; all without a filter. */
    requests(filter: LogFilter | Predicate = {}): LogEntry[] {
        return this.entries.filter(predicateOf(filter));
    }

    /** Forgets all entries; the numbering goes on. */
    clear(): void {
        this.entries.length = 0;
    }

    /**
     * Resolves with the first entry that matches, one already there included. It is asked when a request has arrived
     * again when its answer is decided, so a condition on the effect must ask for `status`, and when the answer is out
     * (`doneAtMs`). Rejects after
     * `timeoutMs` with an error that lists the latest requests.
     */
    waitFor(filter: LogFilter | Predicate, timeoutMs = 10_000): Promise<LogEntry> {
        const matches = predicateOf(filter);
        const found = this.entries.find(matches);
        if (found) {
            return Promise.resolve(found);
        }
        return new Promise((resolve, reject) => {
            const end = (): void => {
                clearTimeout(timer);
                this.waiters.delete(look);
            };
            const look = (entry: LogEntry): void => {
                if (matches(entry)) {
                    end();
                    resolve(entry);
                }
            };
            const timer = setTimeout(() => {
                end();
                const latest = this.entries.slice(-8).map((entry) => `${entry.method} ${entry.path} ${entry.status}`);
                reject(new Error(`no such request within ${timeoutMs} ms; latest: ${latest.join(", ") || "none"}`));
            }, timeoutMs);
            this.waiters.add(look);
        });
    }

    private tell(entry: LogEntry): void {
        for (const look of [...this.waiters]) {
            look(entry);
        }
    }
}

function predicateOf(filter: LogFilter | Predicate): Predicate {
    if (typeof filter === "function") {
        return filter;
    }
    const { path, afterSeq = 0, ...equal } = filter;
    return (entry) =>
        entry.seq > afterSeq &&
        (path === undefined || (typeof path === "string" ? entry.path === path : path.test(entry.path))) &&
        Object.entries(equal).every(([name, value]) => entry[name as keyof LogEntry] === value);
}
