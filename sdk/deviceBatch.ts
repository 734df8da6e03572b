import type * as pulumi from "@pulumi/pulumi";
import { outputNames } from "../provider/definitions/definition";
import { DEVICE_BATCH } from "../provider/definitions/deviceBatch";
import { deviceBatch } from "../provider/resources/batch/deviceBatch";
import type { Declared } from "./declareOnce";
import { defineOutputs, isOfType, resourceClass, WebexResource } from "./webexResource";

const RESOURCE = resourceClass({ definition: DEVICE_BATCH, module: "deviceBatch", seeded: outputNames(DEVICE_BATCH) });

/** One device of a batch, see `DeviceArgs`. Exactly one of `personId` and `workspaceId`. */
export interface DeviceBatchEntry {
    /** The phone's MAC address, in any notation. A change replaces the device. */
    readonly mac?: pulumi.Input<string> | undefined;
    /**
     * The model, as Webex lists it, e.g. `DMS Cisco 8865` or `Cisco 9861`; the product's name works, too. Needed to
     * register by `mac`. A change replaces the device.
     */
    readonly model?: pulumi.Input<string> | undefined;
    /** The person who owns the device. A change replaces the device. */
    readonly personId?: pulumi.Input<string> | undefined;
    /** The workspace that the device stands in. A change replaces the device. */
    readonly workspaceId?: pulumi.Input<string> | undefined;
    /**
     * Cisco's lasting id of the device, where the API tells one. A program gives an id to take over a registered
     * device; another device's id replaces the resource.
     */
    readonly deviceId?: pulumi.Input<string> | undefined;
    /**
     * The device's serial number. A program gives it to take over a registered device; another device's number replaces
     * the resource.
     */
    readonly serial?: pulumi.Input<string> | undefined;
    /** The device's tags, a set: order and repetitions make no difference. An empty list removes all. */
    readonly tags?: pulumi.Input<readonly pulumi.Input<string>[]> | undefined;
}

/** What a program says about a batch of devices. */
export interface DeviceBatchArgs {
    /**
     * The devices, by names of the program's own. Under another name a device with the same MAC address is the same.
     */
    readonly devices: pulumi.Input<Readonly<Record<string, pulumi.Input<DeviceBatchEntry>>>>;
    /**
     * The organisation, for partner administrators; takes precedence over `webex:orgId`. A change replaces the
     * resource.
     */
    readonly orgId?: pulumi.Input<string> | undefined;
    /**
     * Whether a device leaves Webex when its declaration goes. Unset: a device that this stack registered is
     * unregistered; an adopted or taken-over device stays.
     */
    readonly unregisterOnDelete?: pulumi.Input<boolean> | undefined;
    /**
     * Whether an update may take out of Webex more than ten entries and more than a quarter of the batch. Unset: such
     * an update is refused, at preview too. A change asks for no request.
     */
    readonly allowRemovals?: pulumi.Input<boolean> | undefined;
}

/**
 * Many devices as one resource: one entry in Pulumi's state instead of a thousand, which makes an `up` many times
 * faster. Each device has a life of its own: a changed, added or removed entry touches its device only, and where some
 * fail the others are done.
 */
export class DeviceBatch extends WebexResource {
    /**
     * The devices, by names of the program's own. Under another name a device with the same MAC address is the same.
     */
    public declare readonly devices: pulumi.Output<Record<string, DeviceBatchEntry>>;
    /**
     * The organisation, for partner administrators; takes precedence over `webex:orgId`. A change replaces the
     * resource.
     */
    public declare readonly orgId: pulumi.Output<string | undefined>;
    /**
     * Whether a device leaves Webex when its declaration goes. Unset: a device that this stack registered is
     * unregistered; an adopted or taken-over device stays.
     */
    public declare readonly unregisterOnDelete: pulumi.Output<boolean | undefined>;
    /**
     * Whether an update may take out of Webex more than ten entries and more than a quarter of the batch. Unset: such
     * an update is refused, at preview too. A change asks for no request.
     */
    public declare readonly allowRemovals: pulumi.Output<boolean | undefined>;
    /** Webex's ids of the devices, by the entries' names. */
    public declare readonly ids: pulumi.Output<Record<string, string>>;
    /** The devices' connection statuses, by the entries' names, as of the last `up` or `refresh`. */
    public declare readonly connectionStatuses: pulumi.Output<Record<string, string>>;
    /** The products' names, by the entries' names. */
    public declare readonly products: pulumi.Output<Record<string, string>>;
    /** The codes that bring the devices online, by the entries' names; `crud` only. Secret. */
    public declare readonly activationCodes: pulumi.Output<Record<string, string> | undefined>;
    /** The stack's own record of each entry (`origin` and so on), as JSON by the entries' names. */
    public declare readonly entries: pulumi.Output<string>;

    /** The type by which policies find the class. */
    public static readonly __pulumiType = RESOURCE.type;

    /** Whether a value is a `DeviceBatch`, also one of another copy of this package. */
    public static override isInstance(value: unknown): value is DeviceBatch {
        return isOfType(value, RESOURCE.type);
    }

    constructor(name: string, args: DeviceBatchArgs, options?: pulumi.CustomResourceOptions) {
        const declared: Declared = { values: args, declarations: (values) => deviceBatch.declarations(values) };
        super(RESOURCE, name, { args, guarded: { entries: args.devices }, declared, options });
    }
}

defineOutputs(DeviceBatch, RESOURCE);
