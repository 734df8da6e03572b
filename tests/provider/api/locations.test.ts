import assert from "node:assert/strict";
import { readLocations } from "../../../provider/api/locations";
import { WebexClient } from "../../../provider/client/webexClient";
import { Bench, caught, lines, MemoryLog, settingsWith } from "../helpers";

describe("api/locations", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    async function clientOf(status: number, body: string) {
        const server = await bench.server({ status, body });
        return new WebexClient(settingsWith({ baseUrl: server.baseUrl }), new MemoryLog());
    }

    for (const sendLink of [true, false]) {
        it(`reads all pages, ${sendLink ? "by links" : "by start"}`, async () => {
            const { simulator, client } = await bench.stand({ sendLink });
            const ids = Array.from({ length: 201 }, (_, at) => simulator.addLocation({ name: `Site ${at}` }).id);
            const locations = await readLocations(client, { orgId: undefined });
            assert.deepEqual(
                locations.map(({ id }) => id),
                ids,
            );
            assert.equal(simulator.log.entries.length, 3);
        });
    }

    it("asks by name in the organisation", async () => {
        const { simulator, client } = await bench.stand();
        simulator.addLocation({ name: "Denver" });
        const [location] = await readLocations(client, { name: "denv", orgId: simulator.orgId });
        assert.deepEqual(
            [location?.name, location?.timeZone, location?.address?.city, location?.orgId],
            ["Denver", "America/Chicago", "Exampleville", simulator.orgId],
        );
        assert.deepEqual(lines(simulator.log.entries), [`GET /locations?orgId=${simulator.orgId}&name=denv&max=100`]);
    });

    it("takes the name that Cisco's other schema has, and leaves out what is not of its type", async () => {
        const body = JSON.stringify({ items: [{ id: "l", displayName: "Denver", timeZone: 7, address: "x" }] });
        assert.deepEqual(await readLocations(await clientOf(200, body), { orgId: undefined }), [
            { id: "l", name: "Denver" },
        ]);
    });

    it("fails where it is refused, naming the scope", async () => {
        const client = await clientOf(403, "{}");
        assert.match((await caught(readLocations(client, { orgId: undefined }))).message, /spark-admin:locations_read/);
    });
});
