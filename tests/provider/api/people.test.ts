import assert from "node:assert/strict";
import { readOwnOrganization, readPersonLicenses } from "../../../provider/api/people";
import { WebexClient } from "../../../provider/client/webexClient";
import { WebexError } from "../../../provider/client/webexError";
import { type BareAnswer, Bench, caught, MemoryLog, settingsWith } from "../helpers";

describe("api/people", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    async function clientOf(answer: BareAnswer) {
        const server = await bench.server(answer);
        return { server, client: new WebexClient(settingsWith({ baseUrl: server.baseUrl }), new MemoryLog()) };
    }

    describe("readPersonLicenses", () => {
        it("tells the ids of the licences that the person holds", async () => {
            const { server, client } = await clientOf({ body: '{"licenses":["l1",7,"l2",null]}' });
            assert.deepEqual(await readPersonLicenses(client, "a/b"), ["l1", "l2"]);
            assert.equal(server.seen[0]?.url, "/v1/people/a%2Fb");
        });

        for (const answer of [{ status: 404 }, { body: "null" }, { body: "{}" }, { body: '{"licenses":"l1"}' }]) {
            it(`knows none where the API answers ${JSON.stringify(answer)}`, async () => {
                assert.deepEqual(await readPersonLicenses((await clientOf(answer)).client, "p"), []);
            });
        }

        it("fails where it is refused, naming the scope", async () => {
            const { client } = await clientOf({ status: 403 });
            assert.match((await caught(readPersonLicenses(client, "p"))).message, /spark-admin:people_read/);
        });
    });

    describe("readOwnOrganization", () => {
        it("asks for the account that the token belongs to", async () => {
            const { server, client } = await clientOf({ body: '{"id":"p","orgId":"org"}' });
            assert.equal(await readOwnOrganization(client), "org");
            assert.equal(server.seen[0]?.url, "/v1/people/me");
        });

        for (const answer of [
            ...[403, 404, 405, 501].map((status) => ({ status })),
            ...["null", "{}", '{"orgId":null}', '{"orgId":""}', '{"orgId":7}'].map((body) => ({ body })),
        ]) {
            it(`does not know it where the API answers ${JSON.stringify(answer)}`, async () => {
                assert.equal(await readOwnOrganization((await clientOf(answer)).client), undefined);
            });
        }

        for (const status of [400, 401, 500, 503]) {
            it(`fails where the API answers ${status}`, async () => {
                await assert.rejects(readOwnOrganization((await clientOf({ status })).client), WebexError);
            });
        }
    });
});
