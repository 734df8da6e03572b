import type { CallingDevice, DeviceCountLimits, SupportedDevice } from "../../provider/api/callingDevices";
import type { License } from "../../provider/api/licenses";
import type { Location } from "../../provider/api/locations";
import type { Person } from "../../provider/api/people";
import type { Workspace } from "../../provider/api/workspaces";
import { detailNames } from "../../provider/definitions/definition";
import { DEVICE } from "../../provider/definitions/device";
import type { Field, Fields, Shape } from "./shape";

/**
 * The answers of Webex as this package assumes them. Sources: Cisco's OpenAPI documents for devices and administrators
 * (webex/webex-openapi-specs, May 2026), and where those are wrong or silent what clients recorded live.
 */

function text(...words: readonly string[]): Field {
    return { types: ["text"], ...(words.length > 0 && { words }) };
}

function texts(...words: readonly string[]): Field {
    return { types: ["texts"], ...(words.length > 0 && { words }) };
}

function needed(field: Field): Field {
    return { ...field, needed: true };
}

function object(fields: Fields): Field {
    return { types: ["object"], fields };
}

function list(fields: Fields): Field {
    return { types: ["list"], fields };
}

const NUMBER: Field = { types: ["number"] };
const BOOLEAN: Field = { types: ["boolean"] };
/** What is documented as text of `true` or `false`, and was seen as a boolean. */
const YES_OR_NO: Field = { types: ["text", "boolean"], words: ["true", "false"] };
/** An object that nobody here looks into. */
const ANY_OBJECT: Field = { types: ["object"] };

/** `{mode}` in Cisco's schema, a text in its example. */
const MAINTENANCE: Field = {
    types: ["object", "text"],
    words: ["off", "on", "upcoming"],
    fields: { mode: text("off", "on", "upcoming"), startTime: text(), endTime: text(), description: text() },
};

const PLATFORM = text("cisco", "microsoftTeamsRoom");

/** The names of the fields of a type, which the compiler holds to the type. */
function namesOf<T>(names: Readonly<Record<keyof T, true>>): readonly string[] {
    return Object.keys(names);
}

/** A row of GET /devices, and the answer of GET /devices/{deviceId}. */
export const DEVICE_SHAPE: Shape = {
    read: ["id", "errors", ...detailNames(DEVICE)],
    fields: {
        id: text(),
        callingDeviceId: text(),
        webexDeviceId: text(),
        deviceId: text(),
        displayName: text(),
        placeId: text(),
        workspaceId: text(),
        personId: text(),
        orgId: text(),
        capabilities: texts("xapi"),
        permissions: texts("xapi:readonly", "xapi:all"),
        connectionStatus: text(
            ...["connected", "disconnected", "connected_with_issues", "offline_expired", "activating", "unknown"],
            ...["offline_deep_sleep", "pending"],
        ),
        product: text(),
        type: text("roomdesk", "phone", "accessory", "webexgo", "unknown"),
        tags: texts(),
        ip: text(),
        activeInterface: text("wired"),
        mac: text(),
        primarySipUrl: text(),
        sipUrls: texts(),
        serial: text(),
        software: text(),
        upgradeChannel: text(),
        created: text(),
        locationId: text(),
        workspaceLocationId: text(),
        errorCodes: texts(),
        firstSeen: text(),
        lastSeen: text(),
        managedBy: text("CISCO", "CUSTOMER", "PARTNER"),
        devicePlatform: PLATFORM,
        plannedMaintenance: MAINTENANCE,
        lifecycle: text(),
        manufacturer: text(),
        linePort: text(),
        outboundProxy: text(),
        sipUserName: text(),
        errors: ANY_OBJECT,
    },
};

/** A row of GET /workspaces. */
export const WORKSPACE_SHAPE: Shape = {
    read: namesOf<Workspace>({
        ...{ id: true, displayName: true, orgId: true, locationId: true, workspaceLocationId: true, floorId: true },
        ...{ type: true, capacity: true, sipAddress: true, notes: true, hotdeskingStatus: true },
        ...{ supportedDevices: true, devicePlatform: true, created: true, calling: true, calendar: true },
        ...{ deviceHostedMeetings: true, indoorNavigation: true, plannedMaintenance: true, health: true },
    }),
    fields: {
        id: needed(text()),
        orgId: text(),
        locationId: text(),
        workspaceLocationId: text(),
        floorId: text(),
        displayName: text(),
        capacity: NUMBER,
        type: text("notSet", "focus", "huddle", "meetingRoom", "open", "desk", "other"),
        sipAddress: text(),
        created: text(),
        calling: object({
            type: text(
                ...["freeCalling", "hybridCalling", "webexCalling", "webexEdgeForDevices", "thirdPartySipCalling"],
                "none",
            ),
            hybridCalling: object({ emailAddress: text() }),
            webexCalling: object({ licenses: texts() }),
            licenses: texts(),
        }),
        calendar: object({ type: text("none", "google", "microsoft"), emailAddress: text() }),
        notes: text(),
        hotdeskingStatus: text("on", "off"),
        supportedDevices: text("collaborationDevices", "phones"),
        deviceHostedMeetings: object({ enabled: BOOLEAN, siteUrl: text() }),
        devicePlatform: PLATFORM,
        indoorNavigation: object({ url: text() }),
        health: object({ level: text("error", "warning", "info", "ok"), issues: { types: ["list"] } }),
        devices: { types: ["list"] },
        capabilities: ANY_OBJECT,
        plannedMaintenance: MAINTENANCE,
        customAttributes: ANY_OBJECT,
    },
};

