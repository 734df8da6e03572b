import { isPhoneDevice, modelOf, SETTINGS, settingsOf } from "./deviceModels";
import type { PhoneSettings } from "./deviceSettings";
import { requestedSettings, shownSetting, type TagOperation } from "./dynamicSettings";
import { type DynamicFamily, FAMILIES } from "./dynamicSettingsCatalogue";
import { Refusal } from "./errors";
import { sameId, siblingId, unpadded } from "./ids";
import type { DeviceEntry, Organization } from "./organization";
import { isOwn } from "./peopleRoutes";
import type { Call, QueryRule, Reply, Route } from "./router";

const READ = ["spark-admin:telephony_config_read"];
const WRITE = ["spark-admin:telephony_config_write"];
const orgId: Record<string, QueryRule> = { orgId: { type: "string" } };
const filters: Record<string, QueryRule> = { ...orgId, familyOrModelDisplayName: { type: "string" } };

const tagName = { type: "string", minLength: 1, maxLength: 64 };
const getBody = {
    contentType: "application/json",
    schema: {
        type: "object",
        properties: { tags: { type: "array", items: { type: "string" } } },
        additionalProperties: false,
    },
};
const updateBody = {
    contentType: "application/json",
    schema: {
        type: "object",
        properties: {
            tags: {
                type: "array",
                items: {
                    type: "object",
                    properties: {
                        tag: tagName,
                        action: { enum: ["SET", "CLEAR"] },
                        value: { type: "string", minLength: 1, maxLength: 256 },
                    },
                    required: ["tag", "action"],
                    additionalProperties: false,
                },
            },
        },
        additionalProperties: false,
    },
};

/**
 * "Device Call Settings with Device Dynamic Settings", and the details of one calling device. A device is named by its
 * `callingDeviceId`. Room devices and phones that run PhoneOS are not found here.
 */
export function dynamicSettingsRoutes(organization: Organization): Route[] {
    return [...readingRoutes(organization), ...writingRoutes(organization)].map((route) => ({
        ...route,
        handle: inOrganization(organization, route),
    }));
}

function readingRoutes(organization: Organization): Route[] {
    return [
        {
            method: "GET",
            path: "/telephony/config/devices/dynamicSettings/validationSchema",
            scopes: READ,
            query: filters,
            handle: (call) => ({ status: 200, body: { tags: familiesAsked(call).flatMap(schemaRows) } }),
        },
        {
            method: "GET",
            path: "/telephony/config/devices/dynamicSettings/settingsGroups",
            scopes: READ,
            query: { ...filters, includeSettingsType: { type: "string" } },
            handle: (call) => ({ status: 200, body: settingsGroups(call) }),
        },
        {
            method: "POST",
            path: "/telephony/config/lists/devices/{deviceId}/dynamicSettings/actions/getSettings/invoke",
            scopes: READ,
            query: orgId,
            body: getBody,
            handle: (call) => readSettings(organization, call),
        },
        {
            method: "GET",
            path: "/telephony/config/devices/{deviceId}",
            scopes: READ,
            query: orgId,
            handle: (call) => ({ status: 200, body: details(organization, callingPhone(organization, call)) }),
        },
    ];
}

function writingRoutes(organization: Organization): Route[] {
    return [
        {
            method: "PUT",
            path: "/telephony/config/devices/{deviceId}/dynamicSettings",
            scopes: WRITE,
            query: orgId,
            body: updateBody,
            handle: (call) => {
                const { entry, settings } = adjustable(organization, call);
                const { tags = [] } = call.body as { tags?: TagOperation[] };
                const changes = requestedSettings(tags, settings.tags);
                organization.settings.changeSettings(entry.device.id, changes);
                return { status: 204 };
            },
        },
        {
            method: "POST",
            path: "/telephony/config/devices/{deviceId}/actions/applyChanges/invoke",
            scopes: WRITE,
            query: orgId,
            handle: (call) => {
                const { device } = callingPhone(organization, call);
                if (modelOf(device, organization.supportedDevices)?.supportsApplyChangesEnabled !== true) {
                    throw new Refusal(400, "Apply changes is not supported for this device.");
                }
                organization.settings.applyChanges(device.id);
                return { status: 204 };
            },
        },
    ];
}

function inOrganization(organization: Organization, route: Route): Route["handle"] {
    return (call) => {
        if (!isOwn(organization, call.query.get("orgId"))) {
            throw new Refusal(403, "This organization is not managed by the owner of the access token.");
        }
        return route.handle(call);
    };
}

