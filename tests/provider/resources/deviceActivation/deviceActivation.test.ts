import assert from "node:assert/strict";
import sinon from "sinon";
import { scrub } from "../../../../provider/client/secrets";
import {
    type DeviceActivationState,
    deviceActivation,
} from "../../../../provider/resources/deviceActivation/deviceActivation";
import type { Properties } from "../../../../provider/resources/resource";
import { UNKNOWN } from "../../../../provider/resources/unknown";
import type { ContractName, SimulatorOptions } from "../../../../simulator/index";
import {
    Bench,
    caught,
    fakeContract,
    fastForward,
    lines,
    MemoryLog,
    type Stand,
    someDevice,
    unique,
    webexId,
} from "../../helpers";

const DAY = 86_400_000;
const MODEL = "DMS Cisco 8865";

type State = Properties & DeviceActivationState;

function stateWith(changes: Partial<DeviceActivationState> = {}): State {
    return {
        personId: "person",
        code: unique("1234"),
        issuedAt: "2026-01-01T00:00:00.000Z",
        expiresAt: "2099-01-01T00:00:00.000Z",
        status: "pending",
        ...changes,
    };
}

function check(inputs: Properties) {
    return deviceActivation.check({}, inputs, { name: "cisco", unsupported: {} });
}

function diff(state: State, inputs: Properties) {
    return deviceActivation.diff("id", state, inputs, true);
}

