import type { Refreshed } from "../../../cli/drift/collectRefresh";
import { type Pair, pairsOf } from "../../../cli/drift/pairs";
import { Places } from "../../../cli/drift/whereabouts";
import { Estate, type EstateParts } from "../../../cli/estate/estate";
import type { StackResource } from "../../../cli/stack/managed";

/** A secret as the engine's events have it. */
export const MASKED = {
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    ciphertext: "[secret]",
};

/** Values by name. */
type Values = Readonly<Record<string, unknown>>;

/** A resource of this package, e.g. `resource("Device", "lobby", { … })`. */
export function resource(
    className: string,
    name: string,
    inputs: Values,
    outputs: Values = {},
    id = `id-${name}`,
): StackResource {
    const type = `pulumi-nodejs:dynamic/webex:${className}`;
    return { urn: `urn:pulumi:dev::shop::${type}::${name}`, type, id, inputs, outputs: { ...inputs, ...outputs } };
}

/** A resource that differs; `changed` are the engine's paths. */
export function differing(before: StackResource, after: StackResource, changed?: readonly string[]): Refreshed {
    return { op: "update", before, after, changed };
}

/** A resource that is as the stack has it, or of which only `details` moved. */
export function unchanged(before: StackResource, after: StackResource = before): Refreshed {
    return { op: "same", before, after };
}

/** A resource that is gone. */
export function gone(before: StackResource): Refreshed {
    return { op: "delete", before };
}

/** A batch of devices with these entries; an entry without an id is not there. */
export function deviceBatch(
    name: string,
    devices: Readonly<Record<string, Values>>,
    outputs: Values = {},
): StackResource {
    const names = Object.keys(devices);
    return resource(
        "DeviceBatch",
        name,
        { devices },
        {
            ids: Object.fromEntries(names.map((entry) => [entry, `id-${entry}`])),
            connectionStatuses: {},
            products: {},
            entries: JSON.stringify(Object.fromEntries(names.map((entry) => [entry, { origin: "registered" }]))),
            ...outputs,
        },
    );
}

/** The first thing of refreshed resources. */
export function pairOf(refreshed: Refreshed): Pair {
    const [pair] = pairsOf([refreshed]);
    if (pair === undefined) {
        throw new Error("the resource has nothing at Webex");
    }
    return pair;
}

/** An organisation with two locations, two people and two rooms, and what else is given. */
export function placesWith(devices: EstateParts["devices"] = [], more: Partial<EstateParts> = {}): Places {
    return new Places(
        new Estate({
            people: [
                { id: "ada", displayName: "Ada Lovelace", emails: ["ada@example.com"], locationId: "paris" },
                { id: "grace", displayName: "Grace Hopper", emails: [] },
            ],
            workspaces: [
                { id: "lobby", displayName: "Lobby", locationId: "berlin" },
                { id: "board", displayName: "Board Room", locationId: "berlin", health: { level: "ok" } },
            ],
            locations: [
                { id: "berlin", name: "Berlin" },
                { id: "paris", name: "Paris" },
            ],
            devices,
            ...more,
        }),
    );
}
