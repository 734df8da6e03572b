import type { Simulator } from "../../../simulator/index";

/** Names that break programs, files and terminals that are not careful. */
export const AWKWARD: readonly string[] = [
    "Board Room",
    "board room",
    "🎉",
    "   ",
    'Café "Zürich" 1',
    "`${process.exit(1)}`",
    "*/ process.exit(1) /*",
    "line\nbreak\r\nand\u2028separator",
    "// @ts-expect-error",
    "@ts-nocheck",
    "class",
    "__proto__",
    "constructor",
    "7 Alps",
    "会议室 3",
    "Переговорная",
    "=HYPERLINK(1)",
    "'; DROP TABLE devices; --",
    "</script><script>",
    "\\u0022 \\",
    "apply",
    "a, b; c | d",
    "x".repeat(200),
    "O’Brien’s",
    "\u202egnorw",
];

/** Of the locations; two have the same name. */
const LOCATIONS: readonly string[] = [
    ...["Berlin", "Berlin", "Zürich HQ", "🏢", "@ts-nocheck */ `${1}`", "con", "line\nbreak", "São Paulo"],
    ...["</script>", "shared", "会议", 'The "Tower"'],
];

/** How many of each an estate has. */
export interface EstateSizes {
    /** Rooms with a room device each. */
    readonly rooms: number;
    /** Rooms with a phone each. */
    readonly phoneRooms: number;
    /** People with a phone each. */
    readonly people: number;
    /** Rooms without a device. */
    readonly emptyRooms: number;
}

const MODELS = ["Cisco 8865", "Cisco 8845", "Cisco 9861", "Cisco Video Phone 8875"] as const;
const ROOM_PRODUCTS = ["Cisco Room Kit Pro", "Cisco Room Bar", "Cisco Desk Pro", "Cisco Board 55"] as const;

/** An organisation of many devices in 12 locations, whose names and numbers are as awkward as real ones can be. */
export function addAwkwardEstate(simulator: Simulator, sizes: EstateSizes): void {
    const locations = LOCATIONS.map((name) => simulator.addLocation({ name }).id);
    // The last twelfth has no location.
    const placeOf = (at: number): { locationId?: string } => {
        const locationId = locations[at % (locations.length + 1)];
        return locationId === undefined ? {} : { locationId };
    };
    const nameOf = (at: number): string => AWKWARD[at % AWKWARD.length] ?? "";
    for (let at = 0; at < sizes.rooms; at += 1) {
        addRoom(simulator, at, nameOf(at), placeOf(at));
    }
    for (let at = 0; at < sizes.phoneRooms; at += 1) {
        const { id: workspaceId } = simulator.addWorkspace({
            ...{ displayName: nameOf(at), supportedDevices: "phones", calling: "webexCalling", ...placeOf(at + 5) },
        });
        // A workspace for phones takes no 9800 by mistake: half are of each family.
        simulator.addDevice({ workspaceId, product: pick(MODELS, at), mac: macOf(0x100000 + at), ...tagsOf(at) });
    }
    for (let at = 0; at < sizes.people; at += 1) {
        const emails = at % 10 === 9 ? [] : [`${at % 7 === 6 ? "=" : ""}person.${at}@example.com`];
        const person = simulator.addPerson({ displayName: nameOf(at), emails, maxDeviceCount: 1 });
        simulator.addDevice({
            ...{ personId: person.id, product: pick(MODELS, at), mac: macOf(0x200000 + at) },
            ...{ ...tagsOf(at), ...placeOf(at) },
        });
    }
    for (let at = 0; at < sizes.emptyRooms; at += 1) {
        simulator.addWorkspace({ displayName: nameOf(at), ...placeOf(at), notes: "somebody's\nnotes", capacity: at });
    }
}

/** A room whose device is found by its serial number; each eleventh has one of another, and each thirteenth none. */
function addRoom(simulator: Simulator, at: number, displayName: string, place: { locationId?: string }): void {
    const { id: workspaceId } = simulator.addWorkspace({ displayName, capacity: at, ...place });
    const serial = `FOC${String(at % 11 === 10 ? at - 1 : at).padStart(8, "0")}`;
    const { id } = simulator.addDevice({ workspaceId, product: pick(ROOM_PRODUCTS, at), serial, ...tagsOf(at) });
    if (at % 13 === 12) {
        simulator.updateDevice(id, { serial: undefined, mac: undefined });
    }
    if (at % 4 === 3) {
        simulator.configure(id, {
            ...{ "Audio.DefaultVolume": 60 + (at % 40), "SystemUnit.CustomDeviceId": displayName, "Standby.Delay": 10 },
            "Macros.Macros": [{ name: "m", type: "raw", payload: "console.log(`${1}`); // */\n", active: true }],
        });
    }
}

function tagsOf(at: number): { tags: string[] } {
    const sets = [
        [],
        ["early-adopters"],
        ["=1+1", 'say "hi"'],
        ["a", "b", "b"],
        [" ", "blank"],
        ["${x}", "`", "*/", "ü|ö"],
    ];
    return { tags: [...(sets[at % sets.length] ?? [])] };
}

function macOf(number: number): string {
    return `52EAD3${number.toString(16).toUpperCase().padStart(6, "0")}`;
}

function pick<T>(all: readonly T[], at: number): T {
    return all[at % all.length] as T;
}
