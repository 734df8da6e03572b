import assert from "node:assert/strict";
import sinon from "sinon";
import { dynamicProvider } from "../../../../provider/dynamic";
import { pack, unpack } from "../../../../provider/packed";
import { deviceActivationBatch } from "../../../../provider/resources/batch/deviceActivationBatch";
import { Incomplete, type Properties } from "../../../../provider/resources/resource";
import { UNKNOWN } from "../../../../provider/resources/unknown";
import type { Settings } from "../../../../provider/settings";
import type { ContractName, Simulator, SimulatorOptions } from "../../../../simulator/index";
import { Bench, caught, inNewProcess, keptBy, lines, type Stand, standAt, unique, wholeTextOf } from "../../helpers";

const DAY = 86_400_000;
const MODEL = "DMS Cisco 8865";

type Texts = Readonly<Record<string, string>>;
type State = Properties & {
    readonly entries: Readonly<Record<string, Properties & { readonly id: string }>>;
    readonly codes: Texts;
};

/** A batch in the state, with the inputs that Pulumi saved for it. */
interface Batch {
    readonly id: string;
    readonly state: State;
    readonly inputs: Properties;
}

/** Goes to the state and back, as everything does between two runs. */
function saved(state: object): State {
    return { codes: {}, ...unpack(pack(state)) } as unknown as State;
}

