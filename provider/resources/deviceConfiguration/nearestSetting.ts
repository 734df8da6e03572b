import { listKeys } from "../../api/deviceConfigurations";
import type { WebexClient } from "../../client/webexClient";
import { WebexError } from "../../client/webexError";
import { nearestName } from "../inputCheck";

/** So many misspelt names of one device get a suggestion. */
const MOST_ASKED = 5;

/** Finds the name that is nearest to one that a device does not have; undefined where nothing is like it. */
export type Nearest = (client: WebexClient, deviceId: string, key: string) => Promise<string | undefined>;

/**
 * What is said of settings that a device does not have, each with the nearest that it has. Only settings of the same
 * group or with the same ending are asked for: all of a device are a megabyte. Never throws `WebexError`.
 */
export async function unknownWords(
    client: WebexClient,
    deviceId: string,
    unknown: readonly string[],
    nearest: Nearest = nearestSetting,
): Promise<string[]> {
    const near = await Promise.all(unknown.slice(0, MOST_ASKED).map((key) => nearest(client, deviceId, key)));
    return unknown.map((key, at) => {
        const name = near[at];
        return `the device has no setting ${key}${name === undefined ? "" : `; the nearest is ${name}`}`;
    });
}

/** See `Nearest`. Never throws `WebexError`. */
export async function nearestSetting(client: WebexClient, deviceId: string, key: string): Promise<string | undefined> {
    for (const filter of filtersFor(key)) {
        const names = await keysLike(client, deviceId, filter);
        if (names.length > 0) {
            return nearestName(key, names);
        }
    }
    return undefined;
}

/** Filters for what a name may have meant, the likeliest first. No I/O. */
export function filtersFor(key: string): string[] {
    const [group = "", ...rest] = key.split(".");
    const capital = group.charAt(0).toUpperCase() + group.slice(1);
    const groups = [...new Set([group, capital])].map((name) => `${name}.*`);
    return rest.length === 0 ? groups : [...groups, `*.${rest.join(".")}`];
}

async function keysLike(client: WebexClient, deviceId: string, filter: string): Promise<readonly string[]> {
    try {
        return await listKeys(client, deviceId, filter);
    } catch (error) {
        // A suggestion is not worth an error of its own.
        if (error instanceof WebexError) {
            return [];
        }
        throw error;
    }
}
