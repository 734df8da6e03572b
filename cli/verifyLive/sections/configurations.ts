import { isObject } from "../../../provider/client/answer";
import { type Ground, isUntold, type Row, type Told, type Untold } from "../ground";
import { textIn } from "../rows";
import { CONFIGURATION_SHAPE } from "../shapes";

const AREA = "configurations";
const PATH = "/deviceConfigurations";

/** Two settings that each RoomOS device has. */
const KEYS = ["Audio.DefaultVolume", "SystemUnit.Name"] as const;
/** One that no device has. */
const NO_KEY = "Nobody.HasThis";

/** Looks at the settings of a room device, and at those of an MPP phone, which has none here. */
export async function lookAtConfigurations(
    ground: Ground,
    devices: readonly Row[],
    models: readonly Row[],
): Promise<void> {
    await lookAtRoomDevice(ground, devices);
    const assumption = `GET ${PATH} answers 400 or 404 for a phone that keeps its settings elsewhere`;
    const phone = devices.find((row) => isMpp(row, models));
    const deviceId = textIn(phone, "webexDeviceId") ?? textIn(phone, "id");
    if (deviceId === undefined) {
        ground.noteUnseen(AREA, assumption, "there is no such phone");
        return;
    }
    const told = await ground.ask(PATH, { deviceId, key: KEYS[0] });
    if (isUntold(told) && told.status !== undefined) {
        const holds = told.status === 400 || told.status === 404;
        ground.note(AREA, assumption, { holds: told.status === 403 ? undefined : holds, detail: told.reason });
    } else if (isUntold(told)) {
        ground.noteUntold(AREA, assumption, told);
    } else {
        ground.note(AREA, assumption, { holds: false, detail: "an answer came" });
    }
}

async function lookAtRoomDevice(ground: Ground, devices: readonly Row[]): Promise<void> {
    const device = devices.find((row) => row.type === "roomdesk" && textIn(row, "id") !== undefined);
    const deviceId = textIn(device, "webexDeviceId") ?? textIn(device, "id");
    const [first, second] = KEYS;
    if (deviceId === undefined) {
        ground.noteUnseen(AREA, `GET ${PATH} tells the settings of a room device`, "there is none");
        return;
    }
    const group = await ground.ask(PATH, { deviceId, key: "Audio.*" });
    const names = Object.keys(itemsIn(group) ?? {});
    note(ground, "key=Audio.* brings the settings below Audio alone", group, {
        holds: names.length > 0 && names.every((name) => name.startsWith("Audio.")),
        detail: `${names.length} settings came`,
    });
    ground.compare(AREA, `a setting of GET ${PATH}`, Object.values(itemsIn(group) ?? {}), CONFIGURATION_SHAPE);
    const two = await ground.ask(PATH, { deviceId, key: KEYS });
    const both = Object.keys(itemsIn(two) ?? {});
    // One is what Cisco's document has; the package then asks for the other by itself.
    note(ground, "several keys of one request are all answered", two, {
        holds: [first, second].every((key) => both.includes(key)),
        detail: `${both.length} of 2 settings came`,
    });
    const none = await ground.ask(PATH, { deviceId, key: NO_KEY });
    const strange = Object.keys(itemsIn(none) ?? {}).length;
    note(ground, "a key that a device does not have is left out, without an error", none, {
        holds: itemsIn(none) !== undefined && strange === 0,
        detail: `${strange} settings came`,
    });
}

function note(
    ground: Ground,
    assumption: string,
    told: Told | Untold,
    found: { holds: boolean; detail: string },
): void {
    if (isUntold(told)) {
        ground.noteUntold(AREA, assumption, told);
    } else {
        ground.note(AREA, assumption, found);
    }
}

function itemsIn(told: Told | Untold): Row | undefined {
    return !isUntold(told) && isObject(told.json) && isObject(told.json.items) ? told.json.items : undefined;
}

/** Whether a phone's settings are kept at Webex Calling, by what the models say. */
function isMpp(row: Row, models: readonly Row[]): boolean {
    const product = textIn(row, "product") ?? "";
    const model = models.find(
        (each) => textIn(each, "displayName") === product || textIn(each, "model") === `DMS ${product}`,
    );
    return row.type === "phone" && /^WEBEX_CALLING_/.test(textIn(model, "deviceSettingsConfiguration") ?? "");
}
