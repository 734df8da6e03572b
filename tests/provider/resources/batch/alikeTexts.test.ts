import assert from "node:assert/strict";
import { AlikeTexts, listed } from "../../../../provider/resources/batch/alikeTexts";

describe("resources/batch/alikeTexts", () => {
    it("puts together what says the same but for names, ids, addresses and tracking ids", () => {
        const texts = new AlikeTexts();
        const said = ["a", "b", "c"].map((key) =>
            texts.add(
                key,
                `entry "${key}": device Y2lzY29zcGFyazovL3VzL0RFVklDR${key} refused. tracking id ROUTER_${key}.`,
            ),
        );
        assert.deepEqual([...said, texts.add("d", "gone")], [0, 1, 2, 0]);
        assert.deepEqual(texts.lines(), ["a, b, c: the entry: device … refused.", "d: gone"]);
    });

    it("cuts a text that is too long to be read", () => {
        const texts = new AlikeTexts();
        texts.add("a", "x ".repeat(400));
        assert.equal(texts.lines()[0]?.length, "a: ".length + 600 + " …".length);
    });

    describe("listed", () => {
        for (const [count, end] of [
            [0, ""],
            [1, "w0"],
            [50, "w48, w49"],
            [51, "w49 and 1 more"],
            [1000, "w49 and 950 more"],
        ] as const) {
            it(`names ${Math.min(count, 50)} of ${count} words`, () => {
                const text = listed(Array.from({ length: count }, (_, at) => `w${at}`));
                assert.ok(text.endsWith(end), text);
                assert.equal(text.split(", ").length, Math.max(1, Math.min(count, 50)));
            });
        }
    });
});
