import assert from "node:assert/strict";
import type { Person } from "../../../provider/api/people";
import { peopleByEmail } from "../../../provider/lookUps/peopleByEmail";

/** So many people on a page, as Webex has it. */
const PAGE = 100;

function emailOf(at: number): string {
    return `person-${at}@example.com`;
}

/** What it costs to find some of the people of an organisation, and whom it finds. */
async function look(size: number, wanted: readonly number[]) {
    const people: Person[] = Array.from({ length: size }, (_, at) => ({
        id: `id-${at}`,
        emails: [`alias-${at}@example.com`, emailOf(at).toUpperCase()],
    }));
    let requests = 0;
    const found = await peopleByEmail(new Set(wanted.map(emailOf)), {
        async *everybody() {
            for (let start = 0; start < size; start += PAGE) {
                requests += 1;
                yield Promise.resolve(people.slice(start, start + PAGE));
            }
        },
        one: (email) => {
            requests += 1;
            return Promise.resolve(people.filter(({ emails }) => emails.includes(email.toUpperCase())));
        },
    });
    return { requests, ids: wanted.map((at) => found.get(emailOf(at))?.map(({ id }) => id)) };
}

describe("lookUps/peopleByEmail", () => {
    const first = (count: number) => Array.from({ length: count }, (_, at) => at);
    const cases: [string, number, number[], number][] = [
        ["a few individually", 1000, first(10), 10],
        ["a whole organisation by its pages", 1000, first(1000), 10],
        ["every tenth of an organisation by its pages", 1000, first(100).map((at) => at * 10), 10],
        ["those of the first page by it alone", 5000, first(50), 1],
        ["those of the far end individually, after one page", 5000, first(50).map((at) => 4999 - at), 51],
        [
            "a few of very many with one page more than their number at most",
            50_000,
            first(20).map((at) => at * 2500),
            21,
        ],
    ];
    for (const [name, size, wanted, expected] of cases) {
        it(`finds ${name}`, async () => {
            const { requests, ids } = await look(size, wanted);
            assert.deepEqual(
                ids,
                wanted.map((at) => [`id-${at}`]),
            );
            assert.equal(requests, expected);
        });
    }

    it("has none for an address that nobody has", async () => {
        const { ids } = await look(20, [...first(20), 77]);
        assert.deepEqual(ids.at(-1), []);
    });
});
