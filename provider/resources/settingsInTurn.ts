import { canonicalId } from "../api/identity";
import type { Context } from "./resource";

/** Runs what is done to the settings of a device one after another: a setting may go from one resource to another. */
export function settingsInTurn<T>(deviceId: string, { run }: Context, work: () => Promise<T>): Promise<T> {
    return run.owners.inTurnOf(`settings ${canonicalId(deviceId)}`, work);
}

/** Whether a resource of the program declares this; `key` as in its `Declaration`. */
export function isDeclared(key: string, { run }: Context): boolean {
    return run.declarations.holderOf(key) !== undefined;
}

/** Whether another resource of the program declares what leaves this one. */
export function isDeclaredElsewhere(key: string, { run, self }: Context): boolean {
    const holder = run.declarations.holderOf(key);
    return holder !== undefined && holder.key !== self.key;
}
