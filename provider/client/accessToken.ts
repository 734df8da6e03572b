import type { ServiceApp, Settings } from "../settings";
import { MISSING_CREDENTIAL } from "../settings";
import { exchange, type HttpAnswer, NoAnswer } from "./http";
import type { Log } from "./log";
import { operationDeadline, sleep } from "./operation";
import { decideRetry, type Outcome, parseRetryAfter } from "./requestPolicy";
import { rememberSecrets } from "./secrets";
import { tellWait } from "./tellWait";
import { WebexError } from "./webexError";

const PATH = "/access_token";

/** A token that is refused within this time of its refresh is not replaced: the next one would be refused too. */
const LEAST_AGE_SECONDS = 60;

/** A token is replaced this long before its end, or a tenth of its life before, whichever is later. */
const RENEW_BEFORE_END_SECONDS = 60;

/** An access token that a refresh gave. Times are in milliseconds since the epoch. */
interface Minted {
    readonly token: string;
    /** When it was asked for. */
    readonly since: number;
    /** When it is to be replaced, shortly before its end. `Infinity` where the answer told no end. */
    readonly renewAt: number;
    readonly endsAt: number;
}

/** What Webex answers to a refresh. */
interface Grant {
    readonly accessToken: string;
    readonly refreshToken: string | undefined;
    /** Seconds that the access token lives from now on; undefined where the answer tells no usable number. */
    readonly expiresIn: number | undefined;
}

/**
 * The access token of this process. A Service App's is fetched only when there is none, when it is about to end, or
 * when it was refused. Webex lets 750 live at a time, and every refresh makes one more.
 * Source: https://developer.webex.com/docs/service-apps
 */
export class AccessToken {
    private token: string | undefined;
    private minted: Minted | undefined;
    private refreshing: Promise<string> | undefined;
    /** The latest that is known: Webex may replace it with any refresh. */
    private refreshToken: string | undefined;

    constructor(
        private readonly settings: Settings,
        private readonly log: Log,
    ) {
        this.token = settings.accessToken;
        this.refreshToken = settings.serviceApp?.refreshToken;
        rememberSecrets(settings.accessToken, settings.serviceApp?.clientSecret, settings.serviceApp?.refreshToken);
    }

    /** A token to send. Throws a `WebexError` of kind `credential` where none is configured or to be had. */
    async current(): Promise<string> {
        if (this.token === undefined || (this.minted !== undefined && Date.now() >= this.minted.renewAt)) {
            return this.refresh();
        }
        return this.token;
    }

    /**
     * A token in place of one that the API refused; undefined when there is nothing better to try. All requests that
     * were refused together share one refresh. Throws a `WebexError` of kind `credential` if the refresh fails.
     */
    async insteadOf(refused: string): Promise<string | undefined> {
        if (this.token !== undefined && this.token !== refused) {
            return this.token;
        }
        if (this.settings.serviceApp === undefined || this.isNew(refused)) {
            return undefined;
        }
        return this.refresh();
    }

    /** Whether the last refresh gave this token just now, so that it should still be valid. */
    private isNew(token: string): boolean {
        const { minted } = this;
        const now = Date.now();
        return minted?.token === token && now < minted.endsAt && now - minted.since < LEAST_AGE_SECONDS * 1000;
    }

    /** A failure is not kept: it may pass, and the process may live for weeks. */
    private refresh(): Promise<string> {
        this.refreshing ??= this.mint().finally(() => {
            this.refreshing = undefined;
        });
        return this.refreshing;
    }

    private async mint(): Promise<string> {
        const { serviceApp } = this.settings;
        if (serviceApp === undefined || this.refreshToken === undefined) {
            throw failure(MISSING_CREDENTIAL);
        }
        const { answer, since } = await this.ask(refreshForm(serviceApp, this.refreshToken));
        const grant = parseGrant(answer.body);
        if (answer.status !== 200 || grant === undefined) {
            throw failure(
                `the Service App's token could not be refreshed: ${adviceFor(answer)}`,
                answer.status,
                answer.header("trackingid"),
            );
        }
        this.keep(grant, since);
        return grant.accessToken;
    }

    private keep(grant: Grant, since: number): void {
        rememberSecrets(grant.accessToken, grant.refreshToken);
        if (grant.refreshToken !== undefined && grant.refreshToken !== this.refreshToken) {
            this.refreshToken = grant.refreshToken;
            this.log.warn(
                "Webex gave the Service App a new refresh token, which is not shown here. Make one at " +
                    "https://developer.webex.com/my-apps and store it with `pulumi config set --secret " +
                    "webex:refreshToken`, or in WEBEX_REFRESH_TOKEN, before the present one ends (90 days after it " +
                    "was last used).",
            );
        }
        const life = grant.expiresIn ?? Infinity;
        this.token = grant.accessToken;
        this.minted = {
            token: grant.accessToken,
            since,
            renewAt: since + (life - Math.min(RENEW_BEFORE_END_SECONDS, life / 10)) * 1000,
            endsAt: since + life * 1000,
        };
    }

