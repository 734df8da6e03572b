import { Refusal } from "./errors";
import { normalizeMac, sameId } from "./ids";
import { type DeviceEntry, isMac } from "./organization";
import type { Call, QueryRule, Reply } from "./router";
import type { Device } from "./types";

type Filter = (device: Device, wanted: string) => boolean;

/** How a list is cut into pages. */
export interface PageRules<Item> {
    /** A larger `max` is lowered to this without a word. */
    pageCap: number;
    sendLink: boolean;
    /** What is shown of an item. */
    view: (item: Item) => unknown;
    /** Absolute URL of the list, for the `next` link. */
    url: string;
}

const text: QueryRule = { type: "string" };

/** The paging parameters of both contracts. */
export const pageQuery: Record<string, QueryRule> = {
    start: { type: "integer", minimum: 0 },
    max: { type: "integer", minimum: 1 },
};

/** The filters that both contracts document; Cisco's narrower rules for their values are added there. */
export const commonFilters: Record<string, QueryRule> = {
    personId: text,
    workspaceId: text,
    displayName: text,
    product: text,
    type: text,
    tag: text,
    connectionStatus: text,
    serial: text,
    software: text,
    upgradeChannel: text,
    errorCode: text,
    capability: text,
    permission: text,
    orgId: text,
};

const id =
    (field: "personId" | "workspaceId" | "orgId" | "locationId" | "workspaceLocationId"): Filter =>
    (device, wanted) =>
        sameId(device[field], wanted);
const part =
    (field: "displayName" | "product" | "serial" | "software" | "upgradeChannel"): Filter =>
    (device, wanted) =>
        device[field]?.toLowerCase().includes(wanted.toLowerCase()) ?? false;
const exact =
    (field: "type" | "connectionStatus" | "devicePlatform" | "plannedMaintenance"): Filter =>
    (device, wanted) =>
        device[field] === wanted;
const member =
    (field: "tags" | "errorCodes" | "capabilities" | "permissions"): Filter =>
    (device, wanted) =>
        device[field]?.includes(wanted) ?? false;

// Free text matches on a part of the value (Device Developers Guide, name search); ids and enumerations as a whole.
const FILTERS: Record<string, Filter> = {
    personId: id("personId"),
    workspaceId: id("workspaceId"),
    orgId: id("orgId"),
    locationId: id("locationId"),
    workspaceLocationId: id("workspaceLocationId"),
    displayName: part("displayName"),
    product: part("product"),
    serial: part("serial"),
    software: part("software"),
    upgradeChannel: part("upgradeChannel"),
    type: exact("type"),
    connectionStatus: exact("connectionStatus"),
    devicePlatform: exact("devicePlatform"),
    plannedMaintenance: exact("plannedMaintenance"),
    tag: member("tags"),
    errorCode: member("errorCodes"),
    capability: member("capabilities"),
    permission: member("permissions"),
    mac: (device, wanted) => isMac(device.mac, normalizeMac(wanted) ?? ""),
};

/** The entries whose device passes every filter of the query. With `splitTags`, commas in `tag` mean logical AND. */
export function filterDevices(
    entries: readonly DeviceEntry[],
    named: (entry: DeviceEntry) => Device,
    query: URLSearchParams,
    splitTags: boolean,
): DeviceEntry[] {
    const wanted = [...query].flatMap(([name, value]) =>
        name === "tag" && splitTags
            ? value.split(",").map((tag) => [name, tag.trim()] as const)
            : [[name, value] as const],
    );
    const filters = wanted.flatMap(([name, value]) => {
        const filter = FILTERS[name];
        return filter ? [(device: Device) => filter(device, value)] : [];
    });
    return entries.filter((entry) => {
        // Names are looked up at the owner, which would be felt with thousands of devices and nothing to filter.
        const device = filters.length > 0 ? named(entry) : entry.device;
        return filters.every((fits) => fits(device));
    });
}

/** One page as `{items}`, with a `Link` header to the next one where there is more and links are sent. */
export function page<Item>(items: readonly Item[], call: Call, rules: PageRules<Item>): Reply {
    const start = Number(call.query.get("start") ?? 0);
    const max = Math.min(Number(call.query.get("max") ?? 100), rules.pageCap);
    if (!Number.isSafeInteger(start) || !Number.isSafeInteger(max)) {
        throw new Refusal(400, "start and max must be whole numbers.");
    }
    const reply: Reply = { status: 200, body: { items: items.slice(start, start + max).map(rules.view) } };
    if (rules.sendLink && start + max < items.length) {
        const next = new URLSearchParams(call.query);
        next.set("start", String(start + max));
        next.set("max", String(max));
        reply.headers = { link: `<${rules.url}?${next.toString()}>; rel="next"` };
    }
    return reply;
}
