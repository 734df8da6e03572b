import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";
import { Device } from "../../sdk/index";
import { requireResolvable } from "../../sdk/resolvable";
import { thrown } from "../provider/helpers";
import { Program } from "./helpers";

const MODULE = "pulumi-webex/provider/device";
const OFF = { accessToken: "t", limitGuard: "off", preflight: "off" };

describe("sdk/resolvable", () => {
    const program = new Program();
    let folder: string;
    /** The project's folder. */
    let project: string;
    beforeEach(async () => {
        folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "pulumi-webex-resolvable-")));
        project = folder;
        await program.start(OFF);
        // As Pulumi's CLI starts a program.
        process.env.PULUMI_NODEJS_MONITOR = "127.0.0.1:9";
        sinon.replace(process, "cwd", () => project);
    });
    afterEach(() => {
        program.stop();
        fs.rmSync(folder, { recursive: true });
    });

    /** Installs a package that has the module, below a folder. */
    function install(below: string, has = "provider/device.js"): void {
        const root = path.join(below, "node_modules", "pulumi-webex");
        fs.mkdirSync(path.dirname(path.join(root, has)), { recursive: true });
        fs.writeFileSync(path.join(root, has), "");
        const exported = { "./provider/device": "./provider/device.js" };
        fs.writeFileSync(path.join(root, "package.json"), JSON.stringify({ name: "pulumi-webex", exports: exported }));
    }

    it("says in one plain line what to do where the project's folder does not have the module", async () => {
        const error = await thrown(() => {
            requireResolvable(MODULE);
        });
        assert.ok(error instanceof pulumi.RunError);
        assert.equal(error.stack, "");
        assert.equal(
            error.message,
            `${MODULE} cannot be found from ${folder}, where Pulumi's provider process looks for it. Add pulumi-webex to ` +
                "the dependencies of that project's own package.json; a bundle has to leave it out (external)",
        );
    });

    it("says so already when the program declares a resource", async () => {
        const error = await thrown(() => new Device("phone", { workspaceId: "w" }));
        assert.ok(error instanceof pulumi.RunError);
        assert.match(error.message, /^pulumi-webex\/provider\/device cannot be found from /);
        assert.deepEqual(
            program.requests.filter((request) => request.getName() === "phone"),
            [],
        );
    });

    it("says so of a package that is there without the module, as a pruned one is", async () => {
        install(folder, "README.md");
        const error = await thrown(() => {
            requireResolvable(MODULE);
        });
        assert.match(error.message, /cannot be found from/);
    });

    it("takes what is installed in the project's folder", () => {
        install(folder);
        requireResolvable(MODULE);
    });

    it("takes what is installed in a folder above, as a workspace's root is", () => {
        install(folder);
        project = path.join(folder, "packages", "infrastructure");
        fs.mkdirSync(project, { recursive: true });
        requireResolvable(MODULE);
    });

    it("looks once a run: a thousand resources would each read the file system", () => {
        install(folder);
        requireResolvable(MODULE);
        fs.rmSync(path.join(folder, "node_modules"), { recursive: true });
        requireResolvable(MODULE);
    });

    it("does not look in an inline program of the Automation API, which runs in another folder", () => {
        delete process.env.PULUMI_NODEJS_MONITOR;
        requireResolvable(MODULE);
    });

    it("does not look under a program's own mocks, which start no provider", async () => {
        program.stop();
        await program.start(OFF, { hooks: false });
        process.env.PULUMI_NODEJS_MONITOR = "127.0.0.1:9";
        sinon.replace(process, "cwd", () => project);
        requireResolvable(MODULE);
    });
});