    /**
     * The last answer to a refresh, and when that one was sent (milliseconds since the epoch). Throws a `WebexError`
     * of kind `credential` where no answer came, or where the next try would come too late for this operation.
     */
    private async ask(form: string): Promise<{ readonly answer: HttpAnswer; readonly since: number }> {
        const { maxRetries, operationTimeoutSeconds } = this.settings;
        const deadline = operationDeadline(operationTimeoutSeconds);
        let backoffs = 0;
        for (;;) {
            const since = Date.now();
            const result = await this.send(form);
            const outcome: Outcome = result instanceof NoAnswer ? result.outcome : result.status;
            const retryAfter = result instanceof NoAnswer ? undefined : result.header("retry-after");
            const now = Date.now();
            const decision = decideRetry({
                // Not POST, which is not repeated after a lost answer: here a repetition only makes one token more.
                method: "PUT",
                outcome,
                retryAfter,
                backoffs,
                maxRetries,
                now,
                random: Math.random(),
            });
            if (!decision.again) {
                return { answer: answerOrThrow(result), since };
            }
            const seconds = Math.max(decision.seconds, parseRetryAfter(retryAfter, now) ?? 0);
            if (now + seconds * 1000 > deadline) {
                throw tooLate(outcome, seconds, operationTimeoutSeconds);
            }
            tellWait(this.log, { method: "POST", path: PATH }, outcome, seconds);
            backoffs += decision.wait === "backoff" ? 1 : 0;
            await sleep(seconds * 1000);
        }
    }

    private async send(form: string): Promise<HttpAnswer | NoAnswer> {
        const { baseUrl, requestTimeoutSeconds } = this.settings;
        try {
            return await exchange({
                method: "POST",
                url: `${baseUrl}${PATH}`,
                headers: { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" },
                body: form,
                timeoutSeconds: requestTimeoutSeconds,
            });
        } catch (error) {
            if (error instanceof NoAnswer) {
                return error;
            }
            // Whatever else is thrown may carry the form with its secrets.
            throw failure("the request failed");
        }
    }
}

function refreshForm(app: ServiceApp, refreshToken: string): string {
    const form = new URLSearchParams({
        grant_type: "refresh_token",
        client_id: app.clientId,
        client_secret: app.clientSecret,
        refresh_token: refreshToken,
    });
    return form.toString();
}

function answerOrThrow(result: HttpAnswer | NoAnswer): HttpAnswer {
    if (result instanceof NoAnswer) {
        throw failure(result.reason, result.status, result.trackingId);
    }
    return result;
}

/** The error for a wait that would end after the operation has to. */
function tooLate(outcome: Outcome, seconds: number, budgetSeconds: number): WebexError {
    const budget = `webex:operationTimeoutSeconds, ${budgetSeconds} s`;
    return failure(
        `the Service App's token could not be refreshed: the next try is due in ${Math.ceil(seconds)} s, ` +
            `later than this operation may take (${budget}); run it again after that time`,
        typeof outcome === "number" ? outcome : undefined,
    );
}

function failure(reason: string, status?: number, trackingId?: string): WebexError {
    return new WebexError({ kind: "credential", method: "POST", path: PATH, reason, status, trackingId });
}

function parseGrant(body: string): Grant | undefined {
    let fields: Record<string, unknown> | null;
    try {
        fields = JSON.parse(body) as Record<string, unknown> | null;
    } catch {
        return undefined;
    }
    const { access_token: accessToken, refresh_token: refreshToken, expires_in: expiresIn } = fields ?? {};
    if (typeof accessToken !== "string" || accessToken === "") {
        return undefined;
    }
    return {
        accessToken,
        refreshToken: typeof refreshToken === "string" && refreshToken !== "" ? refreshToken : undefined,
        // A life of no time would make every request fetch a token of its own.
        expiresIn: typeof expiresIn === "number" && expiresIn > 0 ? expiresIn : undefined,
    };
}

const ID_AND_SECRET = "look at webex:clientId and webex:clientSecret, or WEBEX_CLIENT_ID and WEBEX_CLIENT_SECRET";
const REFRESH_TOKEN = "look at webex:refreshToken or WEBEX_REFRESH_TOKEN; it ends 90 days after its last use";

/** What to do about an answer without a token, as far as OAuth's error code tells (RFC 6749, 5.2). */
function adviceFor({ body, status }: HttpAnswer): string {
    if (status >= 500) {
        return "run it again later";
    }
    if (/invalid_client|client_secret/i.test(body) || status === 401) {
        return ID_AND_SECRET;
    }
    if (/invalid_grant|refresh_token/i.test(body) || status === 400) {
        return REFRESH_TOKEN;
    }
    return "look at webex:clientId, webex:clientSecret and webex:refreshToken, or at their variables WEBEX_…";
}
