import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { type GetPersonArgs, getPerson, getPersonOutput } from "../../sdk/index";
import { programSession } from "../../sdk/run";
import { caught, lines } from "../provider/helpers";
import { programs, valueOf } from "./helpers";

describe("sdk/getPerson", () => {
    const run = programs();

    for (const contract of ["cisco", "crud"] as const) {
        it(`finds a person by an address in any case (${contract})`, async () => {
            const simulator = await run.started({ contract });
            const { id } = simulator.addPerson({ displayName: "Ada Lovelace", emails: ["ada@example.com"] });
            const person = await getPerson({ email: "Ada@Example.com" });
            assert.deepEqual([person.id, person.displayName, person.emails], [id, "Ada Lovelace", ["ada@example.com"]]);
            assert.deepEqual(lines(simulator.log.entries), ["GET /people?email=Ada%40Example.com&max=100"]);
        });
    }

    it("finds a person by id, with licences, and learns the name for messages", async () => {
        const simulator = await run.started();
        const { id } = simulator.addPerson({ displayName: "Ada", emails: ["a@example.com"], licenses: ["l"] });
        assert.deepEqual((await getPerson({ personId: id })).licenses, ["l"]);
        assert.equal(programSession().names.describe({ personId: id }), `Ada <a@example.com> (${id})`);
    });

    it("asks in the given organisation, else in the stack's", async () => {
        const simulator = await run.started({}, { orgId: "stack" });
        await caught(getPerson({ email: "a@example.com" }));
        await caught(getPerson({ email: "a@example.com", orgId: "own" }));
        const emails = simulator.log.entries.filter(({ query }) => query.email !== undefined);
        assert.deepEqual(
            emails.map(({ query }) => query.orgId),
            ["stack", "own"],
        );
    });

    it("names people with a similar address where there is none", async () => {
        const simulator = await run.started();
        const { id } = simulator.addPerson({ displayName: "Ada Lovelace", emails: ["ada.lovelace@example.com"] });
        simulator.addPerson({ displayName: "Bob", emails: ["bob@example.com"] });
        const error = await caught(getPerson({ email: "ada.lovlace@example.com" }));
        assert.ok(error instanceof pulumi.RunError);
        assert.equal(
            error.message,
            "getPerson: there is no person with the e-mail address ada.lovlace@example.com; " +
                `the nearest: Ada Lovelace <ada.lovelace@example.com> (${id})`,
        );
    });

    it("says that an id is nobody's, also a workspace's id", async () => {
        const simulator = await run.started();
        const { id } = simulator.addWorkspace();
        assert.equal((await caught(getPerson({ personId: id }))).message, `getPerson: there is no person ${id}`);
    });

    it("names the scope that is missing", async () => {
        const simulator = await run.started();
        simulator.setScopes([]);
        const error = await caught(getPerson({ email: "a@example.com" }));
        assert.match(error.message, /^getPerson of a@example\.com failed: .*spark-admin:people_read/);
    });

    for (const [name, args, message] of [
        ["nobody", {}, /give exactly one of email, personId; none is given/],
        ["both", { email: "a", personId: "b" }, /email and personId are given/],
        ["an empty address", { email: " " }, /email must not be empty/],
        ["a name", { displayName: "Ada" }, /no property "displayName"/],
    ] as [string, GetPersonArgs, RegExp][]) {
        it(`refuses ${name} and sends nothing`, async () => {
            const simulator = await run.started();
            const error = await caught(getPerson(args));
            assert.ok(error instanceof pulumi.RunError);
            assert.match(error.message, message);
            assert.equal(simulator.log.entries.length, 0);
        });
    }

    it("getPersonOutput takes an output", async () => {
        const simulator = await run.started();
        const { id } = simulator.addPerson({ emails: ["a@example.com"] });
        assert.equal(await valueOf(getPersonOutput({ email: pulumi.output("a@example.com") }).id), id);
    });
});
