/**
 * Where a spreadsheet may take a text for a formula: at its beginning, and behind whatever one takes for the end of a
 * cell. The wide forms are the same to some. Source: OWASP, "CSV Injection".
 */
const FORMULA = /(?:^|[\t\n\r;,"])\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;

/** Whether a text can stand in a cell of a file that people open in a spreadsheet: nothing in it is run there. */
export function isSafeCell(text: string): boolean {
    return !FORMULA.test(text);
}
