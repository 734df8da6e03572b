import { isObject } from "../client/answer";
import type { WebexClient } from "../client/webexClient";
import { ifOffered } from "./ifOffered";

/** Webex's group "Licenses" (https://developer.webex.com/docs/api/v1/licenses). */

export interface License {
    readonly id: string;
    readonly name: string;
}

/**
 * The licences of an organisation; none where the API has no such route. "List Licenses" is one page: it takes no
 * `max` and sends no Link header. Throws `WebexError`.
 */
export async function readLicenses(client: WebexClient, orgId: string | undefined): Promise<readonly License[]> {
    const answer = await ifOffered(client.request({ method: "GET", path: "/licenses", query: { orgId } }));
    const items = isObject(answer?.json) && Array.isArray(answer.json.items) ? answer.json.items : [];
    return items.filter(isLicense);
}

function isLicense(item: unknown): item is License {
    return isObject(item) && typeof item.id === "string" && typeof item.name === "string";
}
