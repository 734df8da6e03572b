import * as pulumi from "@pulumi/pulumi";
import { WORKSPACE } from "../provider/definitions/workspace";
import { workspaceDeclarations } from "../provider/resources/workspace/workspaceInputs";
import type { WorkspaceDetails } from "../provider/resources/workspace/workspaceState";
import { defineOutputs, isOfType, resourceClass, WebexResource } from "./webexResource";

const RESOURCE = resourceClass({
    definition: WORKSPACE,
    module: "workspace",
    seeded: ["details"],
    tellsStack: true,
    insteadOfImport: "Give the id of the workspace as workspaceId: it is taken over then",
});

/** Webex Calling of a workspace. Needs a `locationId`, and a `phoneNumber`, an `extension` or both. */
export interface WebexCallingArgs {
    /** The phone number, E.164, e.g. `+12145550100`. */
    readonly phoneNumber?: pulumi.Input<string> | undefined;
    /** The extension, digits. */
    readonly extension?: pulumi.Input<string> | undefined;
    /** The calling location, which the number belongs to. */
    readonly locationId?: pulumi.Input<string> | undefined;
    /** Ids of licences, of which Webex applies the oldest that suits. Unset: the oldest that suits at all. */
    readonly licenses?: pulumi.Input<readonly pulumi.Input<string>[]> | undefined;
}

/** How a workspace calls. */
export interface WorkspaceCallingArgs {
    /**
     * The kind of calling. It can be changed to `none`, `thirdPartySipCalling` or `webexCalling` while no device is
     * inside only, and never from or to `hybridCalling` and `webexEdgeForDevices`.
     */
    readonly type: pulumi.Input<
        "freeCalling" | "webexCalling" | "thirdPartySipCalling" | "none" | "hybridCalling" | "webexEdgeForDevices"
    >;
    /** Webex Calling; with the type `webexCalling` only. */
    readonly webexCalling?: pulumi.Input<WebexCallingArgs> | undefined;
}

/** The calendar that shows when a room is taken. */
export interface WorkspaceCalendarArgs {
    /** The calendar service; `none` takes the calendar away. */
    readonly type: pulumi.Input<"none" | "google" | "microsoft">;
    /** The address that the room is booked by. */
    readonly emailAddress?: pulumi.Input<string> | undefined;
    /** The resource group of Webex's hybrid calendar service; for Microsoft Exchange on own premises. */
    readonly resourceGroupId?: pulumi.Input<string> | undefined;
}

/** Meetings that devices host themselves. */
export interface DeviceHostedMeetingsArgs {
    /** Whether devices host meetings. */
    readonly enabled: pulumi.Input<boolean>;
    /** The Webex site that they are hosted on, e.g. `example.webex.com`. */
    readonly siteUrl?: pulumi.Input<string> | undefined;
}

/** The map that leads to a workspace. */
export interface IndoorNavigationArgs {
    /** The map's address; an empty text clears it. */
    readonly url: pulumi.Input<string>;
}

/** How a workspace calls: what the program gave, else what Webex told, which never tells numbers. */
export interface WorkspaceCallingOutput {
    /** The kind of calling: `freeCalling`, `webexCalling`, `none` and others. */
    readonly type?: string;
    /** Webex Calling. */
    readonly webexCalling?: {
        /** The phone number, where the program gave one. */
        readonly phoneNumber?: string;
        /** The extension, where the program gave one. */
        readonly extension?: string;
        /** The calling location, where the program gave one. */
        readonly locationId?: string;
        /** The ids of the licences. */
        readonly licenses?: readonly string[];
    };
    /** Calling by the company's own Unified CM. */
    readonly hybridCalling?: {
        /** Whom it calls for. */
        readonly emailAddress?: string;
    };
}

/** A workspace's calendar: what the program gave, else what Webex told. */
export interface WorkspaceCalendarOutput {
    /** `none`, `google` or `microsoft`. */
    readonly type?: string;
    /** The address that the room is booked by. */
    readonly emailAddress?: string;
    /** The resource group, where the program gave one. */
    readonly resourceGroupId?: string;
}

/** What a program says about a workspace. A field that it does not name keeps what is there. */
export interface WorkspaceArgs {
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
     * The organisation, for partner administrators; takes precedence over `webex:orgId`. A change replaces the
     * resource.
     */
    readonly orgId?: pulumi.Input<string> | undefined;
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
}

/**
 * A Webex workspace: a meeting room, a desk or another place that devices stand in. It is made, or taken over by
 * `workspaceId`. With `webex:contract` `cisco` only.
 */
