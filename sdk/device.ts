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
     * The model, as Webex lists it, e.g. `DMS Cisco 8865` or `Cisco 9861`; the product's name works, too. Needed to
     * register by `mac`. A change replaces the device.
     */
    readonly model?: pulumi.Input<string> | undefined;
    /** The phone's MAC address, in any notation. A change replaces the device. */
    readonly mac?: pulumi.Input<string> | undefined;
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
    /**
     * The organisation, for partner administrators; takes precedence over `webex:orgId`. A change replaces the
     * resource.
     */
    readonly orgId?: pulumi.Input<string> | undefined;
    /**
     * The device's name, which follows the owner in Cisco's API. A program can give it with `webex:contract` `crud`
     * only.
     */
    readonly displayName?: pulumi.Input<string> | undefined;
    /** The software upgrade channel. A program can give it with `webex:contract` `crud` only. */
    readonly upgradeChannel?: pulumi.Input<string> | undefined;
    /** The device's tags, a set: order and repetitions make no difference. An empty list removes all. */
    readonly tags?: pulumi.Input<readonly pulumi.Input<string>[]> | undefined;
    /** SIP password of a third-party phone. Secret, also when it is passed plain. */
    readonly password?: pulumi.Input<string> | undefined;
    /**
     * Whether a device leaves Webex when its declaration goes. Unset: a device that this stack registered is
     * unregistered; an adopted or taken-over device stays.
     */
    readonly unregisterOnDelete?: pulumi.Input<boolean> | undefined;
}

/**
 * A Webex device: a phone registered by its MAC address, a device that an activation code brings online (`crud`), or a
 * device that is registered already and is taken over by its `deviceId` or `serial`.
 *
 * Its `id` is Webex's device id, which changes when a device is reset and activated anew.
 */
