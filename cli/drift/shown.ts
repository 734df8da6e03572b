import { onOneLine } from "../terminal";

/** What stands in the place of a secret. */
export const SECRET = "[secret]";

/** The most characters of one value in a report: a macro or a banner is a whole file. */
const MOST_CHARACTERS = 400;

/** A value as a report shows it, on one line; undefined for one that is not set. A list of tags stands with commas. */
export function shown(value: unknown): string | undefined {
    if (value === undefined || value === null) {
        return undefined;
    }
    return shortened(onOneLine(textOf(value)), MOST_CHARACTERS);
}

/** The text, or its beginning with a sign that there is more. */
export function shortened(text: string, most: number): string {
    // Half a character is none.
    return text.length > most ? `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…` : text;
}

function textOf(value: unknown): string {
    if (typeof value === "string" && value.trim() !== "") {
        return value;
    }
    if (Array.isArray(value) && value.length > 0 && value.every(isPlainWord)) {
        return value.join(", ");
    }
    return JSON.stringify(value);
}

/** Whether a text can stand in a list with commas and be told from its neighbours. */
function isPlainWord(item: unknown): item is string {
    return typeof item === "string" && item !== "" && item === item.trim() && !item.includes(",");
}
