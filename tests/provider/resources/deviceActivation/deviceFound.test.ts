import assert from "node:assert/strict";
import {
    type DeviceActivationInputs,
    type DeviceActivationState,
    deviceActivation,
} from "../../../../provider/resources/deviceActivation/deviceActivation";
import { Bench, caught, lines, MemoryLog, nextRun, type Stand, standAt } from "../../helpers";

const DAY = 86_400_000;
const PHONE = "DMS Cisco 8865";

/** Codes of a workspace beside devices that a program finds there; in Cisco's contract, which shows no room's code. */
describe("resources/deviceActivation: a device that the program found", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    async function stand() {
        const made = await bench.stand({ contract: "cisco" });
        return { ...made, workspaceId: made.simulator.addWorkspace().id };
    }

    type OfWorkspace = Awaited<ReturnType<typeof stand>>;

    /** The same in the next run of Pulumi, with an empty log. */
    function later<S extends Stand>(before: S): S {
        before.simulator.log.clear();
        const log = new MemoryLog();
        return { ...before, log, context: { ...nextRun(before.context), log } };
    }

    const inputsOf = ({ workspaceId }: OfWorkspace, more: Partial<DeviceActivationInputs> = {}) =>
        ({ workspaceId, renew: "whenNeeded", ...more }) as const;

    const create = (of: OfWorkspace, more: Partial<DeviceActivationInputs> = {}) =>
        deviceActivation.create(inputsOf(of, more), of.context);

    const update = (of: OfWorkspace, state: DeviceActivationState, more: Partial<DeviceActivationInputs> = {}) =>
        deviceActivation.update("id", state, inputsOf(of, more), of.context);

    async function read(of: OfWorkspace, state: DeviceActivationState): Promise<DeviceActivationState> {
        const found = await deviceActivation.read("id", state, of.context);
        assert.ok(found);
        return found.state;
    }

    const writes = ({ simulator }: Stand) => lines(simulator.log.writes());
    const requests = ({ simulator }: Stand) => lines(simulator.log.entries);
    const newsOf = ({ context }: Stand) => context.run.news.take(context.self).map(({ event }) => event);

    /** A code that a device used, known to the state. */
    async function used() {
        const of = await stand();
        const { state } = await create(of);
        const device = of.simulator.redeem(state.code);
        const next = later(of);
        return { of: next, device, state: await update(next, state, { redeemedBy: device.id }) };
    }

    /** The same after the device was removed, as a refresh found out. */
    async function gone() {
        const { of, device, state } = await used();
        of.simulator.removeDevice(device.id);
        const next = later(of);
        return { of: next, device, before: state, state: await read(next, state) };
    }

    describe("create", () => {
        it("issues no code where the device is there", async () => {
            const of = await stand();
            const { id } = of.simulator.addDevice({ workspaceId: of.workspaceId });
            const created = await create(of, { redeemedBy: id });
            assert.match(created.id, /^activation-/);
            assert.deepEqual(created.state, {
                ...inputsOf(of, { redeemedBy: id }),
                ...{ code: "", expiresAt: "", issuedAt: "", status: "notNeeded", deviceId: id },
                organization: of.simulator.orgId,
            });
            assert.deepEqual(writes(of), []);
        });

        const elsewhere: [string, (of: OfWorkspace) => string][] = [
            ["nowhere", () => "no-device"],
            [
                "in another workspace",
                ({ simulator }) => simulator.addDevice({ workspaceId: simulator.addWorkspace().id }).id,
            ],
            [
                "an entry that never came online",
                ({ simulator, workspaceId }) =>
                    simulator.addDevice({
                        ...{ workspaceId, connectionStatus: "activating" },
                        ...{ firstSeen: undefined, lastSeen: undefined, serial: undefined },
                    }).id,
            ],
        ];
        for (const [name, deviceOf] of elsewhere) {
            it(`issues one where the device is ${name}`, async () => {
                const of = await stand();
                const { state } = await create(of, { redeemedBy: deviceOf(of) });
                assert.equal(state.status, "pending");
                assert.deepEqual(writes(of), ["POST /devices/activationCode"]);
            });
        }
    });

    describe("update", () => {
        it("tells that the device used the code, and writes nothing", async () => {
            const of = await stand();
            const { state } = await create(of);
            const { id } = of.simulator.redeem(state.code);
            const next = later(of);
            const after = await update(next, state, { redeemedBy: id });
            assert.deepEqual(after, { ...state, redeemedBy: id, status: "redeemed", deviceId: id });
            assert.deepEqual(writes(next), []);
            const [event, ...others] = newsOf(next);
            assert.ok(event?.kind === "used" && event.by.includes(id));
            assert.deepEqual(others, []);
        });

        it("tells a phone by its entry", async () => {
            const of = await stand();
            const { state } = await create(of, { model: PHONE });
            const { id } = of.simulator.redeem(state.code);
            const after = await update(later(of), state, { model: PHONE, redeemedBy: id });
            assert.deepEqual([after.status, after.deviceId, after.entryId], ["redeemed", id, id]);
        });

        it("changes nothing for a device that was there before the code, and is no error", async () => {
            const of = await stand();
            const { state } = await create(of);
            const { id } = of.simulator.addDevice({
                workspaceId: of.workspaceId,
                firstSeen: "2020-01-01T00:00:00.000Z",
            });
            const next = later(of);
            assert.deepEqual(await update(next, state, { redeemedBy: id }), { ...state, redeemedBy: id });
            assert.deepEqual([writes(next), newsOf(next), next.log.warnings], [[], [], []]);
        });

        it("tells it also where a list leaves the device out", async () => {
            const of = await stand();
            const { state } = await create(of);
            const { id } = of.simulator.redeem(state.code);
            of.simulator.faults.add({
                method: "GET",
                path: "/devices",
                skip: 1,
                count: 1,
                kind: { json: { items: [] } },
            });
            const next = later(of);
            const after = await update(next, state, { redeemedBy: id });
            assert.deepEqual([after.status, after.deviceId], ["redeemed", id]);
            assert.equal(next.simulator.faults.pending(), 0, requests(next).join("\n"));
        });

        it("asks nothing where the state knows the device already", async () => {
            const { of, device, state } = await used();
            const { redeemedBy: _, ...unsaved } = state;
            const next = later(of);
            assert.deepEqual(await update(next, unsaved, { redeemedBy: device.id }), state);
            assert.deepEqual(requests(next), []);
        });

        it("keeps the device of an earlier run where the program finds none", async () => {
            const { of, state } = await used();
            assert.deepEqual(await update(later(of), state, { unregisterOnDelete: false }), {
                ...state,
                unregisterOnDelete: false,
            });
        });

        it("issues no new code for one that ended beside a device that did not use it", async () => {
            const of = await stand();
            const { state } = await create(of);
            const { id } = of.simulator.addDevice({
                workspaceId: of.workspaceId,
                firstSeen: "2020-01-01T00:00:00.000Z",
            });
            of.simulator.advance(31 * DAY);
            const next = later(of);
            const after = await update(next, { ...state, status: "expired" }, { redeemedBy: id });
            assert.deepEqual(
                [after.status, after.deviceId, after.code, after.origin],
                ["notNeeded", id, "", undefined],
            );
            assert.deepEqual(writes(next), []);
        });

        it("revokes the entry of a phone's code that ended beside another phone", async () => {
            const of = await stand();
            const { state } = await create(of, { model: PHONE });
            const { id } = of.simulator.addDevice({
                workspaceId: of.workspaceId,
                product: "Cisco 8865",
                type: "phone",
            });
            of.simulator.advance(31 * DAY);
            const next = later(of);
            const after = await update(next, { ...state, status: "expired" }, { model: PHONE, redeemedBy: id });
            assert.deepEqual([after.status, after.entryId], ["notNeeded", undefined]);
            assert.deepEqual(writes(next), [`DELETE /devices/${state.entryId ?? ""}`]);
        });

        it("leaves an ended code as it is where the device is not there", async () => {
            const of = await stand();
            const { state } = await create(of);
            of.simulator.advance(31 * DAY);
            const next = later(of);
            const after = await update(next, { ...state, status: "expired" }, { redeemedBy: "no-device" });
            assert.deepEqual([after.status, after.code], ["expired", state.code]);
            assert.deepEqual(writes(next), []);
        });
    });

    describe("the device is removed", () => {
        it("is told by a refresh, with the code still there to be read", async () => {
            const { before, state, device } = await gone();
            assert.deepEqual(state, { ...before, status: "gone" });
            assert.equal(state.deviceId, device.id);
        });

        it("is not asked for by a program that does not want to know", async () => {
            const { of, state, device } = await used();
            of.simulator.removeDevice(device.id);
            const { redeemedBy: _, renew: __, ...plain } = state;
            const next = later(of);
            assert.deepEqual(await read(next, plain), plain);
            assert.deepEqual(requests(next), ["GET /devices?max=1"]);
        });

        it("is asked for where the program tells whom it finds, whatever renew says", async () => {
            const { of, state, device } = await used();
            of.simulator.removeDevice(device.id);
            assert.equal((await read(later(of), { ...state, renew: "never" })).status, "gone");
        });

        it("is not believed where no organisation is recorded", async () => {
            const { of, state, device } = await used();
            of.simulator.removeDevice(device.id);
            const { organization: _, ...unrecorded } = state;
            assert.equal((await read(later(of), unrecorded)).status, "redeemed");
        });

        it("is not believed of another organisation's token", async () => {
            const { of, state } = await used();
            const other = of.simulator.addOrganization();
            const there = { ...of, ...standAt(of.simulator, { accessToken: other.token }) };
            assert.match((await caught(read(there, state))).message, /the state was left as it is/);
        });

        it("gets a new code, and says why", async () => {
            const { of, state, device } = await gone();
            const next = later(of);
            const after = await update(next, state);
            assert.equal(after.status, "pending");
            assert.notEqual(after.code, state.code);
            assert.deepEqual([after.redeemedBy, after.deviceId], [undefined, undefined]);
            assert.deepEqual(writes(next), ["POST /devices/activationCode"]);
            const ended = `is needed again, because device ${device.id} is gone`;
            assert.deepEqual(newsOf(next), [{ kind: "renewed", ended, expiresAt: after.expiresAt }]);
        });

        it("gets none with renew never", async () => {
            const { of, state } = await gone();
            const next = later(of);
            assert.equal((await update(next, state, { renew: "never" })).status, "gone");
            assert.deepEqual(writes(next), []);
        });

        it("gets none where another device was put there by hand", async () => {
            const { of, state } = await gone();
            const { id } = of.simulator.addDevice({ workspaceId: of.workspaceId });
            const next = later(of);
            const after = await update(next, state, { redeemedBy: id });
            assert.deepEqual([after.status, after.deviceId, after.code], ["notNeeded", id, ""]);
            assert.deepEqual(writes(next), []);
        });

        it("a device that needed no code is told as gone, too, and gets one", async () => {
            const of = await stand();
            const { id } = of.simulator.addDevice({ workspaceId: of.workspaceId });
            const { state } = await create(of, { redeemedBy: id });
            of.simulator.removeDevice(id);
            const found = await read(later(of), state);
            assert.deepEqual([found.status, found.deviceId], ["gone", id]);
            const next = later(of);
            assert.equal((await update(next, found)).status, "pending");
            assert.deepEqual(writes(next), ["POST /devices/activationCode"]);
        });
    });

    describe("delete", () => {
        it("says and writes nothing where no code was needed", async () => {
            const of = await stand();
            const { id } = of.simulator.addDevice({ workspaceId: of.workspaceId });
            for (const unregisterOnDelete of [undefined, true, false]) {
                const { state } = await create(of, {
                    redeemedBy: id,
                    ...(unregisterOnDelete !== undefined && { unregisterOnDelete }),
                });
                const next = later(of);
                await deviceActivation.delete("id", state, next.context);
                assert.deepEqual([writes(next), next.log.infos, next.log.warnings], [[], [], []]);
            }
            assert.ok(of.simulator.device(id));
        });

        it("says nothing of a device that the program knows: it decides itself what becomes of that", async () => {
            const { of, state, device } = await used();
            const next = later(of);
            await deviceActivation.delete("id", state, next.context);
            assert.deepEqual([writes(next), next.log.infos], [[], []]);
            assert.ok(of.simulator.device(device.id));
        });

        it("says nothing of a device that this run took out of Webex", async () => {
            const { of, state, device } = await used();
            const { redeemedBy: _, ...unsaved } = state;
            const next = later(of);
            next.context.run.reads(undefined).remove(device.id);
            await deviceActivation.delete("id", unsaved, next.context);
            assert.deepEqual([writes(next), next.log.infos, next.log.warnings], [[], [], []]);
        });

        it("says and writes nothing where the device is gone", async () => {
            const { of, state } = await gone();
            const next = later(of);
            await deviceActivation.delete("id", state, next.context);
            assert.deepEqual([writes(next), next.log.infos, next.log.warnings], [[], [], []]);
        });
    });
});
