/** Servers and proxies for tests of TLS, all on this machine. */

import { execFile } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import http from "node:http";
import https from "node:https";
import net, { type AddressInfo } from "node:net";
import path from "node:path";
import type { Duplex } from "node:stream";
import tls from "node:tls";
import { promisify } from "node:util";
import type { Outcome } from "./exchangeOnce";

const fixtures = path.join(__dirname, "fixtures");

/** The file of the certificate that `TlsBench.server` shows. */
export const CERTIFICATE = path.join(fixtures, "untrusted-localhost.cert.pem");

/** A server that speaks TLS and answers everything with `{"from":"webex"}`. */
export interface TlsServer {
    readonly port: number;
    /** `METHOD path` of every request, with its token. */
    readonly seen: readonly { readonly line: string; readonly authorization: string | undefined }[];
    /** How many connections there were. */
    connections(): number;
}

/** A forward proxy. */
export interface Proxy {
    /** For HTTPS_PROXY. */
    readonly url: string;
    /** `host:port` of every CONNECT, and the whole address of every request that came without one. */
    readonly asked: readonly string[];
    /** Everything that clients sent to it, headers and tunnelled bytes alike. */
    received(): string;
    /** Resolves when all connections are closed. */
    quiet(): Promise<void>;
}

/** What a proxy does with a CONNECT: to open a tunnel to that port of this machine is the usual thing. */
export type OnConnect = { readonly tunnelTo: number } | ((client: Duplex) => void);

function identity(): { cert: Buffer; key: Buffer } {
    return {
        cert: fs.readFileSync(CERTIFICATE),
        key: fs.readFileSync(path.join(fixtures, "untrusted-localhost.key.pem")),
    };
}

/** Starts servers and proxies and closes them all, for an `afterEach`. */
export class TlsBench {
    private readonly closers: (() => Promise<void>)[] = [];

    async server(): Promise<TlsServer> {
        const seen: { line: string; authorization: string | undefined }[] = [];
        const server = https.createServer(identity(), ({ method = "", url = "", headers }, response) => {
            seen.push({ line: `${method} ${url}`, authorization: headers.authorization });
            response.end('{"from":"webex"}');
        });
        let connections = 0;
        server.on("connection", () => {
            connections += 1;
        });
        return { port: await this.listen(server), seen, connections: () => connections };
    }

    /** The port of a listener that takes TLS off and hands what is inside to that port of this machine. */
    async front(port: number): Promise<number> {
        const server = tls.createServer(identity(), (client) => {
            const behind = net.connect(port, "127.0.0.1");
            client.pipe(behind).pipe(client);
            for (const [one, other] of [
                [client, behind],
                [behind, client],
            ] as const) {
                one.on("error", () => other.destroy());
            }
        });
        // A client that trusts nobody here hangs up.
        server.on("tlsClientError", () => undefined);
        return this.listen(server);
    }

    /** `onConnect`: the port of this machine that every tunnel leads to, whatever its name; or what else it does. */
    async proxy(onConnect: OnConnect): Promise<Proxy> {
        const asked: string[] = [];
        const chunks: Buffer[] = [];
        const server = http.createServer((request, response) => {
            asked.push(request.url ?? "");
            response.end('{"from":"proxy"}');
        });
        server.on("connection", (socket) => socket.on("data", (chunk: Buffer) => chunks.push(chunk)));
        server.on("connect", (request: http.IncomingMessage, client: Duplex) => {
            asked.push(request.url ?? "");
            chunks.push(Buffer.from(request.rawHeaders.join("\n")));
            client.on("error", () => undefined);
            if (typeof onConnect === "function") {
                // Read on, or it would not be noticed when the client hangs up.
                client.on("end", () => client.end()).resume();
                onConnect(client);
                return;
            }
            const upstream = net.connect(onConnect.tunnelTo, "127.0.0.1", () => {
                client.write("HTTP/1.1 200 Connection established\r\n\r\n");
                client.pipe(upstream).pipe(client);
            });
            upstream.on("error", () => client.destroy());
            client.on("close", () => upstream.destroy());
        });
        const sockets = this.socketsOf(server);
        const port = await this.listen(server);
        return {
            url: `http://127.0.0.1:${port}`,
            asked,
            received: () => Buffer.concat(chunks).toString("latin1"),
            quiet: async () => {
                await Promise.all([...sockets].map((socket) => once(socket, "close")));
            },
        };
    }

    async closeAll(): Promise<void> {
        await Promise.all(this.closers.splice(0).map((close) => close()));
    }

    private socketsOf(server: net.Server): Set<net.Socket> {
        const sockets = new Set<net.Socket>();
        server.on("connection", (socket) => {
            sockets.add(socket);
            socket.once("close", () => sockets.delete(socket));
        });
        return sockets;
    }

    /** Listens on a free port; tunnels count as connections that `closeAll` has to end. */
    private async listen(server: net.Server): Promise<number> {
        const sockets = this.socketsOf(server);
        server.listen(0, "127.0.0.1");
        await once(server, "listening");
        this.closers.push(async () => {
            const closed = once(server, "close");
            server.close();
            for (const socket of sockets) {
                socket.destroy();
            }
            await closed;
        });
        return (server.address() as AddressInfo).port;
    }
}

const PROXY_VARIABLES = /^(https?|all|no)_proxy$/i;

/**
 * What the last of `times` requests to `url` comes to in a process with these variables and no other proxy
 * settings.
 */
export async function exchangeInProcess(url: string, env: Record<string, string>, times = 1): Promise<Outcome> {
    const inherited = Object.entries(process.env).filter(([name]) => !PROXY_VARIABLES.test(name));
    const { stdout } = await promisify(execFile)(
        process.execPath,
        ["--import=tsx", path.join(__dirname, "exchangeOnce.ts"), ...Array<string>(times).fill(url)],
        { env: { ...Object.fromEntries(inherited), ...env }, timeout: 20_000 },
    );
    return JSON.parse(stdout) as Outcome;
}

/** Runs `work` with these variables in the environment of this process, and no other proxy settings. */
export async function withEnvironment<T>(env: Record<string, string>, work: () => Promise<T>): Promise<T> {
    const before = { ...process.env };
    for (const name of Object.keys(before)) {
        if (PROXY_VARIABLES.test(name)) {
            Reflect.deleteProperty(process.env, name);
        }
    }
    Object.assign(process.env, env);
    try {
        return await work();
    } finally {
        for (const name of Object.keys(process.env)) {
            if (!(name in before)) {
                Reflect.deleteProperty(process.env, name);
            }
        }
        Object.assign(process.env, before);
    }
}
