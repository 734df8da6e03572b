import assert from "node:assert/strict";
import { Bench, call, itemIds } from "./helpers";

describe("simulator: the device list", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    it("filters by each documented parameter", async () => {
        const simulator = await bench.start();
        const person = simulator.addPerson();
        const workspace = simulator.addWorkspace();
        const one = simulator.addDevice({
            personId: person.id,
            displayName: "North Room",
            product: "Cisco Board Pro",
            type: "roomdesk",
            tags: ["red", "round"],
            connectionStatus: "disconnected",
            serial: "FOC111",
            software: "RoomOS 11.1",
            upgradeChannel: "preview",
            errorCodes: ["sip"],
            permissions: ["xapi:readonly"],
            locationId: "L1",
            workspaceLocationId: "WL1",
            mac: "00:11:22:33:44:55",
            plannedMaintenance: "on",
        });
        const two = simulator.addDevice({
            workspaceId: workspace.id,
            displayName: "South Hall",
            product: "Cisco 8845",
            type: "phone",
            tags: ["red"],
            serial: "ABC222",
            software: "PhoneOS 3",
            capabilities: [],
            devicePlatform: "microsoftTeamsRoom",
        });
        const expected: [string, string[]][] = [
            [`personId=${person.id}`, [one.id]],
            [`personId=${person.id}%3D`, [one.id]],
            [`workspaceId=${workspace.id}`, [two.id]],
            [`workspaceId=${workspace.id.slice(0, 20)}`, []],
            ["displayName=north", [one.id]],
            ["product=BOARD", [one.id]],
            ["type=phone", [two.id]],
            ["tag=red", [one.id, two.id]],
            ["tag=red,round", [one.id]],
            ["tag=red&tag=round", [one.id]],
            ["tag=re", []],
            ["connectionStatus=connected", [two.id]],
            ["serial=foc", [one.id]],
            ["software=phoneos", [two.id]],
            ["upgradeChannel=preview", [one.id]],
            ["errorCode=sip", [one.id]],
            ["capability=xapi", [one.id]],
            ["permission=xapi:readonly", [one.id]],
            ["locationId=L1", [one.id]],
            ["workspaceLocationId=WL1", [one.id]],
            ["mac=001122334455", [one.id]],
            ["devicePlatform=microsoftTeamsRoom", [two.id]],
            ["plannedMaintenance=on", [one.id]],
            ["type=phone&serial=foc", []],
        ];
        for (const [query, ids] of expected) {
            assert.deepEqual(itemIds(await call(simulator, "GET", `/devices?${query}`)), ids, query);
        }
        assert.equal((await call(simulator, "GET", "/devices?type=toaster")).status, 400);
    });

    it("crud: filters with its own 14 parameters and takes a tag literally", async () => {
        const simulator = await bench.start({ contract: "crud" });
        const device = simulator.addDevice({ tags: ["a,b"], upgradeChannel: "beta" });
        const list = (query: string) => call(simulator, "GET", `/devices?${query}`);
        assert.deepEqual(itemIds(await list("tag=a%2Cb&upgradeChannel=beta")), [device.id]);
        assert.deepEqual(itemIds(await list(`orgId=${simulator.orgId}`)), [device.id]);
        assert.deepEqual(itemIds(await list("orgId=other")), []);
        assert.equal((await list("mac=001122334455")).status, 400);
        assert.equal((await list("connectionStatus=activating")).status, 400);
    });

    it("pages with a next link on its own host until there is no more, keeping the filters", async () => {
        const simulator = await bench.start({ pageCap: 2 });
        const ids = Array.from({ length: 5 }, () => simulator.addDevice({ tags: ["x"] }).id);
        simulator.addDevice();
        const seen: string[][] = [];
        for (let path = "/devices?max=50&tag=x"; path !== ""; ) {
            const answer = await call(simulator, "GET", path);
            seen.push(itemIds(answer));
            const next = /^<(.+)>; rel="next"$/.exec(answer.headers.get("link") ?? "")?.[1];
            assert.ok(next === undefined || next.startsWith(`${simulator.baseUrl}/devices?`));
            path = next?.slice(simulator.baseUrl.length) ?? "";
        }
        assert.deepEqual(seen, [ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
    });

    it("pages by start alone where no link is sent: on request, and in crud, whose document has none", async () => {
        for (const options of [{ sendLink: false }, { contract: "crud" as const }]) {
            const simulator = await bench.start(options);
            const ids = [simulator.addDevice().id, simulator.addDevice().id];
            const first = await call(simulator, "GET", "/devices?max=1");
            assert.deepEqual([itemIds(first), first.headers.get("link")], [ids.slice(0, 1), null]);
            assert.deepEqual(itemIds(await call(simulator, "GET", "/devices?max=1&start=1")), ids.slice(1));
        }
    });
});
