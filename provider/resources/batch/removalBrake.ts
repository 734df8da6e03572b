import { append } from "../../append";
import { removalNames } from "../../definitions/definition";
import type { Settings } from "../../settings";
import type { Properties } from "../resource";
import { isUnknown } from "../unknown";
import type { BatchKind } from "./batchKind";
import { isLeaving } from "./batchPlan";
import { type Act, inWords, removedName } from "./batchWords";
import type { PlannedBatch } from "./plannedBatch";

/** An update may take so many entries out of Webex, however small the batch is. */
const FEW = 10;
/** An update may take this part of a batch out of Webex, however large it is. */
const PART = 1 / 4;

interface Braked<Inputs, State> extends PlannedBatch<Inputs, State> {
    readonly settings: Pick<Settings, "adoptAsOwn" | "allowRemovals">;
}

/**
 * Why an update of a batch is not done: it takes many entries out of Webex, and nobody said that this is meant. A list
 * that lost its rows looks like that. Undefined where the update may go on. What is renamed or replaced is no removal,
 * nor is what stays in Webex. No I/O.
 */
export function removalRefusal<I extends Properties, S extends Properties>(
    kind: BatchKind<I, S>,
    { before, inputs, settings, steps = [] }: Braked<I, S>,
): string | undefined {
    // What is unknown at preview may allow it; the update looks once more.
    const isOpen = ["allowRemovals", ...removalNames(kind.definition)].some((name) => isUnknown(inputs[name]));
    if (settings.allowRemovals || inputs.allowRemovals === true || isOpen) {
        return undefined;
    }
    const leaving = new Map<Act, string[]>();
    let count = 0;
    for (const step of steps) {
        // The rest of an earlier replacement is none of the program's entries any more.
        if (
            step.kind !== "remove" ||
            isLeaving(step.from, step.entry) ||
            !kind.single.leavesWebex(step.entry.state, false)
        ) {
            continue;
        }
        append(leaving, kind.words.remove(step.entry.state), removedName(step));
        count += 1;
    }
    if (count <= FEW) {
        return undefined;
    }
    const all = [...before].filter(([name, entry]) => !isLeaving(name, entry)).length;
    if (count <= all * PART) {
        return undefined;
    }
    return (
        `the update takes ${count} of ${all} ${kind.definition.entries} out of Webex: ${inWords(leaving)}. That is more than ` +
        "a quarter, so nothing was changed. A list that lost its rows looks like this. If it is meant, give the batch " +
        "`allowRemovals: true`, or run `WEBEX_ALLOW_REMOVALS=true pulumi up` once"
    );
}
