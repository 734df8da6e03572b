/** Whether a command printed what a page says that it prints. */

/** Lines of a page as a pattern. `…` stands for anything; blanks at the ends of lines make no difference. */
export function patternOf(text: string): RegExp {
    const lines = text
        .trim()
        .split("\n")
        .map((line) => line.trimEnd());
    const parts = lines
        .join("\n")
        .split("…")
        .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(parts.join("[^]*?"));
}

/** Whether a page's lines stand in what was printed, one after the other. */
export function isSaid(text: string, printed: string): boolean {
    const trimmed = printed.split("\n").map((line) => line.trimEnd());
    return patternOf(text).test(trimmed.join("\n"));
}
