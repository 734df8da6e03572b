/** What "Get Validation Schema" says of a setting, and where the simulator takes its values from. */
export interface DynamicTag {
    /** For example `%ENABLE_BLUETOOTH%`. */
    tag: string;
    friendlyName: string;
    /** Where the setting may be set: some of "organization", "location" and "device". */
    level: readonly string[];
    validationRule: ValidationRule;
    /** The value where nobody set one; missing where there is none. */
    systemDefault?: string;
    /** The group that the setting is shown in. */
    path: string;
}

/** A rule in the words of the validation schema. `type`: int, boolean, enum, string, password or network. */
export interface ValidationRule {
    type: string;
    values?: readonly string[];
    min?: number;
    max?: number;
    increment?: number;
    regex?: string;
    maxLength?: number;
    validationHint?: string;
}

const EVERYWHERE = ["organization", "location", "device"];

type Row = Omit<DynamicTag, "level"> & { level?: readonly string[] };

const flag = (systemDefault: "0" | "1") => ({
    validationRule: { type: "boolean", values: ["1", "0"] },
    systemDefault,
});

const COMMON: readonly Row[] = [
    { tag: "%ENABLE_BLUETOOTH%", friendlyName: "feature.bluetooth.enabled", path: "Feature.Bluetooth", ...flag("0") },
    {
        tag: "%UP_BACKLIGHT_IDLE_INTENSITY%",
        friendlyName: "up.backlight.idleIntensity",
        path: "User Interface.Backlight",
        validationRule: { type: "enum", values: ["0", "1", "2", "3"] },
        systemDefault: "1",
    },
    {
        tag: "%DO_UI_MENU_BACKGROUND%",
        friendlyName: "ui.menu.background",
        path: "User Interface.Menu",
        validationRule: {
            type: "string",
            regex: "#[0-9A-F][0-9A-F][0-9A-F][0-9A-F][0-9A-F][0-9A-F]",
            maxLength: 7,
            validationHint: "#RRGGBB",
        },
        systemDefault: "#FFFFFF",
    },
    {
        tag: "%G711U_ORDER%",
        friendlyName: "voice.codecPref.G711Mu",
        path: "Voice.Codec Preferences",
        level: ["location", "device"],
        validationRule: { type: "int", min: 0, max: 10, increment: 1 },
        systemDefault: "3",
    },
];

const OF_CISCO: readonly Row[] = [
    ...COMMON,
    {
        tag: "%BACKLIGHT_TIMER%",
        friendlyName: "display.backlight.timer",
        path: "User Interface.Backlight",
        validationRule: { type: "int", min: 0, max: 3600, increment: 10, validationHint: "0-3600" },
        systemDefault: "300",
    },
    {
        tag: "%PHONE_LANGUAGE%",
        friendlyName: "phone.language",
        path: "User Interface.Language",
        validationRule: { type: "enum", values: ["de_DE", "en_GB", "en_US", "fr_FR", "nb_NO"] },
        systemDefault: "en_US",
    },
    { tag: "%WEB_ACCESS%", friendlyName: "phone.webAccess", path: "Security.Web Access", ...flag("0") },
    {
        tag: "%ADMIN_PASSWORD%",
        friendlyName: "phone.adminPassword",
        path: "Security.Web Access",
        validationRule: { type: "password", maxLength: 64 },
    },
    {
        tag: "%SYSLOG_SERVER%",
        friendlyName: "phone.syslog.server",
        path: "Logging.Syslog",
        validationRule: { type: "network", maxLength: 255 },
    },
    {
        tag: "%VLAN_ENABLED%",
        friendlyName: "network.vlan.enabled",
        path: "Network.VLAN",
        level: ["organization", "location"],
        ...flag("0"),
    },
];

const OF_ADAPTERS: readonly Row[] = [
    {
        tag: "%T38_ENABLED%",
        friendlyName: "fax.t38.enabled",
        path: "Voice.Fax",
        ...flag("1"),
    },
    {
        tag: "%PORT_GAIN%",
        friendlyName: "voice.port.gain",
        path: "Voice.Ports",
        validationRule: { type: "int", min: -15, max: 12, increment: 1 },
        systemDefault: "-3",
    },
];

const OF_POLY: readonly Row[] = [
    ...COMMON,
    {
        tag: "%DO_BLUETOOTH_DEVICE_NAME%",
        friendlyName: "bluetooth.device.name",
        path: "Feature.Bluetooth",
        validationRule: { type: "string", regex: "[A-Za-z0-9]+", maxLength: 255 },
    },
];

const rows = (of: readonly Row[]): readonly DynamicTag[] => of.map((row) => ({ level: EVERYWHERE, ...row }));

/** What Cisco's multiplatform phones are found under. */
export const MPP_FAMILY = "Cisco MPP";
/** What Poly's phones are found under, as in Cisco's document. */
export const POLY_FAMILY = "Poly";

/** A family, or a model without one by its display name: the tab that it is shown in, and its settings. */
export interface DynamicFamily {
    tab: string;
    tags: readonly DynamicTag[];
}

/**
 * The families that have settings. Those of "Poly" stand in Cisco's document. The others are made in their image,
 * because no public answer shows any of Cisco's own phones.
 */
export const FAMILIES: Readonly<Record<string, DynamicFamily>> = {
    [POLY_FAMILY]: { tab: "Poly", tags: rows(OF_POLY) },
    [MPP_FAMILY]: { tab: "MPP", tags: rows(OF_CISCO) },
    "Cisco ATA 191": { tab: "ATA", tags: rows(OF_ADAPTERS) },
    "Cisco ATA 192": { tab: "ATA", tags: rows(OF_ADAPTERS) },
};
