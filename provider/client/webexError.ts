import { remedyFor } from "./remedies";
import type { WebexErrorDetails, WebexErrorKind } from "./webexErrorDetails";

export type { WebexErrorDetails, WebexErrorKind } from "./webexErrorDetails";

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
    /** The numbers that Webex gives an error, e.g. 25409; empty where it gave none. */
    readonly errorCodes: readonly number[];
    /** The message without the tracking id: the same for failures of many devices that have one cause. */
    readonly summary: string;

    constructor(details: WebexErrorDetails) {
        super(describe(details));
        this.summary = describe({ ...details, trackingId: undefined });
        this.name = "WebexError";
        this.kind = details.kind;
        this.method = details.method;
        this.path = details.path;
        this.status = details.status;
        this.trackingId = details.trackingId;
        this.webexMessage = details.webexMessage;
        this.errorCodes = details.errorCodes ?? [];
    }
}

/** The statuses that say something of the token or the address, whatever was asked: ended, or of another region. */
const OF_TOKEN_OR_ADDRESS: readonly (number | undefined)[] = [401, 451];

/** Whether a failure is one of the token, the address or the network, so that any other request would fail like it. */
export function endsRun({ kind, status }: WebexError): boolean {
    return kind === "refused" ? OF_TOKEN_OR_ADDRESS.includes(status) : kind !== "notUnderstood";
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
