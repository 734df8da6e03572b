import type { WebexDevice } from "../../provider/api/devices/webexDevice";
import { about } from "./about";
import type { Finding } from "./driftReport";
import { minuteOf } from "./page/count";
import type { Pair } from "./pairs";
import type { Places } from "./whereabouts";

/** What is told of a connection status; a word of Webex's that is not here is told as it is. */
const STATUSES: ReadonlyMap<string, string | undefined> = new Map([
    ["connected", undefined],
    // A code is still to be entered, or Webex is still setting the phone up.
    ["activating", undefined],
    ["pending", undefined],
    // Phones save energy at night; Webex cannot tell the status of devices that are not Cisco's.
    ["offline_deep_sleep", undefined],
    ["unknown", undefined],
    ["connected_with_issues", "is connected, with issues"],
    ["disconnected", "is offline"],
    ["offline_expired", "is offline"],
]);

/** What is said of any other status. */
export const UNUSUAL = "has an unusual status";

/** The levels of a workspace's health that ask for somebody. */
const TROUBLE: readonly (string | undefined)[] = ["warning", "error"];

type State = Partial<Pick<WebexDevice, "connectionStatus" | "errorCodes" | "firstSeen" | "lastSeen">>;

/** One thing that is not well, in words that stand after the thing. */
interface Trouble {
    readonly what: string;
    readonly property: string;
    readonly found: string;
}

/** Devices that are offline or report faults, rooms that are not well, and settings that a device has not taken. */
export function healthFindings(pairs: readonly Pair[], places: Places): Finding[] {
    return pairs.flatMap((pair) =>
        troublesOf(pair, places).map((trouble) => ({
            kind: "health" as const,
            isDrift: false,
            ...about(pair, places),
            ...trouble,
        })),
    );
}

function troublesOf({ after }: Pair, places: Places): readonly Trouble[] {
    switch (after?.kind) {
        case "device": {
            // The list tells more of a device than the state of a batch does.
            const state: State = { ...after.state, ...places.of(after).device };
            return [...statusTrouble(state), ...errorTrouble(state)];
        }
        case "workspace":
            return healthTrouble(places.of(after).workspace?.health?.level ?? levelIn(after.state.health));
        case "settings":
            return pendingTrouble(after.state.pending);
        default:
            return [];
    }
}

function statusTrouble({ connectionStatus = "connected", firstSeen, lastSeen }: State): Trouble[] {
    const what = STATUSES.has(connectionStatus) ? STATUSES.get(connectionStatus) : UNUSUAL;
    if (what === undefined) {
        return [];
    }
    const isOffline = !connectionStatus.startsWith("connected");
    const since = lastSeen === undefined ? "" : ` since ${minuteOf(lastSeen)}`;
    const isNew = isOffline && firstSeen === undefined && lastSeen === undefined;
    return [
        {
            what: isNew ? "was never online so far" : `${what}${isOffline ? since : ""}`,
            property: "connectionStatus",
            found: connectionStatus,
        },
    ];
}

function errorTrouble({ errorCodes = [] }: State): Trouble[] {
    const found = errorCodes.join(", ");
    return found === "" ? [] : [{ what: "reports faults", property: "errorCodes", found }];
}

function healthTrouble(level: string | undefined): Trouble[] {
    return level === undefined || !TROUBLE.includes(level)
        ? []
        : [{ what: "is not well", property: "health", found: level }];
}

function levelIn(health: unknown): string | undefined {
    const { level } = (health ?? {}) as { readonly level?: unknown };
    return typeof level === "string" ? level : undefined;
}

function pendingTrouble(pending: unknown): Trouble[] {
    const found = Array.isArray(pending) ? pending.join(", ") : "";
    return found === "" ? [] : [{ what: "waits for the device to take settings", property: "pending", found }];
}