/** A row of GET /people, and the answers of GET /people/me and GET /people/{personId}. */
export const PERSON_SHAPE: Shape = {
    read: namesOf<Person & { readonly type: string }>({
        ...{ id: true, displayName: true, emails: true, orgId: true, locationId: true, licenses: true, type: true },
    }),
    fields: {
        id: needed(text()),
        emails: texts(),
        phoneNumbers: list({
            type: text("work", "work_extension", "mobile", "fax"),
            value: text(),
            primary: BOOLEAN,
        }),
        extension: text(),
        locationId: text(),
        displayName: text(),
        nickName: text(),
        firstName: text(),
        lastName: text(),
        avatar: text(),
        orgId: text(),
        roles: texts(),
        licenses: texts(),
        department: text(),
        manager: text(),
        managerId: text(),
        title: text(),
        addresses: { types: ["list"] },
        created: text(),
        lastModified: text(),
        timezone: text(),
        lastActivity: text(),
        siteUrls: texts(),
        sipAddresses: list({
            type: text("personal-room", "enterprise", "cloud-calling"),
            value: text(),
            primary: BOOLEAN,
        }),
        xmppFederationJid: text(),
        status: text(
            ...["active", "call", "DoNotDisturb", "inactive", "meeting", "OutOfOffice", "pending", "presenting"],
            "unknown",
        ),
        invitePending: YES_OR_NO,
        loginEnabled: YES_OR_NO,
        type: text("person", "bot", "appuser"),
    },
};

/** A row of GET /locations. */
export const LOCATION_SHAPE: Shape = {
    read: namesOf<Location>({
        ...{ id: true, name: true, orgId: true, timeZone: true, preferredLanguage: true, notes: true, address: true },
    }),
    fields: {
        id: needed(text()),
        name: needed(text()),
        orgId: text(),
        timeZone: text(),
        preferredLanguage: text(),
        announcementLanguage: text(),
        address: object({
            address1: text(),
            address2: text(),
            city: text(),
            state: text(),
            postalCode: text(),
            country: text(),
        }),
        latitude: text(),
        longitude: text(),
        notes: text(),
    },
};

/** A row of GET /licenses. */
export const LICENSE_SHAPE: Shape = {
    read: namesOf<License>({
        ...{ id: true, name: true, totalUnits: true, consumedUnits: true, consumedByUsers: true },
        ...{ consumedByWorkspaces: true, subscriptionId: true, siteUrl: true },
    }),
    fields: {
        id: needed(text()),
        name: needed(text()),
        totalUnits: NUMBER,
        consumedUnits: NUMBER,
        consumedByUsers: NUMBER,
        consumedByWorkspaces: NUMBER,
        subscriptionId: text(),
        siteUrl: text(),
        siteType: text("Control Hub managed site", "Linked site", "Site Admin managed site"),
    },
};

