import { randomUUID } from "node:crypto";
import { devicePath } from "../../../provider/api/devices/devicesRoutes";
import { normalizeMac, sameId, sameMac } from "../../../provider/api/identity";
import { isObject } from "../../../provider/client/answer";
import { type Ground, isUntold, type Row } from "../ground";
import { rowWith, textIn, textsIn } from "../rows";
import { DEVICE_SHAPE } from "../shapes";
import { type FilterCase, lookAtFilters } from "./filters";
import { lookAtPages } from "./paging";

const AREA = "devices";
const PATH = "/devices";
/** The ids of which one stands in for an `id` that is null. */
const OTHER_IDS = ["webexDeviceId", "callingDeviceId", "deviceId"] as const;

/** Looks at the list of devices; gives its first page. */
export async function lookAtDevices(ground: Ground): Promise<readonly Row[]> {
    const page = await ground.page(PATH, { max: 100 });
    if (isUntold(page)) {
        ground.noteUntold(AREA, `GET ${PATH} lists devices`, page);
        return [];
    }
    const { rows } = page;
    ground.compare(AREA, `a row of GET ${PATH}`, rows, DEVICE_SHAPE);
    noteIds(ground, rows);
    await lookAtPages(ground, { area: AREA, path: PATH, sendsLink: true, takesStart: true }, page);
    await lookAtFilters(ground, AREA, PATH, filterCases(rows));
    await lookAtOne(ground, rows);
    return rows;
}

/** `id` may be null since May 2026 (wxc_sdk 5946444b); then another of the ids is there. */
function noteIds(ground: Ground, rows: readonly Row[]): void {
    const assumption = "a device without an id has another id";
    const without = rows.filter((row) => textIn(row, "id") === undefined);
    const nameless = without.filter((row) => OTHER_IDS.every((name) => textIn(row, name) === undefined));
    ground.note(AREA, assumption, {
        holds: nameless.length === 0,
        detail: `${without.length} of ${rows.length} have no id`,
    });
}

/** Each filter with a device that has what it filters by. */
export function filterCases(rows: readonly Row[]): readonly FilterCase[] {
    return [
        ...macCases(rows),
        whole(rows, "serial"),
        part(rows, "serial", (serial) => serial.slice(0, -2)),
        whole(rows, "displayName"),
        part(rows, "displayName", (name) => name.slice(1)),
        ...["personId", "workspaceId", "locationId"].map((name) => byId(rows, name)),
        ...["product", "type", "connectionStatus"].map((name) => whole(rows, name)),
        tagCase(rows),
    ];
}

function macCases(rows: readonly Row[]): readonly FilterCase[] {
    const sample = rows.find((row) => normalizeMac(textIn(row, "mac") ?? "") !== undefined);
    const digits = normalizeMac(textIn(sample, "mac") ?? "") ?? "";
    const fits = (row: Row) => sameMac(textIn(row, "mac"), digits);
    const forms = [
        ["without colons", digits],
        ["with colons", (digits.match(/../g) ?? []).join(":")],
    ] as const;
    return forms.map(([form, mac]) => ({
        assumption: `mac=… finds a device by its whole address, ${form}`,
        query: { mac },
        sample,
        fits,
    }));
}

function whole(rows: readonly Row[], name: string): FilterCase {
    const sample = rowWith(rows, name);
    const value = textIn(sample, name) ?? "";
    const wanted = value.toLowerCase();
    return {
        assumption: `${name}=… finds devices by the whole value`,
        query: { [name]: value },
        sample,
        fits: (row) => textIn(row, name)?.toLowerCase().includes(wanted) ?? false,
    };
}

function part(rows: readonly Row[], name: string, cut: (value: string) => string): FilterCase {
    const sample = rows.find((row) => (textIn(row, name) ?? "").length > 4);
    const value = cut(textIn(sample, name) ?? "").trim();
    return {
        assumption: `${name}=… finds devices by a part of the value`,
        query: { [name]: value },
        sample,
        fits: (row) => textIn(row, name)?.toLowerCase().includes(value.toLowerCase()) ?? false,
    };
}

function byId(rows: readonly Row[], name: string): FilterCase {
    const sample = rowWith(rows, name);
    const id = textIn(sample, name) ?? "";
    return {
        assumption: `${name}=… finds the devices that have it`,
        query: { [name]: id },
        sample,
        fits: (row) => sameId(textIn(row, name), id),
    };
}

function tagCase(rows: readonly Row[]): FilterCase {
    const sample = rows.find((row) => textsIn(row, "tags").length > 0);
    const [tag = ""] = textsIn(sample, "tags");
    return {
        assumption: "tag=… finds the devices that have it",
        query: { tag },
        sample,
        fits: (row) => textsIn(row, "tags").includes(tag),
    };
}

/** Looks at one device by each of its ids and their spellings, and at a device that is not there. */
async function lookAtOne(ground: Ground, rows: readonly Row[]): Promise<void> {
    const sample = rowWith(rows, "id", "callingDeviceId") ?? rowWith(rows, "id");
    const id = textIn(sample, "id");
    if (id === undefined) {
        ground.noteUnseen(AREA, "GET /devices/{id} tells a device", "there is none");
        return;
    }
    const ways: readonly (readonly [name: string, value: string | undefined])[] = [
        ["its id", id],
        ["its id in the other spelling, with or without = at the end", respelt(id)],
        ["its callingDeviceId", textIn(sample, "callingDeviceId")],
        ["its webexDeviceId", textIn(sample, "webexDeviceId")],
    ];
    for (const [name, value] of ways) {
        const assumption = `GET /devices/{id} tells a device by ${name}`;
        if (value === undefined) {
            ground.noteUnseen(AREA, assumption, "it has none");
            continue;
        }
        const told = await ground.ask(devicePath(value), { orgId: ground.orgId });
        if (isUntold(told)) {
            ground.noteUntold(AREA, assumption, told);
            continue;
        }
        const same = isObject(told.json) && sameId(textIn(told.json, "id"), id);
        ground.note(AREA, assumption, { holds: same, detail: same ? "it came" : "another answer came" });
    }
    await lookForNobody(ground);
}

/** The id as Base64 is also written: with the padding if it has none, and without if it has. */
export function respelt(id: string): string | undefined {
    const bare = id.replace(/=+$/, "");
    const padded = bare.padEnd(Math.ceil(bare.length / 4) * 4, "=");
    return bare === padded ? undefined : id === bare ? padded : bare;
}

async function lookForNobody(ground: Ground): Promise<void> {
    const nobody = Buffer.from(`ciscospark://us/DEVICE/${randomUUID()}`).toString("base64").replace(/=+$/, "");
    const assumption = "a device that is not there is answered 404";
    const told = await ground.ask(devicePath(nobody), { orgId: ground.orgId });
    if (!isUntold(told)) {
        ground.note(AREA, assumption, { holds: false, detail: "an answer came" });
    } else if (told.status === 404) {
        ground.note(AREA, assumption, { holds: true, detail: "it was" });
    } else {
        ground.noteUntold(AREA, assumption, told);
    }
}
