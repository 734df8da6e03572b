/** One setting, of a stack's `webex:` configuration, the environment, or a `webex.Provider`. */
export interface SettingDefinition {
    readonly name: string;
    readonly description: string;
    /** Default `string`; a map is from ids to numbers of devices. */
    readonly type?: "integer" | "boolean" | "map";
    /** The values that a text may have. */
    readonly words?: readonly string[];
    /** Of a number: what counts where nothing is set, and its range. */
    readonly range?: { readonly fallback: number; readonly least: number; readonly most: number };
    readonly secret?: true;
    /** The environment's names for it; the first that is set counts. */
    readonly environment?: readonly string[];
    /**
     * Part of a credential: the environment takes precedence over the stack's configuration. `pulumi refresh` and
     * `pulumi destroy` see only the configuration saved by the last `up`, and a token in there has often ended by then.
     */
    readonly credential?: true;
    /** A leave for a single run: nothing that a state should keep. */
    readonly oneRun?: true;
}

const GUARD_MODES = ["enforce", "warn", "off"] as const;

/** Every setting there is. `provider/settings.ts` reads them, and the schema for other languages has them. */
export const SETTINGS = [
    {
        name: "accessToken",
        description: "The access token.",
        secret: true,
        environment: ["WEBEX_ACCESS_TOKEN", "WEBEX_TOKEN"],
        credential: true,
    },
    {
        name: "clientId",
        description: "A Service App's client id. It goes with `clientSecret` and `refreshToken`.",
        environment: ["WEBEX_CLIENT_ID"],
        credential: true,
    },
    {
        name: "clientSecret",
        description: "A Service App's client secret.",
        secret: true,
        environment: ["WEBEX_CLIENT_SECRET"],
        credential: true,
    },
    {
        name: "refreshToken",
        description: "A Service App's refresh token.",
        secret: true,
        environment: ["WEBEX_REFRESH_TOKEN"],
        credential: true,
    },
    {
        name: "baseUrl",
        description: "The API's address; default `https://webexapis.com/v1`.",
        environment: ["WEBEX_BASE_URL"],
    },
    {
        name: "contract",
        description:
            "The description of the API that is spoken: `cisco` or `crud`. Default: `cisco` at Webex's own address, else `crud`.",
        words: ["cisco", "crud"],
        environment: ["WEBEX_CONTRACT"],
    },
    {
        name: "orgId",
        description: "The organisation to act on, for partner administrators; a resource's own takes precedence.",
        environment: ["WEBEX_ORG_ID"],
    },
    {
        name: "deviceLimits",
        description: "How many devices a person may have, by the person's id; `default` is for everybody else.",
        type: "map",
    },
    { name: "licenseLimits", description: "How many devices a licence allows, by the licence's id.", type: "map" },
    {
        name: "limitGuard",
        description: "A plan that gives a person too many devices is refused (`enforce`), warned of or not looked at.",
        words: GUARD_MODES,
    },
    {
        name: "preflight",
        description: "A plan that cannot work is refused (`enforce`), warned of or not looked at.",
        words: GUARD_MODES,
    },
    { name: "allowInsecure", description: "Whether http may be spoken to another machine.", type: "boolean" },
    {
        name: "removeOrphans",
        description: "Whether device entries of unused codes that an interrupted run left are removed; for one run.",
        type: "boolean",
        environment: ["WEBEX_REMOVE_ORPHANS"],
        oneRun: true,
    },
    {
        name: "adoptAsOwn",
        description: "Whether adopted devices count as registered by the stack; for one run.",
        type: "boolean",
        environment: ["WEBEX_ADOPT_AS_OWN"],
        oneRun: true,
    },
    {
        name: "allowRemovals",
        description: "Whether an update of a batch may take many entries out of Webex; for one run.",
        type: "boolean",
        environment: ["WEBEX_ALLOW_REMOVALS"],
        oneRun: true,
    },
    {
        name: "requestTimeoutSeconds",
        description: "Seconds that one request may take, from 1 to 600; default 30.",
        type: "integer",
        range: { fallback: 30, least: 1, most: 600 },
    },
    {
        name: "maxRetries",
        description: "How often a failed request that is safe to repeat is sent again, from 0 to 20; default 5.",
        type: "integer",
        range: { fallback: 5, least: 0, most: 20 },
    },
    {
        name: "maxConcurrency",
        description: "Requests in flight at once, from 1 to 64; default 8.",
        type: "integer",
        range: { fallback: 8, least: 1, most: 64 },
    },
    {
        name: "operationTimeoutSeconds",
        description: "Seconds that one operation may take, waits included, from 1 to 86,400; default 600.",
        type: "integer",
        range: { fallback: 600, least: 1, most: 86_400 },
    },
    {
        name: "phoneAppearTimeoutSeconds",
        description: "Seconds to wait for a phone that Webex has confirmed, from 1 to 3,600; default 180.",
        type: "integer",
        range: { fallback: 180, least: 1, most: 3_600 },
    },
] as const satisfies readonly SettingDefinition[];

/** The name of a setting. */
export type SettingName = (typeof SETTINGS)[number]["name"];

/** The names of the settings that are numbers. */
export type NumberSettingName = Extract<(typeof SETTINGS)[number], { readonly range: object }>["name"];

const BY_NAME: ReadonlyMap<string, SettingDefinition> = new Map(SETTINGS.map((setting) => [setting.name, setting]));

/** The definition of a setting. */
export function settingNamed(name: SettingName): SettingDefinition {
    // The type of the name says that it is there.
    return BY_NAME.get(name) as SettingDefinition;
}
