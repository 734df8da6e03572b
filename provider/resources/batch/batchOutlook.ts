import type { Settings } from "../../settings";
import type { Properties } from "../resource";
import type { BatchKind } from "./batchKind";
import type { Step } from "./batchPlan";
import { batchWords } from "./batchWords";
import { ACTIVATIONS } from "./deviceActivationBatch";
import { DEVICES } from "./deviceBatch";
import { CONFIGURATIONS } from "./deviceConfigurationBatch";
import { type BatchPlan, plannedBatch } from "./plannedBatch";
import { removalRefusal } from "./removalBrake";
import { type EntryPlan, entryPlanOf } from "./seats";
import { WORKSPACES } from "./workspaceBatch";

/** A batch of a plan, by its class and name. */
interface NamedBatch extends BatchPlan {
    readonly type: string;
    readonly name: string;
    readonly settings: Pick<Settings, "adoptAsOwn" | "allowRemovals">;
}

/** What a plan comes to for a batch. */
export interface BatchOutlook {
    /** What comes and what leaves, as far as devices and codes go. */
    readonly entries: EntryPlan;
    /** What is made or changed. */
    readonly changes: readonly EntryChange[];
    /** Why the plan is refused; undefined if it is not. */
    readonly refusal: string | undefined;
    /** What the plan does, in one line; `knownMacs` as in `batchWords`. */
    words(knownMacs?: ReadonlySet<string>): string;
}

/** An entry that a plan makes or changes. */
interface EntryChange {
    readonly key: string;
    /** The id and the state of what is there already; undefined for what is made. */
    readonly id: string | undefined;
    readonly state: Properties | undefined;
    /** With those of the batch that count for each entry. */
    readonly inputs: Properties;
    /** Whether it is made in the place of what goes. */
    readonly isReplacement: boolean;
}

/** The outlook of each kind of batch, by its class. */
const OUTLOOKS: ReadonlyMap<string, (batch: NamedBatch) => BatchOutlook> = new Map([
    [DEVICES.definition.name, (batch) => outlookOf(DEVICES, batch)],
    [ACTIVATIONS.definition.name, (batch) => outlookOf(ACTIVATIONS, batch)],
    [CONFIGURATIONS.definition.name, (batch) => outlookOf(CONFIGURATIONS, batch)],
    [WORKSPACES.definition.name, (batch) => outlookOf(WORKSPACES, batch)],
]);

/** What a plan comes to for a batch; undefined for what is none. Throws if the batch's record cannot be read. */
export function batchOutlook(batch: NamedBatch): BatchOutlook | undefined {
    return OUTLOOKS.get(batch.type)?.(batch);
}

function outlookOf<I extends Properties, S extends Properties>(kind: BatchKind<I, S>, batch: NamedBatch): BatchOutlook {
    const plan = plannedBatch(kind, batch);
    return {
        entries: entryPlanOf(kind, plan),
        changes: (plan.steps ?? []).flatMap(changeOf),
        refusal: removalRefusal(kind, plan),
        words: (knownMacs) => batchWords(kind, plan, { name: batch.name, knownMacs }),
    };
}

function changeOf<I extends Properties, S extends Properties>(step: Step<I, S>): EntryChange[] {
    switch (step.kind) {
        case "create":
        case "replace": {
            const isReplacement = step.kind === "replace";
            return [{ key: step.key, id: undefined, state: undefined, inputs: step.inputs, isReplacement }];
        }
        case "update": {
            const { id, state } = step.entry;
            return [{ key: step.key, id, state, inputs: step.inputs, isReplacement: false }];
        }
        default:
            return [];
    }
}
