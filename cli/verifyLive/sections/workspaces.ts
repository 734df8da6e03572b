import { sameId } from "../../../provider/api/identity";
import { isObject } from "../../../provider/client/answer";
import { type Ground, isUntold, type Row } from "../ground";
import { rowsIn, rowWith, textIn } from "../rows";
import { NUMBERS_SHAPE, WORKSPACE_SHAPE } from "../shapes";
import { lookAtFilters } from "./filters";
import { lookAtPages } from "./paging";

const AREA = "workspaces";
const PATH = "/workspaces";

/** Looks at the list of workspaces; gives its first page. */
export async function lookAtWorkspaces(ground: Ground): Promise<readonly Row[]> {
    const page = await ground.page(PATH, { max: 100 });
    if (isUntold(page)) {
        ground.noteUntold(AREA, `GET ${PATH} lists workspaces`, page);
        return [];
    }
    const { rows } = page;
    ground.compare(AREA, `a row of GET ${PATH}`, rows, WORKSPACE_SHAPE);
    await lookAtPages(ground, { area: AREA, path: PATH, sendsLink: false, takesStart: true }, page);
    const named = rows.find((row) => (textIn(row, "displayName") ?? "").length > 3);
    const part = (textIn(named, "displayName") ?? "").slice(1).trim();
    const placed = rowWith(rows, "locationId");
    const locationId = textIn(placed, "locationId") ?? "";
    await lookAtFilters(ground, AREA, PATH, [
        {
            assumption: "displayName=… finds workspaces by a part of the name",
            query: { displayName: part },
            sample: named,
            fits: (row) => textIn(row, "displayName")?.toLowerCase().includes(part.toLowerCase()) ?? false,
        },
        {
            assumption: "locationId=… finds the workspaces that are there",
            query: { locationId },
            sample: placed,
            fits: (row) => sameId(textIn(row, "locationId"), locationId),
        },
    ]);
    await lookAtNumbers(ground, rows);
    return rows;
}

/** The numbers of a workspace, which the list does not tell. */
async function lookAtNumbers(ground: Ground, rows: readonly Row[]): Promise<void> {
    const sample = rows.find(({ calling }) => isObject(calling) && calling.type === "webexCalling");
    const id = textIn(sample, "id");
    const what = "GET /workspaces/{id}/features/numbers tells the numbers of a workspace with Webex Calling";
    if (id === undefined) {
        ground.noteUnseen(AREA, what, "there is no such workspace");
        return;
    }
    const told = await ground.ask(`${PATH}/${encodeURIComponent(id)}/features/numbers`, { orgId: ground.orgId });
    if (isUntold(told)) {
        ground.noteUntold(AREA, what, told);
        return;
    }
    const numbers = rowsIn(told.json, "phoneNumbers");
    ground.note(AREA, what, { holds: numbers.length > 0, detail: `${numbers.length} came` });
    ground.compare(AREA, "a number of GET /workspaces/{id}/features/numbers", numbers, NUMBERS_SHAPE);
}
