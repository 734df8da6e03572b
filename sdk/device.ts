import * as pulumi from "@pulumi/pulumi";
import { DEVICE } from "../provider/definitions/device";
import { deviceDeclarations } from "../provider/resources/device/deviceInputs";
import type { DeviceDetails } from "../provider/resources/device/deviceState";
import { define, defineOutputs, detailsOf, isOfType, resourceClass, WebexResource } from "./webexResource";

const RESOURCE = resourceClass({ definition: DEVICE, module: "device", seeded: ["details"] });

/** What a program says about a device. Exactly one of `personId` and `workspaceId`, unless it is taken over. */
export interface DeviceArgs {
    /** The person who owns the device. A change replaces the device. */
    readonly personId?: pulumi.Input<string> | undefined;
    /** The workspace that the device stands in. A change replaces the device. */
    readonly workspaceId?: pulumi.Input<string> | undefined;
    /**
     * The model, as Webex lists it (GET /telephony/config/supportedDevices), e.g. `DMS Cisco 8865` or `Cisco 9861`; the
     * product's name does as well. Needed to register by `mac`. A change replaces the device.
     */
    readonly model?: pulumi.Input<string> | undefined;
    /** The phone's MAC address, in any notation. A change replaces the device. */
    readonly mac?: pulumi.Input<string> | undefined;
    /** Takes over a device that is registered already, by its id. A change replaces the resource. */
    readonly deviceId?: pulumi.Input<string> | undefined;
    /** Takes over a device that is registered already, by its serial number. A change replaces the resource. */
    readonly serial?: pulumi.Input<string> | undefined;
    /** The device's name; only with `webex:contract` `crud`. In Cisco's API it follows the owner. */
    readonly displayName?: pulumi.Input<string> | undefined;
    /** The software upgrade channel; only with `webex:contract` `crud`. With Cisco it is set in Control Hub. */
    readonly upgradeChannel?: pulumi.Input<string> | undefined;
    /** The device's tags, a set: order and repetitions make no difference. An empty list takes all of them away. */
    readonly tags?: pulumi.Input<readonly pulumi.Input<string>[]> | undefined;
    /** SIP password of a third-party phone. Secret, also when it is passed plain. */
    readonly password?: pulumi.Input<string> | undefined;
    /** The organisation, for partner administrators; goes before `webex:orgId`. A change replaces the device. */
    readonly orgId?: pulumi.Input<string> | undefined;
    /** Whether destroying a device that was taken over unregisters it; default false: Pulumi only forgets it. */
    readonly unregisterOnDelete?: pulumi.Input<boolean> | undefined;
}

/**
 * A Webex device: a phone registered by its MAC address, a device that an activation code brings online (`crud`), or a
 * device that is registered already and is taken over by its `deviceId` or `serial`.
 *
 * Its `id` is Webex's device id, which changes when a device is reset and activated anew.
 */
export class Device extends WebexResource {
    /**
     * What Webex says about the device, by its own names, except what the program gave; read it for policies and
     * exports.
     */
    public declare readonly details: pulumi.Output<DeviceDetails>;
    public declare readonly displayName: pulumi.Output<string | undefined>;
    public declare readonly personId: pulumi.Output<string | undefined>;
    public declare readonly workspaceId: pulumi.Output<string | undefined>;
    public declare readonly orgId: pulumi.Output<string | undefined>;
    public declare readonly capabilities: pulumi.Output<string[] | undefined>;
    public declare readonly permissions: pulumi.Output<string[] | undefined>;
    /** `connected`, `disconnected`, `activating`, …; as it was at the last `up` or `refresh`. */
    public declare readonly connectionStatus: pulumi.Output<string | undefined>;
    /** The product's name: the display-friendly form of the model. */
    public declare readonly product: pulumi.Output<string | undefined>;
    /** `roomdesk`, `phone`, `accessory`, `webexgo` or `unknown`. */
    public declare readonly type: pulumi.Output<string | undefined>;
    public declare readonly tags: pulumi.Output<string[] | undefined>;
    public declare readonly ip: pulumi.Output<string | undefined>;
    public declare readonly mac: pulumi.Output<string | undefined>;
    public declare readonly serial: pulumi.Output<string | undefined>;
    public declare readonly software: pulumi.Output<string | undefined>;
    public declare readonly upgradeChannel: pulumi.Output<string | undefined>;
    public declare readonly primarySipUrl: pulumi.Output<string | undefined>;
    public declare readonly sipUrls: pulumi.Output<string[] | undefined>;
    public declare readonly errorCodes: pulumi.Output<string[] | undefined>;
    /** When the device was registered; ISO 8601. */
    public declare readonly created: pulumi.Output<string | undefined>;
    /** When the device first reported; ISO 8601. */
    public declare readonly firstSeen: pulumi.Output<string | undefined>;
    /** When the device last reported; ISO 8601. */
    public declare readonly lastSeen: pulumi.Output<string | undefined>;
    /** The id for Cisco's calling routes (`/telephony/config/devices/…`). */
    public declare readonly callingDeviceId: pulumi.Output<string | undefined>;
    /** The id for Cisco's `/deviceConfigurations`. */
    public declare readonly webexDeviceId: pulumi.Output<string | undefined>;
    /** The input, where it is given; else Cisco's lasting device id, where the API tells one. */
    public declare readonly deviceId: pulumi.Output<string | undefined>;
    /** Deprecated by Cisco in favour of `workspaceId`. */
    public declare readonly placeId: pulumi.Output<string | undefined>;
    public declare readonly activeInterface: pulumi.Output<string | undefined>;
    public declare readonly locationId: pulumi.Output<string | undefined>;
    /** Deprecated by Cisco in favour of `locationId`. */
    public declare readonly workspaceLocationId: pulumi.Output<string | undefined>;
    public declare readonly managedBy: pulumi.Output<string | undefined>;
    public declare readonly devicePlatform: pulumi.Output<string | undefined>;
    /** `off`, `on` or `upcoming`. */
    public declare readonly plannedMaintenance: pulumi.Output<string | undefined>;
    public declare readonly lifecycle: pulumi.Output<string | undefined>;
    /** The model as the program gave it. */
    public declare readonly model: pulumi.Output<string | undefined>;
    /** Secret. */
    public declare readonly password: pulumi.Output<string | undefined>;
    public declare readonly unregisterOnDelete: pulumi.Output<boolean | undefined>;
    /** `crud` only: the code that brings the device online. Secret. */
    public declare readonly activationCode: pulumi.Output<string | undefined>;
    /** `crud` only: when that code ends; ISO 8601. */
    public declare readonly activationExpiresAt: pulumi.Output<string | undefined>;

    /** The type by which policies find the class. */
    public static readonly __pulumiType = RESOURCE.type;

    /** Whether a value is a `Device`, also one of another copy of this package. */
    public static override isInstance(value: unknown): value is Device {
        return isOfType(value, RESOURCE.type);
    }

    constructor(name: string, args: DeviceArgs, options?: pulumi.CustomResourceOptions) {
        const { mac, deviceId, serial } = args;
        const declared = { values: { mac, deviceId, serial }, declarations: deviceDeclarations };
        super(RESOURCE, name, { args, guarded: args, declared, options });
    }
}

defineOutputs(Device, RESOURCE);
// The state leaves it out where it is the owner's id.
define(Device, "placeId", (device) => {
    const { workspaceId, personId } = device as Device;
    return pulumi
        .all([detailsOf(device), workspaceId, personId])
        .apply(([{ placeId }, ...owners]) => placeId ?? owners.find(Boolean));
});
