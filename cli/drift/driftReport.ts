import type { ManagedKind } from "../stack/managed";

/** The kinds of what a drift check finds, in the order in which a report tells them. */
export const FINDING_KINDS = ["drift", "gone", "moved", "unmanaged", "codes", "health"] as const;

/** What a finding is about; docs/drift.md says when each is told. */
export type FindingKind = (typeof FINDING_KINDS)[number];

/** One thing that a drift check found. No secret stands in it. */
export interface Finding {
    readonly kind: FindingKind;
    /** Whether it makes the exit code 2. What a person may want to know, but `up` would not change, does not. */
    readonly isDrift: boolean;
    /** The resource or entry as messages name it; undefined for what no resource declares. */
    readonly resource?: string | undefined;
    /** The name of the resource, the entry, or the device that no resource declares. */
    readonly name: string;
    /** What was found, in words that stand after the name: `tags differ`, `is gone from Webex`. */
    readonly what: string;
    /** The property that differs. */
    readonly property?: string | undefined;
    /** What the program says of the property; `[secret]` for a secret. */
    readonly expected?: string | undefined;
    /** What Webex says of the property. */
    readonly found?: string | undefined;
    /** Webex's id of the thing. */
    readonly id?: string | undefined;
    /** The person or room that it belongs to, by name. */
    readonly owner?: string | undefined;
    /** The location's name. */
    readonly location?: string | undefined;
}

/** One thing that the stack manages, whether something was found about it or not. */
export interface CheckedThing {
    readonly kind: ManagedKind;
    /** The resource or entry as messages name it. */
    readonly resource: string;
    readonly name: string;
    readonly id: string;
    /** The person or room that it belongs to, by name. */
    readonly owner?: string | undefined;
    /** Whether the owner is a room. */
    readonly isRoom: boolean;
    readonly location?: string | undefined;
    readonly product?: string | undefined;
    /** The connection status of a device, the status of a code, the health of a workspace. */
    readonly status?: string | undefined;
    /** When a device last reported; ISO 8601. */
    readonly lastSeen?: string | undefined;
}

/** What a drift check found: the document that `--format json` prints. */
export interface DriftReport {
    /** The version of this document's form. */
    readonly version: 1;
    readonly project: string;
    readonly stack: string;
    /** When the check was made; ISO 8601. */
    readonly checkedAt: string;
    /** Whether devices that no resource declares were looked for. */
    readonly looksForUnmanaged: boolean;
    /** Everything that the stack manages, by resource. */
    readonly things: readonly CheckedThing[];
    /** In the order of `FINDING_KINDS`, then by resource. */
    readonly findings: readonly Finding[];
}
