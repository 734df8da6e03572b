import { randomUUID } from "node:crypto";

/** A request that Webex refuses: HTTP status and the message shown. Thrown anywhere below the HTTP layer. */
export class Refusal extends Error {
    constructor(
        readonly status: number,
        message: string,
        readonly headers: Readonly<Record<string, string>> = {},
    ) {
        super(message);
        this.name = "Refusal";
    }
}

/** A new tracking id, as Webex puts into error bodies and the `trackingid` header. */
export function newTrackingId(): string {
    return `SIMULATOR_${randomUUID().toUpperCase()}`;
}

/** The header that repeats the error code of an answer; the calling side sends it. */
export const ERROR_CODE_HEADER = "cisco-spark-error-codes";

/** Webex's error body, in which the message comes twice, and so does the code where there is one. */
export function errorBody(message: string, trackingId: string, code?: string): Record<string, unknown> {
    const errorCode = code === undefined ? {} : { errorCode: Number(code) };
    return { ...errorCode, message, errors: [{ ...errorCode, description: message }], trackingId };
}

// Webex's own words, from recorded answers.

/** The message of a 401, whether the token is missing or wrong. */
export const UNAUTHORIZED = "The request requires a valid access token set in the Authorization request header.";

/** The message of a 404 for a path that no document knows. */
export const NO_SUCH_ROUTE = "The requested resource could not be found.";

/** The message of a 404 below /telephony, where another server of Webex's answers. */
export function noSuchTelephonyRoute(path: string): string {
    return `No static resource hydra/v1${path}.`;
}

/** The message of a 405. */
export function wrongMethod(method: string): string {
    return `The requested resource only allows certain HTTP request methods. '${method}' is not supported.`;
}

/** The message of a 400 for a phone without a MAC address. */
export const MAC_REQUIRED = "Valid device mac is required";

/** The 405 for a workspace whose licence is not "Webex Calling - Professional" (recorded answer). */
export function notProfessional(place: string): Refusal {
    return new Refusal(405, `Invalid Professional Place: ${place}`, { [ERROR_CODE_HEADER]: "25409" });
}