type NamedFamily = readonly [name: string, family: DynamicFamily];

function familiesAsked({ query }: Call): readonly NamedFamily[] {
    const wanted = query.get("familyOrModelDisplayName");
    return Object.entries(FAMILIES).filter(([name]) => wanted === null || name === wanted);
}

function schemaRows([familyOrModelDisplayName, { tags }]: NamedFamily): Record<string, unknown>[] {
    return tags.map(({ path: _, systemDefault: __, ...tag }) => ({
        familyOrModelDisplayName,
        ...tag,
        tooltip: `The setting ${tag.friendlyName}.`,
    }));
}

function settingsGroups(call: Call): Record<string, unknown> {
    const kind = (call.query.get("includeSettingsType") ?? "ALL").toUpperCase();
    if (!["TABS", "GROUPS", "ALL"].includes(kind)) {
        throw new Refusal(400, "Invalid value for the query parameter includeSettingsType.");
    }
    const families = familiesAsked(call);
    const groups = families.flatMap(([familyOrModelDisplayName, { tab, tags }]) =>
        tags.map(({ tag, path, friendlyName }) => ({
            path,
            friendlyName,
            tab,
            familyOrModelDisplayName,
            tags: [{ tagBlock: [tag] }],
        })),
    );
    return {
        ...(kind !== "TABS" && { settingsGroups: groups }),
        ...(kind !== "GROUPS" && { settingsTabs: [...new Set(families.map(([, { tab }]) => tab))] }),
    };
}

function readSettings(organization: Organization, call: Call): Reply {
    const { entry, settings } = adjustable(organization, call);
    const { tags: asked = [] } = call.body as { tags?: string[] };
    const here = settings.tags.filter(({ level }) => level.includes("device"));
    const unknown = asked.filter((tag) => !here.some((each) => each.tag === tag));
    if (unknown.length > 0) {
        throw new Refusal(400, `Invalid device settings: ${unknown.join(", ")}`);
    }
    const location = organization.locationOf(entry);
    const { inherited } = organization.settings;
    const tags = here
        .filter(({ tag }) => asked.length === 0 || asked.includes(tag))
        .map((tag) =>
            shownSetting(settings.family, tag, entry.settings ?? {}, inherited, location && unpadded(location)),
        );
    const { settingsUpdatedMs: lastUpdateTime } = entry;
    return { status: 200, body: { tags, ...(lastUpdateTime !== undefined && { lastUpdateTime }) } };
}

/** The phone that a route names by its `callingDeviceId`. Throws 404 for other ids, room devices and PhoneOS. */
function callingPhone(organization: Organization, { params }: Call): DeviceEntry {
    const entry = organization.entry(params.deviceId ?? "");
    const isCalled = entry && sameId(organization.view(entry).callingDeviceId, params.deviceId);
    const keptAt = entry && settingsOf(entry.device, organization.supportedDevices);
    const isHere = isCalled && isPhoneDevice(entry.device) && keptAt !== SETTINGS.configurations;
    if (!isHere || !organization.hasAppeared(entry)) {
        throw new Refusal(404, "The device could not be found.");
    }
    return entry;
}

function adjustable(organization: Organization, call: Call): { entry: DeviceEntry; settings: PhoneSettings } {
    const entry = callingPhone(organization, call);
    const settings = organization.settings.phoneSettingsOf(entry);
    if (!settings) {
        throw new Refusal(404, "The device has no dynamic settings.");
    }
    return { entry, settings };
}

/** "Get Webex Calling Device Details". */
function details(organization: Organization, { device, waiting }: DeviceEntry): Record<string, unknown> {
    const model = modelOf(device, organization.supportedDevices);
    const { linePort, outboundProxy, sipUserName = siblingId("DEVICE", device.id).slice(-10) } = device;
    return {
        id: siblingId("CALLING_DEVICE", device.id),
        manufacturer: model?.manufacturer ?? "CISCO",
        managedBy: model?.managedBy ?? "CISCO",
        ip: device.ip ?? "",
        ...(device.mac !== undefined && { mac: device.mac.replace(/:/g, "") }),
        model: model?.model ?? device.product ?? "",
        activationState: waiting ? "activating" : "activated",
        description: device.tags,
        upgradeChannelEnabled: false,
        owner: { sipUserName, ...(linePort !== undefined && { linePort }) },
        ...(outboundProxy !== undefined && { proxy: { outboundProxy } }),
    };
}
