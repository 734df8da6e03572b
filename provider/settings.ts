/** Everything the provider can be told, from the stack's configuration (`webex:…`) and the environment. */

import { type NumberSettingName, type SettingDefinition, type SettingName, settingNamed } from "./definitions/settings";

/** Which description of the Webex Devices API is spoken; see `provider/api/devices/`. */
export type ContractName = "cisco" | "crud";

/** What is done with a plan that a look at Webex finds fault with: it is refused, warned of, or not looked at. */
export type GuardMode = "enforce" | "warn" | "off";

/** A Service App's way to new access tokens (https://developer.webex.com/docs/service-apps). */
export interface ServiceApp {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly refreshToken: string;
}

export interface Settings {
    /** Absolute, without a trailing slash, e.g. `https://webexapis.com/v1`. */
    readonly baseUrl: string;
    readonly contract: ContractName;
    readonly accessToken: string | undefined;
    readonly serviceApp: ServiceApp | undefined;
    /**
     * Where the credential that is tried first came from, for error messages: a name such as `WEBEX_ACCESS_TOKEN` or
     * `webex:accessToken`, never a value. Undefined where there is no credential.
     */
    readonly credentialSource: string | undefined;
    /** The organisation to act on, for partner administrators; a resource's own `orgId` goes before it. */
    readonly orgId: string | undefined;
    /** Person id → number of physical devices; `default` is for everybody else. */
    readonly deviceLimits: Readonly<Record<string, number>>;
    /** Licence id → number of physical devices it allows, before what licence names tell. */
    readonly licenseLimits: Readonly<Record<string, number>>;
    /** About plans that give a person too many devices. */
    readonly limitGuard: GuardMode;
    /** About plans that cannot work: owners, MAC addresses and models that Webex will refuse. */
    readonly preflight: GuardMode;
    /** Whether device entries of unused codes that an interrupted run left are removed; see `issueCode`. */
    readonly removeOrphans: boolean;
    /**
     * Whether devices that this run adopts, or that are recorded as adopted, count as registered by the stack: for one
     * run after one that was killed.
     */
    readonly adoptAsOwn: boolean;
    /** Whether an update of a batch may take many entries out of Webex: for one run; see `removalBrake`. */
    readonly allowRemovals: boolean;
    /** Seconds one request may take, connecting and reading included. */
    readonly requestTimeoutSeconds: number;
    /** How often a failed request that is safe to repeat is sent again. */
    readonly maxRetries: number;
    /** Requests in flight at once, per process. */
    readonly maxConcurrency: number;
    /** Seconds that one operation (create, read, …) may spend waiting, retries and `Retry-After` included. */
    readonly operationTimeoutSeconds: number;
    /** Seconds to wait for a phone whose registration Webex confirmed with an empty answer. */
    readonly phoneAppearTimeoutSeconds: number;
}

/** One thing wrong with a setting, told as a check failure. */
export interface SettingProblem {
    /** The configuration key, e.g. `webex:baseUrl`. */
    readonly key: string;
    readonly reason: string;
}

export interface SettingsResult {
    readonly settings: Settings;
    readonly problems: readonly SettingProblem[];
}

/** Reads one `webex:` configuration value by its bare key (`accessToken`); undefined where it is not set. */
export type ConfigReader = (key: string) => string | undefined;

export const DEFAULT_BASE_URL = "https://webexapis.com/v1";

type Range = NonNullable<SettingDefinition["range"]>;

/** How one setting is read: by its bare key. */
interface Reading {
    readonly value: (key: SettingName) => string | undefined;
    /** Records what is wrong with the setting. */
    readonly problem: (key: SettingName, reason: string) => void;
}

/** A value as it was found, and the name of the variable or key that held it. */
interface Found {
    readonly text: string;
    readonly source: string;
}

/** Cisco's own API hosts: the commercial one, and the one of Webex for Government. */
const WEBEX_HOSTS: readonly RegExp[] = [/^([a-z0-9-]+\.)*webexapis\.com$/, /^api-usgov\.webex\.com$/];

const LOOPBACK_HOSTS: readonly RegExp[] = [/^localhost$/, /^127(\.\d{1,3}){3}$/, /^\[::1\]$/];

/** The credentials that a person has to give, as the line that gives them. */
export const MISSING_CREDENTIAL =
    "no Webex credential is configured. Run `pulumi config set --secret webex:accessToken` and paste the token, or set " +
    "WEBEX_ACCESS_TOKEN; for pipelines set webex:clientId, webex:clientSecret and webex:refreshToken of a Service App " +
    "(https://developer.webex.com/docs/service-apps).";

