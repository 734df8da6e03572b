import type * as pulumi from "@pulumi/pulumi";
import { CALLING_DEVICE_SETTINGS } from "../provider/definitions/callingDeviceSettings";
import { outputNames } from "../provider/definitions/definition";
import { settingDeclarations } from "../provider/resources/callingDeviceSettings/settingsInputs";
import { defineOutputs, isOfType, resourceClass, WebexResource } from "./webexResource";

const RESOURCE = resourceClass({
    definition: CALLING_DEVICE_SETTINGS,
    module: "callingDeviceSettings",
    seeded: outputNames(CALLING_DEVICE_SETTINGS),
});

/** What a program says about the settings of a phone. */
export interface CallingDeviceSettingsArgs {
    /**
     * The phone, by its `callingDeviceId`. A change clears the settings on the old phone and replaces the resource.
     */
    readonly deviceId: pulumi.Input<string | undefined>;
    /**
     * The values by their tags, e.g. `%ENABLE_BLUETOOTH%`; every value is a text. A tag that leaves the program is
     * cleared, so that the location's or organisation's value shows.
     */
    readonly settings: pulumi.Input<Readonly<Record<string, pulumi.Input<string>>>>;
    /**
     * The organisation, for partner administrators; takes precedence over `webex:orgId`. A change replaces the
     * resource.
     */
    readonly orgId?: pulumi.Input<string> | undefined;
}

/**
 * Settings of a phone that Webex Calling manages by tags. Only the named ones are managed: others keep what other
 * administrators gave them. When the resource goes, its settings are cleared.
 */
export class CallingDeviceSettings extends WebexResource {
    /**
     * The phone, by its `callingDeviceId`. A change clears the settings on the old phone and replaces the resource.
     */
    public declare readonly deviceId: pulumi.Output<string>;
    /**
     * The values by their tags, e.g. `%ENABLE_BLUETOOTH%`; every value is a text. A tag that leaves the program is
     * cleared, so that the location's or organisation's value shows.
     */
    public declare readonly settings: pulumi.Output<Record<string, string>>;
    /**
     * The organisation, for partner administrators; takes precedence over `webex:orgId`. A change replaces the
     * resource.
     */
    public declare readonly orgId: pulumi.Output<string | undefined>;
    /** The family or model that Webex finds the phone's settings under, e.g. `Poly`. */
    public declare readonly family: pulumi.Output<string | undefined>;
    /**
     * The tags that hold a password. Webex need not tell it back, so drift is seen where none is set any more.
     */
    public declare readonly passwordTags: pulumi.Output<string[] | undefined>;
    /**
     * Whether Webex has the settings, but refused to have the phone download them; the next `up` asks again.
     */
    public declare readonly needsApplying: pulumi.Output<boolean | undefined>;
    /** The organisation that answered when the settings were made. */
    public declare readonly organization: pulumi.Output<string | undefined>;

    /** The type by which policies find the class. */
    public static readonly __pulumiType = RESOURCE.type;

    /** Whether a value is a `CallingDeviceSettings`, also one of another copy of this package. */
    public static override isInstance(value: unknown): value is CallingDeviceSettings {
        return isOfType(value, RESOURCE.type);
    }

    constructor(name: string, args: CallingDeviceSettingsArgs, options?: pulumi.CustomResourceOptions) {
        const { deviceId, settings } = args;
        const declared = { values: { deviceId, settings }, declarations: settingDeclarations };
        super(RESOURCE, name, { args, guarded: { looked: true }, declared, options });
    }
}

defineOutputs(CallingDeviceSettings, RESOURCE);
