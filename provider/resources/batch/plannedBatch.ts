import type { DiffSettings, Properties } from "../resource";
import { isUnknown } from "../unknown";
import type { BatchKind } from "./batchKind";
import { planBatch, type Step } from "./batchPlan";
import { commonOf, type Entries, entriesToChange, entryInputsOf } from "./batchState";

/** A batch as the stack has it and as the program wants it. */
export interface BatchPlan {
    /** The batch's outputs so far; empty where it is new. */
    readonly state: Properties;
    readonly inputs: Properties;
    readonly settings: DiffSettings;
}

/** A batch and what its plan asks of each entry. */
export interface PlannedBatch<Inputs, State> extends BatchPlan {
    /** The entries that the stack has. */
    readonly before: Entries<State>;
    /** Undefined where the entries of the program are not known yet. */
    readonly steps: readonly Step<Inputs, State>[] | undefined;
}

/**
 * What a plan asks of each entry. Of ten thousand that takes half a second, so whoever has several questions plans
 * once. Throws if the batch's record cannot be read. No I/O.
 */
export function plannedBatch<I extends Properties, S extends Properties, Plan extends BatchPlan>(
    kind: BatchKind<I, S>,
    plan: Plan,
): Plan & PlannedBatch<I, S> {
    const { state, inputs, settings } = plan;
    const before = entriesToChange(kind, state, inputs);
    if (isUnknown(inputs[kind.definition.entries])) {
        return { ...plan, before, steps: undefined };
    }
    const wanted = { entries: entryInputsOf(kind, inputs), common: commonOf(kind, inputs) };
    return { ...plan, before, steps: planBatch(kind, before, wanted, settings) };
}
