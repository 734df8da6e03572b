import type { ContractName } from "../settings";

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
    | "credential"
    /** The run was cancelled before it was sent, or while it waited to be sent again. */
    | "cancelled";

export interface WebexErrorDetails {
    readonly kind: WebexErrorKind;
    readonly method: string;
    /** Path below the base URL, without the query. */
    readonly path: string;
    readonly status?: number | undefined;
    readonly trackingId?: string | undefined;
    /** Webex's own words: `message` and the descriptions of `errors`. */
    readonly webexMessage?: string | undefined;
    /** The numbers that Webex gives an error, e.g. 25409. */
    readonly errorCodes?: readonly number[] | undefined;
    /** Where the token came from, e.g. `WEBEX_ACCESS_TOKEN`; see `Settings.credentialSource`. */
    readonly credentialSource?: string | undefined;
    /** The contract that the request was made by. */
    readonly contract?: ContractName | undefined;
    /** Whether the address is Cisco's own, see `isWebexUrl`. */
    readonly isAtWebex?: boolean | undefined;
    /** What happened, in our words, where Webex said nothing. */
    readonly reason?: string | undefined;
}
