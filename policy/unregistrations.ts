import type { Declared } from "./declared";
import { text } from "./known";
import { canonicalId, canonicalMac, canonicalModel, canonicalSerial } from "./sameness";

/** The inputs of which a change makes another device, and what all spellings of one have in common. */
export const REPLACING: Readonly<Record<string, (text: string) => string>> = {
    personId: canonicalId,
    workspaceId: canonicalId,
    orgId: canonicalId,
    deviceId: canonicalId,
    serial: canonicalSerial,
    mac: canonicalMac,
    model: canonicalModel,
};

/** What stands on a device itself. */
const NUMBERS: readonly string[] = ["mac", "serial"];

/**
 * The devices that leave Webex if `before`, the state, becomes `planned`, by their labels. A device leaves if no
 * declaration goes on with it, and if the provider then takes it out: by the recorded origin, or because the program
 * says so.
 */
export function unregistrations(before: readonly Declared[], planned: readonly Declared[]): readonly string[] {
    const later = planned.filter(({ kind }) => kind === "device");
    return before.filter((device) => leaves(device, later, planned)).map(({ label }) => label);
}

/** The message of the policy; undefined if no more devices leave than `limit` allows. */
export function tooManyUnregistrations(leaving: readonly string[], limit: number): string | undefined {
    return leaving.length <= limit
        ? undefined
        : `this change takes ${leaving.length} devices out of Webex, and ${limit} are allowed: ${leaving.join("; ")}`;
}

function leaves(device: Declared, later: readonly Declared[], planned: readonly Declared[]): boolean {
    if (device.kind === "code") {
        // A device that used the stack's code stays, unless the program says that it goes with its code.
        const isUsed = device.fields["status"] === "redeemed" && device.fields["unregisterOnDelete"] === true;
        return isUsed && successorOf(device, planned) === undefined;
    }
    const successor = successorOf(device, later);
    const mayGoOn = successor === undefined ? later.filter((other) => sameNumber(device, other)) : [successor];
    if (mayGoOn.some((other) => goesOn(device, other))) {
        return false;
    }
    const { unregisterOnDelete } = decisive(device, later).fields;
    if (typeof unregisterOnDelete === "boolean") {
        return unregisterOnDelete;
    }
    return device.fields["origin"] === "registered" || mayGoOn.some((other) => mustMakeRoom(device, other));
}

/** Who says whether the device goes: the state; but of entries that leave, the batch that is still there. */
function decisive(device: Declared, later: readonly Declared[]): Declared {
    const batch = device.entry === undefined ? undefined : later.find(({ urn }) => urn === device.urn);
    return batch ?? device;
}

/** The declaration under the same name, or under the name that an alias ties to it. */
function successorOf(device: Declared, later: readonly Declared[]): Declared | undefined {
    return later.find(
        ({ urn, aliases, entry }) => entry === device.entry && (urn === device.urn || aliases.includes(device.urn)),
    );
}

function sameNumber({ fields: a }: Declared, { fields: b }: Declared): boolean {
    return NUMBERS.some((name) => text(a[name]) !== undefined && isSame(name, a[name], b[name]));
}

/** Whether a declaration is of the same device. What it does not say is as before; what is unknown is another one. */
function goesOn({ fields: before }: Declared, { fields: after }: Declared): boolean {
    return Object.keys(REPLACING).every((name) => {
        const isGiven = after[name] !== undefined;
        const wasKnown = text(before[name]) !== undefined;
        if (name === "personId" || name === "workspaceId") {
            const hadOwner = text(before["personId"]) !== undefined || text(before["workspaceId"]) !== undefined;
            return !isGiven || !hadOwner || isSame(name, after[name], before[name]);
        }
        return !isGiven || !wasKnown || isSame(name, after[name], before[name]);
    });
}

/** Whether both cannot be there at once: then also a device that was adopted leaves for its replacement. */
function mustMakeRoom({ fields: before }: Declared, { fields: after }: Declared): boolean {
    if (after["deviceId"] !== undefined || (after["serial"] !== undefined && after["mac"] === undefined)) {
        return false;
    }
    const isAdopted = before["origin"] === "adopted";
    const hasPerson = before["personId"] !== undefined || after["personId"] !== undefined;
    return isAdopted && (hasPerson || isSame("mac", after["mac"], before["mac"]));
}

function isSame(name: string, a: unknown, b: unknown): boolean {
    const canonical = REPLACING[name];
    return typeof a === "string" && typeof b === "string" && canonical !== undefined && canonical(a) === canonical(b);
}
