import * as pulumi from "@pulumi/pulumi";
import { scrub } from "../provider/client/secrets";
import type { Step } from "../provider/preflight/planned";
import { underUrn } from "./run";

type BatchStep = Pick<Step, "name" | "urn" | "outlook">;

/**
 * Says under a batch what the plan does with its entries; of any other resource it says nothing. `knownMacs` are the
 * MAC addresses of devices that get adopted; undefined where nobody was asked.
 */
export async function announceBatch({ urn, outlook }: BatchStep, knownMacs?: ReadonlySet<string>): Promise<void> {
    if (outlook !== undefined) {
        await pulumi.log.info(scrub(outlook.words(knownMacs)), underUrn(urn));
    }
}

/** Throws if the plan takes too many entries out of Webex without leave; of any other resource it says nothing. */
export function refuseRemovals({ name, outlook }: BatchStep): void {
    if (outlook?.refusal !== undefined) {
        throw new Error(scrub(`${name}: ${outlook.refusal}`));
    }
}
