import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { projectFolder } from "../../../cli/stack/projectFolder";

describe("cli/stack/projectFolder", () => {
    let folder: string;

    beforeEach(() => {
        folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "pulumi-webex-project-")));
        fs.mkdirSync(path.join(folder, "deep", "inside"), { recursive: true });
    });
    afterEach(() => {
        fs.rmSync(folder, { recursive: true, force: true });
    });

    it("finds the project here or in a folder above, the nearest first", () => {
        fs.writeFileSync(path.join(folder, "Pulumi.yaml"), "name: outer");
        assert.equal(projectFolder(path.join(folder, "deep/inside")), folder);
        fs.writeFileSync(path.join(folder, "deep", "Pulumi.yml"), "name: inner");
        assert.equal(projectFolder(path.join(folder, "deep/inside")), path.join(folder, "deep"));
        assert.equal(projectFolder(folder), folder);
    });

    it("says what to do where there is none", () => {
        const named = /no Pulumi project here.*--cwd/;
        assert.throws(() => projectFolder(path.join(folder, "deep")), named);
        assert.throws(
            () => projectFolder(path.join(folder, "absent")),
            /^CliError: there is no folder .*absent; .*--cwd/,
        );
    });
});
