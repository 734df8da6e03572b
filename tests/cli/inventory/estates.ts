import { Estate, type EstateParts } from "../../../cli/estate/estate";
import { type DeviceNaming, DeviceNamings } from "../../../cli/inventory/deviceNaming";
import {
    type Declarations,
    declarationsOf,
    type KnownNames,
    NO_NAMES,
} from "../../../cli/inventory/program/declarations";
import { type Filters, select } from "../../../cli/inventory/selection";
import type { SupportedDevice } from "../../../provider/api/callingDevices";
import { Models } from "../../../provider/api/models";
import type { OwnSettings } from "../../../provider/resources/deviceConfiguration/ownSettings";

/** Models as Webex lists them. */
export const MODELS: readonly SupportedDevice[] = [
    { model: "DMS Cisco 8865", displayName: "Cisco 8865", type: "MPP", managedBy: "CISCO" },
    { model: "Cisco 9861", displayName: "Cisco 9861", type: "DESK_PHONE", managedBy: "CISCO" },
    { model: "DMS Yealink T54", displayName: "Yealink T54", type: "GENERIC_SIP", managedBy: "CUSTOMER" },
];

/** An organisation of these parts. */
export function estateOf(parts: Partial<EstateParts>): Estate {
    return new Estate({ people: [], workspaces: [], locations: [], devices: [], ...parts });
}

/** The namings of an organisation's devices; by default as Cisco's API knows them. */
export function namingsOf(estate: Estate, models: readonly SupportedDevice[] = MODELS, isCisco = true): DeviceNamings {
    return new DeviceNamings(
        estate,
        new Models(models),
        isCisco
            ? { registerPhone: () => Promise.resolve(undefined), unusedCodeStatus: "activating" }
            : { unusedCodeStatus: undefined },
    );
}

/** How the first device of an organisation is named. */
export function firstNaming(
    estate: Estate,
    ...rest: [(readonly SupportedDevice[])?, boolean?]
): DeviceNaming | undefined {
    const [first] = estate.devices;
    return first && namingsOf(estate, ...rest).of(first);
}

interface Declared extends Filters {
    readonly known?: KnownNames;
    readonly declaresWorkspaces?: boolean;
    readonly settings?: ReadonlyMap<string, OwnSettings>;
}

/** The declarations of a program for an organisation. */
export function declared(parts: Partial<EstateParts>, options: Declared = {}): Declarations {
    const { known = NO_NAMES, declaresWorkspaces = true, settings = new Map(), ...filters } = options;
    const estate = estateOf(parts);
    const namings = namingsOf(estate);
    const namingOf = (each: Parameters<DeviceNamings["of"]>[0]) => namings.of(each);
    return declarationsOf(select(estate, filters), { known, declaresWorkspaces, settings, namingOf });
}

/** A small organisation: a room with a device and one without, in two locations, and a person with a phone. */
export const SMALL: EstateParts = {
    locations: [
        { id: "loc-hq", name: "HQ" },
        { id: "loc-b", name: "Berlin" },
    ],
    workspaces: [
        { id: "room-1", displayName: "Lobby", locationId: "loc-hq" },
        { id: "room-2", displayName: "Alps", locationId: "loc-b" },
    ],
    people: [{ id: "person-1", displayName: "Ada Lovelace", emails: ["ada@example.com"] }],
    devices: [
        {
            id: "dev-1",
            workspaceId: "room-1",
            product: "Cisco Room Bar",
            type: "roomdesk",
            serial: "FOC1",
            tags: ["a"],
        },
        {
            ...{ id: "dev-2", personId: "person-1", product: "Cisco 8865", type: "phone", mac: "52EAD324FD21" },
            ...{ locationId: "loc-b", connectionStatus: "connected" },
        },
    ],
};
