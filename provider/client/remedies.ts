import type { WebexErrorDetails } from "./webexErrorDetails";

/** Scopes by route, as Cisco's reference pages name them; the first row that fits counts. */
const SCOPES: readonly { readonly route: RegExp; readonly scopes: string }[] = [
    {
        route: /^POST \/devices\/activationCode$/,
        scopes:
            "spark-admin:devices_write and identity:placeonetimepassword_create (workspaces only) or " +
            "identity:one_time_password (workspaces and people)",
    },
    { route: /^GET \/devices/, scopes: "spark-admin:devices_read" },
    { route: /^(POST|PUT|PATCH|DELETE) \/devices/, scopes: "spark-admin:devices_write" },
    { route: /^GET \/deviceConfigurations/, scopes: "spark-admin:devices_read" },
    { route: /^PATCH \/deviceConfigurations/, scopes: "spark-admin:devices_write" },
    { route: /^GET \/telephony\//, scopes: "spark-admin:telephony_config_read" },
    { route: /^POST \/telephony\/config\/lists\//, scopes: "spark-admin:telephony_config_read" },
    { route: /^(POST|PUT) \/telephony\//, scopes: "spark-admin:telephony_config_write" },
    { route: /^GET \/people/, scopes: "spark-admin:people_read" },
    { route: /^GET \/licenses/, scopes: "spark-admin:licenses_read" },
    { route: /^GET \/workspaces/, scopes: "spark-admin:workspaces_read" },
    { route: /^(POST|PUT|DELETE) \/workspaces/, scopes: "spark-admin:workspaces_write" },
    { route: /^GET \/locations/, scopes: "spark-admin:locations_read" },
];

/** The scope that a route asks for, as Cisco's pages name it; undefined for routes they give none for. */
export function scopeFor(method: string, path: string): string | undefined {
    return SCOPES.find(({ route }) => route.test(`${method} ${path}`))?.scopes;
}

const WRONG_CONTRACT =
    "If the address answers otherwise, the other contract is probably spoken there: see webex:contract (cisco or crud) " +
    "and webex:baseUrl";

/** That the owner of a new device or code is none. The simulator's words; Webex's own are not published. */
const NO_SUCH_OWNER = /\b(workspace|place|person|user)\b.*\b(does not exist|not found)\b/i;

/** "Invalid Professional Place": the owner's calling licence is too small for the route (recorded, Feb 2026). */
const NO_PROFESSIONAL_LICENSE = 25409;

/** "[Error 5675] MAC Address is in use." Source: Cisco's OpenAPI document, validateMacs. */
const MAC_IN_USE = 5675;

interface Remedy {
    readonly applies: (details: WebexErrorDetails) => boolean;
    readonly advice: (details: WebexErrorDetails) => string;
}

/** What a person can do about it; the first row that applies counts, so the closer to the cause, the earlier. */
const REMEDIES: readonly Remedy[] = [
    {
        applies: ({ kind, status }) => kind === "refused" && status === 401,
        advice: ({ credentialSource }) => {
            const [from, where] =
                credentialSource === undefined
                    ? ["", "with `pulumi config set --secret webex:accessToken` or WEBEX_ACCESS_TOKEN"]
                    : [` from ${credentialSource}`, "in the same place"];
            return (
                `The access token${from} is refused: personal tokens end after 12 hours. Set a fresh one ${where}, or use ` +
                "a Service App"
            );
        },
    },
    {
        applies: ({ kind, errorCodes, webexMessage = "" }) =>
            kind === "refused" &&
            (errorCodes?.includes(MAC_IN_USE) === true ||
                /\[Error 5675\]|\bMAC address\b.*\bin use\b/i.test(webexMessage)),
        advice: () =>
            "Another device has this MAC address, maybe somebody else's: find it with getDevices({ mac }). Take it out of " +
            "Webex, or declare it with its present owner",
    },
    {
        applies: ({ kind, errorCodes }) => kind === "refused" && errorCodes?.includes(NO_PROFESSIONAL_LICENSE) === true,
        advice: () =>
            "The owner needs a Professional calling licence for this: see Licenses or Workspaces in Control Hub",
    },
    {
        applies: ({ kind, status }) => kind === "refused" && status === 403,
        advice: ({ method, path }) => {
            const scope = scopeFor(method, path);
            return scope === undefined
                ? "The token's account lacks the administrator role for this"
                : `The token needs the scope ${scope}, and its account an administrator role`;
        },
    },
    {
        applies: ({ kind, status = 0, method, webexMessage = "" }) =>
            kind === "refused" && method === "POST" && [400, 404].includes(status) && NO_SUCH_OWNER.test(webexMessage),
        advice: () =>
            "The token's organisation has no such owner: see personId or workspaceId, and for a partner orgId or " +
            "webex:orgId",
    },
    {
        applies: (details) =>
            details.kind === "refused" &&
            (details.status === 405 || (details.status === 404 && isCollection(details))) &&
            mayBeOtherContract(details),
        advice: () => WRONG_CONTRACT,
    },
    {
        applies: (details) => details.kind === "refused" && details.status === 404 && isWriteOfOne(details),
        advice: (details) => {
            const gone = "it was removed outside Pulumi (`pulumi refresh` takes it out of the state)";
            return mayBeOtherContract(details)
                ? `Either ${gone}, or the API speaks the other contract: see webex:contract (cisco or crud)`
                : `Probably ${gone}`;
        },
    },
    {
        applies: isPersonFull,
        advice: () => "The person has as many devices as the licence allows (Standard: one phone)",
    },
    {
        applies: (details) => isBadRegistration(details, /valid device mac is required/i),
        advice: () =>
            "Cisco's API registers phones by their MAC address only: give `mac`, or use a DeviceActivation. If " +
            "webex:contract is crud, it must be cisco for this address",
    },
    {
        applies: (details) => isBadRegistration(details, /\bmodel\b/i),
        advice: () =>
            "GET /telephony/config/supportedDevices lists the models that Webex takes, e.g. DMS Cisco 8865 or Cisco 9861",
    },
    {
        applies: (details) =>
            details.kind === "refused" &&
            details.status === 400 &&
            details.path === "/devices" &&
            // The search by MAC address, which goes before, is where the other contract shows itself to `cisco`.
            (details.method === "GET" || (details.method === "POST" && details.contract !== "cisco")) &&
            mayBeOtherContract(details),
        advice: () =>
            "If the address is Cisco's own, webex:contract must be cisco; if it implements the 1.0 document, crud",
    },
    {
        applies: ({ kind, status }) => kind === "refused" && status === 451,
        advice: () => "The organisation belongs to another region: see webex:baseUrl",
    },
    {
        applies: ({ kind }) => kind === "notUnderstood",
        advice: () => "A proxy or login page may have answered in Webex's place: see webex:baseUrl and HTTPS_PROXY",
    },
];

/** Whether Webex refuses a device because its person has as many as the licence allows. */
export function isPersonFull({ webexMessage = "" }: Pick<WebexErrorDetails, "webexMessage">): boolean {
    return /cannot be added to this user/i.test(webexMessage);
}

/** Whether Webex found fault, in such words, with what a device was to be registered with. */
function isBadRegistration(
    { kind, status, method, path, webexMessage = "" }: WebexErrorDetails,
    words: RegExp,
): boolean {
    return (
        kind === "refused" &&
        status === 400 &&
        method === "POST" &&
        isCollection({ method, path }) &&
        words.test(webexMessage)
    );
}

/** Routes without an id in them: a 404 there means that the route, not a thing, is missing. */
function isCollection({ method, path }: Pick<WebexErrorDetails, "method" | "path">): boolean {
    return path === "/devices" || path === "/workspaces" || (method === "POST" && path === "/devices/activationCode");
}

/** Whether a request was to change or remove one thing, whose id is in its path. */
function isWriteOfOne(details: WebexErrorDetails): boolean {
    return details.method !== "GET" && !isCollection(details);
}

/** Whether another contract than the one in use may be spoken: at Cisco's own address, `cisco` is the right one. */
function mayBeOtherContract({ contract, isAtWebex }: WebexErrorDetails): boolean {
    return !(contract === "cisco" && isAtWebex === true);
}

/** One sentence of advice for a failed request, without a full stop; undefined where there is none to give. */
export function remedyFor(details: WebexErrorDetails): string | undefined {
    return REMEDIES.find(({ applies }) => applies(details))?.advice(details);
}
