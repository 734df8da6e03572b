import type { Finding } from "./driftReport";
import type { Pair } from "./pairs";
import type { Places } from "./whereabouts";

/** The parts of a finding that say which thing it is about, and where that is. */
export type About = Pick<Finding, "resource" | "name" | "id" | "owner" | "location">;

/** Which thing of the stack a finding is about. */
export function about({ before, after }: Pair, places: Places): About {
    const { owner, location } = places.of(after ?? before);
    const { label: resource, name, id } = before;
    return { resource, name, id, owner, location };
}
