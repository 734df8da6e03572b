/** A piece of HTML whose texts are escaped already. */
export class Html {
    constructor(readonly text: string) {}
}

/** What can stand in a piece of HTML; a list is put together, and undefined leaves nothing. */
export type HtmlPart = Html | string | number | undefined | readonly HtmlPart[];

const ESCAPES: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
};

/**
 * HTML from a template: every value in it is escaped, unless it is `Html` itself, so that a room called `<script>` is
 * shown and not run.
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlPart[]): Html {
    return new Html(strings.map((text, at) => text + (at < values.length ? textOf(values[at]) : "")).join(""));
}

function textOf(part: HtmlPart): string {
    if (part === undefined) {
        return "";
    }
    if (part instanceof Html) {
        return part.text;
    }
    if (typeof part === "object") {
        return part.map(textOf).join("");
    }
    return String(part).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
