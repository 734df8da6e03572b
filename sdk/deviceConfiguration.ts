import type * as pulumi from "@pulumi/pulumi";
import { DEVICE_CONFIGURATION } from "../provider/definitions/deviceConfiguration";
import { settingDeclarations } from "../provider/resources/deviceConfiguration/deviceConfigurationInputs";
import type { SettingValue } from "../provider/resources/deviceConfiguration/settingValue";
import type { Declared } from "./declareOnce";
import { defineOutputs, isOfType, resourceClass, WebexResource } from "./webexResource";

const RESOURCE = resourceClass({
    definition: DEVICE_CONFIGURATION,
    module: "deviceConfiguration",
    seeded: ["deviceId", "settings", "pending"],
});

/** Values by the names of settings, as a program gives them; each may be an output, also a secret one. */
export type SettingArgs = Readonly<Record<string, pulumi.Input<SettingValue>>>;

/** What a program says about the settings of a device. */
export interface DeviceConfigurationArgs {
    /**
     * The device, by its `webexDeviceId`, or its `id` where Webex tells no other. A change clears the settings on the
     * old device.
     */
    readonly deviceId: pulumi.Input<string>;
    /**
     * The values by the names of the settings, e.g. `Audio.DefaultVolume`: texts, whole numbers, or a list for
     * `Macros.Macros`. A setting that leaves the program is cleared.
     */
    readonly settings: pulumi.Input<SettingArgs>;
    /**
     * The organisation, for partner administrators; takes precedence over `webex:orgId`. A change replaces the
     * resource.
     */
    readonly orgId?: pulumi.Input<string> | undefined;
}

/**
 * Settings of a device that runs RoomOS or PhoneOS (9800 series, 8875). The device's own rules are checked at preview.
 * Settings that the program does not name are left alone. When the resource goes, its settings are cleared.
 */
export class DeviceConfiguration extends WebexResource {
    /**
     * The device, by its `webexDeviceId`, or its `id` where Webex tells no other. A change clears the settings on the
     * old device.
     */
    public declare readonly deviceId: pulumi.Output<string>;
    /**
     * The values by the names of the settings, e.g. `Audio.DefaultVolume`: texts, whole numbers, or a list for
     * `Macros.Macros`. A setting that leaves the program is cleared.
     */
    public declare readonly settings: pulumi.Output<Record<string, SettingValue>>;
    /**
     * The organisation, for partner administrators; takes precedence over `webex:orgId`. A change replaces the
     * resource.
     */
    public declare readonly orgId: pulumi.Output<string | undefined>;
    /**
     * The settings whose value the device has not confirmed, as of the last `up` or `refresh`. A device that is offline
     * takes them when it is back.
     */
    public declare readonly pending: pulumi.Output<string[]>;
    /** The organisation that answered when the settings were made. */
    public declare readonly organization: pulumi.Output<string | undefined>;

    /** The type by which policies find the class. */
    public static readonly __pulumiType = RESOURCE.type;

    /** Whether a value is a `DeviceConfiguration`, also one of another copy of this package. */
    public static override isInstance(value: unknown): value is DeviceConfiguration {
        return isOfType(value, RESOURCE.type);
    }

    constructor(name: string, args: DeviceConfigurationArgs, options?: pulumi.CustomResourceOptions) {
        const declared: Declared = { values: args, declarations: settingDeclarations };
        super(RESOURCE, name, { args, guarded: { looked: true }, declared, options });
    }
}

defineOutputs(DeviceConfiguration, RESOURCE);
