import { onOneLine } from "../../terminal";

/**
 * A text as a code span of GitHub's and GitLab's Markdown, also inside of a table. Nothing in it is a link, a mention,
 * an issue, HTML or formatting there. Source: https://github.github.com/gfm/#code-spans and #tables-extension-.
 */
export function codeSpan(text: string): string {
    // A table takes a bar for the end of a cell, unless a backslash stands before it; two are none.
    const line = onOneLine(text).replace(/(\\*)\|/g, (_, slashes: string) => (slashes === "" ? "\\|" : `${slashes}¦`));
    if (line === "") {
        return "";
    }
    const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length));
    const fence = "`".repeat(longest + 1);
    const gap = line.startsWith("`") || line.endsWith("`") ? " " : "";
    return `${fence}${gap}${line}${gap}${fence}`;
}
