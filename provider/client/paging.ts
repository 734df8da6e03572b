import LinkHeader from "http-link-header";
import { isObject } from "./answer";
import type { WebexAnswer, WebexClient, WebexRequest } from "./webexClient";

/** Items asked for per page: larger pages are cut down silently by Webex, and answered with 504 when it is slow. */
export const PAGE_SIZE = 100;

/**
 * All items of a list, every page read, or the first `limit` of them. Follows `Link: …; rel="next"` (RFC 8288, what
 * https://developer.webex.com/docs/basics promises); where there is none, a full page is followed by `start`.
 * An item that shows up on two pages counts once; a page with nothing new, or a link seen before, ends the list.
 * Throws `WebexError` if any page fails: a part of a list is no list.
 */
export async function listAll(client: WebexClient, request: WebexRequest, limit = Infinity): Promise<unknown[]> {
    const found = new Map<string, unknown>();
    const seenLinks = new Set<string>();
    let start = 0;
    let page: WebexRequest = { ...request, query: { ...request.query, max: Math.min(PAGE_SIZE, limit) } };
    for (;;) {
        const answer = await client.request(page);
        const items = itemsOf(answer);
        const before = found.size;
        for (const item of items) found.set(keyOf(item, answer), item);
        start += items.length;
        const next = nextLink(answer);
        if (found.size >= limit || found.size === before) break;
        if (next !== undefined) {
            if (seenLinks.has(next)) break;
            seenLinks.add(next);
            page = { ...request, url: next };
        } else if (page.url === undefined && items.length >= PAGE_SIZE) {
            page = { ...request, query: { ...request.query, max: PAGE_SIZE, start } };
        } else break;
    }
    return [...found.values()].slice(0, limit);
}

function itemsOf(answer: WebexAnswer): unknown[] {
    if (isObject(answer.json) && Array.isArray(answer.json.items)) return answer.json.items;
    throw answer.notUnderstood("the list has no items");
}

function keyOf(item: unknown, answer: WebexAnswer): string {
    if (isObject(item) && typeof item.id === "string" && item.id !== "") return item.id;
    throw answer.notUnderstood("an item of the list has no id");
}

function nextLink(answer: WebexAnswer): string | undefined {
    if (answer.link === undefined) return undefined;
    try {
        return LinkHeader.parse(answer.link).rel("next")[0]?.uri;
    } catch {
        throw answer.notUnderstood("its Link header cannot be read");
    }
}
