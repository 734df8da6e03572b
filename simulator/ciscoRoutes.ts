import { commonFilters, filterDevices, page, pageQuery } from "./deviceList";
import { checkWorkspaceTakes } from "./deviceModels";
import { Refusal } from "./errors";
import { isPhone } from "./hardware";
import { sameId } from "./ids";
import type { DeviceEntry, Organization, PhoneInit } from "./organization";
import type { Call, QueryRule, Reply, Route } from "./router";
import type { ShownDevice } from "./shownDevice";
import type { Device, Owner } from "./types";

/** What the device routes of either contract need to know about the server. */
export interface DeviceRouteSettings {
    pageCap: number;
    sendLink: boolean;
    /** Whether crud's GET hides a device until its code is redeemed. */
    hideUnredeemed: boolean;
    /** Absolute base URL, ending in /v1; asked at each request because the port is not known before. */
    baseUrl(): string;
    /** Whether the access token has the scope. */
    hasScope(scope: string): boolean;
}

const READ = ["spark-admin:devices_read"];
const WRITE = ["spark-admin:devices_write"];
const orgId: Record<string, QueryRule> = { orgId: { type: "string" } };
const string = { type: "string", minLength: 1 };
const ownerFields = { personId: string, workspaceId: string };

const listQuery: Record<string, QueryRule> = {
    ...pageQuery,
    ...commonFilters,
    type: { type: "string", enum: ["roomdesk", "phone", "accessory", "webexgo", "unknown"] },
    tag: { type: "string", repeat: true },
    capability: { type: "string", enum: ["xapi"] },
    locationId: { type: "string" },
    workspaceLocationId: { type: "string" },
    mac: { type: "string" },
    devicePlatform: { type: "string", enum: ["cisco", "microsoftTeamsRoom"] },
    plannedMaintenance: { type: "string", enum: ["off", "on", "upcoming"] },
};

const createBody = {
    contentType: "application/json",
    schema: {
        type: "object",
        // Without a MAC address or a model Webex answers in words of its own.
        properties: { mac: { type: "string" }, model: string, ...ownerFields, password: string },
        additionalProperties: false,
    },
};

const codeBody = {
    contentType: "application/json",
    schema: { type: "object", properties: { ...ownerFields, model: string }, additionalProperties: false },
};

const patchOperation = {
    type: "object",
    properties: {
        op: { enum: ["add", "remove", "replace"] },
        path: { const: "tags" },
        value: { type: "array", items: { type: "string" } },
    },
    required: ["op", "path"],
    additionalProperties: false,
    if: { properties: { op: { const: "remove" } } },
    else: { required: ["value"] },
};
// The reference shows an array; clients that send one bare operation are answered all the same.
const patchBody = {
    contentType: "application/json-patch+json",
    schema: { anyOf: [{ type: "array", items: patchOperation, minItems: 1 }, patchOperation] },
};

const passwordBody = {
    contentType: "application/json",
    schema: {
        type: "object",
        properties: { sipPassword: string },
        required: ["sipPassword"],
        additionalProperties: false,
    },
};

interface TagOperation {
    op: "add" | "remove" | "replace";
    value?: string[];
}

