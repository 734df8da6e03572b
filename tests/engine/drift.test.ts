/** `pulumi-webex drift` on a stack with twelve faults of each kind, and every way in which it cannot tell. */

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { endedWith } from "../../cli/command";
import { type DriftOptions, drift } from "../../cli/drift/drift";
import { type DriftReport, FINDING_KINDS } from "../../cli/drift/driftReport";
import { FORMATS } from "../../cli/drift/formats/formats";
import { type Simulator, startSimulator } from "../../simulator/index";
import { type Captured, capture } from "../cli/capture";
import { DriftingStack } from "../cli/drift/driftingStack";
import { toldByJunit, toldByMarkdown, toldByText } from "../cli/drift/formats/readBack";
import { runCli } from "../cli/runCli";
import { itThoroughly } from "./breadth";
import { createProject, type Project, type ResourceEntry, succeeded } from "./harness";

/** What every run of Pulumi in a test's own place needs. */
function environmentOf(project: Project): Record<string, string> {
    return {
        PULUMI_HOME: project.homeFolder,
        PULUMI_BACKEND_URL: `${pathToFileURL(project.backendFolder).href}?metadata=skip`,
        PULUMI_CONFIG_PASSPHRASE: "test",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
        // As in many pipelines.
        PULUMI_SKIP_CONFIRMATIONS: "true",
    };
}

/** Runs the command in this process, with these variables and no other WEBEX_ or PULUMI_ one. */
async function runDrift(options: DriftOptions, variables: Record<string, string>): Promise<Captured<number>> {
    const before = process.env;
    const others = Object.entries(before).filter(([name]) => !/^(WEBEX|PULUMI)_/.test(name));
    process.env = { ...Object.fromEntries(others), ...variables };
    try {
        return await capture(() => endedWith("drift", () => drift(options)));
    } finally {
        process.env = before;
    }
}

