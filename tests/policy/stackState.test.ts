import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { UNKNOWN } from "../../policy/known";
import { readState, resourcesIn, stackOf } from "../../policy/stackState";

const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:…" };

describe("the state that a policy reads", () => {
    it("is that of the stack which the resources name", () => {
        assert.deepEqual(stackOf(["urn:pulumi:dev::phones::webex:index:Room$webex:index:Device::a"]), {
            stack: "dev",
            project: "phones",
        });
        assert.equal(stackOf([]), undefined);
    });

    it("has the resources that an update can remove, secrets as unknown values", () => {
        const resource = { urn: "urn:pulumi:dev::phones::webex:index:Device::a", type: "webex:index:Device" };
        const exported = {
            deployment: {
                resources: [
                    { ...resource, outputs: { mac: "1", personId: SECRET } },
                    { ...resource, delete: true },
                    { ...resource, retainOnDelete: true },
                    resource,
                    { type: "no urn" },
                ],
            },
        };
        const [first, second, ...others] = resourcesIn(JSON.stringify(exported));
        assert.deepEqual(first, { ...resource, fields: { mac: "1", personId: UNKNOWN } });
        assert.deepEqual(second, { ...resource, fields: {} });
        assert.deepEqual(others, []);
    });

    it("is empty for a stack without resources", () => {
        assert.deepEqual(resourcesIn('{"deployment": {}}'), []);
        assert.throws(() => resourcesIn("no JSON"), SyntaxError);
    });

    describe("by a CLI", () => {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "policy-cli-"));
        const PATH = process.env["PATH"];

        before(() => {
            const script =
                'echo "$@" > arguments.txt\nif [ -n "$PULUMI_CONFIG" ]; then exit 3; fi\n' +
                'if [ "$4" = broken ]; then echo "error: no stack named broken" >&2; exit 1; fi\necho "{}"\n';
            fs.writeFileSync(path.join(folder, "pulumi"), `#!/bin/sh\n${script}`, { mode: 0o755 });
            process.env["PATH"] = `${folder}${path.delimiter}${PATH ?? ""}`;
            process.env["PULUMI_CONFIG"] = '{"webex:accessToken": "secret"}';
        });

        after(() => {
            process.env["PATH"] = PATH;
            delete process.env["PULUMI_CONFIG"];
            fs.rmSync(folder, { recursive: true });
        });

        async function asked(organization?: string): Promise<string> {
            await readState({ project: "phones", stack: "dev" }, { folder, organization });
            return fs.readFileSync(path.join(folder, "arguments.txt"), "utf8").trim();
        }

        it("is asked for in the program's folder, without the configuration and its secrets", async () => {
            assert.equal(await asked(), "stack export --stack dev --non-interactive");
            assert.equal(await asked("acme"), "stack export --stack acme/phones/dev --non-interactive");
        });

        it("cannot be read where the CLI says so", async () => {
            await assert.rejects(readState({ project: "phones", stack: "broken" }, { folder }), {
                message: "pulumi stack export --stack broken: error: no stack named broken",
            });
        });
    });
});
