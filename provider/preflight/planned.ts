import type { Owner } from "../api/devices/contract";
import { REPLACES_KEY } from "../hidden";
import type { BatchOutlook } from "../resources/batch/batchOutlook";
import { isTakenOver } from "../resources/device/deviceInputs";
import { type Leaving, leavingOf } from "../resources/moves";
import type { Properties } from "../resources/resource";
import { knownText } from "../resources/unknown";
import type { Settings } from "../settings";
import { LOOKERS, type PlannedChange } from "./lookers";

/** A device or code that a plan makes: of a resource, or of an entry of a batch. What is not known yet is absent. */
export interface Planned extends Owner {
    /** The resource's name in the program, for an entry `batch[entry]`. */
    readonly name: string;
    /** The resource's URN, or whatever else no other resource has. */
    readonly urn: string;
    readonly orgId: string | undefined;
    /** Whether it is the code for a device; else it is the device itself. */
    readonly isCode: boolean;
    readonly mac: string | undefined;
    readonly model: string | undefined;
    /** Whether the program names a model or a SIP password, known or not. */
    readonly gives: { readonly model: boolean; readonly password: boolean };
    /** Whether something leaves Webex for it: what the resource had, or another device of the person in its batch. */
    readonly takesPlace: boolean;
    /** For an entry that is replaced: the organisation that it was in until now. */
    readonly wasIn?: string | undefined;
}

/** What one resource adds to a plan. */
export interface Part {
    readonly urn: string;
    readonly name: string;
    /** The class and the name, e.g. `Device "lobby"`. */
    readonly label: string;
    readonly planned: readonly Planned[];
    /** What leaves Webex with it. */
    readonly leaving: readonly Leaving[];
    /** What it makes or changes that is no device and no code. */
    readonly changes?: readonly PlannedChange[];
}

/** One resource that the engine is about to create or, for some kinds, to change. */
export interface Step {
    readonly name: string;
    readonly urn: string;
    /** The class of the resource, e.g. `Device`. */
    readonly type: string;
    /** As the provider gets them, secrets in clear. */
    readonly inputs: Properties;
    /** The id of what is there already; undefined for a create. */
    readonly id?: string | undefined;
    /** The outputs of what is there already. */
    readonly state?: Properties | undefined;
    /** What the plan comes to for a batch; undefined for what is none. */
    readonly outlook: BatchOutlook | undefined;
    /** Whether the option `retainOnDelete` keeps in Webex what is replaced. */
    readonly isRetained: boolean;
}

/** The settings that a plan goes by. */
type PlanSettings = Pick<Settings, "orgId">;

/** What a step of the engine adds to the plan. No I/O. */
export function partOf(step: Step, settings: PlanSettings): Part {
    const { name, urn, type, inputs, isRetained, outlook } = step;
    const self = { urn, name, label: `${type} "${name}"` };
    const looked = LOOKED.get(type);
    if (looked !== undefined) {
        return { ...self, planned: [], leaving: [], changes: changesOf(step, looked, settings) };
    }
    if (outlook !== undefined) {
        const { entries } = outlook;
        const planned = entries.planned.map(({ key, inputs: own, takesPlace, wasIn }) => ({
            ...plannedOf(step, `${name}[${key}]`, own, takesPlace, settings),
            wasIn,
        }));
        return { ...self, planned, leaving: entries.leaving };
    }
    const replaced = leavingOf(inputs[REPLACES_KEY]);
    const leaving = replaced === undefined || isRetained ? [] : [replaced];
    const takesPlace = leaving.some(({ owner }) => owner !== undefined);
    const planned = isTakenOver(inputs) ? [] : [plannedOf(step, name, inputs, takesPlace, settings)];
    return { ...self, planned, leaving };
}

/** The classes that lookers look at, with the class of the resource that each entry would be by itself. */
const LOOKED: ReadonlyMap<string, string> = new Map(
    [...LOOKERS.keys()].flatMap((type) => [[type, type] as const, [`${type}Batch`, type] as const]),
);

function changesOf(step: Step, type: string, settings: PlanSettings): PlannedChange[] {
    const { name, urn, outlook, id, state, inputs } = step;
    const orgOf = (own: Properties) => knownText(own["orgId"]) ?? settings.orgId;
    if (outlook === undefined) {
        return [{ name, urn, type, id, state: id === undefined ? undefined : state, inputs, orgId: orgOf(inputs) }];
    }
    return outlook.changes.map((entry) => ({
        ...{ name: `${name}[${entry.key}]`, urn, type, id: entry.id, state: entry.state },
        ...{ inputs: entry.inputs, orgId: orgOf(entry.inputs), isReplacement: entry.isReplacement },
    }));
}

function plannedOf(
    { urn, type }: Step,
    name: string,
    inputs: Properties,
    takesPlace: boolean,
    settings: PlanSettings,
): Planned {
    const { personId, workspaceId, mac, model, password, orgId } = inputs;
    return {
        name,
        urn,
        orgId: knownText(orgId) ?? settings.orgId,
        isCode: type.startsWith("DeviceActivation"),
        personId: knownText(personId),
        workspaceId: knownText(workspaceId),
        mac: knownText(mac),
        model: knownText(model),
        gives: { model: model !== undefined, password: password !== undefined },
        takesPlace,
    };
}
