import { isObject } from "../client/answer";
import type { WebexAnswer, WebexClient } from "../client/webexClient";
import { isRefused, unlessRefused } from "./ifOffered";

/**
 * Webex's group "Device Configurations" (https://developer.webex.com/docs/api/v1/device-configurations). Scopes
 * `spark-admin:devices_read` and `spark-admin:devices_write`.
 */

/** A setting of a device as Webex tells it. */
export interface Configuration {
    /** The value that was set on this very device; undefined where none was. */
    readonly configured: unknown;
    /** Whether the configured value can be changed. */
    readonly isEditable: boolean;
    /** Why it cannot, in Webex's word, e.g. `CONFIG_MANAGED_BY_DIFFERENT_AUTHORITY`. */
    readonly reason: string | undefined;
    /** What shows where nothing is configured. */
    readonly inherited: Inherited | undefined;
    /** The values that the device takes, as JSON Schema; `unit` may stand in it besides. */
    readonly valueSpace: Readonly<Record<string, unknown>>;
    /** The value that the device has confirmed; undefined where Webex tells none. */
    readonly applied: unknown;
}

/** A value that a device gets where none is configured. */
export interface Inherited {
    /** Where it comes from, in Webex's word, e.g. `organizationRule` or `default`. */
    readonly source: string;
    readonly value: unknown;
}

/** Settings of one device, by their keys. */
export type Configurations = ReadonlyMap<string, Configuration>;

/** One operation of a PATCH, which does all of them or none. */
export type ConfigurationChange =
    | { readonly key: string; readonly op: "replace"; readonly value: unknown }
    | { readonly key: string; readonly op: "remove" };

/** Characters of the keys in one request: gateways take addresses of 2,000 characters for certain. */
const LONGEST_KEYS = 1500;

/** "There is no such device here", as phones of another family are told, too. */
const NONE_HERE: readonly number[] = [400, 404];

/**
 * The settings of a device that `keys` name, in as few requests as their addresses allow; without those that the device
 * does not have. Undefined where Webex keeps no configurations of such a device. Throws `WebexError`.
 *
 * Cisco's document knows one `key` a request. If not all of several come back, the others are asked for individually.
 */
export async function readConfigurations(
    client: WebexClient,
    deviceId: string,
    keys: readonly string[],
): Promise<Configurations | undefined> {
    const found = new Map<string, Configuration>();
    for (const piece of inPieces(keys)) {
        const told = await readPiece(client, deviceId, piece);
        if (told === undefined) {
            return undefined;
        }
        for (const [key, configuration] of told) {
            found.set(key, configuration);
        }
    }
    return found;
}

async function readPiece(
    client: WebexClient,
    deviceId: string,
    keys: readonly string[],
): Promise<Configurations | undefined> {
    const told = await list(client, deviceId, keys);
    const found = new Map([...(told ?? [])].filter(([key]) => keys.includes(key)));
    if (keys.length === 1 || found.size === keys.length) {
        return told === undefined ? undefined : found;
    }
    for (const key of keys.filter((each) => !found.has(each))) {
        const alone = await list(client, deviceId, [key]);
        if (alone === undefined) {
            return undefined;
        }
        const configuration = alone.get(key);
        if (configuration !== undefined) {
            found.set(key, configuration);
        }
    }
    return found;
}

/**
 * Every setting of a device, some 600 in a megabyte; undefined where Webex keeps no configurations of such a device.
 * Throws `WebexError`.
 */
export function readAllConfigurations(client: WebexClient, deviceId: string): Promise<Configurations | undefined> {
    return list(client, deviceId, []);
}

/**
 * The names of the settings that a filter lets through: `Audio.*` means all below, `*.DefaultVolume` one in any group.
 * Empty where Webex tells none. Throws `WebexError`.
 */
export async function listKeys(client: WebexClient, deviceId: string, filter: string): Promise<readonly string[]> {
    return [...((await list(client, deviceId, [filter])) ?? new Map<string, Configuration>()).keys()];
}

