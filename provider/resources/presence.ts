import type { Contract } from "../api/devices/contract";
import { WebexError } from "../client/webexError";

/** What came of asking, by organisation: rights may be lost in one of them alone. */
type Probes = Map<string | undefined, Promise<unknown>>;

const probesOf = new WeakMap<Contract, Probes>();

/**
 * Makes sure that a device which was answered with 404 is gone, and not the whole API: with a wrong base URL or lost
 * rights everything is "not found", and a refresh would empty the state. Asks for one device of the organisation, until
 * it has answered once. Throws if the API does not answer as the devices API does.
 */
export async function proveGone(contract: Contract, orgId: string | undefined): Promise<void> {
    const probes: Probes = probesOf.get(contract) ?? new Map<string | undefined, Promise<unknown>>();
    probesOf.set(contract, probes);
    let probe = probes.get(orgId);
    if (probe === undefined) {
        probe = contract.listDevices({ orgId }, 1);
        probes.set(orgId, probe);
        // What failed may have been a passing fault: the next one asks again.
        probe.catch(() => probes.delete(orgId));
    }
    try {
        await probe;
    } catch (error) {
        if (!(error instanceof WebexError)) {
            throw error;
        }
        throw new Error(
            `the device was answered with 404, but so is everything else, so it is not taken for gone. ${error.message} ` +
                "Look at webex:baseUrl, webex:contract and the token's organisation; the state was left as it is.",
        );
    }
}
