import type { Catalogue } from "./configurationCatalogue";
import { passesKey } from "./configurationKeys";
import { type ConfigurationOperation, requestedChanges, shownConfiguration } from "./configurations";
import { Refusal } from "./errors";
import { sameId } from "./ids";
import type { DeviceEntry, Organization } from "./organization";
import type { Call, Reply, Route } from "./router";

/** How the routes of device configurations behave. */
export interface ConfigurationRouteSettings {
    /** Whether only the first of several `key` parameters counts; Cisco's document knows one. */
    oneConfigurationKey: boolean;
    /** Whether the access token has the scope. */
    hasScope(scope: string): boolean;
}

const WRITE = "spark-admin:devices_write";

const patchBody = {
    contentType: "application/json-patch+json",
    schema: {
        type: "array",
        minItems: 1,
        items: {
            type: "object",
            properties: { op: { enum: ["replace", "remove"] }, path: { type: "string" }, value: {} },
            required: ["op", "path"],
            additionalProperties: false,
            if: { properties: { op: { const: "replace" } } },
            then: { required: ["value"] },
        },
    },
};

/** "Device Configurations": room devices and phones that run PhoneOS. Other devices are not found here. */
export function configurationRoutes(organization: Organization, settings: ConfigurationRouteSettings): Route[] {
    const answer = ({ entry, catalogue }: Found, keys: readonly string[]): Reply => {
        const around = { catalogue, defaults: organization.settings.configurationDefaults };
        const mayWrite = settings.hasScope(WRITE);
        const items = Object.fromEntries(keys.map((key) => [key, shownConfiguration(key, entry, around, mayWrite)]));
        const { id, webexDeviceId } = organization.view(entry);
        return { status: 200, body: { deviceId: webexDeviceId ?? id, items } };
    };
    return [
        {
            method: "GET",
            path: "/deviceConfigurations",
            scopes: ["spark-admin:devices_read"],
            query: { deviceId: { type: "string" }, key: { type: "string", repeat: true } },
            handle: (call) => {
                const found = configurable(organization, call);
                const given = call.query.getAll("key");
                const filters = settings.oneConfigurationKey ? given.slice(0, 1) : given;
                const isWanted = (key: string): boolean => filters.some((filter) => passesKey(filter, key));
                const keys = Object.keys(found.catalogue);
                return answer(found, filters.length === 0 ? keys : keys.filter(isWanted));
            },
        },
        {
            method: "PATCH",
            path: "/deviceConfigurations",
            scopes: [WRITE],
            query: { deviceId: { type: "string" } },
            body: patchBody,
            handle: (call) => {
                const found = configurable(organization, call);
                const changes = requestedChanges(call.body as ConfigurationOperation[], found.catalogue);
                organization.settings.configure(found.entry.device.id, changes);
                return answer(found, Object.keys(found.catalogue));
            },
        },
    ];
}

interface Found {
    entry: DeviceEntry;
    catalogue: Catalogue;
}

/** The device that a request names by its `id` or `webexDeviceId`. Throws 400 without one, 404 for another family. */
function configurable(organization: Organization, { query }: Call): Found {
    const wanted = query.get("deviceId");
    if (wanted === null) {
        throw new Refusal(400, "The query parameter deviceId is required.");
    }
    const entry = organization.entry(wanted);
    const names = entry && [entry.device.id, organization.view(entry).webexDeviceId];
    const catalogue = entry && organization.settings.catalogueOf(entry);
    const isThere = entry && !entry.waiting && organization.hasAppeared(entry);
    if (!isThere || !catalogue || !names?.some((id) => sameId(id, wanted))) {
        throw new Refusal(404, "The device configurations could not be found.");
    }
    return { entry, catalogue };
}
