import assert from "node:assert/strict";
import sinon from "sinon";
import { WebexError } from "../../../provider/client/webexError";
import { device } from "../../../provider/resources/device/device";
import { deviceActivation } from "../../../provider/resources/deviceActivation/deviceActivation";
import type { Context } from "../../../provider/resources/resource";
import { inTurnWithRoom, mayBecomeFree, NoRoom } from "../../../provider/resources/room";
import type { Settings } from "../../../provider/settings";
import {
    Bench,
    beside,
    caught,
    contextWith,
    fakeContract,
    fastForward,
    nextRun,
    type Stand,
    uniqueMac,
} from "../helpers";
import { compare, create, MODEL, writes } from "./device/deviceStand";

const FULL = new WebexError({
    kind: "refused",
    method: "POST",
    path: "/devices",
    status: 400,
    webexMessage: "Phones cannot be added to this user",
});

describe("resources/room", () => {
    const bench = new Bench();

    afterEach(() => bench.closeAll());

    describe("the wait for what another resource has", () => {
        let clock: sinon.SinonFakeTimers;
        let context: Context;

        beforeEach(() => {
            clock = sinon.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
            context = contextWith(fakeContract(), { operationTimeoutSeconds: 30 });
            context.run.activity.news();
        });

        afterEach(() => {
            clock.restore();
        });

        const held = { device: "d" };
        const noRoom = new NoRoom(held, "it is in use", "Look for it");
        const owner = { personId: "p" };

        /** Fails with these errors one after another, and is well then. */
        function registering(...errors: readonly Error[]) {
            let calls = 0;
            const register = () => {
                const error = errors[calls];
                calls += 1;
                return error === undefined ? Promise.resolve("made") : Promise.reject(error);
            };
            return { register, calls: () => calls };
        }

        function announce(id = "d", givesSeat = true): void {
            context.run.departures.announce({ id, owner: "p", givesSeat }, beside(context, "other").self);
        }

        it("ends when the announced removal is done", async () => {
            announce();
            const { register, calls } = registering(noRoom);
            const made = inTurnWithRoom(owner, context, register);
            await clock.tickAsync(3000);
            assert.equal(calls(), 1);
            await context.run.departures.removing("d", () => Promise.resolve());
            assert.equal(await made, "made");
            assert.equal(Date.now(), 3000);
        });

        it("lets others of the same owner have their turn meanwhile", async () => {
            announce();
            const made = inTurnWithRoom(owner, context, registering(noRoom).register);
            await clock.tickAsync(0);
            await context.run.departures.removing("d", () => context.run.owners.inTurn(owner, () => Promise.resolve()));
            assert.equal(await made, "made");
        });

        it("is for a seat where Webex refuses one device more", async () => {
            announce();
            const { register, calls } = registering(FULL);
            const made = inTurnWithRoom(owner, context, register);
            await clock.tickAsync(0);
            await context.run.departures.removing("d", () => Promise.resolve());
            assert.deepEqual([await made, calls()], ["made", 2]);
        });

        it("is none where the seat became free while Webex refused it", async () => {
            announce();
            const { register } = registering(FULL);
            const made = await inTurnWithRoom(owner, context, async () => {
                const result = register();
                await context.run.departures.removing("d", () => Promise.resolve());
                return result;
            });
            assert.deepEqual([made, Date.now()], ["made", 0]);
        });

        it("begins before the removal is announced, for as long as the engine calls", async () => {
            const { register } = registering(noRoom);
            const made = inTurnWithRoom(owner, context, register);
            for (let call = 0; call < 5; call += 1) {
                await clock.tickAsync(4000);
                context.run.activity.news();
            }
            announce();
            await clock.tickAsync(4000);
            await context.run.departures.removing("d", () => Promise.resolve());
            assert.equal(await made, "made");
        });

        it("ends with the same error where nothing is announced 5 seconds after the last call", async () => {
            const { register, calls } = registering(noRoom, noRoom);
            const error = await fastForward(clock, caught(inTurnWithRoom(owner, context, register)));
            assert.deepEqual([error, calls()], [noRoom, 2]);
            assert.ok(Date.now() >= 5000 && Date.now() < 6000, String(Date.now()));
        });

        it("is not made twice for the same", async () => {
            await fastForward(clock, caught(inTurnWithRoom(owner, context, registering(noRoom, noRoom).register)));
            const began = Date.now();
            context.run.activity.news();
            await caught(inTurnWithRoom(owner, context, registering(noRoom).register));
            assert.equal(Date.now(), began);
            assert.equal(mayBecomeFree(held, context), false);
        });

        it("lasts while others work, and ends with what the removal failed of", async () => {
            announce();
            const work = context.run.activity.during(() => new Promise((resolve) => setTimeout(resolve, 25_000)));
            const made = caught(inTurnWithRoom(owner, context, registering(noRoom).register));
            await clock.tickAsync(20_000);
            await caught(context.run.departures.removing("d", () => Promise.reject(new Error("locked"))));
            const { message } = await made;
            assert.match(
                message,
                /^Device "thing" waited for Device "other" to give up its device d, and its removal failed: locked\./,
            );
            await clock.tickAsync(5000);
            await work;
        });

        it("ends where an announced removal does not come, and names what is gone already", async () => {
            announce();
            context.run.departures.announce({ id: "own", givesSeat: true }, context.self);
            await context.run.departures.removing("own", () => Promise.resolve());
            const { message } = await fastForward(
                clock,
                caught(inTurnWithRoom(owner, context, registering(noRoom).register)),
            );
            assert.match(
                message,
                /and its removal did not come\. The device own of Device "thing" is gone from Webex already\./,
            );
            assert.match(message, /it is in use\. Run `pulumi up` again.*--parallel/);
            assert.ok(Date.now() <= 31_000);
        });

        it("that nobody ends tells what is gone already, in place of saying that nothing was changed", async () => {
            assert.equal(noRoom.message, "it is in use. Nothing was changed. Look for it");
            context.run.departures.announce({ id: "own", givesSeat: true }, context.self);
            await context.run.departures.removing("own", () => Promise.resolve());
            const gone =
                'The device own of Device "thing" is gone from Webex already. The next `pulumi up` registers it anew where ' +
                "it can be.";
            const inUse = caught(inTurnWithRoom(owner, context, registering(noRoom, noRoom).register));
            assert.equal((await fastForward(clock, inUse)).message, `it is in use. ${gone} Look for it`);
            const full = caught(inTurnWithRoom(owner, context, registering(FULL, FULL).register));
            assert.equal((await fastForward(clock, full)).message, `${FULL.message} ${gone}`);
        });

        it("is none for other errors, nor where no engine calls", async () => {
            const other = new Error("no");
            assert.equal(await caught(inTurnWithRoom(owner, context, registering(other).register)), other);
            const alone = contextWith(fakeContract());
            assert.equal(await caught(inTurnWithRoom(owner, alone, registering(noRoom).register)), noRoom);
            assert.equal(await caught(inTurnWithRoom({ workspaceId: "w" }, context, registering(FULL).register)), FULL);
        });
    });

    /** Two resources of a stack; `go` replaces each as the engine does, beside each other or the second one later. */
    function pair(stand: Stand, changes: Partial<Settings> = {}) {
        const { contract } = stand;
        const before = { ...stand.context, settings: { ...stand.settings, ...changes } };
        const [a, b] = [beside(before, "a"), beside(before, "b")];
        const run = nextRun(before).run;
        run.activity.news();
        return {
            places: [a, b].map((context) => ({ contract, context })),
            next: [a, b].map((own) => ({ ...own, run })),
        };
    }

    for (const later of [false, true]) {
        for (const what of ["MAC addresses", "people of limit one", "one person's MAC addresses"] as const) {
            it(`two phones exchange ${what}${later ? ", the second told later" : ""}`, async () => {
                const stand = await bench.stand();
                const { simulator } = stand;
                const { places, next } = pair(stand);
                const [p, q] = [0, 1].map(
                    () => simulator.addPerson({ maxDeviceCount: what === "people of limit one" ? 1 : 3 }).id,
                );
                const owners = what === "one person's MAC addresses" ? [p, p] : [p, q];
                const macs = [uniqueMac(), uniqueMac()];
                const had = owners.map((personId = "", at) => ({ personId, mac: macs[at] ?? "", model: MODEL }));
                const wants = had.map((inputs, at) =>
                    what === "people of limit one"
                        ? { ...inputs, personId: owners[1 - at] ?? "" }
                        : { ...inputs, mac: macs[1 - at] ?? "" },
                );
                const made = await Promise.all(had.map((inputs, at) => create(places[at] ?? stand, inputs)));
                simulator.log.clear();
                const replace = async (at: number) => {
                    const [context, inputs, old] = [next[at], wants[at], made[at]];
                    assert.ok(context && inputs && old);
                    compare(context, old.id, old.state, inputs);
                    await device.delete(old.id, old.state, context);
                    return device.create(inputs, context);
                };
                const first = replace(0);
                if (later) {
                    // The first one has been refused by then.
                    await simulator.log.waitFor(
                        ({ method, path }) => method === "DELETE" && path.startsWith("/devices/"),
                    );
                }
                const created = await Promise.all([first, replace(1)]);
                assert.deepEqual(
                    created.map(({ state }) => state.origin),
                    ["registered", "registered"],
                );
                assert.equal(simulator.devices().length, 2);
                assert.equal(writes(stand).filter((line) => line.startsWith("DELETE")).length, 2);
            });
        }
    }

    it("two codes of people of limit one exchange their owners", async () => {
        const stand = await bench.stand({ contract: "crud" });
        const { simulator } = stand;
        const { places, next } = pair(stand);
        const owners = [0, 1].map(() => simulator.addPerson({ maxDeviceCount: 1 }).id);
        const made = await Promise.all(
            owners.map((personId, at) => deviceActivation.create({ personId }, places[at]?.context ?? stand.context)),
        );
        const replace = async (at: number) => {
            const [context, old, personId] = [next[at], made[at], owners[1 - at]];
            assert.ok(context && old && personId !== undefined);
            const { departures } = deviceActivation.diff(old.id, old.state, { personId }, stand.settings);
            assert.equal(departures.length, 1);
            for (const departure of departures) {
                context.run.departures.announce(departure, context.self);
            }
            await deviceActivation.delete(old.id, old.state, context);
            return deviceActivation.create({ personId }, context);
        };
        await Promise.all([replace(0), replace(1)]);
        assert.deepEqual(
            owners.map((id) => simulator.devices().filter(({ personId }) => personId === id).length),
            [1, 1],
        );
    });
});
