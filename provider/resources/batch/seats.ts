import { canonicalId } from "../../api/identity";
import { isTakenOver } from "../device/deviceInputs";
import type { DiffSettings, Properties } from "../resource";
import { isUnknown } from "../unknown";
import type { BatchKind } from "./batchKind";
import { planBatch } from "./batchPlan";
import { commonOf, entriesToChange, entryInputsOf } from "./batchState";

/** An entry that brings its person one device more. */
export interface Coming {
    readonly key: string;
    readonly personId: string;
    readonly mac: string | undefined;
}

/**
 * The entries of a batch that bring a person a device more: those that come, as far as no device of the same person
 * leaves Webex with the same plan. No I/O.
 */
export function comingsOf<I extends Properties, S extends Properties>(
    kind: BatchKind<I, S>,
    state: Properties,
    inputs: Properties,
    settings: DiffSettings,
): Coming[] {
    if (isUnknown(inputs[kind.definition.entries])) {
        return [];
    }
    const wanted = { entries: entryInputsOf(kind, inputs), common: commonOf(kind, inputs) };
    const steps = planBatch(kind, entriesToChange(kind, state, inputs), wanted, settings);
    const freed = new Map<string, number>();
    for (const step of steps) {
        const isReplaced = step.kind === "replace";
        if (!isReplaced && step.kind !== "remove") {
            continue;
        }
        const { personId } = step.entry.state;
        if (typeof personId === "string" && kind.single.freesSeat(step.entry.state, isReplaced && step.deleteFirst)) {
            freed.set(canonicalId(personId), (freed.get(canonicalId(personId)) ?? 0) + 1);
        }
    }
    return steps.flatMap((step): Coming[] => {
        if (step.kind !== "create" && step.kind !== "replace") {
            return [];
        }
        const { personId, mac } = step.inputs as Properties;
        if (typeof personId !== "string" || isUnknown(personId) || isTakenOver(step.inputs)) {
            return [];
        }
        const left = freed.get(canonicalId(personId)) ?? 0;
        freed.set(canonicalId(personId), left - 1);
        return left > 0 ? [] : [{ key: step.key, personId, mac: typeof mac === "string" ? mac : undefined }];
    });
}
