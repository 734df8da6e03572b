import { inputNames, pick } from "../../definitions/definition";
import { DEVICE_ACTIVATION } from "../../definitions/deviceActivation";
import { organizationRecord, recordedOrganization } from "../organization";
import type { NewCode } from "./issueCode";

/** What a program says about an activation code. */
export type DeviceActivationInputs = {
    readonly personId?: string;
    readonly workspaceId?: string;
    readonly model?: string;
    readonly orgId?: string;
    /** When the next `up` issues a new code; default `whenExpired`. */
    readonly renew?: "whenExpired" | "whenNeeded" | "never";
    /** A device that the program found with the owner. */
    readonly redeemedBy?: string;
    readonly unregisterOnDelete?: boolean;
};

export type ActivationStatus = "pending" | "redeemed" | "expired" | "gone" | "notNeeded";

/** What the state keeps of an activation code. Where none was needed, its three texts are empty. */
export type DeviceActivationState = DeviceActivationInputs & {
    /** Secret. */
    readonly code: string;
    /** ISO 8601, as the API said it. */
    readonly expiresAt: string;
    /** ISO 8601, by the API's clock. */
    readonly issuedAt: string;
    readonly status: ActivationStatus;
    /** The device entry that stands for the code, where the API showed one. Nothing else is ever deleted. */
    readonly entryId?: string | undefined;
    /** The device that the code is for, that used it, or that was there, once known. */
    readonly deviceId?: string | undefined;
    /** Not there where no code was needed. */
    readonly origin?: "issued" | undefined;
    readonly organization?: string | undefined;
};

const INPUT_NAMES = inputNames(DEVICE_ACTIVATION);

/** The state of a code that was just issued. */
export function stateOf(inputs: DeviceActivationInputs, issued: NewCode): DeviceActivationState {
    const { code, expiresAt, issuedAt, deviceId, organization } = issued;
    const entry = deviceId === undefined ? {} : { entryId: deviceId, deviceId };
    const issuedState = { code, expiresAt, issuedAt, status: "pending", ...entry, origin: "issued" } as const;
    return { ...inputs, ...issuedState, ...organizationRecord(organization, inputs) };
}

/** The state where no code is needed, because this device is there. */
export function stateWithout(
    inputs: DeviceActivationInputs,
    deviceId: string,
    organization: string | undefined,
): DeviceActivationState {
    const noCode = { code: "", expiresAt: "", issuedAt: "", status: "notNeeded", deviceId } as const;
    return { ...inputs, ...noCode, ...organizationRecord(organization, inputs) };
}

/**
 * The state with the program's present inputs in place of those it had. The device that an earlier run found stays: a
 * run that finds none knows nothing.
 */
export function withInputs(state: DeviceActivationState, inputs: DeviceActivationInputs): DeviceActivationState {
    const own = [...INPUT_NAMES, "organization"].filter((name) => name !== "redeemedBy");
    const others = Object.entries(state).filter(([name]) => !own.includes(name));
    const kept = Object.fromEntries(others) as DeviceActivationState;
    return { ...kept, ...inputs, ...organizationRecord(recordedOrganization(state), inputs) };
}

/** The program's inputs as the state knows them. */
export function inputsOf(state: DeviceActivationState): DeviceActivationInputs {
    return pick(state, INPUT_NAMES);
}
