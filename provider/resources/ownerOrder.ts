import type { Owner } from "../api/devices/contract";
import { canonicalId } from "../api/identity";
import { uncounted } from "../client/operation";
import type { Activity } from "./activity";

/**
 * Runs tasks of the same person or workspace one after another, those of others beside them. Webex mixes up primary and
 * secondary devices when two are added to one owner at a time (Devices API, "Create a Device by MAC Address").
 */
export class OwnerOrder {
    private readonly last = new Map<string, Promise<unknown>>();

    constructor(private readonly activity: Pick<Activity, "aside">) {}

    /**
     * The result of `task`, run in its turn. Waiting for the turn does not use up the time of the operation, and is no
     * work that whoever has the turn could wait for.
     */
    async inTurn<T>(owner: Owner, task: () => Promise<T>): Promise<T> {
        const id = owner.personId ?? owner.workspaceId;
        return id === undefined ? task() : this.inTurnOf(canonicalId(id), task);
    }

    /** As `inTurn`, of anything else that tasks have in common: `key` is what no owner's id is. */
    async inTurnOf<T>(key: string, task: () => Promise<T>): Promise<T> {
        const before = this.last.get(key) ?? Promise.resolve();
        const turn = this.activity.aside(() => uncounted(before.catch(() => undefined)));
        const run = turn.then(task);
        this.last.set(key, run);
        const forget = () => {
            if (this.last.get(key) === run) {
                this.last.delete(key);
            }
        };
        run.then(forget, forget);
        return run;
    }
}
