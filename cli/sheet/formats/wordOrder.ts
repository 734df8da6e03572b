/** Letters of scripts that are written from right to left. */
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const LETTER = /\p{L}/u;

/** Whether a text has letters that are written from right to left. */
export function isRightToLeft(text: string): boolean {
    return RIGHT_TO_LEFT.test(text);
}

/**
 * The words of a text in the order in which they stand on paper from the left. The PDF library sets each word in its
 * own direction, and words from the left always. This is the part of the Unicode Bidirectional Algorithm (UAX #9) that
 * names of rooms need; words of two directions at once stay as they are.
 */
export function inOrderOfPaper(text: string): string {
    const runs: { readonly isTurned: boolean; readonly words: string[] }[] = [];
    for (const word of text.split(" ")) {
        const isTurned = isRightToLeft(word);
        const last = runs.at(-1);
        if (last?.isTurned === isTurned) {
            last.words.push(word);
        } else {
            runs.push({ isTurned, words: [word] });
        }
    }
    const ordered = runs.map(({ isTurned, words }) => (isTurned ? words.reverse() : words));
    const [first = ""] = LETTER.exec(text) ?? [];
    return (isRightToLeft(first) ? ordered.reverse() : ordered).flat().join(" ");
}
