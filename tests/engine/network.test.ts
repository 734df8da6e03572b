/** What lies between a run and Webex: connections that fail, throttling, a proxy, and bytes that a name is made of. */

import assert from "node:assert/strict";
import { type LogEntry, type Simulator, startSimulator } from "../../simulator/index";
import { CERTIFICATE, TlsBench } from "../provider/client/tlsBench";
import { createProject, failed, type Project, type ProjectOptions, type ResourceEntry, succeeded } from "./harness";

const model = "DMS Cisco 8865";

/** `count` phones; the first ones are the first workspace's, and so on. */
function phones(workspaceIds: readonly string[], count: number, tags: string[] = []): ResourceEntry[] {
    return Array.from({ length: count }, (_, index) => ({
        type: "Device",
        name: `phone-${index}`,
        args: {
            workspaceId: workspaceIds[Math.floor((index * workspaceIds.length) / count)],
            mac: `02AB0700${String(index).padStart(4, "0")}`,
            model,
            tags,
        },
    }));
}

describe("between a run and Webex", () => {
    let simulator: Simulator;
    let project: Project;
    let workspaceIds: string[];

    const open = async (options: ProjectOptions = {}, contract: "cisco" | "crud" = "cisco"): Promise<void> => {
        simulator = await startSimulator({ contract });
        workspaceIds = Array.from({ length: 10 }, () => simulator.addWorkspace().id);
        project = await createProject({
            ...options,
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": contract, ...options.config },
            env: { WEBEX_ACCESS_TOKEN: simulator.token, ...options.env },
        });
    };
    const close = async (): Promise<void> => {
        project.dispose();
        await simulator.close();
    };
    /** Every device is in the state, and nothing else is. */
    const assertTracked = (): void => {
        const saved = project.savedNames().map((name) => project.saved(name).id);
        const there = simulator.devices().map(({ id }) => id);
        assert.deepEqual(saved.sort(), there.sort());
    };

    describe("connections that fail", () => {
        before(() => open({ config: { "webex:requestTimeoutSeconds": 1, "webex:maxRetries": 2 } }));
        after(close);
        beforeEach(() => {
            simulator.log.clear();
        });

        it("end by the run's own time, and each phone is registered once", async () => {
            project.write(phones(workspaceIds, 3));
            simulator.faults.add({ method: "GET", path: "/devices", kind: { dripMs: 200 } });
            simulator.faults.add({ method: "GET", path: "/devices", kind: { mute: "before" } });
            simulator.faults.add({ method: "POST", path: "/devices", kind: { mute: "after" } });
            simulator.faults.add({ method: "POST", path: "/devices", kind: { mute: "before" } });
            simulator.faults.add({ method: "POST", path: "/devices", kind: { dripMs: 200 } });

            succeeded(await project.up());

            assert.equal(simulator.faults.pending(), 0);
            // Slow answers would have taken a minute and more, vanished ones for ever.
            const struck = simulator.log.requests(({ fault }) => fault !== undefined);
            for (const { atMs, doneAtMs = Infinity, fault } of struck) {
                assert.ok(doneAtMs - atMs < 5_000, `${fault ?? ""} took ${doneAtMs - atMs} ms`);
            }
            // The one without an effect was sent again, nothing else.
            assert.equal(simulator.log.requests({ method: "POST" }).length, 4);
            assert.equal(simulator.devices().length, 3);
            assertTracked();
            succeeded(await project.preview({ expectNoChanges: true }));
        });

        it("lose nothing in a refresh, and are named", async () => {
            simulator.faults.add({ method: "GET", path: "/devices/.+", count: -1, kind: { dripMs: 200 } });

            failed(await project.refresh(), /no whole answer within 1 s \(webex:requestTimeoutSeconds\)/);

            simulator.faults.clear();
            assertTracked();
        });

        it("break a change and a removal without harm", async () => {
            project.write(phones(workspaceIds, 3, ["changed"]));
            simulator.faults.add({ method: "PATCH", kind: { reset: "headers" } });
            simulator.faults.add({ method: "PATCH", kind: { reset: "body" } });

            succeeded(await project.up());

            assert.equal(simulator.faults.pending(), 0);
            assert.deepEqual(
                simulator.devices().map(({ tags }) => tags),
                [["changed"], ["changed"], ["changed"]],
            );
            simulator.faults.add({ method: "DELETE", kind: { reset: "headers" } });
            simulator.faults.add({ method: "DELETE", kind: { mute: "after" } });

            succeeded(await project.destroy());

            assert.equal(simulator.faults.pending(), 0);
            assert.deepEqual(simulator.devices(), []);
            assert.deepEqual(project.savedNames(), []);
        });
    });

    describe("throttling", () => {
        const concurrency = 4;

        beforeEach(() => open({ config: { "webex:maxConcurrency": concurrency } }));
        afterEach(close);

        it("holds back all of 50 phones, of which no more are in flight than may be, and one per owner", async () => {
            project.write(phones(workspaceIds, 50));
            const retryAfter = 2;
            const status = { status: 429, headers: { "Retry-After": String(retryAfter) } };
            simulator.faults.add({ method: "POST", skip: 10, kind: status });
            // Slow enough that without a bound all would be there at once.
            simulator.faults.add({ method: "POST", count: -1, kind: { delayMs: 30, when: "after" } });

            succeeded(await project.up({ args: ["--parallel", "50"] }));

            assert.equal(mostInFlight(simulator.log.entries), concurrency);
            for (const id of workspaceIds) {
                const writes = simulator.log.requests(({ body }) => JSON.stringify(body ?? null).includes(id));
                assert.ok(writes.length >= 5);
                assert.equal(mostInFlight(writes), 1);
            }
            const [refused] = simulator.log.requests({ status: 429 });
            const { seq = 0, atMs = 0 } = refused ?? {};
            const reopens = atMs + retryAfter * 1000;
            const early = simulator.log.requests((entry) => entry.seq > seq && entry.atMs < reopens);
            // What was on its way by then could not be held back.
            assert.ok(early.length < concurrency, `${early.length} requests before the time that the 429 named`);
            assert.equal(simulator.log.requests({ method: "POST", status: 200 }).length, 50);
            assert.equal(simulator.devices().length, 50);
            assertTracked();
        });

        it("for a day ends the run at once, with the time, and is not asked in vain again", async () => {
            project.write(phones(workspaceIds, 12));
            const kind = { status: 429, headers: { "Retry-After": "86400" } };
            simulator.faults.add({ count: -1, kind });

            const run = failed(await project.up({ args: ["--parallel", "12"] }));

            const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
            assert.match(run.output, new RegExp(`would have to wait until ${tomorrow}.*webex:operationTimeoutSeconds`));
            assert.ok(simulator.log.entries.length <= concurrency, `${simulator.log.entries.length} requests`);
            assert.deepEqual(project.savedNames(), []);
        });
    });

    describe("a proxy and a private CA", () => {
        const bench = new TlsBench();
        let proxied: { HTTPS_PROXY: string };
        let proxy: Awaited<ReturnType<TlsBench["proxy"]>>;

        before(async () => {
            await open({ config: { "webex:maxRetries": 0 } });
            const port = await bench.front(Number(new URL(simulator.baseUrl).port));
            proxy = await bench.proxy({ tunnelTo: port });
            proxied = { HTTPS_PROXY: proxy.url };
            project.setConfig({ "webex:baseUrl": `https://localhost:${port}/v1` });
            project.write(phones(workspaceIds, 2));
        });
        after(async () => {
            await close();
            await bench.closeAll();
        });

        it("ends with what to do where nobody vouches for the certificate, and sends nothing", async () => {
            const run = await project.up({ env: { ...proxied, NODE_TLS_REJECT_UNAUTHORIZED: "0" } });

            failed(run, /signed by nobody whom this machine trusts .* let NODE_EXTRA_CA_CERTS name/);
            assert.deepEqual(simulator.log.entries, []);
        });

        it("let a whole life go through, and the proxy never sees the token", async () => {
            const env = { ...proxied, NODE_EXTRA_CA_CERTS: CERTIFICATE };
            succeeded(await project.up({ env }));
            assert.equal(simulator.devices().length, 2);
            succeeded(await project.refreshPreview({ env }));
            succeeded(await project.destroy({ env }));
            assert.deepEqual(simulator.devices(), []);
            assert.ok(proxy.asked.length > 0);
            assert.ok(!proxy.received().includes(simulator.token), "the proxy saw the token");
        });
    });

    describe("letters beyond ASCII", () => {
        const displayName = "👩🏽‍💻 Büro cafe\u0301 会議室 🏳️‍🌈";
        const tags = ["👩🏽‍💻", "caf\u00e9", "cafe\u0301", "غرفة", "会議室"];

        before(() => open({}, "crud"));
        after(close);

        it("stay as they are in Webex, in the state and in the outputs, and make no difference later", async () => {
            const args = { workspaceId: workspaceIds[0], displayName, tags };
            project.write([{ type: "Device", name: "odd", args }], { displayName: ["odd", "displayName"] });

            succeeded(await project.up());

            const [device] = simulator.devices();
            assert.equal(device?.displayName, displayName);
            assert.deepEqual(new Set(device.tags), new Set(tags));
            simulator.log.clear();
            succeeded(await project.refresh({ args: ["--expect-no-changes"] }));
            succeeded(await project.preview({ expectNoChanges: true }));
            assert.deepEqual(simulator.log.writes(), []);
            assert.deepEqual(await project.outputs(), { displayName });
            assert.deepEqual(new Set(project.saved("odd").inputs?.["tags"] as string[]), new Set(tags));
        });
    });
});

/** How many requests were between arrival and answer at the same time, at the most. */
function mostInFlight(entries: readonly LogEntry[]): number {
    const counts = entries.map(
        ({ atMs: now }) => entries.filter(({ atMs, doneAtMs = Infinity }) => atMs <= now && now < doneAtMs).length,
    );
    return Math.max(...counts);
}
