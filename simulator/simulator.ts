import type { FaultControl } from "./faults";
import type { OrganizationControls } from "./organizationControls";
import type { RateLimitOptions } from "./rateLimit";
import type { RequestLog } from "./requestLog";
import type { ServiceApp } from "./tokens";
import type { ContractName } from "./types";

/** How a simulated organisation behaves. Everything may be left out. */
export interface SimulatorOptions {
    /** Which API is spoken. Default "cisco". */
    contract?: ContractName;
    /** Port on 127.0.0.1; 0, the default, takes a free one. */
    port?: number;
    /** The accepted access token, also the key to the HTTP control. Default: a random one. */
    token?: string;
    /**
     * JSON file that keeps the organisation: read if it is there, rewritten after each change. Those made by
     * `addOrganization` are not kept. Default: memory only.
     */
    file?: string;
    /** Days that an activation code is valid. Default 30 (Webex help, "Generate a device activation code"). */
    codeLifetimeDays?: number;
    /** Seconds of organisation time until a 9800 series phone or an 8875 shows up. Default 0.2; at Webex 30 to 120. */
    appearAfterSeconds?: number;
    /** Largest page; a larger `max` is lowered silently. Default 100. */
    pageCap?: number;
    /**
     * Whether lists carry a `Link` header. Default: as the documents say, that is yes for people, locations and Cisco's
     * devices, no for workspaces and crud's devices.
     */
    sendLink?: boolean;
    /** False: /telephony/… answers 404. Default true. */
    telephony?: boolean;
    /** False: /people, /licenses, /workspaces and /locations answer 404. Default true. */
    people?: boolean;
    /** crud: true = GET does not know a device before its code is redeemed. Default false. */
    hideUnredeemed?: boolean;
    /**
     * True: PUT /workspaces/{id} clears `hotdeskingStatus`, `deviceHostedMeetings` and `indoorNavigation` that are left
     * out. Cisco's document does not say what happens then. Default false: they stay.
     */
    clearUnsaid?: boolean;
    /**
     * True: of several `key` parameters GET /deviceConfigurations knows the first only; Cisco's document has one.
     * Default false: it answers the configurations of all of them.
     */
    oneConfigurationKey?: boolean;
    /** Scopes of the access token. Default: all that the routes ask for. */
    scopes?: Iterable<string>;
    /** Throttles with 429 and `Retry-After`. Default: none. */
    rateLimit?: RateLimitOptions;
    /** A Service App whose refresh token gives access tokens at POST /access_token. Default: no such route. */
    serviceApp?: ServiceApp;
}

/** Another organisation at the same address, reached by its own access token. It knows nothing of the first one. */
export interface OtherOrganization extends OrganizationControls {
    readonly token: string;
    readonly orgId: string;
    /** Scopes that this organisation's token has; take some away to be answered 403. */
    readonly scopes: Set<string>;
}

/** A running simulator. The control methods act behind the API's back and are in no log. */
export interface Simulator extends OrganizationControls {
    /** For example `http://127.0.0.1:40123/v1`. */
    readonly baseUrl: string;
    /** The first access token; it stays the key to the HTTP control even after it has expired as an access token. */
    readonly token: string;
    /** The access token issued latest: `token`, until a refresh. */
    readonly currentToken: string;
    readonly contract: ContractName;
    readonly orgId: string;
    readonly log: RequestLog;
    readonly faults: FaultControl;
    /** Scopes that this organisation's tokens have; take some away to be answered 403. */
    readonly scopes: Set<string>;

    /**
     * Makes another, empty organisation; a random token unless given. Clock, log, faults and rate limit are shared.
     * Throws if the token is taken.
     */
    addOrganization(token?: string): OtherOrganization;
    /** Moves the organisation's clock forward by milliseconds. */
    advance(ms: number): void;
    setScopes(scopes: Iterable<string>): void;
    /** Changes or, with undefined, lifts the rate limit. */
    setRateLimit(limit: RateLimitOptions | undefined): void;
    /** Makes all access tokens of this organisation invalid until one is fetched with the refresh token. */
    expireToken(): void;
    /**
     * Empties the organisation and the log; forgets the other organisations, faults and held answers; first token, all
     * scopes, real time.
     */
    reset(): void;
    /** Stops listening and drops open connections. */
    close(): Promise<void>;
}
