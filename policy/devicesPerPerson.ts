import type { Declared } from "./declared";
import { text } from "./known";
import { canonicalId } from "./sameness";

/** Codes in these states stand for no device of their own. */
const NO_DEVICE: readonly unknown[] = ["gone", "notNeeded"];

/**
 * The people to whom a stack gives more devices than `limit`, each as one message. A code counts as the device that it
 * will be or became, once only if that device is declared, too. Owners that are unknown at preview count for nobody.
 */
export function devicesPerPerson(declared: readonly Declared[], limit: number): readonly string[] {
    const ids = new Set(declared.filter(({ kind }) => kind === "device").flatMap(idsOf));
    const people = new Map<string, Declared[]>();
    for (const each of declared) {
        const personId = text(each.fields["personId"]);
        if (personId !== undefined && countsAsDevice(each, ids)) {
            const key = canonicalId(personId);
            people.set(key, [...(people.get(key) ?? []), each]);
        }
    }
    // A person's id may be a secret of the program, so the resources say whom it is about.
    return [...people.values()]
        .filter((devices) => devices.length > limit)
        .map(
            (devices) =>
                `one person has ${devices.length} devices in this stack, and ${limit} are allowed: ` +
                devices
                    .map(({ label }) => label)
                    // Pulumi gives the resources in another order each time.
                    .sort()
                    .join("; "),
        );
}

function countsAsDevice({ kind, fields }: Declared, ids: ReadonlySet<string>): boolean {
    if (kind === "device") {
        return true;
    }
    const deviceId = text(fields["deviceId"]);
    const isDeclared = deviceId !== undefined && ids.has(canonicalId(deviceId));
    return !isDeclared && !NO_DEVICE.includes(fields["status"]);
}

function idsOf({ fields }: Declared): readonly string[] {
    const ids = [fields["deviceId"], fields["id"], fields["redeemedBy"]].map(text);
    return ids.filter((id): id is string => id !== undefined).map(canonicalId);
}
