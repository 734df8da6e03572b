import { canonicalId } from "../../provider/api/identity";
import type { EstateDevice } from "../estate/estate";
import { ownerName } from "../estate/ownerName";
import type { Managed } from "../stack/managed";
import { deviceWords } from "./deviceWords";
import type { Finding } from "./driftReport";
import type { Pair } from "./pairs";
import type { Places } from "./whereabouts";

/**
 * The devices of people and rooms that the stack has something of, which no resource declares. Those that a moved
 * device was registered again as are left out: they are told there.
 */
export function unmanagedFindings(
    pairs: readonly Pair[],
    places: Places,
    registeredAgain: ReadonlySet<EstateDevice>,
): Finding[] {
    const things = pairs.map(({ before, after }) => after ?? before);
    const owners = new Set(things.flatMap((thing) => ownersOf(thing, places)).map(canonicalId));
    const known = new Set(things.flatMap((thing) => devicesOf(thing, places)));
    return places.estate.devices
        .filter(({ device }) => isOneOf(owners, device.workspaceId ?? device.personId))
        .filter((each) => !known.has(each) && !registeredAgain.has(each))
        .map(unmanagedFinding);
}

/** Whom a device or code is for, and the room that a workspace is. Settings make nobody managed. */
function ownersOf(thing: Managed, places: Places): readonly string[] {
    if (thing.kind === "workspace") {
        return [thing.id];
    }
    if (thing.kind !== "device" && thing.kind !== "code") {
        return [];
    }
    // The owner may be a secret of the program, which Webex tells nevertheless.
    const found = thing.kind === "device" ? places.devices.byId(thing.id)?.device : undefined;
    const { personId, workspaceId } = thing.state;
    return [found?.workspaceId ?? found?.personId, workspaceId, personId].filter((id) => typeof id === "string");
}

/** The devices that a thing of the stack is, stands for, or is about. */
function devicesOf({ kind, id, inputs, state }: Managed, { devices }: Places): readonly EstateDevice[] {
    const ids: Readonly<Record<Managed["kind"], readonly unknown[]>> = {
        device: [id],
        code: [state.entryId, state.deviceId, inputs.redeemedBy],
        workspace: [],
        settings: [inputs.deviceId],
        callingSettings: [inputs.deviceId],
    };
    return ids[kind]
        .map((each) => (typeof each === "string" ? devices.byId(each) : undefined))
        .filter((device) => device !== undefined);
}

function isOneOf(ids: ReadonlySet<string>, id: string | undefined): boolean {
    return id !== undefined && ids.has(canonicalId(id));
}

function unmanagedFinding({ device, location, ...owner }: EstateDevice): Finding {
    const { id, displayName, product, connectionStatus } = device;
    const found = deviceWords(device);
    return {
        kind: "unmanaged",
        isDrift: true,
        name: displayName ?? product ?? id,
        what:
            connectionStatus === "activating"
                ? "waits for an activation code that no resource issued"
                : "is declared by no resource",
        ...(found === undefined ? {} : { found }),
        id,
        owner: ownerName(owner),
        location: location?.name,
    };
}