/**
 * Puts together the settings. Never throws: what is wrong is listed in `problems`, and a default stands in its place.
 * `get` reads the stack's configuration; empty values count as not set.
 */
export function readSettings(get: ConfigReader, env: Readonly<Record<string, string | undefined>>): SettingsResult {
    const problems: SettingProblem[] = [];
    const find = (key: SettingName) => findValue(key, get, env);
    const value = (key: SettingName) => find(key)?.text;
    const problem = (key: SettingName, reason: string) => {
        problems.push({ key: `webex:${key}`, reason });
    };
    const reading: Reading = { value, problem };

    const baseUrl = readBaseUrl(reading);
    const accessToken = find("accessToken");
    const serviceApp = readServiceApp(reading);
    if (accessToken === undefined && serviceApp === undefined && problems.length === 0) {
        problem("accessToken", MISSING_CREDENTIAL);
    }
    return {
        settings: {
            baseUrl,
            contract: readWord<ContractName>(reading, "contract", contractOfHost(baseUrl)),
            accessToken: accessToken?.text,
            serviceApp,
            credentialSource: accessToken?.source ?? sourceOfServiceApp(serviceApp, find("clientId")),
            orgId: value("orgId"),
            deviceLimits: readLimits(reading, "deviceLimits"),
            licenseLimits: readLimits(reading, "licenseLimits"),
            limitGuard: readWord<GuardMode>(reading, "limitGuard", "enforce"),
            preflight: readWord<GuardMode>(reading, "preflight", "enforce"),
            removeOrphans: readFlag(reading, "removeOrphans"),
            adoptAsOwn: readFlag(reading, "adoptAsOwn"),
            allowRemovals: readFlag(reading, "allowRemovals"),
            requestTimeoutSeconds: readNumber(reading, "requestTimeoutSeconds"),
            maxRetries: readNumber(reading, "maxRetries"),
            maxConcurrency: readNumber(reading, "maxConcurrency"),
            operationTimeoutSeconds: readNumber(reading, "operationTimeoutSeconds"),
            phoneAppearTimeoutSeconds: readNumber(reading, "phoneAppearTimeoutSeconds"),
        },
        problems,
    };
}

function readWord<T extends string>(
    reading: Reading,
    key: SettingName,
    fallback: T,
    allowed = settingNamed(key).words as readonly T[],
): T {
    const text = reading.value(key);
    if (text === undefined) {
        return fallback;
    }
    const found = allowed.find((word) => word === text);
    if (found === undefined) {
        reading.problem(key, `must be ${allowed.map((word) => `"${word}"`).join(" or ")}, not "${text}"`);
    }
    return found ?? fallback;
}

function readFlag(reading: Reading, key: SettingName): boolean {
    return readWord(reading, key, "false", ["true", "false"]) === "true";
}

function readNumber(reading: Reading, key: NumberSettingName): number {
    const { fallback, least, most } = settingNamed(key).range as Range;
    const text = reading.value(key);
    if (text === undefined) {
        return fallback;
    }
    const parsed = Number(text);
    if (Number.isInteger(parsed) && parsed >= least && parsed <= most) {
        return parsed;
    }
    reading.problem(key, `must be a whole number from ${least} to ${most}, not "${text}"`);
    return fallback;
}

function readBaseUrl(reading: Reading): string {
    const checked = checkBaseUrl(reading.value("baseUrl") ?? DEFAULT_BASE_URL, readFlag(reading, "allowInsecure"));
    if (typeof checked === "string") {
        return checked;
    }
    reading.problem("baseUrl", checked.reason);
    return DEFAULT_BASE_URL;
}

/** The value of a setting, cleaned; undefined where neither the configuration nor the environment has one. */
function findValue(
    key: SettingName,
    get: ConfigReader,
    env: Readonly<Record<string, string | undefined>>,
): Found | undefined {
    const { environment = [], credential } = settingNamed(key);
    const configured = { text: get(key), source: `webex:${key}` };
    const fromEnvironment = environment.map((name) => ({ text: env[name], source: name }));
    const candidates = credential === true ? [...fromEnvironment, configured] : [configured, ...fromEnvironment];
    return candidates
        .map(({ text = "", source }) => ({ text: clean(key, text), source }))
        .find(({ text }) => text !== "");
}

