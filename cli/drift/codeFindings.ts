import { isRenewalDue } from "../../provider/resources/deviceActivation/activationDiff";
import type { DeviceActivationState } from "../../provider/resources/deviceActivation/activationState";
import type { Managed } from "../stack/managed";
import { about } from "./about";
import { deviceWords } from "./deviceWords";
import type { Finding } from "./driftReport";
import { dayOf } from "./moments";
import type { Pair } from "./pairs";
import type { Places } from "./whereabouts";

/** What findings about codes depend on. */
export interface CodeOptions {
    /** The present, by Webex's clock. */
    readonly now: Date;
    /** A code that ends within so many days is told. */
    readonly endingWithinDays: number;
}

/** What is told of a code: in words that stand after the name, and whether the next `up` issues a new one. */
type CodeNews = Pick<Finding, "what" | "isDrift" | "found">;

/** Codes that ended, end soon, or were used since the last `up` or `refresh`. The codes themselves are never told. */
export function codeFindings(pairs: readonly Pair[], options: CodeOptions, places: Places): Finding[] {
    return pairs.flatMap((pair) => {
        const news = newsOf(pair, options, places);
        return news === undefined ? [] : [{ kind: "codes" as const, ...about(pair, places), ...news }];
    });
}

function newsOf({ before, after }: Pair, options: CodeOptions, places: Places): CodeNews | undefined {
    if (after?.kind === "device") {
        return codeOfDevice(after, options.now);
    }
    return after?.kind === "code"
        ? codeNews(before.state as DeviceActivationState, after.state as DeviceActivationState, options, places)
        : undefined;
}

function codeNews(
    before: DeviceActivationState,
    after: DeviceActivationState,
    { now, endingWithinDays }: CodeOptions,
    places: Places,
): CodeNews | undefined {
    const isDrift = isRenewalDue(after, after, now);
    const renewal = isDrift ? "; `pulumi up` issues a new one" : "";
    const isNews = before.status !== after.status;
    const daysLeft = (Date.parse(after.expiresAt) - now.getTime()) / 86_400_000;
    const day = dayOf(after.expiresAt);
    switch (after.status) {
        case "expired":
            return { what: `ended unused on ${day}${renewal}`, isDrift };
        case "gone":
            return isNews || isDrift ? { what: `was used by a device that is gone${renewal}`, isDrift } : undefined;
        case "redeemed":
            return isNews ? { what: "was used", isDrift, ...byWhom(after, places) } : undefined;
        case "pending":
            return daysLeft <= endingWithinDays ? { what: `ends on ${day}${renewal}`, isDrift } : undefined;
        default:
            return undefined;
    }
}

function byWhom({ deviceId }: DeviceActivationState, { devices }: Places): Pick<Finding, "found"> {
    const found = deviceWords(devices.byId(deviceId)?.device ?? {});
    return found === undefined ? {} : { found };
}

/** A device of the `crud` contract that still waits for the code it was registered with. */
function codeOfDevice({ state }: Managed, now: Date): CodeNews | undefined {
    const { activationExpiresAt: ends, connectionStatus } = state;
    if (connectionStatus !== "activating" || typeof ends !== "string" || Date.parse(ends) > now.getTime()) {
        return undefined;
    }
    return { what: `has a code that ended unused on ${dayOf(ends)}`, isDrift: false };
}
