import assert from "node:assert/strict";
import sinon from "sinon";
import { batchOutlook } from "../../../../provider/resources/batch/batchOutlook";
import { WORKSPACES, workspaceBatch } from "../../../../provider/resources/batch/workspaceBatch";
import { entryOf } from "../../../../provider/resources/declarations";
import type { Context, Properties } from "../../../../provider/resources/resource";
import { UNKNOWN } from "../../../../provider/resources/unknown";
import type { Settings } from "../../../../provider/settings";
import type { Simulator, SimulatorOptions } from "../../../../simulator/index";
import { Bench, caught, keptBy, lines, type Stand, standAt, webexId } from "../../helpers";
import { overTheWire } from "./wire";

const SELF = { key: "WorkspaceBatch rooms", label: 'WorkspaceBatch "rooms"' };
const NO_LEAVE = { adoptAsOwn: false, allowRemovals: false };

type Texts = Readonly<Record<string, string>>;
type Rooms = Readonly<Record<string, Properties>>;
type State = Properties & { readonly workspaces: Rooms; readonly ids: Texts; readonly entries: string };

/** A batch in the state, with the inputs that Pulumi saved for it. */
interface Batch {
    readonly id: string;
    readonly state: State;
    readonly inputs: Properties;
}

/** Goes to the state and back, as everything does between two runs. */
const saved = (state: object): State => overTheWire({ ...state }) as State;
const recordsIn = ({ state }: { readonly state: State }) => JSON.parse(state.entries) as Record<string, Properties>;
const writes = ({ log }: Simulator) => lines(log.writes());

/** Rooms by their names, `room-1` and so on. */
function rooms(count: number, room: (at: number) => Properties = () => ({})): Rooms {
    const entries = Array.from({ length: count }, (_, at) => {
        const name = `room-${String(at + 1)}`;
        return [name, { displayName: name, ...room(at) }] as const;
    });
    return Object.fromEntries(entries);
}

