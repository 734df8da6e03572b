import type { Owner } from "../api/devices/contract";
import { canonicalId } from "../api/identity";

const last = new Map<string, Promise<unknown>>();

/**
 * Runs tasks of the same person or workspace one after another, those of others beside them. Webex mixes up primary and
 * secondary devices when two are added to one owner at a time (Devices API, "Create a Device by MAC Address").
 */
export function inOwnerOrder<T>(owner: Owner, task: () => Promise<T>): Promise<T> {
    const id = owner.personId ?? owner.workspaceId;
    if (id === undefined) {
        return task();
    }
    const key = canonicalId(id);
    const run = (last.get(key) ?? Promise.resolve()).then(task, task);
    last.set(key, run);
    const forget = () => {
        if (last.get(key) === run) {
            last.delete(key);
        }
    };
    run.then(forget, forget);
    return run;
}
