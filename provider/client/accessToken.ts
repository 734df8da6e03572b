import type { Settings } from "../settings";
import { MISSING_CREDENTIAL } from "../settings";
import { exchange, NoAnswer } from "./http";
import type { Log } from "./log";
import { rememberSecrets } from "./secrets";
import { WebexError } from "./webexError";

const PATH = "/access_token";

/**
 * The access token of this process. A Service App's is fetched at most once, and only when there is none or it was
 * refused: Webex lets 750 live at a time, and every refresh makes one more.
 * Source: https://developer.webex.com/docs/service-apps
 */
export class AccessToken {
    private token: string | undefined;
    private refreshing: Promise<string> | undefined;
    private refreshed = false;

    constructor(
        private readonly settings: Settings,
        private readonly log: Log,
    ) {
        this.token = settings.accessToken;
        rememberSecrets(settings.accessToken, settings.serviceApp?.clientSecret, settings.serviceApp?.refreshToken);
    }

    /** A token to send. Throws a `WebexError` of kind `credential` where none is configured or to be had. */
    async current(): Promise<string> {
        return this.token ?? (await this.refresh());
    }

    /**
     * A token in place of one that the API refused; undefined when there is nothing better to try. All requests that
     * were refused together share one refresh.
     */
    async insteadOf(refused: string): Promise<string | undefined> {
        if (this.token !== undefined && this.token !== refused) {
            return this.token;
        }
        if (this.settings.serviceApp === undefined || this.refreshed) {
            return undefined;
        }
        return this.refresh();
    }

    private refresh(): Promise<string> {
        this.refreshing ??= this.fetch();
        return this.refreshing;
    }

    private async fetch(): Promise<string> {
        const { serviceApp, baseUrl, requestTimeoutSeconds } = this.settings;
        if (serviceApp === undefined) {
            throw failure(MISSING_CREDENTIAL);
        }
        const form = new URLSearchParams({
            grant_type: "refresh_token",
            client_id: serviceApp.clientId,
            client_secret: serviceApp.clientSecret,
            refresh_token: serviceApp.refreshToken,
        });
        const answer = await exchange({
            method: "POST",
            url: `${baseUrl}${PATH}`,
            headers: { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" },
            body: form.toString(),
            timeoutSeconds: requestTimeoutSeconds,
        }).catch((error: unknown) => {
            throw failure(error instanceof NoAnswer ? error.reason : "the request failed");
        });
        const grant = parseGrant(answer.body);
        if (answer.status !== 200 || grant === undefined) {
            throw failure(
                `the Service App's token could not be refreshed: ${lookAt(answer.body, answer.status)}`,
                answer.status,
                answer.header("trackingid"),
            );
        }
        rememberSecrets(grant.accessToken, grant.refreshToken);
        if (grant.refreshToken !== undefined && grant.refreshToken !== serviceApp.refreshToken) {
            this.log.warn(
                "Webex gave the Service App a new refresh token, which is not shown here. Make one at " +
                    "https://developer.webex.com/my-apps and store it with `pulumi config set --secret " +
                    "webex:refreshToken` before the present one ends (90 days after it was last used).",
            );
        }
        this.token = grant.accessToken;
        this.refreshed = true;
        return grant.accessToken;
    }
}

function failure(reason: string, status?: number, trackingId?: string): WebexError {
    return new WebexError({ kind: "credential", method: "POST", path: PATH, reason, status, trackingId });
}

function parseGrant(body: string): { accessToken: string; refreshToken: string | undefined } | undefined {
    try {
        const { access_token: accessToken, refresh_token: refreshToken } = JSON.parse(body) as Record<string, unknown>;
        if (typeof accessToken !== "string" || accessToken === "") {
            return undefined;
        }
        return { accessToken, refreshToken: typeof refreshToken === "string" ? refreshToken : undefined };
    } catch {
        return undefined;
    }
}

/** Which of the three values is to blame, as far as OAuth's error code tells (RFC 6749, 5.2). */
function lookAt(body: string, status: number): string {
    if (/invalid_client|client_secret/i.test(body) || status === 401) {
        return "look at webex:clientId and webex:clientSecret";
    }
    if (/invalid_grant|refresh_token/i.test(body) || status === 400) {
        return "look at webex:refreshToken; it ends 90 days after its last use";
    }
    return "look at webex:clientId, webex:clientSecret and webex:refreshToken";
}
