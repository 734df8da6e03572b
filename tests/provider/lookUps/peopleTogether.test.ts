import assert from "node:assert/strict";
import { getPerson, getPersonOutput } from "../../../sdk/index";
import { programs, valueOf } from "../../sdk/helpers";
import { caught } from "../helpers";

describe("lookUps/peopleTogether", () => {
    const run = programs();

    it("answers 250 addresses that are asked for at once by three pages of everybody", async () => {
        const simulator = await run.started();
        const ids = Array.from({ length: 250 }, (_, at) => simulator.addPerson({ emails: [`p${at}@example.com`] }).id);
        const asked = ids.map((_, at) => valueOf(getPersonOutput({ email: `P${at}@example.com` }).id));
        assert.deepEqual(await Promise.all(asked), ids);
        assert.deepEqual(
            simulator.log.entries.map(({ path, query }) => [path, query.email]),
            [1, 2, 3].map(() => ["/people", undefined]),
        );
    });

    it("asks for ten and fewer individually, in the program's spelling", async () => {
        const simulator = await run.started();
        const emails = Array.from({ length: 10 }, (_, at) => `Person.${at}@Example.com`);
        for (const email of emails) {
            simulator.addPerson({ emails: [email.toLowerCase()] });
        }
        await Promise.all(emails.map((email) => getPerson({ email })));
        assert.deepEqual(simulator.log.entries.map(({ query }) => query.email).sort(), emails);
    });

    it("names the one of many that is nobody's, and finds the others", async () => {
        const simulator = await run.started();
        const emails = Array.from({ length: 20 }, (_, at) => `p${at}@example.com`);
        for (const email of emails.slice(1)) {
            simulator.addPerson({ emails: [email] });
        }
        const [first = "", ...rest] = emails;
        const [error] = await Promise.all([
            caught(getPerson({ email: first })),
            ...rest.map((email) => getPerson({ email })),
        ]);
        assert.match(error.message, /there is no person with the e-mail address p0@example\.com/);
    });

    it("keeps organisations apart, and asks anew in a later moment", async () => {
        const simulator = await run.started();
        simulator.addPerson({ emails: ["a@example.com"] });
        simulator.addPerson({ emails: ["b@example.com"] });
        await Promise.all([
            getPerson({ email: "a@example.com" }),
            getPerson({ email: "a@example.com", orgId: simulator.orgId }),
        ]);
        await getPerson({ email: "b@example.com" });
        assert.deepEqual(
            simulator.log.entries.map(({ query }) => [query.email, query.orgId]),
            [
                ["a@example.com", undefined],
                ["a@example.com", simulator.orgId],
                ["b@example.com", undefined],
            ],
        );
    });
});
