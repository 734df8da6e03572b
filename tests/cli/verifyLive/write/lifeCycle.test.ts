import assert from "node:assert/strict";
import { Asker } from "../../../../cli/asking/asker";
import { textOf } from "../../../../cli/verifyLive/check";
import { Ground } from "../../../../cli/verifyLive/ground";
import { Masker } from "../../../../cli/verifyLive/masker";
import { type LifeCycleEnd, type LifeCycleInit, LifeCycles } from "../../../../cli/verifyLive/write/lifeCycle";
import type { Settings } from "../../../../provider/settings";
import type { Simulator, SimulatorOptions } from "../../../../simulator/index";
import { Bench, caught, MemoryLog, settingsWith } from "../../../provider/helpers";
import { capture } from "../../capture";

const PHONE = { mac: "52EAD324FD21", model: "DMS Cisco 8865" };
const LATE_PHONE = { mac: "52EAD324FD21", model: "Cisco 9861" };

describe("cli/verifyLive/write/lifeCycle", function () {
    this.timeout(30_000);
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    interface Played extends LifeCycleEnd {
        readonly steps: readonly string[];
        readonly plan: string;
    }

    interface Play extends Partial<LifeCycleInit> {
        readonly settings?: Partial<Settings>;
        /** Called with what ends the run early. */
        readonly meanwhile?: (stop: () => void) => void;
    }

    /** A workspace for phones with a device of somebody else's. */
    async function room(options: SimulatorOptions = {}): Promise<{ simulator: Simulator; workspaceId: string }> {
        const simulator = await bench.simulator(options);
        const { id: workspaceId } = simulator.addWorkspace({ displayName: "Test Lab", supportedDevices: "phones" });
        simulator.addDevice({ workspaceId, type: "phone", product: "Cisco 8865", mac: "02AB12CD34E1" });
        return { simulator, workspaceId };
    }

    async function play({ baseUrl, token }: Simulator, init: Play & { workspaceId: string }): Promise<Played> {
        const { workspaceId, model, phone, meanwhile, settings: changes } = init;
        const settings = settingsWith({ baseUrl, accessToken: token, phoneAppearTimeoutSeconds: 3, ...changes });
        const ground = new Ground(new Asker(settings, new MemoryLog(), 60), new Masker(), undefined, () => undefined);
        const controller = new AbortController();
        meanwhile?.(() => {
            controller.abort();
        });
        const { result } = await capture(async () => {
            const cycles = await LifeCycles.prepare(settings, { workspaceId, model, phone });
            return { plan: cycles.plan, ...(await cycles.play(ground, controller.signal)) };
        });
        const steps = ground.checks.map(
            ({ assumption, outcome, detail }) => `${outcome}: ${assumption}: ${textOf(detail)}`,
        );
        return { ...result, steps };
    }

    function assertClean(simulator: Simulator): void {
        assert.deepEqual([simulator.devices().length, simulator.codes()], [1, []]);
    }

    for (const [name, phone] of [
        ["one that answers with the device", PHONE],
        ["one that appears late", LATE_PHONE],
    ] as const) {
        it(`plays a code and a phone, ${name}, and leaves nothing`, async () => {
            const { simulator, workspaceId } = await room();
            const { steps, left, failure, plan } = await play(simulator, { workspaceId, phone, model: phone.model });
            assert.deepEqual([left, failure], [[], undefined]);
            assert.deepEqual(
                steps.map((step) => step.split(":")[0]),
                Array(7).fill("as assumed"),
                steps.join("\n"),
            );
            assert.match(
                plan,
                /^Now this writes in the workspace "Test Lab" \(\S+\)\. It\n- issues [^]*\n- registers the phone/,
            );
            assertClean(simulator);
            const writes = simulator.log.writes().map(({ method, path }) => `${method} ${path.split("/")[1] ?? ""}`);
            assert.deepEqual(writes, [
                ...["POST devices", "DELETE devices", "POST devices", "PATCH devices", "DELETE devices"],
            ]);
        });
    }

    it("takes a model for phones by itself, and says that a room device's code stays", async () => {
        const { simulator, workspaceId } = await room();
        const phones = await play(simulator, { workspaceId });
        assert.deepEqual(phones.left, []);
        assert.match(phones.plan, /issues an activation code for \S+ ?\S*.*, looks for its device entry/);
        assertClean(simulator);

        const { id } = simulator.addWorkspace({ displayName: "Huddle" });
        const huddle = await play(simulator, { workspaceId: id });
        assert.match(huddle.plan, /which nobody can take back/);
        assert.match(
            huddle.left.join(),
            /^an activation code, which ends at \S+: Webex shows no entry of it to delete/,
        );
        assert.ok(!huddle.left.join().includes(simulator.codes()[0]?.code ?? ""), "the code is nowhere");
    });

    const unfit: [string, (simulator: Simulator, workspaceId: string) => Partial<LifeCycleInit>, RegExp][] = [
        ["a workspace that is none", () => ({ workspaceId: "nobody" }), /^there is no workspace nobody/],
        [
            "a workspace whose calling would change",
            (simulator, workspaceId) => {
                simulator.updateWorkspace(workspaceId, { calling: "none" });
                return {};
            },
            /"Test Lab" .* has the calling none, which a code would change/,
        ],
        [
            "the MAC address of a device that is there",
            () => ({ phone: { mac: "02AB12CD34E1", model: "DMS Cisco 8865" } }),
            /the MAC address 02AB12CD34E1 is that of "Test Lab"/,
        ],
    ];
    for (const [name, init, message] of unfit) {
        it(`refuses ${name}, with nothing written`, async () => {
            const { simulator, workspaceId } = await room();
            const wrong = init(simulator, workspaceId);
            const error = await caught(play(simulator, { workspaceId, ...wrong }));
            assert.match(error.message, message);
            assert.deepEqual(simulator.log.writes(), []);
        });
    }

    it("tells what Webex refuses, and what it then does not do", async () => {
        const { simulator, workspaceId } = await room();
        simulator.faults.add({ method: "POST", path: "/devices/activationCode", kind: { status: 400 } });
        simulator.faults.add({ method: "PATCH", path: "/devices/.*", kind: { status: 400 } });
        const { steps, left, failure } = await play(simulator, { workspaceId, phone: PHONE, model: PHONE.model });
        assert.deepEqual([left, failure], [[], undefined]);
        const differ = steps.filter((step) => step.startsWith("differs"));
        assert.match(differ[0] ?? "", /an activation code is issued.*answered 400/);
        assert.match(differ[1] ?? "", /the tags of a device are replaced.*answered 400/);
        assert.equal(differ.length, 2);
        assertClean(simulator);
    });

    it("removes what was made when a step fails half-way", async () => {
        const { simulator, workspaceId } = await room();
        simulator.faults.add({ method: "PATCH", path: "/devices/.*", count: 1, kind: { status: 500 } });
        simulator.faults.add({ method: "GET", path: "/devices/.*", skip: 1, count: 1, kind: { status: 500 } });
        const { left, failure } = await play(simulator, { workspaceId, phone: PHONE, model: PHONE.model });
        assert.match(failure ?? "", /answered 500/);
        assert.deepEqual(left, []);
        assertClean(simulator);
    });

    for (const [name, path] of [
        ["a code", "/devices/activationCode"],
        ["a phone", "/devices"],
    ] as const) {
        it(`removes ${name} whose answer was lost`, async () => {
            const { simulator, workspaceId } = await room();
            simulator.faults.add({ method: "POST", path, kind: { reset: "after" } });
            const { left, failure } = await play(simulator, { workspaceId, phone: PHONE, model: PHONE.model });
            assert.match(failure ?? "", /got no answer/);
            assert.deepEqual(left, []);
            assertClean(simulator);
        });

        it(`removes ${name} when it is ended in the middle of it`, async () => {
            const { simulator, workspaceId } = await room();
            simulator.faults.add({ method: "POST", path, kind: { hold: true } });
            const { left, failure } = await play(simulator, {
                workspaceId,
                phone: PHONE,
                model: PHONE.model,
                meanwhile: (stop) => {
                    void simulator.log.waitFor({ method: "POST", path, status: 200 }).then(() => {
                        stop();
                        setImmediate(() => simulator.faults.release());
                    });
                },
            });
            assert.equal(failure, "it was ended by Ctrl+C");
            assert.deepEqual(left, []);
            assertClean(simulator);
        });
    }

    it("waits for a phone that is still to appear when it is ended, and names it if it does not come", async () => {
        const { simulator, workspaceId } = await room({ appearAfterSeconds: 1 });
        const meanwhile = (stop: () => void) => {
            void simulator.log.waitFor({ method: "POST", path: "/devices", status: 204 }).then(stop);
        };
        const init = { workspaceId, phone: LATE_PHONE, model: LATE_PHONE.model, meanwhile };
        const ended = await play(simulator, init);
        assert.deepEqual([ended.failure, ended.left], ["it was ended by Ctrl+C", []]);
        assertClean(simulator);

        const { simulator: slow, workspaceId: there } = await room({ appearAfterSeconds: 600 });
        const never = await play(slow, { ...init, workspaceId: there, meanwhile: () => undefined });
        assert.equal(never.failure, undefined);
        assert.match(never.left.join(), /^perhaps the phone 52EAD324FD21, which has not appeared yet$/);
        assert.ok(never.steps.some((step) => /^differs: a registered phone is found by its MAC address/.test(step)));
    });

    it("leaves entries that may be somebody else's, and names them", async () => {
        const { simulator, workspaceId } = await room();
        simulator.faults.add({ method: "POST", path: "/devices/activationCode", kind: { hold: true } });
        const meanwhile = () => {
            void simulator.log.waitFor({ method: "POST", status: 200 }).then(async () => {
                await fetch(`${simulator.baseUrl}/devices/activationCode`, {
                    method: "POST",
                    headers: { Authorization: `Bearer ${simulator.token}`, "Content-Type": "application/json" },
                    body: JSON.stringify({ workspaceId, model: PHONE.model }),
                });
                simulator.faults.release();
            });
        };
        const { left, steps } = await play(simulator, { workspaceId, model: PHONE.model, meanwhile });
        assert.ok(steps.some((step) => /^differs: the code of a phone has one device entry.*2 came/.test(step)));
        assert.match(left.join(), /^an activation code, which ends at \S+: its entry is one of the devices \S+, \S+$/);
        assert.equal(simulator.codes().length, 2);
    });

    it("names what could not be removed", async () => {
        const { simulator, workspaceId } = await room();
        simulator.faults.add({ method: "DELETE", path: "/devices/.*", count: -1, kind: { status: 403 } });
        const { left, failure } = await play(simulator, { workspaceId, phone: PHONE, model: PHONE.model });
        assert.match(failure ?? "", /answered 403/);
        assert.match(left.join(), /^the activation code for DMS Cisco 8865 \(it could not be removed: .*403/);
    });
});
