import type { ServerResponse } from "node:http";
import type { FaultKind } from "./faults";
import type { Reply } from "./router";

/** An answer ready for the wire. */
interface Wire {
    status: number;
    headers: Record<string, string>;
    payload: Buffer;
}

/** The answer that a fault of the altering kinds puts in place of the true one. */
export function altered(reply: Reply, kind: FaultKind | undefined): Reply {
    if (!kind) {
        return reply;
    }
    if ("contentType" in kind) {
        const { contentType, body, status = reply.status } = kind;
        return { status, raw: body, headers: { ...reply.headers, "content-type": contentType } };
    }
    if ("json" in kind) {
        return { status: 200, body: kind.json, headers: { ...reply.headers } };
    }
    if ("empty" in kind) {
        return { status: reply.status, raw: "", headers: { ...reply.headers } };
    }
    if ("headers" in kind && !("status" in kind)) {
        return { ...reply, headers: { ...reply.headers, ...kind.headers } };
    }
    return reply;
}

/** Sends an answer, in the broken way that the fault asks for. */
export function transmit(response: ServerResponse, reply: Reply, kind: FaultKind | undefined): void {
    const wire = encode(reply);
    if (kind && "mute" in kind) {
        return;
    }
    if (kind && "reset" in kind) {
        reset(response, wire, kind.reset);
        return;
    }
    response.writeHead(wire.status, wire.headers);
    if (kind && "cut" in kind) {
        // The promised length is never reached. The half must be on its way before the connection goes.
        const half = wire.payload.subarray(0, Math.floor(wire.payload.length / 2));
        response.flushHeaders();
        response.write(half.length > 0 ? half : " ", () => response.socket?.destroy());
        return;
    }
    if (kind && "dripMs" in kind) {
        response.flushHeaders();
        drip(response, wire.payload, kind.dripMs);
        return;
    }
    response.end(wire.payload);
}

function encode({ status, body, raw, headers = {} }: Reply): Wire {
    const text = raw ?? (body === undefined ? "" : JSON.stringify(body));
    const payload = Buffer.from(text, "utf8");
    const empty = status === 204 || status === 304;
    const type = text === "" ? {} : { "content-type": "application/json;charset=UTF-8" };
    const length = empty ? {} : { "content-length": String(payload.length) };
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    return { status, headers: { ...type, ...length, ...lower }, payload: empty ? Buffer.alloc(0) : payload };
}

/** Milliseconds; a client that finds the reset together with what came before takes it for an ordinary end. */
const READ_FIRST_MS = 20;

function reset(response: ServerResponse, { status, headers, payload }: Wire, where: string): void {
    const { socket } = response;
    const drop = (): void => {
        socket?.resetAndDestroy();
    };
    const strike = (): void => {
        setTimeout(() => setImmediate(drop), READ_FIRST_MS);
    };
    if (where === "headers") {
        socket?.write(`HTTP/1.1 ${status} OK\r\nContent-Ty`, strike);
    } else if (where === "body") {
        response.writeHead(status, headers);
        response.write(payload.subarray(0, Math.ceil(payload.length / 2)), strike);
    } else {
        drop();
    }
}

function drip(response: ServerResponse, payload: Buffer, everyMs: number): void {
    let sent = 0;
    const timer = setInterval(() => {
        if (sent >= payload.length) {
            clearInterval(timer);
            response.end();
            return;
        }
        response.write(payload.subarray(sent, sent + 1));
        sent += 1;
    }, everyMs);
    response.once("close", () => {
        clearInterval(timer);
    });
}
