/** Everything the provider can be told, from the stack's configuration (`webex:…`) and the environment. */

/** Which description of the Webex Devices API is spoken; see `provider/api/devices/`. */
export type ContractName = "cisco" | "crud";

/** What the limit guard does with a plan that gives a person too many devices. */
export type LimitGuardMode = "enforce" | "warn" | "off";

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
    /** The organisation to act on, for partner administrators; a resource's own `orgId` goes before it. */
    readonly orgId: string | undefined;
    /** Person id → number of physical devices; `default` is for everybody else. */
    readonly deviceLimits: Readonly<Record<string, number>>;
    /** Licence id → number of physical devices it allows, before what licence names tell. */
    readonly licenseLimits: Readonly<Record<string, number>>;
    readonly limitGuard: LimitGuardMode;
    /** Whether device entries of unused codes that an interrupted run left are removed; see `issueCode`. */
    readonly removeOrphans: boolean;
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

/** The environment's names for a setting; the first that is set counts. */
const ENVIRONMENT: Readonly<Record<string, readonly string[]>> = {
    accessToken: ["WEBEX_ACCESS_TOKEN", "WEBEX_TOKEN"],
    clientId: ["WEBEX_CLIENT_ID"],
    clientSecret: ["WEBEX_CLIENT_SECRET"],
    refreshToken: ["WEBEX_REFRESH_TOKEN"],
    baseUrl: ["WEBEX_BASE_URL"],
    orgId: ["WEBEX_ORG_ID"],
    contract: ["WEBEX_CONTRACT"],
    removeOrphans: ["WEBEX_REMOVE_ORPHANS"],
};

/**
 * For these the environment goes before the stack's configuration: `pulumi refresh` and `pulumi destroy` see only the
 * configuration saved by the last `up`, and a token in there has often ended by then.
 */
const CREDENTIALS: readonly string[] = ["accessToken", "clientId", "clientSecret", "refreshToken"];

const NUMBERS = {
    requestTimeoutSeconds: { fallback: 30, least: 1, most: 600 },
    maxRetries: { fallback: 5, least: 0, most: 20 },
    maxConcurrency: { fallback: 8, least: 1, most: 64 },
    operationTimeoutSeconds: { fallback: 600, least: 1, most: 86_400 },
    phoneAppearTimeoutSeconds: { fallback: 180, least: 1, most: 3_600 },
} as const;

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
    const problem = (key: string, reason: string) => problems.push({ key: `webex:${key}`, reason });
    const value = (key: string): string | undefined => {
        const configured = get(key)?.trim() || undefined;
        const fromEnvironment = (ENVIRONMENT[key] ?? []).map((name) => env[name]?.trim()).find(Boolean);
        return CREDENTIALS.includes(key) ? (fromEnvironment ?? configured) : (configured ?? fromEnvironment);
    };
    const oneOf = <T extends string>(key: string, allowed: readonly T[], fallback: T): T => {
        const text = value(key);
        if (text === undefined) {
            return fallback;
        }
        const found = allowed.find((word) => word === text);
        if (found === undefined) {
            problem(key, `must be ${allowed.map((word) => `"${word}"`).join(" or ")}, not "${text}"`);
        }
        return found ?? fallback;
    };
    const number = (key: keyof typeof NUMBERS): number => {
        const { fallback, least, most } = NUMBERS[key];
        const text = value(key);
        if (text === undefined) {
            return fallback;
        }
        const parsed = Number(text);
        if (Number.isInteger(parsed) && parsed >= least && parsed <= most) {
            return parsed;
        }
        problem(key, `must be a whole number from ${least} to ${most}, not "${text}"`);
        return fallback;
    };
    const flag = (key: string): boolean => oneOf(key, ["true", "false"], "false") === "true";

    const baseUrl = checkBaseUrl(value("baseUrl") ?? DEFAULT_BASE_URL, flag("allowInsecure"));
    if (typeof baseUrl !== "string") {
        problem("baseUrl", baseUrl.reason);
    }
    const usableUrl = typeof baseUrl === "string" ? baseUrl : DEFAULT_BASE_URL;

    const accessToken = value("accessToken");
    const serviceApp = readServiceApp(value, problem);
    if (accessToken === undefined && serviceApp === undefined && problems.length === 0) {
        problem("accessToken", MISSING_CREDENTIAL);
    }
    return {
        settings: {
            baseUrl: usableUrl,
            contract: oneOf<ContractName>("contract", ["cisco", "crud"], contractOfHost(usableUrl)),
            accessToken,
            serviceApp,
            orgId: value("orgId"),
            deviceLimits: readLimits("deviceLimits", value("deviceLimits"), problem),
            licenseLimits: readLimits("licenseLimits", value("licenseLimits"), problem),
            limitGuard: oneOf<LimitGuardMode>("limitGuard", ["enforce", "warn", "off"], "enforce"),
            removeOrphans: flag("removeOrphans"),
            requestTimeoutSeconds: number("requestTimeoutSeconds"),
            maxRetries: number("maxRetries"),
            maxConcurrency: number("maxConcurrency"),
            operationTimeoutSeconds: number("operationTimeoutSeconds"),
            phoneAppearTimeoutSeconds: number("phoneAppearTimeoutSeconds"),
        },
        problems,
    };
}

/** A Webex host speaks `cisco`; anything else is taken for an implementation of the 1.0 document. */
function contractOfHost(baseUrl: string): ContractName {
    const { hostname } = new URL(baseUrl);
    return WEBEX_HOSTS.some((host) => host.test(hostname)) ? "cisco" : "crud";
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

function readServiceApp(
    value: (key: string) => string | undefined,
    problem: (key: string, reason: string) => void,
): ServiceApp | undefined {
    const [clientId, clientSecret, refreshToken] = [value("clientId"), value("clientSecret"), value("refreshToken")];
    if (clientId !== undefined && clientSecret !== undefined && refreshToken !== undefined) {
        return { clientId, clientSecret, refreshToken };
    }
    const given = { clientId, clientSecret, refreshToken };
    const missing = Object.entries(given).filter(([, text]) => text === undefined);
    if (missing.length < 3) {
        for (const [key] of missing) {
            problem(key, "is missing: a Service App needs webex:clientId, webex:clientSecret and webex:refreshToken");
        }
    }
    return undefined;
}

/** A map from ids to numbers of devices, as Pulumi hands over structured configuration: JSON. */
function readLimits(
    key: "deviceLimits" | "licenseLimits",
    text: string | undefined,
    problem: (key: string, reason: string) => void,
): Readonly<Record<string, number>> {
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
