import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Clock } from "./clock";
import { CONTROL_PREFIX, control } from "./control";
import { Refusal } from "./errors";
import { exchange, type Parts } from "./exchange";
import { FaultScript } from "./faults";
import { Organization } from "./organization";
import { organizationControls } from "./organizationControls";
import { RateLimiter } from "./rateLimit";
import { RequestLog } from "./requestLog";
import type { OtherOrganization, Simulator, SimulatorOptions } from "./simulator";
import { loadSnapshot, saveSnapshot } from "./storage";
import { serve, type Tenant } from "./tenant";
import { ALL_SCOPES, randomToken, Tokens } from "./tokens";

/**
 * Starts a Webex organisation on 127.0.0.1. Resolves once it listens. Rejects if the port is taken or `file` holds
 * something else; throws a RangeError for options outside their range.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
    checkOptions(options);
    const clock = new Clock();
    const { organization, save } = keptOrganization(clock, options);
    const tokens = new Tokens(clock, options.token ?? randomToken(), options.serviceApp);
    tokens.setScopes(options.scopes ?? ALL_SCOPES);

    let baseUrl = "";
    const parts: Parts = {
        own: serve(organization, tokens, options, () => baseUrl),
        others: [],
        clock,
        limiter: new RateLimiter(clock, options.rateLimit),
        faults: new FaultScript(),
        log: new RequestLog(),
    };
    const server = createServer((request, response) => {
        response.on("error", () => undefined);
        const isControl = request.url?.startsWith(CONTROL_PREFIX) ?? false;
        const answered = isControl
            ? control(simulator, parts.others.map(otherOrganization), request, response)
            : exchange(parts, request, response);
        // What arrives here is a fault of the simulator itself; a test must notice rather than wait.
        answered.catch((error: unknown) => {
            console.error("simulator: a request failed", error);
            response.destroy();
        });
    });
    server.listen(options.port ?? 0, "127.0.0.1");
    await once(server, "listening");
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;

    const simulator = simulatorOf(parts, { options, server, baseUrl, save });
    return simulator;
}

interface Stand {
    options: SimulatorOptions;
    server: Server;
    baseUrl: string;
    /** Writes the organisation's file, if there is one. */
    save: () => void;
}

function simulatorOf(parts: Parts, { options, server, baseUrl, save }: Stand): Simulator {
    const { clock, limiter, faults, log } = parts;
    const { organization, tokens } = parts.own;
    return {
        baseUrl,
        token: tokens.first,
        contract: options.contract ?? "cisco",
        get currentToken() {
            return tokens.current;
        },
        get orgId() {
            return organization.orgId;
        },
        log,
        faults,
        scopes: tokens.scopes,
        ...organizationControls(organization),
        addOrganization: (token = randomToken()) => {
            if ([parts.own, ...parts.others].some((tenant) => tenant.tokens.isTaken(token))) {
                throw new Refusal(409, "This token is already taken.");
            }
            const added = serve(newOrganization(clock, options), new Tokens(clock, token), options, () => baseUrl);
            parts.others.push(added);
            return otherOrganization(added);
        },
        advance: (ms) => {
            clock.advance(ms);
            save();
        },
        setScopes: (scopes) => {
            tokens.setScopes(scopes);
        },
        setRateLimit: (limit) => {
            limiter.set(limit);
        },
        expireToken: () => {
            tokens.expire();
        },
        reset: () => {
            clock.set(0);
            parts.others = [];
            organization.clear();
            faults.clear();
            faults.release();
            limiter.set(options.rateLimit);
            log.clear();
            tokens.reset();
        },
        close: async () => {
            const closed = once(server, "close");
            server.close();
            server.closeAllConnections();
            await closed;
        },
    };
}

function otherOrganization({ organization, tokens }: Tenant): OtherOrganization {
    return {
        token: tokens.first,
        orgId: organization.orgId,
        scopes: tokens.scopes,
        ...organizationControls(organization),
    };
}

function newOrganization(clock: Clock, options: SimulatorOptions, changed?: () => void): Organization {
    const { codeLifetimeDays = 30, appearAfterSeconds = 0.2 } = options;
    return new Organization(clock, { codeLifetimeDays, appearAfterSeconds }, changed);
}

/** The organisation that the options' file holds, and how it is written again; an empty one without a file. */
function keptOrganization(clock: Clock, options: SimulatorOptions): { organization: Organization; save: () => void } {
    const { file } = options;
    // Nothing is written before the file has been read, or a broken one would be lost.
    let ready = false;
    const save = (): void => {
        if (ready && file !== undefined) {
            saveSnapshot(file, organization.snapshot());
        }
    };
    const organization = newOrganization(clock, options, save);
    const kept = file === undefined ? undefined : loadSnapshot(file);
    if (kept) {
        organization.restore(kept);
    }
    ready = true;
    return { organization, save };
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
