import { isObject } from "../../provider/client/answer";
import { endsRun, type WebexError } from "../../provider/client/webexError";
import type { Asker, Query, Reply } from "../asking/asker";
import { type Check, type Finding, outcomeOf, type Words } from "./check";
import type { Masker } from "./masker";
import { type Deviation, deviationsOf, type Shape } from "./shape";

/** A row of a list, of which no field is sure to be there. */
export type Row = Readonly<Record<string, unknown>>;

/** A whole answer. */
export interface Told {
    readonly json: unknown;
    /** The answer's `Link` header. */
    readonly link: string | undefined;
}

/** A page of a list. */
export interface Page {
    readonly rows: readonly Row[];
    readonly link: string | undefined;
}

/** Why there is no answer. */
export interface Untold {
    /** In words without anything of the organisation's. */
    readonly reason: Words;
    /** The status of the refusal; undefined where the question was not asked or not answered. */
    readonly status: number | undefined;
    /** Whether Webex answered otherwise than assumed; not, if the token, its rights or this hour are to blame. */
    readonly isOtherwise: boolean;
}

/** What the sections of a verification work on: questions to Webex, and the checks that they come to. */
export class Ground {
    readonly checks: Check[] = [];

    constructor(
        readonly asker: Asker,
        readonly masker: Masker,
        /** The organisation, for partner administrators. */
        readonly orgId: string | undefined,
        private readonly tell: (text: string) => void,
    ) {}

    /**
     * The answer to a question, whose values are learned as the organisation's. Throws `WebexError` if nothing was ever
     * answered well, and this failure says that nothing will be.
     */
    async ask(path: string, query: Query = {}): Promise<Told | Untold> {
        this.tell(`${this.asker.count} of at most ${this.asker.limit} requests sent`);
        return this.learned(await this.asker.get(path, query));
    }

    /** A page of a list. */
    async page(path: string, query: Query = {}): Promise<Page | Untold> {
        return pageIn(await this.ask(path, { ...query, orgId: this.orgId }));
    }

    /** The page that a `Link` header leads to. */
    async nextPage(path: string, url: string): Promise<Page | Untold> {
        return pageIn(this.learned(await this.asker.follow(path, url)));
    }

    /** Notes how an assumption stands. */
    note(area: string, assumption: string, { holds, detail }: Finding): void {
        this.checks.push({ area, assumption, outcome: outcomeOf(holds), detail });
    }

    /** Notes that there is nothing in the organisation to look at an assumption by. */
    noteUnseen(area: string, assumption: string, why: string): void {
        this.note(area, assumption, { holds: undefined, detail: why });
    }

    /** Notes that there was no answer, or not the one that was assumed. */
    noteUntold(area: string, assumption: string, { reason, isOtherwise }: Untold): void {
        this.note(area, assumption, { holds: isOtherwise ? false : undefined, detail: reason });
    }

    /** Notes whether rows have the fields, types and words of a shape: a check for each way in which they do not. */
    compare(area: string, what: string, rows: readonly unknown[], shape: Shape): void {
        const assumption = `${what}: fields, types and words are those that are documented`;
        if (rows.length === 0) {
            this.noteUnseen(area, assumption, "there is none");
            return;
        }
        const deviations = deviationsOf(rows, shape);
        for (const each of deviations) {
            this.note(area, assumption, { holds: false, detail: () => this.deviationWords(each, rows.length) });
        }
        if (deviations.length === 0) {
            this.note(area, assumption, { holds: true, detail: `${rows.length} looked at` });
        }
    }

    private deviationWords({ path, kind, seen, count, isRead }: Deviation, total: number): string {
        const name = `\`${this.masker.mask(nameOf(path))}\``;
        const of = `in ${count} of ${total}${isRead ? ", and this package reads it" : ""}`;
        const value = this.masker.mask(seen);
        const words: Readonly<Record<Deviation["kind"], string>> = {
            missing: `${name} is missing ${of}`,
            "unknown word": `${name} has the new word "${value}" ${of}`,
            "other type": `${name} is of another type (${value}) ${of}`,
            "unknown field": `${name} is a new field (${value}) ${of}`,
        };
        return words[kind];
    }

    private learned(reply: Reply | undefined): Told | Untold {
        if (reply === undefined) {
            const reason = `not asked: ${this.asker.limit} requests are used up`;
            return { reason, status: undefined, isOtherwise: false };
        }
        if ("error" in reply) {
            const { error } = reply;
            if (endsRun(error) && !this.asker.exchanges.some(({ status = 0 }) => status >= 200 && status < 300)) {
                throw error;
            }
            return {
                reason: () => this.masker.mask(failureWords(error)),
                status: error.status,
                isOtherwise: isOtherwise(error),
            };
        }
        const { json, link } = reply.answer;
        this.masker.learn(json);
        return { json, link };
    }
}

/** Statuses that say nothing of the API: of the token, of its rights, or of this hour. */
const PASSING: readonly number[] = [401, 403, 423, 429, 502, 503, 504];

/** Whether there is no answer. */
export function isUntold(answer: object): answer is Untold {
    return "reason" in answer;
}

function isOtherwise({ kind, status = 0 }: WebexError): boolean {
    return kind === "refused" ? !PASSING.includes(status) : kind === "unsafe" || kind === "notUnderstood";
}

/** Why a question has no answer, without its path: ids stand in paths. */
function failureWords({ status, webexMessage, kind }: WebexError): string {
    if (kind === "unsafe") {
        return "it leads to another host, and was not followed";
    }
    const outcome = status === undefined ? `it was not answered (${kind})` : `it was answered ${status}`;
    const words = kind === "notUnderstood" ? "the answer is not what was asked for" : webexMessage;
    return words === undefined ? outcome : `${outcome}: ${words}`;
}

/** Names of fields are Webex's; what does not look like one is a key that somebody in the organisation made up. */
function nameOf(path: string): string {
    return path.split(".").every((name) => /^[A-Za-z][A-Za-z0-9_]{0,40}$/.test(name)) ? path : "a key of their own";
}

function pageIn(answer: Told | Untold): Page | Untold {
    if (isUntold(answer)) {
        return answer;
    }
    const { json, link } = answer;
    return isObject(json) && Array.isArray(json.items)
        ? { rows: json.items.filter(isObject), link }
        : { reason: "the answer has no list of items", status: undefined, isOtherwise: true };
}