describe("pulumi-webex drift", () => {
    let simulator: Simulator;
    let project: Project;
    let drifting: DriftingStack;
    let expected: readonly string[];
    let report: DriftReport;

    const options = (more: Partial<DriftOptions> = {}): DriftOptions => ({
        ...{ stack: "test", cwd: project.programFolder, format: "text", unmanaged: true, endingWithin: 3 },
        ...more,
    });
    const stateOnDisk = (): string => JSON.stringify(project.savedState());

    before(async () => {
        simulator = await startSimulator();
        drifting = new DriftingStack(simulator);
        project = await createProject({
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco", "webex:maxRetries": 0 },
        });
        project.write(drifting.program());
        const env = { PULUMI_SKIP_CHECKPOINTS: "true", WEBEX_ACCESS_TOKEN: simulator.token };
        succeeded(await project.up({ env }));
        drifting.bringOnline();
        // Which the configuration of the last `up` does not have.
        project.setSecrets({ "webex:accessToken": simulator.token });
    });
    after(async () => {
        project.dispose();
        await simulator.close();
    });

    it("finds no drift after an up, and writes that into a file", async () => {
        const out = path.join(project.folder, "drift.md");
        const { result, stdout, stderr } = await runDrift(options({ format: "markdown", out }), environmentOf(project));

        const verdict = "No drift, 2 are for information.";
        assert.deepEqual([result, stdout, stderr], [0, "", `${verdict} The report is in ${out}\n`]);
        const written = fs.readFileSync(out, "utf8");
        assert.ok(written.includes(`**${verdict}** The stack has 113 things at Webex.`), written);
        assert.deepEqual(toldByMarkdown(written), ["health configured-2", "health configured-3"]);
    });

    it("reports exactly twelve faults of each kind, and writes nothing at Webex or in the stack", async () => {
        expected = drifting
            .injectFaults(idsIn(project))
            .map(([kind, name]) => `${kind} ${name}`)
            .sort();
        assert.deepEqual([expected.length, simulator.devices().length], [12 * FINDING_KINDS.length, 120]);
        const secrets = [simulator.token, "hidden-tag", ...simulator.codes().map(({ code }) => code)];
        const before = stateOnDisk();
        simulator.log.clear();

        const args = ["drift", "--stack", "test", "--cwd", project.programFolder, "--unmanaged", "--format", "json"];
        const { code, stdout, stderr } = await runCli(args, environmentOf(project));

        assert.deepEqual([code, stderr], [2, ""]);
        report = JSON.parse(stdout) as DriftReport;
        assert.deepEqual(report.findings.map(({ kind, name }) => `${kind} ${name}`).sort(), expected);
        assert.deepEqual([report.project, report.stack, report.things.length], ["harness", "test", 113]);
        const isDrift = new Set(["drift", "gone", "moved", "unmanaged"]);
        assert.ok(report.findings.every((finding) => finding.isDrift === isDrift.has(finding.kind)));
        assert.deepEqual(
            secrets.filter((secret) => stdout.includes(secret)),
            [],
        );
        assert.deepEqual(simulator.log.writes(), []);
        assert.equal(stateOnDisk(), before);
        const requests = simulator.log.entries.length;
        assert.ok(requests <= 60, `${requests} requests for 113 things of 120 devices`);
    });

    it("says what was expected and what was found, and hides secrets", () => {
        const drift = report.findings.filter(({ kind }) => kind === "drift");
        const values = new Map(drift.map(({ name, property, expected: was, found }) => [name, [property, was, found]]));
        assert.deepEqual(values.get("phone-0"), ["tags", "floor-1, phone", "theirs, @team [x](http://evil.example)"]);
        assert.deepEqual(values.get("secretly"), ["tags", "[secret]", "[secret]"]);
        assert.deepEqual(values.get("board"), ["capacity", "4", "12"]);
        assert.deepEqual(values.get("room-0"), ["displayName", "Room 0", "Renamed"]);
        assert.deepEqual(values.get("settings-0"), ["Audio.DefaultVolume", "40", "90"]);
        assert.deepEqual(values.get("settings-1"), ["Standby.Delay", "5", undefined]);
        assert.deepEqual(values.get("configured-0"), ["Standby.Delay", "5", "another value, or none"]);
    });

    for (const [format, told] of [
        ["text", toldByText],
        ["markdown", toldByMarkdown],
        ["junit", toldByJunit],
    ] as const) {
        it(`reports exactly those as ${format}`, async () => {
            const write = await FORMATS[format]();
            assert.deepEqual([...told(write(report))].sort(), expected);
        });
    }

    /** What is printed where it cannot tell: one line, with exit code 1 and no result. */
    async function cannotTell(more: Partial<DriftOptions>, variables: Record<string, string>): Promise<string> {
        const given = options(more);
        const { result, stdout, stderr } = await runDrift(given, { ...environmentOf(project), ...variables });
        assert.deepEqual([result, stdout], [1, ""], stderr);
        const [line = "", ...others] = stderr.split("\n");
        assert.deepEqual(others, [""], stderr);
        assert.ok(line.startsWith("pulumi-webex drift: "), line);
        return line.replace("pulumi-webex drift: ", "");
    }

    it("cannot tell where some resources cannot be read, and names the first", async () => {
        simulator.faults.add({ method: "GET", path: /^\/deviceConfigurations/, count: -1, kind: { status: 500 } });
        const line = await cannotTell({}, {});
        simulator.faults.clear();
        assert.match(
            line,
            /^the refresh of stack "test" failed: of "[\w-]+", and of 4 more: read of DeviceConfiguration.* answered 500/,
        );
    });

    it("cannot tell with a wrong token", async () => {
        assert.match(await cannotTell({}, { WEBEX_ACCESS_TOKEN: "not-the-token" }), /^GET \/devices answered 401/);
    });

    it("cannot tell while another run has the stack", async () => {
        const locks = path.join(project.backendFolder, ".pulumi/locks/organization/harness/test");
        fs.mkdirSync(locks, { recursive: true });
        const lock = path.join(locks, "6f1e0a52-0001-4000-8000-000000000001.json");
        const content = { pid: 4711, username: "ada", hostname: "runner-7", timestamp: "2026-11-26T06:20:06Z" };
        fs.writeFileSync(lock, JSON.stringify(content));
        const line = await cannotTell({}, {});
        fs.rmSync(lock);
        assert.match(line, /^the stack "test" is locked by ada@runner-7 \(process 4711\).*pulumi cancel --stack test/);
    });

    it("cannot tell of a stack that is not there, or whose secrets it cannot read", async () => {
        assert.match(await cannotTell({ stack: "none" }, {}), /^there is no stack "none" .*pulumi stack ls/);
        const line = await cannotTell({}, { PULUMI_CONFIG_PASSPHRASE: "wrong" });
        assert.match(line, /cannot be decrypted; set PULUMI_CONFIG_PASSPHRASE/);
    });

    it("cannot tell without a project, and without Pulumi", async () => {
        assert.match(await cannotTell({ cwd: project.homeFolder }, {}), /^there is no Pulumi project here/);
        const nowhere = { PATH: project.homeFolder, Path: project.homeFolder };
        assert.match(await cannotTell({}, nowhere), /^the Pulumi CLI is not on the PATH/);
    });

    it("cannot tell where nothing answers", async () => {
        await simulator.close();
        assert.match(await cannotTell({}, {}), /^GET \/devices .*nothing answers at 127\.0\.0\.1/);
    });
});

