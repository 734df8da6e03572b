import assert from "node:assert/strict";
import { SharedReads } from "../../../provider/resources/sharedReads";
import { caught } from "../helpers";

/** Lists of numbers in pages of ten; `deviceReads.test.ts` holds what they cost. */
describe("resources/sharedReads", () => {
    function open(rows: number, failAt = Infinity) {
        const listed = new Set<number>();
        const asked = { pages: 0, alone: 0 };
        const reads = new SharedReads<number>(
            {
                async *pages() {
                    for (let from = 0; from < rows; from += 10) {
                        asked.pages += 1;
                        if (asked.pages >= failAt) {
                            throw new Error("no list");
                        }
                        yield await Promise.resolve(
                            Array.from({ length: Math.min(10, rows - from) }, (_, at) => from + at),
                        );
                    }
                },
                add: (row) => {
                    listed.add(row);
                },
            },
            600,
        );
        const ask = (row: number, readsAll = false) =>
            reads.ask<string>({
                key: String(row),
                listed: (isWhole) => (listed.has(row) ? "listed" : isWhole && readsAll ? "not there" : undefined),
                alone: () => {
                    asked.alone += 1;
                    return row < rows ? Promise.resolve("alone") : Promise.reject(new Error("404"));
                },
                readsAll,
            });
        return { reads, ask, asked };
    }

    it("send a few by themselves", async () => {
        const { ask, asked } = open(100);
        assert.deepEqual(await Promise.all([1, 2, 3, 4, 5, 6].map((row) => ask(row))), Array(6).fill("alone"));
        assert.deepEqual(asked, { pages: 0, alone: 6 });
    });

    it("read pages for many, and what they have answers later questions", async () => {
        const { ask, asked } = open(100);
        await Promise.all(Array.from({ length: 100 }, (_, row) => ask(row)));
        assert.deepEqual(asked, { pages: 10, alone: 6 });
        assert.equal(await ask(3), "listed");
    });

    it("read pages at once where a question alone would read them all", async () => {
        const { ask, asked } = open(30);
        assert.equal(await ask(25, true), "listed");
        assert.equal(await ask(99, true), "not there");
        assert.deepEqual(asked, { pages: 3, alone: 0 });
    });

    it("ask for what was written by itself", async () => {
        const { reads, ask, asked } = open(30);
        await ask(25, true);
        reads.write(["25"]);
        assert.equal(await ask(25), "alone");
        assert.equal(asked.alone, 1);
    });

    it("ask alone for what the list lacks, and pass its failure on", async () => {
        const { ask } = open(20);
        await Promise.all(Array.from({ length: 20 }, (_, row) => ask(row)));
        assert.equal((await caught(ask(77))).message, "404");
    });

    it("go on alone where a page fails: a part of a list is no list", async () => {
        const { ask, asked } = open(100, 2);
        const found = await Promise.all(Array.from({ length: 30 }, (_, row) => ask(row)));
        assert.deepEqual([found[9], found[10], found[29]], ["listed", "alone", "alone"]);
        const before = asked.alone;
        assert.equal(await ask(90), "alone");
        assert.equal(asked.alone, before + 1);
    });
});
