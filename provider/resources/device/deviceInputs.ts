import type { Contract } from "../../api/devices/contract";
import { normalizeMac, normalizeTags, sameId, sameMac, sameModel, sameTags } from "../../api/identity";
import { givenInputs, inputChecker, ownerFailures, TEXT } from "../inputCheck";
import type { CheckFailure, CheckResult, Properties } from "../resource";
import { isUnknown } from "../unknown";

/** What a program says about a device, normalised: MAC as `52EAD324FD21`, tags sorted without repetitions. */
export interface DeviceInputs {
    readonly personId?: string;
    readonly workspaceId?: string;
    readonly model?: string;
    readonly mac?: string;
    readonly deviceId?: string;
    readonly serial?: string;
    readonly displayName?: string;
    readonly upgradeChannel?: string;
    readonly tags?: readonly string[];
    readonly password?: string;
    readonly orgId?: string;
    readonly unregisterOnDelete?: boolean;
}

interface InputRule {
    /** JSON Schema of the value. */
    readonly schema: object;
    /** What a change of it asks for: a new device, a write, or nothing at the API. */
    readonly change: "replace" | "write" | "nothing";
    /** Whether two values mean the same. */
    readonly same: (a: never, b: never) => boolean;
}

const equal = (a: unknown, b: unknown) => a === b;
const sameSerial = (a: string, b: string) => a.toUpperCase() === b.toUpperCase();

/** Every input of a `Device`. */
export const DEVICE_INPUTS: Readonly<Record<keyof DeviceInputs, InputRule>> = {
    personId: { schema: TEXT, change: "replace", same: sameId },
    workspaceId: { schema: TEXT, change: "replace", same: sameId },
    model: { schema: TEXT, change: "replace", same: sameModel },
    mac: { schema: TEXT, change: "replace", same: sameMac },
    deviceId: { schema: TEXT, change: "replace", same: sameId },
    serial: { schema: TEXT, change: "replace", same: sameSerial },
    orgId: { schema: TEXT, change: "replace", same: sameId },
    displayName: { schema: TEXT, change: "write", same: equal },
    upgradeChannel: { schema: TEXT, change: "write", same: equal },
    tags: { schema: { type: "array", items: TEXT }, change: "write", same: sameTags },
    password: { schema: TEXT, change: "write", same: equal },
    unregisterOnDelete: { schema: { type: "boolean" }, change: "nothing", same: equal },
};

/** The inputs' names, in the table's order. */
export const DEVICE_INPUT_NAMES = Object.keys(DEVICE_INPUTS) as (keyof DeviceInputs)[];

/** Whether two values of an input mean the same; a missing value is only the same as a missing one. */
export function sameInput(name: keyof DeviceInputs, a: unknown, b: unknown): boolean {
    if (a === undefined || b === undefined) {
        return a === b;
    }
    return DEVICE_INPUTS[name].same(a as never, b as never);
}

/** Whether the device is one that is registered already and only taken over. */
export function isTakenOver(inputs: { readonly deviceId?: unknown; readonly serial?: unknown }): boolean {
    return inputs.deviceId !== undefined || inputs.serial !== undefined;
}

const checkTypes = inputChecker({
    properties: Object.fromEntries(DEVICE_INPUT_NAMES.map((name) => [name, DEVICE_INPUTS[name].schema])),
});

/** Says what is wrong with a device's inputs under a contract, and normalises them. No I/O. */
export function checkDevice(
    oldInputs: Properties,
    newInputs: Properties,
    contract: Pick<Contract, "name" | "unsupported">,
): CheckResult {
    const inputs = givenInputs(newInputs);
    // Tags that leave the program are to leave the device too; without this the old ones would silently stay.
    if (Array.isArray(oldInputs.tags) && inputs.tags === undefined) {
        inputs.tags = [];
    }

    const typeFailures = checkTypes(inputs);
    const wrong = new Set(typeFailures.map(({ property }) => property));
    const failures = [
        ...typeFailures,
        ...ownerFailures(inputs, isTakenOver(inputs)),
        ...Object.entries(contract.unsupported)
            .filter(([name]) => inputs[name] !== undefined)
            .map(([property, reason]) => ({ property, reason })),
        ...registrationFailures(inputs, contract),
    ];
    if (!wrong.has("mac") && typeof inputs.mac === "string" && !isUnknown(inputs.mac)) {
        const mac = normalizeMac(inputs.mac);
        if (mac === undefined) {
            failures.push({
                property: "mac",
                reason: `"${inputs.mac}" is no MAC address; expected 12 hexadecimal digits`,
            });
        } else {
            inputs.mac = mac;
        }
    }
    if (!wrong.has("tags") && Array.isArray(inputs.tags) && !isUnknown(inputs.tags)) {
        inputs.tags = normalizeTags(inputs.tags as string[]);
    }
    return { inputs, failures };
}

/** What Cisco's API needs to register a device; the 1.0 document needs nothing but an owner. */
function registrationFailures(inputs: Properties, contract: Pick<Contract, "name">): CheckFailure[] {
    if (contract.name !== "cisco" || isTakenOver(inputs)) {
        return [];
    }
    if (inputs.mac === undefined) {
        return [
            {
                property: "mac",
                reason:
                    "is missing: a phone is registered by its MAC address. A room device comes online by an activation " +
                    "code (use DeviceActivation) and can then be taken over by its deviceId or serial",
            },
        ];
    }
    if (inputs.model === undefined) {
        return [
            { property: "model", reason: 'is missing: registering by MAC address needs it, e.g. "DMS Cisco 8865"' },
        ];
    }
    return [];
}
