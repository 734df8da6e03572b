import assert from "node:assert/strict";
import { isProjectName, projectFiles } from "../../../cli/new/projectFiles";

const OWN = { devDependencies: { "@pulumi/pulumi": "3.248.0", "@types/node": "^20.1.0", typescript: "~5.9.3" } };

describe("cli/new/projectFiles", () => {
    it("names the versions that this package is tested with", () => {
        const init = { name: "My.Rooms", description: "Two rooms", packageSpec: "^1.2.3", own: OWN };
        const files = projectFiles(init);
        assert.equal(files.get("Pulumi.yaml"), 'name: "My.Rooms"\ndescription: "Two rooms"\nruntime: nodejs\n');
        assert.deepEqual(JSON.parse(files.get("package.json") ?? ""), {
            name: "my.rooms",
            private: true,
            main: "index.ts",
            dependencies: { "@pulumi/pulumi": "~3.248.0", "pulumi-webex": "^1.2.3" },
            devDependencies: { "@types/node": "^20.1.0", typescript: "~5.9.3" },
        });
    });

    const npmNames: [name: string, npm: string][] = [
        ["._rooms", "rooms"],
        ["...", "webex-project"],
        ["ROOMS_2", "rooms_2"],
    ];
    for (const [name, npm] of npmNames) {
        it(`calls the package of ${name} ${npm}`, () => {
            const files = projectFiles({ name, description: "", packageSpec: "1.0.0", own: OWN });
            assert.match(files.get("package.json") ?? "", new RegExp(`"name": "${npm}"`));
        });
    }

    const names: [text: string, isName: boolean][] = [
        ["my-rooms_2.0", true],
        ["a".repeat(100), true],
        ["a".repeat(101), false],
        ["", false],
        ["my rooms", false],
        ["räume", false],
        ["a/b", false],
    ];
    for (const [text, isName] of names) {
        it(`says that "${text.slice(0, 20)}" ${isName ? "is" : "is not"} a project's name`, () => {
            assert.equal(isProjectName(text), isName);
        });
    }
});
