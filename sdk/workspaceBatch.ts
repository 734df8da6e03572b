import type * as pulumi from "@pulumi/pulumi";
import { outputNames } from "../provider/definitions/definition";
import { WORKSPACE_BATCH } from "../provider/definitions/workspaceBatch";
import { workspaceBatch } from "../provider/resources/batch/workspaceBatch";
import type { Declared } from "./declareOnce";
import { defineOutputs, isOfType, resourceClass, WebexResource } from "./webexResource";
import type { WorkspaceArgs } from "./workspace";

const RESOURCE = resourceClass({
    definition: WORKSPACE_BATCH,
    module: "workspaceBatch",
    seeded: outputNames(WORKSPACE_BATCH),
    tellsStack: true,
});

/** One workspace of a batch. A field that the program does not name keeps what is there. */
export type WorkspaceBatchEntry = Omit<WorkspaceArgs, "orgId" | "deleteOnDestroy" | "deleteDevices">;

/** What a program says about a batch of workspaces. */
export interface WorkspaceBatchArgs {
    /**
     * The workspaces, by names of the program's own. An entry whose name is new continues the one that left, if display
     * name and location are the same.
     */
    readonly workspaces: pulumi.Input<Readonly<Record<string, pulumi.Input<WorkspaceBatchEntry>>>>;
    /**
     * The organisation, for partner administrators; takes precedence over `webex:orgId`. A change replaces the
     * resource.
     */
    readonly orgId?: pulumi.Input<string> | undefined;
    /**
     * Whether the workspace leaves Webex when its declaration goes. Unset: a workspace that this stack made is deleted;
     * one that was taken over stays.
     */
    readonly deleteOnDestroy?: pulumi.Input<boolean> | undefined;
    /**
     * Whether devices inside go with the workspace, also those that this stack does not manage. Unset: a workspace with
     * such devices is not deleted.
     */
    readonly deleteDevices?: pulumi.Input<boolean> | undefined;
    /**
     * Whether an update may take out of Webex more than ten entries and more than a quarter of the batch. Unset: such
     * an update is refused, at preview too. A change asks for no request.
     */
    readonly allowRemovals?: pulumi.Input<boolean> | undefined;
}

/**
 * Many workspaces as one resource: one entry in Pulumi's state instead of a thousand, which makes an `up` many times
 * faster. Each workspace has a life of its own: a changed, added or removed entry touches its workspace only, and where
 * some fail the others are done. With `webex:contract` `cisco` only.
 */
export class WorkspaceBatch extends WebexResource {
    /**
     * The workspaces, by names of the program's own. An entry whose name is new continues the one that left, if display
     * name and location are the same.
     */
    public declare readonly workspaces: pulumi.Output<Record<string, WorkspaceBatchEntry>>;
    /**
     * The organisation, for partner administrators; takes precedence over `webex:orgId`. A change replaces the
     * resource.
     */
    public declare readonly orgId: pulumi.Output<string | undefined>;
    /**
     * Whether the workspace leaves Webex when its declaration goes. Unset: a workspace that this stack made is deleted;
     * one that was taken over stays.
     */
    public declare readonly deleteOnDestroy: pulumi.Output<boolean | undefined>;
    /**
     * Whether devices inside go with the workspace, also those that this stack does not manage. Unset: a workspace with
     * such devices is not deleted.
     */
    public declare readonly deleteDevices: pulumi.Output<boolean | undefined>;
    /**
     * Whether an update may take out of Webex more than ten entries and more than a quarter of the batch. Unset: such
     * an update is refused, at preview too. A change asks for no request.
     */
    public declare readonly allowRemovals: pulumi.Output<boolean | undefined>;
    /** Webex's ids of the workspaces, by the entries' names. */
    public declare readonly ids: pulumi.Output<Record<string, string>>;
    /** The SIP addresses that the workspaces are called by, by the entries' names, once Webex tells them. */
    public declare readonly sipAddresses: pulumi.Output<Record<string, string>>;
    /** The stack's own record of each entry (`origin` and so on), as JSON by the entries' names. */
    public declare readonly entries: pulumi.Output<string>;

    /** The type by which policies find the class. */
    public static readonly __pulumiType = RESOURCE.type;

    /** Whether a value is a `WorkspaceBatch`, also one of another copy of this package. */
    public static override isInstance(value: unknown): value is WorkspaceBatch {
        return isOfType(value, RESOURCE.type);
    }

    constructor(name: string, args: WorkspaceBatchArgs, options?: pulumi.CustomResourceOptions) {
        const declared: Declared = { values: args, declarations: (values) => workspaceBatch.declarations(values) };
        super(RESOURCE, name, { args, guarded: { entries: args.workspaces }, declared, options });
    }
}

defineOutputs(WorkspaceBatch, RESOURCE);
