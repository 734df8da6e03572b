import assert from "node:assert/strict";
import { entryOf } from "../../../provider/resources/declarations";
import { type CodeEvent, News } from "../../../provider/resources/news";

const SELF = { key: "DeviceActivation a", label: 'DeviceActivation "a"' };
const USED: CodeEvent = { kind: "used", by: 'device "Board Room" (id)' };

describe("resources/news", () => {
    it("gives each event of a resource once", () => {
        const news = new News();
        news.note(SELF, USED);

        assert.deepEqual(news.take(SELF), [{ event: USED }]);
        assert.deepEqual(news.take(SELF), []);
    });

    it("gives a batch the events of its entries, and leaves those of a resource with a longer name", () => {
        const news = new News();
        const other = { key: "DeviceActivation ab", label: "" };
        news.note(entryOf(SELF, "one]"), USED);
        news.note(other, USED);
        news.note(entryOf(other, "one"), USED);

        assert.deepEqual(news.take(SELF), [{ entry: "one]", event: USED }]);
        assert.deepEqual(news.take(other), [{ event: USED }, { entry: "one", event: USED }]);
    });

    it("tells a text that was said from one that was not", () => {
        const news = new News();

        assert.deepEqual([news.isFirst("a"), news.isFirst("b"), news.isFirst("a")], [true, true, false]);
    });
});
