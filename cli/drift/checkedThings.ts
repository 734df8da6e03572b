import type { CheckedThing } from "./driftReport";
import type { Pair } from "./pairs";
import type { Places } from "./whereabouts";

/** Each thing of the stack with whose it is and how it stands. */
export function checkedThings(pairs: readonly Pair[], places: Places): CheckedThing[] {
    return pairs.map(({ before, after }) => {
        const { owner, isRoom, location, device, workspace } = places.of(after ?? before);
        const { kind, label: resource, name, id } = before;
        const state = (after ?? before).state;
        const statuses: Readonly<Record<CheckedThing["kind"], unknown>> = {
            device: device?.connectionStatus ?? state.connectionStatus,
            code: state.status,
            workspace: workspace?.health?.level,
            settings: undefined,
            callingSettings: undefined,
        };
        return {
            kind,
            resource,
            name,
            id,
            owner,
            isRoom,
            location,
            product: text(device?.product ?? state.product),
            // A thing that is gone has no status; the state still has that of the last look.
            status: after === undefined ? undefined : text(statuses[kind]),
            lastSeen: text(device?.lastSeen ?? state.lastSeen),
        };
    });
}

function text(value: unknown): string | undefined {
    return typeof value === "string" ? value : undefined;
}
