import assert from "node:assert/strict";
import { eachPage, listAll } from "../../../provider/client/paging";
import { WebexClient, type WebexRequest } from "../../../provider/client/webexClient";
import { WebexError } from "../../../provider/client/webexError";
import type { FaultKind, SimulatorOptions } from "../../../simulator/index";
import { type BareAnswer, Bench, caught, lines, MemoryLog, settingsWith } from "../helpers";

const LIST: WebexRequest = { method: "GET", path: "/devices" };

function idsOf(items: readonly unknown[]): string[] {
    return items.map((item) => (item as { id: string }).id);
}

function page(ids: readonly string[], next?: string): BareAnswer {
    return {
        body: JSON.stringify({ items: ids.map((id) => ({ id })) }),
        headers: next === undefined ? {} : { link: `<${next}>; rel="next"` },
    };
}

function range(from: number, to: number): string[] {
    return Array.from({ length: to - from }, (_, index) => `d${from + index}`);
}

describe("client/paging", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    async function standWith(devices: number, options: SimulatorOptions = {}) {
        const stand = await bench.stand(options);
        const ids = Array.from({ length: devices }, () => stand.simulator.addDevice().id);
        return { ...stand, ids };
    }

    async function listOf(...answers: BareAnswer[]) {
        const server = await bench.server(...answers);
        const client = new WebexClient(settingsWith({ baseUrl: server.baseUrl }), new MemoryLog());
        return { server, list: (limit?: number) => listAll(client, LIST, limit) };
    }

    it("asks for one page of 100 where all fits on it", async () => {
        const { client, simulator, ids } = await standWith(3);
        assert.deepEqual(idsOf(await listAll(client, LIST)), ids);
        assert.deepEqual(lines(simulator.log.entries), ["GET /devices?max=100"]);
    });

    it("reads all of 250 devices by the Link header", async () => {
        const { client, simulator, ids } = await standWith(250);
        assert.deepEqual(idsOf(await listAll(client, LIST)), ids);
        assert.equal(simulator.log.entries.length, 3);
    });

    it("asks no more after a last page that is full, where Link headers led to it", async () => {
        const { client, simulator, ids } = await standWith(200);
        assert.deepEqual(idsOf(await listAll(client, LIST)), ids);
        assert.equal(simulator.log.entries.length, 2);
    });

    it("reads all of 250 devices by start where no Link header is sent", async () => {
        const { client, simulator, ids } = await standWith(250, { sendLink: false });
        assert.deepEqual(idsOf(await listAll(client, LIST)), ids);
        assert.deepEqual(lines(simulator.log.entries), [
            "GET /devices?max=100",
            "GET /devices?max=100&start=100",
            "GET /devices?max=100&start=200",
        ]);
    });

    it("asks once more after a last page that is full, without a Link header", async () => {
        const { client, simulator, ids } = await standWith(200, { sendLink: false });
        assert.deepEqual(idsOf(await listAll(client, LIST)), ids);
        assert.equal(simulator.log.entries.length, 3);
    });

    it("reads every page where the API cuts pages down to its own size", async () => {
        const { client, simulator, ids } = await standWith(12, { pageCap: 5 });
        assert.deepEqual(idsOf(await listAll(client, LIST)), ids);
        assert.equal(simulator.log.entries.length, 3);
    });

    it("takes the filters along to every page", async () => {
        const { client, simulator } = await bench.stand({ pageCap: 2 });
        const workspaceId = simulator.addWorkspace().id;
        for (let count = 0; count < 3; count += 1) {
            simulator.addDevice({ workspaceId });
        }
        simulator.addDevice();
        assert.equal((await listAll(client, { ...LIST, query: { workspaceId } })).length, 3);
        assert.deepEqual(
            simulator.log.entries.map(({ query }) => query.workspaceId),
            [workspaceId, workspaceId],
        );
    });

    it("counts a device once that moved on to the next page meanwhile", async () => {
        const { client, simulator, ids } = await standWith(4, { pageCap: 2 });
        simulator.faults.add({ path: "/devices", kind: { pageShift: "insert" } });
        assert.deepEqual(idsOf(await listAll(client, LIST)), ids);
    });

    it("gives page by page, each without what was on an earlier one", async () => {
        const server = await bench.server(
            page(["d1", "d2"], "devices?x=2"),
            page(["d2", "d3"], "devices?x=3"),
            page(["d3"]),
        );
        const client = new WebexClient(settingsWith({ baseUrl: server.baseUrl }), new MemoryLog());
        const pages: string[][] = [];
        // A reader that has found what it looks for asks for no further page.
        for await (const items of eachPage(client, LIST)) {
            pages.push(idsOf(items));
            if (pages.length === 2) {
                break;
            }
        }
        assert.deepEqual(pages, [["d1", "d2"], ["d3"]]);
        assert.equal(server.seen.length, 2);
    });

    describe("items with a key of their own", () => {
        async function listByName(...pages: string[][]) {
            const answers = pages.map((names) => ({
                body: JSON.stringify({ items: names.map((name) => ({ name })) }),
            }));
            const server = await bench.server(...answers);
            const client = new WebexClient(settingsWith({ baseUrl: server.baseUrl }), new MemoryLog());
            const keyOf = (item: unknown) => (item as { name: string }).name || undefined;
            const list = async (limit?: number) => {
                const items = await listAll(client, LIST, limit, keyOf);
                return items.map((item) => (item as { name: string }).name);
            };
            return { server, list };
        }

        it("count once by it", async () => {
            const { list } = await listByName(["a", "b", "a"]);
            assert.deepEqual(await list(), ["a", "b"]);
        });

        it("are left out where they have none", async () => {
            const { list } = await listByName(["a", "", "b", ""]);
            assert.deepEqual(await list(), ["a", "b"]);
        });

        it("do not end the list where a full page has none", async () => {
            const { server, list } = await listByName(Array<string>(100).fill(""), ["a"]);
            assert.deepEqual(await list(), ["a"]);
            assert.equal(server.seen.length, 2);
        });

        it("do not keep us for ever where every page is the same and has none", async () => {
            const { server, list } = await listByName(Array<string>(100).fill(""));
            assert.deepEqual(await list(), []);
            assert.equal(server.seen.length, 2);
        });
    });

    describe("a limit", () => {
        it("bounds the result, not only the page", async () => {
            const { client, simulator, ids } = await standWith(12, { pageCap: 5 });
            assert.deepEqual(idsOf(await listAll(client, LIST, 7)), ids.slice(0, 7));
            assert.equal(simulator.log.entries.length, 2);
        });

        it("asks for no more than it wants", async () => {
            const { client, simulator } = await standWith(5);
            assert.equal((await listAll(client, LIST, 1)).length, 1);
            assert.deepEqual(lines(simulator.log.entries), ["GET /devices?max=1"]);
        });

        it("above a page still asks for pages of 100", async () => {
            const { client, simulator, ids } = await standWith(160);
            assert.deepEqual(idsOf(await listAll(client, LIST, 150)), ids.slice(0, 150));
            assert.equal(simulator.log.entries[0]?.query.max, "100");
        });

        it("above all there is gives all there is", async () => {
            const { client, ids } = await standWith(3);
            assert.deepEqual(idsOf(await listAll(client, LIST, 50)), ids);
        });
    });

    describe("an odd server", () => {
        it("whose Link leads back to the same page does not keep us for ever", async () => {
            const { server, list } = await listOf(page(["d1", "d2"], "devices?x=1"));
            assert.deepEqual(idsOf(await list()), ["d1", "d2"]);
            assert.equal(server.seen.length, 2);
        });

        it("whose pages go round in a circle does not keep us for ever", async () => {
            const { server, list } = await listOf(
                page(["d1"], "devices?x=2"),
                page(["d2"], "devices?x=3"),
                page(["d3"], "devices?x=2"),
                page(["d4"], "devices?x=3"),
            );
            assert.deepEqual(idsOf(await list()), ["d1", "d2", "d3"]);
            assert.equal(server.seen.length, 3);
        });

        it("that ignores start and repeats its full page does not keep us for ever", async () => {
            const { server, list } = await listOf(page(range(0, 100)));
            assert.deepEqual(idsOf(await list()), range(0, 100));
            assert.equal(server.seen.length, 2);
        });

        it("whose next page is empty ends the list", async () => {
            const { list } = await listOf(page(["d1"], "devices?x=2"), page([], "devices?x=3"), page(["d9"]));
            assert.deepEqual(idsOf(await list()), ["d1"]);
        });

        it("with other links than next is asked once", async () => {
            const { server, list } = await listOf({
                body: '{"items":[{"id":"d1"}]}',
                headers: { link: '<devices?p=0>; rel="prev", <devices?p=1>; rel="first"' },
            });
            assert.deepEqual(idsOf(await list()), ["d1"]);
            assert.equal(server.seen.length, 1);
        });

        it("that names next beside other links is followed", async () => {
            const { list } = await listOf(
                {
                    body: '{"items":[{"id":"d1"}]}',
                    headers: { link: '<devices?p=0>; rel="first", <devices?p=2>; rel=next; title="x"' },
                },
                page(["d2"]),
            );
            assert.deepEqual(idsOf(await list()), ["d1", "d2"]);
        });

        const foreign: [string, (port: number) => string][] = [
            ["another host", (port) => `http://localhost:${port}/v1/devices`],
            ["another scheme", (port) => `https://127.0.0.1:${port}/v1/devices`],
            ["an address with credentials", (port) => `http://a:b@127.0.0.1:${port}/v1/devices`],
        ];
        for (const [name, link] of foreign) {
            it(`whose next page is at ${name} makes the list fail, and nothing goes there`, async () => {
                const { server, list } = await listOf((response, { url }) => {
                    response.setHeader("link", `<${link(response.socket?.localPort ?? 0)}>; rel="next"`);
                    response.end(JSON.stringify({ items: [{ id: url }] }));
                });
                const error = await caught(list());
                assert.ok(error instanceof WebexError);
                assert.equal(error.kind, "unsafe");
                assert.equal(server.seen.length, 1);
            });
        }

        it("whose next page is at another port makes the list fail, and no token goes there", async () => {
            const thief = await bench.server(page(["stolen"]));
            const { list } = await listOf(page(["d1"], `${thief.baseUrl}/devices`));
            assert.match((await caught(list())).message, /not the API's own address/);
            assert.equal(thief.seen.length, 0);
        });

        it("whose next link is no address makes the list fail with an error of ours", async () => {
            const { list } = await listOf(page(["d1"], "http://"));
            const error = await caught(list());
            assert.ok(error instanceof WebexError, `${error.name}: ${error.message}`);
        });

        it("whose Link header cannot be read makes the list fail", async () => {
            const { list } = await listOf({ body: '{"items":[{"id":"d1"}]}', headers: { link: "no link at all" } });
            const error = await caught(list());
            assert.ok(error instanceof WebexError);
            assert.match(error.message, /Link header cannot be read/);
        });

        const noItems = "the list has no items";
        const noId = "an item of the list has no id";
        const nonsense: [string, string, string][] = [
            ["null", "null", noItems],
            ["a number", "7", noItems],
            ["a list", "[]", noItems],
            ["an object without items", "{}", noItems],
            ["items that are null", '{"items":null}', noItems],
            ["items that are an object", '{"items":{}}', noItems],
            ["an item without an id", '{"items":[{"id":"a"},{"name":"b"}]}', noId],
            ["an item with an empty id", '{"items":[{"id":""}]}', noId],
            ["an item that is null", '{"items":[null]}', noId],
            ["an id that is a number", '{"items":[{"id":7}]}', noId],
            ["nothing", "", noItems],
        ];
        for (const [name, body, reason] of nonsense) {
            it(`that answers ${name} makes the list fail`, async () => {
                const { list } = await listOf({ body });
                const error = await caught(list());
                assert.ok(error instanceof WebexError);
                assert.equal(error.kind, "notUnderstood");
                assert.ok(error.message.startsWith(`GET /devices answered 200: ${reason}.`), error.message);
            });
        }
    });

    const broken: [string, FaultKind][] = [
        ["500", { status: 500 }],
        ["404", { status: 404 }],
        ["a cut answer", { cut: true }],
        ["a web page", { contentType: "text/html", body: "<p>" }],
        ["nothing", { empty: true }],
        ["null", { json: null }],
    ];
    for (const [name, kind] of broken) {
        it(`gives no part of a list whose third page is ${name}`, async () => {
            const { client, simulator } = await standWith(7, { pageCap: 2 });
            simulator.faults.add({ path: "/devices", skip: 2, kind });
            assert.ok((await caught(listAll(client, LIST))) instanceof WebexError);
            assert.equal(simulator.log.entries.length, 3);
        });
    }
});