const namesIn = ({ state }: { readonly state: State }) => Object.keys(state.entries).sort();
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
            return standAt(simulator, changes);
        };
        const check = (program: Properties, olds: Properties = {}): Properties => {
            const { inputs, failures } = deviceActivationBatch.check(olds, program, standAt(simulator).contract);
            assert.deepEqual(failures, []);
            return inputs as Properties;
        };
        const create = async (program: Properties, changes: Partial<Settings> = {}): Promise<Batch> => {
            const inputs = check(program);
            const { surroundings } = run(changes);
            const { id, state } = await inNewProcess("deviceActivationBatch").create(inputs, surroundings);
            return { id, state: saved(state), inputs };
        };
        const update = async (batch: Batch, program: Properties): Promise<Batch> => {
            const inputs = check(program, batch.inputs);
            const logic = inNewProcess("deviceActivationBatch");
            const { surroundings } = run();
            assert.equal(logic.diff(batch.id, batch.state, inputs, true).changes, true);
            const state = await logic.update(batch.id, batch.state, inputs, surroundings);
            return { ...batch, state: saved(state), inputs };
        };
        const read = async (batch: Batch): Promise<Batch> => {
            const { surroundings } = run();
            const found = await inNewProcess("deviceActivationBatch").read(batch.id, batch.state, surroundings);
            assert.ok(found);
            return { ...batch, inputs: found.inputs as Properties, state: saved(found.state) };
        };
        const remove = async (batch: Batch) => {
            const { surroundings, log } = run();
            await inNewProcess("deviceActivationBatch").delete(batch.id, batch.state, surroundings);
            return log;
        };
        const changes = (batch: Batch, program: Properties) =>
            deviceActivationBatch.diff(batch.id, batch.state, check(program, batch.inputs), false).changes;
        return { simulator, check, create, update, read, remove, changes };
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
        for (const contract of ["cisco", "crud"] as const) {
            it(`issues a code for each entry (${contract})`, async () => {
                const { simulator, batch } = await threeCodes(contract);
                assert.deepEqual(Object.values(batch.state.codes).sort(), codesOf(simulator).sort());
                assert.deepEqual(namesIn(batch), ["a", "b", "c"]);
                const owners = new Map(simulator.codes().map(({ code, personId }) => [code, personId]));
                for (const [key, { personId, status }] of Object.entries(batch.state.entries)) {
                    assert.deepEqual([owners.get(batch.state.codes[key] ?? ""), status], [personId, "pending"]);
                }
            });
        }

        it("of many costs one POST each and a look of that moment before it, where there is something to look for", async () => {
            const { simulator, create } = await organization("crud");
            const activations = Object.fromEntries(
                Array.from({ length: 100 }, (_, at) => [`room-${at}`, { workspaceId: simulator.addWorkspace().id }]),
            );
            const { state } = await create({ activations });
            assert.equal(Object.keys(state.codes).length, 100);
            assert.deepEqual([count(simulator, "POST"), count(simulator, "GET")], [100, 100]);
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
            for (const [key, { deviceId }] of Object.entries(state.entries)) {
                assert.equal(deviceId, devices.get(state.codes[key] ?? ""));
            }
        });

        it("keeps the codes out of the entries and their ids", async () => {
            const { batch } = await threeCodes();
            const text = JSON.stringify([batch.id, batch.state.entries]);
            assert.ok(Object.values(batch.state.codes).every((code) => !text.includes(code)));
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
            assert.deepEqual({ ...after.state.codes, ...half.state.codes }, after.state.codes);
            assert.deepEqual(Object.values(after.state.codes).sort(), codesOf(simulator).sort());
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
        for (const contract of ["cisco", "crud"] as const) {
            it(`issues a code for a new entry and leaves the others (${contract})`, async () => {
                const { simulator, update, batch, activations } = await threeCodes(contract);
                const d = { workspaceId: simulator.addWorkspace().id };
                const after = await update(batch, { activations: { ...activations, d } });
                assert.equal(writes(simulator).length, 1);
                const { d: added, ...others } = after.state.codes;
                assert.deepEqual(others, batch.state.codes);
                assert.ok(codesOf(simulator).includes(added ?? ""));
            });

            it(`revokes the code of an entry that goes (${contract})`, async () => {
                const { simulator, update, batch, activations } = await threeCodes(contract);
                const { b: _, ...left } = activations;
                const after = await update(batch, { activations: left });
                const id = batch.state.entries.b?.deviceId;
                assert.deepEqual(writes(simulator), [`DELETE /devices/${String(id)}`]);
                assert.deepEqual(Object.keys(after.state.codes).sort(), ["a", "c"]);
                assert.ok(!codesOf(simulator).includes(batch.state.codes.b ?? ""));
            });

            it(`replaces the code of an entry whose owner changes, the old one first (${contract})`, async () => {
                const { simulator, update, batch, activations } = await threeCodes(contract);
                const b = { ...activations.b, personId: simulator.addPerson().id };
                const after = await update(batch, { activations: { ...activations, b } });
                assert.deepEqual(
                    writes(simulator).map((line) => line.split(" ")[0]),
                    ["DELETE", "POST"],
                );
                assert.notEqual(after.state.codes.b, batch.state.codes.b);
                assert.deepEqual(
                    [after.state.codes.a, after.state.codes.c],
                    [batch.state.codes.a, batch.state.codes.c],
                );
            });

            it(`sends nothing for other names, and keeps the codes under them (${contract})`, async () => {
                const { simulator, update, changes, batch, activations } = await threeCodes(contract);
                const program = { activations: { x: activations.a, b: activations.c, c: activations.b } };
                const after = await update(batch, program);
                assert.deepEqual(lines(simulator.log.entries), []);
                const { a, b, c } = batch.state.codes;
                assert.deepEqual(after.state.codes, { x: a, b: c, c: b });
                assert.equal(changes(after, program), false);
            });

            it(`renews the codes that ended unused, and only those (${contract})`, async () => {
                const { simulator, read, update, changes, batch, activations } = await threeCodes(contract);
                simulator.advance(20 * DAY);
                const d = { personId: simulator.addPerson().id, model: MODEL };
                const program = { activations: { ...activations, d } };
                const four = await update(batch, program);
                simulator.redeem(four.state.codes.a ?? "");
                simulator.advance(11 * DAY);
                const seen = await read(four);
                assert.deepEqual(
                    ["a", "b", "c", "d"].map((key) => seen.state.entries[key]?.status),
                    ["redeemed", "expired", "expired", "pending"],
                );
                assert.equal(changes(seen, program), true);
                const after = await update(seen, program);
                assert.equal(count(simulator, "POST"), 2);
                const { a, b, c, d: last } = after.state.codes;
                assert.deepEqual([a, last], [four.state.codes.a, four.state.codes.d]);
                assert.ok(b !== four.state.codes.b && c !== four.state.codes.c);
                assert.equal(changes(after, program), false);
            });
        }

        it("with renew never leaves ended codes as they are", async () => {
            const { simulator, create, read, changes } = await organization();
            const program = { activations: { a: { workspaceId: simulator.addWorkspace().id } }, renew: "never" };
            const batch = await create(program);
            simulator.advance(31 * DAY);
            const seen = await read(batch);
            assert.equal(seen.state.entries.a?.status, "expired");
            assert.equal(changes(seen, program), false);
        });

        it("saves renew without a request", async () => {
            const { simulator, update, changes, batch, activations } = await threeCodes();
            const program = { activations, renew: "never" };
            const after = await update(batch, program);
            assert.deepEqual(lines(simulator.log.entries), []);
            assert.deepEqual([after.state.renew, changes(after, program)], ["never", false]);
            assert.deepEqual(after.state.codes, batch.state.codes);
        });

        it("renames several codes of one owner, of which each is as good as the other", async () => {
            const { simulator, create, update } = await organization();
            const room = { workspaceId: simulator.addWorkspace().id };
            const batch = await create({ activations: { a: room, b: room } });
            const after = await update(batch, { activations: { c: room, d: room } });
            assert.deepEqual(lines(simulator.log.entries), []);
            assert.deepEqual(after.state.codes, { c: batch.state.codes.a, d: batch.state.codes.b });
        });
    });

    describe("read", () => {
        for (const contract of ["cisco", "crud"] as const) {
            it(`finds inputs, state and codes as they were (${contract})`, async () => {
                const { read, batch } = await threeCodes(contract);
                const found = await read(batch);
                assert.deepEqual(found.inputs, batch.inputs);
                assert.deepEqual(found.state, batch.state);
            });

            it(`tells which codes were used, by which device (${contract})`, async () => {
                const { simulator, read, changes, batch, activations } = await threeCodes(contract);
                const { id } = simulator.redeem(batch.state.codes.b ?? "");
                const found = await read(batch);
                assert.deepEqual([found.state.entries.b?.status, found.state.entries.b?.deviceId], ["redeemed", id]);
                assert.equal(found.state.entries.a?.status, "pending");
                assert.deepEqual(found.state.codes, batch.state.codes);
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
            assert.equal(simulator.log.entries.length, 6 + 2);
        });

        it("counts each device for one of two codes of the same owner", async () => {
            const { simulator, create, read } = await organization();
            const room = { workspaceId: simulator.addWorkspace().id };
            const batch = await create({ activations: { a: room, b: room } });
            simulator.redeem(batch.state.codes.a ?? "");
            const { state } = await read(batch);
            assert.deepEqual(
                Object.values(state.entries)
                    .map(({ status }) => status)
                    .sort(),
                ["pending", "redeemed"],
            );
        });

        it("fails as a whole where one code cannot be looked up", async () => {
            const { simulator, read, batch } = await threeCodes();
            simulator.faults.add({ method: "GET", kind: { status: 500 } });
            const error = await caught(read(batch));
            assert.match(error.message, /^1 of 3 entries failed/);
            assert.ok(Object.values(batch.state.codes).every((code) => !wholeTextOf(error).includes(code)));
        });
    });

    describe("delete", () => {
        for (const contract of ["cisco", "crud"] as const) {
            it(`revokes the codes that are unused and leaves the devices of those that are not (${contract})`, async () => {
                const { simulator, remove, batch } = await threeCodes(contract);
                const { id } = simulator.redeem(batch.state.codes.b ?? "");
                await remove(batch);
                assert.deepEqual(
                    simulator.devices().map((device) => device.id),
                    [id],
                );
                assert.deepEqual(codesOf(simulator), [batch.state.codes.b]);
            });
        }

        it("warns by the entry's name of a code that cannot be revoked", async () => {
            const { simulator, create, remove } = await organization();
            const batch = await create({ activations: { room: { workspaceId: simulator.addWorkspace().id } } });
            const { warnings } = await remove(batch);
            assert.match(warnings.join("\n"), /^room: the unused code of a room device cannot be revoked/);
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
        const stateWith = (more: Properties, common: Properties = {}): State => ({
            ...common,
            codes: { a: unique("1234") },
            entries: {
                a: {
                    ...entry,
                    id: unique("activation"),
                    issuedAt: "2026-01-01T00:00:00.000Z",
                    expiresAt: "2099-01-01T00:00:00.000Z",
                    status: "pending",
                    ...more,
                },
            },
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
                assert.deepEqual(
                    deviceActivationBatch.diff("id", state, { activations: { a: entry }, ...inputs }, true),
                    { changes, replaces, deleteBeforeReplace: replaces.length > 0 },
                );
            });
        }
    });

    describe("check", () => {
        const check = (inputs: Properties) =>
            deviceActivationBatch.check({}, inputs, { name: "cisco", unsupported: {} });

        const fine: [string, Properties][] = [
            [
                "of people and workspaces",
                { activations: { a: { personId: "p", model: MODEL }, b: { workspaceId: "w" } } },
            ],
            ["of the same owner and model", { activations: { a: { personId: "p" }, b: { personId: "p" } } }],
            ["with what is common", { activations: {}, orgId: "o", renew: "never" }],
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
            ["another way to renew", { activations: {}, renew: "always" }, /^must be "whenExpired" or "never"$/],
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

        it("leaves the codes outside of what is packed, where they are encrypted", async () => {
            const simulator = await bench.simulator();
            const provider = await configured(simulator);
            const activations = { a: { workspaceId: simulator.addWorkspace().id } };
            const { id, outs } = await provider.create({ activations });
            const { codes, __packed, ...others } = outs as Properties & { __packed: string };
            const [code = ""] = codesOf(simulator);
            assert.deepEqual([codes, others], [{ a: code }, {}]);
            assert.ok(!JSON.stringify(unpack(__packed)).includes(code));
            const { props, inputs } = await provider.read(id, outs as Properties);
            assert.deepEqual([props, inputs], [outs, { activations }]);
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
