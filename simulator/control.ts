import type { IncomingMessage, ServerResponse } from "node:http";
import type { ConfigurationValue } from "./configurationCatalogue";
import type { SettingParent } from "./deviceSettings";
import { Refusal } from "./errors";
import { readText } from "./exchange";
import type { Fault } from "./faults";
import type { OrganizationControls } from "./organizationControls";
import type { LogFilter } from "./requestLog";
import type { OtherOrganization, Simulator } from "./simulator";
import type {
    Device,
    DevicePatch,
    Hardware,
    LicenseInit,
    LocationInit,
    PersonInit,
    PersonPatch,
    ShownIds,
    SupportedDevice,
    WorkspaceInit,
    WorkspacePatch,
} from "./types";

type OrganizationCommand = (organization: OrganizationControls, args: unknown[]) => unknown;
type SimulatorCommand = (simulator: Simulator, args: unknown[]) => unknown;

const ORGANIZATION_COMMANDS: Record<string, OrganizationCommand> = {
    addPerson: (organization, [init]) => organization.addPerson(init as PersonInit | undefined),
    addWorkspace: (organization, [init]) => organization.addWorkspace(init as WorkspaceInit | undefined),
    addLocation: (organization, [init]) => organization.addLocation(init as LocationInit),
    addLicense: (organization, [init]) => organization.addLicense(init as LicenseInit),
    addDevice: (organization, [fields]) => organization.addDevice(fields as DevicePatch | undefined),
    updatePerson: (organization, [id, patch]) => organization.updatePerson(text(id), patch as PersonPatch),
    updateWorkspace: (organization, [id, patch]) => organization.updateWorkspace(text(id), patch as WorkspacePatch),
    removeWorkspace: (organization, [id]) => {
        organization.removeWorkspace(text(id));
    },
    people: (organization) => organization.people(),
    workspaces: (organization) => organization.workspaces(),
    locations: (organization) => organization.locations(),
    licenses: (organization) => organization.licenses(),
    setSupportedDevices: (organization, [devices]) => {
        organization.setSupportedDevices(devices as SupportedDevice[]);
    },
    devices: (organization) => organization.devices(),
    device: (organization, [id]) => organization.device(text(id)),
    codes: (organization) => organization.codes(),
    redeem: (organization, [what, hardware]) =>
        organization.redeem(what as string | { deviceId: string }, hardware as Hardware | undefined),
    stir: (organization) => {
        organization.stir();
    },
    setTags: (organization, [id, tags]) => organization.setTags(text(id), tags as string[]),
    updateDevice: (organization, [id, patch]) => organization.updateDevice(text(id), patch as DevicePatch),
    removeDevice: (organization, [id]) => {
        organization.removeDevice(text(id));
    },
    configuration: (organization, [id]) => organization.configuration(text(id)),
    configure: (organization, [id, changes]) => {
        organization.configure(text(id), changes as Record<string, ConfigurationValue | null>);
    },
    setOrganizationDefault: (organization, [key, value]) => {
        organization.setOrganizationDefault(text(key), value as ConfigurationValue | null);
    },
    settings: (organization, [id]) => organization.settings(text(id)),
    changeSettings: (organization, [id, changes]) => {
        organization.changeSettings(text(id), changes as Record<string, string | null>);
    },
    setInheritedSetting: (organization, [parent, tag, value]) => {
        organization.setInheritedSetting(parent as SettingParent, text(tag), value as string | null);
    },
    changesApplied: (organization, [id]) => organization.changesApplied(text(id)),
    sipPassword: (organization, [id]) => organization.sipPassword(text(id)),
    hideId: (organization, [id, shown]) => {
        organization.hideId(text(id), shown as ShownIds | undefined);
    },
    showId: (organization, [id]) => {
        organization.showId(text(id));
    },
    failFields: (organization, [id, fields]) => {
        organization.failFields(text(id), fields as (keyof Device)[]);
    },
};

