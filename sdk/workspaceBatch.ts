import type * as pulumi from "@pulumi/pulumi";
import { outputNames } from "../provider/definitions/definition";
import { WORKSPACE_BATCH } from "../provider/definitions/workspaceBatch";
import { workspaceBatch } from "../provider/resources/batch/workspaceBatch";
import type { Declared } from "./declareOnce";
import { defineOutputs, isOfType, resourceClass, WebexResource } from "./webexResource";
import type {
    DeviceHostedMeetingsArgs,
    IndoorNavigationArgs,
    WorkspaceCalendarArgs,
    WorkspaceCallingArgs,
} from "./workspace";

const RESOURCE = resourceClass({
    definition: WORKSPACE_BATCH,
    module: "workspaceBatch",
    seeded: outputNames(WORKSPACE_BATCH),
    tellsStack: true,
});

/** One workspace of a batch, see `WorkspaceArgs`. A field that the program does not name keeps what is there. */
export interface WorkspaceBatchEntry {
    /**
     * The name, as Control Hub and the devices inside show it. Needed unless `workspaceId` takes a workspace over.
     * Names may repeat.
     */
    readonly displayName?: pulumi.Input<string> | undefined;
    /**
     * The id of a workspace that is there already, to take it over. A workspace that is taken over stays when its
     * declaration goes. Another id replaces the resource.
     */
    readonly workspaceId?: pulumi.Input<string> | undefined;
    /**
     * The location that the workspace is in. Webex sets it once, with `webexCalling` by itself. A change replaces the
     * workspace.
     */
    readonly locationId?: pulumi.Input<string> | undefined;
    /** The floor of the location. Needs `locationId`. */
    readonly floorId?: pulumi.Input<string> | undefined;
    /** How many people the workspace is for; 0 or more. */
    readonly capacity?: pulumi.Input<number> | undefined;
    /** The kind of room, e.g. `huddle` or `meetingRoom`. `notSet` clears it. */
    readonly type?: pulumi.Input<"notSet" | "focus" | "huddle" | "meetingRoom" | "open" | "desk" | "other"> | undefined;
    /**
     * Notes for administrators; an empty text clears them. Unset: a new workspace gets one line that names the stack
     * and the resource.
     */
    readonly notes?: pulumi.Input<string> | undefined;
    /**
     * The SIP address that the workspace is called by. A program gives one with `thirdPartySipCalling` only; else Webex
     * makes one.
     */
    readonly sipAddress?: pulumi.Input<string> | undefined;
    /**
     * How the workspace calls. Unset: a new workspace gets `freeCalling`. `webexCalling` needs a location, and a phone
     * number, an extension or both.
     */
    readonly calling?: pulumi.Input<WorkspaceCallingArgs> | undefined;
    /**
     * The calendar that shows when the room is taken. Webex never tells the `resourceGroupId` of a Microsoft calendar.
     */
    readonly calendar?: pulumi.Input<WorkspaceCalendarArgs> | undefined;
    /** Whether people can use the workspace as a hot desk. */
    readonly hotdeskingStatus?: pulumi.Input<"on" | "off"> | undefined;
    /** Whether devices host meetings themselves, and the Webex site that they host them on. */
    readonly deviceHostedMeetings?: pulumi.Input<DeviceHostedMeetingsArgs> | undefined;
    /**
     * The devices that the workspace is for: `collaborationDevices` (Webex's default) or `phones`, which MPP phones
     * need. A change replaces the workspace.
     */
    readonly supportedDevices?: pulumi.Input<"collaborationDevices" | "phones"> | undefined;
    /** The map that leads to the workspace; an empty `url` clears it. */
    readonly indoorNavigation?: pulumi.Input<IndoorNavigationArgs> | undefined;
}

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
