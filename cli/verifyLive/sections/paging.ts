import { isDeepStrictEqual } from "node:util";
import LinkHeader from "http-link-header";
import { PAGE_SIZE } from "../../../provider/client/paging";
import { type Ground, isUntold, type Page, type Row, type Untold } from "../ground";

/** What this package assumes of the pages of a list. */
export interface ListAssumptions {
    readonly area: string;
    readonly path: string;
    /** Whether Cisco's document gives the list a `Link` header. */
    readonly sendsLink: boolean;
    /** Whether it can be read on by `start`, as the package does where there is no `Link`. */
    readonly takesStart: boolean;
}

/** More than any list brings at once. */
const TOO_MANY = 1000;

/** Looks at the pages of a list that has `rows` on its first page of `PAGE_SIZE`. */
export async function lookAtPages(ground: Ground, list: ListAssumptions, { rows, link }: Page): Promise<void> {
    const { area, path } = list;
    if (rows.length < 2) {
        ground.noteUnseen(area, `GET ${path} is read page by page`, "there are fewer than two");
        return;
    }
    const one = await ground.page(path, { max: 1 });
    const holdsOne = "max=1 brings one item";
    if (isUntold(one)) {
        ground.noteUntold(area, holdsOne, one);
        return;
    }
    ground.note(area, holdsOne, { holds: one.rows.length === 1, detail: `it brought ${one.rows.length}` });
    noteLink(ground, list, one);
    const [second] = [rows[1]];
    if (one.link !== undefined) {
        noteNext(
            ground,
            area,
            "the Link header leads to the page that follows",
            await byLink(ground, path, one.link),
            second,
        );
    }
    if (list.takesStart) {
        const next = await ground.page(path, { max: 1, start: 1 });
        noteNext(ground, area, "start=1 leaves out the first item", next, second);
        await lookAtMost(ground, list, { rows, link });
    }
}

function noteLink(ground: Ground, { area, sendsLink }: ListAssumptions, { link }: Page): void {
    const detail = link === undefined ? "there was none" : "there was one";
    ground.note(area, sendsLink ? "a page that others follow has a Link header" : "no page has a Link header", {
        holds: (link !== undefined) === sendsLink,
        detail,
    });
}

async function byLink(ground: Ground, path: string, link: string): Promise<Page | Untold> {
    try {
        const [next] = LinkHeader.parse(link).rel("next");
        return next === undefined ? otherwise('it names no rel="next"') : await ground.nextPage(path, next.uri);
    } catch {
        return otherwise("it cannot be read");
    }
}

function otherwise(reason: string): Untold {
    return { reason, status: undefined, isOtherwise: true };
}

function noteNext(
    ground: Ground,
    area: string,
    assumption: string,
    next: Page | Untold,
    second: Row | undefined,
): void {
    if (isUntold(next)) {
        ground.noteUntold(area, assumption, next);
        return;
    }
    const [first] = next.rows;
    const isSecond = isDeepStrictEqual(first?.id, second?.id);
    const detail = isSecond ? "the second item came" : `${next.rows.length} item(s) came, but not the second first`;
    ground.note(area, assumption, { holds: isSecond, detail });
}

/** What becomes of a `max` that is too large, and whether a page that is not full is the last one. */
async function lookAtMost(ground: Ground, { area, path }: ListAssumptions, { rows, link }: Page): Promise<void> {
    const many = await ground.page(path, { max: TOO_MANY });
    const lowered = `a max of ${TOO_MANY} is taken, or lowered without a word`;
    if (isUntold(many)) {
        ground.noteUntold(area, lowered, many);
    } else {
        const holds = many.rows.length >= Math.min(rows.length, PAGE_SIZE);
        ground.note(area, lowered, { holds, detail: `it brought ${many.rows.length}` });
    }
    if (link === undefined && rows.length < PAGE_SIZE) {
        const rest = await ground.page(path, { max: PAGE_SIZE, start: rows.length });
        const ends = "a page that is not full and has no Link header is the last one";
        if (isUntold(rest)) {
            ground.noteUntold(area, ends, rest);
        } else {
            const more = rest.rows.length;
            ground.note(area, ends, { holds: more === 0, detail: `after ${rows.length} came ${more} more` });
        }
    }
}
