import type { WebexDevice } from "../../../provider/api/devices/webexDevice";
import type { SheetRow } from "../sheetRow";

/** A code that is waited for, and what became of it. */
export interface Watched {
    readonly row: SheetRow;
    /** `waiting` for a device, `online`, `offline`, or Webex's own word for the device's connection. */
    readonly state: string;
}

/** What the watch calls a connection status; other words are Webex's own. */
const STATES: Readonly<Record<string, string>> = {
    connected: "online",
    connected_with_issues: "online",
    disconnected: "offline",
};

/** The state of a code by the device that used it, if any did. */
export function stateOf(device: Pick<WebexDevice, "connectionStatus"> | undefined): string {
    if (device === undefined) {
        return "waiting";
    }
    const { connectionStatus = "of unknown state" } = device;
    return STATES[connectionStatus] ?? connectionStatus.replaceAll("_", " ");
}

/** Whether the device of a code is online. */
export function isOnline({ state }: Watched): boolean {
    return state === "online";
}

/** Those whose state is another one than before; both lists have the same codes in the same order. */
export function changed(before: readonly Watched[], after: readonly Watched[]): readonly Watched[] {
    return after.filter(({ state }, at) => state !== before[at]?.state);
}

/** How many are online: `3 of 40 online`. */
export function progressOf(all: readonly Watched[]): string {
    return `${all.filter(isOnline).length} of ${all.length} online`;
}

/** A code's place in words: `Huddle 1 in Oslo (room device)`. */
export function nameOf({ row: { location, model, owner } }: Watched): string {
    return `${owner}${location === undefined ? "" : ` in ${location}`} (${model})`;
}
