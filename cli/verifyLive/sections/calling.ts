import { sameId } from "../../../provider/api/identity";
import { isObject } from "../../../provider/client/answer";
import { type Ground, isUntold, type Row, type Untold } from "../ground";
import { rowsIn, textIn } from "../rows";
import { CALLING_DEVICE_SHAPE, COUNT_SHAPE, LIMITS_SHAPE } from "../shapes";

const AREA = "calling";

/** Owners by the field that names them in a device. */
const OWNERS = [
    { field: "personId", path: "/telephony/config/people", who: "a person" },
    { field: "workspaceId", path: "/telephony/config/workspaces", who: "a workspace" },
] as const;

/** Looks at the calling devices, limits and counts of the owners of phones. */
export async function lookAtCalling(ground: Ground, devices: readonly Row[]): Promise<void> {
    for (const { field, path, who } of OWNERS) {
        const phone = devices.find((row) => row.type === "phone" && textIn(row, field) !== undefined);
        const owner = textIn(phone, field);
        const assumption = `GET ${path}/{id}/devices tells the phones of ${who}, and how many there may be`;
        if (phone === undefined || owner === undefined) {
            ground.noteUnseen(AREA, assumption, `no phone is ${who}'s`);
            continue;
        }
        const told = await ground.ask(`${path}/${encodeURIComponent(owner)}/devices`, { orgId: ground.orgId });
        if (isUntold(told)) {
            noteOwnerUntold(ground, assumption, told);
            continue;
        }
        const rows = rowsIn(told.json, "devices");
        ground.compare(AREA, `the answer of GET ${path}/{id}/devices`, [told.json], LIMITS_SHAPE);
        ground.compare(AREA, `a device of GET ${path}/{id}/devices`, rows, CALLING_DEVICE_SHAPE);
        noteCallingId(ground, phone, rows);
    }
    await lookAtCount(ground, devices);
}

/** An owner without calling, or with a licence that is too small, has no calling devices: 404, or 405 with 25409. */
function noteOwnerUntold(ground: Ground, assumption: string, told: Untold): void {
    const hasNone = told.status === 404 || told.status === 405;
    ground.noteUntold(AREA, assumption, hasNone ? { ...told, isOtherwise: false } : told);
}

function noteCallingId(ground: Ground, phone: Row, rows: readonly Row[]): void {
    const assumption = "the callingDeviceId of a device is its id among the calling devices";
    const callingId = textIn(phone, "callingDeviceId");
    if (callingId === undefined || rows.length === 0) {
        ground.noteUnseen(AREA, assumption, "there is none to compare");
        return;
    }
    const holds = rows.some((row) => sameId(textIn(row, "id"), callingId));
    ground.note(AREA, assumption, { holds, detail: holds ? "it is" : `none of ${rows.length} has it` });
}

async function lookAtCount(ground: Ground, devices: readonly Row[]): Promise<void> {
    const what = "the answer of GET /telephony/config/people/{id}/devices/count";
    const owner = devices.map((row) => textIn(row, "personId")).find((id) => id !== undefined);
    if (owner === undefined) {
        ground.noteUnseen(AREA, `${what} tells how many devices a person has`, "no person has a device");
        return;
    }
    const path = `/telephony/config/people/${encodeURIComponent(owner)}/devices/count`;
    const told = await ground.ask(path, { orgId: ground.orgId });
    if (isUntold(told)) {
        noteOwnerUntold(ground, `${what} tells how many devices a person has`, told);
        return;
    }
    ground.compare(AREA, what, [told.json], COUNT_SHAPE);
    const { totalDeviceCount: total, applicationsCount: apps } = isObject(told.json) ? told.json : {};
    if (typeof total === "number" && typeof apps === "number") {
        const own = devices.filter((row) => sameId(textIn(row, "personId"), owner)).length;
        const physical = total - (apps > 0 ? 1 : 0);
        ground.note(AREA, "all applications of a person count as one device of the total", {
            holds: physical >= 0 && (own === 0 || physical > 0),
            detail: `total ${total}, applications ${apps}, ${own} in the list of devices`,
        });
    }
}
