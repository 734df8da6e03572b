import { listed } from "../batch/alikeTexts";
import type { CodeNews } from "../news";
import type { Renewal } from "../resource";

/** Why a code is issued anew, e.g. `ended unused on 2026-11-01`. */
export function endedWord({ expiresAt, goneDevice }: Renewal, now: Date): string {
    if (goneDevice !== undefined) {
        return `is needed again, because device ${goneDevice} is gone`;
    }
    // Before its time a code ends if somebody takes the entry that stands for it out of Webex.
    return now.getTime() >= Date.parse(expiresAt)
        ? `ended unused on ${dayOf(expiresAt)}`
        : `ended unused, although Webex gave it until ${dayOf(expiresAt)}`;
}

/** What a plan or a drift check says of the codes that are to be issued anew; undefined if there are none. */
export function renewalWord(label: string, renewals: readonly Renewal[], now: Date): string | undefined {
    const [first] = renewals;
    if (first === undefined) {
        return undefined;
    }
    if (first.entry === undefined) {
        return `${label}: its code ${endedWord(first, now)}, a new one is issued by \`pulumi up\``;
    }
    const entries = renewals.map((renewal) => `${renewal.entry ?? ""} (${endedWord(renewal, now)})`);
    return `${label}: new codes are issued by \`pulumi up\` for ${renewals.length}: ${listed(entries)}`;
}

/** What is said of codes that were used or issued anew, a line for each kind of event. */
export function newsLines(label: string, news: readonly CodeNews[]): string[] {
    const own = news.filter(({ entry }) => entry === undefined).map((one) => `${label}: ${ownWord(one)}`);
    return [
        ...own,
        ...entriesLine(`${label}: codes were used: `, news, "used"),
        ...entriesLine(`${label}: new codes were issued for `, news, "renewed"),
    ];
}

function ownWord({ event }: CodeNews): string {
    return event.kind === "used"
        ? `its code was used by ${event.by}`
        : `its code ${event.ended}, a new one was issued, which ends on ${dayOf(event.expiresAt)}`;
}

/** One line for the entries of a batch with this kind of event; none where there are none. */
function entriesLine(head: string, news: readonly CodeNews[], kind: CodeNews["event"]["kind"]): string[] {
    const words = news.flatMap(({ entry, event }) => {
        if (entry === undefined || event.kind !== kind) {
            return [];
        }
        return event.kind === "used" ? [`${entry} by ${event.by}`] : [`${entry} (${event.ended})`];
    });
    return words.length === 0 ? [] : [`${head}${listed(words.sort())}`];
}

/** The day of a moment that Webex told in ISO 8601; what is none stays as it is. */
function dayOf(moment: string): string {
    return /^\d{4}-\d\d-\d\d/.exec(moment)?.[0] ?? moment;
}
