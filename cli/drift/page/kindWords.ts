import type { ManagedKind } from "../../stack/managed";
import type { FindingKind } from "../driftReport";

/** How the page speaks of one kind of findings. */
export interface KindWords {
    readonly title: string;
    /** A sentence that says what is found, and what becomes of it. */
    readonly meaning: string;
    /** In the order of urgency, by which rooms are sorted: the smallest is looked at first. */
    readonly urgency: number;
}

/** The words of each kind of findings. */
export const KIND_WORDS: Readonly<Record<FindingKind, KindWords>> = {
    drift: {
        title: "Drift",
        meaning: "Webex has other values than the program. “pulumi up --refresh” writes those of the program.",
        urgency: 2,
    },
    gone: {
        title: "Gone",
        meaning: "Webex does not have these any more. “pulumi up --refresh” makes them again.",
        urgency: 0,
    },
    moved: {
        title: "Moved",
        meaning: "Webex has the same device, by its MAC address or serial number, under another id.",
        urgency: 1,
    },
    unmanaged: {
        title: "Unmanaged",
        meaning: "Devices of managed people and rooms that no resource declares.",
        urgency: 3,
    },
    codes: {
        title: "Codes",
        meaning: "Activation codes that ended, end soon, or were used.",
        urgency: 4,
    },
    health: {
        title: "Health",
        meaning: "Devices and rooms that report trouble. Pulumi changes nothing about it.",
        urgency: 5,
    },
};

/** The urgency of a room without findings. */
export const NO_URGENCY = 6;

/** The word for each kind of managed things. */
export const THING_WORDS: Readonly<Record<ManagedKind, string>> = {
    device: "Device",
    code: "Code",
    workspace: "Workspace",
    settings: "Settings",
    callingSettings: "Calling settings",
};
