import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { CliError } from "../../../cli/cliError";
import { ownFolder } from "../../../cli/ownPackage";
import { copyPlugin, installPlugin, pulumiHome } from "../../../cli/plugin/installPlugin";
import { capture } from "../capture";

const PROGRAM = "pulumi-resource-webex";
const { version } = JSON.parse(fs.readFileSync(path.join(ownFolder(), "package.json"), "utf8")) as { version: string };

describe("cli/plugin/installPlugin", () => {
    let folder: string;
    let source: string;
    let target: string;

    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "plugin-"));
        source = path.join(folder, "package");
        target = path.join(folder, "home", "plugins", "resource-webex-v1.2.3");
        fs.mkdirSync(source);
        // As a tarball that was packed on Windows has it: without the right to run.
        fs.writeFileSync(path.join(source, PROGRAM), "#!/usr/bin/env node\n", { mode: 0o644 });
        fs.writeFileSync(path.join(source, "NOTICES.txt"), "MIT");
    });

    afterEach(() => {
        fs.rmSync(folder, { recursive: true, force: true });
    });

    const beside = (): string[] => fs.readdirSync(path.dirname(target));

    it("copies the plugin into a folder that was not there, ready to run", () => {
        assert.equal(copyPlugin(source, target), "installed");
        assert.equal(fs.readFileSync(path.join(target, PROGRAM), "utf8"), "#!/usr/bin/env node\n");
        assert.equal(fs.readFileSync(path.join(target, "NOTICES.txt"), "utf8"), "MIT");
        if (process.platform !== "win32") {
            assert.equal(fs.statSync(path.join(target, PROGRAM)).mode & 0o777, 0o755);
        }
        assert.deepEqual(beside(), ["resource-webex-v1.2.3"]);
    });

    it("changes nothing where the same is there", () => {
        copyPlugin(source, target);
        const before = fs.statSync(path.join(target, PROGRAM)).ino;
        assert.equal(copyPlugin(source, target), "unchanged");
        assert.equal(fs.statSync(path.join(target, PROGRAM)).ino, before);
    });

    for (const [what, change] of [
        [
            "another text",
            (file: string) => {
                fs.appendFileSync(file, "old");
            },
        ],
        [
            "a file more",
            (file: string) => {
                fs.writeFileSync(`${file}.exe`, "");
            },
        ],
        [
            "a file less",
            (file: string) => {
                fs.rmSync(file);
            },
        ],
    ] as const) {
        it(`replaces a folder with ${what}, and leaves nothing of it`, () => {
            copyPlugin(source, target);
            change(path.join(target, PROGRAM));
            assert.equal(copyPlugin(source, target), "replaced");
            assert.deepEqual(fs.readdirSync(target).sort(), ["NOTICES.txt", PROGRAM]);
            assert.equal(fs.readFileSync(path.join(target, PROGRAM), "utf8"), "#!/usr/bin/env node\n");
            assert.deepEqual(beside(), ["resource-webex-v1.2.3"]);
        });
    }

    it("replaces a program that must not run", function () {
        if (process.platform === "win32") {
            this.skip();
        }
        copyPlugin(source, target);
        fs.chmodSync(path.join(target, PROGRAM), 0o644);
        assert.equal(copyPlugin(source, target), "replaced");
    });

    it("says what to do where the package has no plugin", () => {
        assert.throws(
            () => copyPlugin(path.join(folder, "elsewhere"), target),
            (error) => error instanceof CliError && /no pulumi-resource-webex in .*npm run build/.test(error.message),
        );
        assert.equal(fs.existsSync(target), false);
    });

    it("says why a folder cannot be written, and leaves what is there", () => {
        fs.mkdirSync(path.join(folder, "home"));
        fs.writeFileSync(path.join(folder, "home", "plugins"), "a file");
        assert.throws(
            () => copyPlugin(source, target),
            (error) => error instanceof CliError && /^the plugin was not installed: E/.test(error.message),
        );
        assert.equal(fs.readFileSync(path.join(folder, "home", "plugins"), "utf8"), "a file");
    });

    it("knows Pulumi's folder", () => {
        const usual = path.join("home", ".pulumi");
        assert.equal(pulumiHome({}, "home"), usual);
        assert.equal(pulumiHome({ PULUMI_HOME: "" }, "home"), usual);
        assert.equal(pulumiHome({ PULUMI_HOME: "elsewhere" }, "home"), "elsewhere");
    });

    it("installs the plugin of this package into PULUMI_HOME, and says where", async () => {
        const { PULUMI_HOME } = process.env;
        process.env["PULUMI_HOME"] = folder;
        try {
            const where = path.join(folder, "plugins", `resource-webex-v${version}`);
            const first = await capture(installPlugin);
            assert.deepEqual(first, {
                result: 0,
                stdout: `plugin webex ${version}: installed, ${where}\n`,
                stderr: "",
            });
            assert.deepEqual(fs.readdirSync(where).sort(), ["NOTICES.txt", PROGRAM, `${PROGRAM}.cmd`]);
            const again = await capture(installPlugin);
            assert.equal(again.stdout, `plugin webex ${version}: already there, ${where}\n`);
        } finally {
            if (PULUMI_HOME === undefined) {
                delete process.env["PULUMI_HOME"];
            } else {
                process.env["PULUMI_HOME"] = PULUMI_HOME;
            }
        }
    });
});
