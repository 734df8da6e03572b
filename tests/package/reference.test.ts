import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { repository } from "./packed";

describe("the reference that `npm run docs` makes", () => {
    it("has a docstring for everything that a program can import, and for each property of it", () => {
        const { scripts } = JSON.parse(fs.readFileSync(path.join(repository, "package.json"), "utf8")) as {
            scripts: Record<string, string>;
        };
        assert.equal(scripts.docs, "typedoc");
        const typedoc = path.join(repository, "node_modules/typedoc/bin/typedoc");
        // typedoc.json makes a warning of each missing docstring, and a failure of each warning.
        const { status, stdout, stderr } = spawnSync(process.execPath, [typedoc, "--emit", "none"], {
            cwd: repository,
            encoding: "utf8",
        });
        assert.equal(status, 0, stdout + stderr);
    });
});
