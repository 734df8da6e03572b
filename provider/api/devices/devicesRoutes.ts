import { isObject } from "../../client/answer";
import { eachPage, type KeyOf } from "../../client/paging";
import type { WebexAnswer, WebexClient } from "../../client/webexClient";
import { WebexError } from "../../client/webexError";
import { sameMac } from "../identity";
import type { IssuedCode } from "./contract";
import { deviceIdIn, toWebexDevice, type WebexDevice } from "./webexDevice";

/** What both contracts have in common: reading, listing and deleting devices. */

type Query = Readonly<Record<string, string | undefined>>;

/** The path of one device, its id encoded. */
export function devicePath(id: string): string {
    return `/devices/${encodeURIComponent(id)}`;
}

/**
 * The device in an answer to a request that named `askedId`, if any. Throws `WebexError` (`notUnderstood`) if there is
 * none in it.
 */
export function deviceIn(answer: WebexAnswer, askedId?: string): WebexDevice {
    const device = toWebexDevice(answer.json, askedId);
    if (device === undefined) {
        throw answer.notUnderstood(answer.json === undefined ? "the answer is empty" : "the answer has no device id");
    }
    return device;
}

/** One device; undefined if the API answers 404 and nothing else. */
export async function readDevice(client: WebexClient, id: string, query: Query): Promise<WebexDevice | undefined> {
    const answer = await unless404(client.request({ method: "GET", path: devicePath(id), query }));
    return answer === undefined ? undefined : deviceIn(answer, id);
}

/** Devices by filter, or the first `limit` of them, every page read. */
export async function readDevices(client: WebexClient, query: Query, limit?: number): Promise<WebexDevice[]> {
    const found: WebexDevice[] = [];
    for await (const devices of pagesOfDevices(client, query, limit)) {
        found.push(...devices);
    }
    return found.slice(0, limit);
}

/** Devices by filter, page by page, see `eachPage`. Rows without any id are left out, with a warning. */
export async function* pagesOfDevices(
    client: WebexClient,
    query: Query,
    limit?: number,
): AsyncGenerator<WebexDevice[]> {
    let withoutId = 0;
    const keyOf: KeyOf = (row, answer) => {
        if (!isObject(row)) {
            throw answer.notUnderstood("an item of the list is no device");
        }
        const id = deviceIdIn(row)?.id;
        withoutId += id === undefined ? 1 : 0;
        return id;
    };
    try {
        for await (const rows of eachPage(client, { method: "GET", path: "/devices", query }, limit, keyOf)) {
            yield rows.map((row) => toWebexDevice(row)).filter((device) => device !== undefined);
        }
    } finally {
        if (withoutId > 0) {
            const [devices, are] = withoutId === 1 ? ["device", "it is"] : ["devices", "they are"];
            client.warnOnce(
                "devices without id",
                `Webex listed ${withoutId} ${devices} without any id; ${are} left out`,
            );
        }
    }
}

/** The devices among `devices` that have this MAC address: Webex's text filters match on a part of the value. */
export function withMac(devices: readonly WebexDevice[], mac: string): WebexDevice[] {
    return devices.filter((device) => sameMac(device.mac, mac));
}

/** Deletes a device; false if the API says that there is none. */
export async function removeDevice(client: WebexClient, id: string, query: Query): Promise<boolean> {
    return (await unless404(client.request({ method: "DELETE", path: devicePath(id), query }))) !== undefined;
}

/** The code in an answer, `expiry` being the contract's name for its end. Throws `WebexError` if it lacks either. */
export function codeIn(answer: WebexAnswer, expiry: "expiryTime" | "expiresAt"): IssuedCode {
    const json = isObject(answer.json) ? answer.json : {};
    const { code, id, [expiry]: expiresAt } = json;
    if (typeof code !== "string" || code === "") {
        throw answer.notUnderstood("the answer has no activation code");
    }
    if (typeof expiresAt !== "string" || Number.isNaN(Date.parse(expiresAt))) {
        throw answer.notUnderstood(`the answer's ${expiry} is no date`);
    }
    return {
        code,
        expiresAt,
        issuedAt: answer.time.toISOString(),
        deviceId: typeof id === "string" && id !== "" ? id : undefined,
    };
}

async function unless404<T>(answer: Promise<T>): Promise<T | undefined> {
    try {
        return await answer;
    } catch (error) {
        if (error instanceof WebexError && error.kind === "refused" && error.status === 404) {
            return undefined;
        }
        throw error;
    }
}
