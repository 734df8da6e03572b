import { type DeviceRouteSettings, ownerIn } from "./ciscoRoutes";
import { commonFilters, filterDevices, page, pageQuery } from "./deviceList";
import { Refusal } from "./errors";
import { sameId } from "./ids";
import type { DeviceEntry, Organization } from "./organization";
import type { Call, Route } from "./router";
import type { ShownDevice } from "./shownDevice";
import type { Device } from "./types";

const READ = ["spark-admin:devices_read"];
const WRITE = ["spark-admin:devices_write"];
const CONNECTION_STATUSES = ["connected", "disconnected", "connected_with_issues"];

const FIELDS: readonly (keyof Device)[] = [
    "id",
    "displayName",
    "workspaceId",
    "personId",
    "orgId",
    "capabilities",
    "permissions",
    "connectionStatus",
    "product",
    "type",
    "tags",
    "ip",
    "mac",
    "serial",
    "software",
    "upgradeChannel",
    "primarySipUrl",
    "sipUrls",
    "errorCodes",
    "created",
    "firstSeen",
    "lastSeen",
];

const string = { type: "string", minLength: 1 };
const createBody = {
    contentType: "application/json",
    schema: {
        type: "object",
        properties: { personId: string, workspaceId: string, model: string },
        additionalProperties: false,
    },
};
const updateBody = {
    contentType: "application/json",
    schema: {
        type: "object",
        properties: { displayName: string, upgradeChannel: string, tags: { type: "array", items: { type: "string" } } },
        additionalProperties: false,
    },
};

/** The "Cisco Webex Devices API" 1.0.0: five operations, 22 device fields, an activation code per created device. */
export function crudRoutes(organization: Organization, settings: DeviceRouteSettings): Route[] {
    const visible = (entry: DeviceEntry): boolean =>
        organization.hasAppeared(entry) && !(settings.hideUnredeemed && entry.waiting);
    const entryOf = (call: Call, seen: (entry: DeviceEntry) => boolean): DeviceEntry => {
        const entry = organization.entry(call.params.deviceId ?? "");
        // The document knows one id; Cisco's calling id is not found.
        if (!entry || !sameId(entry.device.id, call.params.deviceId) || !seen(entry)) {
            throw new Refusal(404, "The device could not be found.");
        }
        return entry;
    };
    const named = (entry: DeviceEntry): Device => organization.named(entry);
    const view = (entry: DeviceEntry): ShownDevice => documented(organization.shown(entry));
    const anyEntry = (): boolean => true;

    return [
        {
            method: "GET",
            path: "/devices",
            scopes: READ,
            query: {
                ...pageQuery,
                ...commonFilters,
                connectionStatus: { type: "string", enum: CONNECTION_STATUSES },
            },
            handle: (call) => {
                const found = filterDevices(organization.entries().filter(visible), named, call.query, false);
                return page(found, call, { ...settings, view, url: `${settings.baseUrl()}/devices` });
            },
        },
        {
            method: "POST",
            path: "/devices",
            scopes: WRITE,
            body: createBody,
            handle: ({ body }) => {
                const { model } = body as { model?: string };
                const { code, deviceId, expiresAt } = organization.issueCode(ownerIn(body), model, true);
                return { status: 200, body: { id: deviceId, code, expiresAt } };
            },
        },
        {
            method: "GET",
            path: "/devices/{deviceId}",
            scopes: READ,
            handle: (call) => ({ status: 200, body: view(entryOf(call, visible)) }),
        },
        {
            method: "PUT",
            path: "/devices/{deviceId}",
            scopes: WRITE,
            body: updateBody,
            handle: (call) => {
                const entry = entryOf(call, anyEntry);
                organization.updateDevice(entry.device.id, call.body as Partial<Device>);
                return { status: 200, body: view(entry) };
            },
        },
        {
            method: "DELETE",
            path: "/devices/{deviceId}",
            scopes: WRITE,
            handle: (call) => {
                organization.removeDevice(entryOf(call, anyEntry).device.id);
                return { status: 204 };
            },
        },
    ];
}

/**
 * Leaves only what the document describes: its fields, and its three connection statuses. An `id` that a test has
 * hidden stays null, and the errors that a test asked for stay too.
 */
function documented({ errors, ...device }: ShownDevice): ShownDevice {
    const known = FIELDS.filter((field) => (field === "id" ? field in device : isThere(device[field])));
    const shown: ShownDevice = Object.fromEntries(known.map((field) => [field, device[field]]));
    if (!CONNECTION_STATUSES.some((status) => status === shown.connectionStatus)) {
        delete shown.connectionStatus;
    }
    return errors === undefined ? shown : { ...shown, errors };
}

function isThere(value: unknown): boolean {
    return value !== undefined && value !== null;
}
