/** The quickstart in Python, Go and YAML, with the plugin as `pulumi-webex plugin install` installs it. */

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { ownPackage } from "../../../cli/ownPackage";
import { copyPlugin } from "../../../cli/plugin/installPlugin";
import { type Simulator, startSimulator } from "../../../simulator/index";
import { which } from "../../../tools/engine/engine.mjs";
import { repository } from "../../package/packed";
import { type Ended, languageOrSkip, Quickstart } from "./quickstart";

const examples = path.join(repository, "examples");

describe("programs in other languages", () => {
    let simulator: Simulator;
    let stack: Quickstart;
    let config: Record<string, string>;
    let personId: string;

    before(async () => {
        simulator = await startSimulator();
    });

    beforeEach(() => {
        simulator.reset();
        const standard = simulator.addLicense({ name: "Webex Calling - Standard" }).id;
        const person = { displayName: "Stan", emails: ["stan@example.com"], licenses: [standard] };
        personId = simulator.addPerson(person).id;
        config = { "quickstart:personId": personId, "quickstart:workspaceId": simulator.addWorkspace({}).id };
        stack = new Quickstart(simulator);
        copyPlugin(
            path.join(repository, "plugin"),
            path.join(stack.home, "plugins", `resource-webex-v${ownPackage().version}`),
        );
    });

    afterEach(() => {
        stack.dispose();
    });

    after(async () => {
        await simulator.close();
    });

    const succeeded = ({ code, output }: Ended): string => {
        assert.equal(code, 0, output);
        return output;
    };

    for (const language of ["Go", "Python"] as const) {
        it(`${language}: the quickstart, and the guard in the words that it has in TypeScript`, async function () {
            const program = await languageOrSkip(this, language);
            const output = succeeded(await stack.run(program, "up", config));
            assert.doesNotMatch(output, /from \$PATH/);
            const [phone] = simulator.devices();
            assert.deepEqual([phone?.personId, phone?.mac], [personId, "52EAD324FD21"]);
            assert.equal(simulator.codes().length, 1);
            const [code = ""] = simulator.codes().map(({ code: issued }) => issued);
            assert.ok(code.length > 0 && !output.includes(code), "the code is not shown");

            simulator.log.clear();
            const refused = await stack.run(program, "preview", { ...config, "quickstart:oneTooMany": "true" });
            assert.notEqual(refused.code, 0, refused.output);
            const words =
                `Stan <stan@example.com> (${personId}) would have too many devices: 1 there ` +
                `(Stan ${phone?.id ?? ""}), 1 planned (second-phone), at most 1 allowed by the licence ` +
                '"Webex Calling - Standard". Nothing was created for it. Take a device away, raise the limit in ' +
                "webex:deviceLimits if it is wrong, or set webex:limitGuard to warn";
            assert.ok(refused.output.replace(/\s+/g, " ").includes(words), refused.output);
            assert.deepEqual(simulator.log.writes(), []);

            succeeded(await stack.run(program, "destroy", config));
            assert.deepEqual(simulator.devices(), []);
        });
    }

    it("YAML: the quickstart", async function () {
        if (which("pulumi-language-yaml") === undefined) {
            console.log("      skipped: there is no pulumi-language-yaml on PATH");
            this.skip();
        }
        const folder = path.join(stack.folder, "program");
        fs.cpSync(path.join(examples, "native-yaml"), folder, { recursive: true });
        const pulumi = async (...args: string[]): Promise<string> =>
            succeeded(await stack.ended("pulumi", [...args, "--cwd", folder, "--stack", "dev", "--non-interactive"]));
        await pulumi("stack", "init");
        for (const [key, value] of Object.entries(config)) {
            await pulumi("config", "set", key, value);
        }
        await pulumi("up", "--yes", "--skip-preview");
        assert.equal(simulator.devices()[0]?.mac, "52EAD324FD21");
        await pulumi("destroy", "--yes", "--skip-preview");
        assert.deepEqual(simulator.devices(), []);
    });
});
