import { CALLING_DEVICE_SETTINGS } from "../../provider/definitions/callingDeviceSettings";
import type { BatchDefinition, Definition } from "../../provider/definitions/definition";
import { inputNames, pick } from "../../provider/definitions/definition";
import { DEVICE } from "../../provider/definitions/device";
import { DEVICE_ACTIVATION } from "../../provider/definitions/deviceActivation";
import { DEVICE_CONFIGURATION } from "../../provider/definitions/deviceConfiguration";
import { WORKSPACE } from "../../provider/definitions/workspace";
import type { BatchKind } from "../../provider/resources/batch/batchKind";
import { entriesOf } from "../../provider/resources/batch/batchState";
import { ACTIVATIONS } from "../../provider/resources/batch/deviceActivationBatch";
import { DEVICES } from "../../provider/resources/batch/deviceBatch";
import { CONFIGURATIONS } from "../../provider/resources/batch/deviceConfigurationBatch";
import { WORKSPACES } from "../../provider/resources/batch/workspaceBatch";
import { entryOf } from "../../provider/resources/declarations";
import type { Properties } from "../../provider/resources/resource";
import { classOf } from "./fronts";
import { revealed } from "./revealed";

/** One resource as `pulumi stack export` and the engine's events have it, as far as it is looked at. */
export interface StackResource {
    readonly urn: string;
    readonly type: string;
    readonly id?: string;
    readonly inputs?: Properties;
    readonly outputs?: Properties;
    /** Whether it is the old half of a replacement that is still to be deleted. */
    readonly delete?: boolean;
}

/** The kinds of things that a stack can have at Webex. */
export type ManagedKind = "device" | "code" | "workspace" | "settings" | "callingSettings";

/** One thing that a stack has at Webex: a resource, or an entry of a batch. */
export interface Managed {
    readonly kind: ManagedKind;
    /** The resource; entries of a batch share it. */
    readonly urn: string;
    /** As messages name it: `Device "lobby"`, or `DeviceBatch "phones", entry "lobby"`. */
    readonly label: string;
    /** The name of the resource, or of the entry. */
    readonly name: string;
    /** Webex's id. */
    readonly id: string;
    /** What the program gives, by the names of a single resource's inputs. */
    readonly inputs: Properties;
    /** Everything that the state knows, also what stands in `details`, by the names of a single resource's outputs. */
    readonly state: Properties;
}

const DEFINITIONS: Readonly<Record<ManagedKind, Definition>> = {
    device: DEVICE,
    code: DEVICE_ACTIVATION,
    workspace: WORKSPACE,
    settings: DEVICE_CONFIGURATION,
    callingSettings: CALLING_DEVICE_SETTINGS,
};

/** The kinds by the names of the single resources' classes. */
const SINGLES: ReadonlyMap<string, ManagedKind> = new Map([
    ["Device", "device"],
    ["DeviceActivation", "code"],
    ["Workspace", "workspace"],
    ["DeviceConfiguration", "settings"],
    ["CallingDeviceSettings", "callingSettings"],
]);

/** A batch with the kinds of its inputs and states left open: only its parts are read here. */
interface AnyBatch {
    readonly definition: BatchDefinition;
    readonly entries: (state: Properties) => ReadonlyMap<string, { readonly id: string; readonly state: Properties }>;
}

const BATCHES: ReadonlyMap<string, readonly [ManagedKind, AnyBatch]> = new Map([
    ["DeviceBatch", ["device", anyBatch(DEVICES)]],
    ["DeviceActivationBatch", ["code", anyBatch(ACTIVATIONS)]],
    ["WorkspaceBatch", ["workspace", anyBatch(WORKSPACES)]],
    ["DeviceConfigurationBatch", ["settings", anyBatch(CONFIGURATIONS)]],
]);

/** The definition of what a single resource of a kind is; entries of batches have the same inputs. */
export function definitionOf(kind: ManagedKind): Definition {
    return DEFINITIONS[kind];
}

/** The input of a batch that holds its entries, by the batch's type; undefined for any other resource. */
export function entriesInput(type: string): string | undefined {
    return BATCHES.get(classOf(type) ?? "")?.[1].definition.entries;
}

/** Whether a resource is of this package; a component, such as a `Room`, has nothing of its own. */
export function isManaged({ type }: Pick<StackResource, "type">): boolean {
    const className = classOf(type) ?? "";
    return SINGLES.has(className) || BATCHES.has(className);
}

/** All that these resources have at Webex, in their order. Other providers' resources are passed over. */
export function managedIn(resources: readonly StackResource[]): readonly Managed[] {
    return resources.filter((resource) => resource.delete !== true).flatMap(managedOf);
}

/** What one resource has at Webex; nothing for a resource that is not of this package, or has no id yet. */
export function managedOf(resource: StackResource): readonly Managed[] {
    const className = classOf(resource.type) ?? "";
    const { urn, id = "" } = resource;
    const name = nameIn(urn);
    const label = `${className} "${name}"`;
    const inputs = revealed(resource.inputs);
    const outputs = revealed(resource.outputs);
    const single = SINGLES.get(className);
    if (single !== undefined) {
        const own = pick(inputs, inputNames(DEFINITIONS[single]));
        return id === "" ? [] : [{ kind: single, urn, label, name, id, inputs: own, state: flattened(outputs) }];
    }
    const batch = BATCHES.get(className);
    if (batch === undefined) {
        return [];
    }
    const [kind, { entries }] = batch;
    // Once for thousands of entries.
    const names = inputNames(DEFINITIONS[kind]);
    return [...entries(outputs)].map(([entry, { id: entryId, state }]) => ({
        kind,
        urn,
        label: entryOf({ key: urn, label }, entry).label,
        name: entry,
        id: entryId,
        inputs: pick(state, names),
        state: flattened(state),
    }));
}

/** The last part of a URN: the resource's name in its program. */
export function nameIn(urn: string): string {
    return urn.slice(urn.lastIndexOf("::") + 2);
}

function anyBatch<I extends Properties, S extends Properties>(kind: BatchKind<I, S>): AnyBatch {
    return { definition: kind.definition, entries: (state) => entriesOf(kind, state) };
}

/** A state with the fields of `details` beside the others. */
function flattened({ details, ...own }: Properties): Properties {
    return typeof details === "object" ? { ...details, ...own } : own;
}
