import type { CheckedThing, DriftReport, Finding } from "../../../../cli/drift/driftReport";

/** A thing of a report; all of it may be said otherwise. */
export function thing(name: string, more: Partial<CheckedThing> = {}): CheckedThing {
    const resource = `Device "${name}"`;
    return { kind: "device", resource, name, id: `id-${name}`, owner: `Room ${name}`, isRoom: true, ...more };
}

/** A finding about the thing of this name. */
export function finding(name: string, more: Partial<Finding> = {}): Finding {
    return { kind: "drift", isDrift: true, resource: `Device "${name}"`, name, what: "tags differ", ...more };
}

/** A report of these things and findings. */
export function report(
    things: readonly CheckedThing[],
    findings: readonly Finding[] = [],
    more: Partial<DriftReport> = {},
): DriftReport {
    return {
        version: 1,
        project: "offices",
        stack: "dev",
        checkedAt: "2026-08-04T10:15:30Z",
        looksForUnmanaged: true,
        things,
        findings,
        ...more,
    };
}

/** Names that would break a page that does not escape, or that read in another direction. */
export const AWKWARD_NAMES: readonly string[] = [
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'quotes' & <b>bold</b>",
    "חדר ישיבות",
    "会議室 🎉",
    "A name without a blank that goes on and on_________________________________________________",
];

/** A report with rooms, people, awkward names, and findings of each kind. */
export function richReport(): DriftReport {
    const things = AWKWARD_NAMES.flatMap((owner, at) => [
        thing(`w-${at}`, { kind: "workspace", resource: `Workspace "w-${at}"`, owner, location: owner, status: "ok" }),
        thing(`d-${at}`, {
            owner,
            location: owner,
            product: "Cisco Desk Pro",
            status: at % 2 === 0 ? "connected" : "disconnected",
            lastSeen: `2026-08-0${at + 1}T08:00:00Z`,
        }),
    ]);
    const people = ["Ada Lovelace <ada@example.com>", "Grace Hopper <grace@example.com>"].map((owner, at) =>
        thing(`p-${at}`, { owner, isRoom: false, location: "Oslo" }),
    );
    return report(
        [...things, ...people, thing("room-2", { location: "Oslo" }), thing("room-10", { location: "Oslo" })],
        [
            finding("d-0", { property: "tags", expected: '["<a>"]', found: "[]", owner: AWKWARD_NAMES[0] }),
            finding("d-1", {
                kind: "gone",
                what: "is gone from Webex",
                id: "Y2lzY29zcGFyazovL3VzL0RFVklDRS8x".repeat(3),
            }),
            finding("d-2", { kind: "moved", what: "is under another id", expected: "old", found: "new" }),
            finding("other", {
                kind: "unmanaged",
                resource: undefined,
                owner: AWKWARD_NAMES[3],
                what: "is not declared",
            }),
            finding("p-0", { kind: "codes", isDrift: false, what: "was used" }),
            finding("d-5", { kind: "health", isDrift: false, what: "is offline since 2026-08-01" }),
        ],
    );
}
