import type { FaultControl } from "./faults";
import type { RateLimitOptions } from "./rateLimit";
import type { RequestLog } from "./requestLog";
import type { ServiceApp } from "./tokens";
import type {
    ActivationCode,
    ContractName,
    Device,
    DevicePatch,
    Hardware,
    License,
    LicenseInit,
    Person,
    PersonInit,
    PersonPatch,
    Workspace,
    WorkspaceInit,
} from "./types";

/** How a simulated organisation behaves. Everything may be left out. */
export interface SimulatorOptions {
    /** Which API is spoken. Default "cisco". */
    contract?: ContractName;
    /** Port on 127.0.0.1; 0, the default, takes a free one. */
    port?: number;
    /** The accepted access token, also the key to the HTTP control. Default: a random one. */
    token?: string;
    /**
     * JSON file that keeps the organisation: read if it is there, rewritten after each change. Default: memory
     * only.
     */
    file?: string;
    /** Days that an activation code is valid. Default 30 (Webex help, "Generate a device activation code"). */
    codeLifetimeDays?: number;
    /** Seconds of organisation time until a 9800 series phone or an 8875 shows up. Default 0.2; at Webex 30 to 120. */
    appearAfterSeconds?: number;
    /** Largest page; a larger `max` is lowered silently. Default 100. */
    pageCap?: number;
    /** Whether lists carry a `Link` header. Default: in cisco yes, in crud no, as its document knows none. */
    sendLink?: boolean;
    /** False: /telephony/… answers 404. Default true. */
    telephony?: boolean;
    /** False: /people and /licenses answer 404. Default true. */
    people?: boolean;
    /** crud: true = GET does not know a device before its code is redeemed. Default false. */
    hideUnredeemed?: boolean;
    /** Scopes of the access token. Default: all that the routes ask for. */
    scopes?: Iterable<string>;
    /** Throttles with 429 and `Retry-After`. Default: none. */
    rateLimit?: RateLimitOptions;
    /** A Service App whose refresh token gives access tokens at POST /access_token. Default: no such route. */
    serviceApp?: ServiceApp;
}

/** A running simulator. The control methods act behind the API's back and are in no log. */
export interface Simulator {
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
    /** Scopes that access tokens have; take some away to be answered 403. */
    readonly scopes: Set<string>;

    /** Each `add…` throws if the id is taken. */
    addPerson(init?: PersonInit): Person;
    addWorkspace(init?: WorkspaceInit): Workspace;
    addLicense(init: LicenseInit): License;
    /** Adds a device that is registered and online, a RoomOS one unless the fields say otherwise. */
    addDevice(fields?: DevicePatch): Device;
    updatePerson(id: string, patch: PersonPatch): Person;
    updateWorkspace(id: string, patch: Partial<Omit<Workspace, "id">>): Workspace;
    people(): Person[];
    workspaces(): Workspace[];
    licenses(): License[];
    /** Every device with all fields, those that the API does not show yet included. */
    devices(): Device[];
    /** A device by its id or callingDeviceId. */
    device(id: string): Device | undefined;
    /** Every activation code that has not been revoked, in clear. */
    codes(): ActivationCode[];
    /** A technician enters the code, or plugs in the phone `deviceId`. Throws if unknown, used or expired. */
    redeem(what: string | { deviceId: string }, hardware?: Hardware): Device;
    /** Moves lastSeen, ip, software, connectionStatus and errorCodes of every device not waiting for its code. */
    stir(): void;
    setTags(deviceId: string, tags: string[]): Device;
    updateDevice(deviceId: string, patch: DevicePatch): Device;
    removeDevice(deviceId: string): void;
    /** Moves the organisation's clock forward by milliseconds. */
    advance(ms: number): void;
    setScopes(scopes: Iterable<string>): void;
    /** Changes or, with undefined, lifts the rate limit. */
    setRateLimit(limit: RateLimitOptions | undefined): void;
    /** Makes all access tokens invalid until one is fetched with the refresh token. */
    expireToken(): void;
    /** Empties the organisation and the log; forgets faults and held answers; first token, all scopes, real time. */
    reset(): void;
    /** Stops listening and drops open connections. */
    close(): Promise<void>;
}
