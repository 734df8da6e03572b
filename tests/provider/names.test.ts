import assert from "node:assert/strict";
import { rememberSecrets } from "../../provider/client/secrets";
import { Names, readersOf } from "../../provider/names";
import { Bench, lines, NOBODY, unique, webexId } from "./helpers";

const UUID = "0f0f0f0f-1111-2222-3333-444444444444";

describe("names", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    describe("describe", () => {
        const person = (names: Names, id: string) => names.describe({ personId: id });

        it("has the name and the address, with the id behind", () => {
            const names = new Names(NOBODY);
            names.learnPerson({ id: "p", displayName: "Ada Lovelace", emails: ["ada@example.com", "al@example.com"] });
            names.learnPerson({ id: "q", displayName: "Bob", emails: [] });
            names.learnPerson({ id: "r", emails: ["r@example.com"] });
            names.learnWorkspace({ id: "w", displayName: "Board Room" });
            assert.equal(person(names, "p"), "Ada Lovelace <ada@example.com> (p)");
            assert.equal(person(names, "q"), "Bob (q)");
            assert.equal(person(names, "r"), "r@example.com (r)");
            assert.equal(names.describe({ workspaceId: "w" }), 'workspace "Board Room" (w)');
        });

        it("has the id alone where the name is not known", () => {
            const names = new Names(NOBODY);
            names.learnPerson({ id: "p", emails: [] });
            names.learnWorkspace({ id: "p", displayName: "a workspace of the same id" });
            assert.equal(person(names, "p"), "person p");
            assert.equal(names.describe({ workspaceId: "w" }), "workspace w");
            assert.equal(names.describe({}), "nobody that the API tells");
        });

        it("knows a person by all spellings of an id", () => {
            const names = new Names(NOBODY);
            names.learnPerson({ id: webexId("PEOPLE", UUID), displayName: "Ada", emails: [] });
            const other = webexId("PEOPLE", UUID, "urn:TEAM:us-east-2_a");
            assert.equal(person(names, other), `Ada (${other})`);
        });

        it("does not tell the name behind an id that the program keeps secret", () => {
            const names = new Names(NOBODY);
            const id = unique("secret-person");
            names.learnPerson({ id, displayName: "Ada", emails: [] });
            rememberSecrets(id);
            assert.equal(person(names, id), `person ${id}`);
        });
    });

    describe("ask", () => {
        it("reads each name once, however many ask at once", async () => {
            const { simulator, client } = await bench.stand();
            const names = new Names(readersOf(client));
            const { id: personId } = simulator.addPerson({ displayName: "Ada", emails: ["ada@example.com"] });
            const { id: workspaceId } = simulator.addWorkspace({ displayName: "Lobby" });
            const told = await Promise.all([
                ...[1, 2, 3].map(() => names.ask({ personId })),
                names.ask({ workspaceId }),
                names.ask({}),
            ]);
            assert.deepEqual(told, [
                ...[1, 2, 3].map(() => `Ada <ada@example.com> (${personId})`),
                `workspace "Lobby" (${workspaceId})`,
                "nobody that the API tells",
            ]);
            assert.deepEqual(lines(simulator.log.entries), [
                `GET /people/${personId}`,
                `GET /workspaces/${workspaceId}`,
            ]);
        });

        it("sends nothing for a name that was learned", async () => {
            const { simulator, client } = await bench.stand();
            const names = new Names(readersOf(client));
            names.learnWorkspace({ id: "w", displayName: "Lobby" });
            assert.equal(await names.ask({ workspaceId: "w" }), 'workspace "Lobby" (w)');
            assert.deepEqual(simulator.log.entries, []);
        });

        it("leaves the id of what is not there, and does not ask for it again", async () => {
            const { simulator, client } = await bench.stand();
            const names = new Names(readersOf(client));
            assert.equal(await names.ask({ personId: "nobody" }), "person nobody");
            assert.equal(await names.ask({ personId: "nobody" }), "person nobody");
            assert.equal(simulator.log.entries.length, 1);
        });

        it("leaves the ids where it may not ask, and asks no more for that kind", async () => {
            const { simulator, client } = await bench.stand();
            simulator.setScopes(["spark-admin:workspaces_read"]);
            const names = new Names(readersOf(client));
            const { id } = simulator.addWorkspace({ displayName: "Lobby" });
            assert.equal(await names.ask({ personId: "p" }), "person p");
            assert.equal(await names.ask({ personId: "q" }), "person q");
            assert.equal(await names.ask({ workspaceId: id }), `workspace "Lobby" (${id})`);
            assert.deepEqual(lines(simulator.log.entries), ["GET /people/p", `GET /workspaces/${id}`]);
        });

        for (const kind of [{ status: 500 }, { reset: "before" }, { json: {} }] as const) {
            it(`leaves the id where the answer is ${JSON.stringify(kind)}`, async () => {
                const { simulator, client } = await bench.stand();
                simulator.faults.add({ kind });
                assert.equal(await new Names(readersOf(client)).ask({ personId: "p" }), "person p");
            });
        }
    });
});
