import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { runPulumi } from "../../../cli/doctor/pulumiCli";

describe("cli/doctor/pulumiCli", () => {
    let folder: string;
    const { PATH } = process.env;
    beforeEach(() => {
        folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "cli-")));
        process.env["PATH"] = folder;
    });
    afterEach(() => {
        process.env["PATH"] = PATH;
        fs.rmSync(folder, { recursive: true, force: true });
    });

    it("tells that there is no such program", async () => {
        assert.deepEqual(await runPulumi(["version"], folder), { code: undefined, stdout: "", stderr: "" });
    });

    it("tells output and exit code, and asks no questions", async function () {
        if (process.platform === "win32") {
            this.skip();
        }
        const file = path.join(folder, "pulumi");
        fs.writeFileSync(
            file,
            '#!/bin/sh\necho "$@ in $PWD $PULUMI_SKIP_UPDATE_CHECK"\necho "error: no" >&2\nexit 3\n',
        );
        fs.chmodSync(file, 0o755);
        assert.deepEqual(await runPulumi(["whoami", "--json"], folder), {
            code: 3,
            stdout: `whoami --json --non-interactive --color never in ${folder} true\n`,
            stderr: "error: no\n",
        });
    });
});
