import { sameId } from "../../../provider/api/identity";
import { isObject } from "../../../provider/client/answer";
import { type Ground, isUntold, type Row } from "../ground";
import { rowWith, textIn, textsIn } from "../rows";
import { PERSON_SHAPE } from "../shapes";
import { lookAtFilters } from "./filters";
import { lookAtPages } from "./paging";

const AREA = "people";
const PATH = "/people";

/** Looks at the list of people; gives its first page. */
export async function lookAtPeople(ground: Ground): Promise<readonly Row[]> {
    const page = await ground.page(PATH, { max: 100 });
    if (isUntold(page)) {
        ground.noteUntold(AREA, `GET ${PATH} lists people`, page);
        return [];
    }
    const { rows } = page;
    ground.compare(AREA, `a row of GET ${PATH}`, rows, PERSON_SHAPE);
    await lookAtPages(ground, { area: AREA, path: PATH, sendsLink: true, takesStart: false }, page);
    await lookAtPeopleFilters(ground, rows);
    await lookAtLicenses(ground, rows);
    return rows;
}

async function lookAtPeopleFilters(ground: Ground, rows: readonly Row[]): Promise<void> {
    const reachable = rows.find((row) => textsIn(row, "emails").length > 0);
    const [email = ""] = textsIn(reachable, "emails");
    const named = rows.find((row) => (textIn(row, "displayName") ?? "").length > 3);
    const beginning = (textIn(named, "displayName") ?? "").slice(0, 3).trim();
    const ids = rows
        .slice(0, 2)
        .map((row) => textIn(row, "id"))
        .filter((id) => id !== undefined);
    await lookAtFilters(ground, AREA, PATH, [
        {
            assumption: "email=… finds one person by the whole address",
            query: { email },
            sample: reachable,
            fits: (row) => textsIn(row, "emails").some((each) => each.toLowerCase() === email.toLowerCase()),
        },
        {
            assumption: "displayName=… finds people by the beginning of the name",
            query: { displayName: beginning },
            sample: named,
            fits: (row) => textIn(row, "displayName")?.toLowerCase().includes(beginning.toLowerCase()) ?? false,
        },
        {
            assumption: "id=… finds several people, with commas between their ids",
            query: { id: ids.join(",") },
            sample: rows[0],
            fits: (row) => ids.some((id) => sameId(textIn(row, "id"), id)),
        },
    ]);
}

/** "Get Person Details" tells an administrator the licences. */
async function lookAtLicenses(ground: Ground, rows: readonly Row[]): Promise<void> {
    const assumption = "GET /people/{id} tells a person's licences";
    const id = textIn(rowWith(rows, "id"), "id");
    if (id === undefined) {
        ground.noteUnseen(AREA, assumption, "there is nobody");
        return;
    }
    const told = await ground.ask(`${PATH}/${encodeURIComponent(id)}`);
    if (isUntold(told)) {
        ground.noteUntold(AREA, assumption, told);
    } else {
        const holds = isObject(told.json) && Array.isArray(told.json.licenses);
        ground.note(AREA, assumption, { holds, detail: holds ? "it does" : "it has no list of them" });
    }
}