async function list(
    client: WebexClient,
    deviceId: string,
    key: readonly string[],
): Promise<Configurations | undefined> {
    const path = "/deviceConfigurations";
    const answer = await unlessRefused(client.request({ method: "GET", path, query: { deviceId, key } }), NONE_HERE);
    if (answer === undefined) {
        return undefined;
    }
    const told = configurationsIn(answer);
    if (told === undefined) {
        throw answer.notUnderstood("the answer has no items");
    }
    return told;
}

/**
 * Changes settings of a device, all or none of them; answers those that `keys` name as they are then, as far as Webex
 * tells. Its answer has every setting of the device, some 600 in a megabyte: nothing else of it is kept. Throws
 * `WebexError`.
 */
export async function changeConfigurations(
    client: WebexClient,
    deviceId: string,
    changes: readonly ConfigurationChange[],
    keys: readonly string[],
): Promise<Configurations> {
    const answer = await client.request({
        method: "PATCH",
        path: "/deviceConfigurations",
        query: { deviceId },
        contentType: "application/json-patch+json",
        // The paths have no slash in front.
        body: changes.map(({ key, ...change }) => ({ path: `${key}/sources/configured/value`, ...change })),
    });
    return configurationsIn(answer, keys) ?? new Map();
}

/** Whether Webex refused what a PATCH asks for, rather than whoever asks. */
export function isChangeRefused(error: unknown): boolean {
    return isRefused(error, [400]);
}

/** The settings in an answer, or those of them that `keys` name; undefined where it has none. */
function configurationsIn({ json }: WebexAnswer, keys?: readonly string[]): Configurations | undefined {
    if (!isObject(json) || !isObject(json.items)) {
        return undefined;
    }
    const { items } = json;
    const told = (keys ?? Object.keys(items)).flatMap((key) => {
        const configuration = toConfiguration(Object.hasOwn(items, key) ? items[key] : undefined);
        return configuration === undefined ? [] : [[key, configuration] as const];
    });
    return new Map(told);
}

function toConfiguration(item: unknown): Configuration | undefined {
    if (!isObject(item)) {
        return undefined;
    }
    const sources = isObject(item.sources) ? item.sources : {};
    const configured = isObject(sources.configured) ? sources.configured : {};
    const editability = isObject(configured.editability) ? configured.editability : {};
    // Cisco's example has `editable`, the live API `isEditable`.
    const isEditable = editability.isEditable ?? editability.editable;
    return {
        configured: configured.value ?? undefined,
        isEditable: isEditable !== false,
        reason: typeof editability.reason === "string" ? editability.reason : undefined,
        inherited: inheritedIn(sources),
        valueSpace: isObject(item.valueSpace) ? item.valueSpace : {},
        applied: isObject(item.appliedConfigurationValue) ? item.appliedConfigurationValue.value : undefined,
    };
}

/**
 * The value that takes effect without a configured one: a location's takes precedence over the organisation's, and that
 * over the factory's. Source: https://help.webex.com/pyfxdf. The name of a location's source is not published.
 */
function inheritedIn(sources: Readonly<Record<string, unknown>>): Inherited | undefined {
    const given = Object.entries(sources).flatMap(([source, told]): Inherited[] =>
        source !== "configured" && isObject(told) && told.value !== undefined && told.value !== null
            ? [{ source, value: told.value }]
            : [],
    );
    const rules = given.filter(({ source }) => source !== "default");
    return rules.find(({ source }) => /location/i.test(source)) ?? rules[0] ?? given[0];
}

/** The keys in groups that an address has room for. */
function inPieces(keys: readonly string[]): string[][] {
    const pieces: string[][] = [];
    let room = 0;
    for (const key of keys) {
        const length = `&key=${encodeURIComponent(key)}`.length;
        const last = pieces.at(-1);
        if (last === undefined || length > room) {
            pieces.push([key]);
            room = LONGEST_KEYS - length;
        } else {
            last.push(key);
            room -= length;
        }
    }
    return pieces;
}
