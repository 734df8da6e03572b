import assert from "node:assert/strict";
import { once } from "node:events";
import { credentials, Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderClient, ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as wire from "@pulumi/pulumi/proto/provider_pb";
import { list } from "../../../provider/plugin/list";
import { LIST_FILTERS, listInputsOf } from "../../../provider/plugin/listFilters";
import { sent } from "../../../provider/plugin/wire";
import { openSession } from "../../../provider/session";
import type { Simulator } from "../../../simulator/index";
import { Bench, caught, MemoryLog } from "../helpers";

describe("provider/plugin/list", () => {
    const bench = new Bench();
    const closers: (() => void)[] = [];

    afterEach(async () => {
        for (const close of closers.splice(0)) {
            close();
        }
        await bench.closeAll();
    });

    /** A client of a plugin that lists what this simulator has. */
    async function clientOf({ baseUrl, token, contract }: Simulator): Promise<ResourceProviderClient> {
        const settings: Record<string, string> = { baseUrl, contract, accessToken: token };
        const session = openSession((key) => settings[key], new MemoryLog(), {});
        const server = new Server();
        server.addService(ResourceProviderService, { list: list(() => session) });
        const port = await new Promise<number>((resolve, reject) => {
            server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
                if (error === null) {
                    resolve(bound);
                } else {
                    reject(error);
                }
            });
        });
        const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
        closers.push(() => {
            client.close();
            server.forceShutdown();
        });
        return client;
    }

    async function listed(
        client: ResourceProviderClient,
        token: string,
        { query = {}, limit = 0 }: { query?: object; limit?: number } = {},
    ): Promise<[id: string, name: string][]> {
        const request = new wire.ListRequest();
        request.setToken(token);
        request.setLimit(limit);
        request.setQuery(sent(query, []));
        const found: [string, string][] = [];
        const stream = client.list(request);
        stream.on("data", (response: wire.ListResponse) => {
            const result = response.getResult();
            found.push([result?.getId() ?? "", result?.getName() ?? ""]);
        });
        await once(stream, "end");
        return found;
    }

    it("lists devices that can be imported and workspaces, by filters, up to a limit", async () => {
        const simulator = await bench.simulator();
        const { id: room } = simulator.addWorkspace({ displayName: "Lobby" });
        const bar = simulator.addDevice({ workspaceId: room, product: "Cisco Room Bar", tags: ["early"] });
        simulator.addDevice({ workspaceId: room, product: "Cisco 8865", connectionStatus: "activating" });
        const board = simulator.addDevice({ workspaceId: room, product: "Cisco Board 55" });
        const client = await clientOf(simulator);
        const all = await listed(client, "webex:index:Device");
        assert.deepEqual(all.map(([id]) => id).sort(), [bar.id, board.id].sort());
        assert.ok(
            all.some(([, name]) => name === "Lobby Cisco Room Bar"),
            JSON.stringify(all),
        );
        assert.deepEqual(await listed(client, "webex:index:Device", { query: { tag: "early" } }), [
            [bar.id, "Lobby Cisco Room Bar"],
        ]);
        assert.equal((await listed(client, "webex:index:Device", { limit: 1 })).length, 1);
        assert.deepEqual(await listed(client, "webex:index:Workspace"), [[room, "Lobby"]]);
        assert.deepEqual(await listed(client, "webex:index:Workspace", { query: { displayName: "Board" } }), []);
        assert.deepEqual(simulator.log.writes(), []);
    });

    it("reads all pages", async () => {
        const simulator = await bench.simulator();
        for (let at = 0; at < 205; at += 1) {
            simulator.addWorkspace({ displayName: `Room ${at}` });
        }
        const client = await clientOf(simulator);
        assert.equal((await listed(client, "webex:index:Workspace")).length, 205);
        simulator.log.clear();
        assert.equal((await listed(client, "webex:index:Workspace", { limit: 50 })).length, 50);
        assert.equal(simulator.log.requests().length, 1);
    });

    it("refuses what cannot be listed, in words", async () => {
        const simulator = await bench.simulator({ contract: "crud" });
        const client = await clientOf(simulator);
        const said = async (token: string) => (await caught(listed(client, token))).message;
        assert.match(
            await said("webex:index:DeviceActivation"),
            /DeviceActivation cannot be listed; there are webex:index:D/,
        );
        assert.match(await said("webex:index:Workspace"), /knows devices alone/);
        simulator.expireToken();
        assert.match(await said("webex:index:Device"), /401/);
    });

    it("has filters that the API knows", async () => {
        const { contract } = await bench.stand();
        for (const name of Object.keys(LIST_FILTERS.get("Device") ?? {})) {
            assert.ok(contract.filters.includes(name), name);
        }
        assert.deepEqual(listInputsOf("DeviceBatch"), {});
        assert.ok("listInputs" in listInputsOf("Workspace"));
    });
});
