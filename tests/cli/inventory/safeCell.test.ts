import assert from "node:assert/strict";
import { isSafeCell } from "../../../cli/inventory/safeCell";

describe("cli/inventory/safeCell", () => {
    for (const text of ["", "Lobby", "a=b", "1+1", "x@example.com", "a-b", "|=1", "00:1A", "a,b;c"]) {
        it(`takes "${text}"`, () => {
            assert.ok(isSafeCell(text));
        });
    }
    for (const text of [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        " =1",
        "\t=1",
        "\r=1",
        "a\n=1",
        "a;=1",
        "a, @x",
        '"=1',
        "＝1",
        "＠x",
    ]) {
        it(`takes ${JSON.stringify(text)} for a formula`, () => {
            assert.ok(!isSafeCell(text));
        });
    }
});
