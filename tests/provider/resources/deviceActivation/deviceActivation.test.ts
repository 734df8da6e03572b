import assert from "node:assert/strict";
import sinon from "sinon";
import { scrub } from "../../../../provider/client/secrets";
import { device } from "../../../../provider/resources/device/device";
import {
    type DeviceActivationInputs,
    type DeviceActivationState,
    deviceActivation,
} from "../../../../provider/resources/deviceActivation/deviceActivation";
import type { Context, Properties } from "../../../../provider/resources/resource";
import { UNKNOWN } from "../../../../provider/resources/unknown";
import type { Settings } from "../../../../provider/settings";
import type { ContractName, OtherOrganization, SimulatorOptions } from "../../../../simulator/index";
import {
    Bench,
    beside,
    caught,
    fakeContract,
    fastForward,
    lines,
    MemoryLog,
    nextRun,
    type Stand,
    someDevice,
    standAt,
    unique,
    webexId,
} from "../../helpers";

const DAY = 86_400_000;
const MODEL = "DMS Cisco 8865";

const CONTRACTS = ["cisco", "crud"] as const;

function stateWith(changes: Partial<DeviceActivationState> = {}): DeviceActivationState {
    return {
        personId: "person",
        code: unique("1234"),
        issuedAt: "2026-01-01T00:00:00.000Z",
        expiresAt: "2099-01-01T00:00:00.000Z",
        status: "pending",
        origin: "issued",
        ...changes,
    };
}

function check(inputs: Properties) {
    return deviceActivation.check({}, inputs, { name: "cisco", neededToRegister: ["mac", "model"] });
}

function diff(state: DeviceActivationState, inputs: DeviceActivationInputs) {
    return deviceActivation.diff("id", state, inputs, { adoptAsOwn: false });
}

