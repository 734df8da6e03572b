import * as pulumi from "@pulumi/pulumi";
import { isOnceSeen, isOwnedBy, type WebexDevice } from "../provider/api/devices/webexDevice";
import { sameId, sameModel } from "../provider/api/identity";
import { hasDevice } from "../provider/resources/deviceActivation/activationDiff";
import type { ActivationStatus } from "../provider/resources/deviceActivation/activationState";
import { byAppearance } from "../provider/resources/deviceActivation/codeFate";
import { DeviceReads } from "../provider/resources/deviceReads";
import type { Session } from "../provider/session";
import { attempt } from "./dataSource";
import { oncePerRun, programSession, underMocks } from "./run";

/** What is asked of a workspace. */
export interface RoomQuestion {
    readonly workspaceId: string;
    readonly orgId?: string | undefined;
    /** The model that the room is for; none for RoomOS devices. */
    readonly model?: string | undefined;
}

/** What the state knows of a room's code. */
export interface RecordedCode {
    readonly status: ActivationStatus;
    /** The device that the code is for, that used it, or that was there. */
    readonly deviceId?: string | undefined;
}

/** The device that a room has. */
export interface RoomDevice {
    readonly id: string;
    /** The device as Webex lists it in the room; undefined where the state alone knows it. */
    readonly listed?: WebexDevice | undefined;
}

/** Read once a run: what an earlier run in this process read is old. */
const readsOfRun = oncePerRun(() => new Map<Session, Map<string | undefined, DeviceReads>>());

/**
 * The devices of a room that came online, first come first. The rooms of a run share the pages of one list. Nobody is
 * asked under Pulumi's mocks, nor where the stack has no credential, as with explicit providers. Throws
 * `pulumi.RunError` where Webex does not answer.
 */
export async function devicesInRoom(
    label: string,
    question: RoomQuestion,
    session: Session = programSession(),
): Promise<readonly WebexDevice[]> {
    if (!canAsk(session)) {
        return [];
    }
    const { workspaceId, model } = question;
    const { contract, settings } = session;
    const orgId = question.orgId ?? settings.orgId;
    return attempt(`${label}: a look at the devices of its workspace`, async () => {
        const devices = await readsFor(session, orgId).byOwner({ workspaceId });
        const online = devices.filter(isOnceSeen).sort(byAppearance);
        if (model === undefined) {
            return online.filter(({ type }) => type === "roomdesk");
        }
        const plain = online.filter(({ product = "" }) => sameModel(model, product));
        if (plain.length === online.length) {
            return plain;
        }
        const supported = await contract.supportedDevices(orgId);
        return online.filter(({ product = "" }) => sameModel(model, product, supported));
    });
}

/** What is wrong with the settings each resource says in its check. */
function canAsk({ problems }: Session): boolean {
    return !underMocks() && problems.length === 0;
}

function readsFor(session: Session, orgId: string | undefined): DeviceReads {
    const { contract, settings } = session;
    const reads = readsOfRun().get(session) ?? new Map<string | undefined, DeviceReads>();
    readsOfRun().set(session, reads);
    let found = reads.get(orgId);
    if (found === undefined) {
        found = new DeviceReads(contract, orgId, settings.operationTimeoutSeconds);
        reads.set(orgId, found);
    }
    return found;
}

/**
 * The device of a room: the one that the state knows, because a list may leave it out; else the first that Webex lists.
 * `recorded` is undefined where a preview does not know it.
 */
export function deviceOfRoom(
    listed: readonly WebexDevice[],
    recorded: RecordedCode | undefined,
): RoomDevice | undefined {
    if (recorded?.deviceId !== undefined && hasDevice(recorded)) {
        const { deviceId: id } = recorded;
        return { id, listed: listed.find((device) => sameId(device.id, id)) };
    }
    const isGone = ({ id }: WebexDevice) => recorded?.status === "gone" && sameId(id, recorded.deviceId);
    const first = listed.find((device) => !isGone(device));
    return first === undefined ? undefined : { id: first.id, listed: first };
}

/** A room's device, after a look at the one that no list shows. */
export interface RoomDeviceNow extends RoomDevice {
    /** Whether Webex tells it in another workspace: it was moved there. */
    readonly isElsewhere?: boolean | undefined;
    /** What to say of it; undefined where it is in the room. */
    readonly warning?: string | undefined;
}

/**
 * A room's device as it is now. One that no list shows is asked for by itself, which costs a request; where that fails,
 * nothing is known of it. `others` are the devices that Webex lists in the room.
 */
export async function lookAtDevice(
    device: RoomDevice,
    { workspaceId, orgId }: RoomQuestion,
    others: readonly WebexDevice[],
    session: Session = programSession(),
): Promise<RoomDeviceNow> {
    const { id, listed } = device;
    if (listed !== undefined || !canAsk(session)) {
        return device;
    }
    const { names, settings } = session;
    const found = await readsFor(session, orgId ?? settings.orgId)
        .byId(id)
        .catch(() => undefined);
    if (found !== undefined && isOwnedBy(found, { workspaceId })) {
        return { id, listed: found };
    }
    if (found === undefined) {
        return { id, warning: unlistedWord(id, others) };
    }
    const where = await names.ask(found);
    const warning =
        `Webex has its device ${named(found)} in ${where} now. Nothing changes because of that. Move it back, or take the ` +
        "room's DeviceConfiguration, Device and DeviceActivation out of the state: `pulumi state delete`";
    return { id, isElsewhere: true, warning };
}

function unlistedWord(id: string, others: readonly WebexDevice[]): string {
    const instead = others.length === 0 ? "" : `, but ${others.map(named).join(", ")}`;
    return (
        `Webex does not show its device ${id} any more${instead}. Nothing changes because of that: ` +
        "`pulumi up --refresh` finds out whether the device is gone"
    );
}

/** A device by its name, with the id behind; whose it is is said beside. */
function named({ displayName, product, id }: WebexDevice): string {
    return `"${displayName ?? product ?? ""}" (${id})`;
}

/** What a room's output calls a connection status; the others are passed on. */
const STATUS_WORDS: Readonly<Record<string, string>> = {
    connected: "online",
    connected_with_issues: "online",
    disconnected: "offline",
};

/** The status of a room with a device. */
export function statusOfDevice(connectionStatus: string | undefined): string {
    return connectionStatus === undefined ? "unknown" : (STATUS_WORDS[connectionStatus] ?? connectionStatus);
}

/** The status of a room without a device. */
export function statusOfCode(status: ActivationStatus | undefined): string {
    return status === undefined || status === "pending" ? "waiting" : "expired";
}

/** What Pulumi itself knows of an output. */
interface KnownOutput<T> {
    readonly isKnown: Promise<boolean>;
    promise(): Promise<T>;
}

/** The value of an output that is no secret; undefined where a preview does not know it. */
export function ifKnown<T>(output: pulumi.Output<T>): pulumi.Output<T | undefined> {
    const { isKnown } = output as unknown as KnownOutput<T>;
    const value = async () => ((await isKnown) ? (output as unknown as KnownOutput<T>).promise() : undefined);
    return pulumi.output(value() as Promise<unknown>) as pulumi.Output<T | undefined>;
}
