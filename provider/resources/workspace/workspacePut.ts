import type {
    NewWorkspace,
    Workspace,
    WorkspaceCalling,
    WorkspaceFields,
    WorkspaceNumbers,
} from "../../api/workspaces";
import type { WorkspaceInputs } from "./workspaceInputs";

/** The values of `hotdeskingStatus` that can be sent; wxc_sdk saw `none` besides. */
const HOTDESKING: readonly (string | undefined)[] = ["on", "off"];

/**
 * The body of a PUT that writes the inputs `names` to a workspace. Webex clears `capacity`, `type` and `notes` where
 * they are left out, and says nothing of hot desking, meetings and navigation: these are always carried on. Calling and
 * calendar stay where they are left out, so they go along only if they change, calling with its numbers.
 */
export function changedBody(
    found: Workspace,
    numbers: WorkspaceNumbers | undefined,
    inputs: WorkspaceInputs,
    names: readonly string[],
): WorkspaceFields {
    const { locationId = found.locationId, calling, indoorNavigation, deviceHostedMeetings, ...plain } = inputs;
    const changed = new Set(names);
    const simple = ["displayName", "capacity", "type", "notes", "sipAddress", "calendar", "hotdeskingStatus"] as const;
    const written = Object.fromEntries(simple.filter((name) => changed.has(name)).map((name) => [name, plain[name]]));
    return withoutUndefined({
        ...carriedOn(found),
        ...written,
        ...(changed.has("locationId") && { locationId }),
        ...(changed.has("floorId") && { locationId, floorId: plain.floorId }),
        ...(changed.has("deviceHostedMeetings") && {
            deviceHostedMeetings: { ...found.deviceHostedMeetings, ...deviceHostedMeetings },
        }),
        ...(changed.has("indoorNavigation") && { indoorNavigation: { url: indoorNavigation?.url || null } }),
        ...(changed.has("calling") && calling !== undefined && { calling: callingBody(calling, numbers) }),
    });
}

/** The body of the POST that makes a workspace; `notes` are those for which the program gives none. */
export function newBody(inputs: WorkspaceInputs, orgId: string | undefined, notes: string | undefined): NewWorkspace {
    const { workspaceId: _, deleteOnDestroy: __, deleteDevices: ___, indoorNavigation, ...fields } = inputs;
    const map = indoorNavigation?.url === "" ? undefined : indoorNavigation;
    return withoutUndefined({
        notes,
        ...fields,
        // The check asks for it.
        displayName: fields.displayName ?? "",
        orgId,
        indoorNavigation: map,
    });
}

function carriedOn(found: Workspace): WorkspaceFields {
    const { displayName, capacity, type, notes, hotdeskingStatus, deviceHostedMeetings, indoorNavigation } = found;
    const isThirdParty = found.calling?.type === "thirdPartySipCalling";
    return {
        displayName,
        capacity,
        type,
        notes,
        sipAddress: isThirdParty ? found.sipAddress : undefined,
        hotdeskingStatus: HOTDESKING.includes(hotdeskingStatus) ? hotdeskingStatus : undefined,
        deviceHostedMeetings,
        indoorNavigation: indoorNavigation?.url === undefined ? undefined : { url: indoorNavigation.url },
    };
}

/** All numbers again, those that the program does not name as they are. The licence stays where none is named. */
function callingBody(calling: WorkspaceCalling, numbers: WorkspaceNumbers | undefined): WorkspaceCalling {
    if (calling.type !== "webexCalling") {
        return calling;
    }
    return { ...calling, webexCalling: { ...numbers, ...calling.webexCalling } };
}

function withoutUndefined<T extends object>(fields: T): T {
    return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