describe("resources/workspaceBatch", () => {
    const bench = new Bench();
    afterEach(async () => {
        sinon.restore();
        await bench.closeAll();
    });

    /** An organisation, and runs of the CLI on it: each has a client, a contract and a log of its own. */
    async function organization(options: SimulatorOptions = {}) {
        const simulator = await bench.simulator({ contract: "cisco", ...options });
        /** What a run does with the batch; the log shows its requests alone. */
        const run = (changes: Partial<Settings> = {}): Stand => {
            simulator.log.clear();
            const stand = standAt(simulator, changes);
            return { ...stand, context: { ...stand.context, self: SELF, stack: "shop/prod" } };
        };
        const check = (program: Properties, olds: Properties = {}): Properties => {
            const { inputs, failures } = workspaceBatch.check(olds, program, standAt(simulator).contract);
            assert.deepEqual(failures, []);
            return inputs;
        };
        const create = async (
            program: Properties,
            { context }: { readonly context: Context } = run(),
        ): Promise<Batch> => {
            const inputs = overTheWire(check(program));
            const { id, state } = await workspaceBatch.create(inputs, context);
            return { id, state: saved(state), inputs };
        };
        const diff = (batch: Batch, program: Properties) =>
            workspaceBatch.diff(batch.id, batch.state, check(program, batch.inputs), NO_LEAVE);
        /** What the engine does in a run whose program changed: check, diff, update. */
        const update = async (
            batch: Batch,
            program: Properties,
            { context }: { readonly context: Context } = run(),
        ): Promise<Batch> => {
            const inputs = overTheWire(check(program, batch.inputs));
            const { changes, kept, leaving } = workspaceBatch.diff(batch.id, batch.state, inputs, context.settings);
            assert.equal(changes, true);
            for (const { id, entry = "" } of kept) {
                context.run.claims.declare(id, entryOf(SELF, entry));
            }
            for (const id of leaving) {
                context.run.claims.know(id, SELF);
            }
            const state = await workspaceBatch.update(batch.id, batch.state, inputs, context);
            return { ...batch, state: saved(state), inputs };
        };
        /** The words of the plan, and why it is refused. */
        const outlook = ({ state, inputs: old }: Batch, program: Properties) => {
            const batch = { type: "WorkspaceBatch", name: "rooms", state, inputs: check(program, old) };
            const found = batchOutlook({ ...batch, settings: NO_LEAVE });
            return { words: found?.words(), refusal: found?.refusal };
        };
        const there = () => new Map(simulator.workspaces().map((room) => [room.id, room]));
        return { simulator, run, check, create, diff, update, outlook, there };
    }

    const NEW: Batch = { id: "", state: saved({ workspaces: {}, ids: {}, entries: "{}" }), inputs: {} };

    describe("create", () => {
        it("makes 1,000 rooms by 1,000 POSTs and a shared look at the list", async () => {
            const { simulator, create, there } = await organization();
            const hq = simulator.addLocation({ name: "HQ" }).id;
            const program = { workspaces: rooms(1000, (at) => ({ capacity: at % 20, locationId: hq })) };
            const { state } = await create(program);
            const count = (method: string) => simulator.log.requests({ method }).length;
            assert.equal(count("POST"), 1000);
            assert.equal(count("PUT"), 0);
            assert.ok(count("GET") <= 15, `${count("GET")} GETs`);
            assert.equal(simulator.log.entries.length, 1000 + count("GET"));
            const found = there();
            for (const [name, { capacity }] of Object.entries<Properties>(program.workspaces)) {
                const room = found.get(state.ids[name] ?? "");
                assert.deepEqual([room?.displayName, room?.capacity, room?.locationId], [name, capacity, hq]);
            }
        });

        it("looks through the list of a large organisation once", async () => {
            const { simulator, create } = await organization();
            for (let count = 0; count < 500; count += 1) {
                simulator.addWorkspace({ displayName: `other ${count}` });
            }
            await create({ workspaces: rooms(60) });
            assert.ok(simulator.log.requests({ method: "GET" }).length <= 6 + 6);
        });

        it("tells ids and SIP addresses, and records of each entry what only the stack knows", async () => {
            const { simulator, create } = await organization();
            const hq = simulator.addLocation({ name: "HQ" }).id;
            const { state } = await create({
                workspaces: { a: { displayName: "A" }, b: { displayName: "B", locationId: hq } },
            });
            const byName = new Map(simulator.workspaces().map((room) => [room.displayName, room]));
            assert.deepEqual({ ...state.ids }, { a: byName.get("A")?.id, b: byName.get("B")?.id });
            const { orgId: organizationId } = simulator;
            assert.deepEqual(recordsIn({ state }), {
                a: { origin: "created", organization: organizationId, supportedDevices: "collaborationDevices" },
                b: { origin: "created", organization: organizationId, supportedDevices: "collaborationDevices" },
            });
            assert.deepEqual(
                { ...state.workspaces },
                { a: { displayName: "A" }, b: { displayName: "B", locationId: hq } },
            );
        });

        it("notes whose each room is, where the program gives no notes", async () => {
            const { simulator, create } = await organization();
            await create({
                workspaces: { "12-alps": { displayName: "Alps" }, bern: { displayName: "Bern", notes: "mine" } },
            });
            const notes = new Map(simulator.workspaces().map((room) => [room.displayName, room.notes]));
            assert.deepEqual(
                [notes.get("Alps"), notes.get("Bern")],
                ['Managed by Pulumi: shop/prod WorkspaceBatch "rooms", entry "12-alps"', "mine"],
            );
        });

        it("makes several of one name", async () => {
            const { simulator, create } = await organization();
            const { state } = await create({ workspaces: rooms(5, () => ({ displayName: "Huddle" })) });
            assert.equal(simulator.workspaces().filter(({ displayName }) => displayName === "Huddle").length, 5);
            assert.equal(new Set(Object.values(state.ids)).size, 5);
        });

        it("takes over what an entry names by its id, and leaves alone what it does not name", async () => {
            const { simulator, create, there } = await organization();
            const { id } = simulator.addWorkspace({ displayName: "Old", capacity: 4, notes: "by facilities" });
            const { state } = await create({
                workspaces: { a: { workspaceId: id, capacity: 6 }, b: { displayName: "B" } },
            });
            assert.equal(state.ids.a, id);
            assert.deepEqual(writes(simulator).sort(), ["POST /workspaces", `PUT /workspaces/${id}`].sort());
            const { displayName, capacity, notes } = there().get(id) ?? {};
            assert.deepEqual([displayName, capacity, notes], ["Old", 6, "by facilities"]);
            assert.equal(recordsIn({ state }).a?.origin, "takenOver");
        });

        it("keeps what was made where others are refused, and the next update does the rest", async () => {
            const { simulator, run, create, update } = await organization();
            simulator.faults.add({ method: "POST", path: "/workspaces", skip: 2, count: 3, kind: { status: 400 } });
            const program = { workspaces: rooms(12) };
            const error = await caught(create(program, run({ maxConcurrency: 1 })));
            assert.match(error.message, /^3 of 12 entries failed; what was done is kept/);
            const { id, state } = keptBy(error);
            const batch = { id, state: saved(state), inputs: program };
            assert.equal(Object.keys(batch.state.ids).length, 9);
            const whole = await update(batch, program);
            assert.deepEqual(writes(simulator), Array(3).fill("POST /workspaces"));
            assert.equal(Object.keys(whole.state.ids).length, 12);
            assert.equal(simulator.workspaces().length, 12);
        });

        it("finds what a killed run made by its note, makes the rest, and says so", async () => {
            const { simulator, run, create } = await organization();
            const program = { workspaces: rooms(40, (at) => (at % 2 === 0 ? { displayName: "Huddle" } : {})) };
            await create({ workspaces: Object.fromEntries(Object.entries(program.workspaces).slice(0, 25)) });
            const made = new Set(simulator.workspaces().map(({ id }) => id));
            // The state of that run was never written.
            const stand = run();
            const { state } = await create(program, stand);
            assert.deepEqual(writes(simulator), Array(15).fill("POST /workspaces"));
            assert.equal(simulator.workspaces().length, 40);
            assert.equal(Object.values(state.ids).filter((id) => made.has(id)).length, 25);
            assert.deepEqual(
                new Set(Object.values(recordsIn({ state })).map(({ origin }) => origin)),
                new Set(["created"]),
            );
            // A few say it each, the others together.
            assert.equal(stand.log.warnings.length, 4);
            assert.match(
                stand.log.warnings[3] ?? "",
                /^room-\d+, .* what a run of this stack made that was interrupted/,
            );
        });

        it("takes no room of another entry, batch or stack for its own", async () => {
            const { simulator, create } = await organization();
            for (const label of [
                'shop/prod WorkspaceBatch "rooms", entry "other"',
                'shop/prod WorkspaceBatch "more", entry "a"',
                'shop/test WorkspaceBatch "rooms", entry "a"',
            ]) {
                simulator.addWorkspace({ displayName: "A", notes: `Managed by Pulumi: ${label}` });
            }
            await create({ workspaces: { a: { displayName: "A" } } });
            assert.equal(simulator.workspaces().length, 4);
        });
    });

    describe("check", () => {
        async function failures(workspaces: unknown, more: Properties = {}): Promise<string[]> {
            const { contract } = await bench.stand({ contract: "cisco" });
            return workspaceBatch
                .check({}, { workspaces, ...more }, contract)
                .failures.map(({ property, reason }) => `${property}|${reason}`);
        }

        it("says of each entry what a single resource would say", async () => {
            const said = await failures({
                a: {},
                b: { displayName: "B", capacity: -1 },
                c: { displayName: "C", floorId: "f" },
                d: "x",
                e: UNKNOWN,
                f: { displayName: "F" },
            });
            assert.deepEqual(
                said.map((text) => text.replace(/(missing|more|belongs to|inputs).*$/, "$1")),
                [
                    "|a: displayName is missing",
                    "|b: capacity must be 0 or more",
                    "|c: floorId needs the locationId that the floor belongs to",
                    "|d must be a map of inputs",
                ],
            );
        });

        it("names once what no entry has", async () => {
            const [said, ...others] = await failures({ a: { displayName: "A", deleteOnDestroy: true } });
            assert.match(said ?? "", /^\|a: there is no property "deleteOnDestroy"; the nearest is "/);
            assert.deepEqual(others, []);
        });

        it("refuses a workspace that two entries take over, in any spelling of its id", async () => {
            const id = webexId("PLACE", "8f3c");
            const said = await failures({ a: { workspaceId: id }, b: { workspaceId: id.replace(/=+$/, "") } });
            assert.equal(said.length, 1);
            assert.match(said[0] ?? "", /^\|b: workspaceId .* is that of a too$/);
        });

        it("declares the workspaces that are taken over, by entry", () => {
            const declared = workspaceBatch.declarations({
                workspaces: { a: { workspaceId: "id" }, b: { displayName: "B" } },
            });
            assert.deepEqual(
                declared.map(({ entry, what, once }) => [entry, what, once]),
                [["a", "the workspace id", "a workspace"]],
            );
        });
    });

    describe("plan and update", () => {
        it("asks for nothing where nothing changed", async () => {
            const { create, diff } = await organization();
            const program = { workspaces: rooms(3, () => ({ capacity: 4 })) };
            assert.equal(diff(await create(program), program).changes, false);
        });

        it("touches only the entries that changed, came or left", async () => {
            const { simulator, create, update, outlook, there } = await organization();
            const batch = await create({ workspaces: rooms(4) });
            const { "room-1": one, "room-2": two, "room-3": three } = batch.state.workspaces;
            const program = {
                workspaces: {
                    "room-1": one,
                    "room-2": { ...two, capacity: 8 },
                    "room-3": three,
                    new: { displayName: "New" },
                },
            };
            assert.equal(outlook(batch, program).words, "rooms: creates 1 (new), changes room-2, DELETES room-4");
            const after = await update(batch, program);
            const { "room-2": id, "room-4": gone } = batch.state.ids;
            assert.deepEqual(
                writes(simulator).sort(),
                [`DELETE /workspaces/${gone ?? ""}`, "POST /workspaces", `PUT /workspaces/${id ?? ""}`].sort(),
            );
            assert.equal(there().get(id ?? "")?.capacity, 8);
            assert.deepEqual(Object.keys(after.state.ids).sort(), ["new", "room-1", "room-2", "room-3"]);
        });

        it("keeps a field that the program does not name as another administrator gave it", async () => {
            const { simulator, create, update, there } = await organization();
            const batch = await create({ workspaces: { a: { displayName: "A", capacity: 4 } } });
            const id = batch.state.ids.a ?? "";
            simulator.updateWorkspace(id, { type: "huddle", notes: "theirs" });
            await update(batch, { workspaces: { a: { displayName: "A", capacity: 6 } } });
            const { type, notes, capacity } = there().get(id) ?? {};
            assert.deepEqual([type, notes, capacity], ["huddle", "theirs", 6]);
        });

        it("is the same room under another name, without a request", async () => {
            const { simulator, create, update, outlook } = await organization();
            const batch = await create({ workspaces: { a: { displayName: "Alps" }, b: { displayName: "Bern" } } });
            const program = { workspaces: { z: { displayName: "Alps" }, b: { displayName: "Bern" } } };
            assert.equal(outlook(batch, program).words, "rooms: renames a to z");
            const after = await update(batch, program);
            assert.deepEqual(simulator.log.entries, []);
            assert.deepEqual({ ...after.state.ids }, { z: batch.state.ids.a, b: batch.state.ids.b });
        });

        it("is another room under another name where the location is another", async () => {
            const { simulator, create, outlook } = await organization();
            const locationId = simulator.addLocation({ name: "HQ" }).id;
            const batch = await create({ workspaces: { a: { displayName: "Alps", locationId } } });
            const program = { workspaces: { z: { displayName: "Alps", locationId: "berlin" } } };
            assert.equal(outlook(batch, program).words, "rooms: creates 1 (z), DELETES a");
        });

        it("lets two entries change their display names: each keeps its room", async () => {
            const { create, update, outlook, there } = await organization();
            const batch = await create({ workspaces: { a: { displayName: "Alps" }, b: { displayName: "Bern" } } });
            const program = { workspaces: { a: { displayName: "Bern" }, b: { displayName: "Alps" } } };
            assert.equal(outlook(batch, program).words, "rooms: changes 2 (a, b)");
            const after = await update(batch, program);
            assert.deepEqual(after.state.ids, batch.state.ids);
            assert.equal(there().get(batch.state.ids.a ?? "")?.displayName, "Bern");
        });

        it("lets two entries change the rooms that they took over: each follows its id", async () => {
            const { simulator, create, update, outlook } = await organization();
            const [x, y] = ["X", "Y"].map((displayName) => simulator.addWorkspace({ displayName }).id);
            const batch = await create({ workspaces: { a: { workspaceId: x }, b: { workspaceId: y } } });
            const program = { workspaces: { a: { workspaceId: y }, b: { workspaceId: x } } };
            assert.match(outlook(batch, program).words ?? "", /^rooms: renames 2 \(/);
            const after = await update(batch, program);
            assert.deepEqual({ ...after.state.ids }, { a: y, b: x });
            assert.deepEqual(writes(simulator), []);
        });

        it("replaces an entry whose location is another, and makes the new one before the old one goes", async () => {
            const { simulator, create, update, outlook } = await organization();
            const [hq, berlin] = ["HQ", "Berlin"].map((name) => simulator.addLocation({ name }).id);
            const batch = await create({ workspaces: { a: { displayName: "A", locationId: hq } } });
            const program = { workspaces: { a: { displayName: "A", locationId: berlin } } };
            assert.equal(outlook(batch, program).words, "rooms: replaces a");
            const after = await update(batch, program);
            assert.deepEqual(writes(simulator), ["POST /workspaces", `DELETE /workspaces/${batch.state.ids.a ?? ""}`]);
            assert.notEqual(after.state.ids.a, batch.state.ids.a);
        });

        it("finds drift of a named field, names it and mends it", async () => {
            const { simulator, run, create, update, there } = await organization();
            const program = { workspaces: rooms(3, () => ({ capacity: 4 })) };
            const batch = await create(program);
            const id = batch.state.ids["room-2"] ?? "";
            simulator.updateWorkspace(id, { capacity: 9, type: "desk" });
            const stand = run();
            const found = await workspaceBatch.read(batch.id, batch.state, stand.context);
            assert.ok(found);
            assert.deepEqual(stand.log.infos, ['WorkspaceBatch "rooms": differs from the state: room-2 (capacity)']);
            const refreshed = { ...batch, state: saved(found.state), inputs: saved(found.inputs) };
            await update(refreshed, program);
            assert.deepEqual(writes(simulator), [`PUT /workspaces/${id}`]);
            assert.deepEqual([there().get(id)?.capacity, there().get(id)?.type], [4, "desk"]);
        });

        it("refreshes 300 rooms by the pages of the list", async () => {
            const { simulator, run, create } = await organization();
            const batch = await create({ workspaces: rooms(300) });
            const found = await workspaceBatch.read(batch.id, batch.state, run().context);
            assert.equal(Object.keys(saved(found?.state ?? {}).ids).length, 300);
            assert.ok(simulator.log.entries.length <= 6 + 3 + 1, lines(simulator.log.entries).join("\n"));
        });

        it("takes a room that somebody deleted out of the state", async () => {
            const { simulator, run, create } = await organization();
            const batch = await create({ workspaces: rooms(2) });
            simulator.removeWorkspace(batch.state.ids["room-1"] ?? "");
            const found = await workspaceBatch.read(batch.id, batch.state, run().context);
            assert.deepEqual(Object.keys(saved(found?.state ?? {}).ids), ["room-2"]);
        });

        it("is replaced by another organisation's, and by nothing else", async () => {
            const { create, diff, simulator } = await organization();
            const program = { workspaces: rooms(1) };
            const batch = await create(program);
            assert.deepEqual(diff(batch, { ...program, orgId: simulator.orgId }).replaces, []);
            assert.deepEqual(diff(batch, { ...program, orgId: webexId("ORGANIZATION", "other") }).replaces, ["orgId"]);
        });
    });

    describe("what leaves", () => {
        it("is refused where it is more than ten and a quarter of the batch, in the plan and in the update", async () => {
            const { simulator, create, update, outlook } = await organization();
            const batch = await create({ workspaces: rooms(20) });
            const program = { workspaces: rooms(8) };
            const expected = /^the update takes 12 of 20 workspaces out of Webex: DELETES 12 \(room-10, /;
            assert.match(outlook(batch, program).refusal ?? "", expected);
            assert.match((await caught(update(batch, program))).message, expected);
            assert.deepEqual(writes(simulator), []);
            assert.equal(outlook(batch, { ...program, deleteOnDestroy: false }).refusal, undefined);
            await update(batch, { ...program, allowRemovals: true });
            assert.equal(simulator.workspaces().length, 8);
        });

        it("is not judged before it is known what becomes of it", async () => {
            const { create, outlook } = await organization();
            const batch = await create({ workspaces: rooms(20) });
            assert.equal(outlook(batch, { workspaces: rooms(8), deleteOnDestroy: UNKNOWN }).refusal, undefined);
        });

        it("stays and is named where it was taken over, unless the program says otherwise", async () => {
            for (const deleteOnDestroy of [undefined, true]) {
                const { simulator, run, create, update, outlook } = await organization();
                const { id } = simulator.addWorkspace({ displayName: "Old" });
                const batch = await create({ workspaces: { a: { workspaceId: id }, b: { displayName: "B" } } });
                const program = { workspaces: { b: { displayName: "B" } }, deleteOnDestroy };
                const act = deleteOnDestroy === true ? "DELETES" : "forgets";
                assert.match(outlook(batch, program).words ?? "", new RegExp(`${act} a$`));
                const stand = run();
                await update(batch, program, stand);
                assert.deepEqual(writes(simulator), deleteOnDestroy === true ? [`DELETE /workspaces/${id}`] : []);
                const said =
                    'WorkspaceBatch "rooms": stays in Webex, and Pulumi forgets it: a. To have it deleted, run `pulumi up` ' +
                    "with deleteOnDestroy: true before it leaves";
                assert.deepEqual(stand.log.infos, deleteOnDestroy === true ? [] : [said]);
            }
        });

        it("stays with its devices, which are named, unless they may go", async () => {
            const { simulator, create, update } = await organization();
            const batch = await create({ workspaces: rooms(2) });
            const workspaceId = batch.state.ids["room-1"] ?? "";
            simulator.addDevice({ workspaceId, displayName: "Board" });
            const program = { workspaces: rooms(2) };
            const { "room-1": _, ...workspaces } = program.workspaces;
            const error = await caught(update(batch, { workspaces }));
            assert.match(error.message, /room-1: .*Webex would delete the devices inside, too: .*"Board"/);
            assert.equal(simulator.workspaces().length, 2);
            await update(batch, { workspaces, deleteDevices: true });
            assert.equal(simulator.workspaces().length, 1);
        });

        it("is all of it at the end, but for what was taken over", async () => {
            const { simulator, run, create } = await organization();
            const { id } = simulator.addWorkspace({ displayName: "Old" });
            const batch = await create({ workspaces: { ...rooms(30), old: { workspaceId: id } } });
            await workspaceBatch.delete(batch.id, batch.state, run().context);
            assert.deepEqual(
                simulator.workspaces().map((room) => room.id),
                [id],
            );
        });

        it("is forgotten only where the recorded organisation answers", async () => {
            const { simulator, create } = await organization();
            const { id } = simulator.addWorkspace({ displayName: "Old" });
            const batch = await create({ workspaces: { old: { workspaceId: id } } });
            const { context } = standAt(simulator, { accessToken: simulator.addOrganization().token });
            const error = await caught(workspaceBatch.delete(batch.id, batch.state, { ...context, self: SELF }));
            assert.match(error.message, /but organisation .* answers/);
        });
    });

    it("says of a new batch what it makes and takes over", async () => {
        const { outlook } = await organization();
        const program = { workspaces: { ...rooms(2), old: { workspaceId: "id" } } };
        assert.equal(outlook(NEW, program).words, "rooms: creates 2 (room-1, room-2), takes over 1 (old)");
    });

    it("joins what it split: nothing that the next plan asks for is lost", () => {
        const inputs = { displayName: "A", capacity: 4 };
        const entry = {
            id: "id",
            state: {
                ...inputs,
                details: { locationId: "hq", supportedDevices: "phones", sipAddress: "a@example.com", created: "then" },
                origin: "created" as const,
                organization: "org",
            },
        };
        const { columns, record } = WORKSPACES.split(entry, { common: {}, wanted: inputs });
        const { created: _, ...details } = entry.state.details;
        assert.deepEqual(WORKSPACES.join(inputs, { columns, record }), {
            id: "id",
            state: { ...entry.state, details },
        });
    });
});
