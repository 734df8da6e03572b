import assert from "node:assert/strict";
import sinon from "sinon";
import { dynamicProvider } from "../../../../provider/dynamic";
import { deviceActivationBatch } from "../../../../provider/resources/batch/deviceActivationBatch";
import { type Context, Incomplete, type Properties } from "../../../../provider/resources/resource";
import { UNKNOWN } from "../../../../provider/resources/unknown";
import type { Settings } from "../../../../provider/settings";
import type { ContractName, Simulator, SimulatorOptions } from "../../../../simulator/index";
import { Bench, caught, keptBy, lines, type MemoryLog, type Stand, standAt, unique, wholeTextOf } from "../../helpers";
import { overTheWire } from "./wire";

const DAY = 86_400_000;
const MODEL = "DMS Cisco 8865";
const CONTRACTS = ["cisco", "crud"] as const;
const SELF = { key: "DeviceActivationBatch codes", label: 'DeviceActivationBatch "codes"' };
const NO_LEAVE = { adoptAsOwn: false };

type Texts = Readonly<Record<string, string>>;
type State = Properties & {
    readonly activations: Readonly<Record<string, Properties>>;
    readonly codes?: Texts;
    readonly statuses: Texts;
    readonly expiries: Texts;
    readonly deviceIds: Texts;
    readonly entries: string;
};

/** A batch in the state, with the inputs that Pulumi saved for it. */
interface Batch {
    readonly id: string;
    readonly state: State;
    readonly inputs: Properties;
}

/** Goes to the state and back, as everything does between two runs. */
function saved(state: object): State {
    return overTheWire({ ...state }) as State;
}

/** What the stack records of the codes, by the entries' names. */
const recordsIn = ({ state }: { readonly state: State }) => JSON.parse(state.entries) as Record<string, Properties>;
const entryOf = (batch: { readonly state: State }, key: string) => String(recordsIn(batch)[key]?.entryId);
const namesIn = (batch: { readonly state: State }) => Object.keys(recordsIn(batch));
const codesIn = ({ state }: { readonly state: State }) => state.codes ?? {};
const writes = ({ log }: Simulator) => lines(log.writes());
const count = ({ log }: Simulator, method: string) => log.requests({ method }).length;