describe("resources/deviceActivation", () => {
    const bench = new Bench();
    afterEach(async () => {
        sinon.restore();
        await bench.closeAll();
    });

    async function standOf(contract: ContractName, options: SimulatorOptions = {}) {
        const stand = await bench.stand({ contract, ...options });
        const workspaceId = stand.simulator.addWorkspace().id;
        const personId = stand.simulator.addPerson().id;
        return { ...stand, workspaceId, personId };
    }

    async function create({ surroundings }: Stand, inputs: Properties) {
        const { id, state } = await deviceActivation.create(inputs, surroundings);
        return { id, state: state as State };
    }

    async function read({ surroundings }: Stand, state: Properties) {
        const found = await deviceActivation.read("id", state, surroundings);
        assert.ok(found);
        return { inputs: found.inputs, state: found.state as State };
    }

    async function update({ surroundings }: Stand, state: Properties, inputs: Properties) {
        return (await deviceActivation.update("id", state, inputs, surroundings)) as State;
    }

    const writes = ({ simulator }: Stand) => lines(simulator.log.writes());

    describe("check", () => {
        for (const inputs of [
            { personId: "p" },
            { workspaceId: "w" },
            { workspaceId: "w", model: MODEL, orgId: "o", renew: "never" },
            { personId: "p", renew: "whenExpired" },
            { personId: UNKNOWN, model: UNKNOWN, renew: UNKNOWN },
        ]) {
            it(`accepts ${JSON.stringify(inputs)}`, () => {
                assert.deepEqual(check(inputs), { inputs, failures: [] });
            });
        }

        const bad: [string, Properties, string, RegExp][] = [
            ["no owner", { model: MODEL }, "personId", /is missing/],
            ["both owners", { personId: "p", workspaceId: "w" }, "workspaceId", /not both/],
            ["an empty owner", { personId: "" }, "personId", /must not be empty/],
            ["an owner that is a number", { personId: 7 }, "personId", /must be a text/],
            ["another way to renew", { personId: "p", renew: "always" }, "renew", /"whenExpired" or "never"/],
            ["an input of a device", { personId: "p", tags: ["a"] }, "", /no property "tags"/],
            ["an empty model", { personId: "p", model: " " }, "model", /must not be empty/],
        ];
        for (const [name, inputs, property, reason] of bad) {
            it(`refuses ${name}`, () => {
                const [failure, ...others] = check(inputs).failures;
                assert.deepEqual([failure?.property, others], [property, []]);
                assert.match(failure?.reason ?? "", reason);
            });
        }
    });

    describe("diff", () => {
        it("finds no difference between a program and its pending code", () => {
            assert.deepEqual(diff(stateWith(), { personId: "person" }), {
                changes: false,
                replaces: [],
                deleteBeforeReplace: false,
            });
        });

        const replacing: [string, Partial<DeviceActivationState>, Properties, string[]][] = [
            ["the person", {}, { personId: "other" }, ["personId"]],
            ["the owner's kind", {}, { workspaceId: "w" }, ["personId", "workspaceId"]],
            ["the model", { model: "a" }, { personId: "person", model: "b" }, ["model"]],
            ["a model that is added", {}, { personId: "person", model: "b" }, ["model"]],
            ["a model that goes", { model: "a" }, { personId: "person" }, ["model"]],
            ["the organisation", { orgId: "a" }, { personId: "person", orgId: "b" }, ["orgId"]],
            ["an owner that is not known yet", {}, { personId: UNKNOWN }, ["personId"]],
        ];
        for (const [name, before, inputs, replaces] of replacing) {
            it(`replaces the code for ${name}, the old one first`, () => {
                assert.deepEqual(diff(stateWith(before), inputs), {
                    changes: true,
                    replaces,
                    deleteBeforeReplace: true,
                });
            });
        }

        it("does not replace for another spelling of the same id", () => {
            const padded = webexId("PEOPLE", "0b7e2c1a-1111-4222-8333-44445555");
            const state = stateWith({ personId: padded });
            assert.deepEqual(diff(state, { personId: padded.replace(/=+$/, "") }).replaces, []);
        });

        it("saves a change of renew without replacing", () => {
            const { changes, replaces } = diff(stateWith(), { personId: "person", renew: "never" });
            assert.deepEqual([changes, replaces], [true, []]);
        });

        const renewals: [string, Partial<DeviceActivationState>, Properties, boolean][] = [
            ["an expired code", { status: "expired", expiresAt: "2020-01-01T00:00:00Z" }, {}, true],
            ["a pending code whose end has come", { expiresAt: "2020-01-01T00:00:00Z" }, {}, true],
            ["a pending code", {}, {}, false],
            ["an expired code that was used", { status: "redeemed", expiresAt: "2020-01-01T00:00:00Z" }, {}, false],
            [
                "an expired code with renew whenExpired",
                { status: "expired", renew: "whenExpired" },
                { renew: "whenExpired" },
                true,
            ],
            ["an expired code with renew never", { status: "expired", renew: "never" }, { renew: "never" }, false],
        ];
        for (const [name, state, inputs, due] of renewals) {
            it(`plans ${due ? "a" : "no"} renewal of ${name}`, () => {
                const { changes, replaces } = diff(stateWith(state), { personId: "person", ...inputs });
                assert.deepEqual([changes, replaces], [due, []]);
            });
        }
    });

    describe("create", () => {
        it("issues one code (cisco), under an id of our own that does not contain it", async () => {
            const stand = await standOf("cisco");
            const { id, state } = await create(stand, { workspaceId: stand.workspaceId });
            const [code] = stand.simulator.codes();
            assert.deepEqual(writes(stand), ["POST /devices/activationCode"]);
            assert.match(id, /^activation-[0-9a-f-]{36}$/);
            assert.deepEqual(
                [state.code, state.expiresAt, state.status, state.deviceId, state.workspaceId],
                [code?.code, code?.expiresAt, "pending", undefined, stand.workspaceId],
            );
        });

        it("issues one code (crud), under the id of its device", async () => {
            const stand = await standOf("crud");
            const { id, state } = await create(stand, { personId: stand.personId, model: MODEL });
            assert.deepEqual(writes(stand), ["POST /devices"]);
            assert.deepEqual([id, state.deviceId], [stand.simulator.codes()[0]?.deviceId, id]);
            assert.ok(!id.includes(state.code));
        });

        it("gives every code another id", async () => {
            const stand = await standOf("cisco");
            const ids = [];
            for (let count = 0; count < 3; count += 1) {
                ids.push((await create(stand, { workspaceId: stand.workspaceId })).id);
            }
            assert.equal(new Set(ids).size, 3);
        });

        it("remembers the code as secret", async () => {
            const stand = await standOf("cisco");
            const { state } = await create(stand, { workspaceId: stand.workspaceId });
            assert.equal(scrub(`the code is ${state.code}.`), "the code is [secret].");
        });

        it("tells when the code was issued by the API's clock, not by ours", async () => {
            const stand = await standOf("cisco");
            stand.simulator.advance(400 * DAY);
            const { state } = await create(stand, { workspaceId: stand.workspaceId });
            const lead = Date.parse(state.issuedAt) - Date.now();
            assert.ok(Math.abs(lead - 400 * DAY) < 60_000, state.issuedAt);
        });

        for (const contract of ["cisco", "crud"] as const) {
            it(`leaves one code and one device when the answer is lost (${contract})`, async () => {
                const clock = sinon.useFakeTimers({ now: Date.now(), toFake: ["Date", "setTimeout", "clearTimeout"] });
                const stand = await standOf(contract);
                stand.simulator.faults.add({ method: "POST", kind: { reset: "after" } });
                const { id, state } = await fastForward(
                    clock,
                    create(stand, { personId: stand.personId, model: MODEL }),
                );
                const [code, ...others] = stand.simulator.codes();
                assert.deepEqual([code?.code, code?.deviceId, others], [state.code, state.deviceId, []]);
                assert.deepEqual(
                    stand.simulator.devices().map((device) => device.id),
                    [state.deviceId],
                );
                if (contract === "crud") {
                    assert.equal(id, state.deviceId);
                } else {
                    assert.match(id, /^activation-/);
                }
            });

            it(`issues no second code after an answer that is none (${contract})`, async () => {
                const stand = await standOf(contract);
                stand.simulator.faults.add({ method: "POST", kind: { json: {} } });
                const error = await caught(create(stand, { personId: stand.personId, model: MODEL }));
                assert.match(error.message, /has no activation code/);
                assert.equal(writes(stand).filter((line) => line.startsWith("POST")).length, 1);
                assert.deepEqual(stand.simulator.codes(), []);
            });

            it(`issues no second code after a refusal (${contract})`, async () => {
                const stand = await standOf(contract);
                stand.simulator.faults.add({ method: "POST", kind: { status: 409 } });
                await caught(create(stand, { personId: stand.personId, model: MODEL }));
                assert.equal(writes(stand).length, 1);
            });
        }

        it("keeps the entry of an unused phone code (cisco)", async () => {
            const stand = await standOf("cisco");
            const { state } = await create(stand, { personId: stand.personId, model: MODEL });
            assert.equal(state.deviceId, stand.simulator.codes()[0]?.deviceId);
        });
    });

    for (const contract of ["cisco", "crud"] as const) {
        describe(`what became of the code (${contract})`, () => {
            it("pending: nobody has used it", async () => {
                const stand = await standOf(contract);
                const { state } = await create(stand, { workspaceId: stand.workspaceId });
                assert.equal((await read(stand, state)).state.status, "pending");
            });

            it("redeemed: the device that used it is told", async () => {
                const stand = await standOf(contract);
                const { state } = await create(stand, { workspaceId: stand.workspaceId });
                const { id } = stand.simulator.redeem(state.code);
                const found = await read(stand, state);
                assert.deepEqual([found.state.status, found.state.deviceId], ["redeemed", id]);
            });

            it("redeemed: a phone", async () => {
                const stand = await standOf(contract);
                const { state } = await create(stand, { personId: stand.personId, model: MODEL });
                const { id } = stand.simulator.redeem(state.code);
                const found = await read(stand, state);
                assert.deepEqual([found.state.status, found.state.deviceId], ["redeemed", id]);
            });

            it("redeemed: told again the second time it is asked", async () => {
                const stand = await standOf(contract);
                const { state } = await create(stand, { workspaceId: stand.workspaceId });
                stand.simulator.redeem(state.code);
                await read(stand, state);
                assert.equal((await read(stand, state)).state.status, "redeemed");
            });

            it("redeemed stays so when the device is removed later, and asks nothing", async () => {
                const stand = await standOf(contract);
                const state = stateWith({ status: "redeemed", deviceId: "gone" });
                assert.deepEqual((await read(stand, state)).state, state);
                assert.equal(stand.simulator.log.entries.length, 0);
            });

            it("expired: by the API's clock", async () => {
                const stand = await standOf(contract);
                const { state } = await create(stand, { workspaceId: stand.workspaceId });
                stand.simulator.advance(31 * DAY);
                assert.equal((await read(stand, state)).state.status, "expired");
            });

            it("redeemed, not expired, where it was used before it ended", async () => {
                const stand = await standOf(contract);
                const { state } = await create(stand, { workspaceId: stand.workspaceId });
                stand.simulator.redeem(state.code);
                stand.simulator.advance(31 * DAY);
                assert.equal((await read(stand, state)).state.status, "redeemed");
            });

            it("tells the program's inputs, so that refresh finds no difference", async () => {
                const stand = await standOf(contract);
                const inputs = { workspaceId: stand.workspaceId, renew: "never" };
                const { state } = await create(stand, inputs);
                assert.deepEqual((await read(stand, state)).inputs, inputs);
            });

            it("an API that fails is an error, not an end", async () => {
                const stand = await standOf(contract);
                const { state } = await create(stand, { workspaceId: stand.workspaceId });
                stand.simulator.faults.add({ method: "GET", kind: { status: 500 } });
                assert.match((await caught(read(stand, state))).message, /answered 500/);
            });
        });
    }

    it("pending: where the API hides the device until its code is used (crud)", async () => {
        const stand = await standOf("crud", { hideUnredeemed: true });
        const { state } = await create(stand, { workspaceId: stand.workspaceId });
        assert.equal((await read(stand, state)).state.status, "pending");
    });

    describe("whose device it is (cisco)", () => {
        it("not one that was there before the code", async () => {
            const stand = await standOf("cisco");
            stand.simulator.addDevice({ workspaceId: stand.workspaceId, firstSeen: "2020-01-01T00:00:00.000Z" });
            const { state } = await create(stand, { workspaceId: stand.workspaceId });
            assert.equal((await read(stand, state)).state.status, "pending");
        });

        it("not one of another owner", async () => {
            const stand = await standOf("cisco");
            const { state } = await create(stand, { workspaceId: stand.workspaceId });
            stand.simulator.addDevice({ workspaceId: stand.simulator.addWorkspace().id });
            assert.equal((await read(stand, state)).state.status, "pending");
        });

        it("not one of another model", async () => {
            const stand = await standOf("cisco");
            const { state } = await create(stand, { personId: stand.personId, model: MODEL });
            stand.simulator.addDevice({ personId: stand.personId, product: "Cisco 8845", type: "phone" });
            assert.equal((await read(stand, state)).state.status, "pending");
        });

        it("not a phone, for a code without a model", async () => {
            const stand = await standOf("cisco");
            const { state } = await create(stand, { workspaceId: stand.workspaceId });
            stand.simulator.addDevice({ workspaceId: stand.workspaceId, product: "Cisco 8865", type: "phone" });
            assert.equal((await read(stand, state)).state.status, "pending");
        });

        it("each device counts for one of two codes", async () => {
            const stand = await standOf("cisco");
            const inputs = { workspaceId: stand.workspaceId };
            const codes = [await create(stand, inputs), await create(stand, inputs)];
            stand.simulator.redeem(codes[0]?.state.code ?? "");
            const statuses = [];
            for (const { state } of codes) {
                statuses.push((await read(stand, state)).state.status);
            }
            assert.deepEqual(statuses.sort(), ["pending", "redeemed"]);
        });

        it("a device that a used code of the state has already counts for no other", async () => {
            const stand = await standOf("cisco");
            const inputs = { workspaceId: stand.workspaceId };
            const [used, unused] = [await create(stand, inputs), await create(stand, inputs)];
            const { id } = stand.simulator.redeem(used.state.code);
            // The state knows of the first one since an earlier refresh.
            await read(stand, { ...used.state, status: "redeemed", deviceId: id });
            assert.equal((await read(stand, unused.state)).state.status, "pending");
        });

        it("the entry of an unused phone code is known as its device", async () => {
            const stand = await standOf("cisco");
            const { state } = await create(stand, { personId: stand.personId, model: MODEL });
            const found = await read(stand, state);
            assert.deepEqual(
                [found.state.status, found.state.deviceId],
                ["pending", stand.simulator.codes()[0]?.deviceId],
            );
        });
    });

    describe("update", () => {
        it("sends nothing where only renew changes", async () => {
            const stand = await standOf("cisco");
            const { state } = await create(stand, { workspaceId: stand.workspaceId });
            stand.simulator.log.clear();
            const after = await update(stand, state, { workspaceId: stand.workspaceId, renew: "never" });
            assert.equal(stand.simulator.log.entries.length, 0);
            assert.deepEqual(after, { ...state, renew: "never" });
        });

        it("forgets renew when it leaves the program", async () => {
            const stand = await standOf("cisco");
            const state = stateWith({ renew: "never" });
            assert.equal((await update(stand, state, { personId: "person" })).renew, undefined);
        });

        for (const contract of ["cisco", "crud"] as const) {
            it(`issues a new code for one that ended unused (${contract})`, async () => {
                const stand = await standOf(contract);
                const { state } = await create(stand, { workspaceId: stand.workspaceId });
                stand.simulator.advance(31 * DAY);
                const expired = (await read(stand, state)).state;
                const after = await update(stand, expired, { workspaceId: stand.workspaceId });
                assert.equal(after.status, "pending");
                assert.notEqual(after.code, state.code);
                assert.ok(Date.parse(after.expiresAt) > Date.parse(state.expiresAt));
            });

            it(`does not renew a code that was used meanwhile (${contract})`, async () => {
                const stand = await standOf(contract);
                const { state } = await create(stand, { workspaceId: stand.workspaceId });
                const { id } = stand.simulator.redeem(state.code);
                stand.simulator.advance(31 * DAY);
                stand.simulator.log.clear();
                const after = await update(stand, { ...state, status: "expired" }, { workspaceId: stand.workspaceId });
                assert.deepEqual([after.status, after.deviceId, after.code], ["redeemed", id, state.code]);
                assert.deepEqual(writes(stand), []);
                assert.ok(stand.simulator.device(id));
            });
        }

        it("takes the old code's device away before it issues a new one (crud)", async () => {
            const stand = await standOf("crud");
            const { state } = await create(stand, { workspaceId: stand.workspaceId });
            stand.simulator.advance(31 * DAY);
            stand.simulator.log.clear();
            const after = await update(stand, { ...state, status: "expired" }, { workspaceId: stand.workspaceId });
            assert.deepEqual(writes(stand), [`DELETE /devices/${state.deviceId ?? ""}`, "POST /devices"]);
            assert.notEqual(after.deviceId, state.deviceId);
            assert.equal(stand.simulator.devices().length, 1);
        });

        for (const contract of ["cisco", "crud"] as const) {
            it(`leaves one code and one device when the new code's answer is lost (${contract})`, async () => {
                const stand = await standOf(contract);
                const inputs = { personId: stand.personId, model: MODEL };
                const { state } = await create(stand, inputs);
                stand.simulator.advance(31 * DAY);
                const clock = sinon.useFakeTimers({ now: Date.now(), toFake: ["Date", "setTimeout", "clearTimeout"] });
                stand.simulator.faults.add({ method: "POST", kind: { reset: "after" } });
                const renewal = update(stand, { ...state, status: "expired" }, inputs);
                const after = await fastForward(clock, renewal);
                assert.deepEqual(
                    stand.simulator.codes().map((code) => [code.code, code.deviceId]),
                    [[after.code, after.deviceId]],
                );
                assert.equal(stand.simulator.devices().length, 1);
                assert.equal(after.status, "pending");
            });
        }

        it("does not renew a code that the API does not call ended, whatever our clock says", async () => {
            const stand = await standOf("cisco");
            const { state } = await create(stand, { workspaceId: stand.workspaceId });
            sinon.useFakeTimers({ now: Date.now(), toFake: ["Date"] });
            stand.simulator.log.clear();
            const after = await update(stand, { ...state, status: "expired" }, { workspaceId: stand.workspaceId });
            assert.deepEqual([after.status, after.code], ["pending", state.code]);
            assert.deepEqual(writes(stand), []);
        });

        it("does not renew with renew never", async () => {
            const stand = await standOf("cisco");
            const state = stateWith({ status: "expired", expiresAt: "2020-01-01T00:00:00Z" });
            const after = await update(stand, state, { personId: "person", renew: "never" });
            assert.equal(after.code, state.code);
            assert.equal(stand.simulator.log.entries.length, 0);
        });
    });

    describe("delete", () => {
        const remove = ({ surroundings }: Stand, state: Properties) =>
            deviceActivation.delete("id", state, surroundings);

        it("revokes an unused code (crud)", async () => {
            const stand = await standOf("crud");
            const { state } = await create(stand, { workspaceId: stand.workspaceId });
            await remove(stand, state);
            assert.deepEqual(stand.simulator.codes(), []);
            assert.deepEqual(stand.log.warnings, []);
        });

        it("revokes an unused code also where the API hides its device (crud)", async () => {
            const stand = await standOf("crud", { hideUnredeemed: true });
            const { state } = await create(stand, { workspaceId: stand.workspaceId });
            await remove(stand, state);
            assert.deepEqual(stand.simulator.codes(), []);
        });

        it("revokes an unused phone code by the one entry that is activating (cisco)", async () => {
            const stand = await standOf("cisco");
            const bystander = stand.simulator.addDevice({
                personId: stand.personId,
                product: "Cisco 8865",
                type: "phone",
                firstSeen: "2020-01-01T00:00:00.000Z",
            });
            const { state } = await create(stand, { personId: stand.personId, model: MODEL });
            await remove(stand, state);
            assert.deepEqual(stand.simulator.codes(), []);
            assert.ok(stand.simulator.device(bystander.id));
            assert.deepEqual(stand.log.warnings, []);
        });

        it("deletes none of two that are activating, and says that the code stays (cisco)", async () => {
            const stand = await standOf("cisco");
            const inputs = { personId: stand.personId, model: MODEL };
            const { state } = await create(stand, inputs);
            await create(stand, inputs);
            await remove(stand, state);
            assert.equal(stand.simulator.codes().length, 2);
            assert.equal(stand.log.warnings.length, 1);
            assert.match(stand.log.warnings[0] ?? "", new RegExp(`cannot be revoked.*valid until ${state.expiresAt}`));
        });

        it("says that a room device's code cannot be revoked, without the code (cisco)", async () => {
            const stand = await standOf("cisco");
            const { state } = await create(stand, { workspaceId: stand.workspaceId });
            await remove(stand, state);
            assert.match(stand.log.warnings.join(), /code of a room device cannot be revoked/);
            assert.ok(!stand.log.warnings.join().includes(state.code));
            assert.deepEqual(writes(stand), ["POST /devices/activationCode"]);
        });

        it("leaves an entry that was activating before the code was issued (cisco)", async () => {
            const stand = await standOf("cisco");
            const old = stand.simulator.addDevice({
                personId: stand.personId,
                product: "Cisco 8865",
                type: "phone",
                connectionStatus: "activating",
                created: "2020-01-01T00:00:00.000Z",
                firstSeen: undefined,
            });
            const { state } = await create(stand, { personId: stand.personId, model: MODEL });
            await remove(stand, state);
            assert.ok(stand.simulator.device(old.id));
            assert.deepEqual(stand.simulator.codes(), []);
        });

        for (const contract of ["cisco", "crud"] as const) {
            it(`leaves a device that used the code, although the state calls it pending (${contract})`, async () => {
                const stand = await standOf(contract);
                const { state } = await create(stand, { personId: stand.personId, model: MODEL });
                const { id } = stand.simulator.redeem(state.code);
                stand.simulator.log.clear();
                await remove(stand, state);
                assert.deepEqual(writes(stand), []);
                assert.ok(stand.simulator.device(id));
                assert.match(stand.log.infos.join(), /stays in Webex/);
            });

            it(`sends nothing for a code that the state calls redeemed (${contract})`, async () => {
                const stand = await standOf(contract);
                await remove(stand, stateWith({ status: "redeemed", deviceId: "d" }));
                assert.equal(stand.simulator.log.entries.length, 0);
            });

            it(`says nothing of a code that ended unused (${contract})`, async () => {
                const stand = await standOf(contract);
                const { state } = await create(stand, { workspaceId: stand.workspaceId });
                stand.simulator.advance(31 * DAY);
                await remove(stand, state);
                assert.deepEqual(stand.log.warnings, []);
            });

            it(`fails, deleting nothing, where it cannot be known whether the code was used (${contract})`, async () => {
                const stand = await standOf(contract);
                const { state } = await create(stand, { personId: stand.personId, model: MODEL });
                stand.simulator.faults.add({ method: "GET", kind: { contentType: "text/html", body: "<p>" } });
                stand.simulator.log.clear();
                assert.match((await caught(remove(stand, state))).message, /web page/);
                assert.deepEqual(writes(stand), []);
            });
        }

        it("never deletes a device that was disconnected after it had used the code (crud)", async () => {
            const asked: string[] = [];
            const contract = fakeContract({
                name: "crud",
                getDevice: (id) =>
                    Promise.resolve(someDevice({ id, connectionStatus: "disconnected", lastSeen: "2026-02-01" })),
                deleteDevice: (id) => {
                    asked.push(id);
                    return Promise.resolve(true);
                },
            });
            const { surroundings } = await standOf("crud");
            await deviceActivation.delete("id", stateWith({ deviceId: "d" }), {
                ...surroundings,
                contract,
                log: new MemoryLog(),
            });
            assert.deepEqual(asked, []);
        });
    });
});
