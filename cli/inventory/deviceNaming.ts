import type { Contract } from "../../provider/api/devices/contract";
import type { WebexDevice } from "../../provider/api/devices/webexDevice";
import { canonicalId, normalizeMac } from "../../provider/api/identity";
import type { Models } from "../../provider/api/models";
import { problemsOf } from "../../provider/preflight/rules";
import { isNotThereYet } from "../../provider/resources/device/notThereYet";
import type { Estate, EstateDevice } from "../estate/estate";

/** How a declaration names a device, so that the provider finds the one that is there. */
export type DeviceNaming =
    | { readonly by: "mac"; readonly mac: string; readonly model: string | undefined }
    | { readonly by: "serial"; readonly serial: string }
    | { readonly by: "id"; readonly deviceId: string };

/** Names the devices of an organisation for declarations. */
export class DeviceNamings {
    private readonly macs: ReadonlyMap<string, number>;
    private readonly serials: ReadonlyMap<string, number>;

    /** `models` are those that the organisation can register, none where Webex does not tell. */
    constructor(
        { devices }: Estate,
        private readonly models: Models,
        private readonly contract: Pick<Contract, "registerPhone" | "unusedCodeStatus">,
    ) {
        this.macs = counted(devices.map(({ device }) => normalizeMac(device.mac ?? "")));
        this.serials = counted(devices.map(({ device }) => serialKey(device)));
    }

    /**
     * A phone by its MAC address, with the model that it would be registered with: then it can be registered anew, too.
     * Others are taken over by their serial number, or by their id where they have none of their own. Undefined for a
     * phone that is not there yet: an unused code, or one that Webex still sets up.
     */
    of({ device, workspace }: EstateDevice): DeviceNaming | undefined {
        if (isNotThereYet(device, this.contract)) {
            return undefined;
        }
        return (
            this.byMac(device, workspace?.supportedDevices) ??
            this.bySerial(device) ?? { by: "id", deviceId: device.id }
        );
    }

    private byMac(device: WebexDevice, supportedDevices: string | undefined): DeviceNaming | undefined {
        const { mac: told = "", product, personId, workspaceId, type } = device;
        const mac = normalizeMac(told);
        const isOwned = personId !== undefined || workspaceId !== undefined;
        if (mac === undefined || this.macs.get(mac) !== 1 || type !== "phone" || !isOwned) {
            return undefined;
        }
        const [row] = product === undefined ? [] : this.models.named(product);
        const model = row?.model ?? product;
        if (model === undefined && this.contract.registerPhone !== undefined) {
            return undefined;
        }
        return this.isRefused(device, model, supportedDevices) ? undefined : { by: "mac", mac: withColons(mac), model };
    }

    /** Whether the look before an `up` would refuse the phone by its MAC address: adoptions are no exception to it. */
    private isRefused(device: WebexDevice, model: string | undefined, supportedDevices: string | undefined): boolean {
        const { personId, workspaceId } = device;
        const owner = workspaceId === undefined ? { personId } : { personId: undefined, workspaceId };
        const planned = {
            ...{ name: "", urn: "", orgId: undefined, isCode: false, mac: device.mac, model, takesPlace: false },
            ...{ workspaceId: undefined, ...owner, gives: { model: model !== undefined, password: false } },
        };
        const facts = {
            ...{ owner: { is: "there" as const, supportedDevices }, holders: [device], models: this.models },
            ...{ organization: undefined, registersByMac: this.contract.registerPhone !== undefined },
            ...{ freedMacs: new Set<string>(), describe: () => "" },
        };
        return problemsOf(planned, facts).length > 0;
    }

    private bySerial(device: WebexDevice): DeviceNaming | undefined {
        const { serial = "" } = device;
        const isOwn = this.serials.get(serialKey(device) ?? "") === 1;
        // White space around it would not survive a file.
        return isOwn && serial.trim() === serial ? { by: "serial", serial } : undefined;
    }
}

/** A naming as one text that no other device of the organisation has. */
export function namingKey(naming: DeviceNaming): string {
    switch (naming.by) {
        case "mac":
            return `mac ${normalizeMac(naming.mac) ?? naming.mac}`;
        case "serial":
            return `serial ${naming.serial.toUpperCase()}`;
        case "id":
            return idKey(naming.deviceId);
    }
}

/** The key of a device that is named by its id. */
export function idKey(deviceId: string): string {
    return `id ${canonicalId(deviceId)}`;
}

/** With colons, as on the phone: a spreadsheet would take digits with one E among them for a number. */
function withColons(mac: string): string {
    return (mac.match(/../g) ?? []).join(":");
}

function serialKey({ serial }: WebexDevice): string | undefined {
    return serial === undefined || serial.trim() === "" ? undefined : serial.toUpperCase();
}

function counted(values: readonly (string | undefined)[]): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const value of values) {
        if (value !== undefined) {
            counts.set(value, (counts.get(value) ?? 0) + 1);
        }
    }
    return counts;
}