/** The text without what people paste along with a value; empty where nothing is left. */
function clean(key: SettingName, text: string): string {
    if (key === "accessToken") {
        return cleanToken(text);
    }
    return settingNamed(key).credential === true ? withoutQuotes(text) : text.trim();
}

/** A token without the name of its scheme. A token holds no white space, but a copied one is often broken in lines. */
function cleanToken(text: string): string {
    const bare = withoutQuotes(withoutQuotes(text).replace(/^bearer(\s+|$)/i, ""));
    return bare.replace(/\s+/g, "");
}

/** The text without the quotes and white space around it, however many there are. */
function withoutQuotes(text: string): string {
    const trimmed = text.trim();
    const inner = /^(["'])([^]*)\1$/.exec(trimmed)?.[2];
    return inner === undefined ? trimmed : withoutQuotes(inner);
}

function sourceOfServiceApp(app: ServiceApp | undefined, clientId: Found | undefined): string | undefined {
    return app === undefined || clientId === undefined ? undefined : `the Service App of ${clientId.source}`;
}

/** Whether a URL is at one of Cisco's own API hosts. */
export function isWebexUrl(url: string): boolean {
    const { hostname } = new URL(url);
    return WEBEX_HOSTS.some((host) => host.test(hostname));
}

/** A Webex host speaks `cisco`; anything else is taken for an implementation of the 1.0 document. */
function contractOfHost(baseUrl: string): ContractName {
    return isWebexUrl(baseUrl) ? "cisco" : "crud";
}

function checkBaseUrl(text: string, allowInsecure: boolean): string | { reason: string } {
    let url: URL;
    try {
        url = new URL(text);
    } catch {
        // The text itself is not repeated: people paste a token into the wrong key.
        return { reason: `is no URL; expected something like ${DEFAULT_BASE_URL}` };
    }
    if (url.username !== "" || url.password !== "") {
        return { reason: "must not carry credentials; put the token into webex:accessToken" };
    }
    if (url.search !== "" || url.hash !== "") {
        return { reason: "must end with the path, without ? or #" };
    }
    const loopback = LOOPBACK_HOSTS.some((host) => host.test(url.hostname));
    if (url.protocol === "http:" && !loopback && !allowInsecure) {
        return {
            reason: `would send the token in clear to ${url.host}; use https, or set webex:allowInsecure to true`,
        };
    }
    if (url.protocol !== "https:" && url.protocol !== "http:") {
        return { reason: `must begin with https://, not ${url.protocol}//` };
    }
    return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}

const APP_KEYS = ["clientId", "clientSecret", "refreshToken"] as const;

function readServiceApp({ value, problem }: Reading): ServiceApp | undefined {
    const [clientId, clientSecret, refreshToken] = [value("clientId"), value("clientSecret"), value("refreshToken")];
    if (clientId !== undefined && clientSecret !== undefined && refreshToken !== undefined) {
        return { clientId, clientSecret, refreshToken };
    }
    const given = { clientId, clientSecret, refreshToken };
    const missing = APP_KEYS.filter((key) => given[key] === undefined);
    if (missing.length < APP_KEYS.length) {
        for (const key of missing) {
            problem(key, "is missing: a Service App needs webex:clientId, webex:clientSecret and webex:refreshToken");
        }
    }
    return undefined;
}

/** A map from ids to numbers of devices, as Pulumi hands over structured configuration: JSON. */
function readLimits(
    { value, problem }: Reading,
    key: "deviceLimits" | "licenseLimits",
): Readonly<Record<string, number>> {
    const text = value(key);
    if (text === undefined) {
        return {};
    }
    let parsed: unknown;
    try {
        parsed = JSON.parse(text);
    } catch {
        parsed = undefined;
    }
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
        problem(key, `must map ids to numbers; set one with \`pulumi config set --path 'webex:${key}["ID"]' 2\``);
        return {};
    }
    const limits: Record<string, number> = {};
    for (const [id, raw] of Object.entries<unknown>(parsed as Record<string, unknown>)) {
        // `pulumi config set --path` stores numbers as text in some versions.
        const limit = typeof raw === "string" && raw !== "" ? Number(raw) : raw;
        if (typeof limit === "number" && Number.isInteger(limit) && limit >= 0) {
            limits[id] = limit;
        } else {
            problem(key, `the limit of ${id} must be a whole number from 0`);
        }
    }
    return limits;
}
