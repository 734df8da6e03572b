/** A number as people read it: `1,204`. */
export function inWords(count: number): string {
    return count.toLocaleString("en-US");
}

/** A number with its noun: `1 finding`, `1,204 findings`. */
export function counted(count: number, one: string, many = `${one}s`): string {
    return `${inWords(count)} ${count === 1 ? one : many}`;
}

/** A moment of ISO 8601 to the minute, `2026-08-04 10:15 UTC`; what is no moment stays as it is. */
export function minuteOf(moment: string): string {
    const time = new Date(moment);
    return Number.isNaN(time.getTime()) ? moment : `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
