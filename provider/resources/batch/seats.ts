import { canonicalId } from "../../api/identity";
import { type Leaving, leavingWith } from "../moves";
import type { Properties } from "../resource";
import { knownText } from "../unknown";
import type { BatchKind } from "./batchKind";
import type { PlannedBatch } from "./plannedBatch";

/** An entry that a plan registers, or issues a code for. */
export interface PlannedEntry {
    readonly key: string;
    /** With those of the batch that count for each entry. */
    readonly inputs: Properties;
    /** Whether something leaves Webex for it: what the entry had, or another device of the same person. */
    readonly takesPlace: boolean;
    /** The organisation that the record says the entry was in until now. */
    readonly wasIn?: string | undefined;
}

/** What a plan does with the entries of a batch, as far as devices come or leave. */
export interface EntryPlan {
    readonly planned: readonly PlannedEntry[];
    readonly leaving: readonly Leaving[];
}

/**
 * The entries of a batch that the plan registers, and what leaves Webex for it. Entries that take over a device, and
 * entries that are not known yet, are left out. No I/O.
 */
export function entryPlanOf<I extends Properties, S extends Properties>(
    kind: BatchKind<I, S>,
    { steps = [] }: Pick<PlannedBatch<I, S>, "steps">,
): EntryPlan {
    const freed = new Map<string, number>();
    const leaving: Leaving[] = [];
    const replaced = new Set<string>();
    for (const step of steps) {
        const isReplaced = step.kind === "replace";
        if (!isReplaced && step.kind !== "remove") {
            continue;
        }
        if (!kind.single.leavesWebex(step.entry.state, isReplaced && step.mustMakeRoom)) {
            continue;
        }
        const { personId, workspaceId, mac } = step.entry.state;
        leaving.push(leavingWith({ mac: knownText(mac), owner: knownText(personId) ?? knownText(workspaceId) }, false));
        if (typeof personId === "string") {
            freed.set(canonicalId(personId), (freed.get(canonicalId(personId)) ?? 0) + 1);
        }
        if (isReplaced) {
            replaced.add(step.key);
        }
    }
    const planned = steps.flatMap((step): PlannedEntry[] => {
        if ((step.kind !== "create" && step.kind !== "replace") || kind.isTakenOver(step.inputs)) {
            return [];
        }
        const takesSeat = takeSeat(freed, step.inputs);
        const wasIn = step.kind === "replace" ? kind.single.organization(step.entry.state) : undefined;
        return [{ key: step.key, inputs: step.inputs, takesPlace: takesSeat || replaced.has(step.key), wasIn }];
    });
    return { planned, leaving };
}

/** Takes one of the seats that become free for the person of an entry; false where none is left. */
function takeSeat(freed: Map<string, number>, { personId }: Properties): boolean {
    const owner = typeof personId === "string" ? canonicalId(personId) : "";
    const left = freed.get(owner) ?? 0;
    if (left > 0) {
        freed.set(owner, left - 1);
    }
    return left > 0;
}
