import { onOneLine, type Style, styled } from "../terminal";
import type { Finding, Word } from "./finding";

const STYLES: Readonly<Record<Word, Style>> = { ok: "green", warning: "yellow", problem: "red", unknown: "dim" };

/** The findings as a person reads them: a line each, with its remedy, and a line that sums up. */
export function doctorText(findings: readonly Finding[]): string {
    const [words, topics] = (["word", "topic"] as const).map((column) =>
        Math.max(...findings.map((each) => each[column].length)),
    );
    const lines = findings.map(({ word, topic, text, remedy }) => {
        const head = `${styled(STYLES[word], word.padEnd(words ?? 0))}  ${topic.padEnd(topics ?? 0)}`;
        return `${head}  ${onOneLine(text)}${remedy === undefined ? "" : `. ${sentence(onOneLine(remedy))}`}`;
    });
    return [...lines, "", sumOf(findings)].join("\n");
}

/** A remedy as a sentence of its own; one that begins with a command or an address keeps its beginning. */
function sentence(text: string): string {
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}`.replace(/^Https/, "https");
}

function sumOf(findings: readonly Finding[]): string {
    const [problems, warnings] = (["problem", "warning"] as const).map((word) => {
        const count = findings.filter((each) => each.word === word).length;
        return `${count === 0 ? "no" : count} ${word}${count === 1 ? "" : "s"}`;
    });
    return `${problems ?? ""}, ${warnings ?? ""}`;
}
