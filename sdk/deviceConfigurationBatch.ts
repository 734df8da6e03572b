import type * as pulumi from "@pulumi/pulumi";
import { outputNames } from "../provider/definitions/definition";
import { DEVICE_CONFIGURATION_BATCH } from "../provider/definitions/deviceConfigurationBatch";
import { deviceConfigurationBatch } from "../provider/resources/batch/deviceConfigurationBatch";
import type { SettingValue } from "../provider/resources/deviceConfiguration/settingValue";
import type { Declared } from "./declareOnce";
import type { SettingArgs } from "./deviceConfiguration";
import { defineOutputs, isOfType, resourceClass, WebexResource } from "./webexResource";

const RESOURCE = resourceClass({
    definition: DEVICE_CONFIGURATION_BATCH,
    module: "deviceConfigurationBatch",
    seeded: outputNames(DEVICE_CONFIGURATION_BATCH),
});

/** The settings of one device of a batch, see `DeviceConfigurationArgs`. */
export interface DeviceConfigurationBatchEntry {
    /**
     * The device, by its `webexDeviceId`, or its `id` where Webex tells no other. A change clears the settings on the
     * old device.
     */
    readonly deviceId?: pulumi.Input<string> | undefined;
    /**
     * The values by the names of the settings, e.g. `Audio.DefaultVolume`: texts, whole numbers, or a list for
     * `Macros.Macros`. A setting that leaves the program is cleared.
     */
    readonly settings?: pulumi.Input<SettingArgs> | undefined;
}

/** What a program says about the settings of many devices. */
export interface DeviceConfigurationBatchArgs {
    /**
     * The devices, by names of the program's own. An entry without `deviceId` has the device's id for a name.
     */
    readonly devices: pulumi.Input<Readonly<Record<string, pulumi.Input<DeviceConfigurationBatchEntry>>>>;
    /** Settings of all devices of the batch. An entry's own take precedence. */
    readonly defaults?: pulumi.Input<SettingArgs> | undefined;
    /**
     * The organisation, for partner administrators; takes precedence over `webex:orgId`. A change replaces the
     * resource.
     */
    readonly orgId?: pulumi.Input<string> | undefined;
}

/**
 * The settings of many devices as one resource, see `DeviceConfiguration`. Each device has a life of its own: a
 * changed, added or removed entry touches its device only, and where some fail the others are done.
 */
export class DeviceConfigurationBatch extends WebexResource {
    /**
     * The devices, by names of the program's own. An entry without `deviceId` has the device's id for a name.
     */
    public declare readonly devices: pulumi.Output<Record<string, DeviceConfigurationBatchEntry>>;
    /** Settings of all devices of the batch. An entry's own take precedence. */
    public declare readonly defaults: pulumi.Output<Record<string, SettingValue> | undefined>;
    /**
     * The organisation, for partner administrators; takes precedence over `webex:orgId`. A change replaces the
     * resource.
     */
    public declare readonly orgId: pulumi.Output<string | undefined>;
    /**
     * The settings that devices have not confirmed, by the entries' names, as of the last `up` or `refresh`. Commas
     * stand between them.
     */
    public declare readonly pending: pulumi.Output<Record<string, string>>;
    /** The stack's own record of each entry (`organization` and so on), as JSON by their names. */
    public declare readonly entries: pulumi.Output<string>;

    /** The type by which policies find the class. */
    public static readonly __pulumiType = RESOURCE.type;

    /** Whether a value is a `DeviceConfigurationBatch`, also one of another copy of this package. */
    public static override isInstance(value: unknown): value is DeviceConfigurationBatch {
        return isOfType(value, RESOURCE.type);
    }

    constructor(name: string, args: DeviceConfigurationBatchArgs, options?: pulumi.CustomResourceOptions) {
        const declared: Declared = {
            values: args,
            declarations: (values) => deviceConfigurationBatch.declarations(values),
        };
        super(RESOURCE, name, { args, guarded: { entries: args.devices }, declared, options });
    }
}

defineOutputs(DeviceConfigurationBatch, RESOURCE);
