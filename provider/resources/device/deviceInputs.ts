import { canonicalId, normalizeMac, orderTags } from "../../api/identity";
import { DEVICE } from "../../definitions/device";
import { definitionChecker, givenInputs, isMistyped, ownerFailures, unsupportedInputs } from "../inputCheck";
import type { CheckContract, CheckFailure, CheckResult, Declaration, Properties } from "../resource";
import { isUnknown } from "../unknown";

/** What a program says about a device. */
export type DeviceInputs = {
    readonly personId?: string;
    readonly workspaceId?: string;
    readonly model?: string;
    /** Normalised: `52EAD324FD21`. */
    readonly mac?: string;
    readonly deviceId?: string;
    readonly serial?: string;
    readonly displayName?: string;
    readonly upgradeChannel?: string;
    /** Without repetitions, in the order that the state has them, new ones behind. */
    readonly tags?: readonly string[];
    readonly password?: string;
    readonly orgId?: string;
    readonly unregisterOnDelete?: boolean;
};

/** Whether the device is one that is registered already and only taken over. */
export function isTakenOver(inputs: { readonly deviceId?: unknown; readonly serial?: unknown }): boolean {
    return inputs.deviceId !== undefined || inputs.serial !== undefined;
}

const checkTypes = definitionChecker(DEVICE);

/** Says what is wrong with a device's inputs under a contract, and normalises them. No I/O. */
export function checkDevice(oldInputs: Properties, newInputs: Properties, contract: CheckContract): CheckResult {
    const inputs = givenInputs(newInputs);
    const known = Array.isArray(oldInputs.tags) ? (oldInputs.tags as string[]) : undefined;
    // Tags that leave the program are to leave the device too; without this the old ones would silently stay.
    if (known !== undefined && inputs.tags === undefined) {
        inputs.tags = [];
    }
    const typeFailures = checkTypes(inputs);
    const wrong = new Set(typeFailures.map(({ property }) => property));
    const failures = [
        ...typeFailures,
        ...ownerFailures(DEVICE, inputs, isTakenOver(inputs)),
        ...unsupportedInputs(DEVICE, inputs, contract),
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
        inputs.tags = orderTags(known ?? [], inputs.tags as string[]);
    }
    return { inputs, failures };
}

const MISSING: Readonly<Record<"mac" | "model", string>> = {
    mac:
        "is missing: a phone is registered by its MAC address. A room device comes online by an activation code (use " +
        "DeviceActivation) and can then be taken over by its deviceId or serial",
    model: 'is missing: registering by MAC address needs it, e.g. "DMS Cisco 8865"',
};

/** What the contract needs to register a device; one word on the first that is missing. */
function registrationFailures(inputs: Properties, { neededToRegister }: CheckContract): CheckFailure[] {
    const missing = neededToRegister.find((name) => inputs[name] === undefined && !isMistyped(name, inputs, DEVICE));
    return missing === undefined || isTakenOver(inputs) ? [] : [{ property: missing, reason: MISSING[missing] }];
}

/** What of a device's inputs no other resource may declare. */
export function deviceDeclarations({ mac, deviceId, serial }: Properties): Declaration[] {
    const given = [
        { what: "the MAC address", value: mac, keyOf: (text: string) => normalizeMac(text) ?? text },
        { what: "the device id", value: deviceId, keyOf: canonicalId },
        { what: "the serial number", value: serial, keyOf: (text: string) => text.toUpperCase() },
    ];
    return given.flatMap(({ what, value, keyOf }) =>
        typeof value === "string" && !isUnknown(value) ? [{ key: `${what} ${keyOf(value)}`, what }] : [],
    );
}
