import assert from "node:assert/strict";
import { QUIET, qrCode, svgPath } from "../../../cli/sheet/qrCode";
import { decoded, drawn, rectanglesOf } from "./bitmap";
import { codes } from "./samples";

describe("cli/sheet/qrCode", () => {
    it("says the digits of each code, to another library", () => {
        for (const code of codes(50)) {
            const { size, runs } = qrCode(code);
            const rectangles = runs.map(({ x, y, width }) => ({ x: x + QUIET, y: y + QUIET, width, height: 1 }));
            assert.equal(decoded(drawn(size + 2 * QUIET, rectangles)), code);
        }
    });

    it("takes the smallest size for sixteen digits, with room for damage", () => {
        const { size, runs } = qrCode("1234567890123456");
        assert.equal(size, 21);
        const rectangles = runs.map(({ x, y, width }) => ({ x: x + QUIET, y: y + QUIET, width, height: 1 }));
        const stained = drawn(size + 2 * QUIET, [...rectangles, { x: 15, y: 14, width: 4, height: 3 }]);
        assert.equal(decoded(stained), "1234567890123456");
    });

    it("says what is no number, too", () => {
        const { size, runs } = qrCode("ABCD-1234");
        const rectangles = runs.map(({ x, y, width }) => ({ x: x + QUIET, y: y + QUIET, width, height: 1 }));
        assert.equal(decoded(drawn(size + 2 * QUIET, rectangles)), "ABCD-1234");
    });

    it("is the same as a path of SVG", () => {
        const code = qrCode("9876543210987654");
        assert.equal(decoded(drawn(code.size + 2 * QUIET, rectanglesOf(svgPath(code)))), "9876543210987654");
    });
});
