import assert from "node:assert/strict";
import sinon from "sinon";
import { scrub } from "../../../../provider/client/secrets";
import { WebexError } from "../../../../provider/client/webexError";
import { device } from "../../../../provider/resources/device/device";
import type { DeviceState } from "../../../../provider/resources/device/deviceState";
import { Incomplete, type Properties } from "../../../../provider/resources/resource";
import type { FaultKind } from "../../../../simulator/index";
import {
    Bench,
    caught,
    fakeContract,
    fastForward,
    lines,
    type Stand,
    someDevice,
    surroundingsWith,
    unique,
    uniqueMac,
} from "../../helpers";

const MODEL = "DMS Cisco 8865";

/** Creates a device as the engine does: what was checked goes in. */
async function create({ contract, surroundings }: Stand, program: Properties) {
    const { inputs, failures } = device.check({}, program, contract);
    assert.deepEqual(failures, []);
    const { id, state } = await device.create(inputs as Properties, surroundings);
    return { id, state: state as Properties & DeviceState, inputs: inputs as Properties };
}

async function update(stand: Stand, id: string, state: Properties, oldInputs: Properties, program: Properties) {
    const { inputs, failures } = device.check(oldInputs, program, stand.contract);
    assert.deepEqual(failures, []);
    return (await device.update(id, state, inputs as Properties, stand.surroundings)) as Properties & DeviceState;
}

async function read({ surroundings }: Stand, id: string, state: Properties) {
    const found = await device.read(id, state, surroundings);
    return found as { inputs: Properties; state: Properties & DeviceState } | undefined;
}

