import { type Ground, isUntold, type Row } from "../ground";

/** A filter of a list, and a row of it that the filter is to find. */
export interface FilterCase {
    /** What the package assumes, e.g. `mac finds a device by its address without colons`. */
    readonly assumption: string;
    readonly query: Readonly<Record<string, string>>;
    /** The row that is to be found; undefined if there is none to try it with. */
    readonly sample: Row | undefined;
    /** Whether a row is one that the filter lets through. */
    readonly fits: (row: Row) => boolean;
}

/** Looks whether each filter finds its row, and nothing else. */
export async function lookAtFilters(
    ground: Ground,
    area: string,
    path: string,
    cases: readonly FilterCase[],
): Promise<void> {
    for (const { assumption, query, sample, fits } of cases) {
        if (sample === undefined) {
            ground.noteUnseen(area, assumption, "there is none to try it with");
            continue;
        }
        const page = await ground.page(path, { max: 100, ...query });
        if (isUntold(page)) {
            ground.noteUntold(area, assumption, page);
        } else {
            ground.note(area, assumption, filterFinding(page.rows, sample, fits));
        }
    }
}

/** What the rows say that a filter brought. Rows are told apart by their ids. */
export function filterFinding(rows: readonly Row[], sample: Row, fits: (row: Row) => boolean) {
    const others = rows.filter((row) => !fits(row)).length;
    const isThere = rows.some(({ id }) => id === sample.id);
    if (rows.length === 0) {
        return { holds: false, detail: "it found nothing" };
    }
    if (others > 0) {
        return { holds: false, detail: `${others} of the ${rows.length} that it brought do not fit` };
    }
    // On a page of many the sample may be further behind.
    return {
        holds: isThere || rows.length >= 100,
        detail: `it brought ${rows.length}${isThere ? "" : ", not the one"}`,
    };
}
