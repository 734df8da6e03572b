import assert from "node:assert/strict";
import type { CliRun } from "../../../cli/doctor/pulumiCli";
import { backendFinding, cliFinding } from "../../../cli/doctor/pulumiFindings";

function ran(code: number | undefined, stdout = "", stderr = ""): CliRun {
    return { code, stdout, stderr };
}

describe("cli/doctor/pulumiFindings", () => {
    const versions: [string, CliRun, string, RegExp][] = [
        ["a version in the range", ran(0, "v3.248.0\n"), "ok", /^3\.248\.0 \(wanted: \^3\.216\.0\)$/],
        ["an older one", ran(0, "v3.100.0\n"), "problem", /^3\.100\.0 \(wanted/],
        ["no CLI", ran(undefined), "problem", /not on the PATH/],
        ["a CLI that fails", ran(1, "", "error: it broke\nat length"), "problem", /failed: it broke$/],
        ["a CLI that says nothing", ran(0), "problem", /failed: no word why$/],
    ];
    for (const [name, run, word, text] of versions) {
        it(`says ${word} of ${name}`, () => {
            const found = cliFinding(run, "^3.216.0");
            assert.deepEqual([found.topic, found.word, found.remedy === undefined], ["pulumi", word, word === "ok"]);
            assert.match(found.text, text);
        });
    }

    it("tells the backend and who is logged in", () => {
        const run = ran(0, '{"user":"ada","url":"file:///states?metadata=skip"}');
        assert.deepEqual(backendFinding(run), {
            topic: "backend",
            word: "ok",
            text: "files on this machine (file:///states), as ada",
        });
    });

    it("says that nobody is logged in, or that the backend does not answer", () => {
        const nobody = ran(
            3,
            "",
            "error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions",
        );
        assert.match(backendFinding(nobody).text, /nobody is logged in/);
        assert.match(backendFinding(nobody).remedy ?? "", /`pulumi login`/);
        const broken = backendFinding(ran(1, "", 'error: read ".pulumi/meta.yaml": no such bucket\nmore'));
        assert.deepEqual(
            [broken.word, broken.text],
            ["problem", 'the backend does not answer: read ".pulumi/meta.yaml": no such bucket'],
        );
    });
});
