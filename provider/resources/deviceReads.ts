import type { Contract, Owner } from "../api/devices/contract";
import type { WebexDevice } from "../api/devices/webexDevice";
import { canonicalId, normalizeMac } from "../api/identity";
import { append } from "../append";
import { SharedReads } from "./sharedReads";

/** Reads of an organisation's devices, which share the pages of their list, see `SharedReads`. */
export class DeviceReads {
    private readonly byIds = new Map<string, WebexDevice>();
    private readonly byMacs = new Map<string, WebexDevice[]>();
    private readonly bySerials = new Map<string, WebexDevice[]>();
    private readonly byOwners = new Map<string, WebexDevice[]>();
    private readonly removed = new Set<string>();
    private readonly shared: SharedReads<WebexDevice>;

    constructor(
        private readonly contract: Contract,
        private readonly orgId: string | undefined,
        operationTimeoutSeconds: number,
    ) {
        const list = {
            pages: () => contract.devicePages(orgId),
            add: (device: WebexDevice) => {
                this.add(device);
            },
        };
        this.shared = new SharedReads(list, operationTimeoutSeconds);
    }

    /** The device of this id; undefined if the API says 404 to it alone. */
    byId(id: string): Promise<WebexDevice | undefined> {
        const key = keyOf(id);
        return this.shared.ask({
            key,
            listed: () => this.byIds.get(key),
            alone: () => this.contract.getDevice(id, this.orgId),
        });
    }

    /** The devices with this MAC address (normalised), whoever owns them. */
    byMac(mac: string): Promise<WebexDevice[]> {
        return this.shared.ask({
            key: keyOf(mac),
            listed: (isWhole) => {
                const found = this.byMacs.get(mac)?.filter(({ id }) => !this.isRemoved(id)) ?? [];
                return found.length > 0 || isWhole ? found : undefined;
            },
            alone: () => this.contract.findByMac(mac, this.orgId),
            readsAll: !this.contract.filtersByMac,
        });
    }

    /** The devices with this serial number, in upper or lower case. */
    bySerial(serial: string): Promise<WebexDevice[]> {
        const key = serialKey(serial);
        const hasFilter = this.contract.filters.includes("serial");
        return this.shared.ask({
            key,
            listed: (isWhole) => (isWhole ? (this.bySerials.get(key) ?? []) : undefined),
            alone: async () => {
                const filter = hasFilter ? { serial, orgId: this.orgId } : { orgId: this.orgId };
                const listed = await this.contract.listDevices(filter);
                // Webex's text filters match on a part of the value.
                return listed.filter((device) => serialKey(device.serial ?? "") === key);
            },
            readsAll: !hasFilter,
        });
    }

    /** The devices of a person or workspace. */
    byOwner({ personId, workspaceId }: Owner): Promise<WebexDevice[]> {
        const key = keyOf(personId ?? workspaceId ?? "");
        return this.shared.ask({
            key,
            listed: (isWhole) => (isWhole ? (this.byOwners.get(key) ?? []) : undefined),
            alone: () => this.contract.listDevices({ personId, workspaceId, orgId: this.orgId }),
        });
    }

    /** From now on what is asked after any of these (ids, MAC addresses, owners) is asked alone. */
    write(keys: readonly (string | undefined)[]): void {
        this.shared.write(keys.filter((key) => key !== undefined).map(keyOf));
    }

    /** Notes a device that this run took out of Webex: pages of the list that were read before still show it. */
    remove(id: string): void {
        this.removed.add(keyOf(id));
    }

    /** Whether this run took a device out of Webex. */
    isRemoved(id: string): boolean {
        return this.removed.has(keyOf(id));
    }

    private add(device: WebexDevice): void {
        this.byIds.set(keyOf(device.id), device);
        const mac = normalizeMac(device.mac ?? "");
        if (mac !== undefined) {
            append(this.byMacs, mac, device);
        }
        if (device.serial !== undefined) {
            append(this.bySerials, serialKey(device.serial), device);
        }
        for (const owner of [device.personId, device.workspaceId]) {
            if (owner !== undefined) {
                append(this.byOwners, keyOf(owner), device);
            }
        }
    }
}

function serialKey(serial: string): string {
    return `serial ${serial.toUpperCase()}`;
}

/** What all spellings of an id, or all notations of a MAC address, have in common. */
function keyOf(text: string): string {
    return normalizeMac(text) ?? canonicalId(text);
}
