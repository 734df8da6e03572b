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

/** Webex's error body. A 401 comes from the gateway and is flat; the others carry a list of descriptions. */
export function errorBody(status: number, message: string, trackingId: string): Record<string, unknown> {
    return status === 401 ? { message, trackingId } : { message, errors: [{ description: message }], trackingId };
}
