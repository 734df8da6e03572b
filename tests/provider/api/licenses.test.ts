import assert from "node:assert/strict";
import { readLicenses } from "../../../provider/api/licenses";
import { WebexClient } from "../../../provider/client/webexClient";
import { type BareAnswer, Bench, caught, MemoryLog, settingsWith } from "../helpers";

describe("api/licenses", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    async function clientOf(answer: BareAnswer) {
        const server = await bench.server(answer);
        return { server, client: new WebexClient(settingsWith({ baseUrl: server.baseUrl }), new MemoryLog()) };
    }

    it("tells the licences of the organisation that have id and name, asking once without max", async () => {
        const items = [
            { id: "l1", name: "Webex Calling - Standard", totalUnits: 5, consumedUnits: "2", siteUrl: null },
            { id: "l2" },
            { name: "x" },
            null,
        ];
        const { server, client } = await clientOf({ body: JSON.stringify({ items }) });
        assert.deepEqual(await readLicenses(client, "org"), [
            { id: "l1", name: "Webex Calling - Standard", totalUnits: 5 },
        ]);
        assert.deepEqual(
            server.seen.map(({ url }) => url),
            ["/v1/licenses?orgId=org"],
        );
    });

    for (const answer of [{ status: 404 }, { body: "null" }, { body: "{}" }, { body: '{"items":{}}' }]) {
        it(`knows none where the API answers ${JSON.stringify(answer)}`, async () => {
            assert.deepEqual(await readLicenses((await clientOf(answer)).client, undefined), []);
        });
    }

    it("fails where it is refused, naming the scope", async () => {
        const { client } = await clientOf({ status: 403 });
        assert.match((await caught(readLicenses(client, undefined))).message, /spark-admin:licenses_read/);
    });
});
