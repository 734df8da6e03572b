import type * as pulumi from "@pulumi/pulumi";
import { outputNames } from "../provider/definitions/definition";
import { DEVICE_ACTIVATION_BATCH } from "../provider/definitions/deviceActivationBatch";
import type { Declared } from "./declareOnce";
import { defineOutputs, isOfType, resourceClass, WebexResource } from "./webexResource";

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
     * The model, needed for phones; without one the code is good for RoomOS devices only. A change replaces the
     * code.
     */
    readonly model?: pulumi.Input<string> | undefined;
}

/** What a program says about a batch of activation codes. */
export interface DeviceActivationBatchArgs {
    /** What the codes are for, by names of the program's own. */
    readonly activations: pulumi.Input<Readonly<Record<string, pulumi.Input<DeviceActivationBatchEntry>>>>;
    /** The organisation, for partner administrators; goes before `webex:orgId`. A change replaces the batch. */
    readonly orgId?: pulumi.Input<string> | undefined;
    /** What happens with codes that ended unused; default `whenExpired`: the next `up` issues new ones. */
    readonly renew?: pulumi.Input<"whenExpired" | "never"> | undefined;
}

/** Many activation codes as one resource, each with a life of its own, as a `DeviceActivation` has. */
export class DeviceActivationBatch extends WebexResource {
    /** The activation codes, by the entries' names. Secret: masked on the console, encrypted in the state. */
    public declare readonly codes: pulumi.Output<Record<string, string>>;
    /** When each code ends, as Webex says it; ISO 8601. */
    public declare readonly expiresAt: pulumi.Output<Record<string, string>>;
    /** What became of each code, as it was at the last `up` or `refresh`. */
    public declare readonly statuses: pulumi.Output<Record<string, "pending" | "redeemed" | "expired">>;
    /** The devices that the codes are for, or that used them, as far as known. */
    public declare readonly deviceIds: pulumi.Output<Record<string, string>>;
    public declare readonly activations: pulumi.Output<Record<string, DeviceActivationBatchEntry>>;
    public declare readonly orgId: pulumi.Output<string | undefined>;
    public declare readonly renew: pulumi.Output<"whenExpired" | "never" | undefined>;

    /** The type by which policies find the class. */
    public static readonly __pulumiType = RESOURCE.type;

    /** Whether a value is a `DeviceActivationBatch`, also one of another copy of this package. */
    public static override isInstance(value: unknown): value is DeviceActivationBatch {
        return isOfType(value, RESOURCE.type);
    }

    constructor(name: string, args: DeviceActivationBatchArgs, options?: pulumi.CustomResourceOptions) {
        const declared: Declared = { values: {}, declarations: () => [] };
        super(RESOURCE, name, { args, guarded: { entries: args.activations }, declared, options });
    }
}

defineOutputs(DeviceActivationBatch, RESOURCE);
