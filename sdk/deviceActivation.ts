import type * as pulumi from "@pulumi/pulumi";
import { DEVICE_ACTIVATION } from "../provider/definitions/deviceActivation";
import type { Declared } from "./declareOnce";
import { defineOutputs, isOfType, resourceClass, WebexResource } from "./webexResource";

const RESOURCE = resourceClass({
    definition: DEVICE_ACTIVATION,
    module: "deviceActivation",
    seeded: ["expiresAt", "issuedAt", "status", "deviceId"],
});

/** What a program says about an activation code. Exactly one of `personId` and `workspaceId`. */
export interface DeviceActivationArgs {
    /** The person who will own the device. A change replaces the code. */
    readonly personId?: pulumi.Input<string> | undefined;
    /** The workspace that the device will stand in. A change replaces the code. */
    readonly workspaceId?: pulumi.Input<string> | undefined;
    /**
     * The model, needed for phones; without one the code is good for RoomOS devices only. A change replaces the code.
     */
    readonly model?: pulumi.Input<string> | undefined;
    /**
     * The organisation, for partner administrators; takes precedence over `webex:orgId`. A change replaces the
     * resource.
     */
    readonly orgId?: pulumi.Input<string> | undefined;
    /**
     * When the next `up` issues a new code: `whenExpired` (default) where one ended unused; `whenNeeded` also where the
     * device that used it is gone; or `never`.
     */
    readonly renew?: pulumi.Input<"whenExpired" | "whenNeeded" | "never"> | undefined;
    /**
     * A device that the program found with the owner. The next `up` looks whether that device used the code, and issues
     * none while it is there. A change of it writes nothing.
     */
    readonly redeemedBy?: pulumi.Input<string> | undefined;
    /**
     * Whether what the code made leaves Webex when its declaration goes. Unset: an unused code is revoked; a device
     * that used the code stays. `true` unregisters that device, too; `false` leaves both.
     */
    readonly unregisterOnDelete?: pulumi.Input<boolean> | undefined;
}

/**
 * A 16-digit code that a technician enters on a device to bring the device online for a person or in a workspace. A
 * destroy revokes an unused code where the API can. A device that used the code stays, unless `unregisterOnDelete` says
 * otherwise.
 */
export class DeviceActivation extends WebexResource {
    /** The person who will own the device. A change replaces the code. */
    public declare readonly personId: pulumi.Output<string | undefined>;
    /** The workspace that the device will stand in. A change replaces the code. */
    public declare readonly workspaceId: pulumi.Output<string | undefined>;
    /**
     * The model, needed for phones; without one the code is good for RoomOS devices only. A change replaces the code.
     */
    public declare readonly model: pulumi.Output<string | undefined>;
    /**
     * The organisation, for partner administrators; takes precedence over `webex:orgId`. A change replaces the
     * resource.
     */
    public declare readonly orgId: pulumi.Output<string | undefined>;
    /**
     * When the next `up` issues a new code: `whenExpired` (default) where one ended unused; `whenNeeded` also where the
     * device that used it is gone; or `never`.
     */
    public declare readonly renew: pulumi.Output<"whenExpired" | "whenNeeded" | "never" | undefined>;
    /**
     * A device that the program found with the owner. The next `up` looks whether that device used the code, and issues
     * none while it is there. A change of it writes nothing.
     */
    public declare readonly redeemedBy: pulumi.Output<string | undefined>;
    /**
     * Whether what the code made leaves Webex when its declaration goes. Unset: an unused code is revoked; a device
     * that used the code stays. `true` unregisters that device, too; `false` leaves both.
     */
    public declare readonly unregisterOnDelete: pulumi.Output<boolean | undefined>;
    /** The activation code; empty where none was needed. Secret: masked on the console, encrypted in the state. */
    public declare readonly code: pulumi.Output<string>;
    /** When the code ends, as Webex says it; ISO 8601. Empty where none was needed. */
    public declare readonly expiresAt: pulumi.Output<string>;
    /** When the code was issued, by Webex's clock; ISO 8601. Empty where none was needed. */
    public declare readonly issuedAt: pulumi.Output<string>;
    /**
     * Where the code stands, as of the last `up` or `refresh`. `gone` says that its device is gone, `notNeeded` that a
     * device was there already.
     */
    public declare readonly status: pulumi.Output<"pending" | "redeemed" | "expired" | "gone" | "notNeeded">;
    /** The device entry that stands for the code, where Webex showed one when it was issued. */
    public declare readonly entryId: pulumi.Output<string | undefined>;
    /** The device that the code is for, that used it, or that was there, once known. */
    public declare readonly deviceId: pulumi.Output<string | undefined>;
    /** Where the code came from: `issued` by this stack. Not there where no code was needed. */
    public declare readonly origin: pulumi.Output<"issued" | undefined>;
    /** The organisation that Webex said the code is in. */
    public declare readonly organization: pulumi.Output<string | undefined>;

    /** The type by which policies find the class. */
    public static readonly __pulumiType = RESOURCE.type;

    /** Whether a value is a `DeviceActivation`, also one of another copy of this package. */
    public static override isInstance(value: unknown): value is DeviceActivation {
        return isOfType(value, RESOURCE.type);
    }

    constructor(name: string, args: DeviceActivationArgs, options?: pulumi.CustomResourceOptions) {
        const declared: Declared = { values: {}, declarations: () => [] };
        super(RESOURCE, name, { args, guarded: args, declared, options });
    }
}

defineOutputs(DeviceActivation, RESOURCE);
