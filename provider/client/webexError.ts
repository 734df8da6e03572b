import { remedyFor } from "./remedies";

/** Why a request ended without a usable answer. */
export type WebexErrorKind =
    /** The API answered with an error status. */
    | "refused"
    /** No whole answer came: the connection failed or broke, or time ran out. */
    | "unanswered"
    /** An answer came that cannot be one of the Webex API: HTML, cut JSON, an object without its id. */
    | "notUnderstood"
    /** Sending or following on would have given the token to somebody else. */
    | "unsafe"
    /** There is no credential, or it cannot be refreshed. */
    | "credential";

export interface WebexErrorDetails {
    readonly kind: WebexErrorKind;
    readonly method: string;
    /** Path below the base URL, without the query. */
    readonly path: string;
    readonly status?: number | undefined;
    readonly trackingId?: string | undefined;
    /** Webex's own words: `message` and the descriptions of `errors`. */
    readonly webexMessage?: string | undefined;
    /** What happened, in our words, where Webex said nothing. */
    readonly reason?: string | undefined;
}

/**
 * The one error of this package for anything that goes wrong between it and the API. It holds no request, header or
 * body, and no `cause`: whatever prints it whole cannot print a token.
 */
export class WebexError extends Error {
    readonly kind: WebexErrorKind;
    readonly method: string;
    readonly path: string;
    readonly status: number | undefined;
    readonly trackingId: string | undefined;
    readonly webexMessage: string | undefined;

    constructor(details: WebexErrorDetails) {
        super(describe(details));
        this.name = "WebexError";
        this.kind = details.kind;
        this.method = details.method;
        this.path = details.path;
        this.status = details.status;
        this.trackingId = details.trackingId;
        this.webexMessage = details.webexMessage;
    }
}

function describe(details: WebexErrorDetails): string {
    const { method, path, status, trackingId, webexMessage, reason } = details;
    const outcome = [
        status === undefined ? undefined : `answered ${status}`,
        reason,
        webexMessage === undefined ? undefined : `Webex says: ${webexMessage}`,
    ].filter((part) => part !== undefined);
    const sentences = [
        `${method} ${path} ${outcome.join(": ")}`,
        trackingId === undefined ? undefined : `tracking id ${trackingId}`,
        remedyFor(details),
    ].filter((part) => part !== undefined);
    return `${sentences.map((sentence) => sentence.replace(/[.\s]+$/, "")).join(". ")}.`;
}
