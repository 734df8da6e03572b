import { sameId } from "../../api/identity";
import { inputNames, inputsThat } from "../../definitions/definition";
import { WORKSPACE } from "../../definitions/workspace";
import { leavesWebex } from "../removal";
import type { Difference, Properties } from "../resource";
import { isUnknown } from "../unknown";
import { isAsNamed, laidOver } from "./workspaceFields";
import { isTakenOver, type WorkspaceInputs } from "./workspaceInputs";
import { inputsOf, organizationOf, type WorkspaceState } from "./workspaceState";

// Once: a thousand entries of a batch are compared in one Diff.
const INPUT_NAMES = inputNames(WORKSPACE);
const REPLACING = inputsThat(WORKSPACE, "replace");
const WRITTEN = inputsThat(WORKSPACE, "write");
const SETTINGS = inputsThat(WORKSPACE, "nothing");

/** What Webex sets once: a workspace that is taken over is not replaced because of it, but refused. */
const SET_ONCE: readonly string[] = ["locationId", "supportedDevices"];

/** How a program's inputs differ from what the state knows of the workspace. No I/O. */
export function diffWorkspace(id: string, state: WorkspaceState, inputs: WorkspaceInputs): Difference {
    const present = knownPresent(state);
    const differs = (name: string) => !isAsNamed(name, (inputs as Properties)[name], present[name]);
    const replaces = REPLACING.filter(
        (name) => differs(name) && !staysWith(name, { id, state, inputs, present: present[name] }),
    );
    const replaced = replaces.length > 0;
    const first = replaced && workspaceLeaves(state) && mayShareNumber(state, inputs);
    const changes =
        replaced ||
        asksForWrite(state, inputs) ||
        SETTINGS.some((name) => (inputs as Properties)[name] !== (state as Properties)[name]) ||
        // The state holds the inputs by name, so a program that gives others has something to save.
        namesOf(inputs) !== namesOf(state);
    return {
        changes,
        replaces,
        deleteBeforeReplace: first,
        mustMakeRoom: first,
        freesSeat: false,
        kept: replaced ? [] : [{ id }],
        leaving: replaced ? [id] : [],
        departures: [],
    };
}

/** Whether anything that Webex can write, or sets once, may differ, as far as the state tells. No I/O. */
export function asksForWrite(state: WorkspaceState, inputs: WorkspaceInputs): boolean {
    return inputsToWrite(inputs, knownPresent(state)).length > 0;
}

/** How the workspace is as far as the state tells, by the inputs' names. */
function knownPresent(state: WorkspaceState): Properties {
    return laidOver({ ...state.details, orgId: organizationOf(state) }, { ...inputsOf(state) });
}

/** Whether the delete of a workspace takes it out of Webex. */
export function workspaceLeaves({ origin, deleteOnDestroy }: WorkspaceState): boolean {
    return leavesWebex({ origin, unregisterOnDelete: deleteOnDestroy, mustMakeRoom: false });
}

/**
 * The inputs, of those that can be written or are set once, that are not so in `present`, see `presentOf`. Webex shows
 * what a workspace is for or not: where it does not, nothing is known to differ.
 */
export function inputsToWrite(inputs: WorkspaceInputs, present: Properties): string[] {
    return [...SET_ONCE, ...WRITTEN].filter(
        (name) =>
            !isAsNamed(name, (inputs as Properties)[name], present[name]) &&
            !(name === "supportedDevices" && present[name] === undefined),
    );
}

/** An input that asks for another workspace, and what is known of the present one. */
interface Asked {
    readonly id: string;
    readonly state: WorkspaceState;
    readonly inputs: WorkspaceInputs;
    readonly present: unknown;
}

/** Whether a replacing input that differs replaces nothing. */
function staysWith(name: string, { id, state, inputs, present }: Asked): boolean {
    if (isSameWorkspace(name, id, inputs)) {
        return true;
    }
    // An organisation that was never told is not known to be another; what is not set yet can still be set.
    if (present === undefined && name !== "workspaceId") {
        return true;
    }
    return SET_ONCE.includes(name) && state.origin === "takenOver";
}

/** A program may name the id of the workspace that it has anyway. */
function isSameWorkspace(name: string, id: string, { workspaceId }: WorkspaceInputs): boolean {
    return name === "workspaceId" && sameId(workspaceId, id);
}

/** Whether the old workspace has a number that the new one is to get, so that both cannot be there together. */
function mayShareNumber(state: WorkspaceState, inputs: WorkspaceInputs): boolean {
    if (isTakenOver(inputs)) {
        return false;
    }
    const old = state.calling?.webexCalling ?? {};
    if (isUnknown(inputs.calling) || isUnknown(inputs.calling?.webexCalling)) {
        return old.phoneNumber !== undefined || old.extension !== undefined;
    }
    const wanted = inputs.calling?.webexCalling ?? {};
    const isSame = (name: "phoneNumber" | "extension" | "locationId") =>
        wanted[name] !== undefined && (isUnknown(wanted[name]) || isAsNamed(name, wanted[name], old[name]));
    return isSame("phoneNumber") || (isSame("extension") && isSame("locationId"));
}

/** The names of the inputs that the program gave. */
function namesOf(properties: Properties): string {
    return INPUT_NAMES.filter((name) => properties[name] !== undefined).join();
}
