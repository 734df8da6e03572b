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

/** Webex's error body, in which the message comes twice. */
export function errorBody(message: string, trackingId: string): Record<string, unknown> {
    return { message, errors: [{ description: message }], trackingId };
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