/** The Devices API as Cisco publishes it (reference pages "Devices" and "Device Call Settings"). */
export function ciscoRoutes(organization: Organization, settings: DeviceRouteSettings): Route[] {
    const show = (entry: DeviceEntry): Reply => ({ status: 200, body: organization.shown(entry) });
    const named = (entry: DeviceEntry): Device => organization.named(entry);
    const entryOf = (call: Call): DeviceEntry => {
        const entry = organization.entry(call.params.deviceId ?? "");
        if (!entry || !organization.hasAppeared(entry)) {
            throw new Refusal(404, "The device could not be found.");
        }
        return entry;
    };
    const inOrganization =
        (handle: (call: Call) => Reply) =>
        (call: Call): Reply => {
            const wanted = call.query.get("orgId");
            if (wanted !== null && !sameId(wanted, organization.orgId)) {
                throw new Refusal(403, "This organization is not managed by the owner of the access token.");
            }
            return handle(call);
        };

    const routes: Route[] = [
        {
            method: "GET",
            path: "/devices",
            scopes: READ,
            query: listQuery,
            handle: (call) => {
                const visible = organization.entries().filter((entry) => organization.hasAppeared(entry));
                const found = filterDevices(visible, named, call.query, true);
                const view = (entry: DeviceEntry): ShownDevice => organization.shown(entry);
                return page(found, call, { ...settings, view, url: `${settings.baseUrl()}/devices` });
            },
        },
        {
            method: "POST",
            path: "/devices",
            scopes: WRITE,
            query: orgId,
            body: createBody,
            handle: ({ body }) => {
                const { entry, late } = organization.createPhone(ownerIn(body), body as PhoneInit);
                return late ? { status: 204 } : show(entry);
            },
        },
        {
            method: "POST",
            path: "/devices/activationCode",
            scopes: WRITE,
            query: orgId,
            body: codeBody,
            handle: ({ body }) => {
                const owner = ownerIn(body);
                checkCodeScope(owner, settings);
                const { model } = body as { model?: string };
                const workspace = organization.workspace(owner.workspaceId ?? "");
                checkWorkspaceTakes(workspace, model, organization.supportedDevices);
                const code = organization.issueCode(owner, model, isPhone(model));
                return { status: 200, body: { code: code.code, expiryTime: code.expiresAt } };
            },
        },
        {
            method: "GET",
            path: "/devices/{deviceId}",
            scopes: READ,
            query: orgId,
            handle: (call) => show(entryOf(call)),
        },
        {
            method: "PATCH",
            path: "/devices/{deviceId}",
            scopes: WRITE,
            query: orgId,
            body: patchBody,
            handle: (call) => {
                const entry = entryOf(call);
                const operations = [call.body].flat() as TagOperation[];
                const tags = operations.reduce(applyTags, entry.device.tags);
                organization.updateDevice(entry.device.id, { tags });
                return show(entry);
            },
        },
        {
            method: "DELETE",
            path: "/devices/{deviceId}",
            scopes: WRITE,
            query: orgId,
            handle: (call) => {
                organization.removeDevice(entryOf(call).device.id);
                return { status: 204 };
            },
        },
        {
            method: "PUT",
            path: "/telephony/config/devices/{deviceId}",
            scopes: ["spark-admin:telephony_config_write"],
            query: orgId,
            body: passwordBody,
            handle: (call) => {
                const { sipPassword } = call.body as { sipPassword: string };
                organization.setSipPassword(entryOf(call).device.id, sipPassword);
                return { status: 204 };
            },
        },
    ];
    return routes.map((route) => ({ ...route, handle: inOrganization((call) => route.handle(call)) }));
}

/** The owner fields of a request body, without the ones that are not there. */
export function ownerIn(body: unknown): Owner {
    const { personId, workspaceId } = body as Owner;
    return { ...(personId !== undefined && { personId }), ...(workspaceId !== undefined && { workspaceId }) };
}

function applyTags(tags: string[], { op, value = [] }: TagOperation): string[] {
    switch (op) {
        case "add":
            return [...new Set([...tags, ...value])];
        case "remove":
            return [];
        case "replace":
            return [...new Set(value)];
    }
}

// One of the two identity scopes is needed besides devices_write; only the wider one serves people.
function checkCodeScope(owner: Owner, settings: DeviceRouteSettings): void {
    const enough =
        settings.hasScope("identity:one_time_password") ||
        (owner.personId === undefined && settings.hasScope("identity:placeonetimepassword_create"));
    if (!enough) {
        throw new Refusal(403, FORBIDDEN);
    }
}

/** The message of every 403 about scopes. Webex does not name the scope either: naming it is the client's work. */
export const FORBIDDEN = "The access token is missing required scopes, or its user a role or licence.";