describe("resources/deviceActivationBatch", () => {
    const bench = new Bench();
    afterEach(async () => {
        sinon.restore();
        await bench.closeAll();
    });

    /** An organisation, and runs of the CLI on it: each has a client, a contract and a process of its own. */
    async function organization(contract: ContractName = "cisco", options: SimulatorOptions = {}) {
        const simulator = await bench.simulator({ contract, ...options });
        const run = (changes: Partial<Settings> = {}): Stand => {
            simulator.log.clear();
            const stand = standAt(simulator, changes);
            return { ...stand, context: { ...stand.context, self: SELF } };
        };
        const check = (program: Properties, olds: Properties = {}): Properties => {
            const { inputs, failures } = deviceActivationBatch.check(olds, program, standAt(simulator).contract);
            assert.deepEqual(failures, []);
            return inputs;
        };
        const create = async (
            program: Properties,
            { context }: { readonly context: Context } = run(),
        ): Promise<Batch> => {
            const inputs = overTheWire(check(program));
            const { id, state } = await deviceActivationBatch.create(inputs, context);
            return { id, state: saved(state), inputs };
        };
        /** What the engine does in a run whose program changed: check, diff, update. */
        const update = async (
            batch: Batch,
            program: Properties,
            { context }: { readonly context: Context } = run(),
        ): Promise<Batch> => {
            const inputs = overTheWire(check(program, batch.inputs));
            const { changes, kept, leaving } = deviceActivationBatch.diff(
                batch.id,
                batch.state,
                inputs,
                context.settings,
            );
            assert.deepEqual([changes, kept], [true, []]);
            for (const id of leaving) {
                context.run.claims.know(id, SELF);
            }
            const state = await deviceActivationBatch.update(batch.id, batch.state, inputs, context);
            return { ...batch, state: saved(state), inputs };
        };
        const read = async (batch: Batch): Promise<Batch> => {
            const found = await deviceActivationBatch.read(batch.id, batch.state, run().context);
            assert.ok(found);
            return { ...batch, inputs: found.inputs, state: saved(found.state) };
        };
        const remove = async (batch: Batch, { context, log }: Stand = run()): Promise<MemoryLog> => {
            await deviceActivationBatch.delete(batch.id, batch.state, context);
            return log;
        };
        const changes = (batch: Batch, program: Properties) =>
            deviceActivationBatch.diff(batch.id, batch.state, check(program, batch.inputs), NO_LEAVE).changes;
        return { simulator, run, check, create, update, read, remove, changes };
    }

    /** An organisation with a batch of codes of three people's phones. */
    async function threeCodes(contract: ContractName = "cisco") {
        const made = await organization(contract);
        const [a, b, c] = ["a", "b", "c"].map(() => ({ personId: made.simulator.addPerson().id, model: MODEL }));
        assert.ok(a && b && c);
        const activations = { a, b, c };
        const batch = await made.create({ activations });
        return { ...made, activations, batch };
    }

    const codesOf = (simulator: Simulator) => simulator.codes().map(({ code }) => code);

    describe("create", () => {
        for (const contract of CONTRACTS) {
            it(`issues a code for each entry (${contract})`, async () => {
                const { simulator, batch } = await threeCodes(contract);
                assert.deepEqual(Object.values(codesIn(batch)).sort(), codesOf(simulator).sort());
                assert.deepEqual(namesIn(batch), ["a", "b", "c"]);
                const owners = new Map(simulator.codes().map(({ code, personId }) => [code, personId]));
                for (const [key, { personId }] of Object.entries(batch.state.activations)) {
                    assert.equal(owners.get(codesIn(batch)[key] ?? ""), personId);
                    assert.equal(batch.state.statuses[key], "pending");
                }
                for (const { code, deviceId, expiresAt } of simulator.codes()) {
                    const [key = ""] = Object.entries(codesIn(batch)).find(([, own]) => own === code) ?? [];
                    assert.deepEqual(
                        [batch.state.deviceIds[key], entryOf(batch, key), batch.state.expiries[key]],
                        [deviceId, deviceId, expiresAt],
                    );
                }
            });
        }

        it("of many costs one POST each and a look of that moment before it, where there is something to look for", async () => {
            const { simulator, create } = await organization("crud");
            const activations = Object.fromEntries(
                Array.from({ length: 100 }, (_, at) => [`room-${at}`, { workspaceId: simulator.addWorkspace().id }]),
            );
            const { state } = await create({ activations });
            assert.equal(Object.keys(codesIn({ state })).length, 100);
            // One more tells the organisation.
            assert.deepEqual([count(simulator, "POST"), count(simulator, "GET")], [100, 100 + 1]);
        });

        it("of many phones with cisco looks once more for each, which entry is the code's", async () => {
            const { simulator, create } = await organization();
            const activations = Object.fromEntries(
                Array.from({ length: 60 }, (_, at) => [
                    `phone-${at}`,
                    { personId: simulator.addPerson().id, model: MODEL },
                ]),
            );
            const { state } = await create({ activations });
            assert.deepEqual([count(simulator, "POST"), count(simulator, "GET")], [60, 60 + 60]);
            const devices = new Map(simulator.codes().map(({ code, deviceId }) => [code, deviceId]));
            assert.equal(namesIn({ state }).length, 60);
            for (const [key, { entryId }] of Object.entries(recordsIn({ state }))) {
                assert.equal(entryId, devices.get(codesIn({ state })[key] ?? ""));
            }
        });

        it("keeps the codes out of the batch's id and of all outputs but one", async () => {
            const { batch } = await threeCodes();
            const { codes: _, ...others } = batch.state;
            const text = JSON.stringify([batch.id, others]);
            assert.ok(Object.values(codesIn(batch)).every((code) => !text.includes(code)));
        });

        it("issues the codes of one owner one after another", async () => {
            const { simulator, create } = await organization();
            const workspaceId = simulator.addWorkspace().id;
            await create({ activations: { a: { workspaceId }, b: { workspaceId }, c: { workspaceId } } });
            const posts = simulator.log.requests({ method: "POST" });
            assert.equal(posts.length, 3);
            for (const [at, post] of posts.entries()) {
                if (at > 0) {
                    assert.ok((posts[at - 1]?.doneAtMs ?? Infinity) <= post.atMs);
                }
            }
        });

        it("keeps the codes that were issued where others fail; the next update issues only the rest", async () => {
            const { simulator, create, update, changes } = await organization();
            const activations = Object.fromEntries(
                ["a", "b", "c"].map((key) => [key, { workspaceId: simulator.addWorkspace().id }]),
            );
            simulator.faults.add({ method: "POST", skip: 1, kind: { status: 400 } });
            const error = await caught(create({ activations }));
            const { id, state } = keptBy(error);
            assert.match(error.message, /^1 of 3 entries failed/);
            const half: Batch = { id, state: saved(state), inputs: { activations } };
            assert.equal(namesIn(half).length, 2);
            const after = await update(half, { activations });
            assert.equal(count(simulator, "POST"), 1);
            assert.deepEqual({ ...codesIn(after), ...codesIn(half) }, codesIn(after));
            assert.deepEqual(Object.values(codesIn(after)).sort(), codesOf(simulator).sort());
            assert.equal(changes(after, { activations }), false);
        });

        it("is a plain error where no code was issued, and shows none", async () => {
            const { simulator, create } = await organization();
            simulator.faults.add({ method: "POST", count: -1, kind: { status: 403 } });
            const error = await caught(create({ activations: { a: { workspaceId: simulator.addWorkspace().id } } }));
            assert.ok(!(error instanceof Incomplete) && error.name !== "Incomplete");
        });
    });

    describe("update", () => {
        for (const contract of CONTRACTS) {
            it(`issues a code for a new entry and leaves the others (${contract})`, async () => {
                const { simulator, update, batch, activations } = await threeCodes(contract);
                const d = { workspaceId: simulator.addWorkspace().id };
                const after = await update(batch, { activations: { ...activations, d } });
                assert.equal(writes(simulator).length, 1);
                const { d: added, ...others } = codesIn(after);
                assert.deepEqual(others, codesIn(batch));
                assert.ok(codesOf(simulator).includes(added ?? ""));
            });

            it(`revokes the code of an entry that goes (${contract})`, async () => {
                const { simulator, update, batch, activations } = await threeCodes(contract);
                const { b: _, ...left } = activations;
                const after = await update(batch, { activations: left });
                assert.deepEqual(writes(simulator), [`DELETE /devices/${entryOf(batch, "b")}`]);
                assert.deepEqual(Object.keys(codesIn(after)).sort(), ["a", "c"]);
                assert.ok(!codesOf(simulator).includes(codesIn(batch).b ?? ""));
            });

            it(`replaces the code of an entry whose owner changes, the old one first (${contract})`, async () => {
                const { simulator, update, batch, activations } = await threeCodes(contract);
                const b = { ...activations.b, personId: simulator.addPerson().id };
                const after = await update(batch, { activations: { ...activations, b } });
                assert.deepEqual(
                    writes(simulator).map((line) => line.split(" ")[0]),
                    ["DELETE", "POST"],
                );
                assert.notEqual(codesIn(after).b, codesIn(batch).b);
                assert.deepEqual([codesIn(after).a, codesIn(after).c], [codesIn(batch).a, codesIn(batch).c]);
            });

            it(`sends nothing for other names, and keeps the codes under them (${contract})`, async () => {
                const { simulator, update, changes, batch, activations } = await threeCodes(contract);
                const program = { activations: { x: activations.a, b: activations.c, c: activations.b } };
                const after = await update(batch, program);
                assert.deepEqual(lines(simulator.log.entries), []);
                const { a, b, c } = codesIn(batch);
                assert.deepEqual(codesIn(after), { x: a, b: c, c: b });
                assert.equal(changes(after, program), false);
            });

            it(`renews the codes that ended unused, and only those (${contract})`, async () => {
                const { simulator, read, update, changes, batch, activations } = await threeCodes(contract);
                simulator.advance(20 * DAY);
                const d = { personId: simulator.addPerson().id, model: MODEL };
                const program = { activations: { ...activations, d } };
                const four = await update(batch, program);
                simulator.redeem(codesIn(four).a ?? "");
                simulator.advance(11 * DAY);
                const seen = await read(four);
                assert.deepEqual(
                    ["a", "b", "c", "d"].map((key) => seen.state.statuses[key]),
                    ["redeemed", "expired", "expired", "pending"],
                );
                assert.equal(changes(seen, program), true);
                const after = await update(seen, program);
                assert.equal(count(simulator, "POST"), 2);
                const { a, b, c, d: last } = codesIn(after);
                assert.deepEqual([a, last], [codesIn(four).a, codesIn(four).d]);
                assert.ok(b !== codesIn(four).b && c !== codesIn(four).c);
                assert.equal(changes(after, program), false);
            });
        }

        it("with renew whenNeeded renews a code whose device is gone", async () => {
            const { simulator, create, read, update, changes } = await organization();
            const [a, b] = [simulator.addWorkspace(), simulator.addWorkspace()].map(({ id }) => ({ workspaceId: id }));
            const program = { activations: { a, b }, renew: "whenNeeded" };
            const batch = await create(program);
            const { a: code = "", b: other = "" } = codesIn(batch);
            const device = simulator.redeem(code);
            simulator.redeem(other);
            const used = await read(batch);
            assert.equal(changes(used, program), false);
            simulator.removeDevice(device.id);
            const seen = await read(used);
            assert.deepEqual(seen.state.statuses, { a: "gone", b: "redeemed" });
            assert.equal(changes(seen, program), true);
            const after = await update(seen, program);
            assert.deepEqual(after.state.statuses, { a: "pending", b: "redeemed" });
            assert.equal(codesIn(after).b, codesIn(batch).b);
            assert.equal(changes(after, program), false);
        });

        it("with renew never leaves ended codes as they are", async () => {
            const { simulator, create, read, changes } = await organization();
            const program = { activations: { a: { workspaceId: simulator.addWorkspace().id } }, renew: "never" };
            const batch = await create(program);
            simulator.advance(31 * DAY);
            const seen = await read(batch);
            assert.equal(seen.state.statuses.a, "expired");
            assert.equal(changes(seen, program), false);
        });

        it("saves renew without a request", async () => {
            const { simulator, update, changes, batch, activations } = await threeCodes();
            const program = { activations, renew: "never" };
            const after = await update(batch, program);
            assert.deepEqual(lines(simulator.log.entries), []);
            assert.deepEqual([after.state.renew, changes(after, program)], ["never", false]);
            assert.deepEqual(codesIn(after), codesIn(batch));
        });

        it("renames several codes of one owner, of which each is as good as the other", async () => {
            const { simulator, create, update } = await organization();
            const room = { workspaceId: simulator.addWorkspace().id };
            const batch = await create({ activations: { a: room, b: room } });
            const after = await update(batch, { activations: { c: room, d: room } });
            assert.deepEqual(lines(simulator.log.entries), []);
            assert.deepEqual(codesIn(after), { c: codesIn(batch).a, d: codesIn(batch).b });
        });
    });

    describe("read", () => {
        for (const contract of CONTRACTS) {
            it(`finds inputs, state and codes as they were (${contract})`, async () => {
                const { read, batch } = await threeCodes(contract);
                const found = await read(batch);
                assert.deepEqual(found.inputs, batch.inputs);
                assert.deepEqual(found.state, batch.state);
            });

            it(`tells which codes were used, by which device (${contract})`, async () => {
                const { simulator, read, changes, batch, activations } = await threeCodes(contract);
                const { id } = simulator.redeem(codesIn(batch).b ?? "");
                const found = await read(batch);
                assert.deepEqual([found.state.statuses.b, found.state.deviceIds.b], ["redeemed", id]);
                assert.equal(found.state.statuses.a, "pending");
                assert.deepEqual(codesIn(found), codesIn(batch));
                assert.equal(changes(found, { activations }), false);
            });
        }

        it("of many costs the pages of one list and the first few", async () => {
            const { simulator, create, read } = await organization();
            const activations = Object.fromEntries(
                Array.from({ length: 120 }, (_, at) => [
                    `phone-${at}`,
                    { personId: simulator.addPerson().id, model: MODEL },
                ]),
            );
            const batch = await create({ activations });
            await read(batch);
            // One more tells the organisation.
            assert.equal(simulator.log.entries.length, 6 + 2 + 1);
        });

        it("counts each device for one of two codes of the same owner", async () => {
            const { simulator, create, read } = await organization();
            const room = { workspaceId: simulator.addWorkspace().id };
            const batch = await create({ activations: { a: room, b: room } });
            simulator.redeem(codesIn(batch).a ?? "");
            const { state } = await read(batch);
            assert.deepEqual(Object.values(state.statuses).sort(), ["pending", "redeemed"]);
        });

        it("fails as a whole where one code cannot be looked up", async () => {
            const { simulator, read, batch } = await threeCodes();
            simulator.faults.add({ path: `/devices/${entryOf(batch, "b")}`, kind: { status: 500 } });
            const error = await caught(read(batch));
            assert.match(error.message, /^1 of 3 entries failed.*\n  b: GET/);
            assert.ok(Object.values(codesIn(batch)).every((code) => !wholeTextOf(error).includes(code)));
        });
    });

    describe("delete", () => {
        for (const contract of CONTRACTS) {
            it(`revokes the codes that are unused and leaves the devices of those that are not (${contract})`, async () => {
                const { simulator, remove, batch } = await threeCodes(contract);
                const { id } = simulator.redeem(codesIn(batch).b ?? "");
                await remove(batch);
                assert.deepEqual(
                    simulator.devices().map((device) => device.id),
                    [id],
                );
                assert.deepEqual(codesOf(simulator), [codesIn(batch).b]);
            });
        }

        it("warns by the entry's name of a code that cannot be revoked", async () => {
            const { simulator, create, remove } = await organization();
            const batch = await create({ activations: { room: { workspaceId: simulator.addWorkspace().id } } });
            const { warnings } = await remove(batch);
            assert.match(
                warnings.join("\n"),
                /^room: the unused code of DeviceActivationBatch "codes", entry "room" cannot be revoked/,
            );
        });

        it("names what could not be revoked, having revoked the others; once more, and it is done", async () => {
            const { simulator, remove, batch } = await threeCodes();
            simulator.faults.add({ method: "DELETE", kind: { status: 500 } });
            assert.match((await caught(remove(batch))).message, /^1 of 3 entries failed.*\n {2}[abc]: DELETE/);
            await remove(batch);
            assert.deepEqual(simulator.devices(), []);
        });
    });

    describe("diff", () => {
        const entry = { personId: "p", model: MODEL };
        const stateWith = (more: { expiresAt?: string; status?: string }, common: Properties = {}): State => ({
            ...common,
            activations: { a: entry },
            codes: { a: unique("1234") },
            statuses: { a: more.status ?? "pending" },
            expiries: { a: more.expiresAt ?? "2099-01-01T00:00:00.000Z" },
            deviceIds: { a: "entry" },
            entries: JSON.stringify({
                a: { id: "activation-1", origin: "issued", issuedAt: "2026-01-01T00:00:00.000Z", entryId: "entry" },
            }),
        });
        const ended = { expiresAt: "2026-01-02T00:00:00.000Z" };
        const rows: [string, State, Properties, boolean, string[]][] = [
            ["names nothing where nothing differs", stateWith({}), {}, false, []],
            ["renews a code that ended", stateWith(ended), {}, true, []],
            ["renews a code that a refresh found expired", stateWith({ status: "expired" }), {}, true, []],
            ["leaves a code that was used", stateWith({ ...ended, status: "redeemed" }), {}, false, []],
            [
                "leaves an ended code with renew never",
                stateWith(ended, { renew: "never" }),
                { renew: "never" },
                false,
                [],
            ],
            ["replaces for another organisation", stateWith({}, { orgId: "o" }), { orgId: "p" }, true, ["orgId"]],
            ["is an update for renew", stateWith({}), { renew: "never" }, true, []],
            ["is an update for entries not known yet", stateWith({}), { activations: UNKNOWN }, true, []],
        ];
        for (const [name, state, inputs, changes, replaces] of rows) {
            it(name, () => {
                const program = { activations: { a: entry }, ...inputs };
                const {
                    leaving,
                    departures: _,
                    mustMakeRoom: __,
                    renewals,
                    ...found
                } = deviceActivationBatch.diff("id", state, program, NO_LEAVE);
                const deleteBeforeReplace = replaces.length > 0;
                assert.deepEqual(found, { changes, replaces, deleteBeforeReplace, freesSeat: false, kept: [] });
                assert.deepEqual([...new Set(leaving)], ["entry"]);
                const renewed = [{ entry: "a", expiresAt: state.expiries.a }];
                assert.deepEqual(renewals, name.startsWith("renews") ? renewed : undefined);
            });
        }

        it("replaces no code of a program that names the recorded organisation for the first time", async () => {
            const { simulator, update, changes, batch, activations } = await threeCodes();
            const program = { activations, orgId: simulator.orgId };
            const after = await update(batch, program);
            assert.deepEqual(lines(simulator.log.entries), []);
            assert.deepEqual([codesIn(after), after.state.orgId], [codesIn(batch), simulator.orgId]);
            assert.equal(changes(after, program), false);
            const unnamed = await update(after, { activations });
            assert.deepEqual(lines(simulator.log.entries), []);
            assert.deepEqual([codesIn(unnamed), unnamed.state.orgId], [codesIn(batch), undefined]);
        });
    });

    for (const contract of CONTRACTS) {
        describe(`only the recorded entry of a code counts (${contract})`, () => {
            /** Two codes of one person and model, and one that a help desk issued for the same. */
            async function besideHelpDesk() {
                const made = await organization(contract);
                const personId = made.simulator.addPerson().id;
                const own = { personId, model: MODEL };
                const batch = await made.create({ activations: { a: own, b: own } });
                const desk = await standAt(made.simulator).contract.issueCode(own, MODEL, undefined);
                const left = () => codesOf(made.simulator).filter((code) => code !== desk.code);
                return { ...made, own, batch, desk, left };
            }

            it("of two codes of one owner and model each is revoked by its own entry, and the help desk's stays", async () => {
                const { simulator, update, remove, batch, own, desk, left } = await besideHelpDesk();
                const after = await update(batch, { activations: { b: own } });
                assert.deepEqual(writes(simulator), [`DELETE /devices/${entryOf(batch, "a")}`]);
                assert.deepEqual([codesIn(after), left()], [{ b: codesIn(batch).b }, [codesIn(batch).b]]);
                const { warnings } = await remove(after);
                assert.deepEqual(writes(simulator), [`DELETE /devices/${entryOf(batch, "b")}`]);
                assert.deepEqual([codesOf(simulator), warnings], [[desk.code], []]);
            });

            it("an entry that is gone is not replaced by the help desk's", async () => {
                const { simulator, read, remove, batch, desk } = await besideHelpDesk();
                for (const key of ["a", "b"]) {
                    simulator.removeDevice(entryOf(batch, key));
                }
                const seen = await read(batch);
                const status = contract === "cisco" ? "expired" : "pending";
                assert.deepEqual(seen.state.statuses, { a: status, b: status });
                simulator.redeem(desk.code);
                assert.deepEqual((await read(batch)).state.statuses, { a: status, b: status });
                await remove({ ...seen, state: { ...seen.state, unregisterOnDelete: true } });
                assert.deepEqual(codesOf(simulator), [desk.code]);
                assert.equal(simulator.devices().length, 1);
            });

            it("renewals revoke their own entries and do not pile up, also at the person's limit", async () => {
                const { simulator, read, update, batch, own, left } = await besideHelpDesk();
                simulator.updatePerson(own.personId, { maxDeviceCount: 3 });
                let now = batch;
                for (let round = 0; round < 3; round += 1) {
                    simulator.advance(31 * DAY);
                    const before = now;
                    now = await update(await read(now), { activations: { a: own, b: own } });
                    assert.deepEqual(
                        writes(simulator)
                            .filter((line) => line.startsWith("DELETE"))
                            .sort(),
                        ["a", "b"].map((key) => `DELETE /devices/${entryOf(before, key)}`).sort(),
                    );
                    assert.deepEqual(left().sort(), Object.values(codesIn(now)).sort());
                    assert.equal(simulator.devices().length, 3);
                }
            });

            it("the entries of a batch are no strangers to a code that is added to it without a refresh", async () => {
                const made = await organization(contract);
                const own = { personId: made.simulator.addPerson().id, model: MODEL };
                const batch = await made.create({ activations: { a: own } });
                const stand = made.run();
                const after = await made.update(batch, { activations: { a: own, b: own } }, stand);
                assert.deepEqual(stand.log.warnings, []);
                assert.notEqual(entryOf(after, "b"), entryOf(after, "a"));
            });
        });

        describe(`which devices mark a room's code as redeemed (${contract})`, () => {
            for (const [type, status] of [
                ["accessory", "pending"],
                ["webexgo", "pending"],
                ["unknown", "pending"],
                ["phone", "pending"],
            ]) {
                it(`a ${type ?? ""} that appears does not`, async () => {
                    const { simulator, create, read } = await organization(contract);
                    const workspaceId = simulator.addWorkspace().id;
                    const batch = await create({ activations: { room: { workspaceId } } });
                    simulator.addDevice({ workspaceId, type, product: "Something" });
                    assert.deepEqual((await read(batch)).state.statuses, { room: status });
                });
            }

            it("the roomdesk that used it does", async () => {
                const { simulator, create, read } = await organization(contract);
                const workspaceId = simulator.addWorkspace().id;
                const batch = await create({ activations: { room: { workspaceId } } });
                simulator.addDevice({ workspaceId, type: "accessory", product: "Headset 730" });
                const { id } = simulator.redeem(codesIn(batch).room ?? "");
                const { state } = await read(batch);
                assert.deepEqual([state.statuses, state.deviceIds], [{ room: "redeemed" }, { room: id }]);
            });
        });

        describe(`unregisterOnDelete (${contract})`, () => {
            const rows: [boolean | undefined, string[], string | undefined][] = [
                [undefined, ["used"], "used"],
                [true, [], undefined],
                [false, ["unused", "used"], "unused, used"],
            ];
            for (const [value, stay, told] of rows) {
                const common = value === undefined ? {} : { unregisterOnDelete: value };
                const expected = told === undefined ? [] : [leftLine(told)];

                async function usedAndUnused(more: Properties = common) {
                    const made = await organization(contract);
                    const phone = () => ({ personId: made.simulator.addPerson().id, model: MODEL });
                    const activations = { unused: phone(), used: phone() };
                    const batch = await made.create({ activations, ...more });
                    made.simulator.redeem(codesIn(batch).used ?? "");
                    const entries = { unused: entryOf(batch, "unused"), used: entryOf(batch, "used") };
                    const left = () =>
                        Object.entries(entries).flatMap(([key, id]) => (made.simulator.device(id) ? [key] : []));
                    return { ...made, batch: await made.read(batch), left };
                }

                it(`${String(value)}: a destroy leaves ${stay.join() || "nothing"}, in one line`, async () => {
                    const { remove, batch, left } = await usedAndUnused();
                    const { infos, warnings } = await remove(batch);
                    assert.deepEqual([left(), infos, warnings], [stay, expected, []]);
                });

                it(`${String(value)}: of entries that leave ${stay.join() || "nothing"} stays`, async () => {
                    const { update, run, batch, left } = await usedAndUnused();
                    const stand = run();
                    await update(batch, { activations: {}, ...common }, stand);
                    assert.deepEqual([left(), stand.log.infos, stand.log.warnings], [stay, expected, []]);
                });

                it(`${String(value)}, as the program says now, counts for entries that leave with it`, async () => {
                    for (const before of [{}, { unregisterOnDelete: true }, { unregisterOnDelete: false }]) {
                        const { update, run, batch, left } = await usedAndUnused(before);
                        const stand = run();
                        await update(batch, { activations: {}, ...common }, stand);
                        assert.deepEqual([left(), stand.log.infos], [stay, expected], JSON.stringify(before));
                    }
                });
            }
        });

        describe(`with another organisation's token (${contract})`, () => {
            for (const full of [false, true]) {
                it(`nothing is read, renewed or deleted in one ${full ? "with devices" : "that is empty"}`, async () => {
                    const { simulator, run, read, batch, activations } = await threeCodes(contract);
                    const other = simulator.addOrganization();
                    if (full) {
                        other.addDevice();
                    }
                    const before = [simulator.devices(), simulator.codes(), other.devices()];
                    const refuse = async (work: (context: Context) => Promise<unknown>, count: number) => {
                        const { context } = run({ accessToken: other.token });
                        const { message } = await caught(work(context));
                        assert.match(message, new RegExp(`^${count} of ${count} entries failed`));
                        assert.match(
                            message,
                            new RegExp(`organisation ${simulator.orgId}, but organisation ${other.orgId}`),
                        );
                        assert.deepEqual(writes(simulator), []);
                        assert.deepEqual([simulator.devices(), simulator.codes(), other.devices()], before);
                    };
                    const { id, state } = batch;
                    await refuse((context) => deviceActivationBatch.read(id, state, context), 3);
                    for (const more of [{}, { unregisterOnDelete: true }, { unregisterOnDelete: false }]) {
                        const told = { ...state, ...more };
                        await refuse((context) => deviceActivationBatch.delete(id, told, context), 3);
                    }
                    const { a: _, ...left } = activations;
                    await refuse(
                        (context) => deviceActivationBatch.update(id, state, { activations: left }, context),
                        1,
                    );
                    const ended = { ...state, statuses: { a: "expired", b: "pending", c: "redeemed" } };
                    await refuse((context) => deviceActivationBatch.update(id, ended, { activations }, context), 1);
                    assert.deepEqual((await read(batch)).state, state);
                });
            }
        });
    }

    it("WEBEX_REMOVE_ORPHANS removes nothing but in a run that has read every code of the stack", async () => {
        for (const read of [false, true]) {
            const { simulator, run, create } = await organization();
            const own = { personId: simulator.addPerson().id, model: MODEL };
            await standAt(simulator).contract.issueCode(own, MODEL, undefined);
            const [orphan] = simulator.devices();
            const stand = run({ removeOrphans: true });
            stand.context.run.codes.expect([SELF.key, "DeviceActivation other"]);
            stand.context.run.codes.see(SELF.key);
            if (read) {
                stand.context.run.codes.see("DeviceActivation other");
            }
            const batch = await create({ activations: { a: own } }, stand);
            assert.deepEqual(
                simulator.devices().map(({ id }) => id),
                [...(read ? [] : [orphan?.id]), entryOf(batch, "a")],
            );
            assert.match(
                stand.log.warnings.join("\n"),
                read
                    ? /^a: device \S+, an unused code .* was removed$/
                    : /removed nothing.*read every code of the stack/,
            );
        }
    });

    describe("check", () => {
        const check = (inputs: Properties) =>
            deviceActivationBatch.check({}, inputs, { name: "cisco", neededToRegister: ["mac", "model"] });

        const fine: [string, Properties][] = [
            [
                "of people and workspaces",
                { activations: { a: { personId: "p", model: MODEL }, b: { workspaceId: "w" } } },
            ],
            ["of the same owner and model", { activations: { a: { personId: "p" }, b: { personId: "p" } } }],
            ["with what is common", { activations: {}, orgId: "o", renew: "never", unregisterOnDelete: true }],
            ["not known yet", { activations: UNKNOWN, renew: UNKNOWN }],
            ["some not known yet", { activations: { a: UNKNOWN, b: { personId: UNKNOWN, model: UNKNOWN } } }],
        ];
        for (const [name, inputs] of fine) {
            it(`accepts entries ${name}`, () => {
                assert.deepEqual(check(inputs), { inputs, failures: [] });
            });
        }

        const bad: [string, Properties, RegExp][] = [
            ["no owner", { activations: { a: {} } }, /^a: personId is missing/],
            ["both owners", { activations: { a: { personId: "p", workspaceId: "w" } } }, /^a: workspaceId give either/],
            ["an empty model", { activations: { a: { personId: "p", model: "" } } }, /^a: model must not be empty$/],
            ["a MAC address", { activations: { a: { personId: "p", mac: "m" } } }, /^a: there is no property "mac"/],
            [
                "another way to renew",
                { activations: {}, renew: "always" },
                /^must be "whenExpired" or "whenNeeded" or "never"$/,
            ],
            ["no entries", {}, /^is missing$/],
            ["entries that are a list", { activations: [] }, /^must be a map/],
        ];
        for (const [name, inputs, reason] of bad) {
            it(`refuses ${name}`, () => {
                const reasons = check(inputs).failures.map((failure) => failure.reason);
                assert.equal(reasons.length, 1, reasons.join("\n"));
                assert.match(reasons[0] ?? "", reason);
            });
        }

        it("points from a mistyped name to that of the entries", () => {
            const [failure] = check({ activation: {} }).failures;
            assert.match(failure?.reason ?? "", /"activation"; the nearest is "activations"/);
        });
    });

    describe("behind Pulumi's dynamic surface", () => {
        async function configured(simulator: Simulator) {
            const provider = dynamicProvider(deviceActivationBatch);
            const config: Record<string, string> = {
                "webex:baseUrl": simulator.baseUrl,
                "webex:accessToken": simulator.token,
                "webex:contract": simulator.contract,
            };
            await provider.configure({ config: { get: (key) => config[key], require: (key) => config[key] ?? "" } });
            return provider;
        }

        it("keeps the codes in an output of their own, which is encrypted", async () => {
            const simulator = await bench.simulator();
            const provider = await configured(simulator);
            const activations = { a: { workspaceId: simulator.addWorkspace().id } };
            const { id, outs } = await provider.create({ activations, __resource: "codes" });
            const { codes, ...others } = outs as Properties;
            const [code = ""] = codesOf(simulator);
            assert.deepEqual(codes, { a: code });
            assert.ok(!JSON.stringify(others).includes(code));
            assert.deepEqual(Object.keys(others).sort(), [
                "__resource",
                "activations",
                "deviceIds",
                "entries",
                "expiries",
                "statuses",
            ]);
            const { props, inputs } = await provider.read(id, outs as Properties);
            assert.deepEqual([props, inputs], [outs, { activations, __resource: "codes" }]);
        });

        it("shows no code in an error, also where the API repeats it", async () => {
            const simulator = await bench.simulator();
            const provider = await configured(simulator);
            const activations = { a: { workspaceId: simulator.addWorkspace().id } };
            const { id, outs } = await provider.create({ activations });
            const [code = ""] = codesOf(simulator);
            simulator.faults.add({ count: -1, kind: { status: 500, body: { message: `code ${code} is odd` } } });
            const again = await configured(simulator);
            const error = await caught(again.read(id, outs as Properties));
            assert.match(error.message, /a: GET .*\[secret\]/);
            assert.ok(!wholeTextOf(error).includes(code));
        });
    });
});

/** The one line that tells of entries that left and stay in Webex. */
function leftLine(names: string): string {
    return (
        `DeviceActivationBatch "codes": stays in Webex, and Pulumi forgets it: ${names}. To have it unregistered, ` +
        "run `pulumi up` with unregisterOnDelete: true before it leaves"
    );
}
