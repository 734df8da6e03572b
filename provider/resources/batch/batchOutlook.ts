import type { Settings } from "../../settings";
import type { Properties } from "../resource";
import type { BatchKind } from "./batchKind";
import { batchWords } from "./batchWords";
import { ACTIVATIONS } from "./deviceActivationBatch";
import { DEVICES } from "./deviceBatch";
import { type BatchPlan, plannedBatch } from "./plannedBatch";
import { removalRefusal } from "./removalBrake";
import { type EntryPlan, entryPlanOf } from "./seats";

/** A batch of a plan, by its name. */
interface NamedBatch extends BatchPlan {
    readonly name: string;
    readonly settings: Pick<Settings, "adoptAsOwn" | "allowRemovals">;
}

/** What a plan comes to for a batch. */
export interface BatchOutlook {
    /** What comes and what leaves. */
    readonly entries: EntryPlan;
    /** Why the plan is refused; undefined if it is not. */
    readonly refusal: string | undefined;
    /** What the plan does, in one line; `knownMacs` as in `batchWords`. */
    words(knownMacs?: ReadonlySet<string>): string;
}

/** The outlook of each kind of batch, by the input that holds its entries. */
const OUTLOOKS: ReadonlyMap<string, (batch: NamedBatch) => BatchOutlook> = new Map([
    [DEVICES.definition.entries, (batch) => outlookOf(DEVICES, batch)],
    [ACTIVATIONS.definition.entries, (batch) => outlookOf(ACTIVATIONS, batch)],
]);

/** What a plan comes to for a batch; undefined for what is none. Throws if the batch's record cannot be read. */
export function batchOutlook(batch: NamedBatch): BatchOutlook | undefined {
    const [, outlook] = [...OUTLOOKS].find(([entries]) => batch.inputs[entries] !== undefined) ?? [];
    return outlook?.(batch);
}

function outlookOf<I extends Properties, S extends Properties>(kind: BatchKind<I, S>, batch: NamedBatch): BatchOutlook {
    const plan = plannedBatch(kind, batch);
    return {
        entries: entryPlanOf(kind, plan),
        refusal: removalRefusal(kind, plan),
        words: (knownMacs) => batchWords(kind, plan, { name: batch.name, knownMacs }),
    };
}
