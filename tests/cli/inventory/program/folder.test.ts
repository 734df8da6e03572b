import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { CliError } from "../../../../cli/cliError";
import { assertFolder, readFiles, readManifest, writeFiles } from "../../../../cli/inventory/program/folder";
import { manifestOf } from "../../../../cli/inventory/program/manifest";
import { thrown } from "../../../provider/helpers";

const MANIFEST = manifestOf([], new Map(), {
    options: { batches: false, settings: false, perLocation: false },
    origin: { told: { people: 0, workspaces: 0, locations: 0 } },
});

describe("cli/inventory/program/folder", () => {
    let folder: string;
    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "webex-folder-"));
    });
    afterEach(() => {
        fs.rmSync(folder, { recursive: true });
    });

    it("writes, removes and leaves files, makes folders, and reads all of it back", () => {
        for (const file of ["old.ts", "edited.ts"]) {
            fs.writeFileSync(path.join(folder, file), file);
        }
        writeFiles(
            folder,
            [
                { path: "a/b/new.ts", what: "create", text: "new" },
                { path: "edited.ts", what: "writeBeside", text: "mine" },
                { path: "old.ts", what: "remove" },
                { path: "same.ts", what: "same" },
            ],
            MANIFEST,
        );
        const files = readFiles(folder, ["a/b/new.ts", "edited.ts", "edited.ts.new", "old.ts", "same.ts"]);
        assert.deepEqual(Object.fromEntries(files), {
            "a/b/new.ts": "new",
            "edited.ts": "edited.ts",
            "edited.ts.new": "mine",
        });
        assert.deepEqual(readManifest(folder), MANIFEST);
    });

    it("knows no manifest where there is none", () => {
        assert.equal(readManifest(path.join(folder, "not there")), undefined);
    });

    it("names the file that could not be written or removed", async () => {
        fs.mkdirSync(path.join(folder, "index.ts"));
        for (const what of ["create", "remove"] as const) {
            const error = await thrown(() => {
                writeFiles(folder, [{ path: "index.ts", what, ...(what === "create" && { text: "" }) }], MANIFEST);
            });
            assert.ok(error instanceof CliError);
            assert.match(error.message, /^could not (write|remove) .*index\.ts: .*Run the command again/);
        }
    });

    it("takes a folder, or one that can be made, and no file", () => {
        fs.writeFileSync(path.join(folder, "file"), "");
        assertFolder(folder);
        assertFolder(path.join(folder, "new"));
        assert.throws(() => {
            assertFolder(path.join(folder, "file"));
        }, CliError);
    });
});
