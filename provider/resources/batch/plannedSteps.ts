import type { DiffSettings, Properties } from "../resource";
import { isUnknown } from "../unknown";
import type { BatchKind } from "./batchKind";
import { planBatch, type Step } from "./batchPlan";
import { commonOf, entriesToChange, entryInputsOf } from "./batchState";

/** A batch as the stack has it and as the program wants it. */
export interface BatchPlan {
    /** The batch's outputs so far; empty where it is new. */
    readonly state: Properties;
    readonly inputs: Properties;
    readonly settings: DiffSettings;
}

/** What a plan asks of each entry; undefined where the entries are not known yet. No I/O. */
export function plannedSteps<I extends Properties, S extends Properties>(
    kind: BatchKind<I, S>,
    { state, inputs, settings }: BatchPlan,
): Step<I, S>[] | undefined {
    if (isUnknown(inputs[kind.definition.entries])) {
        return undefined;
    }
    const wanted = { entries: entryInputsOf(kind, inputs), common: commonOf(kind, inputs) };
    return planBatch(kind, entriesToChange(kind, state, inputs), wanted, settings);
}
