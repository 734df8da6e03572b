import { randomUUID } from "node:crypto";
import type { Clock } from "./clock";
import { Refusal } from "./errors";
import type { Route } from "./router";

/** Credentials of a Service App that may fetch access tokens. */
export interface ServiceApp {
    clientId: string;
    clientSecret: string;
    refreshToken: string;
    /** Whether each refresh answers with a new refresh token and voids the old one. Default false. */
    rotateRefreshToken?: boolean;
}

/** The scopes an access token has until a test takes some away (webex-api facts: scopes of the device routes). */
export const ALL_SCOPES: readonly string[] = [
    "spark-admin:devices_read",
    "spark-admin:devices_write",
    "identity:placeonetimepassword_create",
    "identity:one_time_password",
    "spark-admin:telephony_config_read",
    "spark-admin:telephony_config_write",
    "spark-admin:people_read",
    "spark-admin:licenses_read",
    "spark-admin:workspaces_read",
    "spark-admin:workspaces_write",
    "spark-admin:locations_read",
];

// Lifetimes of Service App tokens in seconds (developer.webex.com, "Service Apps").
const ACCESS_TOKEN_SECONDS = 1_209_600;
const REFRESH_TOKEN_SECONDS = 7_776_000;
/** Seconds that a token lives which a person copies at developer.webex.com ("Getting Started"). */
const PERSONAL_TOKEN_SECONDS = 43_200;

/** An access token that nobody can guess. */
export function randomToken(): string {
    return `simulator-${randomUUID()}`;
}

/** The access tokens of one organisation that are accepted, and the refresh of Service App tokens. */
export class Tokens {
    /** Scopes of every accepted token; tests may remove some. */
    readonly scopes = new Set(ALL_SCOPES);
    /** The token accepted latest. */
    current: string;
    private readonly accepted: Set<string>;
    private refreshToken: string | undefined;
    /** When the token accepted latest ends, in ms since 1970. It is told only: the simulator goes on accepting it. */
    private endsAtMs: number;

    constructor(
        private readonly clock: Clock,
        readonly first: string,
        private readonly app?: ServiceApp,
    ) {
        this.current = first;
        this.accepted = new Set([first]);
        this.refreshToken = app?.refreshToken;
        this.endsAtMs = this.endOfFirst();
    }

    /** Whether the `Authorization` header carries an accepted access token. */
    accepts(header: string | undefined): boolean {
        const token = /^Bearer +(\S+)$/i.exec(header ?? "")?.[1];
        return token !== undefined && this.accepted.has(token);
    }

    /** Whether the token is accepted, or would be after a reset. */
    isTaken(token: string): boolean {
        return token === this.first || this.accepted.has(token);
    }

    /** Whether the tokens belong to a Service App rather than to a person. */
    get areOfServiceApp(): boolean {
        return this.app !== undefined;
    }

    /** Makes every access token invalid; only a refresh brings a new one. */
    expire(): void {
        this.accepted.clear();
    }

    /** Back to the first token, the first refresh token and all scopes. */
    reset(): void {
        this.accepted.clear();
        this.accepted.add(this.first);
        this.current = this.first;
        this.refreshToken = this.app?.refreshToken;
        this.endsAtMs = this.endOfFirst();
        this.setScopes(ALL_SCOPES);
    }

    setScopes(scopes: Iterable<string>): void {
        const wanted = [...scopes];
        this.scopes.clear();
        for (const scope of wanted) {
            this.scopes.add(scope);
        }
    }

    /** GET /authorizations/tokenExpiry, and with a Service App POST /access_token. */
    routes(): Route[] {
        return [this.expiryRoute(), ...(this.app ? [this.refreshRoute()] : [])];
    }

    /** "Get expiration status for a token" of Cisco's document for administrators, which names no scope for it. */
    private expiryRoute(): Route {
        const handle = () => ({ status: 200, body: { exp: this.endsAtMs } });
        return { method: "GET", path: "/authorizations/tokenExpiry", handle };
    }

    private refreshRoute(): Route {
        const fields = ["grant_type", "client_id", "client_secret", "refresh_token"];
        const body = {
            contentType: "application/x-www-form-urlencoded",
            schema: {
                type: "object",
                properties: Object.fromEntries(fields.map((field) => [field, { type: "string" }])),
                required: fields,
                additionalProperties: false,
            },
        };
        return {
            method: "POST",
            path: "/access_token",
            open: true,
            body,
            handle: (call) => ({ status: 200, body: this.refresh(call.body as Record<string, string>) }),
        };
    }

    private endOfFirst(): number {
        const seconds = this.areOfServiceApp ? ACCESS_TOKEN_SECONDS : PERSONAL_TOKEN_SECONDS;
        return this.clock.now() + seconds * 1000;
    }

    private refresh(form: Record<string, string>): Record<string, unknown> {
        if (form.grant_type !== "refresh_token") {
            throw new Refusal(400, "The grant_type is not supported.");
        }
        if (form.client_id !== this.app?.clientId || form.client_secret !== this.app?.clientSecret) {
            throw new Refusal(401, "The client_id or client_secret is invalid.");
        }
        if (form.refresh_token !== this.refreshToken) {
            throw new Refusal(400, "The refresh_token is invalid.");
        }
        this.current = randomToken();
        this.accepted.add(this.current);
        this.endsAtMs = this.clock.now() + ACCESS_TOKEN_SECONDS * 1000;
        if (this.app?.rotateRefreshToken) {
            this.refreshToken = `simulator-refresh-${randomUUID()}`;
        }
        return {
            access_token: this.current,
            expires_in: ACCESS_TOKEN_SECONDS,
            refresh_token: this.refreshToken,
            refresh_token_expires_in: REFRESH_TOKEN_SECONDS,
        };
    }
}
