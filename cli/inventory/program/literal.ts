import { onOneLine } from "../../terminal";

/**
 * Characters that stand in a literal of JSON as they are and must not in a program's text: line separators, controls,
 * and marks that nobody sees or that turn the direction of writing. The joiners of emoji and of Persian stay.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what has to be escaped.
const HIDDEN = /[\u007f-\u009f\u2028\u2029]|(?![\u200c\u200d])\p{Cf}/gu;

/** A text as a literal of TypeScript, on one line, whatever stands in it. */
export function textLiteral(text: string): string {
    // Escapes quotes, backslashes, control characters and halves of pairs.
    return JSON.stringify(text).replace(HIDDEN, escaped);
}

/** A value of JSON as a literal of TypeScript, over several lines from `indent` on where it holds others. */
export function valueLiteral(value: unknown, indent = ""): string {
    if (typeof value === "string") {
        return textLiteral(value);
    }
    if (typeof value !== "object" || value === null) {
        return String(value);
    }
    const inner = `${indent}    `;
    if (Array.isArray(value)) {
        return wrapped(
            "[",
            value.map((item) => valueLiteral(item, inner)),
            "]",
            indent,
        );
    }
    const fields = Object.entries(value).map(([name, item]) => `${keyLiteral(name)}: ${valueLiteral(item, inner)}`);
    return wrapped("{", fields, "}", indent);
}

/** The name of a property as an object literal has it, in quotes only where it needs them. */
export function keyLiteral(name: string): string {
    // Without brackets it would not be a property, but the object's prototype.
    if (name === "__proto__") {
        return '["__proto__"]';
    }
    return /^[A-Za-z]\w*$/.test(name) ? name : textLiteral(name);
}

/**
 * A text of somebody else's as a comment to the line's end. One that begins like a directive, as `@ts-nocheck` or
 * `/ <reference …>` do, stands in quotes, so that it is none.
 */
export function commentOf(text: string): string {
    const line = onOneLine(text).replace(HIDDEN, "");
    return `// ${/^[@/#!<]/.test(line) ? `"${line}"` : line}`;
}

function wrapped(open: string, items: readonly string[], close: string, indent: string): string {
    if (items.length === 0) {
        return `${open}${close}`;
    }
    return [open, ...items.map((item) => `${indent}    ${item},`), `${indent}${close}`].join("\n");
}

function escaped(character: string): string {
    return [...Array(character.length).keys()]
        .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`)
        .join("");
}
