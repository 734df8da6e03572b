import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Simulator } from "../../../simulator/index";

/** An answer on its way, which a test may change. */
export interface Passing {
    /** Below /v1, without the query. */
    readonly path: string;
    readonly query: URLSearchParams;
    status: number;
    headers: Record<string, string>;
    /** Parsed JSON; undefined for no body. */
    json: unknown;
}

/** Changes answers, or leaves them as they are. */
export type Alter = (passing: Passing) => void;

/** A proxy in front of a simulator. */
export interface DeviatingProxy {
    /** Ends in `/v1`. */
    readonly baseUrl: string;
    /** What is changed from now on. */
    alter: Alter;
    close(): Promise<void>;
}

/** Starts a proxy that hands requests on to a simulator and changes what comes back. */
export async function deviatingProxy(simulator: Simulator): Promise<DeviatingProxy> {
    const root = simulator.baseUrl.replace(/\/v1$/, "");
    const proxy = { baseUrl: "", alter: (() => undefined) as Alter };
    const server = http.createServer((request, response) => {
        void passed(request, root, proxy).then(({ status, headers, json }) => {
            response.writeHead(status, headers);
            response.end(json === undefined ? "" : JSON.stringify(json));
        });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    proxy.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    return Object.assign(proxy, {
        close: async () => {
            const closed = once(server, "close");
            server.close();
            server.closeAllConnections();
            await closed;
        },
    });
}

async function passed(
    request: http.IncomingMessage,
    root: string,
    { baseUrl, alter }: { readonly baseUrl: string; readonly alter: Alter },
): Promise<Passing> {
    const { method = "GET", url = "/", headers: given } = request;
    const answer = await fetch(`${root}${url}`, { method, headers: { authorization: given.authorization ?? "" } });
    const text = await answer.text();
    const { pathname, searchParams } = new URL(url, "http://localhost");
    const kept = ["content-type", "trackingid", "date", "link", "retry-after"];
    const headers = kept
        .map((name) => [name, answer.headers.get(name)?.replaceAll(`${root}/v1`, baseUrl)] as const)
        .filter(([, value]) => value !== undefined);
    const passing: Passing = {
        path: pathname.replace(/^\/v1/, ""),
        query: searchParams,
        status: answer.status,
        headers: Object.fromEntries(headers) as Record<string, string>,
        json: text === "" ? undefined : JSON.parse(text),
    };
    alter(passing);
    return passing;
}
