import { notProfessional, Refusal } from "./errors";
import { sameId, siblingId, uuidOf } from "./ids";
import type { DeviceEntry, Organization } from "./organization";
import { personOf, splitName } from "./peopleRoutes";
import type { QueryRule, Route } from "./router";
import type { Owner, Workspace } from "./types";
import { workspaceOf } from "./workspaceRoutes";

const orgId: Record<string, QueryRule> = { orgId: { type: "string" } };
const TELEPHONY_READ = ["spark-admin:telephony_config_read"];

/** What a model can do beyond what tells models apart; the document requires each of these fields. */
const REQUIRED_TRAITS = {
    numberOfLinePorts: 10,
    numberOfLineKeyButtons: 0,
    ...Object.fromEntries(
        [
            ...["allowConfigureLayoutEnabled", "kemSupportEnabled", "kemLinesSupportEnabled", "upgradeChannelEnabled"],
            ...[
                "additionalPrimaryLineAppearancesEnabled",
                "basicEmergencyNomadicEnabled",
                "customizedBehaviorsEnabled",
            ],
            ...["allowConfigurePortsEnabled", "customizableLineLabelEnabled", "supportsLinePortReorderingEnabled"],
            ...["portNumberSupportEnabled", "t38Enabled", "callDeclinedEnabled", "touchScreenPhone"],
            ...["allowHotelingHostEnabled", "supportsApplyChangesEnabled", "allowConfigureLinesEnabled"],
            ...["allowConfigurePhoneSettingsEnabled", "supportsHotlineEnabled"],
        ].map((name) => [name, false]),
    ),
};

/** Routes of the Device Call Settings reference: devices of people and workspaces, counts, models. */
export function telephonyRoutes(organization: Organization): Route[] {
    return [
        supportedDevices(organization),
        workspaceDevices(organization),
        {
            method: "GET",
            path: "/telephony/config/people/{personId}/devices",
            scopes: TELEPHONY_READ,
            query: orgId,
            handle: (call) => {
                const person = personOf(organization, call);
                const { maxDeviceCount = person.maxOwnedDeviceCount, maxOwnedDeviceCount = person.maxDeviceCount } =
                    person;
                // Both figures are required fields, so there is no answer that leaves them out.
                if (maxDeviceCount === undefined || maxOwnedDeviceCount === undefined) {
                    throw new Refusal(404, "The person has no calling devices configuration.");
                }
                const owner = { id: person.id, type: "PEOPLE", ...splitName(person.displayName) };
                const devices = devicesOf(organization, { personId: person.id }, owner);
                return { status: 200, body: { devices, maxDeviceCount, maxOwnedDeviceCount } };
            },
        },
        {
            method: "GET",
            path: "/telephony/config/people/{personId}/devices/count",
            scopes: TELEPHONY_READ,
            query: orgId,
            handle: (call) => {
                const { id, applicationsCount } = personOf(organization, call);
                // All applications together count as one device.
                const totalDeviceCount = organization.deviceCount(id) + (applicationsCount > 0 ? 1 : 0);
                return { status: 200, body: { totalDeviceCount, applicationsCount } };
            },
        },
    ];
}

/** "Read the List of Supported Devices": one page. */
function supportedDevices(organization: Organization): Route {
    return {
        method: "GET",
        path: "/telephony/config/supportedDevices",
        scopes: TELEPHONY_READ,
        query: { ...orgId, allowConfigureLayoutEnabled: { type: "boolean" }, type: { type: "string" } },
        handle: ({ query }) => {
            const wanted = query.get("type");
            const devices = organization.supportedDevices
                .filter(({ type }) => wanted === null || type === wanted)
                .map((device) => ({ ...REQUIRED_TRAITS, ...device }));
            return {
                status: 200,
                body: { upgradeChannelList: ["STABLE", "STABLE_DELAY", "PREVIEW", "BETA"], devices },
            };
        },
    };
}

/** "Get Workspace Devices". */
function workspaceDevices(organization: Organization): Route {
    return {
        method: "GET",
        path: "/telephony/config/workspaces/{workspaceId}/devices",
        scopes: TELEPHONY_READ,
        query: orgId,
        handle: (call) => {
            const workspace = workspaceOf(organization, call);
            const { id, displayName, maxDeviceCount } = workspace;
            checkProfessional(organization, workspace);
            // Both figures are required fields, so there is no answer that leaves them out.
            if (maxDeviceCount === undefined) {
                throw new Refusal(404, "The workspace has no calling devices configuration.");
            }
            const shown = { id, type: "PLACE", firstName: displayName, lastName: "." };
            // The document has these words in upper case here, and in lower case for people.
            const devices = devicesOf(organization, { workspaceId: id }, shown).map((device) => ({
                ...device,
                hoteling: { enabled: false, limitGuestUse: false },
                activationState: device.activationState.toUpperCase(),
            }));
            return { status: 200, body: { devices, maxDeviceCount, maxOwnedDeviceCount: maxDeviceCount } };
        },
    };
}

/** Throws 405 for a workspace with another licence than the one that these routes need. */
function checkProfessional(organization: Organization, { id, webexCalling }: Workspace): void {
    const applied = organization
        .licenses()
        .filter((license) => webexCalling?.licenses.some((own) => sameId(own, license.id)));
    if (applied.some(({ name }) => !name.includes("Professional"))) {
        throw notProfessional(uuidOf(id) ?? id);
    }
}

function devicesOf(organization: Organization, owner: Owner, shown: Record<string, string>) {
    return organization
        .entries()
        .filter(
            ({ device }) => sameId(device.personId, owner.personId) || sameId(device.workspaceId, owner.workspaceId),
        )
        .filter((entry) => organization.hasAppeared(entry))
        .map((entry) => callingDevice(entry, shown));
}

function callingDevice({ device, waiting }: DeviceEntry, owner: Record<string, string>) {
    const phone = device.type === "phone";
    return {
        id: siblingId("CALLING_DEVICE", device.id),
        model: phone ? `DMS ${device.product ?? "Cisco"}` : (device.product ?? "Cisco"),
        modelType: phone ? "MPP" : "ROOM_OS",
        ...(device.mac !== undefined && { mac: device.mac.replace(/:/g, "") }),
        ...(device.ip !== undefined && { ipAddress: device.ip }),
        primaryOwner: true,
        type: "PRIMARY",
        hoteling: { enabled: false },
        owner,
        activationState: waiting ? "activating" : "activated",
    };
}
