// A terminal's text as a page, so that a browser can make a picture of it.

/** The colours of a dark terminal, by their numbers from 0 to 15. */
const COLOURS = [
    ...["#1e1e1e", "#f47067", "#8ddb8c", "#f0c674", "#6cb6ff", "#dcbdfb", "#76e3ea", "#d0d7de"],
    ...["#768390", "#ff938a", "#b4f1b4", "#ffe0a3", "#96d0ff", "#eedcff", "#b3f0ff", "#ffffff"],
];

/** @type {Readonly<Record<string, string>>} */
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** @typedef {{ colour: string | undefined, bold: boolean }} Style */

/** @type {Style} */
const PLAIN = { colour: undefined, bold: false };

/**
 * The style after the codes of one escape sequence, e.g. `38;5;2` or `1`. Codes for anything else change nothing.
 *
 * @param {Style} style
 * @param {string} sequence
 * @returns {Style}
 */
export function styleAfter(style, sequence) {
    const codes = sequence === "" ? [0] : sequence.split(";").map(Number);
    let next = style;
    for (let at = 0; at < codes.length; at++) {
        const code = codes[at] ?? 0;
        if (code === 0) next = PLAIN;
        else if (code === 1) next = { ...next, bold: true };
        else if (code === 39) next = { ...next, colour: undefined };
        else if (code === 38 && codes[at + 1] === 5) {
            next = { ...next, colour: COLOURS[codes[at + 2] ?? 0] };
            at += 2;
        } else if (code >= 30 && code <= 37) next = { ...next, colour: COLOURS[code - 30] };
        else if (code >= 90 && code <= 97) next = { ...next, colour: COLOURS[code - 82] };
    }
    return next;
}

/**
 * Text with a terminal's colours as HTML.
 *
 * @param {string} text
 */
export function colouredHtml(text) {
    let style = PLAIN;
    // Odd parts are the codes of a sequence that sets colours.
    return text
        .split(/\u001b\[([\d;]*)m/)
        .map((part, at) => {
            if (at % 2 === 1) {
                style = styleAfter(style, part);
                return "";
            }
            const escaped = part.replace(/[&<>]/g, (character) => ESCAPES[character] ?? character);
            const css = [style.colour && `color:${style.colour}`, style.bold && "font-weight:bold"].filter(Boolean);
            return escaped === "" || css.length === 0 ? escaped : `<span style="${css.join(";")}">${escaped}</span>`;
        })
        .join("");
}

/**
 * The page: the command and the text that it printed, in lines of 110 characters.
 *
 * @param {string} command
 * @param {string} printed
 */
export function terminalPage(command, printed) {
    return `<!doctype html>
<meta charset="utf-8">
<style>
body { margin: 0; }
pre { margin: 0; padding: 16px 20px; width: 110ch; background: #1e1e1e; color: #d0d7de; font: 14px/1.45 monospace; }
pre { white-space: pre-wrap; overflow-wrap: break-word; }
</style>
<pre><span style="color:#8ddb8c">$</span> ${colouredHtml(`\u001b[1m${command}\u001b[0m\n${printed}`)}</pre>
`;
}
