import type { Location } from "../../provider/api/locations";
import type { Workspace } from "../../provider/api/workspaces";
import type { Estate, EstateDevice } from "../estate/estate";
import { joinedSlug, slugOf, takeName } from "./program/slug";

/** A thing that gets a name. */
interface Nameable {
    /** A text that no other thing of the organisation has. */
    readonly key: string;
    /** Another key that it may have had before. */
    readonly formerKey?: string | undefined;
    /** The name that it gets unless another one has it. */
    readonly wanted: string;
    /** When Webex has it since; ISO 8601. */
    readonly created: string | undefined;
}

/** Words that say nothing in the name of a product: all have them. */
const EVERY_PRODUCT = /\b(?:cisco|webex|dms)\b/gi;

/**
 * Names for things, by their keys: those of `known` as they are, the others as wanted, with numbers where that is
 * taken. Names of `known` are never given to others, also where their own things are gone: Pulumi would take a new
 * device under the name of an old one for its replacement. The same things get the same names in any order.
 */
export function givenNames(
    things: readonly Nameable[],
    known: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
    const taken = new Set(known.values());
    const used = new Set<string>();
    const sorted = [...things].sort(
        (a, b) => inOrder(a.wanted, b.wanted) || inOrder(a.created ?? "", b.created ?? "") || inOrder(a.key, b.key),
    );
    const named = sorted.map(({ key, formerKey = key, wanted }) => {
        const earlier = [known.get(key), known.get(formerKey)].find((name) => name !== undefined && !used.has(name));
        const name = earlier ?? takeName(wanted, taken);
        used.add(name);
        return [key, name] as const;
    });
    return new Map(named);
}

/** The wanted names of workspaces. Those that repeat in the organisation have the location's behind. */
export function wantedWorkspaceName(estate: Estate): (workspace: Workspace) => string {
    const counts = new Map<string, number>();
    for (const { displayName } of estate.parts.workspaces) {
        const slug = joinedSlug([displayName], "workspace");
        counts.set(slug, (counts.get(slug) ?? 0) + 1);
    }
    return (workspace) => {
        const slug = joinedSlug([workspace.displayName], "workspace");
        return (counts.get(slug) ?? 0) > 1 ? joinedSlug([slug, estate.locationOf(workspace)?.name], slug) : slug;
    };
}

/** The wanted name of a device: its owner's, for a workspace that of the program, and its product's. */
export function wantedDeviceName({ device, person }: EstateDevice, workspaceName: string | undefined): string {
    const names = [workspaceName, person?.displayName, person?.emails[0]?.replace(/@.*$/s, "")];
    const owner = names.find((name) => slugOf(name ?? "") !== "");
    return joinedSlug([owner, device.product?.replace(EVERY_PRODUCT, " ")], "device");
}

/** The wanted name of a location's part of a program. */
export function wantedLocationName(location: Location | undefined): string {
    return location === undefined ? "no-location" : slugOf(location.name) || "location";
}

/** The order of two texts that is the same on each machine. */
export function inOrder(a: string, b: string): number {
    return a === b ? 0 : a < b ? -1 : 1;
}