export class Workspace extends WebexResource {
    /** Everything that Webex says about the workspace, by its own names, except what the program gave. */
    public declare readonly details: pulumi.Output<WorkspaceDetails>;
    /**
     * The name, as Control Hub and the devices inside show it. Needed unless `workspaceId` takes a workspace over.
     * Names may repeat.
     */
    public declare readonly displayName: pulumi.Output<string | undefined>;
    /**
     * The id of a workspace that is there already, to take it over. A workspace that is taken over stays when its
     * declaration goes. Another id replaces the resource.
     */
    public declare readonly workspaceId: pulumi.Output<string | undefined>;
    /**
     * The organisation, for partner administrators; takes precedence over `webex:orgId`. A change replaces the
     * resource.
     */
    public declare readonly orgId: pulumi.Output<string | undefined>;
    /**
     * The location that the workspace is in. Webex sets it once, with `webexCalling` by itself. A change replaces the
     * workspace.
     */
    public declare readonly locationId: pulumi.Output<string | undefined>;
    /** The floor of the location. Needs `locationId`. */
    public declare readonly floorId: pulumi.Output<string | undefined>;
    /** How many people the workspace is for; 0 or more. */
    public declare readonly capacity: pulumi.Output<number | undefined>;
    /** The kind of room, e.g. `huddle` or `meetingRoom`. `notSet` clears it. */
    public declare readonly type: pulumi.Output<
        "notSet" | "focus" | "huddle" | "meetingRoom" | "open" | "desk" | "other" | undefined
    >;
    /**
     * Notes for administrators; an empty text clears them. Unset: a new workspace gets one line that names the stack
     * and the resource.
     */
    public declare readonly notes: pulumi.Output<string | undefined>;
    /**
     * The SIP address that the workspace is called by. A program gives one with `thirdPartySipCalling` only; else Webex
     * makes one.
     */
    public declare readonly sipAddress: pulumi.Output<string | undefined>;
    /**
     * How the workspace calls. Unset: a new workspace gets `freeCalling`. `webexCalling` needs a location, and a phone
     * number, an extension or both.
     */
    public declare readonly calling: pulumi.Output<WorkspaceCallingOutput | undefined>;
    /**
     * The calendar that shows when the room is taken. Webex never tells the `resourceGroupId` of a Microsoft calendar.
     */
    public declare readonly calendar: pulumi.Output<WorkspaceCalendarOutput | undefined>;
    /** Whether people can use the workspace as a hot desk. */
    public declare readonly hotdeskingStatus: pulumi.Output<"on" | "off" | undefined>;
    /** Whether devices host meetings themselves, and the Webex site that they host them on. */
    public declare readonly deviceHostedMeetings: pulumi.Output<WorkspaceDetails["deviceHostedMeetings"]>;
    /**
     * The devices that the workspace is for: `collaborationDevices` (Webex's default) or `phones`, which MPP phones
     * need. A change replaces the workspace.
     */
    public declare readonly supportedDevices: pulumi.Output<"collaborationDevices" | "phones" | undefined>;
    /** The map that leads to the workspace; an empty `url` clears it. */
    public declare readonly indoorNavigation: pulumi.Output<WorkspaceDetails["indoorNavigation"]>;
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
    /** Where the workspace came from: `created` by this stack, or `takenOver` by `workspaceId`. */
    public declare readonly origin: pulumi.Output<"created" | "takenOver">;
    /** The organisation that Webex said the workspace is in, where `details` has no `orgId`. */
    public declare readonly organization: pulumi.Output<string | undefined>;
    /** When the workspace was made; ISO 8601. */
    public declare readonly created: pulumi.Output<string | undefined>;
    /** The platform of the devices inside: `cisco` or `microsoftTeamsRoom`. */
    public declare readonly devicePlatform: pulumi.Output<string | undefined>;
    /** The location by its old name; Cisco wants `locationId` used instead. */
    public declare readonly workspaceLocationId: pulumi.Output<string | undefined>;
    /** Whether maintenance of the workspace is `off`, `on` or `upcoming`. */
    public declare readonly plannedMaintenance: pulumi.Output<string | undefined>;
    /** How well the workspace does: `level` is `ok`, `info`, `warning` or `error`. */
    public declare readonly health: pulumi.Output<WorkspaceDetails["health"]>;

    /** The type by which policies find the class. */
    public static readonly __pulumiType = RESOURCE.type;

    /** Whether a value is a `Workspace`, also one of another copy of this package. */
    public static override isInstance(value: unknown): value is Workspace {
        return isOfType(value, RESOURCE.type);
    }

    constructor(name: string, args: WorkspaceArgs, options?: pulumi.CustomResourceOptions) {
        const { workspaceId } = args;
        const declared = { values: { workspaceId }, declarations: workspaceDeclarations };
        super(RESOURCE, name, { args, guarded: { looked: true }, declared, options });
    }
}

defineOutputs(Workspace, RESOURCE);
