import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ciscoRoutes, type DeviceRouteSettings } from "./ciscoRoutes";
import { Clock } from "./clock";
import { CONTROL_PREFIX, control } from "./control";
import { crudRoutes } from "./crudRoutes";
import { exchange, type Parts } from "./exchange";
import { FaultScript } from "./faults";
import { Organization } from "./organization";
import { peopleRoutes } from "./peopleRoutes";
import { RateLimiter } from "./rateLimit";
import { RequestLog } from "./requestLog";
import type { Simulator, SimulatorOptions } from "./simulator";
import { loadSnapshot, saveSnapshot } from "./storage";
import { ALL_SCOPES, Tokens } from "./tokens";

/**
 * Starts a Webex organisation on 127.0.0.1. Resolves once it listens. Rejects if the port is taken or `file` holds
 * something else; throws a RangeError for options outside their range.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
    checkOptions(options);
    const { contract = "cisco", token = `simulator-${randomUUID()}`, file } = options;
    const clock = new Clock();
    const organization = new Organization(
        clock,
        { codeLifetimeDays: options.codeLifetimeDays ?? 30, appearAfterSeconds: options.appearAfterSeconds ?? 0.2 },
        () => {
            save();
        },
    );
    // Nothing is written before the file has been read, or a broken one would be lost.
    let ready = false;
    const save = (): void => {
        if (ready && file !== undefined) {
            saveSnapshot(file, organization.snapshot());
        }
    };
    const kept = file === undefined ? undefined : loadSnapshot(file);
    if (kept) {
        organization.restore(kept);
    }
    ready = true;

    const tokens = new Tokens(token, options.serviceApp);
    tokens.setScopes(options.scopes ?? ALL_SCOPES);
    const parts: Parts = {
        organization,
        tokens,
        clock,
        limiter: new RateLimiter(clock, options.rateLimit),
        faults: new FaultScript(),
        log: new RequestLog(),
        routes: [],
    };

    const server = createServer((request, response) => {
        response.on("error", () => undefined);
        const isControl = request.url?.startsWith(CONTROL_PREFIX) ?? false;
        const answered = isControl ? control(simulator, request, response) : exchange(parts, request, response);
        // What arrives here is a fault of the simulator itself; a test must notice rather than wait.
        answered.catch((error: unknown) => {
            console.error("simulator: a request failed", error);
            response.destroy();
        });
    });
    server.listen(options.port ?? 0, "127.0.0.1");
    await once(server, "listening");
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;

    const settings: DeviceRouteSettings = {
        pageCap: options.pageCap ?? 100,
        sendLink: options.sendLink ?? contract === "cisco",
        hideUnredeemed: options.hideUnredeemed ?? false,
        baseUrl: () => baseUrl,
        hasScope: (scope) => tokens.scopes.has(scope),
    };
    const deviceRoutes = contract === "cisco" ? ciscoRoutes : crudRoutes;
    parts.routes = [
        ...deviceRoutes(organization, settings),
        ...peopleRoutes(organization, { people: options.people ?? true, telephony: options.telephony ?? true }),
        ...tokens.routes(),
    ];

    const simulator: Simulator = {
        baseUrl,
        token,
        contract,
        get currentToken() {
            return tokens.current;
        },
        get orgId() {
            return organization.orgId;
        },
        log: parts.log,
        faults: parts.faults,
        scopes: tokens.scopes,
        ...organizationControl(organization),
        advance: (ms) => {
            clock.advance(ms);
            save();
        },
        setScopes: (scopes) => {
            tokens.setScopes(scopes);
        },
        setRateLimit: (limit) => {
            parts.limiter.set(limit);
        },
        expireToken: () => {
            tokens.expire();
        },
        reset: () => {
            clock.set(0);
            organization.clear();
            parts.faults.clear();
            parts.faults.release();
            parts.limiter.set(options.rateLimit);
            parts.log.clear();
            tokens.reset();
        },
        close: async () => {
            const closed = once(server, "close");
            server.close();
            server.closeAllConnections();
            await closed;
        },
    };
    return simulator;
}

type OrganizationControl = Pick<
    Simulator,
    | "addPerson"
    | "addWorkspace"
    | "addLicense"
    | "addDevice"
    | "updatePerson"
    | "updateWorkspace"
    | "people"
    | "workspaces"
    | "licenses"
    | "devices"
    | "device"
    | "codes"
    | "redeem"
    | "stir"
    | "setTags"
    | "updateDevice"
    | "removeDevice"
>;

function organizationControl(organization: Organization): OrganizationControl {
    return {
        addPerson: (init) => organization.addPerson(init),
        addWorkspace: (init) => organization.addWorkspace(init),
        addLicense: (init) => organization.addLicense(init),
        addDevice: (fields) => organization.addDevice(fields),
        updatePerson: (id, patch) => organization.updatePerson(id, patch),
        updateWorkspace: (id, patch) => organization.updateWorkspace(id, patch),
        people: () => organization.people(),
        workspaces: () => organization.workspaces(),
        licenses: () => organization.licenses(),
        devices: () => organization.entries().map((entry) => organization.copy(entry)),
        device: (id) => {
            const entry = organization.entry(id);
            return entry && organization.copy(entry);
        },
        codes: () => organization.codes(),
        redeem: (what, hardware) => organization.redeem(what, hardware),
        stir: () => {
            organization.stir();
        },
        setTags: (deviceId, tags) => organization.updateDevice(deviceId, { tags }),
        updateDevice: (deviceId, patch) => organization.updateDevice(deviceId, patch),
        removeDevice: (deviceId) => {
            organization.removeDevice(deviceId);
        },
    };
}

function checkOptions({ contract, port, codeLifetimeDays, appearAfterSeconds, pageCap }: SimulatorOptions): void {
    const rules: [boolean, string][] = [
        [contract === undefined || ["cisco", "crud"].includes(contract), "contract must be cisco or crud"],
        [whole(port ?? 0, 0) && (port ?? 0) <= 65_535, "port must be a whole number from 0 to 65535"],
        [(codeLifetimeDays ?? 30) > 0, "codeLifetimeDays must be above 0"],
        [(appearAfterSeconds ?? 0) >= 0, "appearAfterSeconds must be 0 or more"],
        [whole(pageCap ?? 100, 1), "pageCap must be a whole number of 1 or more"],
    ];
    for (const [holds, message] of rules) {
        if (!holds) {
            throw new RangeError(message);
        }
    }
}

function whole(value: number, minimum: number): boolean {
    return Number.isInteger(value) && value >= minimum;
}
