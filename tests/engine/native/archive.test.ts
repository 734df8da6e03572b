/** The archive of a release: Pulumi installs it, and the plugin in it runs where no Node is. */

import assert from "node:assert/strict";
import path from "node:path";
import { ownPackage } from "../../../cli/ownPackage";
import { type Simulator, startSimulator } from "../../../simulator/index";
import { which } from "../../../tools/engine/engine.mjs";
import { makeArchive, takesPrograms } from "../../../tools/plugin/archive.mjs";
import { type Ended, languageOrSkip, Quickstart } from "./quickstart";

/** Some distributions build a Node that takes no program in. */
const describeArchive = takesPrograms() ? describe : describe.skip;

describeArchive("the archive of the plugin, where nothing is on PATH but Pulumi", function () {
    const { version } = ownPackage();
    let simulator: Simulator;
    let stack: Quickstart;

    // An executable of a hundred megabytes is written and packed.
    this.timeout(600_000);

    before(async () => {
        simulator = await startSimulator();
        stack = new Quickstart(simulator, { isAlone: true });
        const archive = await makeArchive(path.join(stack.folder, "archives"));
        await pulumi("plugin", "install", "resource", "webex", version, "--file", archive);
    });

    after(async () => {
        stack.dispose();
        await simulator.close();
    });

    const succeeded = (ended: Ended): Ended => {
        assert.equal(ended.code, 0, ended.output);
        return ended;
    };
    const pulumi = async (...args: string[]): Promise<Ended> =>
        succeeded(await stack.ended(which("pulumi") ?? "pulumi", args));

    it("is a plugin that tells its schema", async () => {
        const { stdout } = await pulumi("package", "get-schema", `webex@${version}`);
        const schema = JSON.parse(stdout) as { version: string; resources: Record<string, unknown> };
        assert.equal(schema.version, version);
        assert.ok("webex:index:Device" in schema.resources);
    });

    it("runs a program in Python", async function () {
        const program = await languageOrSkip(this, "Python");
        const config = {
            "quickstart:personId": simulator.addPerson({}).id,
            "quickstart:workspaceId": simulator.addWorkspace({}).id,
        };
        succeeded(await stack.run(program, "up", config));
        assert.equal(simulator.devices()[0]?.mac, "52EAD324FD21");
        succeeded(await stack.run(program, "destroy", config));
        assert.deepEqual(simulator.devices(), []);
    });
});
