import assert from "node:assert/strict";
import {
    findPeople,
    PEOPLE_AT_ONCE,
    readOwnOrganization,
    readPeople,
    readPerson,
    readPersonLicenses,
} from "../../../provider/api/people";
import { WebexClient } from "../../../provider/client/webexClient";
import { WebexError } from "../../../provider/client/webexError";
import { type BareAnswer, Bench, caught, lines, MemoryLog, settingsWith } from "../helpers";

describe("api/people", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    async function clientOf(answer: BareAnswer) {
        const server = await bench.server(answer);
        return { server, client: new WebexClient(settingsWith({ baseUrl: server.baseUrl }), new MemoryLog()) };
    }

    const told = { id: "p1", displayName: "Ada", emails: ["ada@example.com"], orgId: "org", licenses: ["l1"] };
    const odd = { id: "p2", displayName: null, emails: "x", orgId: 7, licenses: [1] };

    describe("readPeople", () => {
        it("asks for 85 at once, each once, and leaves out whom Webex does not know", async () => {
            const { simulator, client } = await bench.stand();
            const known = Array.from({ length: 2 * PEOPLE_AT_ONCE + 1 }, () => simulator.addPerson().id);
            const ids = [...known, "nobody", ...known.slice(0, 5)];
            const people = (await readPeople(client, ids, simulator.orgId)) ?? [];
            assert.deepEqual(
                people.map(({ id }) => id),
                known,
            );
            const asked = simulator.log.entries.map(({ query }) => query.id?.split(",").length);
            assert.deepEqual(
                asked.sort((a = 0, b = 0) => b - a),
                [85, 85, 2],
            );
        });

        it("sends nothing for nobody", async () => {
            const { simulator, client } = await bench.stand();
            assert.deepEqual(await readPeople(client, [], undefined), []);
            assert.deepEqual(simulator.log.entries, []);
        });

        it("does not find a person of another organisation, nor a workspace", async () => {
            const { simulator, client } = await bench.stand();
            const other = simulator.addOrganization().addPerson();
            const { id } = simulator.addWorkspace();
            assert.deepEqual(await readPeople(client, [other.id, id], undefined), []);
        });

        for (const status of [404, 405]) {
            it(`is undefined where the route is answered with ${status}`, async () => {
                assert.equal(await readPeople((await clientOf({ status })).client, ["p"], undefined), undefined);
            });
        }

        it("fails where it is refused, naming the scope", async () => {
            const { client } = await clientOf({ status: 403 });
            assert.match((await caught(readPeople(client, ["p"], undefined))).message, /spark-admin:people_read/);
        });
    });

    describe("readPerson", () => {
        it("tells what is of its type and leaves out the rest", async () => {
            const { server, client } = await clientOf({ body: JSON.stringify({ ...told, nickName: "A" }) });
            assert.deepEqual(await readPerson(client, "a/b"), told);
            assert.equal(server.seen[0]?.url, "/v1/people/a%2Fb");
            assert.deepEqual(await readPerson((await clientOf({ body: JSON.stringify(odd) })).client, "p2"), {
                id: "p2",
                emails: [],
            });
        });

        it("is undefined for nobody, and for a workspace's id", async () => {
            const { simulator, client } = await bench.stand();
            assert.equal(await readPerson(client, "nobody"), undefined);
            assert.equal(await readPerson(client, simulator.addWorkspace().id), undefined);
        });

        it("refuses an answer without an id", async () => {
            assert.match(
                (await caught(readPerson((await clientOf({ body: "{}" })).client, "p"))).message,
                /the answer has no person's id/,
            );
        });
    });

    describe("findPeople", () => {
        for (const sendLink of [true, false]) {
            it(`reads all pages, ${sendLink ? "by links" : "by start"}`, async () => {
                const { simulator, client } = await bench.stand({ sendLink, pageCap: 100 });
                const ids = Array.from({ length: 201 }, () => simulator.addPerson({ displayName: "Ada" }).id);
                simulator.addPerson({ displayName: "Bob" });
                const people = await findPeople(client, { displayName: "ada" }, undefined);
                assert.deepEqual(
                    people.map(({ id }) => id),
                    ids,
                );
                assert.equal(simulator.log.entries.length, 3);
            });
        }

        it("asks for the exact address in the organisation", async () => {
            const { simulator, client } = await bench.stand();
            const { id } = simulator.addPerson({ emails: ["ada@example.com"] });
            simulator.addPerson({ emails: ["adam@example.com"] });
            const people = await findPeople(client, { email: "Ada@example.com" }, simulator.orgId);
            assert.deepEqual(
                people.map((person) => person.id),
                [id],
            );
            assert.deepEqual(lines(simulator.log.entries), [
                `GET /people?email=Ada%40example.com&orgId=${simulator.orgId}&max=100`,
            ]);
        });

        it("fails where the API has no such route", async () => {
            await assert.rejects(findPeople((await clientOf({ status: 404 })).client, {}, undefined), WebexError);
        });
    });

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
