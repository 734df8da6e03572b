import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { createProject, type Project, type ProjectOptions, succeeded } from "./harness";

const SECRET = "a token: with ünusual letters";

/** The files of a backend, but for what differs from stack to stack: time and salt. */
function filesOf(backend: string): Record<string, string> {
    const names = fs.readdirSync(backend, { recursive: true, encoding: "utf8" });
    const files = names.filter((name) => fs.statSync(path.join(backend, name)).isFile());
    return Object.fromEntries(
        files.sort().map((name) => {
            const content = fs.readFileSync(path.join(backend, name), "utf8");
            return [name, content.replace(/"time":"[^"]*"/, '"time":""').replace(/"salt":"[^"]*"/, '"salt":""')];
        }),
    );
}

async function exported(project: Project): Promise<unknown> {
    const { deployment } = await project.exportState();
    return { ...deployment, manifest: undefined, secrets_providers: undefined };
}

describe("a project of the harness", () => {
    const projects: Project[] = [];
    async function open(options: ProjectOptions): Promise<Project> {
        const project = await createProject(options);
        projects.push(project);
        return project;
    }
    after(() => {
        for (const project of projects) {
            project.dispose();
        }
    });

    it("has the stack that `pulumi stack init` makes, and secrets that the CLI reads", async () => {
        const quick = await open({ secrets: { "webex:accessToken": SECRET, "harness:empty": "" } });
        const byCli = await open({ stackByCli: true });

        assert.deepEqual(filesOf(quick.backendFolder), filesOf(byCli.backendFolder));
        assert.deepEqual(await exported(quick), await exported(byCli));
        assert.deepEqual(quick.whereInClear(SECRET), []);
        succeeded(await quick.run("config set", ["--secret", "harness:later", "by the CLI"]));
        const { stdout } = succeeded(await quick.run("config", ["--show-secrets", "--json"]));
        const values = JSON.parse(stdout) as Record<string, { value: string; secret: boolean }>;
        assert.deepEqual(
            Object.entries(values).map(([key, { value, secret }]) => [key, value, secret]),
            [
                ["harness:empty", "", true],
                ["harness:later", "by the CLI", true],
                ["webex:accessToken", SECRET, true],
            ],
        );
    });
});
