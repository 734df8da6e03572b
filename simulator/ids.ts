import { randomInt, randomUUID } from "node:crypto";

/** The kinds of object a Webex id names (the part after the cluster in the decoded id). */
export type IdKind = "PEOPLE" | "PLACE" | "DEVICE" | "CALLING_DEVICE" | "ORGANIZATION" | "LICENSE" | "LOCATION";

/** Builds an id in Webex's form: Base64 without padding of `ciscospark://us/KIND/UUID`; a random UUID unless given. */
export function webexId(kind: IdKind, uuid: string = randomUUID()): string {
    return unpadded(Buffer.from(`ciscospark://us/${kind}/${uuid}`).toString("base64"));
}

/** What an id names within its kind; undefined for a text that is no Webex id. */
export function uuidOf(id: string): string | undefined {
    const decoded = Buffer.from(id, "base64").toString("latin1");
    return /^ciscospark:\/\/[^/]+\/[A-Z_]+\/([\w-]+)$/.exec(decoded)?.[1];
}

/** The id of the same object under another kind, as `callingDeviceId` is to `id`. Foreign ids are used as the UUID. */
export function siblingId(kind: IdKind, id: string): string {
    return webexId(kind, uuidOf(id) ?? unpadded(id));
}

/** The `deviceId` of a device: the id that is said to outlive a move of its organisation to another cluster. */
export function lastingId(orgId: string, id: string): string {
    const [organization, device] = [orgId, id].map((each) => uuidOf(each) ?? unpadded(each));
    return unpadded(Buffer.from(`ciscospark://orgId=${organization}/DEVICE_ID/${device}`).toString("base64"));
}

/** Whether two ids name the same object; Base64 padding makes no difference. */
export function sameId(a: string | null | undefined, b: string | null | undefined): boolean {
    return typeof a === "string" && typeof b === "string" && unpadded(a) === unpadded(b);
}

/** The id as it is compared: Base64 padding makes no difference. */
export function unpadded(id: string): string {
    return id.replace(/=+$/, "");
}

/** A MAC address as phones report it: 12 upper-case hex digits, no separators. Undefined if it is not a MAC address. */
export function normalizeMac(mac: string): string | undefined {
    const digits = mac.replace(/[\s:.-]/g, "").toUpperCase();
    return /^[0-9A-F]{12}$/.test(digits) ? digits : undefined;
}

/** A random activation code of 16 digits. */
export function newCode(): string {
    return Array.from({ length: 4 }, () => String(randomInt(10_000)).padStart(4, "0")).join("");
}

/** A random MAC address with the locally administered bit set, so that it is nobody's real one. */
export function newMac(): string {
    return `02${Array.from({ length: 5 }, () => randomInt(256).toString(16).padStart(2, "0")).join("")}`.toUpperCase();
}

/** A random SIP user name of ten characters. */
export function newSipUser(): string {
    return randomUUID().replace(/-/g, "").slice(0, 10);
}

/** A random serial number in the form Cisco prints on devices, for example `FOC1A2B3C4D`. */
export function newSerial(): string {
    return `FOC${randomUUID().replace(/-/g, "").slice(0, 8).toUpperCase()}`;
}
