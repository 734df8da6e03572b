import LinkHeader from "http-link-header";
import { isObject } from "./answer";
import type { WebexAnswer, WebexClient, WebexRequest } from "./webexClient";

/** Items asked for per page: larger pages are cut down silently by Webex, and answered with 504 when it is slow. */
export const PAGE_SIZE = 100;

/**
 * Tells an item from all others of its list; undefined for one that has no key, which the list leaves out. Throws to
 * refuse the whole list.
 */
export type KeyOf = (item: unknown, answer: WebexAnswer) => string | undefined;

/** The key of an item that must have an `id`. Throws `WebexError` (`notUnderstood`) for one that has none. */
export const keyById: KeyOf = (item, answer) => {
    if (isObject(item) && typeof item.id === "string" && item.id !== "") {
        return item.id;
    }
    throw answer.notUnderstood("an item of the list has no id");
};

/**
 * The items of a list, page by page, until there are `limit` of them at least. Follows `Link: …; rel="next"` (RFC
 * 8288, what https://developer.webex.com/docs/basics promises); where there is none, a full page is followed by
 * `start`. An item that shows up on two pages counts once; a page with nothing new, or a link seen before, ends the
 * list. Throws `WebexError` if a page fails.
 */
export async function* eachPage(
    client: WebexClient,
    request: WebexRequest,
    limit = Infinity,
    keyOf: KeyOf = keyById,
): AsyncGenerator<unknown[], void, undefined> {
    const seen = new Set<string>();
    const seenLinks = new Set<string>();
    const leftOut = new Set<string>();
    let start = 0;
    let max = Math.min(PAGE_SIZE, limit);
    let page: WebexRequest = { ...request, query: { ...request.query, max } };
    for (;;) {
        const answer = await client.request(page);
        const items = itemsOf(answer);
        const before = seen.size + leftOut.size;
        const fresh = items.filter((item) => {
            const key = keyOf(item, answer);
            if (key === undefined) {
                // By its text: a page that repeats items without a key has nothing new either.
                leftOut.add(JSON.stringify(item));
                return false;
            }
            return !seen.has(key) && seen.add(key);
        });
        start += items.length;
        const next = nextLink(answer);
        yield fresh;
        if (seen.size >= limit || seen.size + leftOut.size === before) {
            return;
        }
        if (next !== undefined) {
            if (seenLinks.has(next)) {
                return;
            }
            seenLinks.add(next);
            page = { ...request, url: next };
        } else if (page.url === undefined && items.length >= max) {
            max = PAGE_SIZE;
            page = { ...request, query: { ...request.query, max, start } };
        } else {
            return;
        }
    }
}

/**
 * All items of a list, or the first `limit` of them, see `eachPage`. Throws `WebexError` if any fails: a part of a
 * list is no list.
 */
export async function listAll(
    client: WebexClient,
    request: WebexRequest,
    limit = Infinity,
    keyOf: KeyOf = keyById,
): Promise<unknown[]> {
    const found: unknown[] = [];
    for await (const page of eachPage(client, request, limit, keyOf)) {
        found.push(...page);
    }
    return found.slice(0, limit);
}

function itemsOf(answer: WebexAnswer): unknown[] {
    if (isObject(answer.json) && Array.isArray(answer.json.items)) {
        return answer.json.items;
    }
    throw answer.notUnderstood("the list has no items");
}

function nextLink(answer: WebexAnswer): string | undefined {
    if (answer.link === undefined) {
        return undefined;
    }
    try {
        return LinkHeader.parse(answer.link).rel("next")[0]?.uri;
    } catch {
        throw answer.notUnderstood("its Link header cannot be read");
    }
}
