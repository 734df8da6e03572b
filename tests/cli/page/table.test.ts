import assert from "node:assert/strict";
import { html } from "../../../cli/html";
import { cell, head, row, rowHead } from "../../../cli/page/table";

describe("cli/page/table", () => {
    it("writes the roles out, and marks columns that are not sorted by", () => {
        assert.equal(
            head(["a", { title: "<", isSortable: false }]).text,
            '<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">a</th>' +
                '<th role="columnheader" scope="col" data-fixed>&lt;</th></tr></thead>',
        );
        assert.equal(
            row([rowHead("a"), cell("<"), cell("b", 3)]).text,
            '<tr role="row"><th role="rowheader" scope="row">a</th><td role="cell">&lt;</td><td role="cell" data-k="3">b</td></tr>\n',
        );
    });

    it("can have a row above its heads", () => {
        assert.match(head(["a"], html`<tr>above</tr>`).text, /^<thead role="rowgroup"><tr>above<\/tr><tr role="row">/);
    });
});
