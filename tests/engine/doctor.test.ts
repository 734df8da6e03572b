import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { type Simulator, startSimulator } from "../../simulator/index";
import { runCli } from "../cli/runCli";
import { createProject, type Project, succeeded } from "./harness";

interface Found {
    readonly topic: string;
    readonly word: string;
    readonly text: string;
}

describe("pulumi-webex doctor beside a stack", () => {
    let simulator: Simulator;
    let project: Project;

    before(async () => {
        simulator = await startSimulator();
        project = await createProject({
            config: {
                "webex:baseUrl": simulator.baseUrl,
                "webex:contract": "cisco",
                // A request that is held must be held for as long as the doctor takes.
                "webex:requestTimeoutSeconds": "600",
            },
            secrets: { "webex:accessToken": simulator.token },
        });
    });

    after(async () => {
        project.dispose();
        await simulator.close();
    });

    async function examine(stack = project.stack): Promise<{ code: number | null; found: readonly Found[] }> {
        const args = ["doctor", "--stack", stack, "--cwd", project.programFolder, "--format", "json"];
        const { code, stdout, stderr } = await runCli(args, {
            PULUMI_HOME: project.homeFolder,
            PULUMI_BACKEND_URL: `${pathToFileURL(project.backendFolder).href}?metadata=skip`,
            PULUMI_CONFIG_PASSPHRASE: "test",
        });
        assert.equal(stderr, "");
        assert.ok(!stdout.includes(simulator.token), "the token is nowhere");
        return { code, found: (JSON.parse(stdout) as { findings: Found[] }).findings };
    }

    const told = (found: readonly Found[], topic: string) =>
        found.filter((each) => each.topic === topic).map(({ word, text }) => `${word}: ${text}`);

    it("asks for the scopes that its resources need alone, says which are missing, and writes nothing", async () => {
        const person = simulator.addPerson({ maxDeviceCount: 2 });
        project.write([
            {
                type: "DeviceBatch",
                name: "phones",
                args: { devices: { ada: { personId: person.id, mac: "52EAD324FD21", model: "DMS Cisco 8865" } } },
            },
        ]);
        succeeded(await project.up());
        const before = project.savedState();
        simulator.log.clear();
        simulator.scopes.delete("spark-admin:licenses_read");
        const { code, found } = await examine();
        assert.equal(code, 0);
        assert.match(told(found, "backend").join(), /^ok: files on this machine \(file:/);
        assert.match(told(found, "stack").join(), /^ok: test of project \S+ has 1 thing at Webex; no other run/);
        assert.deepEqual(told(found, "credential"), ["ok: from webex:accessToken"]);
        assert.deepEqual(told(found, "organisation"), [`ok: ${simulator.orgId}`]);
        assert.deepEqual(
            told(found, "scope").map((line) => line.split(/[ (]/).slice(0, 2).join(" ")),
            [
                "ok: spark-admin:devices_read",
                "ok: spark-admin:people_read",
                "warning: spark-admin:licenses_read",
                "ok: spark-admin:telephony_config_read",
                "unknown: also",
            ],
        );
        assert.deepEqual([simulator.log.writes(), project.savedState()], [[], before]);
        simulator.scopes.add("spark-admin:licenses_read");
    });

    it("names who holds the stack, and says that there is none of another name", async () => {
        simulator.faults.add({ method: "GET", path: "/devices/.*", kind: { hold: true } });
        const refresh = project.start("refresh", ["--yes", "--skip-preview"]);
        await simulator.log.waitFor({ fault: "hold", status: 200 }, 60_000);
        const { code, found } = await examine();
        assert.equal(code, 1);
        assert.match(
            told(found, "stack").join(),
            /^problem: the stack "test" is locked by \S+@\S+ \(process \d+\) since /,
        );
        simulator.faults.release();
        succeeded(await refresh.ended);

        const other = await examine("nowhere");
        assert.equal(other.code, 1);
        assert.match(told(other.found, "stack").join(), /^problem: there is no stack "nowhere"/);
    });
});
