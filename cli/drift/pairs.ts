import { entriesInput, type Managed, managedOf } from "../stack/managed";
import type { Refreshed } from "./collectRefresh";
import type { Path } from "./propertyPath";

/** One thing of the stack, as the stack has it and as Webex has it. */
export interface Pair {
    readonly before: Managed;
    /** Undefined where it is gone. */
    readonly after?: Managed | undefined;
    /** The resource that it is, or is an entry of. */
    readonly refreshed: Refreshed;
    /** Where its inputs stand among those of the resource: nowhere in particular, or at an entry. */
    readonly place: Path;
}

/** The things of refreshed resources; a thing that Webex does not have any more has no `after`. */
export function pairsOf(resources: readonly Refreshed[]): readonly Pair[] {
    return resources.flatMap((refreshed) => {
        const { op, before, after } = refreshed;
        const found = op === "delete" || after === undefined ? [] : managedOf(after);
        const byName = new Map(found.map((managed) => [managed.name, managed]));
        const entries = entriesInput(before.type);
        return managedOf(before).map((managed) => ({
            before: managed,
            after: byName.get(managed.name),
            refreshed,
            place: entries === undefined ? [] : [entries, managed.name],
        }));
    });
}
