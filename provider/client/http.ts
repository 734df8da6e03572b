import axios, { type AxiosError, type AxiosResponse } from "axios";
import type { Method } from "./requestPolicy";

/** One HTTP exchange as the client sees it: everything of axios ends in this file. */
export interface HttpRequest {
    readonly method: Method;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    /** Sent as it is. */
    readonly body: string | undefined;
    readonly timeoutSeconds: number;
}

export interface HttpAnswer {
    readonly status: number;
    readonly contentType: string;
    readonly body: string;
    header(name: string): string | undefined;
}

/** Why no answer came, in words without any header or body of the request. */
export class NoAnswer extends Error {
    constructor(
        readonly reason: string,
        /** Of an answer that began and broke off. */
        readonly status?: number,
        readonly trackingId?: string,
    ) {
        super(reason);
        this.name = "NoAnswer";
    }
}

/** Bytes an answer may have; 10,000 devices are about 12 MB. */
const LARGEST_ANSWER = 64 * 1024 * 1024;

/**
 * Sends one request and reads the whole answer, whatever its status. Redirects are not followed: an API has none, and a
 * followed one could take the token to another host. `HTTPS_PROXY` and `NO_PROXY` are honoured by axios.
 * Throws `NoAnswer` for everything that is not a whole answer, so that an axios error, which carries the request's
 * headers, never leaves this function.
 */
export async function exchange(request: HttpRequest): Promise<HttpAnswer> {
    let response: AxiosResponse<string>;
    try {
        response = await axios.request<string>({
            method: request.method,
            url: request.url,
            headers: request.headers,
            data: request.body,
            responseType: "text",
            // The text is wanted as it came: axios would parse JSON and silently give back text where it cannot.
            transformResponse: (text: string) => text,
            validateStatus: () => true,
            maxRedirects: 0,
            maxContentLength: LARGEST_ANSWER,
            // axios' own timeout does not cover connecting and reading slowly; this one covers all of it.
            signal: AbortSignal.timeout(request.timeoutSeconds * 1000),
        });
    } catch (error) {
        throw noAnswer(error, request.timeoutSeconds);
    }
    const { headers } = response;
    const header = (name: string): string | undefined => {
        const value: unknown = headers[name.toLowerCase()];
        return typeof value === "string" ? value : undefined;
    };
    return { status: response.status, contentType: header("content-type") ?? "", body: response.data, header };
}

function noAnswer(error: unknown, timeoutSeconds: number): NoAnswer {
    if (!axios.isAxiosError(error)) return new NoAnswer("the request failed before it was sent");
    const begun = error.response;
    const trackingId: unknown = begun?.headers.trackingid;
    return new NoAnswer(
        reasonOf(error, timeoutSeconds),
        begun?.status,
        typeof trackingId === "string" ? trackingId : undefined,
    );
}

function reasonOf(error: AxiosError, timeoutSeconds: number): string {
    switch (error.code) {
        case "ERR_CANCELED":
        case "ETIMEDOUT":
        case "ECONNABORTED":
            return `no whole answer within ${timeoutSeconds} s (webex:requestTimeoutSeconds)`;
        case "ENOTFOUND":
        case "EAI_AGAIN":
            return `the host name is not known here (${error.code}); see webex:baseUrl`;
        case "ECONNREFUSED":
            return `nothing answers at that address (${error.code}); see webex:baseUrl`;
        case "ERR_BAD_RESPONSE":
            return "the answer broke off or was too large";
        default:
            return `the connection failed (${error.code ?? "no further word"})`;
    }
}
