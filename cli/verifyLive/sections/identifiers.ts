import { canonicalId, isWebexId } from "../../../provider/api/identity";
import type { Ground, Row } from "../ground";
import { textIn } from "../rows";

const AREA = "ids";

/** The rows in which the same things are named. */
export interface Named {
    readonly devices: readonly Row[];
    readonly workspaces: readonly Row[];
    readonly people: readonly Row[];
}

/** Looks at the ids of what was listed: their form, and whether one thing has one id in all answers. Asks nothing. */
export function lookAtIds(ground: Ground, { devices, workspaces, people }: Named): void {
    const fields = ["id", "workspaceId", "personId", "orgId", "locationId"];
    const ids = [...devices, ...workspaces, ...people].flatMap((row) => fields.map((name) => textIn(row, name)));
    const given = ids.filter((id) => id !== undefined);
    const strange = given.filter((id) => !isWebexId(id)).length;
    const assumption = "an id is ciscospark://…/TYPE/… in Base64";
    if (given.length === 0) {
        ground.noteUnseen(AREA, assumption, "there is none");
        return;
    }
    const detail = strange === 0 ? `${given.length} looked at` : `${strange} of ${given.length} are not`;
    ground.note(AREA, assumption, { holds: strange === 0, detail });
    noteReferences(ground, "workspaceId", devices, workspaces);
    noteReferences(ground, "personId", devices, people);
}

/** Lists that are read in part say nothing of those who are not on them, so only found ones are compared. */
function noteReferences(ground: Ground, name: string, devices: readonly Row[], owners: readonly Row[]): void {
    const assumption = `the ${name} of a device is the id of its owner, letter by letter or by the last part`;
    const ids = owners.map((row) => textIn(row, "id")).filter((id) => id !== undefined);
    const [letters, parts] = [new Set(ids), new Set(ids.map(canonicalId))];
    const named = new Set(devices.map((row) => textIn(row, name)).filter((id) => id !== undefined));
    const exact = [...named].filter((id) => letters.has(id)).length;
    const found = [...named].filter((id) => parts.has(canonicalId(id))).length;
    const isWhole = owners.length < 100;
    if (named.size === 0 || owners.length === 0 || (found === 0 && !isWhole)) {
        ground.noteUnseen(AREA, assumption, "there is none to compare");
        return;
    }
    ground.note(AREA, assumption, {
        holds: !isWhole || found === named.size,
        detail: `of ${named.size}, ${exact} letter by letter and ${found - exact} by the last part`,
    });
}
