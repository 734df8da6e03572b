import { minuteOf } from "./page/count";

/** The day of a moment in ISO 8601, `2026-11-26`; what is none stays as it is. */
export function dayOf(moment: string): string {
    return minuteOf(moment).replace(/ \d\d:\d\d UTC$/, "");
}
