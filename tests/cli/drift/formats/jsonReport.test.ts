import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { FINDING_KINDS } from "../../../../cli/drift/driftReport";
import { jsonReport } from "../../../../cli/drift/formats/jsonReport";
import { finding, report, richReport, thing } from "../page/sampleReport";

const SCHEMA = path.resolve(__dirname, "../../../../docs/drift-report.schema.json");

describe("cli/drift/formats/jsonReport", () => {
    const ajv = new Ajv2020({ allErrors: true, strict: true });
    addFormats(ajv);
    const fits = ajv.compile(JSON.parse(fs.readFileSync(SCHEMA, "utf8")) as object);

    const assertFits = (text: string): void => {
        assert.ok(fits(JSON.parse(text)), JSON.stringify(fits.errors));
    };

    it("fits its schema, with all fields and with none that may be missing", () => {
        assertFits(jsonReport(richReport()));
        assertFits(jsonReport(report([])));
        const bare = { owner: undefined, location: undefined };
        assertFits(jsonReport(report([thing("a", bare)], [finding("b", { resource: undefined })])));
        for (const kind of FINDING_KINDS) {
            assertFits(jsonReport(report([], [finding("a", { kind })])));
        }
    });

    const wrong: readonly [what: string, report: object][] = [
        ["another version", { ...report([]), version: 2 }],
        ["no moment", { ...report([]), checkedAt: "yesterday" }],
        ["a field that nobody knows", { ...report([]), secret: "x" }],
        ["a finding of another kind", report([], [{ ...finding("a"), kind: "odd" as "drift" }])],
        ["a finding with another field", report([], [{ ...finding("a"), code: "1234" } as ReturnType<typeof finding>])],
        ["a thing without a name", report([{ ...thing("a"), name: undefined as unknown as string }])],
    ];
    for (const [what, given] of wrong) {
        it(`does not fit with ${what}`, () => {
            assert.equal(fits(JSON.parse(JSON.stringify(given))), false);
        });
    }
});
