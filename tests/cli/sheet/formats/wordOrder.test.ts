import assert from "node:assert/strict";
import { inOrderOfPaper, isRightToLeft } from "../../../../cli/sheet/formats/wordOrder";

describe("cli/sheet/formats/wordOrder", () => {
    it("knows letters that are written from right to left", () => {
        assert.deepEqual(["Room 5", "会議室", "חדר", "غرفة", "Room חדר"].map(isRightToLeft), [
            false,
            false,
            true,
            true,
            true,
        ]);
    });

    const cases: Readonly<Record<string, string>> = {
        "Room 5 north": "Room 5 north",
        "א ב 12": "12 ב א",
        "א Room 5 ב": "ב Room 5 א",
        "Room א ב north": "Room ב א north",
        "12 א": "א 12",
        א: "א",
    };
    for (const [said, onPaper] of Object.entries(cases)) {
        it(`sets "${said}" as it is read`, () => {
            assert.equal(inOrderOfPaper(said), onPaper);
        });
    }
});
