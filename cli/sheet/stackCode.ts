import type { DeviceActivationState } from "../../provider/resources/deviceActivation/activationState";
import type { Managed } from "../stack/managed";

/** An activation code as a stack knows it. */
export interface StackCode {
    /** The stack, as `project/stack`. */
    readonly stack: string;
    /** The resource or entry, as messages name it. */
    readonly label: string;
    /** What the state records; the code is in clear. */
    readonly state: DeviceActivationState;
}

/** Why a code is not on a sheet, in words that stand after a count. */
export type Reason = "used" | "ended" | "taken back at Webex" | "of a device that is gone" | "not needed";

/** The activation codes among the things of a stack: of single resources, of entries of batches, and of rooms. */
export function codesIn(stack: string, things: readonly Managed[]): readonly StackCode[] {
    return things
        .filter(({ kind }) => kind === "code")
        .map(({ label, state }) => ({ stack, label, state: state as DeviceActivationState }));
}

/** Why a code cannot be entered at this moment, by what its state says; undefined if it can. */
export function whyLeftOut({ state: { status, code, expiresAt } }: StackCode, now: Date): Reason | undefined {
    switch (status) {
        case "redeemed":
            return "used";
        case "gone":
            return "of a device that is gone";
        case "notNeeded":
            return "not needed";
        default:
            // A state without a code, or without a moment, has none to hand out.
            return status === "pending" && code !== "" && now.getTime() < Date.parse(expiresAt) ? undefined : "ended";
    }
}
