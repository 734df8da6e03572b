import type { LocalTime } from "./localTime";
import type { SheetLocation } from "./sheetRow";

/** Everything that a sheet says, whatever its format. */
export interface SheetDocument {
    /** The stacks, each as `project/stack`. */
    readonly stacks: readonly string[];
    /** When it was made, by the clock of this machine. */
    readonly made: LocalTime;
    readonly locations: readonly SheetLocation[];
}

/** What a sheet says about itself. */
export const SECRECY =
    "This file holds secrets: whoever has a code can bring a device into your organisation. Keep it from others, and " +
    "delete it, and shred the paper, when the codes are entered.";

/** What a location is called that Webex does not tell. */
export const NO_LOCATION = "No location told";

/** Where the codes come from, and when: `Stack offices/dev, made Tue 4 Aug 2026, 12:15, Europe/Oslo`. */
export function originOf({ stacks, made }: SheetDocument): string {
    return `${stacks.length === 1 ? "Stack" : "Stacks"} ${stacks.join(", ")}, made ${made.text}, ${made.zone}`;
}

/** Until when a code can be entered: `good until Mon 7 Sep 2026, 14:00, Europe/Oslo`. */
export function endWords({ text, zone }: LocalTime): string {
    return `good until ${text}, ${zone}`;
}
