import type { ClientRequest } from "node:http";
import { Agent } from "node:https";
import { TLSSocket } from "node:tls";
import type { AxiosError, AxiosResponse } from "axios";
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
        /** `unreachable`: a certificate or a proxy that somebody has to mend first. */
        readonly outcome: "unanswered" | "unreachable" = "unanswered",
    ) {
        super(reason);
        this.name = "NoAnswer";
    }
}

/** Bytes an answer may have; 10,000 devices are about 12 MB. */
const LARGEST_ANSWER = 64 * 1024 * 1024;

/** Said outright, because NODE_TLS_REJECT_UNAUTHORIZED=0 would otherwise give the token to anybody. */
const CHECKED = { rejectUnauthorized: true };

/** Otherwise as Node's own: a connection that nobody used for five seconds may have been given up at the other end. */
const pool = new Agent({ ...CHECKED, keepAlive: true, timeout: 5_000 });

/**
 * The bare class: axios' ready-made instance merges defaults into each request that are all replaced here, which is a
 * fifth of a request's work.
 */
async function openAxios() {
    const { Axios, isAxiosError } = await import("axios");
    const client = new Axios({
        adapter: "http",
        responseType: "text",
        // The text is wanted as it came: axios would parse JSON and silently give back text where it cannot.
        transformResponse: [],
        validateStatus: () => true,
        maxRedirects: 0,
        maxContentLength: LARGEST_ANSWER,
    });
    return { client, isAxiosError };
}

let opened: ReturnType<typeof openAxios> | undefined;

/**
 * Sends one request and reads the whole answer, whatever its status. Redirects are not followed: an API has none, and a
 * followed one could take the token to another host. `HTTPS_PROXY` and `NO_PROXY` are honoured by axios, which opens a
 * tunnel for https; plain http goes to no proxy, which could read the token.
 * Throws `NoAnswer` for everything that is not a whole answer, so that an axios error, which carries the request's
 * headers, never leaves this function.
 */
export async function exchange(request: HttpRequest): Promise<HttpAnswer> {
    // axios' own timeout does not cover connecting and reading slowly; this one covers all of it.
    const signal = AbortSignal.timeout(request.timeoutSeconds * 1000);
    const plain = request.url.startsWith("http:");
    // Loaded with the first request: most runs of a program send none.
    opened ??= openAxios();
    const { client, isAxiosError } = await opened;
    let response: AxiosResponse<string>;
    try {
        response = await client.request<string>({
            method: request.method,
            url: request.url,
            headers: request.headers,
            data: request.body,
            signal,
            httpsAgent: behindProxy() ? tunnelAgent(signal) : pool,
            ...(plain && { proxy: false }),
        });
    } catch (error) {
        throw isAxiosError(error) ? noAnswer(error, request) : new NoAnswer("the request failed before it was sent");
    }
    if (!plain && !cameThroughTls(response)) {
        throw noTunnel(response.status);
    }
    const { headers } = response;
    const header = (name: string): string | undefined => {
        const value: unknown = headers[name.toLowerCase()];
        return typeof value === "string" ? value : undefined;
    };
    return { status: response.status, contentType: header("content-type") ?? "", body: response.data, header };
}

/** Whether requests may go through a proxy; which of them do is axios' to say. */
function behindProxy(): boolean {
    return ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"].some((name) => process.env[name]);
}

/**
 * The options that axios opens a tunnel with. With the signal in them: a proxy that never answers would otherwise keep
 * its connection, and with it a program that has ended, for ever. A tunnel serves one request, so nothing is pooled.
 */
function tunnelAgent(signal: AbortSignal): Agent {
    const options = { ...CHECKED, signal };
    return new Agent(options);
}

/** A proxy that opens no tunnel answers in clear, and axios hands that on as if the API had said it. */
function cameThroughTls({ request }: AxiosResponse): boolean {
    return (request as ClientRequest).socket instanceof TLSSocket;
}

