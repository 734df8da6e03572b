import assert from "node:assert/strict";
import sinon from "sinon";
import { device } from "../../../../provider/resources/device/device";
import type { DeviceInputs } from "../../../../provider/resources/device/deviceInputs";
import type { DeviceState } from "../../../../provider/resources/device/deviceState";
import type { Origin } from "../../../../provider/resources/removal";
import { Incomplete, type Properties } from "../../../../provider/resources/resource";
import type { ContractName, FaultKind } from "../../../../simulator/index";
import { Bench, caught, fastForward, lines, nextRun, type Stand, uniqueMac } from "../../helpers";
import { compare, create, MODEL, update, writes } from "./deviceStand";

const CONTRACTS = ["cisco", "crud"] as const;
const ORIGINS = ["registered", "adopted", "takenOver"] as const;

describe("resources/device, where a device came from", () => {
    const bench = new Bench();
    afterEach(async () => {
        sinon.restore();
        await bench.closeAll();
    });

    /** A device of the state, obtained in an earlier run: the stand's run has seen nothing of it. */
    interface Had {
        readonly stand: Stand;
        readonly id: string;
        readonly state: DeviceState;
        readonly inputs: DeviceInputs;
    }

    /** Obtains a device of a person in this way, by a program that says this besides. */
    async function obtained(contract: ContractName, origin: Origin, more: Properties = {}): Promise<Had> {
        const stand = await bench.stand({ contract });
        const { simulator, context } = stand;
        const personId = simulator.addPerson().id;
        const mac = uniqueMac();
        const there = { personId, mac, product: "Cisco 8865", type: "phone", serial: "FOC4711" };
        const owned = { personId, mac, model: MODEL, ...more };
        if (origin !== "registered") {
            simulator.addDevice(there);
        }
        const program = origin === "takenOver" ? { ...owned, serial: "FOC4711" } : owned;
        const { id, state, inputs } = await create({ ...stand, context: nextRun(context) }, program);
        if (origin === "registered") {
            simulator.redeem({ deviceId: id }, { mac, serial: "FOC4711", product: "Cisco 8865" });
        }
        assert.equal(state.origin, origin);
        simulator.log.clear();
        return { stand, id, state, inputs };
    }

    const deletes = ({ simulator }: Stand) => lines(simulator.log.requests({ method: "DELETE" }));

    describe("is recorded", () => {
        for (const contract of CONTRACTS) {
            for (const origin of ORIGINS) {
                it(`as ${origin} (${contract})`, async () => {
                    const { stand, id, state } = await obtained(contract, origin);
                    assert.deepEqual([state.origin, state.details.orgId], [origin, stand.simulator.orgId]);
                    assert.ok(stand.simulator.device(id));
                });
            }

            it(`as takenOver, by deviceId too (${contract})`, async () => {
                const stand = await bench.stand({ contract });
                const { state } = await create(stand, { deviceId: stand.simulator.addDevice().id });
                assert.equal(state.origin, "takenOver");
            });

            it(`as registered where an adopted one is said to be the stack's own (${contract})`, async () => {
                const stand = await bench.stand({ contract }, { adoptAsOwn: true });
                const { simulator } = stand;
                const [workspaceId, mac] = [simulator.addWorkspace().id, uniqueMac()];
                const there = simulator.addDevice({ workspaceId, mac, product: "Cisco 8865" });
                const { id, state, adopted } = await create(stand, { workspaceId, mac, model: MODEL });
                assert.deepEqual([id, state.origin, adopted], [there.id, "registered", undefined]);
                assert.deepEqual(writes(stand), []);
            });

            it(`as takenOver all the same under that switch (${contract})`, async () => {
                const stand = await bench.stand({ contract }, { adoptAsOwn: true });
                const { state } = await create(stand, { deviceId: stand.simulator.addDevice().id });
                assert.equal(state.origin, "takenOver");
            });

            it(`with the words for a warning where it was adopted, and in no other case (${contract})`, async () => {
                const stand = await bench.stand({ contract });
                const { simulator } = stand;
                const [workspaceId, mac] = [simulator.addWorkspace().id, uniqueMac()];
                const { id } = simulator.addDevice({ workspaceId, mac, product: "Cisco 8865", displayName: "Lobby" });
                const { adopted } = await create(stand, { workspaceId, mac, model: MODEL });
                assert.deepEqual(adopted, { device: `device "Lobby" (${id}) of workspace ${workspaceId}` });
                const registered = await create(stand, { workspaceId, mac: uniqueMac(), model: MODEL });
                const taken = await create(stand, { deviceId: simulator.addDevice().id });
                assert.deepEqual([registered.adopted, taken.adopted], [undefined, undefined]);
            });
        }

        const lost: [string, FaultKind][] = [
            ["the connection is lost after the effect", { reset: "after" }],
            ["the connection is lost before the effect", { reset: "before" }],
            ["503 comes after the effect", { status: 503, when: "after" }],
            ["the answer is cut", { cut: true }],
        ];
        for (const [name, kind] of lost) {
            // The empty answer to a 9861 has nothing to cut.
            for (const model of "cut" in kind ? [MODEL] : [MODEL, "Cisco 9861"]) {
                it(`as registered where ${name}, and the phone is found (${model})`, async () => {
                    const clock = sinon.useFakeTimers({
                        now: Date.now(),
                        toFake: ["Date", "setTimeout", "clearTimeout"],
                    });
                    const stand = await bench.stand({ appearAfterSeconds: 40 });
                    const { simulator } = stand;
                    simulator.faults.add({ method: "POST", kind });
                    const program = { personId: simulator.addPerson().id, mac: uniqueMac(), model };
                    const { id, state, adopted } = await fastForward(clock, create(stand, program));
                    assert.deepEqual([state.origin, adopted], ["registered", undefined]);
                    await device.delete(id, state, nextRun(stand.context));
                    assert.deepEqual(simulator.devices(), []);
                });
            }

            it(`as registered where ${name}, and a code is issued anew (crud)`, async () => {
                const clock = sinon.useFakeTimers({ now: Date.now(), toFake: ["Date", "setTimeout", "clearTimeout"] });
                const stand = await bench.stand({ contract: "crud" });
                const { simulator } = stand;
                simulator.faults.add({ method: "POST", kind });
                const making = create(stand, { workspaceId: simulator.addWorkspace().id });
                const { id, state } = await fastForward(clock, making);
                assert.equal(state.origin, "registered");
                await device.delete(id, state, nextRun(stand.context));
                assert.deepEqual([simulator.devices(), simulator.codes()], [[], []]);
            });
        }

        it("as adopted by the run after one that died: the state knows nothing of it", async () => {
            const stand = await bench.stand();
            const { simulator } = stand;
            const program = { personId: simulator.addPerson().id, mac: uniqueMac(), model: MODEL };
            const first = await create({ ...stand, context: nextRun(stand.context) }, program);
            const second = await create(stand, program);
            assert.deepEqual([second.id, second.state.origin], [first.id, "adopted"]);
        });

        for (const origin of ORIGINS) {
            it(`also where not all could be done: ${origin}`, async () => {
                const stand = await bench.stand();
                const { simulator } = stand;
                const [personId, mac] = [simulator.addPerson().id, uniqueMac()];
                if (origin !== "registered") {
                    simulator.addDevice({ personId, mac, product: "Cisco 8865", serial: "FOC4711" });
                }
                simulator.faults.add({ method: "PATCH", kind: { status: 500 } });
                const named = origin === "takenOver" ? { serial: "FOC4711" } : { personId, mac, model: MODEL };
                const error = await caught(create(stand, { ...named, tags: ["a"] }));
                assert.ok(error instanceof Incomplete);
                const state = error.state as DeviceState;
                assert.deepEqual([state.origin, state.details.orgId], [origin, simulator.orgId]);
            });
        }
    });

    describe("decides what leaves Webex with its declaration", () => {
        for (const contract of CONTRACTS) {
            for (const origin of ORIGINS) {
                for (const unregisterOnDelete of [undefined, true, false]) {
                    const leaves = unregisterOnDelete ?? origin === "registered";
                    const given = unregisterOnDelete === undefined ? "" : `, unregisterOnDelete ${unregisterOnDelete}`;
                    it(`${leaves ? "unregisters" : "leaves"} what is ${origin}${given} (${contract})`, async () => {
                        const more = unregisterOnDelete === undefined ? {} : { unregisterOnDelete };
                        const { stand, id, state } = await obtained(contract, origin, more);
                        await device.delete(id, state, stand.context);
                        assert.deepEqual(deletes(stand), leaves ? [`DELETE /devices/${id}`] : []);
                        assert.equal(stand.simulator.device(id) === undefined, leaves);
                        assert.equal(stand.log.infos.length, leaves ? 0 : 1);
                        assert.deepEqual(stand.log.warnings, []);
                    });
                }
            }
        }

        const why: [Origin, Properties, RegExp][] = [
            ["adopted", {}, /^Device "thing" was adopted: /],
            ["takenOver", {}, /^Device "thing" was taken over: /],
            ["registered", { unregisterOnDelete: false }, /^Device "thing" has unregisterOnDelete false: /],
            ["adopted", { unregisterOnDelete: false }, /^Device "thing" has unregisterOnDelete false: /],
        ];
        for (const [origin, more, word] of why) {
            it(`says by name what stays and how to have it unregistered: ${origin} ${JSON.stringify(more)}`, async () => {
                const { stand, id, state } = await obtained("cisco", origin, more);
                await device.delete(id, state, stand.context);
                const [line = "", ...others] = stand.log.infos;
                assert.match(line, word);
                assert.match(line, /stays in Webex, and Pulumi forgets it.*`pulumi up` with unregisterOnDelete: true/);
                assert.ok(line.includes(id) && line.includes(state.personId ?? "none"));
                assert.deepEqual(others, []);
            });
        }
    });

    describe("decides what leaves Webex when it is replaced", () => {
        for (const contract of CONTRACTS) {
            for (const origin of ORIGINS) {
                for (const unregisterOnDelete of [undefined, true, false]) {
                    const leaves = unregisterOnDelete ?? true;
                    const given = unregisterOnDelete === undefined ? "" : `, unregisterOnDelete ${unregisterOnDelete}`;
                    it(`${leaves ? "makes" : "makes no"} room by what is ${origin}${given} (${contract})`, async () => {
                        const more = unregisterOnDelete === undefined ? {} : { unregisterOnDelete };
                        const { stand, id, state } = await obtained(contract, origin, more);
                        const { serial: _, ...rest } = state;
                        const program: DeviceInputs = {
                            ...{ personId: rest.personId ?? "", mac: rest.mac ?? "", model: "DMS Cisco 8845" },
                            ...more,
                        };
                        const difference = compare(stand.context, id, state, program);
                        assert.deepEqual([difference.replaces, difference.deleteBeforeReplace], [["model"], true]);
                        assert.equal(difference.freesSeat, leaves);
                        await device.delete(id, state, stand.context);
                        assert.deepEqual(deletes(stand), leaves ? [`DELETE /devices/${id}`] : []);
                    });

                    const goes = unregisterOnDelete ?? origin === "registered";
                    it(`${goes ? "unregisters" : "leaves"} what is ${origin}${given} and can stay beside the new one (${contract})`, async () => {
                        const more = unregisterOnDelete === undefined ? {} : { unregisterOnDelete };
                        const { stand, id, state } = await obtained(contract, origin, more);
                        const other = stand.simulator.addDevice({ serial: "FOC0815" });
                        const difference = compare(stand.context, id, state, { serial: "FOC0815", ...more });
                        assert.deepEqual([difference.replaces, difference.deleteBeforeReplace], [["serial"], false]);
                        await device.delete(id, state, stand.context);
                        assert.deepEqual(deletes(stand), goes ? [`DELETE /devices/${id}`] : []);
                        assert.ok(stand.simulator.device(other.id));
                    });
                }
            }
        }

        it("of a workspace's adopted phone: it stays where the new one has another MAC address", async () => {
            const stand = await bench.stand();
            const { simulator, context } = stand;
            const [workspaceId, mac] = [simulator.addWorkspace().id, uniqueMac()];
            const { id } = simulator.addDevice({ workspaceId, mac, product: "Cisco 8865" });
            const { state } = await create({ ...stand, context: nextRun(context) }, { workspaceId, mac, model: MODEL });
            const successor = { workspaceId, mac: uniqueMac(), model: MODEL };
            assert.deepEqual(compare(context, id, state, successor).replaces, ["mac"]);
            const made = await create(stand, successor);
            await device.delete(id, state, context);
            assert.deepEqual(deletes(stand), []);
            assert.ok(simulator.device(id) && simulator.device(made.id));
        });

        it("makes no room where the program does not replace it: another device of the resource is meant", async () => {
            const { stand, id, state } = await obtained("cisco", "adopted");
            stand.context.run.replace(stand.context.self, { id: "another", first: true, leaving: { frees: true } });
            await device.delete(id, state, stand.context);
            assert.deepEqual(deletes(stand), []);
        });
    });

    describe("does not change with how the program names the device", () => {
        for (const contract of CONTRACTS) {
            const renamings: [string, Origin, (had: Had) => Properties][] = [
                ["dropping serial", "takenOver", ({ inputs: { serial: _, ...rest } }) => rest],
                [
                    "deviceId for serial",
                    "takenOver",
                    ({ id, inputs: { serial: _, ...rest } }) => ({ ...rest, deviceId: id }),
                ],
                ["its id alone", "takenOver", ({ id }) => ({ deviceId: id })],
                ["adding serial", "registered", ({ inputs }) => ({ ...inputs, serial: "FOC4711" })],
                ["adding deviceId", "registered", ({ id, inputs }) => ({ ...inputs, deviceId: id })],
                ["its serial number alone", "registered", () => ({ serial: "FOC4711" })],
                ["adding serial", "adopted", ({ inputs }) => ({ ...inputs, serial: "FOC4711" })],
                ["its id alone", "adopted", ({ id }) => ({ deviceId: id })],
            ];
            for (const [name, origin, rename] of renamings) {
                it(`${origin}: ${name} (${contract})`, async () => {
                    const had = await obtained(contract, origin);
                    const { stand, id, inputs } = had;
                    // As `pulumi up --refresh` does: a phone that came online tells its serial number only then.
                    const read = await device.read(id, had.state, stand.context);
                    const state = read?.state ?? had.state;
                    const program = rename(had);
                    const difference = compare(stand.context, id, state, program);
                    assert.deepEqual([difference.changes, difference.replaces], [true, []]);
                    const after = await update(stand, id, state, inputs, program);
                    assert.equal(after.origin, origin);
                    await device.delete(id, after, nextRun(stand.context));
                    const leaves = origin === "registered";
                    assert.deepEqual(writes(stand), leaves ? [`DELETE /devices/${id}`] : []);
                    assert.equal(stand.simulator.device(id) === undefined, leaves);
                });
            }

            it(`nor with a refresh, a write or a failed write (${contract})`, async () => {
                for (const origin of ORIGINS) {
                    const { stand, id, state, inputs } = await obtained(contract, origin);
                    const read = await device.read(id, state, stand.context);
                    assert.equal(read?.state.origin, origin);
                    const after = await update(stand, id, read.state, inputs, { ...inputs, tags: ["new"] });
                    assert.equal(after.origin, origin);
                }
            });
        }
    });

    describe("WEBEX_ADOPT_AS_OWN", () => {
        for (const contract of CONTRACTS) {
            for (const origin of ORIGINS) {
                it(`makes ${origin === "adopted" ? "registered" : "nothing else"} of what the state has as ${origin} (${contract})`, async () => {
                    const { stand, id, state, inputs } = await obtained(contract, origin);
                    const settings = { ...stand.settings, adoptAsOwn: true };
                    const place = { ...stand, context: { ...stand.context, settings } };
                    const becomes = origin === "adopted";
                    assert.equal(device.diff(id, state, inputs, settings).changes, becomes);
                    const after = await update(place, id, state, inputs, inputs);
                    assert.equal(after.origin, becomes ? "registered" : origin);
                    assert.equal(stand.log.infos.join().includes("registered by this stack from now on"), becomes);
                    // It is said to Pulumi alone.
                    assert.deepEqual(stand.simulator.log.entries, []);
                    // And lasts, without the switch.
                    assert.equal(device.diff(id, after, inputs, stand.settings).changes, false);
                    const kept = await device.read(id, after, stand.context);
                    assert.equal(kept?.state.origin, after.origin);
                });
            }
        }
    });

    describe("decides who writes the SIP password of a third-party phone", () => {
        const THIRD_PARTY = "DMS Poly VVX 450";

        async function thirdParty() {
            const stand = await bench.stand();
            const { simulator } = stand;
            const [personId, mac] = [simulator.addPerson().id, uniqueMac()];
            const program = { personId, mac, model: THIRD_PARTY, password: "sip-secret-1" };
            const there = () => simulator.addDevice({ personId, mac, product: "Poly VVX 450", serial: "FOC4711" });
            return { stand, simulator, program, there };
        }

        it("goes with the registration of a registered one", async () => {
            const { stand, simulator, program } = await thirdParty();
            const { id } = await create(stand, program);
            assert.deepEqual(writes(stand), ["POST /devices"]);
            assert.equal(simulator.sipPassword(id), "sip-secret-1");
        });

        for (const origin of ["adopted", "takenOver"] as const) {
            it(`is written to one that is ${origin}`, async () => {
                const { stand, simulator, program, there } = await thirdParty();
                const { id, callingDeviceId } = there();
                const { state } = await create(
                    stand,
                    origin === "adopted" ? program : { ...program, serial: "FOC4711" },
                );
                assert.deepEqual(writes(stand), [`PUT /telephony/config/devices/${callingDeviceId ?? ""}`]);
                assert.equal(simulator.sipPassword(id), "sip-secret-1");
                assert.deepEqual([state.origin, state.password], [origin, "sip-secret-1"]);
                assert.equal(JSON.stringify(state.details).includes("sip-secret-1"), false);
            });

            it(`is written by the next up where it could not be: ${origin}`, async () => {
                const { stand, simulator, program, there } = await thirdParty();
                const { id } = there();
                const named = origin === "adopted" ? program : { ...program, serial: "FOC4711" };
                simulator.faults.add({ method: "PUT", kind: { status: 500 } });
                const error = await caught(create(stand, named));
                assert.ok(error instanceof Incomplete);
                const state = error.state as DeviceState;
                assert.equal(device.diff(id, state, named, stand.settings).changes, true);
                const after = await update(stand, id, state, named, named);
                assert.equal(simulator.sipPassword(id), "sip-secret-1");
                assert.equal(after.password, "sip-secret-1");
            });
        }

        it("is not sent again to a registered one whose tags could not be written", async () => {
            const { stand, simulator, program } = await thirdParty();
            const tagged = { ...program, tags: ["a"] };
            simulator.faults.add({ method: "PATCH", kind: { status: 500 } });
            const error = await caught(create(stand, tagged));
            assert.ok(error instanceof Incomplete);
            await update(stand, error.id, error.state as DeviceState, tagged, tagged);
            const patch = `PATCH /devices/${error.id}`;
            assert.deepEqual(writes(stand), ["POST /devices", patch, patch]);
        });
    });
});
