import { Refusal } from "./errors";
import { sameId, siblingId } from "./ids";
import type { DeviceEntry, Organization } from "./organization";
import type { Call, QueryRule, Reply, Route } from "./router";
import type { Person } from "./types";

/** The kind of account that an access token belongs to. */
export type AccountType = "person" | "appuser";

/** Which groups of routes are served besides the devices, and to whom. */
export interface PeopleRouteSettings {
    people: boolean;
    telephony: boolean;
    accountType: AccountType;
}

const orgId: Record<string, QueryRule> = { orgId: { type: "string" } };
const TELEPHONY_READ = ["spark-admin:telephony_config_read"];

/** The routes behind the device limit guard: people, licences and device counts. Served under both contracts. */
export function peopleRoutes(organization: Organization, settings: PeopleRouteSettings): Route[] {
    return [
        ...(settings.people ? [...personRoutes(organization, settings), ...licenseRoutes(organization)] : []),
        ...(settings.telephony ? telephonyRoutes(organization) : []),
    ];
}

/** GET /people/me and GET /people/{personId}: the fields of the People API that a device provider reads. */
function personRoutes(organization: Organization, { accountType }: PeopleRouteSettings): Route[] {
    const query: Record<string, QueryRule> = { callingData: { type: "boolean" } };
    const account = (): Reply => ({ status: 200, body: ownAccount(organization, accountType) });
    return [
        {
            method: "GET",
            path: "/people/me",
            anyScope: ["spark:people_read", "spark-admin:people_read"],
            query,
            handle: account,
        },
        {
            method: "GET",
            path: "/people/{personId}",
            scopes: ["spark-admin:people_read"],
            query,
            handle: (call) => {
                if (sameId(call.params.personId, accountId(organization))) {
                    return account();
                }
                const { id, displayName, licenses, created } = personOf(organization, call);
                const names = splitName(displayName);
                const body = {
                    id,
                    displayName,
                    ...names,
                    orgId: organization.orgId,
                    licenses,
                    created,
                    type: "person",
                };
                return { status: 200, body };
            },
        },
    ];
}

/** The account that the access token belongs to. It is none of the people that tests add, and owns no device. */
function ownAccount(organization: Organization, type: AccountType): Record<string, unknown> {
    const displayName = type === "person" ? "Ann Administrator" : "Devices Application";
    return {
        id: accountId(organization),
        emails: [type === "person" ? "ann@admins.webex.example" : "devices@apps.webex.example"],
        displayName,
        ...splitName(displayName),
        orgId: organization.orgId,
        licenses: [],
        type,
    };
}

function accountId({ orgId }: Organization): string {
    return siblingId("PEOPLE", orgId);
}

/** GET /licenses: names, and how many units people use. */
function licenseRoutes(organization: Organization): Route[] {
    return [
        {
            method: "GET",
            path: "/licenses",
            scopes: ["spark-admin:licenses_read"],
            query: orgId,
            handle: () => {
                const people = organization.people();
                const items = organization.licenses().map(({ id, name, totalUnits }) => {
                    const consumed = people.filter(({ licenses }) => licenses.some((used) => sameId(used, id))).length;
                    return {
                        id,
                        name,
                        totalUnits,
                        consumedUnits: consumed,
                        consumedByUsers: consumed,
                        consumedByWorkspaces: 0,
                    };
                });
                return { status: 200, body: { items } };
            },
        },
    ];
}

/** "Get Person Devices" and "Get User Devices Count" of the Device Call Settings reference. */
function telephonyRoutes(organization: Organization): Route[] {
    return [
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
                const devices = organization
                    .entries()
                    .filter((entry) => sameId(entry.device.personId, person.id) && organization.hasAppeared(entry))
                    .map((entry) => callingDevice(entry, person));
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

function personOf(organization: Organization, call: Call): Person {
    const person = organization.person(call.params.personId ?? "");
    if (!person) {
        throw new Refusal(404, "The person could not be found.");
    }
    return person;
}

function callingDevice({ device, waiting }: DeviceEntry, person: Person): Record<string, unknown> {
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
        owner: { id: person.id, type: "PEOPLE", ...splitName(person.displayName) },
        activationState: waiting ? "activating" : "activated",
    };
}

function splitName(displayName: string): { firstName: string; lastName: string } {
    const [firstName = "", ...rest] = displayName.split(" ");
    return { firstName, lastName: rest.join(" ") };
}
