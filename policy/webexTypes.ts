/** Which of this package's classes a resource is of. The only place that knows how Pulumi's types are written. */

/** `pulumi-nodejs:dynamic/webex:Device` of the dynamic provider, and `webex:index:Device` of a native plugin. */
const TYPE = /^(?:pulumi-nodejs:dynamic\/webex|webex:index):(\w+)$/;

/** The class of a type, e.g. `Device`; undefined for a type of another package. */
export function webexClass(type: string): string | undefined {
    const match = TYPE.exec(type);
    return match === null ? undefined : match[1];
}

/** The kinds of things that the policies judge. */
export type Kind = "device" | "code";

export interface ClassShape {
    readonly kind: Kind;
    /** Where a batch has its entries; a single resource has none. */
    readonly entries?: string;
    /** The outputs of a batch that hold one value for each entry, and the value's name in a single resource. */
    readonly columns?: Readonly<Record<string, string>>;
}

/** The classes that are or make devices. */
export const CLASSES: Readonly<Record<string, ClassShape | undefined>> = {
    Device: { kind: "device" },
    DeviceBatch: { kind: "device", entries: "devices", columns: { ids: "id" } },
    DeviceActivation: { kind: "code" },
    DeviceActivationBatch: {
        kind: "code",
        entries: "activations",
        columns: { statuses: "status", expiries: "expiresAt", deviceIds: "deviceId" },
    },
};
