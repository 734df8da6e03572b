import { sameId } from "../../provider/api/identity";
import { type Finding, finding } from "./finding";

/** What is known of the token in use. */
export interface TokenFacts {
    /** The kind of its account, by `GET /people/me`: `person`, `bot`, `appuser`, or a newer word. */
    readonly account: string | undefined;
    /** When it ends; milliseconds since 1970. */
    readonly endsAt: number | undefined;
    /** Webex's clock; milliseconds since 1970. */
    readonly now: number;
    /** Whether a Service App is configured, which makes a new token when this one ends. */
    readonly renewsItself: boolean;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The life of a token that a person copies from developer.webex.com. */
const PERSONAL = 12 * HOUR;

/** So long before its end a token is to be renewed: a weekend, and the day that nobody thought of it. */
const SOON = 3 * DAY;

/** Accounts in words. An `appuser` is one that no person signs in with: a Service App's machine account, or a guest. */
const ACCOUNTS: Readonly<Record<string, string>> = {
    person: "a person's",
    bot: "a bot's",
    appuser: "an application's (Service App)",
};

/** What kind of token it is, and how long it lives. */
export function tokenFinding(facts: TokenFacts): Finding {
    const { account, endsAt, now, renewsItself } = facts;
    const kind = account === undefined ? "of an account that Webex does not tell" : (ACCOUNTS[account] ?? account);
    if (account === "bot") {
        return finding(
            "token",
            "problem",
            `${kind}: bots have no administrator's scopes`,
            "use a Service App (https://developer.webex.com/docs/service-apps)",
        );
    }
    if (renewsItself) {
        return finding("token", "ok", `${kind}, ${lifeOf(endsAt, now)}; the Service App makes the next one`);
    }
    if (endsAt === undefined) {
        return finding("token", "unknown", `${kind}; Webex does not tell when it ends`);
    }
    const left = endsAt - now;
    const isPersonal = account === "person" && left <= PERSONAL;
    const text = `${kind}${isPersonal ? ", probably a personal one (12 hours)" : ""}, ${lifeOf(endsAt, now)}`;
    const remedy = isPersonal
        ? "good for trying things out; a pipeline needs a Service App (https://developer.webex.com/docs/service-apps)"
        : "renew it, or configure webex:clientId, webex:clientSecret and webex:refreshToken of a Service App";
    return left < SOON ? finding("token", "warning", text, remedy) : finding("token", "ok", text);
}

function lifeOf(endsAt: number | undefined, now: number): string {
    if (endsAt === undefined) {
        return "of which Webex tells no end";
    }
    const left = endsAt - now;
    const time = `${new Date(endsAt).toISOString().slice(0, 16).replace("T", " ")} UTC`;
    return left <= 0 ? `which ended at ${time}` : `ends in ${durationOf(left)} (${time})`;
}

function durationOf(ms: number): string {
    const [size, name] = ms >= 2 * DAY ? [DAY, "days"] : ms >= 2 * HOUR ? [HOUR, "hours"] : [60_000, "minutes"];
    return `${Math.floor(ms / size)} ${name}`;
}

/** The organisations that matter: whom the token is for, and whose devices the stack has. */
export interface OrganizationFacts {
    /** The token's own, by `GET /people/me`. */
    readonly own: string | undefined;
    /** `webex:orgId`. */
    readonly configured: string | undefined;
    /** Those that Webex said the stack's devices are in. */
    readonly ofStack: readonly string[];
}

/** Whether the token is for the organisation that the stack's devices are in; nothing where Webex tells none. */
export function organizationFindings({ own, configured, ofStack }: OrganizationFacts): readonly Finding[] {
    const acting = configured ?? own;
    if (acting === undefined) {
        return [];
    }
    const topic = "organisation";
    const others = ofStack.filter((id) => !sameId(id, acting));
    if (others.length > 0) {
        return [
            finding(
                topic,
                "problem",
                `the token is for ${acting}, but the stack has devices in ${others.join(", ")}`,
                "take the token of that organisation; a partner gives its id as webex:orgId",
            ),
        ];
    }
    const isPartners = own !== undefined && configured !== undefined && !sameId(own, configured);
    return [finding(topic, "ok", isPartners ? `${acting} (webex:orgId), by a token of ${own}` : acting)];
}