const SIMULATOR_COMMANDS: Record<string, SimulatorCommand> = {
    addOrganization: (simulator, [wanted]) => {
        const { token, orgId } = simulator.addOrganization(wanted === undefined ? undefined : text(wanted));
        return { token, orgId };
    },
    advance: (simulator, [ms]) => {
        simulator.advance(Number(ms));
    },
    reset: (simulator) => {
        simulator.reset();
    },
    setScopes: (simulator, [scopes]) => {
        simulator.setScopes(scopes as string[]);
    },
    setRateLimit: (simulator, [limit]) => {
        simulator.setRateLimit((limit ?? undefined) as { requestsPerMinute: number } | undefined);
    },
    expireToken: (simulator) => {
        simulator.expireToken();
    },
    "faults.add": (simulator, faults) => {
        for (const fault of faults as Fault[]) {
            simulator.faults.add(fault);
        }
    },
    "faults.clear": (simulator) => {
        simulator.faults.clear();
    },
    "faults.release": (simulator) => simulator.faults.release(),
    "faults.held": (simulator) => simulator.faults.held(),
    "faults.pending": (simulator) => simulator.faults.pending(),
    "log.clear": (simulator) => {
        simulator.log.clear();
    },
    "log.waitFor": (simulator, [filter, timeoutMs]) =>
        simulator.log.waitFor(filter as LogFilter, timeoutMs === undefined ? undefined : Number(timeoutMs)),
    "log.writes": (simulator) => simulator.log.writes(),
};

interface Table {
    ofOrganization: Record<string, OrganizationCommand>;
    ofSimulator: Record<string, SimulatorCommand>;
}

/** What there is for each HTTP method. */
const TABLES: Record<string, Table> = {
    GET: {
        ofOrganization: { devices: (organization) => organization.devices() },
        ofSimulator: { log: (simulator) => simulator.log.entries },
    },
    POST: { ofOrganization: ORGANIZATION_COMMANDS, ofSimulator: SIMULATOR_COMMANDS },
};

/** The path below which the control methods are, beside /v1. */
export const CONTROL_PREFIX = "/__simulator/";

/**
 * Lets other processes use the control methods: `POST /__simulator/<method>` with a JSON array of arguments,
 * answered with the result as JSON (null for none). The header `x-simulator-token` must hold the simulator's token.
 * With the token of one of the `others`, the methods of an organisation act on that one. Never throws.
 */
export async function control(
    simulator: Simulator,
    others: readonly OtherOrganization[],
    request: IncomingMessage,
    response: ServerResponse,
): Promise<void> {
    const answer = (status: number, value: unknown): void => {
        response.writeHead(status, { "content-type": "application/json" });
        response.end(JSON.stringify(value ?? null));
    };
    try {
        const args = await readArguments(request);
        const organization = [simulator, ...others].find(({ token }) => token === request.headers["x-simulator-token"]);
        if (!organization) {
            throw new Refusal(401, "the header x-simulator-token must hold the simulator's token");
        }
        const name = new URL(request.url ?? "/", "http://localhost").pathname.slice(CONTROL_PREFIX.length);
        const { ofOrganization, ofSimulator } = TABLES[request.method ?? ""] ?? { ofOrganization: {}, ofSimulator: {} };
        if (Object.hasOwn(ofOrganization, name)) {
            answer(200, await ofOrganization[name]?.(organization, args));
        } else if (Object.hasOwn(ofSimulator, name)) {
            answer(200, await ofSimulator[name]?.(simulator, args));
        } else {
            throw new Refusal(404, `there is no ${request.method ?? ""} ${name}`);
        }
    } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        answer(error instanceof Refusal ? error.status : 400, { message });
    }
}

async function readArguments(request: IncomingMessage): Promise<unknown[]> {
    const body = await readText(request);
    if (body === undefined) {
        throw new Refusal(400, "the arguments are too large");
    }
    const args: unknown = body === "" ? [] : JSON.parse(body);
    if (!Array.isArray(args)) {
        throw new Refusal(400, "the body must be a JSON array of arguments");
    }
    return args as unknown[];
}

function text(value: unknown): string {
    if (typeof value !== "string") {
        throw new Refusal(400, "the first argument must be a text");
    }
    return value;
}
