import * as pulumi from "@pulumi/pulumi";
import { outputNames } from "../provider/definitions/definition";
import { DEVICE_ACTIVATION_BATCH } from "../provider/definitions/deviceActivationBatch";
import type { Declared } from "./declareOnce";
import { defineOutputs, isOfType, resourceClass, WebexResource } from "./webexResource";

/** More codes than anybody wants to issue anew after a killed run. */
const MANY = 100;

const RESOURCE = resourceClass({
    definition: DEVICE_ACTIVATION_BATCH,
    module: "deviceActivationBatch",
    seeded: outputNames(DEVICE_ACTIVATION_BATCH),
});

/** One code of a batch, see `DeviceActivationArgs`. Exactly one of `personId` and `workspaceId`. */
export interface DeviceActivationBatchEntry {
    /** The person who will own the device. A change replaces the code. */
    readonly personId?: pulumi.Input<string> | undefined;
    /** The workspace that the device will stand in. A change replaces the code. */
    readonly workspaceId?: pulumi.Input<string> | undefined;
    /**
     * The model, needed for phones; without one the code is good for RoomOS devices only. A change replaces the code.
     */
    readonly model?: pulumi.Input<string> | undefined;
}

/** What a program says about a batch of activation codes. */
export interface DeviceActivationBatchArgs {
    /** The owners and models that the codes are for, by names of the program's own. */
    readonly activations: pulumi.Input<Readonly<Record<string, pulumi.Input<DeviceActivationBatchEntry>>>>;
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
     * Whether what the code made leaves Webex when its declaration goes. Unset: an unused code is revoked; a device
     * that used the code stays. `true` unregisters that device, too; `false` leaves both.
     */
    readonly unregisterOnDelete?: pulumi.Input<boolean> | undefined;
    /**
     * Whether an update may take out of Webex more than ten entries and more than a quarter of the batch. Unset: such
     * an update is refused, at preview too. A change asks for no request.
     */
    readonly allowRemovals?: pulumi.Input<boolean> | undefined;
}

/** Many activation codes as one resource, each with a life of its own, as a `DeviceActivation` has. */
export class DeviceActivationBatch extends WebexResource {
    /** The owners and models that the codes are for, by names of the program's own. */
    public declare readonly activations: pulumi.Output<Record<string, DeviceActivationBatchEntry>>;
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
     * Whether what the code made leaves Webex when its declaration goes. Unset: an unused code is revoked; a device
     * that used the code stays. `true` unregisters that device, too; `false` leaves both.
     */
    public declare readonly unregisterOnDelete: pulumi.Output<boolean | undefined>;
    /**
     * Whether an update may take out of Webex more than ten entries and more than a quarter of the batch. Unset: such
     * an update is refused, at preview too. A change asks for no request.
     */
    public declare readonly allowRemovals: pulumi.Output<boolean | undefined>;
    /** The activation codes, by the entries' names. Secret: masked on the console, encrypted in the state. */
    public declare readonly codes: pulumi.Output<Record<string, string>>;
    /**
     * Whether each code is `pending`, `redeemed`, `expired` or `gone`, by the entries' names, as of the last `up` or
     * `refresh`.
     */
    public declare readonly statuses: pulumi.Output<Record<string, "pending" | "redeemed" | "expired" | "gone">>;
    /** When each code ends, by the entries' names, as Webex says it; ISO 8601. */
    public declare readonly expiries: pulumi.Output<Record<string, string>>;
    /** The devices that the codes are for, or that used them, by the entries' names, as far as known. */
    public declare readonly deviceIds: pulumi.Output<Record<string, string>>;
    /** The stack's own record of each entry (`origin` and so on), as JSON by the entries' names. */
    public declare readonly entries: pulumi.Output<string>;

    /** The type by which policies find the class. */
    public static readonly __pulumiType = RESOURCE.type;

    /** Whether a value is a `DeviceActivationBatch`, also one of another copy of this package. */
    public static override isInstance(value: unknown): value is DeviceActivationBatch {
        return isOfType(value, RESOURCE.type);
    }

    constructor(name: string, args: DeviceActivationBatchArgs, options?: pulumi.CustomResourceOptions) {
        const declared: Declared = { values: {}, declarations: () => [] };
        super(RESOURCE, name, { args, guarded: { entries: args.activations }, declared, options });
        pulumi.output(args.activations).apply((activations: object | undefined) => {
            warnOfLoss(name, Object.keys(activations ?? {}).length);
        });
    }
}

/** Pulumi saves a batch when all of it is done, and nobody can read a code again. */
function warnOfLoss(name: string, codes: number): void {
    if (codes > MANY) {
        void pulumi.log.warn(
            `DeviceActivationBatch "${name}" has ${codes} codes. A run that is killed loses those that it had issued; ` +
                "with DeviceActivationBatches it loses a tenth at most",
        );
    }
}

defineOutputs(DeviceActivationBatch, RESOURCE);