function noTunnel(status: number): NoAnswer {
    const hint = status === 407 ? "; it asks for a user name and password: http://user:password@host:port" : "";
    const reason = `the proxy that HTTPS_PROXY names opened no tunnel to the API (${status})${hint}`;
    // Proxies, too, are overloaded or restarted at times.
    return new NoAnswer(reason, undefined, undefined, status < 500 ? "unreachable" : "unanswered");
}

function noAnswer(error: AxiosError, request: HttpRequest): NoAnswer {
    const begun = error.response;
    const trackingId: unknown = begun?.headers.trackingid;
    return new NoAnswer(
        reasonOf(error, request),
        begun?.status,
        typeof trackingId === "string" ? trackingId : undefined,
        FAILURES.find(({ codes }) => codes.includes(error.code ?? ""))?.outcome,
    );
}

interface Failure {
    readonly codes: readonly string[];
    /** In words; `place` is the host and port that the connection was to. */
    readonly means: (place: string) => string;
    readonly advice: string;
    readonly outcome?: NoAnswer["outcome"];
}

/** What an error code means, and what to do about it. */
const FAILURES: readonly Failure[] = [
    {
        codes: ["ENOTFOUND", "EAI_AGAIN"],
        means: (place) => `the host name of ${place} is not known here`,
        advice: "see webex:baseUrl and HTTPS_PROXY",
    },
    {
        codes: ["ECONNREFUSED"],
        means: (place) => `nothing answers at ${place}`,
        advice: "see webex:baseUrl and HTTPS_PROXY",
    },
    {
        codes: [
            "DEPTH_ZERO_SELF_SIGNED_CERT",
            "SELF_SIGNED_CERT_IN_CHAIN",
            "UNABLE_TO_GET_ISSUER_CERT",
            "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
            "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
        ],
        means: (place) => `the certificate of ${place} is signed by nobody whom this machine trusts`,
        advice:
            "if a gateway or proxy of your organisation signs it, let NODE_EXTRA_CA_CERTS name the file of its CA " +
            "certificate",
        outcome: "unreachable",
    },
    {
        codes: ["ERR_TLS_CERT_ALTNAME_INVALID"],
        means: (place) => `the certificate of ${place} is for another host`,
        advice: "see webex:baseUrl",
        outcome: "unreachable",
    },
    {
        codes: ["CERT_HAS_EXPIRED", "CERT_NOT_YET_VALID"],
        means: (place) => `the certificate of ${place} is not valid at this time`,
        advice: "see the clock of this machine",
        outcome: "unreachable",
    },
];

function reasonOf(error: AxiosError, { url, timeoutSeconds }: HttpRequest): string {
    const { code = "no further word" } = error;
    const place = placeOf(error, new URL(url));
    if (["ERR_CANCELED", "ETIMEDOUT", "ECONNABORTED"].includes(code)) {
        return `no whole answer within ${timeoutSeconds} s (webex:requestTimeoutSeconds) from ${place}`;
    }
    if (code === "ERR_BAD_RESPONSE") {
        return `the answer of ${place} broke off or was too large`;
    }
    const known = FAILURES.find(({ codes }) => codes.includes(code));
    return known === undefined
        ? `the connection to ${place} failed (${code})`
        : `${known.means(place)} (${code}); ${known.advice}`;
}

/** What Node's network errors tell of the other end. */
interface OtherEnd {
    readonly hostname?: string;
    readonly address?: string;
    readonly port?: number;
    /** One for each address of the host, where it has several. */
    readonly errors?: readonly OtherEnd[];
}

/** Host and port of the API, and those of a proxy where the connection to it is what failed. */
function placeOf({ cause }: AxiosError, { protocol, hostname, port: given }: URL): string {
    const port = Number(given || (protocol === "https:" ? 443 : 80));
    const target = `${hostname}:${port}`;
    const end = cause as OtherEnd | undefined;
    const { hostname: host, address, port: endPort } = end?.errors?.[0] ?? end ?? {};
    const isProxy = host === undefined ? endPort !== undefined && endPort !== port : host !== hostname;
    const proxy = [host ?? address, endPort].filter((part) => part !== undefined).join(":");
    return isProxy ? `${proxy} on the way to ${target}` : target;
}