describe("pulumi-webex drift of many devices", () => {
    let simulator: Simulator;
    let project: Project | undefined;

    beforeEach(async () => {
        simulator = await startSimulator();
    });
    afterEach(async () => {
        project?.dispose();
        await simulator.close();
    });

    /** Makes the devices, and says how many seconds and requests a drift check of them takes. */
    async function measure(resources: readonly ResourceEntry[], requestsPerMinute?: number) {
        project = await createProject({
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco" },
            secrets: { "webex:accessToken": simulator.token },
        });
        project.write([...resources]);
        succeeded(await project.up({ env: { PULUMI_SKIP_CHECKPOINTS: "true" } }));
        const [device] = simulator.devices();
        simulator.setTags(device?.id ?? "", ["theirs"]);
        simulator.log.clear();
        if (requestsPerMinute !== undefined) {
            simulator.setRateLimit({ requestsPerMinute });
        }
        const args = ["drift", "--stack", "test", "--cwd", project.programFolder, "--format", "json", "--unmanaged"];
        const started = performance.now();
        const { code, stdout, stderr } = await runCli(args, environmentOf(project));
        const seconds = (performance.now() - started) / 1000;
        assert.equal(code, 2, stderr);
        const { things, findings } = JSON.parse(stdout) as DriftReport;
        const drift = findings.filter(({ kind }) => kind === "drift");
        console.log(`      ${seconds.toFixed(1)} s, ${simulator.log.entries.length} requests, ${things.length} things`);
        return { seconds, things: things.length, drift: drift.length };
    }

    const phone = (index: number): Record<string, unknown> => ({
        workspaceId: simulator.addWorkspace({ displayName: `Room ${index}` }).id,
        mac: `02D21F${index.toString(16).toUpperCase().padStart(6, "0")}`,
        model: "DMS Cisco 8865",
        tags: ["phone"],
    });

    itThoroughly("takes less than 20 seconds for 1,000 single ones at 300 requests a minute", async () => {
        const phones = Array.from({ length: 1000 }, (_, index): ResourceEntry => {
            return { type: "Device", name: `phone-${index}`, args: phone(index) };
        });
        const { seconds, things, drift } = await measure(phones, 300);
        assert.deepEqual([things, drift], [1000, 1]);
        assert.ok(seconds < 20, `${seconds} s`);
    });

    itThoroughly("takes less than 60 seconds for a batch of 10,000", async () => {
        const devices = Object.fromEntries(
            Array.from({ length: 10_000 }, (_, index) => [`phone-${index}`, phone(index)]),
        );
        const { seconds, things, drift } = await measure([{ type: "DeviceBatch", name: "phones", args: { devices } }]);
        assert.deepEqual([things, drift], [10_000, 1]);
        assert.ok(seconds < 60, `${seconds} s`);
    });
});

/** The ids of everything in the state, by the names of resources and entries. */
function idsIn(project: Project): (name: string) => string {
    const resources = project.savedState().deployment.resources ?? [];
    const ids = new Map(
        resources.flatMap(({ urn, id = "", outputs = {} }) => [
            [urn.slice(urn.lastIndexOf("::") + 2), id] as const,
            ...Object.entries((outputs["ids"] ?? {}) as Record<string, string>),
        ]),
    );
    return (name) => {
        const id = ids.get(name);
        assert.ok(id, `the state has nothing called ${name}`);
        return id;
    };
}
