import * as pulumi from "@pulumi/pulumi";
import { canonicalId } from "../provider/api/identity";
import { scrub } from "../provider/client/secrets";
import { pick } from "../provider/definitions/definition";
import { OF_WORKSPACE, ROOM } from "../provider/definitions/room";
import { unsupportedResource } from "../provider/resources/inputCheck";
import type { Declaration } from "../provider/resources/resource";
import { knownText } from "../provider/resources/unknown";
import { tokenOf } from "../provider/resourceTypes";
import type { Session } from "../provider/session";
import { plainError } from "./dataSource";
import { declareOnce } from "./declareOnce";
import { Device, type DeviceArgs } from "./device";
import { DeviceActivation, type DeviceActivationArgs } from "./deviceActivation";
import { DeviceConfiguration, type DeviceConfigurationArgs } from "./deviceConfiguration";
import { noteToCome } from "./planHook";
import { identityOf } from "./resourceIdentity";
import {
    deviceOfRoom,
    devicesInRoom,
    ifKnown,
    lookAtDevice,
    type RoomDevice,
    type RoomDeviceNow,
    statusOfCode,
    statusOfDevice,
} from "./roomDevices";
import { programSession, underMocks } from "./run";
import { Workspace, type WorkspaceArgs } from "./workspace";

const TYPE = tokenOf(ROOM.name);

/** The classes of what a room is made of. */
interface RoomClasses {
    readonly Device: ResourceConstructor<Device, DeviceArgs>;
    readonly DeviceActivation: ResourceConstructor<DeviceActivation, DeviceActivationArgs>;
    readonly DeviceConfiguration: ResourceConstructor<DeviceConfiguration, DeviceConfigurationArgs>;
    readonly Workspace: ResourceConstructor<Workspace, WorkspaceArgs>;
}

type ResourceConstructor<Resource, Args> = new (
    name: string,
    args: Args,
    options?: pulumi.CustomResourceOptions,
) => Resource;

/** What a room needs besides its arguments. */
export interface RoomSurroundings {
    readonly session: Session;
    readonly classes: RoomClasses;
}

/**
 * What a program says about a room: either the `workspaceId` of a workspace that is there, or the arguments of a
 * `Workspace` that the room makes.
 */
export interface RoomArgs extends Omit<WorkspaceArgs, "workspaceId" | "deleteOnDestroy"> {
    /** A workspace that is there. The room leaves it as it is, and it stays when the room goes. */
    readonly workspaceId?: pulumi.Input<string> | undefined;
    /** The model of a phone, e.g. `Cisco 9861`; unset for RoomOS devices. With a change the room waits for another. */
    readonly model?: pulumi.Input<string> | undefined;
    /** The tags of the room's device, a set. Unset: they are not managed. */
    readonly tags?: pulumi.Input<readonly pulumi.Input<string>[]> | undefined;
    /** The settings of the room's device by their names, e.g. `Audio.DefaultVolume`. Others are left alone. */
    readonly settings?: DeviceConfigurationArgs["settings"] | undefined;
    /**
     * When an `up` issues a new code: `whenNeeded` (default) where one ended unused, or where the device that used it
     * is gone; `whenExpired` only where one ended unused; or `never`.
     */
    readonly renew?: pulumi.Input<"whenExpired" | "whenNeeded" | "never"> | undefined;
    /**
     * Whether the device leaves Webex with the room. Unset: it does if it used the room's code in a workspace that the
     * room made; any other device stays.
     */
    readonly unregisterOnDelete?: pulumi.Input<boolean> | undefined;
}

/**
 * A meeting room: its workspace, the code that brings a device online there, and the device's tags and settings once
 * the device is there. Each run looks into the workspace, so the `up` after somebody used the code takes the device
 * over. With `webex:contract` `cisco` only.
 */