/** A row of GET /telephony/config/supportedDevices. */
export const MODEL_SHAPE: Shape = {
    read: namesOf<SupportedDevice>({
        ...{ model: true, displayName: true, familyDisplayName: true, type: true, manufacturer: true, managedBy: true },
        ...{ supportedFor: true, onboardingMethod: true, deviceSettingsConfiguration: true },
        supportsApplyChangesEnabled: true,
    }),
    fields: {
        model: needed(text()),
        displayName: text(),
        familyDisplayName: text(),
        type: text("MPP", "ATA", "GENERIC_SIP", "ESIM", "DESK_PHONE"),
        manufacturer: text("CISCO", "THIRD_PARTY"),
        managedBy: text("CISCO", "CUSTOMER"),
        supportedFor: texts("PEOPLE", "PLACE"),
        onboardingMethod: texts("MAC_ADDRESS", "ACTIVATION_CODE", "NONE"),
        deviceSettingsConfiguration: text(
            ...["WEBEX_CALLING_DEVICE_CONFIGURATION", "WEBEX_DEVICE_CONFIGURATION"],
            ...["WEBEX_CALLING_DYNAMIC_DEVICE_CONFIGURATION", "NONE"],
        ),
        numberOfLinePorts: NUMBER,
        kemModuleCount: NUMBER,
        kemModuleType: texts("KEM_14_KEYS", "KEM_18_KEYS", "KEM_20_KEYS"),
        defaultUpgradeChannel: text(),
        numberOfLineKeyButtons: NUMBER,
        maxNumberOfLineAppearances: NUMBER,
        supportsLogCollection: text("NONE", "CISCO_PRT", "CISCO_ROOMOS"),
        ...Object.fromEntries(
            [
                ...["allowConfigureLayoutEnabled", "kemSupportEnabled", "kemLinesSupportEnabled"],
                ...["upgradeChannelEnabled", "additionalPrimaryLineAppearancesEnabled", "basicEmergencyNomadicEnabled"],
                ...["customizedBehaviorsEnabled", "allowConfigurePortsEnabled", "customizableLineLabelEnabled"],
                ...["supportsLinePortReorderingEnabled", "portNumberSupportEnabled", "t38Enabled"],
                ...["callDeclinedEnabled", "touchScreenPhone", "allowHotelingHostEnabled"],
                ...["supportsApplyChangesEnabled", "allowConfigureLinesEnabled", "allowConfigurePhoneSettingsEnabled"],
                "supportsHotlineEnabled",
            ].map((name) => [name, BOOLEAN]),
        ),
    },
};

/** A device of GET /telephony/config/people/{personId}/devices, and of the same for workspaces. */
export const CALLING_DEVICE_SHAPE: Shape = {
    read: namesOf<CallingDevice>({
        ...{ id: true, model: true, modelType: true, displayName: true, descriptions: true, mac: true },
        ...{ ipAddress: true, type: true, primaryOwner: true, activationState: true },
    }),
    fields: {
        id: needed(text()),
        // Cisco's schema has the first, its example the second.
        description: texts(),
        descriptions: texts(),
        displayName: text(),
        model: text(),
        modelType: text("MPP", "ATA", "GENERIC_SIP", "ESIM", "ROOM_OS", "MOBILE", "DESK_PHONE"),
        mac: text(),
        ipAddress: text(),
        primaryOwner: BOOLEAN,
        type: text("PRIMARY", "SHARED_CALL_APPEARANCE", "MOBILITY", "HOTDESKING_GUEST"),
        hoteling: object({ enabled: BOOLEAN, limitGuestUse: BOOLEAN, guestHoursLimit: NUMBER }),
        owner: object({ id: text(), type: text("PEOPLE", "PLACE"), firstName: text(), lastName: text() }),
        activationState: text("activating", "activated", "deactivated", "ACTIVATING", "ACTIVATED", "DEACTIVATED"),
    },
};

/** The rest of the answer that has a person's or a workspace's calling devices. */
export const LIMITS_SHAPE: Shape = {
    read: ["devices", ...namesOf<DeviceCountLimits>({ maxDeviceCount: true, maxOwnedDeviceCount: true })],
    fields: { devices: { types: ["list"], needed: true }, maxDeviceCount: NUMBER, maxOwnedDeviceCount: NUMBER },
};

/** GET /telephony/config/people/{personId}/devices/count. */
export const COUNT_SHAPE: Shape = {
    read: ["totalDeviceCount", "applicationsCount"],
    fields: { totalDeviceCount: needed(NUMBER), applicationsCount: needed(NUMBER) },
};

/** A number of GET /workspaces/{workspaceId}/features/numbers. */
export const NUMBERS_SHAPE: Shape = {
    read: ["external", "extension", "primary"],
    fields: {
        external: text(),
        extension: text(),
        esn: text(),
        routingPrefix: text(),
        primary: BOOLEAN,
    },
};

const SOURCE: Field = object({
    value: { types: ["text", "number", "boolean", "object", "list", "texts"] },
    editability: object({ isEditable: BOOLEAN, reason: text() }),
    level: text(),
    enforced: BOOLEAN,
});

/** An item of GET /deviceConfigurations: one setting of a device. */
export const CONFIGURATION_SHAPE: Shape = {
    read: ["value", "sources", "valueSpace", "appliedConfigurationValue"],
    fields: {
        value: { types: ["text", "number", "boolean", "object", "list", "texts"] },
        source: text("default", "configured", "organizationRule"),
        sources: { ...object({ default: SOURCE, configured: SOURCE, organizationRule: SOURCE }), needed: true },
        valueSpace: { ...ANY_OBJECT, needed: true },
        appliedConfigurationValue: ANY_OBJECT,
    },
};

/** GET /authorizations/tokenExpiry. */
export const EXPIRY_SHAPE: Shape = { read: ["exp"], fields: { exp: needed(NUMBER) } };
