import type { TagChange, TagValue } from "../../api/dynamicSettings";
import type { TagValues } from "./phone";

type Settings = Readonly<Record<string, string>>;

/** What is to be written, and what is known of the phone. */
interface Wanted {
    /** The values that the program gives, by their tags. */
    readonly settings: Settings;
    /** The values that the stack had set; undefined where the resource is new. */
    readonly known: Settings | undefined;
    /** The tags to clear. */
    readonly leaving: readonly string[];
    /** The values that the phone has. */
    readonly told: TagValues;
    /** The tags that hold a password. */
    readonly passwordTags: readonly string[];
}

/** The changes that bring a phone to what the program says; none where it is so already. No I/O. */
export function changesFor({ settings, known = {}, leaving, told, passwordTags }: Wanted): TagChange[] {
    const set = Object.entries(settings).flatMap(([tag, value]): TagChange[] => {
        const present = presentValue(told.get(tag), known[tag], passwordTags);
        return present === value ? [] : [{ tag, action: "SET", value }];
    });
    return [...set, ...clearing(leaving, told)].sort((a, b) => (a.tag < b.tag ? -1 : 1));
}

/** The changes that clear those of the tags that are set. No I/O. */
export function clearing(tags: readonly string[], told: TagValues): TagChange[] {
    return tags.filter((tag) => told.get(tag)?.value !== undefined).map((tag) => ({ tag, action: "CLEAR" }));
}

/**
 * The value that a phone has, as far as that can be told: Webex need not tell a password back, so one that is set is
 * the one that the stack knows of. No I/O.
 */
export function presentValue(
    told: TagValue | undefined,
    known: string | undefined,
    passwordTags: readonly string[],
): string | undefined {
    const isHidden = told !== undefined && passwordTags.includes(told.tag);
    return told?.value === undefined || !isHidden ? told?.value : known;
}