export class Device extends WebexResource {
    /** Everything that Webex says about the device, by its own names, except what the program gave. */
    public declare readonly details: pulumi.Output<DeviceDetails>;
    /** The person who owns the device. A change replaces the device. */
    public declare readonly personId: pulumi.Output<string | undefined>;
    /** The workspace that the device stands in. A change replaces the device. */
    public declare readonly workspaceId: pulumi.Output<string | undefined>;
    /**
     * The model, as Webex lists it, e.g. `DMS Cisco 8865` or `Cisco 9861`; the product's name works, too. Needed to
     * register by `mac`. A change replaces the device.
     */
    public declare readonly model: pulumi.Output<string | undefined>;
    /** The phone's MAC address, in any notation. A change replaces the device. */
    public declare readonly mac: pulumi.Output<string | undefined>;
    /**
     * Cisco's lasting id of the device, where the API tells one. A program gives an id to take over a registered
     * device; another device's id replaces the resource.
     */
    public declare readonly deviceId: pulumi.Output<string | undefined>;
    /**
     * The device's serial number. A program gives it to take over a registered device; another device's number replaces
     * the resource.
     */
    public declare readonly serial: pulumi.Output<string | undefined>;
    /**
     * The organisation, for partner administrators; takes precedence over `webex:orgId`. A change replaces the
     * resource.
     */
    public declare readonly orgId: pulumi.Output<string | undefined>;
    /**
     * The device's name, which follows the owner in Cisco's API. A program can give it with `webex:contract` `crud`
     * only.
     */
    public declare readonly displayName: pulumi.Output<string | undefined>;
    /** The software upgrade channel. A program can give it with `webex:contract` `crud` only. */
    public declare readonly upgradeChannel: pulumi.Output<string | undefined>;
    /** The device's tags, a set: order and repetitions make no difference. An empty list removes all. */
    public declare readonly tags: pulumi.Output<string[] | undefined>;
    /** SIP password of a third-party phone. Secret, also when it is passed plain. */
    public declare readonly password: pulumi.Output<string | undefined>;
    /**
     * Whether a device leaves Webex when its declaration goes. Unset: a device that this stack registered is
     * unregistered; an adopted or taken-over device stays.
     */
    public declare readonly unregisterOnDelete: pulumi.Output<boolean | undefined>;
    /**
     * Where the device came from: `registered` by this stack, `adopted` because its MAC address and owner were there
     * already, or `takenOver` by `deviceId` or `serial`.
     */
    public declare readonly origin: pulumi.Output<"registered" | "adopted" | "takenOver">;
    /** The organisation that Webex said the device is in, where `details` has no `orgId`. */
    public declare readonly organization: pulumi.Output<string | undefined>;
    /** The code that brings the device online; `crud` only. Secret. */
    public declare readonly activationCode: pulumi.Output<string | undefined>;
    /** When the activation code ends; ISO 8601; `crud` only. */
    public declare readonly activationExpiresAt: pulumi.Output<string | undefined>;
    /** The product's name: the display-friendly form of the model. */
    public declare readonly product: pulumi.Output<string | undefined>;
    /** The kind of device: `roomdesk`, `phone`, `accessory`, `webexgo`, `unknown`, or a newer word of Webex. */
    public declare readonly type: pulumi.Output<string | undefined>;
    /** Whether the device is `connected`, `disconnected`, `activating`, …, as of the last `up` or `refresh`. */
    public declare readonly connectionStatus: pulumi.Output<string | undefined>;
    /** The device's address in its network. */
    public declare readonly ip: pulumi.Output<string | undefined>;
    /** How the device is connected, e.g. `wired`. */
    public declare readonly activeInterface: pulumi.Output<string | undefined>;
    /** The version of the device's software. */
    public declare readonly software: pulumi.Output<string | undefined>;
    /** The SIP address that the device is called by. */
    public declare readonly primarySipUrl: pulumi.Output<string | undefined>;
    /** All SIP addresses of the device. */
    public declare readonly sipUrls: pulumi.Output<string[] | undefined>;
    /** The device's capabilities for programs, e.g. `xapi`. */
    public declare readonly capabilities: pulumi.Output<string[] | undefined>;
    /** The token's rights on the device, e.g. `xapi:all`. */
    public declare readonly permissions: pulumi.Output<string[] | undefined>;
    /** The faults that the device reports. */
    public declare readonly errorCodes: pulumi.Output<string[] | undefined>;
    /** When the device was registered; ISO 8601. */
    public declare readonly created: pulumi.Output<string | undefined>;
    /** When the device first reported; ISO 8601. */
    public declare readonly firstSeen: pulumi.Output<string | undefined>;
    /** When the device last reported; ISO 8601. */
    public declare readonly lastSeen: pulumi.Output<string | undefined>;
    /** The id for Cisco's calling routes, `/telephony/config/devices/…`. */
    public declare readonly callingDeviceId: pulumi.Output<string | undefined>;
    /** The id for Cisco's `/deviceConfigurations`. */
    public declare readonly webexDeviceId: pulumi.Output<string | undefined>;
    /** The owner's id by its old name; Cisco wants `workspaceId` used instead. */
    public declare readonly placeId: pulumi.Output<string | undefined>;
    /** The location of the device's owner. */
    public declare readonly locationId: pulumi.Output<string | undefined>;
    /** The location by its old name; Cisco wants `locationId` used instead. */
    public declare readonly workspaceLocationId: pulumi.Output<string | undefined>;
    /** Who manages the device: `CISCO`, `CUSTOMER` or `PARTNER`. */
    public declare readonly managedBy: pulumi.Output<string | undefined>;
    /** The platform that the device runs: `cisco` or `microsoftTeamsRoom`. */
    public declare readonly devicePlatform: pulumi.Output<string | undefined>;
    /** Whether maintenance of the device is `off`, `on` or `upcoming`. */
    public declare readonly plannedMaintenance: pulumi.Output<string | undefined>;
    /** Where the product stands in its life, e.g. `END_OF_SALE`. */
    public declare readonly lifecycle: pulumi.Output<string | undefined>;
    /** The maker of a third-party phone. */
    public declare readonly manufacturer: pulumi.Output<string | undefined>;
    /** The line that a third-party phone has to be set up with. */
    public declare readonly linePort: pulumi.Output<string | undefined>;
    /** The SIP proxy that a third-party phone has to be set up with. */
    public declare readonly outboundProxy: pulumi.Output<string | undefined>;
    /** The SIP user that a third-party phone has to be set up with. */
    public declare readonly sipUserName: pulumi.Output<string | undefined>;

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
    const told = detailsOf(device).apply(({ placeId }) => placeId);
    return pulumi
        .all([told, workspaceId, personId])
        .apply(([placeId, ...owners]: readonly unknown[]) => placeId ?? owners.find(Boolean));
});
