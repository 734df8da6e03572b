import { limitOfLicenses } from "../../../provider/limits/deviceLimit";
import { type Ground, isUntold } from "../ground";
import { rowWith, textIn } from "../rows";
import { LICENSE_SHAPE, LOCATION_SHAPE } from "../shapes";
import { lookAtFilters } from "./filters";
import { lookAtPages } from "./paging";

/** Looks at the list of locations. */
export async function lookAtLocations(ground: Ground): Promise<void> {
    const [area, path] = ["locations", "/locations"];
    const page = await ground.page(path, { max: 100 });
    if (isUntold(page)) {
        ground.noteUntold(area, `GET ${path} lists locations`, page);
        return;
    }
    const { rows } = page;
    ground.compare(area, `a row of GET ${path}`, rows, LOCATION_SHAPE);
    await lookAtPages(ground, { area, path, sendsLink: true, takesStart: false }, page);
    const sample = rowWith(rows, "name");
    const part = (textIn(sample, "name") ?? "").slice(1).trim();
    await lookAtFilters(ground, area, path, [
        {
            assumption: "name=… finds locations by a part of the name",
            query: { name: part },
            sample: part === "" ? undefined : sample,
            fits: (row) => textIn(row, "name")?.toLowerCase().includes(part.toLowerCase()) ?? false,
        },
    ]);
}

/** Looks at the licences, and whether the limit guard knows the names of those for calling. */
export async function lookAtLicenseNames(ground: Ground): Promise<void> {
    const [area, path] = ["licences", "/licenses"];
    const page = await ground.page(path);
    if (isUntold(page)) {
        ground.noteUntold(area, `GET ${path} lists licences`, page);
        return;
    }
    ground.compare(area, `a row of GET ${path}`, page.rows, LICENSE_SHAPE);
    const assumption = "a calling licence of a person is Professional or Standard (or Basic) by its name";
    const names = page.rows.map((row) => textIn(row, "name") ?? "").filter((name) => /calling/i.test(name));
    // Those of workspaces have no limit that the guard would go by.
    const ofPeople = names.filter((name) => !/workspace|common area|hot ?desk/i.test(name));
    if (ofPeople.length === 0) {
        ground.noteUnseen(area, assumption, "there is no calling licence");
        return;
    }
    const strange = ofPeople.filter((name) => !isKnown(name));
    ground.note(area, assumption, {
        holds: strange.length === 0,
        detail:
            strange.length === 0
                ? `${ofPeople.length} looked at`
                : `${strange.length} of ${ofPeople.length} are called otherwise`,
    });
}

function isKnown(name: string): boolean {
    return /professional|enterprise/i.test(name) || limitOfLicenses([{ id: "", name }], {}) !== undefined;
}
