import assert from "node:assert/strict";
import type { ContractName } from "../../simulator/index";
import { Bench, call, field, statuses } from "./helpers";

describe("simulator: look-ups of people, workspaces, locations and models", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    const rows = async (...[simulator, path]: [Parameters<typeof call>[0], string]) =>
        field((await call(simulator, "GET", path)).body, "items") as unknown[];
    const ids = (items: readonly unknown[]) => items.map((item) => field(item, "id"));

    for (const contract of ["cisco", "crud"] satisfies ContractName[]) {
        it(`${contract}: finds people by exact address and by the beginning of a name`, async () => {
            const simulator = await bench.start({ contract });
            const ada = simulator.addPerson({ displayName: "Ada Lovelace", emails: ["ada@example.com"] });
            const adam = simulator.addPerson({ displayName: "Adam Smith", emails: ["adam@example.com"] });
            assert.deepEqual(ids(await rows(simulator, "/people?email=ADA@example.com")), [ada.id]);
            assert.deepEqual(ids(await rows(simulator, "/people?displayName=ada")), [ada.id, adam.id]);
            assert.deepEqual(ids(await rows(simulator, "/people?displayName=smith")), []);
        });

        it(`${contract}: finds workspaces by a part of the name, and no person by a workspace's id`, async () => {
            const simulator = await bench.start({ contract });
            const lobby = simulator.addWorkspace({ displayName: "The Lobby" });
            const person = simulator.addPerson();
            assert.deepEqual(ids(await rows(simulator, "/workspaces?displayName=LOB")), [lobby.id]);
            assert.deepEqual(
                await statuses(simulator, [
                    ["GET", `/workspaces/${lobby.id}`],
                    ["GET", `/workspaces/${person.id}`],
                    ["GET", `/people/${lobby.id}`],
                ]),
                [200, 404, 404],
            );
        });
    }

    it("gives each person an address that nobody else has", async () => {
        const simulator = await bench.start();
        const addresses = [1, 2, 3].map(() => simulator.addPerson().emails[0]);
        assert.equal(new Set(addresses).size, 3);
    });

    it("takes 85 ids of people at once, tells less of them, and names those not found", async () => {
        const simulator = await bench.start();
        const locationId = simulator.addLocation({ name: "Denver" }).id;
        const { id } = simulator.addPerson({ licenses: ["l"], locationId });
        const foreign = simulator.addOrganization().addPerson().id;
        const { body } = await call(simulator, "GET", `/people?id=${id},${foreign}`);
        const [item] = field(body, "items") as unknown[];
        assert.deepEqual(
            ["id", "licenses", "locationId"].map((name) => field(item, name)),
            [id, undefined, undefined],
        );
        assert.deepEqual(field(body, "notFoundIds"), [foreign]);
        const one = (await call(simulator, "GET", `/people/${id}`)).body;
        assert.deepEqual(
            ["licenses", "locationId"].map((name) => field(one, name)),
            [["l"], locationId],
        );
        const many = (count: number) => Array.from({ length: count }, (_, at) => `x${at}`).join(",");
        assert.deepEqual(
            await statuses(simulator, [
                ["GET", `/people?id=${many(85)}`],
                ["GET", `/people?id=${many(86)}`],
            ]),
            [200, 400],
        );
    });

    it("lists workspaces by pages without links, unless links are asked for", async () => {
        for (const [sendLink, links] of [
            [undefined, [false, true, true]],
            [true, [true, true, true]],
            [false, [false, false, false]],
        ] as const) {
            const simulator = await bench.start({ pageCap: 1, ...(sendLink !== undefined && { sendLink }) });
            for (const name of ["a", "b"]) {
                simulator.addWorkspace({ displayName: name });
                simulator.addPerson();
                simulator.addLocation({ name });
            }
            const answers = [];
            for (const path of ["/workspaces?max=1", "/people?max=1", "/locations?max=1"]) {
                answers.push(await call(simulator, "GET", path));
            }
            assert.deepEqual(
                answers.map(({ headers }) => headers.get("link") !== null),
                links,
            );
            assert.equal((await rows(simulator, "/workspaces?max=1&start=1")).length, 1);
        }
    });

    it("filters workspaces by location, calling and kind of devices, and knows no other organisation's", async () => {
        const simulator = await bench.start();
        const { id: locationId } = simulator.addLocation({ name: "Denver" });
        const { id } = simulator.addWorkspace({ locationId, calling: "webexCalling", supportedDevices: "phones" });
        simulator.addWorkspace();
        for (const filter of [`locationId=${locationId}`, "calling=webexCalling", "supportedDevices=phones"]) {
            assert.deepEqual(ids(await rows(simulator, `/workspaces?${filter}`)), [id]);
        }
        for (const path of ["/workspaces", "/people", "/locations"]) {
            assert.deepEqual(await rows(simulator, `${path}?orgId=other`), []);
        }
    });

    it("finds locations by a part of the name in any case, and by id", async () => {
        const simulator = await bench.start();
        const { id } = simulator.addLocation({ name: "Denver North" });
        simulator.addLocation({ name: "Boston" });
        assert.deepEqual(ids(await rows(simulator, "/locations?name=denver")), [id]);
        assert.deepEqual(ids(await rows(simulator, `/locations?id=${id}`)), [id]);
        assert.equal(simulator.locations().length, 2);
    });

    it("lists a workspace's calling devices with its limit", async () => {
        const simulator = await bench.start();
        const { id: workspaceId } = simulator.addWorkspace({ maxDeviceCount: 2 });
        const { callingDeviceId } = simulator.addDevice({ workspaceId, type: "phone", product: "Cisco 8845" });
        const { body } = await call(simulator, "GET", `/telephony/config/workspaces/${workspaceId}/devices`);
        assert.deepEqual(ids(field(body, "devices") as unknown[]), [callingDeviceId]);
        assert.deepEqual([field(body, "maxDeviceCount"), field(body, "maxOwnedDeviceCount")], [2, 2]);
        const other = simulator.addWorkspace().id;
        const path = `/telephony/config/workspaces/${other}/devices`;
        assert.deepEqual(await statuses(simulator, [["GET", path]]), [404]);
    });

    it("lists the models that can be registered, or those that a test wants", async () => {
        const simulator = await bench.start();
        const models = async () =>
            (
                field((await call(simulator, "GET", "/telephony/config/supportedDevices")).body, "devices") as unknown[]
            ).map((device) => field(device, "model"));
        assert.ok((await models()).includes("DMS Cisco 8875"));
        simulator.setSupportedDevices([
            {
                model: "Other 1",
                displayName: "Other",
                type: "MPP",
                manufacturer: "CISCO",
                managedBy: "CISCO",
                supportedFor: ["PLACE"],
                onboardingMethod: ["NONE"],
                deviceSettingsConfiguration: "NONE",
            },
        ]);
        assert.deepEqual(await models(), ["Other 1"]);
    });

    it("asks for the scope of each list", async () => {
        const simulator = await bench.start({ scopes: [] });
        assert.deepEqual(
            await statuses(simulator, [
                ["GET", "/people"],
                ["GET", "/workspaces"],
                ["GET", "/locations"],
                ["GET", "/telephony/config/supportedDevices"],
            ]),
            [403, 403, 403, 403],
        );
    });
});
