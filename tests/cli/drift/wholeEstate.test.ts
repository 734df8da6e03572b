import assert from "node:assert/strict";
import { otherOrganizations, wholeEstate } from "../../../cli/drift/wholeEstate";
import { readEstate } from "../../../cli/estate/readEstate";
import type { Managed } from "../../../cli/stack/managed";
import { openSession, type Session } from "../../../provider/session";
import { type Simulator, startSimulator } from "../../../simulator";
import { MemoryLog } from "../../provider/helpers";

describe("cli/drift/wholeEstate", () => {
    let simulator: Simulator;
    let session: Session;

    before(async () => {
        simulator = await startSimulator();
        const config: Readonly<Record<string, string>> = {
            baseUrl: simulator.baseUrl,
            contract: "cisco",
            accessToken: simulator.token,
        };
        session = openSession((key) => config[key], new MemoryLog());
    });
    after(async () => {
        await simulator.close();
    });
    beforeEach(() => {
        simulator.reset();
    });

    const thing = (state: Managed["state"], inputs: Managed["inputs"] = {}): Managed => ({
        ...{ kind: "device", urn: "urn", label: "", name: "", id: "", inputs, state },
    });
    const read = async (...things: Managed[]) => wholeEstate(session, await readEstate(session), things);

    it("asks nothing more where everything is there", async () => {
        const person = simulator.addPerson();
        simulator.addDevice({ personId: person.id });
        const own = await readEstate(session);
        simulator.log.clear();
        const whole = await wholeEstate(session, own, [thing({ personId: person.id }), thing({})]);
        assert.equal(whole, own);
        assert.deepEqual(simulator.log.requests({}), []);
    });

    it("adds people whose only device is gone, asked for together", async () => {
        const people = ["Ada", "Grace"].map((displayName) => simulator.addPerson({ displayName }));
        const estate = await read(...people.map(({ id }) => thing({ personId: id })));
        assert.deepEqual(
            people.map(({ id }) => estate.person(id)?.displayName),
            ["Ada", "Grace"],
        );
        assert.equal(simulator.log.requests({ method: "GET", path: "/people" }).length, 1);
    });

    it("goes on without names where people may not be read", async () => {
        const { id } = simulator.addPerson();
        simulator.scopes.delete("spark-admin:people_read");
        assert.equal((await read(thing({ personId: id }))).person(id), undefined);
    });

    it("reads another organisation that resources name, once, and has everything once", async () => {
        const { id } = simulator.addWorkspace();
        const { orgId } = simulator;
        // Without a device nothing tells that it is the token's own.
        const estate = await read(thing({}, { orgId }), thing({}, { orgId }));
        const asked = simulator.log.requests({ method: "GET", path: "/devices" });
        assert.deepEqual(
            asked.map(({ query }) => query["orgId"]),
            [undefined, orgId],
        );
        assert.deepEqual(
            estate.parts.workspaces.map((workspace) => workspace.id),
            [id],
        );
    });

    it("knows which organisations are others", () => {
        const things = ["a", "b", "b"].map((orgId) => thing({}, { orgId }));
        const own = { parts: { people: [], workspaces: [], locations: [], devices: [{ id: "d", orgId: "a" }] } };
        assert.deepEqual(otherOrganizations([...things, thing({})], undefined, own), ["b"]);
        assert.deepEqual(otherOrganizations(things, "b", own), ["a"]);
    });
});
