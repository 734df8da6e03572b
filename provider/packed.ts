import { deflateRawSync, inflateRawSync } from "node:zlib";

/**
 * The output that holds a resource's state, packed. Pulumi's own backends write the whole state twice per step, so
 * each byte of a resource is written thousands of times in a large `up`; and with names that begin with two
 * underscores a plan shows no changes of `lastSeen` and the like. The name and the format below are a public
 * contract for as long as any user's state holds them.
 */
export const PACKED_KEY = "__packed";

/** What states have in common, most frequent last; deflate refers to it instead of repeating it. Never changed. */
const DICTIONARY = Buffer.from(
    '"lifecycle":"plannedMaintenance":"off","devicePlatform":"cisco","managedBy":"CISCO","activeInterface":"Wired",' +
        '"workspaceLocationId":"locationId":"webexgo"accessory"unregisterOnDelete":true,"activationExpiresAt":"2026-' +
        '"expiresAt":"issuedAt":"status":"pending"redeemed"expired"renew":"whenExpired","never",' +
        '"capabilities":["xapi"],"permissions":["xapi:all","xapi:readonly"],"software":"ce-11."upgradeChannel":"Stable"' +
        '"primarySipUrl":"sipUrls":["@rooms.webex.com","serial":"FOC"ip":"10.192.168."firstSeen":"lastSeen":"2026-' +
        '"__inputs":"deviceId,serial,orgId,personId,workspaceId,model,mac,tags","errorCodes":[],' +
        '"connectionStatus":"activating","connectionStatus":"connected","connectionStatus":"disconnected",' +
        '"product":"Cisco Room Desk Board ","type":"roomdesk","type":"phone","displayName":"created":"2026-11-22T00:00:00.000Z",' +
        '"tags":["","mac":"model":"DMS Cisco 9861"88"personId":"~us/PEOPLE/","orgId":"~us/ORGANIZATION/",' +
        '"callingDeviceId":"~us/CALLING_DEVICE/","webexDeviceId":"~us/DEVICE/","placeId":"~us/PLACE/","workspaceId":"~us/PLACE/',
);

/** In packed text a Webex id stands decoded, behind this mark; any other text that begins with it gets one more. */
const MARK = "~";
const SCHEME = "ciscospark://";

/** The state as one short text. */
export function pack(state: object): string {
    const json = JSON.stringify(state, (_, value: unknown) => (typeof value === "string" ? shortened(value) : value));
    return deflateRawSync(json, { level: 9, dictionary: DICTIONARY }).toString("base64");
}

/** What `pack` was given. Throws if the text is none of its own. */
export function unpack(text: string): Record<string, unknown> {
    const json = inflateRawSync(Buffer.from(text, "base64"), { dictionary: DICTIONARY }).toString();
    return JSON.parse(json, (_, value: unknown) => (typeof value === "string" ? restored(value) : value)) as Record<
        string,
        unknown
    >;
}

/** What `pulumi stack export` wrote, with each output of our resources by its name. Throws if it is no JSON. */
export function unpackExport(text: string): string {
    const unpacked = JSON.parse(text, (_, value: unknown) => {
        if (typeof value !== "object" || value === null) {
            return value;
        }
        const { [PACKED_KEY]: packed, ...rest } = value as Record<string, unknown>;
        return typeof packed === "string" && packed !== "" ? { ...rest, ...unpack(packed) } : value;
    }) as unknown;
    return JSON.stringify(unpacked, undefined, 4);
}

/** An id is Base64 of a text whose digits deflate far better than their Base64 does. */
function shortened(text: string): string {
    if (text.startsWith(MARK)) {
        return MARK + text;
    }
    const decoded = Buffer.from(text, "base64").toString("latin1");
    return decoded.startsWith(SCHEME) && encoded(decoded) === text ? MARK + decoded.slice(SCHEME.length) : text;
}

function restored(text: string): string {
    if (!text.startsWith(MARK)) {
        return text;
    }
    const rest = text.slice(MARK.length);
    return rest.startsWith(MARK) ? rest : encoded(SCHEME + rest);
}

function encoded(id: string): string {
    return Buffer.from(id, "latin1").toString("base64").replace(/=+$/, "");
}