export class Room extends pulumi.ComponentResource {
    /** The room's workspace. */
    public readonly workspaceId: pulumi.Output<string>;
    /** The code to enter on the room's device. Secret. Undefined once a device is there. */
    public readonly activationCode: pulumi.Output<string | undefined>;
    /** When the code ends, as Webex says it; ISO 8601. Undefined once a device is there. */
    public readonly expiresAt: pulumi.Output<string | undefined>;
    /**
     * `waiting` for a device, `expired` with its code, `online`, `offline`, or Webex's own word for the device's
     * connection, as this run found it.
     */
    public readonly status: pulumi.Output<string>;
    /** The room's device; undefined before there is one. */
    public readonly deviceId: pulumi.Output<string | undefined>;

    constructor(name: string, args: RoomArgs, options?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, options);
        const room = new RoomParts(name, args, this, `Room "${identityOf(name, options)}"`, this.surroundings());
        const { code, present, workspaceId } = room;
        this.workspaceId = workspaceId;
        this.deviceId = present.apply((device) => device?.id);
        this.status = present.apply((device) =>
            device === undefined ? code.status.apply(statusOfCode) : pulumi.output(device.status),
        );
        this.activationCode = pulumi.secret(unlessThere(present, code.code));
        this.expiresAt = unlessThere(present, code.expiresAt);
        const { activationCode, expiresAt, status, deviceId } = this;
        this.registerOutputs({ workspaceId, activationCode, expiresAt, status, deviceId });
    }

    /** The program's own session and classes; a room that the plugin makes has others. */
    protected surroundings(): RoomSurroundings {
        const classes = { Device, DeviceActivation, DeviceConfiguration, Workspace };
        return { session: programSession(), classes };
    }
}

/** A device in a room, and the room's status with it. */
interface Present {
    readonly id: string;
    readonly status: string;
}

/** What a room is made of. */
class RoomParts {
    readonly workspaceId: pulumi.Output<string>;
    readonly code: DeviceActivation;
    readonly present: pulumi.Output<Present | undefined>;
    /** The workspace, if the room makes it. */
    private readonly workspace: Workspace | undefined;

    constructor(
        private readonly name: string,
        private readonly args: RoomArgs,
        private readonly room: Room,
        private readonly label: string,
        private readonly surroundings: RoomSurroundings,
    ) {
        const { session, classes } = surroundings;
        refuseArgs(label, args, session);
        const { model, orgId, renew = "whenNeeded", unregisterOnDelete } = args;
        this.workspace = this.declareWorkspace();
        this.workspaceId = this.workspace?.id ?? pulumi.output(args.workspaceId as pulumi.Input<string>);
        const { workspaceId } = this;
        declareOnce(label, { values: { workspaceId: args.workspaceId }, declarations: roomDeclarations });
        const listed = pulumi
            .all([workspaceId, orgId, model])
            .apply(([id, org, wanted]) =>
                devicesInRoom(label, { workspaceId: id, orgId: org, model: wanted }, session),
            );
        const redeemedBy = listed.apply(([first]) => first?.id) as pulumi.Output<string>;
        this.code = new classes.DeviceActivation(
            name,
            { workspaceId, model, orgId, renew, unregisterOnDelete, redeemedBy },
            // Webex shows no entry for the code of a room device: it goes with its workspace, and by nothing else.
            { parent: room, ...(model === undefined ? this.withWorkspace() : {}) },
        );
        const recorded = ifKnown(pulumi.all([this.code.status, this.code.deviceId]));
        this.present = pulumi.all([workspaceId, orgId, listed, recorded]).apply(async ([id, org, devices, known]) => {
            const [status, deviceId] = known ?? [];
            const chosen = deviceOfRoom(devices, status === undefined ? undefined : { status, deviceId });
            if (chosen === undefined) {
                return undefined;
            }
            const device = await lookAtDevice(chosen, { workspaceId: id, orgId: org }, devices, session);
            if (device.warning !== undefined) {
                void pulumi.log.warn(scrub(`${label}: ${device.warning}`), room);
            }
            return this.declareDevice(device, id);
        }) as pulumi.Output<Present | undefined>;
        noteToCome(this.present);
    }

