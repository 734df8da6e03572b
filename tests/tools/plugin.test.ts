import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { archiveName } from "../../tools/plugin/archive.mjs";
import { withOwnFiles } from "../../tools/plugin/bundle.mjs";
import { noticesOf, packageFoldersOf } from "../../tools/plugin/notices.mjs";
import { tar } from "../../tools/plugin/tar.mjs";

describe("tools/plugin", () => {
    let folder: string;

    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "tools-"));
    });

    afterEach(() => {
        fs.rmSync(folder, { recursive: true, force: true });
    });

    it("names an archive as Pulumi looks for it", () => {
        assert.equal(archiveName("1.2.3", "linux", "x64"), "pulumi-resource-webex-v1.2.3-linux-amd64.tar.gz");
        assert.equal(archiveName("1.2.3", "darwin", "arm64"), "pulumi-resource-webex-v1.2.3-darwin-arm64.tar.gz");
        assert.equal(archiveName("1.2.3", "win32", "x64"), "pulumi-resource-webex-v1.2.3-windows-amd64.tar.gz");
    });

    it("puts the package's own JSON files into the bundle, and leaves all else", () => {
        const text = 'const a = createRequire(__filename)("pulumi-webex/package.json"), b = require("other/x.json");';
        const file = JSON.stringify(path.join("root", "package.json"));
        assert.equal(withOwnFiles(text, "root"), `const a = require(${file}), b = require("other/x.json");`);
    });

    it("tells the packages of files once, nested and scoped ones too", () => {
        const files = [
            "provider/plugin/main.ts",
            "node_modules/axios/lib/a.js",
            "node_modules/axios/lib/b.js",
            "node_modules/@grpc/grpc-js/build/x.js",
            "node_modules/axios/node_modules/agent-base/index.js",
        ];
        assert.deepEqual(packageFoldersOf(files), [
            "node_modules/@grpc/grpc-js",
            "node_modules/axios",
            "node_modules/axios/node_modules/agent-base",
        ]);
    });

    it("gives name, version and licence of each package, and the licence's text where there is one", () => {
        for (const [name, license] of [
            ["one", "Text of the licence\n"],
            ["two", undefined],
        ] as const) {
            fs.mkdirSync(path.join(folder, name));
            const about = { name, version: "1.0.0", license: "MIT" };
            fs.writeFileSync(path.join(folder, name, "package.json"), JSON.stringify(about));
            if (license !== undefined) {
                fs.writeFileSync(path.join(folder, name, "LICENSE.md"), license);
            }
        }
        const line = "-".repeat(80);
        assert.equal(
            noticesOf(["one", "two"], folder),
            `one 1.0.0 (MIT)\n\nText of the licence\n\n${line}\n\ntwo 1.0.0 (MIT)\n`,
        );
    });

    it("makes an archive that tar unpacks, the same one each time", function () {
        const content = Buffer.from("x".repeat(513));
        const files = [
            { name: "program", content, executable: true },
            { name: "LICENSE", content: Buffer.from("words") },
        ];
        const archive = tar(files);
        assert.deepEqual(tar(files), archive);
        assert.equal(archive.length % 512, 0);
        const file = path.join(folder, "archive.tar");
        fs.writeFileSync(file, archive);
        try {
            execFileSync("tar", ["-xf", file, "-C", folder]);
        } catch (error) {
            if ((error as NodeJS.ErrnoException).code === "ENOENT") {
                this.skip();
            }
            throw error;
        }
        assert.ok(fs.readFileSync(path.join(folder, "program")).equals(content));
        assert.equal(fs.readFileSync(path.join(folder, "LICENSE"), "utf8"), "words");
        if (process.platform !== "win32") {
            assert.equal(fs.statSync(path.join(folder, "program")).mode & 0o777, 0o755);
            assert.equal(fs.statSync(path.join(folder, "LICENSE")).mode & 0o777, 0o644);
        }
    });
});
