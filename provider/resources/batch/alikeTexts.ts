/** The most names in one list. */
const MOST_NAMED = 50;
/** The longest text, in characters. */
const LONGEST = 600;
const TRACKING = /^ tracking id /i;
/** What differs between texts that say the same: tracking ids, Webex's ids and MAC addresses. */
const VARYING = /( tracking id [^\s.;,]+\.?|\b[A-Za-z0-9_-]{24,}={0,2}|\b[0-9A-F]{12}\b)/i;

/** Texts that say the same. */
interface Group {
    readonly keys: string[];
    /** What they say, in parts; every second one is what may differ from entry to entry. */
    parts: readonly string[];
}

/** What is said of entries of a batch. Texts that say the same but for names, ids and tracking ids stand together. */
export class AlikeTexts {
    private readonly groups = new Map<string, Group>();

    /** Adds what is said of an entry; answers of how many others the same was said before. */
    add(key: string, text: string): number {
        const parts = text.replaceAll(`entry "${key}"`, "the entry").split(VARYING);
        const kind = parts.filter((_, at) => at % 2 === 0).join("…");
        const group = this.groups.get(kind);
        if (group === undefined) {
            this.groups.set(kind, { keys: [key], parts });
            return 0;
        }
        group.parts = group.parts.map((part, at) => inCommon(part, parts[at]));
        return group.keys.push(key) - 1;
    }

    /** One line for each different text, behind the names of its entries. */
    lines(): string[] {
        return [...this.groups.values()].map(({ keys, parts }) => `${listed(keys)}: ${clipped(parts.join(""))}`);
    }
}

/** What a text of one entry and that of another have in common at one place. */
function inCommon(part: string, other: string | undefined): string {
    if (part === other) {
        return part;
    }
    return part === "" || TRACKING.test(part) ? "" : "…";
}

function clipped(text: string): string {
    return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)} …`;
}

/** Words in a list, cut with a count where there are many. */
export function listed(words: readonly string[], most = MOST_NAMED): string {
    const more = words.length - most;
    return words.slice(0, most).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
