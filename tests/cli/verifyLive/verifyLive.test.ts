import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { type VerifyLiveOptions, verifyLive } from "../../../cli/verifyLive/verifyLive";
import type { Simulator } from "../../../simulator/index";
import { Bench, caught } from "../../provider/helpers";
import { runCli } from "../runCli";
import { fillOrganization, originalsOf } from "./organization";

const CLI = path.join(__dirname, "../../../cli/main.ts");

describe("cli/verifyLive", function () {
    this.timeout(60_000);
    const bench = new Bench();
    let folder: string;
    beforeEach(() => {
        folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "verify-")));
    });
    afterEach(async () => {
        fs.rmSync(folder, { recursive: true, force: true });
        await bench.closeAll();
    });

    const variables = ({ baseUrl, token }: Simulator) => ({
        WEBEX_BASE_URL: baseUrl,
        WEBEX_CONTRACT: "cisco",
        WEBEX_ACCESS_TOKEN: token,
    });

    it("prints a report, and ends with 0 where nothing differs and with 2 where something does", async () => {
        const simulator = await bench.simulator();
        fillOrganization(simulator);
        const well = await runCli(["verify-live"], variables(simulator));
        assert.deepEqual([well.code, well.stderr], [0, ""]);
        assert.match(
            well.stdout,
            /^# pulumi-webex verify-live\n[^]*\*\*Nothing differs: \d+ as assumed, 1 not seen\.\*\*/,
        );

        simulator.faults.add({ path: "/licenses", kind: { json: { items: [{ id: "x", name: 7 }] } } });
        const file = path.join(folder, "report.md");
        const otherwise = await runCli(["verify-live", "--out", file], variables(simulator));
        assert.deepEqual([otherwise.code, otherwise.stdout], [2, ""]);
        assert.match(otherwise.stderr, /^1 differs, .* The report is in .*report\.md\.\n$/);
        const report = fs.readFileSync(file, "utf8");
        assert.match(report, /## What differs\n\n.*\n.*\n\| licences \| .*`name` is of another type \(number\)/);
        assert.deepEqual(
            originalsOf(simulator).filter((text) => report.includes(text)),
            [],
        );
    });

    it("says that the token is refused, and that only Cisco's API is compared, in one line", async () => {
        const simulator = await bench.simulator();
        const refused = await runCli(["verify-live"], { ...variables(simulator), WEBEX_ACCESS_TOKEN: "wrong-token" });
        assert.deepEqual([refused.code, refused.stdout], [1, ""]);
        assert.match(refused.stderr, /^pulumi-webex verify-live: GET \/people\/me answered 401.*\n$/);
        const other = await runCli(["verify-live"], { ...variables(simulator), WEBEX_CONTRACT: "crud" });
        assert.match(other.stderr, /^pulumi-webex verify-live: only Cisco's own API is compared; .*\n$/);
        const file = path.join(folder, "none", "report.md");
        const unwritten = await runCli(["verify-live", "--out", file], variables(simulator));
        assert.deepEqual([unwritten.code, unwritten.stdout], [1, ""]);
        assert.match(unwritten.stderr, /the report could not be written: ENOENT/);
    });

    const wrong: [options: Partial<VerifyLiveOptions>, message: RegExp][] = [
        [{ mac: "52EAD324FD21", model: "X" }, /^--mac and --model: only with --write$/],
        [{ write: true }, /^--write needs --workspace <id>/],
        [{ write: true, workspace: "w", mac: "52EAD324FD21" }, /^a phone needs --mac and --model/],
        [{ write: true, workspace: "w", mac: "52", model: "X" }, /^a phone needs --mac and --model/],
    ];
    for (const [options, message] of wrong) {
        it(`refuses ${JSON.stringify(options)} before it asks anything`, async () => {
            assert.match((await caught(verifyLive({ write: false, ...options }))).message, message);
        });
    }

    it("says before what it writes, and at the end that nothing is left", async () => {
        const simulator = await bench.simulator();
        const { id } = simulator.addWorkspace({ displayName: "Test Lab", supportedDevices: "phones" });
        const phone = ["--mac", "52:EA:D3:24:FD:21", "--model", "DMS Cisco 8865"];
        const run = await runCli(["verify-live", "--write", "--workspace", id, ...phone], variables(simulator));
        assert.equal(run.code, 0, run.stderr);
        assert.match(run.stderr, /^Now this writes in the workspace "Test Lab"[^]*- registers the phone 52EAD324FD21/);
        assert.match(run.stderr, /\nnothing of it is left\n$/);
        assert.match(run.stdout, /\| life cycle \| a phone is registered by its MAC address and model \|/);
        assert.doesNotMatch(run.stdout, /52EAD324FD21|Test Lab/);
        assert.deepEqual([simulator.devices(), simulator.codes()], [[], []]);
    });

    it("removes what it made when it is ended by Ctrl+C, and ends with 1", async function () {
        if (process.platform === "win32") {
            this.skip();
        }
        const simulator = await bench.simulator();
        const { id } = simulator.addWorkspace({ displayName: "Test Lab", supportedDevices: "phones" });
        simulator.faults.add({ method: "POST", path: "/devices/activationCode", kind: { hold: true } });
        const args = ["--import", "tsx", CLI, "verify-live", "--write", "--workspace", id];
        const child = spawn(process.execPath, args, {
            stdio: ["ignore", "ignore", "pipe"],
            env: { ...process.env, ...variables(simulator) },
        });
        let stderr = "";
        child.stderr.on("data", (chunk: Buffer) => {
            stderr += chunk.toString();
            if (stderr.includes("\nending: ")) {
                simulator.faults.release();
            }
        });
        const closed = once(child, "close");
        await simulator.log.waitFor({ method: "POST", status: 200 }, 50_000);
        child.kill("SIGINT");
        assert.deepEqual([(await closed)[0]], [1], stderr);
        assert.match(stderr, /\nending: what was made is being removed/);
        assert.match(stderr, /was not played to its end: it was ended by Ctrl\+C\nnothing of it is left\n/);
        assert.deepEqual([simulator.devices(), simulator.codes()], [[], []]);
    });

    it("explains itself", async () => {
        const help = await runCli(["verify-live", "--help"]);
        assert.deepEqual([help.code, help.stderr], [0, ""]);
        assert.match(help.stdout, /at most 60\s+requests/);
    });
});