    private declareWorkspace(): Workspace | undefined {
        const { name, args, room, surroundings } = this;
        if (args.workspaceId !== undefined) {
            return undefined;
        }
        return new surroundings.classes.Workspace(name, pick({ ...args }, [...OF_WORKSPACE, "orgId"]), {
            parent: room,
        });
    }

    /** The option for what goes with the workspace, if the room makes it. */
    private withWorkspace(): { deletedWith?: Workspace } {
        return this.workspace === undefined ? {} : { deletedWith: this.workspace };
    }

    private declareDevice(chosen: RoomDeviceNow, workspaceId: string): pulumi.Output<Present> {
        const { args, code, name, room, workspace } = this;
        const { classes } = this.surroundings;
        const { tags, orgId, settings, unregisterOnDelete } = args;
        const { id, isElsewhere = false, listed } = chosen;
        // Of a device that somebody brought by other means, or moved to another workspace, the stack has no say.
        const ifOwn = () =>
            code.status.apply((status) => (status === "redeemed" ? true : undefined)) as pulumi.Output<boolean>;
        const device = new classes.Device(
            name,
            {
                ...{ deviceId: id, tags, orgId, workspaceId: isElsewhere ? undefined : workspaceId },
                unregisterOnDelete:
                    unregisterOnDelete ?? (workspace === undefined || isElsewhere ? undefined : ifOwn()),
            },
            { parent: room, dependsOn: workspace === undefined ? [code] : [code, workspace] },
        );
        if (settings !== undefined) {
            new classes.DeviceConfiguration(
                name,
                { deviceId: idForSettings(chosen, device), settings, orgId },
                { parent: room, dependsOn: [device], ...(isElsewhere ? {} : this.withWorkspace()) },
            );
        }
        const status =
            listed === undefined
                ? device.connectionStatus.apply(statusOfDevice)
                : pulumi.output(statusOfDevice(listed.connectionStatus));
        return status.apply((word) => ({ id, status: word }));
    }
}

/** Refuses arguments that do not say which workspace a room has. Throws `pulumi.RunError`. */
function refuseArgs(label: string, args: RoomArgs, { contract }: Session): void {
    const [refused] = underMocks() ? [] : unsupportedResource({ ...ROOM, name: label }, contract);
    if (refused !== undefined) {
        throw plainError(refused.reason);
    }
    const own = Object.keys(pick({ ...args }, OF_WORKSPACE));
    if (args.workspaceId === undefined && args.displayName === undefined) {
        throw plainError(
            `${label}: give the displayName of a workspace to make, or the workspaceId of one that is there`,
        );
    }
    if (args.workspaceId !== undefined && own.length > 0) {
        throw plainError(
            `${label}: workspaceId names a workspace that the room leaves as it is, so ${own.join(", ")} cannot be given. To ` +
                "manage it, declare a Workspace with that workspaceId, and give its id here",
        );
    }
}

/** What of a room's arguments no other room may declare: two would take over the same device. */
function roomDeclarations({ workspaceId }: Readonly<Record<string, unknown>>): Declaration[] {
    const known = knownText(workspaceId);
    return known === undefined
        ? []
        : [{ key: `room ${canonicalId(known)}`, what: "the workspace", once: "a workspace" }];
}

/** The id that a device's settings go by: as the state knows it, because a list may leave the device out. */
function idForSettings({ id, listed }: RoomDevice, device: Device): pulumi.Output<string> {
    const recorded = ifKnown(pulumi.all([device.webexDeviceId, device.id]));
    return recorded.apply((known) => known?.[0] ?? known?.[1] ?? listed?.webexDeviceId ?? id);
}

/** An output of a room's code; undefined where a device is there, or where no code was issued. */
function unlessThere(
    present: pulumi.Output<Present | undefined>,
    output: pulumi.Output<string>,
): pulumi.Output<string | undefined> {
    return present.apply((device) =>
        device === undefined
            ? output.apply((text) => (text === "" ? undefined : text))
            : pulumi.output<string | undefined>(undefined),
    );
}
