import { SETTINGS } from "./deviceModels";
import { MPP_FAMILY, POLY_FAMILY } from "./dynamicSettingsCatalogue";
import type { SupportedDevice } from "./types";

/** A model, the name that people know, and what it is. */
type Row = readonly [model: string, displayName: string, traits: Traits];
type Traits = Omit<SupportedDevice, "model" | "displayName">;

const CISCO_PHONE: Traits = {
    type: "MPP",
    manufacturer: "CISCO",
    managedBy: "CISCO",
    supportedFor: ["PEOPLE", "PLACE"],
    onboardingMethod: ["MAC_ADDRESS", "ACTIVATION_CODE"],
    deviceSettingsConfiguration: SETTINGS.whole,
};
const MPP_PHONE: Traits = {
    ...CISCO_PHONE,
    familyDisplayName: MPP_FAMILY,
    deviceSettingsConfiguration: SETTINGS.dynamic,
    supportsApplyChangesEnabled: true,
};
const PHONE_OS: Traits = { ...CISCO_PHONE, type: "DESK_PHONE", deviceSettingsConfiguration: SETTINGS.configurations };
const THIRD_PARTY: Traits = {
    ...CISCO_PHONE,
    type: "GENERIC_SIP",
    manufacturer: "THIRD_PARTY",
    onboardingMethod: ["MAC_ADDRESS"],
    deviceSettingsConfiguration: SETTINGS.dynamic,
};
const POLY: Traits = { ...THIRD_PARTY, familyDisplayName: POLY_FAMILY, supportsApplyChangesEnabled: true };
const CUSTOMERS_OWN: Traits = { ...THIRD_PARTY, managedBy: "CUSTOMER", deviceSettingsConfiguration: SETTINGS.none };
const DECT_BASE: Traits = { ...CISCO_PHONE, type: "ATA", supportedFor: ["PLACE"], onboardingMethod: ["MAC_ADDRESS"] };
// A model whose changes cannot be applied at once, so that clients meet one.
const ADAPTER: Traits = {
    ...CISCO_PHONE,
    type: "ATA",
    onboardingMethod: ["MAC_ADDRESS"],
    deviceSettingsConfiguration: SETTINGS.dynamic,
};
const WIFI_PHONE: Traits = { ...CISCO_PHONE, onboardingMethod: ["ACTIVATION_CODE"] };

const ipPhones = (...numbers: number[]): Row[] =>
    numbers.map((number) => [`DMS Cisco ${number}`, `Cisco IP Phone ${number}`, MPP_PHONE]);
const deskPhones = (...numbers: number[]): Row[] =>
    numbers.map((number) => [`Cisco ${number}`, `Cisco Desk Phone ${number}`, PHONE_OS]);

const ROWS: readonly Row[] = [
    ...ipPhones(6821, 6841, 6851, 6861, 6871, 7811, 7821, 7841, 7861, 8811, 8841, 8845, 8851, 8861, 8865),
    ["DMS Cisco 7832", "Cisco IP Conference Phone 7832", MPP_PHONE],
    ["DMS Cisco 8832", "Cisco IP Conference Phone 8832", MPP_PHONE],
    ["DMS Cisco 8875", "Cisco Video Phone 8875", PHONE_OS],
    ...deskPhones(9811, 9821, 9841, 9851, 9861, 9871),
    ["DMS Cisco 840", "Cisco Wireless Phone 840", WIFI_PHONE],
    ["DMS Cisco 191", "Cisco ATA 191", ADAPTER],
    ["DMS Cisco 192", "Cisco ATA 192", ADAPTER],
    ["DMS Cisco DBS110", "Cisco DECT 110 Base", DECT_BASE],
    ["Webex Go", "Webex Go", { ...CISCO_PHONE, type: "ESIM", supportedFor: ["PEOPLE"], onboardingMethod: ["NONE"] }],
    ["DMS Polycom EE400", "Polycom EE400", POLY],
    ["DMS Poly VVX 450", "Poly VVX 450", POLY],
    ["DMS Yealink T54", "Yealink T54", THIRD_PARTY],
    ["2N Customer Managed", "2N Customer Managed", CUSTOMERS_OWN],
    ["Generic IPPhone Customer Managed", "Generic IPPhone Customer Managed", CUSTOMERS_OWN],
];

/**
 * Models in the words of "Read the List of Supported Devices". Those that stand in Cisco's documents are as there; the
 * other rows are made in their image, for kinds of models of which no public answer has an example.
 */
export const SUPPORTED_DEVICES: readonly SupportedDevice[] = ROWS.map(([model, displayName, traits]) => ({
    model,
    displayName,
    ...traits,
}));
