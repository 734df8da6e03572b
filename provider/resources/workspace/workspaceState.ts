import type { Workspace, WorkspaceNumbers } from "../../api/workspaces";
import { inputNames, pick, recordedNames } from "../../definitions/definition";
import { WORKSPACE } from "../../definitions/workspace";
import { organizationToRecord, recordedOrganization } from "../organization";
import type { Properties } from "../resource";
import { asTold, laidOver } from "./workspaceFields";
import type { WorkspaceInputs } from "./workspaceInputs";

/** What the API told of a workspace, by Webex's own names, except what stands in the state as an input. */
export type WorkspaceDetails = Readonly<Omit<Workspace, "id">>;

/** What the stack itself records of a workspace. */
export type WorkspaceRecord = {
    readonly origin: "created" | "takenOver";
    /** Where `details` does not have the organisation: an `orgId` of the program stands in its place. */
    readonly organization?: string | undefined;
};

/** What the state keeps of a workspace: the program's inputs by name, `details`, and what the stack records. */
export type WorkspaceState = WorkspaceInputs & WorkspaceRecord & { readonly details: WorkspaceDetails };

/** What Webex told of a workspace. */
export interface Told {
    readonly workspace: Workspace;
    /** Its numbers, where they were asked for and Webex has any to tell. */
    readonly numbers?: WorkspaceNumbers | undefined;
    /** The program's inputs were just written, so Webex has them although its answer may not show them. */
    readonly isWritten?: boolean;
}

const INPUT_NAMES = inputNames(WORKSPACE);
const RECORDED_NAMES = recordedNames(WORKSPACE);

/** Inputs that are settings of the stack's own, or that Webex tells under another name. */
const KEPT_AS_GIVEN: readonly string[] = ["workspaceId", "orgId", "deleteOnDestroy", "deleteDevices"];

/** Inputs that count as unset where Webex does not tell them; of all others that is no news. */
const UNSET_IF_UNTOLD: readonly string[] = ["capacity", "floorId", "locationId"];

/** The kinds of calling that an activation code turns into `freeCalling` (Workspaces API). */
const TURNED_BY_CODE: readonly unknown[] = ["none", "thirdPartySipCalling"];

/** The organisation that the API said the workspace is in. */
export function organizationOf({ details, organization, orgId }: WorkspaceState): string | undefined {
    return details.orgId ?? recordedOrganization({ organization, orgId });
}

/** What the stack records of the workspace. */
export function recordOf(state: WorkspaceState): WorkspaceRecord {
    return pick({ ...state, organization: organizationOf(state) }, RECORDED_NAMES) as WorkspaceRecord;
}

/** The program's inputs as the state knows them: a value that changed at the API is the API's, all others as given. */
export function inputsOf(state: WorkspaceState): WorkspaceInputs {
    return pick(state, INPUT_NAMES);
}

/**
 * The state after Webex told of a workspace, for a program that gave `inputs`. Where both mean the same, the program's
 * form stays. An input that Webex never tells stays as given.
 */
export function stateOf(inputs: WorkspaceInputs, told: Told, record: WorkspaceRecord): WorkspaceState {
    const { id: _, ...fields } = told.workspace;
    const given = pick(inputs, INPUT_NAMES);
    const now = knownOf(told);
    const isTurned = isTurnedByCode(inputs, told.workspace);
    const plain = Object.entries(given).map(([name, value]): [string, unknown] => {
        if (KEPT_AS_GIVEN.includes(name) || (isTurned && ["calling", "sipAddress"].includes(name))) {
            return [name, value];
        }
        const isUnset = told.isWritten !== true && now[name] === undefined && UNSET_IF_UNTOLD.includes(name);
        return [name, isUnset ? undefined : asTold(name, value, now[name])];
    });
    const known = plain.filter(([, value]) => value !== undefined);
    return assembled(Object.fromEntries(known), fields, {
        ...record,
        organization: fields.orgId ?? record.organization,
    });
}

/** The state for a program that gives other `inputs`, none of which asks for a write. */
export function withInputs(state: WorkspaceState, inputs: WorkspaceInputs): WorkspaceState {
    return assembled(pick(inputs, INPUT_NAMES), state.details, recordOf(state));
}

/** The state of inputs, of what Webex told besides, and of what the stack records; nothing stands there twice. */
function assembled(given: Properties, told: WorkspaceDetails, record: WorkspaceRecord): WorkspaceState {
    const details = Object.fromEntries(Object.entries(told).filter(([name]) => given[name] === undefined));
    const isInDetails = details["orgId"] !== undefined;
    const { orgId } = given as WorkspaceInputs;
    const organization = isInDetails ? undefined : organizationToRecord(record.organization, orgId);
    return { ...given, details, ...pick({ ...record, organization }, RECORDED_NAMES) } as WorkspaceState;
}

/**
 * How the workspace is now, by the inputs' names: what Webex told, and of what it never tells what the state has. To
 * compare a program's inputs with.
 */
export function presentOf(state: WorkspaceState, told: Told): Properties {
    return laidOver(knownOf(told), stateOf(inputsOf(state), told, recordOf(state)));
}

/** What Webex told, by the inputs' names; what is not set stands there as a program would say it. */
function knownOf({ workspace, numbers, isWritten = false }: Told): Properties {
    const { hotdeskingStatus, calling } = workspace;
    const unset = isWritten
        ? {}
        : {
              type: "notSet",
              notes: "",
              hotdeskingStatus: "off",
              calendar: { type: "none" },
              deviceHostedMeetings: { enabled: false },
              indoorNavigation: { url: "" },
          };
    return laidOver(unset, {
        ...workspace,
        // wxc_sdk saw `none`.
        hotdeskingStatus: hotdeskingStatus === "none" ? "off" : hotdeskingStatus,
        calling: calling === undefined ? undefined : { ...calling, ...withNumbers(calling.webexCalling, numbers) },
    });
}

/** The fields of `webexCalling`. Where Webex told any number, the one that it did not tell is not there. */
function withNumbers(webexCalling: object | undefined, numbers: WorkspaceNumbers | undefined) {
    if (webexCalling === undefined && numbers === undefined) {
        return {};
    }
    const { phoneNumber, extension, locationId } = numbers ?? {};
    const isTold = phoneNumber !== undefined || extension !== undefined;
    const told = isTold ? { phoneNumber: phoneNumber ?? "", extension: extension ?? "" } : {};
    return { webexCalling: { ...webexCalling, ...told, ...(locationId === undefined ? {} : { locationId }) } };
}

/** Whether a code that was issued for the workspace changed how it calls, which is no drift. */
function isTurnedByCode({ calling }: WorkspaceInputs, workspace: Workspace): boolean {
    return TURNED_BY_CODE.includes(calling?.type) && workspace.calling?.type === "freeCalling";
}
