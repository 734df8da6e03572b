/** What a connection can do to a request: not come about, say nothing, say it endlessly slowly, break at any point. */

import assert from "node:assert/strict";
import { once } from "node:events";
import net, { type AddressInfo } from "node:net";
import { Worker } from "node:worker_threads";
import sinon from "sinon";
import type { WebexRequest } from "../../../provider/client/webexClient";
import { WebexError } from "../../../provider/client/webexError";
import type { FaultKind } from "../../../simulator/index";
import { Bench, caught } from "../helpers";
import { exchangeOnce } from "./exchangeOnce";

const TOO_LATE = (host: string) => `no whole answer within 0.5 s (webex:requestTimeoutSeconds) from ${host}`;
const RESET = (host: string) => `the connection to ${host} failed (ECONNRESET)`;
const CUT = (host: string) => `the answer of ${host} broke off or was too large`;

/** The faults, and the reason that a request gives which is not sent again, for an API at a host and port. */
const FAULTS: readonly (readonly [string, FaultKind, (host: string) => string])[] = [
    ["that is reset before the request is worked on", { reset: "before" }, RESET],
    ["that is reset after it was", { reset: "after" }, RESET],
    ["that is reset in the middle of the headers", { reset: "headers" }, RESET],
    ["that is reset in the middle of the body", { reset: "body" }, RESET],
    ["that ends in the middle of the body", { cut: true }, CUT],
    ["whose other end vanished before the request was worked on", { mute: "before" }, TOO_LATE],
    ["whose other end vanished after it was", { mute: "after" }, TOO_LATE],
    ["that gives one byte of the body at a time", { dripMs: 10 }, TOO_LATE],
];

describe("client/webexClient on a connection", () => {
    const bench = new Bench();
    beforeEach(() => {
        sinon.stub(Math, "random").returns(0);
    });
    afterEach(async () => {
        sinon.restore();
        await bench.closeAll();
    });

    /** A client whose first request meets the fault, and what creates a phone at its organisation. */
    async function struck(kind: FaultKind) {
        const stand = await bench.stand({}, { requestTimeoutSeconds: 0.5, maxRetries: 1 });
        const { simulator } = stand;
        const { id } = simulator.addDevice();
        const workspaceId = simulator.addWorkspace().id;
        const create: WebexRequest = {
            method: "POST",
            path: "/devices",
            body: { workspaceId, mac: "02AB00000001", model: "DMS Cisco 8865" },
        };
        simulator.faults.add({ kind });
        return { ...stand, id, create };
    }

    for (const [which, kind, reason] of FAULTS) {
        it(`${which}: a read is sent again`, async () => {
            const { client, simulator, id } = await struck(kind);
            const answer = await client.request({ method: "GET", path: `/devices/${id}` });
            assert.equal((answer.json as { id: string }).id, id);
            assert.equal(simulator.log.entries.length, 2);
        });

        it(`${which}: a create is not, and the connection is given up`, async () => {
            const { client, simulator, create } = await struck(kind);
            const error = await caught(client.request(create));
            assert.ok(error instanceof WebexError && error.kind === "unanswered", error.message);
            assert.ok(error.message.includes(reason(new URL(simulator.baseUrl).host)), error.message);
            await simulator.log.waitFor(({ doneAtMs }) => doneAtMs !== undefined);
            assert.equal(simulator.log.entries.length, 1);
        });
    }

    it("that gives one byte of the headers at a time is given up in time", async () => {
        let sent = 0;
        const server = net.createServer((socket) => {
            socket.write("HTTP/1.1 200 OK\r\nX-Drip: ");
            const timer = setInterval(() => {
                sent += 1;
                socket.write("x");
            }, 10);
            socket
                .on("error", () => undefined)
                .on("close", () => {
                    clearInterval(timer);
                });
            socket.on("data", () => undefined);
        });
        server.listen(0, "127.0.0.1");
        await once(server, "listening");
        const { port } = server.address() as AddressInfo;
        assert.deepEqual(await exchangeOnce(`http://127.0.0.1:${port}/v1`, 0.5), {
            reason: TOO_LATE(`127.0.0.1:${port}`),
        });
        assert.ok(sent > 1, "nothing came drop by drop");
        // Closes only once the client has let go of its connection.
        server.close();
        await once(server, "close");
    });

    it("that never comes about is given up in time", async function () {
        // Elsewhere a full queue is answered with a reset.
        if (process.platform !== "linux") {
            this.skip();
        }
        const backlog = 1;
        // A listener that is stuck: once its queue is full, nobody answers who wants to connect.
        const worker = new Worker(
            `const { parentPort } = require("node:worker_threads");
             const server = require("node:net").createServer().listen({ port: 0, host: "127.0.0.1", backlog: ${backlog} });
             server.once("listening", () => {
                 parentPort.postMessage(server.address().port);
                 Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
             });`,
            { eval: true },
        );
        const sockets: net.Socket[] = [];
        try {
            const [port] = (await once(worker, "message")) as [number];
            const connecting = () => {
                const socket = net.connect(port, "127.0.0.1");
                sockets.push(socket);
                return socket;
            };
            // Linux lets one more into the queue than it was told.
            await Promise.all(Array.from({ length: backlog + 1 }, () => once(connecting(), "connect")));
            const another = connecting();
            assert.deepEqual(await exchangeOnce(`http://127.0.0.1:${port}/v1`, 0.5), {
                reason: TOO_LATE(`127.0.0.1:${port}`),
            });
            assert.equal(another.connecting, true, "the queue was not full");
        } finally {
            for (const socket of sockets) {
                socket.destroy();
            }
            await worker.terminate();
        }
    });
});
