import type { Contract } from "../api/devices/contract";
import type { WebexDevice } from "../api/devices/webexDevice";
import { normalizeMac } from "../api/identity";
import { append } from "../append";

/** So many MAC addresses are asked after one by one, where the API filters by them. */
const FEW = 3;
/** So many pages of the list are read for each address, and so many for all, before each is asked after alone. */
const PAGES_EACH = 5;
const PAGES_FOR_ALL = 20;

/**
 * The devices that have these MAC addresses (normalised), by address. A few are asked after one by one; for more the
 * pages of the device list answer, which are one request for 100 devices. In an organisation so large that its list
 * costs far more than the addresses, each is asked after alone in the end. Throws `WebexError`.
 */
export async function readMacHolders(
    contract: Pick<Contract, "filtersByMac" | "findByMac" | "devicePages">,
    macs: readonly string[],
    orgId: string | undefined,
): Promise<ReadonlyMap<string, readonly WebexDevice[]>> {
    const wanted = new Set(macs);
    if (contract.filtersByMac && wanted.size <= FEW) {
        return askAlone(contract, [...wanted], orgId);
    }
    const holders = new Map<string, WebexDevice[]>();
    const mostPages = contract.filtersByMac ? PAGES_FOR_ALL + PAGES_EACH * wanted.size : Infinity;
    let pages = 0;
    for await (const page of contract.devicePages(orgId)) {
        for (const device of page) {
            const mac = normalizeMac(device.mac ?? "");
            if (mac !== undefined && wanted.has(mac)) {
                append(holders, mac, device);
            }
        }
        pages += 1;
        if (holders.size === wanted.size) {
            break;
        }
        if (pages >= mostPages) {
            const rest = [...wanted].filter((mac) => !holders.has(mac));
            return new Map([...holders, ...(await askAlone(contract, rest, orgId))]);
        }
    }
    return holders;
}

async function askAlone(
    contract: Pick<Contract, "findByMac">,
    macs: readonly string[],
    orgId: string | undefined,
): Promise<Map<string, readonly WebexDevice[]>> {
    return new Map(await Promise.all(macs.map(async (mac) => [mac, await contract.findByMac(mac, orgId)] as const)));
}
