import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { PluginAttach, type PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as wire from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { received, sent } from "../../../provider/plugin/wire";
import { UNKNOWN } from "../../../provider/resources/unknown";
import type { Simulator } from "../../../simulator";
import { Bench } from "../helpers";
import { CalledPlugin, EngineServer, type Failure } from "./engine";

const MODEL = "DMS Cisco 8865";
const { DIFF_SOME, DIFF_NONE } = wire.DiffResponse.DiffChanges;
const { ADD, DELETE, UPDATE, UPDATE_REPLACE } = wire.PropertyDiff.Kind;

function urnOf(name: string, type = "Device"): string {
    return `urn:pulumi:dev::shop::webex:index:${type}::${name}`;
}

/** What differs, by its path. */
function kindsIn(response: wire.DiffResponse): Record<string, number | undefined> {
    const paths = [...response.getDetaileddiffMap().keys()] as string[];
    return Object.fromEntries(paths.map((each) => [each, response.getDetaileddiffMap().get(each)?.getKind()]));
}

const EVERYTHING = { accessToken: "t", contract: "cisco", limitGuard: "off", preflight: "off" };

describe("plugin/service, called as Pulumi's engine does", () => {
    const bench = new Bench();
    let simulator: Simulator;
    let engine: EngineServer;
    let plugin: CalledPlugin;
    let owner: { workspaceId: string };

    const configure = (more: object = {}) => {
        const { baseUrl, token } = simulator;
        return plugin.configure({ baseUrl, contract: "cisco", accessToken: token, ...more });
    };
    const phone = (mac: string, more: object = {}) => ({ ...owner, mac, model: MODEL, ...more });
    /** A device as the engine makes it: Check, then Create. */
    const made = async (name: string, inputs: object) => {
        const { inputs: checked, failures } = await plugin.check(urnOf(name), inputs);
        assert.deepEqual(failures, []);
        return { ...(await plugin.create(urnOf(name), checked)), checked };
    };

    beforeEach(async () => {
        simulator = await bench.simulator({ contract: "cisco" });
        owner = { workspaceId: simulator.addWorkspace({}).id };
        engine = new EngineServer();
        plugin = await CalledPlugin.start(await engine.start());
    });
    afterEach(async () => {
        plugin.stop();
        engine.stop();
        await bench.closeAll();
    });

    describe("the provider", () => {
        it("tells its version, and that it previews and keeps secrets", async () => {
            const info: PluginInfo = await plugin.call("getPluginInfo", new Empty());
            assert.equal(info.getVersion(), "1.2.3");
            const answer = await configure();
            assert.deepEqual([answer.getSupportspreview(), answer.getAcceptsecrets()], [true, true]);
        });

        it("checks settings, and gives them back as they came", async () => {
            const request = new wire.CheckRequest();
            request.setUrn("urn:pulumi:dev::shop::pulumi:providers:webex::default");
            request.setNews(sent({ ...EVERYTHING, maxRetries: "many", accesstoken: "x" }, [["accessToken"]]));
            const response: wire.CheckResponse = await plugin.call("checkConfig", request);
            assert.deepEqual(response.getInputs()?.toJavaScript(), request.getNews()?.toJavaScript());
            assert.deepEqual(
                response.getFailuresList().map((failure) => failure.getReason()),
                [
                    "webex:accesstoken is no setting; the nearest is webex:accessToken",
                    'webex:maxRetries must be a whole number from 0 to 20, not "many"',
                ],
            );
        });

        it("tells which settings change, and never replaces, which would replace every resource", async () => {
            const request = new wire.DiffRequest();
            request.setOldInputs(sent({ ...EVERYTHING, orgId: "one", baseUrl: "https://a.example/v1" }, []));
            request.setNews(sent({ ...EVERYTHING, orgId: "two", maxRetries: 3, version: "2.0.0" }, []));
            const response: wire.DiffResponse = await plugin.call("diffConfig", request);
            assert.equal(response.getChanges(), DIFF_SOME);
            assert.deepEqual(response.getReplacesList(), []);
            assert.deepEqual(kindsIn(response), { baseUrl: DELETE, maxRetries: ADD, orgId: UPDATE });

            request.setNews(request.getOldInputs());
            const same: wire.DiffResponse = await plugin.call("diffConfig", request);
            assert.equal(same.getChanges(), DIFF_NONE);
        });

        it("speaks to the engine that attaches", async () => {
            const other = new EngineServer();
            const attach = new PluginAttach();
            attach.setAddress(await other.start());
            await plugin.call("attach", attach);
            await configure();
            const mac = "020000000001";
            simulator.addDevice({ ...owner, mac, product: "Cisco 8865", type: "phone" });
            await made("lobby", phone(mac));
            assert.deepEqual(engine.logged, []);
            assert.match(other.logged.join("\n"), /^lobby: warning: Device "lobby" .*adopt/);
            other.stop();
        });
    });

    it("leads a device through its life, and says by paths what differs", async () => {
        await configure();
        const given = phone("02:00:00:00:00:01", { tags: ["a"] });
        const { id, state, checked: inputs } = await made("lobby", given);
        assert.equal(simulator.device(id)?.mac, "020000000001");

        const read = await plugin.read(urnOf("lobby"), id, state);
        assert.equal(read.id, id);
        assert.deepEqual((read.inputs as { tags?: string[] }).tags, ["a"]);

        const same = await plugin.diff(urnOf("lobby"), id, state, inputs, inputs);
        assert.deepEqual([same.getChanges(), kindsIn(same)], [DIFF_NONE, {}]);

        const news = { ...inputs, tags: ["b"] };
        const differs = await plugin.diff(urnOf("lobby"), id, state, inputs, news);
        assert.deepEqual([differs.getChanges(), kindsIn(differs)], [DIFF_SOME, { tags: UPDATE }]);

        const moved = await plugin.diff(urnOf("lobby"), id, state, inputs, { ...inputs, mac: "020000000002" });
        assert.deepEqual([moved.getReplacesList(), moved.getDeletebeforereplace()], [["mac"], true]);
        assert.deepEqual(kindsIn(moved), { mac: UPDATE_REPLACE });

        const after = await plugin.update(urnOf("lobby"), id, state, news);
        assert.deepEqual(simulator.device(id)?.tags, ["b"]);

        // Another run: in this one the program declares it.
        await configure({ maxRetries: 4 });
        await plugin.delete(urnOf("lobby"), id, after);
        assert.deepEqual(simulator.devices(), []);
        assert.equal((await plugin.read(urnOf("lobby"), id, after)).id, "");
    });

    it("previews without a write: what the program gives is known, and the rest is not", async () => {
        await configure();
        const { state, id } = await plugin.create(urnOf("lobby"), phone("020000000001"), { preview: true });
        assert.deepEqual([id, state["mac"], state["details"]], ["", "020000000001", UNKNOWN]);
        assert.deepEqual(simulator.log.writes(), []);
    });

    it("previews what hangs on a value that is not known yet", async () => {
        await configure();
        const inputs = { ...phone(UNKNOWN), workspaceId: UNKNOWN };
        assert.deepEqual((await plugin.check(urnOf("lobby"), inputs)).failures, []);
        const { state } = await plugin.create(urnOf("lobby"), inputs, { preview: true });
        assert.deepEqual([state["mac"], state["workspaceId"]], [UNKNOWN, UNKNOWN]);
    });

    it("marks as secret what is always one, and what came as one", async () => {
        await configure();
        const request = new wire.CreateRequest();
        request.setUrn(urnOf("code", "DeviceActivation"));
        request.setProperties(sent({ ...owner, model: MODEL }, [["model"]]));
        await plugin.check(request.getUrn(), received(request.getProperties()).values);
        const response: wire.CreateResponse = await plugin.call("create", request);
        const { secretPaths, values } = received(response.getProperties());
        assert.deepEqual(secretPaths.map((place) => place.join(".")).sort(), ["code", "model"]);
        assert.equal(values["code"], simulator.codes()[0]?.code);
    });

    it("refuses inputs in words, without the value of a secret", async () => {
        await configure();
        const { failures } = await plugin.check(urnOf("lobby"), { mac: "nonsense", pasword: "s3cret" });
        assert.ok(failures.length >= 2, failures.join("\n"));
        assert.doesNotMatch(failures.join("\n"), /s3cret/);
    });

    it("judges a plan: a refused one fails with the step that is held, others say it in the log", async () => {
        await configure();
        const wrong = (name: string) => ({
            name,
            inputs: { ...phone(`02000000000${name.length}`), workspaceId: name },
        });
        const steps = [wrong("a"), wrong("bb")];
        const results = await Promise.allSettled(
            steps.map(async ({ name, inputs }) => {
                await plugin.check(urnOf(name), inputs);
                return plugin.create(urnOf(name), inputs, { preview: true });
            }),
        );
        assert.deepEqual(results.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
        const rejected = results.find((result) => result.status === "rejected");
        const said = [String(rejected?.reason), ...engine.logged].join("\n");
        assert.match(said, /a: the workspace a does not exist/);
        assert.match(said, /bb: the workspace bb does not exist/);
        assert.match(engine.logged.join("\n"), /^(a|bb): error: /);
    });

    it("keeps what is there of a create that ended half-way", async () => {
        await configure();
        // The device is registered, and its tags are refused.
        simulator.faults.add({ method: "PATCH", kind: { status: 400 }, count: -1 });
        const failure: Failure = await made("lobby", phone("020000000001", { tags: ["a"] })).then(
            () => assert.fail("it passed"),
            (error: unknown) => error as Failure,
        );
        assert.match(failure.message, /^create of Device "lobby" failed: /);
        const [packed] = failure.metadata.get("grpc-status-details-bin");
        const [detail] = Status.deserializeBinary(packed as Buffer).getDetailsList();
        const kept = wire.ErrorResourceInitFailed.deserializeBinary(detail?.getValue_asU8() ?? new Uint8Array());
        assert.equal(kept.getId(), simulator.devices()[0]?.id);
        assert.equal(received(kept.getProperties()).values["mac"], "020000000001");
        assert.deepEqual(kept.getReasonsList(), [failure.message]);
    });

    it("says which resource it does not have", async () => {
        await assert.rejects(plugin.check(urnOf("x", "Toaster"), {}), /webex has no resource webex:index:Toaster/);
    });

    describe("when it has to wait", () => {
        const pause = { status: 429, headers: { "Retry-After": "60" } };

        it("obeys customTimeouts, and names them", async () => {
            await configure({ limitGuard: "off" });
            simulator.faults.add({ method: "POST", kind: pause, count: -1 });
            const inputs = phone("020000000001");
            await plugin.check(urnOf("lobby"), inputs);
            await assert.rejects(
                plugin.create(urnOf("lobby"), inputs, { timeout: 2 }),
                /the resource's option customTimeouts, 2 s/,
            );
        });

        it("ends a pause at once when the run is cancelled, and sends nothing more", async () => {
            await configure();
            simulator.faults.add({ method: "POST", kind: pause });
            const creating = made("lobby", phone("020000000001"));
            await simulator.log.waitFor({ method: "POST", status: 429 }, 10_000);
            const began = Date.now();
            await plugin.cancel();
            await assert.rejects(creating, /create of Device "lobby" failed: .*cancelled/);
            assert.ok(Date.now() - began < 2000);
            assert.equal(simulator.log.writes().length, 1);
        });

        it("waits for the answer to a POST that is under way, so that no device is lost", async () => {
            await configure();
            simulator.faults.add({ method: "POST", path: "/devices", kind: { hold: true } });
            const creating = made("lobby", phone("020000000001"));
            await simulator.log.waitFor({ method: "POST", status: 200 }, 10_000);
            await plugin.cancel();
            simulator.faults.release();
            // The device is there: either the create is whole, or its error carries the device.
            const outcome = await creating.then(
                ({ id }) => id,
                (error: unknown) => (error as Failure).metadata.get("grpc-status-details-bin").length,
            );
            const [there] = simulator.devices();
            assert.ok(outcome === there?.id || outcome === 1, String(outcome));
        });
    });
});

describe("plugin/main, as a process", () => {
    const main = path.resolve(__dirname, "../../../provider/plugin/main.ts");

    /** Starts the plugin, waits for its port, and gives the process and when it ended. */
    async function start(engineAddress: string) {
        const child = spawn(process.execPath, ["--import", "tsx", main, engineAddress], {
            stdio: ["ignore", "pipe", "inherit"],
            cwd: path.resolve(__dirname, "../../.."),
        });
        const ended = once(child, "exit");
        const [port] = (await once(child.stdout, "data")) as [Buffer];
        assert.match(port.toString(), /^\d+\n$/);
        return { child, ended };
    }

    it("prints its port, and ends at once when the engine asks for it, which costs every command 5 s otherwise", async () => {
        const engine = new EngineServer();
        const { child, ended } = await start(await engine.start());
        const began = Date.now();
        child.kill("SIGINT");
        await ended;
        assert.ok(Date.now() - began < 2000);
        engine.stop();
    });

    it("ends when the engine is gone, which cannot end it any more", async () => {
        const engine = new EngineServer();
        const { ended } = await start(await engine.start());
        engine.stop();
        const [code] = (await ended) as [number | null];
        assert.equal(code, 1);
    });
});