describe("resources/device", () => {
    const bench = new Bench();
    afterEach(async () => {
        sinon.restore();
        await bench.closeAll();
    });

    const fakeClock = () => sinon.useFakeTimers({ now: Date.now(), toFake: ["Date", "setTimeout", "clearTimeout"] });
    const writes = ({ simulator }: Stand) => lines(simulator.log.writes());

    async function phoneStand() {
        const stand = await bench.stand({ contract: "cisco" });
        const personId = stand.simulator.addPerson().id;
        return { ...stand, personId, mac: uniqueMac() };
    }

    async function crudStand(options: { hideUnredeemed?: boolean } = {}) {
        const stand = await bench.stand({ contract: "crud", ...options });
        const workspaceId = stand.simulator.addWorkspace().id;
        return { ...stand, workspaceId };
    }

    describe("create by MAC address (cisco)", () => {
        it("is one POST where nothing else is given", async () => {
            const stand = await phoneStand();
            const { personId, mac } = stand;
            const { id, state } = await create(stand, { personId, mac, model: MODEL });
            assert.deepEqual(writes(stand), ["POST /devices"]);
            assert.equal(id, stand.simulator.devices()[0]?.id);
            assert.deepEqual([state.mac, state.model, state.product], [mac, MODEL, "Cisco 8865"]);
            assert.equal(state.__inputs, "personId,model,mac");
        });

        it("looks for the MAC address first", async () => {
            const stand = await phoneStand();
            const { personId, mac, simulator } = stand;
            await create(stand, { personId, mac, model: MODEL });
            assert.equal(lines(simulator.log.entries)[0], `GET /devices?mac=${mac}&max=100`);
        });

        it("writes tags by a PATCH afterwards", async () => {
            const stand = await phoneStand();
            const { personId, mac, simulator } = stand;
            const { id, state } = await create(stand, { personId, mac, model: MODEL, tags: ["b", "a"] });
            assert.deepEqual(writes(stand), ["POST /devices", `PATCH /devices/${id}`]);
            assert.deepEqual(simulator.device(id)?.tags, ["a", "b"]);
            assert.deepEqual(state.tags, ["a", "b"]);
        });

        it("sends a password with the registration and not once more", async () => {
            const stand = await phoneStand();
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
            const stand = await phoneStand();
            const { personId, mac, simulator, log } = stand;
            const there = simulator.addDevice({ personId, mac, product: "Cisco 8865", type: "phone" });
            const { id } = await create(stand, { personId, mac, model: MODEL });
            assert.equal(id, there.id);
            assert.deepEqual(writes(stand), []);
            assert.match(log.infos.join(), /it is adopted/);
        });

        it("brings an adopted phone to the program's tags", async () => {
            const stand = await phoneStand();
            const { personId, mac, simulator } = stand;
            const there = simulator.addDevice({ personId, mac, product: "Cisco 8865", tags: ["old"] });
            const { id } = await create(stand, { personId, mac, model: MODEL, tags: ["new"] });
            assert.equal(id, there.id);
            assert.deepEqual(writes(stand), [`PATCH /devices/${id}`]);
            assert.deepEqual(simulator.device(id)?.tags, ["new"]);
        });

        it("fails where another owner has the MAC address, and changes nothing", async () => {
            const stand = await phoneStand();
            const { personId, mac, simulator } = stand;
            const other = simulator.addPerson().id;
            const there = simulator.addDevice({ personId: other, mac, displayName: "Bob's phone" });
            const error = await caught(create(stand, { personId, mac, model: MODEL, tags: ["a"] }));
            assert.ok(!(error instanceof Incomplete));
            assert.match(error.message, new RegExp(`${there.id} "Bob's phone", which belongs to person ${other}`));
            assert.deepEqual(writes(stand), []);
        });

        it("refuses two declarations of one phone", async () => {
            const stand = await phoneStand();
            const { personId, mac } = stand;
            const program = { personId, mac, model: MODEL };
            const results = await Promise.allSettled([create(stand, program), create(stand, program)]);
            assert.deepEqual(results.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
            const failed = results.find((result): result is PromiseRejectedResult => result.status === "rejected");
            assert.match(String(failed?.reason), /already declared by another resource/);
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
                const stand = await phoneStand();
                const { personId, mac, simulator } = stand;
                simulator.faults.add({ method: "POST", kind });
                const { id } = await create(stand, { personId, mac, model: MODEL });
                assert.equal(id, simulator.devices()[0]?.id);
                assert.deepEqual(writes(stand), ["POST /devices"]);
            });
        }

        it("claims the phone it found after a lost answer as registered: it is deleted like any other", async () => {
            const stand = await phoneStand();
            const { personId, mac, simulator } = stand;
            simulator.faults.add({ method: "POST", kind: { reset: "after" } });
            const { id, state } = await create(stand, { personId, mac, model: MODEL });
            await device.delete(id, state, stand.surroundings);
            assert.deepEqual(simulator.devices(), []);
        });

        for (const [name, kind] of [
            ["the connection is lost", { reset: "before" }],
            ["503 comes", { status: 503 }],
        ] as [string, FaultKind][]) {
            it(`registers once more where ${name} before the effect: one phone`, async () => {
                const clock = fakeClock();
                const stand = await phoneStand();
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
            const stand = await phoneStand();
            const { personId, mac, simulator } = stand;
            simulator.faults.add({ method: "POST", count: -1, kind: { reset: "before" } });
            const error = await caught(fastForward(clock, create(stand, { personId, mac, model: MODEL })));
            assert.ok(error instanceof WebexError);
            assert.deepEqual([error.kind, error.method], ["unanswered", "POST"]);
            assert.equal(writes(stand).length, 3);
        });

        it("passes 500 on where it had no effect, and registers no more", async () => {
            const stand = await phoneStand();
            const { personId, mac, simulator } = stand;
            simulator.faults.add({ method: "POST", kind: { status: 500 } });
            assert.match((await caught(create(stand, { personId, mac, model: MODEL }))).message, /answered 500/);
            assert.deepEqual(writes(stand), ["POST /devices"]);
        });

        it("registers no more where it cannot look what became of a lost registration", async () => {
            const stand = await phoneStand();
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
            const error = await caught(
                device.create({ personId: "p1", mac, model: MODEL }, surroundingsWith(contract)),
            );
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
                await device.delete(id, state, stand.surroundings);
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
            const stand = await phoneStand();
            const { personId, mac, simulator } = stand;
            simulator.updatePerson(personId, { maxDeviceCount: 0 });
            const error = await caught(create(stand, { personId, mac, model: MODEL }));
            assert.match(error.message, /cannot be added to this user.*as many devices as the licence allows/);
            assert.equal(simulator.log.entries.at(-1)?.method, "POST");
        });

        it("keeps the device when its tags cannot be written: the error carries id, state and reason", async () => {
            const stand = await phoneStand();
            const { personId, mac, simulator } = stand;
            simulator.faults.add({ method: "PATCH", kind: { status: 500 } });
            const error = await caught(create(stand, { personId, mac, model: MODEL, tags: ["a"] }));
            assert.ok(error instanceof Incomplete);
            const state = error.state as DeviceState;
            assert.equal(error.id, simulator.devices()[0]?.id);
            assert.deepEqual([state.mac, state.tags, state.__inputs], [mac, [], "personId,model,mac,tags"]);
            assert.match(error.message, /PATCH \/devices\/.* answered 500/);
        });

        it("goes on with the tags at the next up", async () => {
            const stand = await phoneStand();
            const { personId, mac, simulator } = stand;
            simulator.faults.add({ method: "PATCH", kind: { status: 500 } });
            const program = { personId, mac, model: MODEL, tags: ["a"] };
            const error = await caught(create(stand, program));
            assert.ok(error instanceof Incomplete);
            const state = error.state as Properties;
            assert.equal(device.diff(error.id, state, program, true).changes, true);
            await update(stand, error.id, state, program, program);
            assert.deepEqual(simulator.device(error.id)?.tags, ["a"]);
        });
    });

    describe("taking over (cisco)", () => {
        it("registers nothing and keeps the device's own id", async () => {
            const stand = await bench.stand();
            const there = stand.simulator.addDevice({ serial: "FOC4711" });
            const { id, state } = await create(stand, { serial: "FOC4711" });
            assert.equal(id, there.id);
            assert.deepEqual(writes(stand), []);
            assert.equal(state.product, there.product);
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
            await device.delete(id, state, stand.surroundings);
            assert.deepEqual(writes(stand), []);
            assert.match(stand.log.infos.join(), /unregisterOnDelete/);
        });

        it("works in the crud contract too", async () => {
            const stand = await crudStand();
            const there = stand.simulator.addDevice({ serial: "FOC0815" });
            const { id } = await create(stand, { serial: "foc0815", displayName: "Ours" });
            assert.equal(id, there.id);
            assert.deepEqual(writes(stand), [`PUT /devices/${id}`]);
        });
    });

    describe("create (crud)", () => {
        it("is one POST, and the state holds the code and its end", async () => {
            const stand = await crudStand();
            const { id, state } = await create(stand, { workspaceId: stand.workspaceId, model: "Cisco Desk Pro" });
            const [code] = stand.simulator.codes();
            assert.deepEqual(writes(stand), ["POST /devices"]);
            assert.deepEqual(
                [id, state.activationCode, state.activationExpiresAt, state.workspaceId],
                [code?.deviceId, code?.code, code?.expiresAt, stand.workspaceId],
            );
        });

        it("remembers the code as secret", async () => {
            const stand = await crudStand();
            const { state } = await create(stand, { workspaceId: stand.workspaceId });
            assert.equal(scrub(`code ${state.activationCode ?? ""}`), "code [secret]");
        });

        it("writes name, channel and tags by one PUT afterwards", async () => {
            const stand = await crudStand();
            const settings = { displayName: "Lobby", upgradeChannel: "beta", tags: ["a"] };
            const { id } = await create(stand, { workspaceId: stand.workspaceId, ...settings });
            assert.deepEqual(writes(stand), ["POST /devices", `PUT /devices/${id}`]);
            assert.deepEqual(stand.simulator.log.writes()[1]?.body, settings);
        });

        it("is content where the device cannot be read before its code is used", async () => {
            const stand = await crudStand({ hideUnredeemed: true });
            const { workspaceId } = stand;
            const { id, state } = await create(stand, { workspaceId, model: "Cisco Desk Pro" });
            assert.equal(stand.simulator.codes()[0]?.deviceId, id);
            assert.deepEqual([state.workspaceId, state.model], [workspaceId, "Cisco Desk Pro"]);
        });

        it("keeps device and code when the PUT fails", async () => {
            const stand = await crudStand();
            stand.simulator.faults.add({ method: "PUT", kind: { status: 500 } });
            const error = await caught(create(stand, { workspaceId: stand.workspaceId, displayName: "Lobby" }));
            assert.ok(error instanceof Incomplete);
            const [code] = stand.simulator.codes();
            assert.deepEqual([error.id, (error.state as DeviceState).activationCode], [code?.deviceId, code?.code]);
        });

        it("keeps device and code when the device cannot be read afterwards", async () => {
            const stand = await crudStand();
            stand.simulator.faults.add({ method: "GET", path: "/devices/.+", kind: { status: 500 } });
            const error = await caught(create(stand, { workspaceId: stand.workspaceId }));
            assert.ok(error instanceof Incomplete);
            assert.equal((error.state as DeviceState).activationCode, stand.simulator.codes()[0]?.code);
        });

        it("sends owner and model alone, whatever else the program says", async () => {
            const stand = await crudStand();
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
                const stand = await crudStand();
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

        it("makes nothing twice when the registration fails with 500, and leaves nothing behind", async () => {
            const stand = await crudStand();
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
                const found = await read(stand, id, state);
                assert.deepEqual(found?.inputs, inputs);
                assert.equal(device.diff(id, found.state, inputs, true).changes, false);
            }
        });

        it("keeps the code that no answer repeats", async () => {
            const stand = await crudStand();
            const { id, state } = await create(stand, { workspaceId: stand.workspaceId });
            const found = await read(stand, id, state);
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
                const stand = await crudStand();
                const program = { workspaceId: stand.workspaceId, displayName: "Lobby", tags: ["a"] };
                const { id, state, inputs } = await create(stand, program);
                drift(stand, id);
                const found = await read(stand, id, state);
                assert.deepEqual(found?.inputs, { ...inputs, ...changed });
                const { changes, replaces } = device.diff(id, found.state, inputs, true);
                assert.deepEqual([changes, replaces.includes(input)], [true, input === "workspaceId"]);
            });
        }

        it("does not tell drift of what the program never gave", async () => {
            const stand = await crudStand();
            const { id, state, inputs } = await create(stand, { workspaceId: stand.workspaceId });
            stand.simulator.updateDevice(id, { displayName: "By hand", tags: ["by-hand"], upgradeChannel: "beta" });
            const found = await read(stand, id, state);
            assert.deepEqual(found?.inputs, inputs);
            assert.deepEqual(found.state.tags, ["by-hand"]);
            assert.equal(device.diff(id, found.state, inputs, true).changes, false);
        });

        it("takes 404 for gone where the API answers otherwise", async () => {
            const stand = await bench.stand();
            assert.equal(await read(stand, "gone", {}), undefined);
            assert.deepEqual(lines(stand.simulator.log.entries), ["GET /devices/gone", "GET /devices?max=1"]);
        });

        it("does not take 404 for gone where everything is answered so", async () => {
            const stand = await bench.stand();
            const { id } = stand.simulator.addDevice();
            stand.simulator.faults.add({ kind: { everything404: true } });
            assert.match((await caught(read(stand, id, {}))).message, /not taken for gone/);
        });

        for (const status of [401, 403, 500, 503]) {
            it(`does not take ${status} for gone`, async () => {
                const stand = await bench.stand();
                const { id } = stand.simulator.addDevice();
                stand.simulator.faults.add({ kind: { status } });
                assert.match((await caught(read(stand, id, {}))).message, new RegExp(`answered ${status}`));
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
                const stand = await crudStand();
                const { workspaceId } = stand;
                const program = { workspaceId, displayName: "Old", upgradeChannel: "stable", tags: ["a"] };
                const { id, state, inputs } = await create(stand, program);
                stand.simulator.log.clear();
                const after = await update(stand, id, state, inputs, { ...program, ...change });
                assert.deepEqual(lines(stand.simulator.log.entries), [`PUT /devices/${id}`]);
                assert.deepEqual(stand.simulator.log.entries[0]?.body, body);
                assert.equal(after.activationCode, state.activationCode);
                assert.equal(device.diff(id, after, { ...program, ...change }, true).changes, false);
            });
        }

        it("writes tags by one PATCH (cisco)", async () => {
            const stand = await phoneStand();
            const { personId, mac } = stand;
            const program = { personId, mac, model: MODEL, tags: ["a"] };
            const { id, state, inputs } = await create(stand, program);
            stand.simulator.log.clear();
            await update(stand, id, state, inputs, { ...program, tags: ["b"] });
            assert.deepEqual(lines(stand.simulator.log.entries), [`PATCH /devices/${id}`]);
        });

        it("takes tags away that left the program", async () => {
            const stand = await phoneStand();
            const { personId, mac } = stand;
            const program = { personId, mac, model: MODEL };
            const { id, state, inputs } = await create(stand, { ...program, tags: ["a"] });
            await update(stand, id, state, inputs, program);
            assert.deepEqual(stand.simulator.device(id)?.tags, []);
        });

        it("writes a password by one PUT to the calling route (cisco)", async () => {
            const stand = await phoneStand();
            const { personId, mac } = stand;
            const program = { personId, mac, model: MODEL, password: "sip-secret-old" };
            const { id, state, inputs } = await create(stand, program);
            stand.simulator.log.clear();
            const after = await update(stand, id, state, inputs, { ...program, password: "sip-secret-new" });
            assert.deepEqual(lines(stand.simulator.log.entries), [
                `PUT /telephony/config/devices/${String(state.callingDeviceId)}`,
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
            const stand = await phoneStand();
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
            const stand = await phoneStand();
            const { personId, mac, simulator } = stand;
            const program = { personId, mac, model: MODEL, password: "sip-secret-old", tags: ["a"] };
            const { id, state, inputs } = await create(stand, program);
            simulator.faults.add({ method: "PUT", kind: { status: 500 } });
            const changed = { ...program, tags: ["b"], password: "sip-secret-new" };
            const error = await caught(update(stand, id, state, inputs, changed));
            assert.ok(error instanceof Incomplete);
            assert.equal(device.diff(id, error.state as Properties, changed, true).changes, true);
        });

        it("passes the error on where one change failed, and the old state stays", async () => {
            const stand = await crudStand();
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
                await device.delete(id, { __inputs: "workspaceId", workspaceId: "w" }, stand.surroundings);
                assert.deepEqual(lines(stand.simulator.log.entries), [`DELETE /devices/${id}`]);
                assert.equal(stand.simulator.device(id), undefined);
            }
        });

        it("is content with a device that is gone already", async () => {
            const stand = await bench.stand();
            await device.delete("gone", {}, stand.surroundings);
            assert.equal(stand.simulator.log.entries[0]?.status, 404);
        });

        it("is not content where everything is answered 404: the device may still be there", async () => {
            const stand = await bench.stand();
            const { id } = stand.simulator.addDevice();
            stand.simulator.faults.add({ kind: { everything404: true } });
            assert.match((await caught(device.delete(id, {}, stand.surroundings))).message, /not taken for gone/);
        });

        it("fails on any other refusal", async () => {
            const stand = await bench.stand();
            const { id } = stand.simulator.addDevice();
            stand.simulator.faults.add({ method: "DELETE", kind: { status: 409 } });
            assert.match((await caught(device.delete(id, {}, stand.surroundings))).message, /answered 409/);
        });

        it("works in the organisation of the resource", async () => {
            const asked: unknown[] = [];
            const contract = fakeContract({
                deleteDevice: (id, orgId) => {
                    asked.push([id, orgId]);
                    return Promise.resolve(true);
                },
            });
            const state = { __inputs: "orgId", orgId: "own" };
            await device.delete("d", state, surroundingsWith(contract, { orgId: "stack" }));
            assert.deepEqual(asked, [["d", "own"]]);
        });

        it("unregisters a device taken over where unregisterOnDelete is true", async () => {
            const stand = await bench.stand();
            const { id } = stand.simulator.addDevice({ serial: "FOC77" });
            const state = { __inputs: "serial,unregisterOnDelete", serial: "FOC77", unregisterOnDelete: true };
            await device.delete(id, state, stand.surroundings);
            assert.deepEqual(writes(stand), [`DELETE /devices/${id}`]);
        });

        it("leaves a device that a renamed resource adopted in the same run", async () => {
            const stand = await phoneStand();
            const { personId, mac, simulator } = stand;
            const there = simulator.addDevice({ personId, mac, product: "Cisco 8865", type: "phone" });
            const { id, state } = await create(stand, { personId, mac, model: MODEL });
            await device.delete(id, state, stand.surroundings);
            assert.ok(simulator.device(there.id));
            assert.match(stand.log.infos.join(), /belongs to another resource/);
        });

        it("deletes a device that was registered in the same run", async () => {
            const stand = await phoneStand();
            const { personId, mac } = stand;
            const { id, state } = await create(stand, { personId, mac, model: MODEL });
            await device.delete(id, state, stand.surroundings);
            assert.equal(stand.simulator.device(id), undefined);
        });
    });

    describe("whose device it is", () => {
        /** A phone in the state of a resource that the program declares. */
        async function declaredPhone() {
            const stand = await phoneStand();
            const { personId, mac, simulator } = stand;
            const program = { personId, mac, model: MODEL };
            const { id } = simulator.addDevice({ ...{ personId, mac }, product: "Cisco 8865", type: "phone" });
            const state = { ...program, product: "Cisco 8865", __inputs: "personId,model,mac" };
            return { ...stand, program, id, state };
        }

        it("a phone that is declared cannot be adopted by a second resource", async () => {
            const stand = await declaredPhone();
            const { program, id, state } = stand;
            assert.deepEqual(device.diff(id, state, program, true).replaces, []);
            const error = await caught(create(stand, program));
            assert.match(error.message, new RegExp(`^device ${id} is already declared by another resource`));
            assert.ok(!(error instanceof Incomplete));
            assert.deepEqual(writes(stand), []);
        });

        it("nor can it be taken over by one", async () => {
            const stand = await declaredPhone();
            const { program, id, state } = stand;
            device.diff(id, state, program, true);
            const error = await caught(create(stand, { deviceId: id, tags: ["ours"] }));
            assert.match(error.message, /already declared by another resource/);
            assert.deepEqual(writes(stand), []);
        });

        it("nor when it was read before it was compared", async () => {
            const stand = await declaredPhone();
            const { program, id, state } = stand;
            const found = await read(stand, id, state);
            device.diff(id, found?.state ?? {}, program, true);
            assert.match((await caught(create(stand, program))).message, /already declared by another resource/);
        });

        it("a phone that was only read can: a resource renamed in the program, under --refresh", async () => {
            const stand = await declaredPhone();
            const { program, id, state } = stand;
            // The old name is read and never compared, as the program does not have it; then its new name is made.
            const found = await read(stand, id, state);
            assert.equal((await create(stand, program)).id, id);
            await device.delete(id, found?.state ?? {}, stand.surroundings);
            assert.ok(stand.simulator.device(id));
            assert.deepEqual(writes(stand), []);
            assert.match(stand.log.infos.join(), /now belongs to another resource of this program, so it stays/);
        });

        it("but by one resource only", async () => {
            const stand = await declaredPhone();
            const { program, id, state } = stand;
            await read(stand, id, state);
            await create(stand, program);
            assert.match((await caught(create(stand, program))).message, /already declared by another resource/);
        });

        it("a phone that is to be replaced may be taken by its own successor", async () => {
            const stand = await declaredPhone();
            const { program, id, state } = stand;
            const successor = { ...program, orgId: stand.simulator.orgId };
            assert.deepEqual(device.diff(id, { ...state, orgId: "before" }, successor, true).replaces, ["orgId"]);
            assert.equal((await create(stand, successor)).id, id);
            await device.delete(id, state, stand.surroundings);
            assert.ok(stand.simulator.device(id));
        });

        it("a phone that was adopted and then compared stays when its old name goes", async () => {
            const stand = await declaredPhone();
            const { program, id, state } = stand;
            const made = await create(stand, program);
            device.diff(id, made.state, program, true);
            await device.delete(id, state, stand.surroundings);
            assert.ok(stand.simulator.device(id));
        });

        it("a device of the state is no leftover for a code of the same owner (crud)", async () => {
            for (const note of ["read", "diff"] as const) {
                const stand = await bench.stand({ contract: "crud" }, { removeOrphans: true });
                const workspaceId = stand.simulator.addWorkspace().id;
                const { deviceId: id = "" } = await stand.contract.issueCode({ workspaceId }, undefined, undefined);
                const state = { workspaceId, __inputs: "workspaceId" };
                if (note === "read") {
                    await read(stand, id, state);
                } else {
                    device.diff(id, state, { workspaceId }, true);
                }
                await create(stand, { workspaceId });
                assert.equal(stand.simulator.devices().length, 2);
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

        it("one person's one after another, those of two beside each other (cisco)", async () => {
            const { state, register } = overlapping();
            const contract = fakeContract({
                findByMac: () => Promise.resolve([]),
                registerPhone: async () => {
                    await register();
                    return someDevice();
                },
            });
            const make = (personId: string) =>
                device.create({ personId, mac: uniqueMac() }, surroundingsWith(contract));
            await Promise.all([make("order-1"), make("order-1"), make("order-1")]);
            assert.equal(state.most, 1);
            await Promise.all([make("order-2"), make("order-3")]);
            assert.equal(state.most, 2);
        });

        it("does not delete a device that a create before it in the order adopts", async () => {
            const adopted = someDevice({ personId: unique("person"), mac: uniqueMac() });
            const contract = fakeContract({ findByMac: () => Promise.resolve([adopted]) });
            const surroundings = surroundingsWith(contract);
            const { personId, mac } = adopted;
            await Promise.all([
                device.create({ personId, mac }, surroundings),
                device.delete(adopted.id, { personId, mac, __inputs: "personId,mac" }, surroundings),
            ]);
            assert.match(surroundings.log.infos.join("\n"), /now belongs to another resource of this program/);
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
            const make = (personId: string) => device.create({ personId }, surroundingsWith(contract));
            await Promise.all([make("order-1"), make("order-1"), make("order-1")]);
            assert.equal(state.most, 1);
            await Promise.all([make("order-2"), make("order-3")]);
            assert.equal(state.most, 2);
        });
    });
});