describe("resources/deviceActivation", () => {
    const bench = new Bench();
    afterEach(async () => {
        sinon.restore();
        await bench.closeAll();
    });

    async function standOf(contract: ContractName, options: SimulatorOptions = {}, changes: Partial<Settings> = {}) {
        const stand = await bench.stand({ contract, ...options }, changes);
        const workspaceId = stand.simulator.addWorkspace().id;
        const personId = stand.simulator.addPerson().id;
        return { ...stand, workspaceId, personId };
    }

    const create = ({ context }: Stand, inputs: DeviceActivationInputs) => deviceActivation.create(inputs, context);

    const newsOf = ({ context }: Stand) => context.run.news.take(context.self);

    async function read({ context }: { readonly context: Context }, state: DeviceActivationState) {
        const found = await deviceActivation.read("id", state, context);
        assert.ok(found);
        return found;
    }

    const update = (
        { context }: { readonly context: Context },
        state: DeviceActivationState,
        inputs: DeviceActivationInputs,
    ) => deviceActivation.update("id", state, inputs, context);

    const remove = ({ context }: { readonly context: Context }, state: DeviceActivationState) =>
        deviceActivation.delete("id", state, context);

    /** The same stand in the next run of Pulumi, with a log of its own. */
    function later(stand: Stand): Stand {
        const log = new MemoryLog();
        stand.simulator.log.clear();
        return { ...stand, log, context: { ...nextRun(stand.context), log } };
    }

    /** A code that somebody else issued; the id of its entry, where the API shows one. */
    async function helpDeskCode({ contract, simulator }: Stand, inputs: DeviceActivationInputs) {
        const { code } = await contract.issueCode(inputs, inputs.model, undefined);
        const entry = simulator.codes().find((one) => one.code === code)?.deviceId ?? "";
        return { code, entry };
    }

    const codesIn = ({ simulator }: Stand) => simulator.codes().map(({ code }) => code);
    const idsIn = ({ simulator }: Stand) => simulator.devices().map(({ id }) => id);
    const writes = ({ simulator }: Stand) => lines(simulator.log.writes());

    describe("check", () => {
        for (const inputs of [
            { personId: "p" },
            { workspaceId: "w" },
            { workspaceId: "w", model: MODEL, orgId: "o", renew: "never" },
            { personId: "p", renew: "whenExpired" },
            { personId: "p", unregisterOnDelete: true },
            { personId: "p", unregisterOnDelete: false },
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
            [
                "another way to renew",
                { personId: "p", renew: "always" },
                "renew",
                /"whenExpired" or "whenNeeded" or "never"/,
            ],
            ["an input of a device", { personId: "p", tags: ["a"] }, "", /no property "tags"/],
            ["an empty model", { personId: "p", model: " " }, "model", /must not be empty/],
            [
                "a text for unregisterOnDelete",
                { personId: "p", unregisterOnDelete: "no" },
                "unregisterOnDelete",
                /true or/,
            ],
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
                mustMakeRoom: false,
                freesSeat: false,
                kept: [],
                leaving: [],
                departures: [],
            });
        });

        const replacing: [string, Partial<DeviceActivationState>, DeviceActivationInputs, string[]][] = [
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
                const { changes, replaces: names, deleteBeforeReplace } = diff(stateWith(before), inputs);
                assert.deepEqual([changes, names, deleteBeforeReplace], [true, replaces, true]);
            });
        }

        const naming: [string, Partial<DeviceActivationState>, DeviceActivationInputs, boolean, string[]][] = [
            ["the recorded organisation for the first time", { organization: "o" }, { orgId: "o" }, true, []],
            ["another organisation for the first time", { organization: "o" }, { orgId: "p" }, true, ["orgId"]],
            ["an organisation where none is recorded", {}, { orgId: "o" }, true, []],
            ["no organisation any more", { orgId: "o", organization: "o" }, {}, true, []],
            ["none, as before", { organization: "o" }, {}, false, []],
            ["the same as before", { orgId: "o", organization: "o" }, { orgId: "o" }, false, []],
        ];
        for (const [name, before, inputs, changes, replaces] of naming) {
            it(`${replaces.length > 0 ? "replaces" : "keeps"} the code of a program that names ${name}`, () => {
                const found = diff(stateWith(before), { personId: "person", ...inputs });
                assert.deepEqual([found.changes, found.replaces], [changes, replaces]);
            });
        }

        it("knows the devices of a code, but declares none: a Device may take over what used it", () => {
            const state = stateWith({ entryId: "entry", deviceId: "device" });
            for (const personId of ["person", "other"]) {
                const { kept, leaving } = diff(state, { personId });
                assert.deepEqual([kept, leaving], [[], ["entry", "device"]]);
            }
        });

        const seats: [string, Partial<DeviceActivationState>, boolean][] = [
            ["an unused code", {}, true],
            ["an ended code", { status: "expired" }, true],
            ["an unused code without an entry", { entryId: undefined }, false],
            ["an unused code with unregisterOnDelete false", { unregisterOnDelete: false }, false],
            ["a used code, whose device stays", { status: "redeemed" }, false],
            ["a used code with unregisterOnDelete true", { status: "redeemed", unregisterOnDelete: true }, true],
            ["a used code with unregisterOnDelete false", { status: "redeemed", unregisterOnDelete: false }, false],
        ];
        for (const [name, changes, frees] of seats) {
            it(`frees ${frees ? "a" : "no"} seat of the person by replacing ${name}`, () => {
                const state = stateWith({ entryId: "entry", deviceId: "entry", ...changes });
                assert.equal(deviceActivation.leavesWebex(state, false), frees);
                assert.equal(diff(state, { personId: "person", model: "other" }).freesSeat, frees);
                assert.equal(diff(state, { personId: "other", model: "other" }).freesSeat, false);
                assert.equal(diff(state, { personId: "person" }).freesSeat, false);
            });
        }

        it("is a change where unregisterOnDelete is, without a new code", () => {
            const found = diff(stateWith(), { personId: "person", unregisterOnDelete: true });
            assert.deepEqual([found.changes, found.replaces], [true, []]);
        });

        it("does not replace for another spelling of the same id", () => {
            const padded = webexId("PEOPLE", "0b7e2c1a-1111-4222-8333-44445555");
            const state = stateWith({ personId: padded });
            assert.deepEqual(diff(state, { personId: padded.replace(/=+$/, "") }).replaces, []);
        });

        it("saves a change of renew without replacing", () => {
            const { changes, replaces } = diff(stateWith(), { personId: "person", renew: "never" });
            assert.deepEqual([changes, replaces], [true, []]);
        });

        const renewals: [string, Partial<DeviceActivationState>, DeviceActivationInputs, boolean][] = [
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
                const before = stateWith(state);
                const { changes, replaces, renewals } = diff(before, { personId: "person", ...inputs });
                assert.deepEqual([changes, replaces], [due, []]);
                assert.deepEqual(renewals, due ? [{ expiresAt: before.expiresAt }] : undefined);
            });
        }

        it("plans no renewal of an ended code that is replaced", () => {
            const { renewals } = diff(stateWith({ status: "expired" }), { personId: "other" });
            assert.equal(renewals, undefined);
        });
    });

    describe("create", () => {
        it("issues one code (cisco), under an id of our own that does not contain it", async () => {
            const stand = await standOf("cisco");
            const { id, state } = await create(stand, { workspaceId: stand.workspaceId });
            const [code] = stand.simulator.codes();
            assert.deepEqual(writes(stand), ["POST /devices/activationCode"]);
            assert.match(id, /^activation-[0-9a-f-]{36}$/);
            assert.deepEqual(state, {
                workspaceId: stand.workspaceId,
                code: code?.code,
                expiresAt: code?.expiresAt,
                issuedAt: state.issuedAt,
                status: "pending",
                origin: "issued",
                organization: stand.simulator.orgId,
            });
        });

        it("issues one code (crud), under the id of its device", async () => {
            const stand = await standOf("crud");
            const { id, state } = await create(stand, { personId: stand.personId, model: MODEL });
            assert.deepEqual(writes(stand), ["POST /devices"]);
            assert.deepEqual([id, state.deviceId, state.entryId], [stand.simulator.codes()[0]?.deviceId, id, id]);
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

        for (const contract of CONTRACTS) {
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

        it("records the entry of an unused phone code (cisco)", async () => {
            const stand = await standOf("cisco");
            const { state } = await create(stand, { personId: stand.personId, model: MODEL });
            const entry = stand.simulator.codes()[0]?.deviceId;
            assert.deepEqual([state.entryId, state.deviceId], [entry, entry]);
        });

        for (const contract of CONTRACTS) {
            it(`records the organisation that Webex names, with and without an entry (${contract})`, async () => {
                const stand = await standOf(contract);
                for (const inputs of [{ workspaceId: stand.workspaceId }, { personId: stand.personId, model: MODEL }]) {
                    const { state } = await create({ ...stand, context: nextRun(stand.context) }, inputs);
                    assert.equal(state.organization, stand.simulator.orgId);
                }
            });
        }

        it("records no organisation where Webex names none, and keeps the code all the same", async () => {
            const stand = await standOf("cisco");
            stand.simulator.scopes.delete("spark:people_read");
            stand.simulator.scopes.delete("spark-admin:people_read");
            const { state } = await create(stand, { workspaceId: stand.workspaceId });
            assert.deepEqual([state.organization, codesIn(stand)], [undefined, [state.code]]);
        });
    });

    for (const contract of CONTRACTS) {
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

            it("redeemed stays so when the device is removed later: only the organisation is asked for", async () => {
                const stand = await standOf(contract);
                const organization = stand.simulator.orgId;
                const state = stateWith({ status: "redeemed", deviceId: "gone", organization });
                assert.deepEqual((await read(stand, state)).state, state);
                assert.deepEqual(lines(stand.simulator.log.entries), ["GET /devices?max=1", "GET /people/me"]);
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
                const inputs = { workspaceId: stand.workspaceId, renew: "never" } as const;
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
            assert.notEqual(used.state.code, unused.state.code);
            const { id } = stand.simulator.redeem(used.state.code);
            // The state knows of the first one since an earlier refresh.
            await read(stand, { ...used.state, status: "redeemed", deviceId: id });
            assert.equal((await read(stand, unused.state)).state.status, "pending");
            assert.equal(unused.state.entryId, undefined);
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

        it("forgets renew and unregisterOnDelete when they leave the program", async () => {
            const stand = await standOf("cisco");
            const state = stateWith({ renew: "never", unregisterOnDelete: false });
            assert.deepEqual(await update(stand, state, { personId: "person" }), stateWith({ code: state.code }));
        });

        for (const contract of CONTRACTS) {
            it(`issues a new code for one that ended unused (${contract})`, async () => {
                const stand = await standOf(contract);
                const { state } = await create(stand, { workspaceId: stand.workspaceId });
                stand.simulator.advance(31 * DAY);
                const expired = (await read(stand, state)).state;
                const after = await update(stand, expired, { workspaceId: stand.workspaceId });
                assert.equal(after.status, "pending");
                assert.notEqual(after.code, state.code);
                assert.ok(Date.parse(after.expiresAt) > Date.parse(state.expiresAt));
                const { expiresAt } = after;
                const ended = `ended unused on ${state.expiresAt.slice(0, 10)}`;
                assert.deepEqual(newsOf(stand), [{ event: { kind: "renewed", ended, expiresAt } }]);
            });

            it(`tells once that a code was used, by the device's name (${contract})`, async () => {
                const stand = await standOf(contract);
                const { state } = await create(stand, { workspaceId: stand.workspaceId });
                assert.deepEqual(newsOf(stand), []);
                const { id } = stand.simulator.redeem(state.code);
                const used = (await read(stand, state)).state;
                const [news, ...others] = newsOf(stand);
                assert.ok(news?.event.kind === "used" && news.event.by.includes(`(${id})`), JSON.stringify(news));
                await read(stand, used);
                assert.deepEqual([others, newsOf(stand)], [[], []]);
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

        for (const contract of CONTRACTS) {
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
        it("revokes an unused code also where the API hides its device (crud)", async () => {
            const stand = await standOf("crud", { hideUnredeemed: true });
            const { state } = await create(stand, { workspaceId: stand.workspaceId });
            await remove(stand, state);
            assert.deepEqual(codesIn(stand), []);
            assert.deepEqual(stand.log.warnings, []);
        });

        it("revokes an unused phone code by its entry, and leaves a phone beside it (cisco)", async () => {
            const stand = await standOf("cisco");
            const bystander = stand.simulator.addDevice({
                personId: stand.personId,
                product: "Cisco 8865",
                type: "phone",
                firstSeen: "2020-01-01T00:00:00.000Z",
            });
            const { state } = await create(stand, { personId: stand.personId, model: MODEL });
            await remove(stand, state);
            assert.deepEqual([codesIn(stand), idsIn(stand)], [[], [bystander.id]]);
            assert.deepEqual(stand.log.warnings, []);
        });

        it("says that a room device's code cannot be revoked, without the code (cisco)", async () => {
            const stand = await standOf("cisco");
            const { state } = await create(stand, { workspaceId: stand.workspaceId });
            await remove(stand, state);
            assert.deepEqual(stand.log.warnings, [
                'the unused code of Device "thing" cannot be revoked: Webex showed no device entry for it. ' +
                    `It stays valid until ${state.expiresAt}; Control Hub can revoke it`,
            ]);
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
                lastSeen: undefined,
                serial: undefined,
            });
            const { state } = await create(stand, { personId: stand.personId, model: MODEL });
            await remove(stand, state);
            assert.deepEqual([codesIn(stand), idsIn(stand)], [[], [old.id]]);
        });

        for (const contract of CONTRACTS) {
            it(`leaves a device that used the code, although the state calls it pending (${contract})`, async () => {
                const stand = await standOf(contract);
                const { state } = await create(stand, { personId: stand.personId, model: MODEL });
                const { id } = stand.simulator.redeem(state.code);
                stand.simulator.log.clear();
                await remove(stand, state);
                assert.deepEqual([writes(stand), idsIn(stand)], [[], [id]]);
                assert.deepEqual(stand.log.infos, [
                    `the code of Device "thing" was used by device ${id}, which stays in Webex`,
                ]);
            });

            it(`writes nothing for a code that the state calls redeemed (${contract})`, async () => {
                const stand = await standOf(contract);
                const organization = stand.simulator.orgId;
                await remove(stand, stateWith({ status: "redeemed", deviceId: "d", entryId: "d", organization }));
                assert.deepEqual(lines(stand.simulator.log.entries), ["GET /devices?max=1", "GET /people/me"]);
            });

            it(`says nothing of a code that ended unused (${contract})`, async () => {
                const stand = await standOf(contract);
                const { state } = await create(stand, { workspaceId: stand.workspaceId });
                stand.simulator.advance(31 * DAY);
                await remove(stand, state);
                assert.deepEqual([stand.log.warnings, stand.log.infos], [[], []]);
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
            const { context } = await standOf("crud");
            const own = nextRun({ ...context, contract });
            await remove({ context: own }, stateWith({ deviceId: "d", entryId: "d" }));
            assert.deepEqual(asked, []);
        });
    });

    for (const contract of CONTRACTS) {
        describe(`only the recorded entry of a code counts (${contract})`, () => {
            async function phoneCode() {
                const stand = await standOf(contract);
                const inputs = { personId: stand.personId, model: MODEL };
                const { id, state } = await create(stand, inputs);
                return { ...stand, inputs, id, state };
            }

            /** Our entry is gone, and a help desk issued a code for the same owner and model. */
            async function entryGone() {
                const made = await phoneCode();
                made.simulator.removeDevice(made.state.entryId ?? "");
                return { ...made, desk: await helpDeskCode(made, made.inputs) };
            }

            it("a help desk's code for the same owner and model is neither told as ours nor as its device", async () => {
                const made = await entryGone();
                const found = await read(later(made), made.state);
                const status = contract === "cisco" ? "expired" : "pending";
                assert.deepEqual(found.state, { ...made.state, status });
            });

            it("a device that used the help desk's code does not mark ours as redeemed", async () => {
                const made = await entryGone();
                made.simulator.redeem(made.desk.code);
                const found = await read(later(made), made.state);
                assert.equal(found.state.status, contract === "cisco" ? "expired" : "pending");
                assert.equal(found.state.deviceId, made.state.entryId);
            });

            for (const used of [false, true]) {
                it(`a delete leaves the help desk's ${used ? "device" : "code"}`, async () => {
                    const made = await entryGone();
                    if (used) {
                        made.simulator.redeem(made.desk.code);
                    }
                    const stand = later(made);
                    await remove(stand, { ...made.state, unregisterOnDelete: true });
                    assert.deepEqual([idsIn(stand), codesIn(stand)], [[made.desk.entry], [made.desk.code]]);
                    assert.deepEqual(writes(stand), contract === "cisco" ? [] : [`DELETE /devices/${made.id}`]);
                });
            }

            it("a renewal leaves the help desk's code and records an entry of its own", async () => {
                const made = await entryGone();
                made.simulator.advance(31 * DAY);
                const desk = await helpDeskCode(made, made.inputs);
                const stand = later(made);
                const after = await update(stand, { ...made.state, status: "expired" }, made.inputs);
                assert.deepEqual(idsIn(stand), [made.desk.entry, desk.entry, after.entryId]);
                assert.deepEqual(
                    stand.simulator.codes().find(({ code }) => code === after.code)?.deviceId,
                    after.entryId,
                );
            });

            for (const order of [
                [0, 1],
                [1, 0],
            ]) {
                it(`of two codes of one owner and model each is revoked by its own entry, in the order ${order.join()}`, async () => {
                    const made = await phoneCode();
                    const other = await create({ ...made, context: beside(made.context, "other") }, made.inputs);
                    const states = order.map((at) => [made.state, other.state][at] ?? made.state);
                    const stand = later(made);
                    for (const state of states) {
                        await remove(stand, state);
                    }
                    assert.deepEqual(
                        writes(stand),
                        states.map(({ entryId }) => `DELETE /devices/${entryId ?? ""}`),
                    );
                    assert.deepEqual([codesIn(stand), idsIn(stand), stand.log.warnings], [[], [], []]);
                });
            }

            it("of two codes of one owner and model the one that was used is told, whichever it is", async () => {
                for (const used of [0, 1]) {
                    const made = await phoneCode();
                    const other = await create({ ...made, context: beside(made.context, "other") }, made.inputs);
                    const states = [made.state, other.state];
                    made.simulator.redeem(states[used]?.code ?? "");
                    const stand = later(made);
                    const found = await Promise.all(states.map((state) => read(stand, state)));
                    assert.deepEqual(
                        found.map(({ state }) => state.status),
                        used === 0 ? ["redeemed", "pending"] : ["pending", "redeemed"],
                    );
                }
            });

            it("renewals revoke their own entry and do not pile up, also at the person's limit", async () => {
                const made = await phoneCode();
                const other = await create({ ...made, context: beside(made.context, "other") }, made.inputs);
                made.simulator.updatePerson(made.personId, { maxDeviceCount: 2 });
                let states = [made.state, other.state];
                for (let round = 0; round < 3; round += 1) {
                    made.simulator.advance(31 * DAY);
                    const stand = later(made);
                    const renewed = [];
                    for (const state of states) {
                        renewed.push(await update(stand, (await read(stand, state)).state, made.inputs));
                    }
                    assert.deepEqual(
                        writes(stand).filter((line) => line.startsWith("DELETE")),
                        states.map(({ entryId }) => `DELETE /devices/${entryId ?? ""}`),
                    );
                    states = renewed;
                    assert.deepEqual(
                        idsIn(stand),
                        states.map(({ entryId }) => entryId),
                    );
                    assert.deepEqual(
                        codesIn(stand),
                        states.map(({ code }) => code),
                    );
                    assert.ok(states.every(({ status }) => status === "pending"));
                }
            });

            it("of an entry that the state does not record nothing is deleted", async () => {
                const made = await phoneCode();
                const { entryId: _, deviceId: __, ...unrecorded } = made.state;
                const stand = later(made);
                await remove(stand, { ...unrecorded, unregisterOnDelete: true });
                assert.deepEqual([writes(stand), codesIn(stand)], [[], [made.state.code]]);
                assert.match(stand.log.warnings.join("\n"), /cannot be revoked.*Control Hub can revoke it$/);
            });
        });

        describe(`which devices mark a room's code as redeemed (${contract})`, () => {
            for (const type of ["accessory", "webexgo", "unknown", "phone"]) {
                it(`no ${type} that appears`, async () => {
                    const stand = await standOf(contract);
                    const { workspaceId } = stand;
                    const { state } = await create(stand, { workspaceId });
                    const { id } = stand.simulator.addDevice({ workspaceId, type, product: "Something" });
                    const next = later(stand);
                    assert.equal((await read(next, state)).state.status, "pending");
                    await remove(next, state);
                    assert.ok(next.simulator.device(id));
                    assert.doesNotMatch(next.log.infos.join(), /was used/);
                });
            }

            it("the roomdesk that used it", async () => {
                const stand = await standOf(contract);
                const { state } = await create(stand, { workspaceId: stand.workspaceId });
                const { id, type } = stand.simulator.redeem(state.code);
                assert.equal(type, "roomdesk");
                const found = await read(later(stand), state);
                assert.deepEqual([found.state.status, found.state.deviceId], ["redeemed", id]);
            });

            it("the roomdesk that used it, after accessories appeared before and after it", async () => {
                const stand = await standOf(contract);
                const { workspaceId } = stand;
                const { state } = await create(stand, { workspaceId });
                stand.simulator.addDevice({ workspaceId, type: "accessory", product: "Headset 730" });
                const { id } = stand.simulator.redeem(state.code);
                stand.simulator.addDevice({ workspaceId, type: "accessory", product: "Headset 730" });
                assert.equal((await read(later(stand), state)).state.deviceId, id);
            });
        });
    }

    for (const contract of CONTRACTS) {
        it(`a Device may take over what used a code in a run that compares the code, too (${contract})`, async () => {
            const stand = await standOf(contract);
            const inputs = { workspaceId: stand.workspaceId };
            const { state } = await create(stand, inputs);
            const { id } = stand.simulator.redeem(state.code);
            const next = later(stand);
            const { state: used } = await read(next, state);
            const { kept, leaving } = diff(used, inputs);
            assert.deepEqual([kept, leaving.includes(id)], [[], true]);
            for (const known of leaving) {
                next.context.run.claims.know(known, next.context.self);
            }
            const taken = await device.create({ ...inputs, deviceId: id }, beside(next.context, "room"));
            assert.deepEqual([taken.id, taken.state.origin], [id, "takenOver"]);
        });
    }

    it("a room device that came after a code's end marks its successor in the same room as redeemed (cisco)", async () => {
        const stand = await standOf("cisco");
        const { workspaceId } = stand;
        const { state: first } = await create(stand, { workspaceId });
        stand.simulator.advance(31 * DAY);
        const { state: second } = await create(later(stand), { workspaceId });
        const { id } = stand.simulator.redeem(second.code);
        const next = later(stand);
        const [ended, used] = [(await read(next, first)).state, (await read(next, second)).state];
        assert.deepEqual([ended.status, ended.deviceId], ["expired", undefined]);
        assert.deepEqual([used.status, used.deviceId], ["redeemed", id]);
    });

    it("a room device of the named model marks a code with that model as redeemed, another does not (cisco)", async () => {
        const stand = await standOf("cisco");
        const { workspaceId } = stand;
        const { state } = await create(stand, { workspaceId, model: "Cisco Board Pro" });
        stand.simulator.addDevice({ workspaceId, product: "Cisco Room Kit Pro" });
        assert.equal((await read(later(stand), state)).state.status, "pending");
        const { id } = stand.simulator.addDevice({ workspaceId, product: "Cisco Board Pro" });
        assert.equal((await read(later(stand), state)).state.deviceId, id);
    });

    for (const contract of CONTRACTS) {
        describe(`unregisterOnDelete (${contract})`, () => {
            const rows: [boolean | undefined, boolean, boolean, RegExp][] = [
                [undefined, false, false, /^$/],
                [true, false, false, /^$/],
                [false, false, true, /^Device "thing" has unregisterOnDelete false: its code stays valid until /],
                [undefined, true, true, /^the code of Device "thing" was used by device \S+, which stays in Webex$/],
                [true, true, false, /^$/],
                [false, true, true, /^Device "thing" has unregisterOnDelete false: /],
            ];
            for (const [unregisterOnDelete, used, stays, told] of rows) {
                const what = used ? "the device that used the code" : "the unused code";
                it(`${String(unregisterOnDelete)} ${stays ? "leaves" : "takes away"} ${what}`, async () => {
                    const stand = await standOf(contract);
                    const { state } = await create(stand, { personId: stand.personId, model: MODEL });
                    const { entryId = "" } = state;
                    if (used) {
                        stand.simulator.redeem(state.code);
                    }
                    const next = later(stand);
                    await remove(next, {
                        ...state,
                        ...(unregisterOnDelete === undefined ? {} : { unregisterOnDelete }),
                    });
                    assert.deepEqual(writes(next), stays ? [] : [`DELETE /devices/${entryId}`]);
                    assert.deepEqual(idsIn(next), stays ? [entryId] : []);
                    assert.match(next.log.infos.join("\n"), told);
                    assert.deepEqual(next.log.warnings, []);
                });
            }

            it("true is content with a device that is gone, in the recorded organisation", async () => {
                const stand = await standOf(contract);
                const { state } = await create(stand, { personId: stand.personId, model: MODEL });
                stand.simulator.redeem(state.code);
                stand.simulator.removeDevice(state.entryId ?? "");
                const next = later(stand);
                await remove(next, { ...state, status: "redeemed", unregisterOnDelete: true });
                assert.deepEqual(writes(next), [`DELETE /devices/${state.entryId ?? ""}`]);
            });
        });
    }

    it("unregisterOnDelete true leaves a room device that Webex does not call the code's, and says why (cisco)", async () => {
        const stand = await standOf("cisco");
        const { state } = await create(stand, { workspaceId: stand.workspaceId, unregisterOnDelete: true });
        const { id } = stand.simulator.redeem(state.code);
        const next = later(stand);
        await remove(next, (await read(next, state)).state);
        assert.deepEqual([writes(next), idsIn(next)], [[], [id]]);
        assert.match(next.log.infos.join(), /stays in Webex\. Webex does not say that it is this code's, so it is not/);
    });

    for (const contract of CONTRACTS) {
        describe(`with another organisation's token (${contract})`, () => {
            const kinds: [
                string,
                (stand: Stand & { workspaceId: string; personId: string }) => DeviceActivationInputs,
            ][] = [
                ["a phone's code", ({ personId }) => ({ personId, model: MODEL })],
                ["a room's code", ({ workspaceId }) => ({ workspaceId })],
            ];
            const filled = (other: OtherOrganization) => {
                other.addDevice();
                other.addDevice({ product: "Cisco 8865", type: "phone" });
            };
            const organizations: [string, (other: OtherOrganization) => void][] = [
                ["an empty one", () => undefined],
                ["one with devices", filled],
            ];

            /** A code, and the next run with a token of another organisation. */
            async function elsewhere(
                inputsOf: (stand: Stand & { workspaceId: string; personId: string }) => DeviceActivationInputs,
                fill: (other: OtherOrganization) => void,
            ) {
                const stand = await standOf(contract);
                const inputs = inputsOf(stand);
                const { state } = await create(stand, inputs);
                const other = stand.simulator.addOrganization();
                fill(other);
                stand.simulator.log.clear();
                const there = standAt(stand.simulator, { accessToken: other.token });
                const before = [stand.simulator.devices(), stand.simulator.codes(), other.devices()];
                const assertWhole = (error: Error) => {
                    assert.match(error.message, new RegExp(`organisation ${stand.simulator.orgId}`));
                    assert.match(error.message, new RegExp(`organisation ${other.orgId} answers`));
                    assert.match(error.message, /WEBEX_ACCESS_TOKEN.*the state was left as it is/);
                    assert.deepEqual(writes(stand), []);
                    const now = [stand.simulator.devices(), stand.simulator.codes(), other.devices()];
                    assert.deepEqual(now, before);
                };
                return { ...stand, inputs, state, other, there, assertWhole };
            }

            for (const [name, inputsOf] of kinds) {
                for (const [which, fill] of organizations) {
                    it(`${name} is not read, renewed or deleted in ${which}`, async () => {
                        const { there, state, inputs, assertWhole } = await elsewhere(inputsOf, fill);
                        assertWhole(await caught(read(there, state)));
                        assertWhole(await caught(remove(there, state)));
                        for (const unregisterOnDelete of [true, false]) {
                            assertWhole(await caught(remove(there, { ...state, unregisterOnDelete })));
                        }
                        const ended = { ...state, status: "expired" as const };
                        assertWhole(await caught(update(there, ended, inputs)));
                        const used = { ...state, status: "redeemed" as const, unregisterOnDelete: true };
                        assertWhole(await caught(read(there, used)));
                        assertWhole(await caught(remove(there, used)));
                    });
                }

                it(`${name} is looked after again with the right token`, async () => {
                    const made = await elsewhere(inputsOf, filled);
                    await caught(read(made.there, made.state));
                    const stand = later(made);
                    assert.deepEqual((await read(stand, made.state)).state, made.state);
                });
            }

            it("is not taken for gone where Webex does not say which organisation answers", async () => {
                const made = await elsewhere(
                    ({ personId }) => ({ personId, model: MODEL }),
                    () => undefined,
                );
                made.other.scopes.delete("spark:people_read");
                made.other.scopes.delete("spark-admin:people_read");
                for (const work of [read, remove]) {
                    const { message } = await caught(work(made.there, made.state));
                    assert.match(message, /Webex does not say which organisation answers.* spark:people_read/);
                }
                assert.deepEqual([writes(made), codesIn(made)], [[], [made.state.code]]);
            });
        });
    }
});
