import { canonicalId, normalizeMac } from "../../provider/api/identity";
import type { Estate, EstateDevice } from "../estate/estate";
import { grouped } from "../grouped";

/** The devices of an organisation by all that a state may know of one. */
export class DeviceIndex {
    private readonly ids: ReadonlyMap<string, EstateDevice>;
    private readonly macs: ReadonlyMap<string | undefined, readonly EstateDevice[]>;
    private readonly serials: ReadonlyMap<string | undefined, readonly EstateDevice[]>;

    constructor({ devices }: Pick<Estate, "devices">) {
        // A device's own id comes last, so that another's id of another API does not hide it.
        const others = devices.flatMap((each) => otherIds(each).map((id) => [canonicalId(id), each] as const));
        const own = devices.map((each) => [canonicalId(each.device.id), each] as const);
        this.ids = new Map([...others, ...own]);
        this.macs = grouped(devices, ({ device }) => macKey(device.mac));
        this.serials = grouped(devices, ({ device }) => serialKey(device.serial));
    }

    /** A device by its id in any of Webex's APIs. */
    byId(id: string | undefined): EstateDevice | undefined {
        return id === undefined ? undefined : this.ids.get(canonicalId(id));
    }

    /** The devices with this MAC address or serial number. */
    byNumber({ mac, serial }: { readonly mac?: unknown; readonly serial?: unknown }): readonly EstateDevice[] {
        const keys = [[this.macs, macKey(mac)] as const, [this.serials, serialKey(serial)] as const];
        // Devices without a number stand together; they are nobody's.
        return [...new Set(keys.flatMap(([map, key]) => (key === undefined ? [] : (map.get(key) ?? []))))];
    }
}

function otherIds({ device }: EstateDevice): readonly string[] {
    const { webexDeviceId, callingDeviceId, deviceId } = device;
    return [webexDeviceId, callingDeviceId, deviceId].filter((id) => id !== undefined);
}

function macKey(mac: unknown): string | undefined {
    return typeof mac === "string" ? normalizeMac(mac) : undefined;
}

function serialKey(serial: unknown): string | undefined {
    return typeof serial === "string" && serial !== "" ? serial.toUpperCase() : undefined;
}
