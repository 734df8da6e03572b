import assert from "node:assert/strict";
import sinon from "sinon";
import { asOperation } from "../../../../provider/client/operation";
import { scrub } from "../../../../provider/client/secrets";
import { WebexError } from "../../../../provider/client/webexError";
import { device } from "../../../../provider/resources/device/device";
import type { DeviceState } from "../../../../provider/resources/device/deviceState";
import { type Context, Incomplete, type Properties } from "../../../../provider/resources/resource";
import type { FaultKind } from "../../../../simulator/index";
import {
    Bench,
    beside,
    caught,
    contextWith,
    fakeContract,
    fastForward,
    inTurns,
    lines,
    nextRun,
    type Stand,
    someDevice,
    standAt,
    uniqueMac,
} from "../../helpers";
import { compare, create, crudStand, MODEL, phoneStand, stateWith, update, writes } from "./deviceStand";

const SETTINGS = { adoptAsOwn: false };

describe("resources/device", () => {
    const bench = new Bench();
    afterEach(async () => {
        sinon.restore();
        await bench.closeAll();
    });

    const fakeClock = () => sinon.useFakeTimers({ now: Date.now(), toFake: ["Date", "setTimeout", "clearTimeout"] });
    describe("create by MAC address (cisco)", () => {
        it("is one POST where nothing else is given", async () => {
            const stand = await phoneStand(bench);
            const { personId, mac } = stand;
            const { id, state } = await create(stand, { personId, mac, model: MODEL });
            assert.deepEqual(writes(stand), ["POST /devices"]);
            assert.equal(id, stand.simulator.devices()[0]?.id);
            assert.deepEqual([state.mac, state.model, state.details.product], [mac, MODEL, "Cisco 8865"]);
            assert.deepEqual([state.personId, state.origin], [personId, "registered"]);
        });

        it("looks for the MAC address first", async () => {
            const stand = await phoneStand(bench);
            const { personId, mac, simulator } = stand;
            await create(stand, { personId, mac, model: MODEL });
            assert.equal(lines(simulator.log.entries)[0], `GET /devices?mac=${mac}&max=100`);
        });

        it("writes tags by a PATCH afterwards", async () => {
            const stand = await phoneStand(bench);
            const { personId, mac, simulator } = stand;
            const { id, state } = await create(stand, { personId, mac, model: MODEL, tags: ["b", "a"] });
            assert.deepEqual(writes(stand), ["POST /devices", `PATCH /devices/${id}`]);
            assert.deepEqual(simulator.device(id)?.tags, ["b", "a"]);
            assert.deepEqual(state.tags, ["b", "a"]);
        });

        it("sends a password with the registration and not once more", async () => {
            const stand = await phoneStand(bench);
            const { personId, mac } = stand;
            const { state } = await create(stand, { personId, mac, model: MODEL, password: "sip-secret-1" });
            assert.deepEqual(writes(stand), ["POST /devices"]);
            assert.equal(state.password, "sip-secret-1");
        });

        it("waits for a 9800 phone, whose registration is answered empty, and tags it then", async () => {
            const stand = await bench.stand({ contract: "cisco", appearAfterSeconds: 0.3 });
            const { simulator } = stand;
            const personId = simulator.addPerson().id;
            const { id, state } = await create(stand, { personId, mac: uniqueMac(), model: "Cisco 9861", tags: ["a"] });
            assert.equal(simulator.device(id)?.product, "Cisco 9861");
            assert.deepEqual(state.tags, ["a"]);
            assert.deepEqual(writes(stand), ["POST /devices", `PATCH /devices/${id}`]);
        });

        it("adopts a phone of the same owner that is there already, without registering it", async () => {
            const stand = await phoneStand(bench);
            const { personId, mac, simulator } = stand;
            const there = simulator.addDevice({ personId, mac, product: "Cisco 8865", displayName: "Ann's phone" });
            const { id, adopted } = await create(stand, { personId, mac, model: MODEL });
            assert.equal(id, there.id);
            assert.deepEqual(writes(stand), []);
            assert.deepEqual(adopted, { device: `device "Ann's phone" (${id}) of person ${personId}` });
        });

        it("says so where Webex has another name for the model of an adopted phone", async () => {
            const stand = await phoneStand(bench);
            const { personId, mac, simulator } = stand;
            simulator.addDevice({ personId, mac, product: "Cisco Video Phone 8875", displayName: "Ann's phone" });
            const { id, adopted } = await create(stand, { personId, mac, model: "DMS Cisco 8875" });
            assert.deepEqual(adopted, {
                device:
                    `device "Ann's phone" (${id}) of person ${personId} (Webex lists it as Cisco Video Phone 8875, ` +
                    "the program as DMS Cisco 8875)",
            });
        });

        it("refuses a phone of the same owner that Webex lists as another model, and changes nothing", async () => {
            const stand = await phoneStand(bench);
            const { personId, mac, simulator } = stand;
            const there = simulator.addDevice({ personId, mac, product: "Cisco 9861", displayName: "Ann's phone" });
            const before = simulator.devices();
            const error = await caught(create(stand, { personId, mac, model: MODEL, tags: ["a"] }));
            assert.ok(!(error instanceof Incomplete));
            const what = `device "Ann's phone" (${there.id}) of person ${personId}, and Webex lists it as Cisco 9861, not ${MODEL}`;
            assert.ok(error.message.includes(what), error.message);
            assert.deepEqual(writes(stand), []);
            assert.deepEqual(simulator.devices(), before);
        });

        it("brings an adopted phone to the program's tags", async () => {
            const stand = await phoneStand(bench);
            const { personId, mac, simulator } = stand;
            const there = simulator.addDevice({ personId, mac, product: "Cisco 8865", tags: ["old"] });
            const { id } = await create(stand, { personId, mac, model: MODEL, tags: ["new"] });
            assert.equal(id, there.id);
            assert.deepEqual(writes(stand), [`PATCH /devices/${id}`]);
            assert.deepEqual(simulator.device(id)?.tags, ["new"]);
        });

        it("fails where another owner has the MAC address, and changes nothing", async () => {
            const stand = await phoneStand(bench);
            const { personId, mac, simulator } = stand;
            const other = simulator.addPerson({ displayName: "Bob", emails: ["bob@example.com"] }).id;
            const there = simulator.addDevice({ personId: other, mac, displayName: "Bob's phone" });
            const error = await caught(create(stand, { personId, mac, model: MODEL, tags: ["a"] }));
            assert.ok(!(error instanceof Incomplete));
            const whose = `which belongs to Bob <bob@example.com> (${other})`;
            assert.ok(error.message.includes(`${there.id} "Bob's phone", ${whose}`), error.message);
            assert.deepEqual(writes(stand), []);
        });

        it("refuses two declarations of one phone", async () => {
            const stand = await phoneStand(bench);
            const { personId, mac } = stand;
            const program = { personId, mac, model: MODEL };
            const other = { ...stand, context: beside(stand.context, "other") };
            const results = await Promise.allSettled([create(stand, program), create(other, program)]);
            assert.deepEqual(results.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
            const failed = results.find((result): result is PromiseRejectedResult => result.status === "rejected");
            assert.match(String(failed?.reason), /already declared by Device "thing"; a device can be/);
            assert.deepEqual(writes(stand), ["POST /devices"]);
        });

        const lost: [string, FaultKind][] = [
            ["the connection is lost after the effect", { reset: "after" }],
            ["500 comes after the effect", { status: 500, when: "after" }],
            ["503 comes after the effect", { status: 503, when: "after" }],
            ["the answer is cut", { cut: true }],
        ];
        for (const [name, kind] of lost) {
            it(`finds the phone it made although ${name}`, async () => {
                const stand = await phoneStand(bench);
                const { personId, mac, simulator } = stand;
                simulator.faults.add({ method: "POST", kind });
                const { id } = await create(stand, { personId, mac, model: MODEL });
                assert.equal(id, simulator.devices()[0]?.id);
                assert.deepEqual(writes(stand), ["POST /devices"]);
            });
        }

        it("claims the phone it found after a lost answer as registered: it is deleted like any other", async () => {
            const stand = await phoneStand(bench);
            const { personId, mac, simulator } = stand;
            simulator.faults.add({ method: "POST", kind: { reset: "after" } });
            const { id, state } = await create(stand, { personId, mac, model: MODEL });
            await device.delete(id, state, stand.context);
            assert.deepEqual(simulator.devices(), []);
        });

        for (const [name, kind] of [
            ["the connection is lost", { reset: "before" }],
            ["503 comes", { status: 503 }],
        ] as [string, FaultKind][]) {
            it(`registers once more where ${name} before the effect: one phone`, async () => {
                const clock = fakeClock();
                const stand = await phoneStand(bench);
                const { personId, mac, simulator } = stand;
                simulator.faults.add({ method: "POST", kind });
                const { id } = await fastForward(clock, create(stand, { personId, mac, model: MODEL }));
                assert.deepEqual(
                    simulator.devices().map((phone) => phone.id),
                    [id],
                );
                assert.deepEqual(lines(simulator.log.entries), [
                    `GET /devices?mac=${mac}&max=100`,
                    "POST /devices",
                    `GET /devices?mac=${mac}&max=100`,
                    "POST /devices",
                ]);
            });
        }

        it("passes the error on where three registrations are lost that had no effect", async () => {
            const clock = fakeClock();
            const stand = await phoneStand(bench);
            const { personId, mac, simulator } = stand;
            simulator.faults.add({ method: "POST", count: -1, kind: { reset: "before" } });
            const error = await caught(fastForward(clock, create(stand, { personId, mac, model: MODEL })));
            assert.ok(error instanceof WebexError);
            assert.deepEqual([error.kind, error.method], ["unanswered", "POST"]);
            assert.equal(writes(stand).length, 3);
        });

        it("passes 500 on where it had no effect, and registers no more", async () => {
            const stand = await phoneStand(bench);
            const { personId, mac, simulator } = stand;
            simulator.faults.add({ method: "POST", kind: { status: 500 } });
            assert.match((await caught(create(stand, { personId, mac, model: MODEL }))).message, /answered 500/);
            assert.deepEqual(writes(stand), ["POST /devices"]);
        });

        it("registers no more where it cannot look what became of a lost registration", async () => {
            const stand = await phoneStand(bench);
            const { personId, mac, simulator } = stand;
            simulator.faults.add({ method: "POST", kind: { reset: "after" } });
            simulator.faults.add({ method: "GET", skip: 1, kind: { status: 401 } });
            assert.match((await caught(create(stand, { personId, mac, model: MODEL }))).message, /GET .* answered 401/);
            assert.deepEqual(writes(stand), ["POST /devices"]);
        });

        it("does not take a phone for its own that somebody else registered meanwhile", async () => {
            const mac = uniqueMac();
            const theirs = someDevice({ mac, personId: "p2" });
            const looks = [[], [theirs]];
            let posts = 0;
            const contract = fakeContract({
                findByMac: () => Promise.resolve(looks.shift() ?? []),
                registerPhone: () => {
                    posts += 1;
                    return Promise.reject(new WebexError({ kind: "unanswered", method: "POST", path: "/devices" }));
                },
            });
            const error = await caught(device.create({ personId: "p1", mac, model: MODEL }, contextWith(contract)));
            assert.match(error.message, new RegExp(`in use by device ${theirs.id}, which belongs to person p2`));
            assert.equal(posts, 1);
        });

        describe("a 9800 phone, which is listed late", () => {
            async function lateStand(seconds: number) {
                const clock = fakeClock();
                const stand = await bench.stand({ contract: "cisco", appearAfterSeconds: seconds });
                const personId = stand.simulator.addPerson().id;
                const program = { personId, mac: uniqueMac(), model: "Cisco 9861" };
                return { ...stand, clock, program };
            }

            for (const [name, kind] of [
                ["the connection is lost", { reset: "after" }],
                ["503 comes", { status: 503, when: "after" }],
            ] as [string, FaultKind][]) {
                it(`is waited for where ${name} after the effect and the second registration finds its MAC in use`, async () => {
                    const stand = await lateStand(40);
                    const { simulator, clock, program } = stand;
                    simulator.faults.add({ method: "POST", kind });
                    const { id } = await fastForward(clock, create(stand, program));
                    const posts = simulator.log.requests({ method: "POST" });
                    assert.deepEqual([posts.length, posts.at(-1)?.status], [2, 400]);
                    assert.deepEqual(
                        simulator.devices().map((phone) => phone.id),
                        [id],
                    );
                    assert.match(stand.log.infos.join(), /waiting for Webex to list the phone/);
                });
            }

            it("counts as registered when it has come: it is deleted like any other", async () => {
                const stand = await lateStand(40);
                const { id, state } = await fastForward(stand.clock, create(stand, stand.program));
                await device.delete(id, state, stand.context);
                assert.deepEqual(stand.simulator.devices(), []);
            });

            it("is the refusal, not the wait, that is shown where no phone turns up", async () => {
                const stand = await lateStand(40);
                const { simulator, clock, program } = stand;
                simulator.faults.add({ method: "POST", kind: { reset: "before" } });
                simulator.updatePerson(program.personId, { maxDeviceCount: 0 });
                const error = await caught(fastForward(clock, create(stand, program)));
                assert.ok(error instanceof WebexError);
                assert.equal(error.status, 400);
                assert.match(error.message, /cannot be added to this user/);
                assert.equal(writes(stand).length, 2);
            });

            it("is there only when it has an id: a row on its way, whose id is null, is waited out", async () => {
                const stand = await lateStand(5);
                const { simulator, clock, program } = stand;
                const looks = { path: "/devices", method: "GET", status: 200 };
                const making = create(stand, program);
                const followed = (async () => {
                    const { seq } = await simulator.log.waitFor({ method: "POST", status: 204 });
                    const [phone] = simulator.devices();
                    simulator.updateDevice(phone?.id ?? "", { connectionStatus: "pending" });
                    simulator.hideId(phone?.id ?? "", { callingDeviceId: true });
                    simulator.advance(10_000);
                    const look = await simulator.log.waitFor({ ...looks, afterSeq: seq });
                    const next = await simulator.log.waitFor({ ...looks, afterSeq: look.seq });
                    simulator.showId(phone?.id ?? "");
                    simulator.updateDevice(phone?.id ?? "", { connectionStatus: "disconnected" });
                    return [next.seq, phone?.id];
                })();
                const { id, state } = await fastForward(clock, making);
                const [lastHidden, phoneId] = await followed;
                assert.deepEqual([id, state.details.connectionStatus], [phoneId, "disconnected"]);
                const later = simulator.log.requests({ ...looks, afterSeq: Number(lastHidden) });
                assert.equal(later.length, 1);
            });

            it("passes a refusal of the first registration on at once", async () => {
                const stand = await lateStand(40);
                const { simulator, program } = stand;
                simulator.updatePerson(program.personId, { maxDeviceCount: 0 });
                assert.match((await caught(create(stand, program))).message, /cannot be added to this user/);
                assert.equal(simulator.log.entries.length, 2);
            });

            it("ends with the wait's own words where Webex confirmed the phone and never lists it", async () => {
                const stand = await lateStand(1_000);
                const error = await caught(fastForward(stand.clock, create(stand, stand.program)));
                assert.match(error.message, /has not listed it after .*webex:phoneAppearTimeoutSeconds/);
            });

            it("is adopted by the next up after such a wait", async () => {
                const stand = await lateStand(1_000);
                await caught(fastForward(stand.clock, create(stand, stand.program)));
                stand.simulator.advance(1_000_000);
                const { id } = await create(stand, stand.program);
                assert.equal(id, stand.simulator.devices()[0]?.id);
                assert.deepEqual(writes(stand), ["POST /devices"]);
            });
        });

        it("passes a refusal on without looking for the phone", async () => {
            const stand = await phoneStand(bench);
            const { personId, mac, simulator } = stand;
            simulator.updatePerson(personId, { maxDeviceCount: 0 });
            const error = await caught(create(stand, { personId, mac, model: MODEL }));
            assert.match(error.message, /cannot be added to this user.*as many devices as the licence allows/);
            assert.equal(simulator.log.entries.at(-1)?.method, "POST");
        });

        it("keeps the device when its tags cannot be written: the error carries id, state and reason", async () => {
            const stand = await phoneStand(bench);
            const { personId, mac, simulator } = stand;
            simulator.faults.add({ method: "PATCH", kind: { status: 500 } });
            const error = await caught(create(stand, { personId, mac, model: MODEL, tags: ["a"] }));
            assert.ok(error instanceof Incomplete);
            const state = error.state as DeviceState;
            assert.equal(error.id, simulator.devices()[0]?.id);
            assert.deepEqual([state.mac, state.tags, state.origin], [mac, [], "registered"]);
            assert.match(error.message, /PATCH \/devices\/.* answered 500/);
        });

        it("goes on with the tags at the next up", async () => {
            const stand = await phoneStand(bench);
            const { personId, mac, simulator } = stand;
            simulator.faults.add({ method: "PATCH", kind: { status: 500 } });
            const program = { personId, mac, model: MODEL, tags: ["a"] };
            const error = await caught(create(stand, program));
            assert.ok(error instanceof Incomplete);
            const state = error.state as DeviceState;
            assert.equal(device.diff(error.id, state, program, SETTINGS).changes, true);
            await update(stand, error.id, state, program, program);
            assert.deepEqual(simulator.device(error.id)?.tags, ["a"]);
        });
    });

    describe("what an organisation of another kind answers", () => {
        it("adopts a phone whose id is null in the list, by the id that stands in (cisco)", async () => {
            const stand = await phoneStand(bench);
            const { personId, mac, simulator } = stand;
            const there = simulator.addDevice({ personId, mac, product: "Cisco 8865" });
            simulator.hideId(there.id, { webexDeviceId: true });
            const { id, state } = await create(stand, { personId, mac, model: MODEL, tags: ["a"] });
            assert.deepEqual([id, state.origin], [there.webexDeviceId, "adopted"]);
            assert.deepEqual(simulator.device(id)?.tags, ["a"]);
            assert.equal("standIn" in state.details, false);
        });

        it("tells what a third-party phone has to be set up with", async () => {
            const stand = await phoneStand(bench);
            const { personId, mac, simulator } = stand;
            const { id, state } = await create(stand, { personId, mac, model: "DMS Poly VVX 450", password: "sip-1" });
            const { manufacturer, linePort, outboundProxy, sipUserName } = simulator.device(id) ?? {};
            const { details } = state;
            assert.equal(details.manufacturer, "THIRD_PARTY");
            assert.deepEqual(
                [details.manufacturer, details.linePort, details.outboundProxy, details.sipUserName],
                [manufacturer, linePort, outboundProxy, sipUserName],
            );
        });

        it("takes over a device whose product Webex lists under the program's model", async () => {
            const stand = await bench.stand();
            const { simulator } = stand;
            const { id } = simulator.addDevice({ product: "Cisco Video Phone 8875", type: "phone" });
            simulator.faults.add({ path: "/telephony/config/supportedDevices", kind: { json: { devices: [] } } });
            const wrong = await caught(create(stand, { deviceId: id, model: "DMS Cisco 8875" }));
            assert.match(wrong.message, /model is Cisco Video Phone 8875, not DMS Cisco 8875/);
            const next = { ...stand, ...standAt(simulator) };
            const { state, inputs } = await create(next, { deviceId: id, model: "DMS Cisco 8875" });
            assert.deepEqual([state.model, state.details.product], ["DMS Cisco 8875", "Cisco Video Phone 8875"]);
            assert.equal(device.diff(id, state, inputs, SETTINGS).changes, false);
        });
    });

    describe("taking over (cisco)", () => {
        it("registers nothing and keeps the device's own id", async () => {
            const stand = await bench.stand();
            const there = stand.simulator.addDevice({ serial: "FOC4711" });
            const { id, state } = await create(stand, { serial: "FOC4711" });
            assert.equal(id, there.id);
            assert.deepEqual(writes(stand), []);
            assert.equal(state.details.product, there.product);
        });

        it("writes the tags of the program", async () => {
            const stand = await bench.stand();
            const { id } = stand.simulator.addDevice();
            await create(stand, { deviceId: id, tags: ["ours"] });
            assert.deepEqual(writes(stand), [`PATCH /devices/${id}`]);
        });

        it("changes nothing where the device is not the one declared", async () => {
            const stand = await bench.stand();
            const workspaceId = stand.simulator.addWorkspace().id;
            const { id } = stand.simulator.addDevice({ workspaceId });
            const error = await caught(create(stand, { deviceId: id, workspaceId: "other", tags: ["ours"] }));
            assert.match(error.message, /is not the one declared: workspaceId is/);
            assert.deepEqual(writes(stand), []);
        });

        it("only forgets the device at the end", async () => {
            const stand = await bench.stand();
            const there = stand.simulator.addDevice();
            const { id, state } = await create(stand, { deviceId: there.id });
            await device.delete(id, state, stand.context);
            assert.deepEqual(writes(stand), []);
            assert.match(stand.log.infos.join(), /was taken over.*unregisterOnDelete: true/);
        });

        it("works in the crud contract too", async () => {
            const stand = await crudStand(bench);
            const there = stand.simulator.addDevice({ serial: "FOC0815" });
            const { id } = await create(stand, { serial: "foc0815", displayName: "Ours" });
            assert.equal(id, there.id);
            assert.deepEqual(writes(stand), [`PUT /devices/${id}`]);
        });
    });

    describe("create (crud)", () => {
        it("is one POST, and the state holds the code and its end", async () => {
            const stand = await crudStand(bench);
            const { id, state } = await create(stand, { workspaceId: stand.workspaceId, model: "Cisco Desk Pro" });
            const [code] = stand.simulator.codes();
            assert.deepEqual(writes(stand), ["POST /devices"]);
            assert.deepEqual(
                [id, state.activationCode, state.activationExpiresAt, state.workspaceId],
                [code?.deviceId, code?.code, code?.expiresAt, stand.workspaceId],
            );
        });

        it("remembers the code as secret", async () => {
            const stand = await crudStand(bench);
            const { state } = await create(stand, { workspaceId: stand.workspaceId });
            assert.equal(scrub(`code ${state.activationCode ?? ""}`), "code [secret]");
        });

        it("writes name, channel and tags by one PUT afterwards", async () => {
            const stand = await crudStand(bench);
            const settings = { displayName: "Lobby", upgradeChannel: "beta", tags: ["a"] };
            const { id } = await create(stand, { workspaceId: stand.workspaceId, ...settings });
            assert.deepEqual(writes(stand), ["POST /devices", `PUT /devices/${id}`]);
            assert.deepEqual(stand.simulator.log.writes()[1]?.body, settings);
        });

        it("is content where the device cannot be read before its code is used", async () => {
            const stand = await crudStand(bench, { hideUnredeemed: true });
            const { workspaceId } = stand;
            const { id, state } = await create(stand, { workspaceId, model: "Cisco Desk Pro" });
            assert.equal(stand.simulator.codes()[0]?.deviceId, id);
            assert.deepEqual([state.workspaceId, state.model], [workspaceId, "Cisco Desk Pro"]);
        });

        it("keeps device and code when the PUT fails", async () => {
            const stand = await crudStand(bench);
            stand.simulator.faults.add({ method: "PUT", kind: { status: 500 } });
            const error = await caught(create(stand, { workspaceId: stand.workspaceId, displayName: "Lobby" }));
            assert.ok(error instanceof Incomplete);
            const [code] = stand.simulator.codes();
            assert.deepEqual([error.id, (error.state as DeviceState).activationCode], [code?.deviceId, code?.code]);
        });

        it("keeps device and code when the device cannot be read afterwards", async () => {
            const stand = await crudStand(bench);
            stand.simulator.faults.add({ method: "GET", path: "/devices/.+", kind: { status: 500 } });
            const error = await caught(create(stand, { workspaceId: stand.workspaceId }));
            assert.ok(error instanceof Incomplete);
            assert.equal((error.state as DeviceState).activationCode, stand.simulator.codes()[0]?.code);
        });

        it("sends owner and model alone, whatever else the program says", async () => {
            const stand = await crudStand(bench);
            const { workspaceId } = stand;
            const settings = { mac: uniqueMac(), orgId: stand.simulator.orgId, tags: ["a"], displayName: "Lobby" };
            await create(stand, { workspaceId, model: "Cisco Desk Pro", ...settings });
            assert.deepEqual(stand.simulator.log.writes()[0]?.body, { workspaceId, model: "Cisco Desk Pro" });
        });

        const lost: [string, FaultKind][] = [
            ["the connection is lost after the effect", { reset: "after" }],
            ["the connection is lost before the effect", { reset: "before" }],
            ["503 comes after the effect", { status: 503, when: "after" }],
            ["the answer is cut", { cut: true }],
        ];
        for (const [name, kind] of lost) {
            it(`ends with one device, whose code the state holds, where ${name}`, async () => {
                const clock = fakeClock();
                const stand = await crudStand(bench);
                stand.simulator.faults.add({ method: "POST", kind });
                const { id, state } = await fastForward(clock, create(stand, { workspaceId: stand.workspaceId }));
                assert.deepEqual(
                    stand.simulator.codes().map((code) => [code.deviceId, code.code]),
                    [[id, state.activationCode]],
                );
                assert.deepEqual(
                    stand.simulator.devices().map((entry) => entry.id),
                    [id],
                );
            });
        }

        it("20 by MAC address in an organisation of 3,000 read its list once", async () => {
            const stand = await crudStand(bench);
            const { simulator, workspaceId, context } = stand;
            for (let count = 0; count < 3000; count += 1) {
                simulator.addDevice();
            }
            const numbers = Array.from({ length: 20 }, (_, at) => at);
            const made = await inTurns(numbers, 8, (at) =>
                create({ ...stand, context: beside(context, `device ${at}`) }, { workspaceId, mac: uniqueMac() }),
            );
            assert.equal(new Set(made.map(({ id }) => id)).size, 20);
            const reads = simulator.log.requests({ method: "GET" });
            // Without Link, a full last page is followed by one more.
            const pages = reads.filter(({ path, query }) => path === "/devices" && query.workspaceId === undefined);
            assert.equal(pages.filter(({ query }) => query.max === "100").length, 31);
            // Besides, each looks once at its owner's devices and once at its own, and one asks for the organisation.
            assert.equal(reads.length, 31 + 20 + 20 + 1);
        });

        it("makes nothing twice when the registration fails with 500, and leaves nothing behind", async () => {
            const stand = await crudStand(bench);
            stand.simulator.faults.add({ method: "POST", kind: { status: 500, when: "after" } });
            assert.ok((await caught(create(stand, { workspaceId: stand.workspaceId }))) instanceof WebexError);
            assert.equal(writes(stand).filter((line) => line === "POST /devices").length, 1);
            assert.deepEqual(stand.simulator.devices(), []);
        });
    });

    describe("read", () => {
        it("tells state and inputs as they are, so that an untouched device makes no difference", async () => {
            for (const contract of ["cisco", "crud"] as const) {
                const stand = await bench.stand({ contract });
                const personId = stand.simulator.addPerson().id;
                const program = { personId, mac: uniqueMac(), model: MODEL, tags: ["b", "a"] };
                const { id, state, inputs } = await create(stand, program);
                if (contract === "crud") {
                    stand.simulator.redeem({ deviceId: id }, { mac: program.mac });
                }
                stand.simulator.stir();
                const found = await device.read(id, state, stand.context);
                assert.deepEqual(found?.inputs, inputs);
                assert.equal(device.diff(id, found.state, inputs, SETTINGS).changes, false);
            }
        });

        it("keeps the code that no answer repeats", async () => {
            const stand = await crudStand(bench);
            const { id, state } = await create(stand, { workspaceId: stand.workspaceId });
            const found = await device.read(id, state, stand.context);
            assert.equal(found?.state.activationCode, state.activationCode);
            assert.equal(found?.state.activationExpiresAt, state.activationExpiresAt);
        });

        const drifts: [string, (stand: Stand, id: string) => unknown, string, Properties][] = [
            ["tags", ({ simulator }, id) => simulator.setTags(id, ["hand"]), "tags", { tags: ["hand"] }],
            ["tags that were taken away", ({ simulator }, id) => simulator.setTags(id, []), "tags", { tags: [] }],
            [
                "the name",
                ({ simulator }, id) => simulator.updateDevice(id, { displayName: "By hand" }),
                "displayName",
                { displayName: "By hand" },
            ],
            [
                "the owner",
                ({ simulator }, id) => simulator.updateDevice(id, { workspaceId: "elsewhere" }),
                "workspaceId",
                { workspaceId: "elsewhere" },
            ],
        ];
        for (const [name, drift, input, changed] of drifts) {
            it(`tells drift of ${name} in the inputs, and diff sees it`, async () => {
                const stand = await crudStand(bench);
                const program = { workspaceId: stand.workspaceId, displayName: "Lobby", tags: ["a"] };
                const { id, state, inputs } = await create(stand, program);
                drift(stand, id);
                const found = await device.read(id, state, stand.context);
                assert.deepEqual(found?.inputs, { ...inputs, ...changed });
                const { changes, replaces } = device.diff(id, found.state, inputs, SETTINGS);
                assert.deepEqual([changes, replaces.includes(input)], [true, input === "workspaceId"]);
            });
        }

        it("does not tell drift of what the program never gave", async () => {
            const stand = await crudStand(bench);
            const { id, state, inputs } = await create(stand, { workspaceId: stand.workspaceId });
            stand.simulator.updateDevice(id, { displayName: "By hand", tags: ["by-hand"], upgradeChannel: "beta" });
            const found = await device.read(id, state, stand.context);
            assert.deepEqual(found?.inputs, inputs);
            assert.deepEqual(found.state.details.tags, ["by-hand"]);
            assert.equal(device.diff(id, found.state, inputs, SETTINGS).changes, false);
        });

        it("takes 404 for gone where the organisation that answers is the recorded one", async () => {
            const stand = await bench.stand();
            const { simulator, context } = stand;
            assert.equal(await device.read("gone", stateWith({}, { orgId: simulator.orgId }), context), undefined);
            assert.deepEqual(lines(simulator.log.entries), [
                "GET /devices/gone",
                "GET /devices?max=1",
                "GET /people/me",
            ]);
        });

        it("does not take 404 for gone where everything is answered so", async () => {
            const { simulator, context } = await bench.stand();
            const { id, orgId } = simulator.addDevice();
            simulator.faults.add({ kind: { everything404: true } });
            assert.match(
                (await caught(device.read(id, stateWith({}, { orgId }), context))).message,
                /not taken for gone/,
            );
        });

        for (const status of [401, 403, 500, 503]) {
            it(`does not take ${status} for gone`, async () => {
                const { simulator, context } = await bench.stand();
                const { id, orgId } = simulator.addDevice();
                simulator.faults.add({ kind: { status } });
                const error = await caught(device.read(id, stateWith({}, { orgId }), context));
                assert.match(error.message, new RegExp(`answered ${status}`));
            });
        }

        for (const contract of ["cisco", "crud"] as const) {
            it(`keeps what Webex cannot tell this time: no field is taken for unset (${contract})`, async () => {
                const stand = await bench.stand({ contract });
                const { simulator } = stand;
                const workspaceId = simulator.addWorkspace().id;
                const there = simulator.addDevice({ workspaceId, tags: ["a"], displayName: "Lobby", serial: "FOC8" });
                const { id, state, inputs } = await create(stand, { serial: "FOC8", workspaceId, tags: ["a"] });
                simulator.failFields(there.id, ["tags", "displayName", "workspaceId", "serial", "orgId"]);
                const found = await device.read(id, state, nextRun(stand.context));
                assert.deepEqual(found, { inputs, state });
            });

            it(`reads a device whose id is null in the answer (${contract})`, async () => {
                const stand = await bench.stand({ contract });
                const { simulator } = stand;
                const there = simulator.addDevice({ displayName: "Lobby" });
                const { id, state } = await create(stand, { deviceId: there.id });
                simulator.hideId(there.id, { webexDeviceId: true, callingDeviceId: true });
                simulator.updateDevice(there.id, { displayName: "Renamed" });
                const found = await device.read(id, state, stand.context);
                assert.equal(found?.state.details.displayName, "Renamed");
                assert.equal("standIn" in found.state.details, false);
            });
        }
    });

    describe("update", () => {
        const crudChanges: [string, Properties, Properties][] = [
            ["displayName", { displayName: "New" }, { displayName: "New" }],
            ["upgradeChannel", { upgradeChannel: "beta" }, { upgradeChannel: "beta" }],
            ["tags", { tags: ["b"] }, { tags: ["b"] }],
            ["two at once", { tags: [], displayName: "New" }, { tags: [], displayName: "New" }],
        ];
        for (const [name, change, body] of crudChanges) {
            it(`writes ${name} by one PUT of that alone (crud)`, async () => {
                const stand = await crudStand(bench);
                const { workspaceId } = stand;
                const program = { workspaceId, displayName: "Old", upgradeChannel: "stable", tags: ["a"] };
                const { id, state, inputs } = await create(stand, program);
                stand.simulator.log.clear();
                const after = await update(stand, id, state, inputs, { ...program, ...change });
                assert.deepEqual(lines(stand.simulator.log.entries), [`PUT /devices/${id}`]);
                assert.deepEqual(stand.simulator.log.entries[0]?.body, body);
                assert.equal(after.activationCode, state.activationCode);
                assert.equal(device.diff(id, after, { ...program, ...change }, SETTINGS).changes, false);
            });
        }

        it("writes tags by one PATCH (cisco)", async () => {
            const stand = await phoneStand(bench);
            const { personId, mac } = stand;
            const program = { personId, mac, model: MODEL, tags: ["a"] };
            const { id, state, inputs } = await create(stand, program);
            stand.simulator.log.clear();
            await update(stand, id, state, inputs, { ...program, tags: ["b"] });
            assert.deepEqual(lines(stand.simulator.log.entries), [`PATCH /devices/${id}`]);
        });

        it("takes tags away that left the program", async () => {
            const stand = await phoneStand(bench);
            const { personId, mac } = stand;
            const program = { personId, mac, model: MODEL };
            const { id, state, inputs } = await create(stand, { ...program, tags: ["a"] });
            await update(stand, id, state, inputs, program);
            assert.deepEqual(stand.simulator.device(id)?.tags, []);
        });

        it("writes a password by one PUT to the calling route (cisco)", async () => {
            const stand = await phoneStand(bench);
            const { personId, mac } = stand;
            const program = { personId, mac, model: MODEL, password: "sip-secret-old" };
            const { id, state, inputs } = await create(stand, program);
            stand.simulator.log.clear();
            const after = await update(stand, id, state, inputs, { ...program, password: "sip-secret-new" });
            assert.deepEqual(lines(stand.simulator.log.entries), [
                `PUT /telephony/config/devices/${String(state.details.callingDeviceId)}`,
            ]);
            assert.equal(after.password, "sip-secret-new");
        });

        it("sends nothing where only unregisterOnDelete changes", async () => {
            const stand = await bench.stand();
            const there = stand.simulator.addDevice();
            const { id, state, inputs } = await create(stand, { deviceId: there.id });
            stand.simulator.log.clear();
            const program = { deviceId: there.id, unregisterOnDelete: true };
            const after = await update(stand, id, state, inputs, program);
            assert.equal(stand.simulator.log.entries.length, 0);
            assert.equal(after.unregisterOnDelete, true);
        });

        it("keeps what the server has of two changes when the second fails", async () => {
            const stand = await phoneStand(bench);
            const { personId, mac, simulator } = stand;
            const program = { personId, mac, model: MODEL, password: "sip-secret-old", tags: ["a"] };
            const { id, state, inputs } = await create(stand, program);
            simulator.faults.add({ method: "PUT", kind: { status: 500 } });
            const error = await caught(
                update(stand, id, state, inputs, { ...program, tags: ["b"], password: "sip-secret-new" }),
            );
            assert.ok(error instanceof Incomplete);
            assert.deepEqual((error.state as DeviceState).tags, ["b"]);
        });

        it("still sends the password at the next up when only the password failed", async () => {
            const stand = await phoneStand(bench);
            const { personId, mac, simulator } = stand;
            const program = { personId, mac, model: MODEL, password: "sip-secret-old", tags: ["a"] };
            const { id, state, inputs } = await create(stand, program);
            simulator.faults.add({ method: "PUT", kind: { status: 500 } });
            const changed = { ...program, tags: ["b"], password: "sip-secret-new" };
            const error = await caught(update(stand, id, state, inputs, changed));
            assert.ok(error instanceof Incomplete);
            assert.equal(device.diff(id, error.state as DeviceState, changed, SETTINGS).changes, true);
        });

        it("passes the error on where one change failed, and the old state stays", async () => {
            const stand = await crudStand(bench);
            const program = { workspaceId: stand.workspaceId, displayName: "Old" };
            const { id, state, inputs } = await create(stand, program);
            stand.simulator.faults.add({ method: "PUT", kind: { status: 500 } });
            const error = await caught(update(stand, id, state, inputs, { ...program, displayName: "New" }));
            assert.ok(error instanceof WebexError);
        });
    });

    describe("delete", () => {
        it("is one DELETE", async () => {
            for (const contract of ["cisco", "crud"] as const) {
                const stand = await bench.stand({ contract });
                const { id } = stand.simulator.addDevice();
                await device.delete(id, stateWith({ workspaceId: "w" }), stand.context);
                assert.deepEqual(lines(stand.simulator.log.entries), [`DELETE /devices/${id}`]);
                assert.equal(stand.simulator.device(id), undefined);
            }
        });

        it("is content with a device that is gone already", async () => {
            const { simulator, context } = await bench.stand();
            await device.delete("gone", stateWith({}, { orgId: simulator.orgId }), context);
            assert.equal(simulator.log.entries[0]?.status, 404);
        });

        it("is not content where everything is answered 404: the device may still be there", async () => {
            const { simulator, context } = await bench.stand();
            const { id, orgId } = simulator.addDevice();
            simulator.faults.add({ kind: { everything404: true } });
            const error = await caught(device.delete(id, stateWith({}, { orgId }), context));
            assert.match(error.message, /not taken for gone/);
        });

        it("fails on any other refusal", async () => {
            const { simulator, context } = await bench.stand();
            const { id } = simulator.addDevice();
            simulator.faults.add({ method: "DELETE", kind: { status: 409 } });
            assert.match((await caught(device.delete(id, stateWith({}), context))).message, /answered 409/);
        });

        it("works in the organisation of the resource", async () => {
            const asked: unknown[] = [];
            const contract = fakeContract({
                deleteDevice: (id, orgId) => {
                    asked.push([id, orgId]);
                    return Promise.resolve(true);
                },
            });
            await device.delete("d", stateWith({ orgId: "own" }), contextWith(contract, { orgId: "stack" }));
            assert.deepEqual(asked, [["d", "own"]]);
        });

        it("deletes a device that was registered in the same run", async () => {
            const stand = await phoneStand(bench);
            const { personId, mac } = stand;
            const { id, state } = await create(stand, { personId, mac, model: MODEL });
            await device.delete(id, state, stand.context);
            assert.equal(stand.simulator.device(id), undefined);
        });

        for (const contract of ["cisco", "crud"] as const) {
            it(`makes the MAC address free for this run, also where the list was read before (${contract})`, async () => {
                const stand = await bench.stand({ contract });
                const { simulator, context } = stand;
                const workspaceId = simulator.addWorkspace().id;
                const mac = uniqueMac();
                const old = simulator.addDevice({ workspaceId, mac, product: "Cisco 8865" });
                // So many looks that the pages of the list are shared from then on.
                for (let count = 0; count < 8; count += 1) {
                    await context.run.reads(undefined).byMac(mac);
                }
                await device.delete(old.id, stateWith({ serial: old.serial ?? "" }, { mac, workspaceId }), context);
                const { id, state } = await create(stand, { workspaceId, mac, model: MODEL });
                assert.notEqual(id, old.id);
                assert.equal(state.origin, "registered");
                assert.ok(simulator.device(id));
            });
        }
    });

    describe("whose device it is", () => {
        /** A phone in the state of a resource that the program declares, and another resource of the same run. */
        async function declaredPhone() {
            const stand = await phoneStand(bench);
            const { personId, mac, simulator, context } = stand;
            const program = { personId, mac, model: MODEL };
            const { id } = simulator.addDevice({ personId, mac, product: "Cisco 8865", type: "phone" });
            const state = stateWith(program, { product: "Cisco 8865", orgId: simulator.orgId });
            return { ...stand, program, id, state, other: { ...stand, context: beside(context, "new name") } };
        }
        const refusal = /^device \S+ is already declared by Device "thing"; a device can be declared once$/;

        it("a phone that is declared cannot be adopted by a second resource", async () => {
            const stand = await declaredPhone();
            const { program, id, state, other } = stand;
            assert.deepEqual(compare(stand.context, id, state, program).replaces, []);
            const error = await caught(create(other, program));
            assert.match(error.message, refusal);
            assert.ok(error.message.includes(id));
            assert.ok(!(error instanceof Incomplete));
            assert.deepEqual(writes(stand), []);
        });

        it("nor can it be taken over by one", async () => {
            const stand = await declaredPhone();
            const { program, id, state, other } = stand;
            compare(stand.context, id, state, program);
            assert.match((await caught(create(other, { deviceId: id, tags: ["ours"] }))).message, refusal);
            assert.deepEqual(writes(stand), []);
        });

        it("nor when it was read before it was compared", async () => {
            const { program, id, state, other, context } = await declaredPhone();
            const found = await device.read(id, state, context);
            compare(context, id, found?.state ?? state, program);
            assert.match((await caught(create(other, program))).message, refusal);
        });

        it("a phone that was only read can: a resource renamed in the program, under --refresh", async () => {
            const stand = await declaredPhone();
            const { program, id, state, other, context, log } = stand;
            // The old name is read and never compared, as the program does not have it; then its new name is made.
            const found = await device.read(id, state, context);
            const made = await create(other, program);
            assert.deepEqual([made.id, made.state.origin], [id, "adopted"]);
            await device.delete(id, found?.state ?? state, context);
            assert.ok(stand.simulator.device(id));
            assert.deepEqual(writes(stand), []);
            const [warning = ""] = log.warnings;
            assert.match(warning, /^Device "thing" left the program, and Device "new name" adopted its device/);
            assert.match(warning, /option `aliases`.*`WEBEX_ADOPT_AS_OWN=true pulumi up`/);
        });

        it("but by one resource only", async () => {
            const { program, id, state, other, context } = await declaredPhone();
            await device.read(id, state, context);
            await create(other, program);
            const third = { ...other, context: beside(context, "third") };
            assert.match((await caught(create(third, program))).message, /already declared by Device "new name"/);
        });

        it("a phone that is to be replaced may be taken by its own successor", async () => {
            const stand = await declaredPhone();
            const { program, id, state, context } = stand;
            const successor = { ...program, orgId: stand.simulator.orgId };
            const { replaces } = compare(context, id, { ...state, orgId: "before" }, successor);
            assert.deepEqual(replaces, ["orgId"]);
            assert.equal((await create(stand, successor)).id, id);
            await device.delete(id, state, context);
            assert.ok(stand.simulator.device(id));
        });

        it("a phone that was adopted and then compared stays when its old name goes", async () => {
            const { simulator, program, id, state, other, context } = await declaredPhone();
            const made = await create(other, program);
            compare(other.context, id, made.state, program);
            await device.delete(id, state, context);
            assert.ok(simulator.device(id));
        });

        it("a device of the state is no leftover for a code of the same owner (crud)", async () => {
            for (const note of ["read", "diff"] as const) {
                const stand = await bench.stand({ contract: "crud" }, { removeOrphans: true });
                const { simulator, contract, context } = stand;
                // Every code of the stack was read, so what is nobody's would be removed.
                context.run.codes.expect(["all"]);
                context.run.codes.see("all");
                const workspaceId = simulator.addWorkspace().id;
                const { deviceId: id = "" } = await contract.issueCode({ workspaceId }, undefined, undefined);
                const state = stateWith({ workspaceId }, { orgId: simulator.orgId });
                if (note === "read") {
                    await device.read(id, state, context);
                } else {
                    compare(context, id, state, { workspaceId });
                }
                await create({ ...stand, context: beside(context, "other") }, { workspaceId });
                assert.equal(simulator.devices().length, 2);
                assert.deepEqual(stand.log.warnings, []);
            }
        });
    });

    describe("the order of an owner's devices", () => {
        /** Runs registrations that overlap if they may, and tells how many were under way at once. */
        function overlapping() {
            let now = 0;
            const state = { most: 0 };
            const register = async () => {
                now += 1;
                state.most = Math.max(state.most, now);
                await new Promise((resolve) => setImmediate(resolve));
                now -= 1;
            };
            return { state, register };
        }

        let made = 0;
        /** Another resource of the run. */
        const next = (context: Context) => beside(context, `device ${(made += 1)}`);

        it("one person's one after another, those of two beside each other (cisco)", async () => {
            const { state, register } = overlapping();
            const contract = fakeContract({
                findByMac: () => Promise.resolve([]),
                registerPhone: async () => {
                    await register();
                    return someDevice();
                },
            });
            const context = contextWith(contract);
            const make = (personId: string) => device.create({ personId, mac: uniqueMac() }, next(context));
            await Promise.all([make("order-1"), make("order-1"), make("order-1")]);
            assert.equal(state.most, 1);
            await Promise.all([make("order-2"), make("order-3")]);
            assert.equal(state.most, 2);
        });

        it("does not delete a device that a create before it in the order adopts", async () => {
            const adopted = someDevice({ personId: "p", mac: uniqueMac() });
            const { mac = "" } = adopted;
            const context = contextWith(fakeContract({ findByMac: () => Promise.resolve([adopted]) }));
            await Promise.all([
                device.create({ personId: "p", mac }, beside(context, "new name")),
                device.delete(adopted.id, stateWith({ personId: "p", mac }), context),
            ]);
            assert.match(context.log.warnings.join("\n"), /"thing" left the program, and Device "new name" adopted/);
        });

        it("does not use up the time of those that wait: the third 9800 of one workspace is waited for, too", async () => {
            const clock = fakeClock();
            const stand = await bench.stand({ contract: "cisco", appearAfterSeconds: 40 });
            const workspaceId = stand.simulator.addWorkspace().id;
            const began = Date.now();
            // Each takes 40 of its 60 seconds for itself.
            const making = [1, 2, 3].map(() => {
                const place = { ...stand, context: next(stand.context) };
                const program = { workspaceId, mac: uniqueMac(), model: "Cisco 9861" };
                return asOperation({ seconds: 60 }, () => create(place, program));
            });
            const ids = (await fastForward(clock, Promise.all(making))).map(({ id }) => id);
            assert.deepEqual(
                stand.simulator.devices().map(({ id }) => id),
                ids,
            );
            assert.ok(Date.now() - began >= 120_000);
        });

        it("one person's one after another, those of two beside each other (crud)", async () => {
            const { state, register } = overlapping();
            const contract = fakeContract({
                name: "crud",
                listDevices: () => Promise.resolve([]),
                getDevice: () => Promise.resolve(undefined),
                issueCode: async () => {
                    await register();
                    const { id: deviceId, created = "" } = someDevice();
                    return { code: `code of ${deviceId}`, expiresAt: created, issuedAt: created, deviceId };
                },
            });
            const context = contextWith(contract);
            const make = (personId: string) => device.create({ personId }, next(context));
            await Promise.all([make("order-1"), make("order-1"), make("order-1")]);
            assert.equal(state.most, 1);
            await Promise.all([make("order-2"), make("order-3")]);
            assert.equal(state.most, 2);
        });
    });
});
