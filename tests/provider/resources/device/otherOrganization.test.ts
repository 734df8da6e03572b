import assert from "node:assert/strict";
import { device } from "../../../../provider/resources/device/device";
import type { DeviceInputs } from "../../../../provider/resources/device/deviceInputs";
import { type DeviceState, organizationOf } from "../../../../provider/resources/device/deviceState";
import type { Settings } from "../../../../provider/settings";
import type { ContractName, OtherOrganization } from "../../../../simulator/index";
import { Bench, caught, lines, type Stand, standAt, uniqueMac } from "../../helpers";
import { create, crudStand, MODEL, update } from "./deviceStand";

const CONTRACTS = ["cisco", "crud"] as const;

describe("resources/device, in another organisation", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    interface Mistake {
        readonly right: Stand;
        readonly wrong: Stand;
        readonly other: OtherOrganization;
        readonly id: string;
        readonly state: DeviceState;
        readonly inputs: DeviceInputs;
    }

    type Filling = "empty" | "with other devices" | "with the same MAC address";

    /** A device of the state, and a run that has the token of another organisation. */
    async function mistake(
        contract: ContractName,
        filling: Filling,
        { named = false, ...more }: { named?: boolean; unregisterOnDelete?: boolean; adopted?: boolean } = {},
    ): Promise<Mistake> {
        const simulator = await bench.simulator({ contract });
        const changes: Partial<Settings> = named ? { orgId: simulator.orgId } : {};
        const right = standAt(simulator, changes);
        const personId = simulator.addPerson().id;
        const mac = uniqueMac();
        if (more.adopted === true) {
            simulator.addDevice({ personId, mac, product: "Cisco 8865" });
        }
        const { unregisterOnDelete } = more;
        const program = { personId, mac, model: MODEL, tags: ["a"], unregisterOnDelete };
        const { id, state, inputs } = await create(right, program);
        const other = simulator.addOrganization();
        if (filling !== "empty") {
            const same = filling === "with the same MAC address" ? { mac } : {};
            other.addDevice({ personId: other.addPerson().id, ...same });
        }
        simulator.log.clear();
        const wrong = standAt(simulator, {
            ...changes,
            accessToken: other.token,
            credentialSource: "webex:accessToken",
        });
        return { right: standAt(simulator, changes), wrong, other, id, state, inputs };
    }

    /** That an operation failed for the organisation's sake, and nothing has changed in either. */
    async function assertRefused(
        { right, wrong, other, id, state }: Mistake,
        operation: Promise<unknown>,
        named: boolean,
    ) {
        const devicesOfOther = other.devices();
        const { message } = await caught(operation);
        if (named && wrong.contract.name === "cisco") {
            // Cisco's API refuses the organisation itself.
            assert.match(message, /answered 403/);
        } else {
            assert.ok(message.includes(organizationOf(state) ?? "none") && message.includes(other.orgId), message);
            assert.match(message, /credential of webex:accessToken.*Nothing was changed/);
        }
        assert.deepEqual(right.simulator.device(id)?.tags, ["a"]);
        assert.deepEqual(other.devices(), devicesOfOther);
        const done = right.simulator.log.writes().filter(({ status }) => status < 400);
        assert.deepEqual(done, []);
    }

    for (const contract of CONTRACTS) {
        for (const filling of ["empty", "with other devices", "with the same MAC address"] as const) {
            for (const named of [false, true]) {
                describe(`${contract}, ${filling}${named ? ", webex:orgId set" : ""}`, () => {
                    it("a refresh fails, and goes on with the right token", async () => {
                        const all = await mistake(contract, filling, { named });
                        const { right, wrong, id, state } = all;
                        await assertRefused(all, device.read(id, state, wrong.context), named);
                        assert.deepEqual((await device.read(id, state, right.context))?.state, state);
                    });

                    it("an update fails, and goes on with the right token", async () => {
                        const all = await mistake(contract, filling, { named });
                        const { right, wrong, id, state, inputs } = all;
                        const program = { ...inputs, tags: ["b"] };
                        await assertRefused(all, update(wrong, id, state, inputs, program), named);
                        const after = await update(right, id, state, inputs, program);
                        assert.deepEqual([after.tags, right.simulator.device(id)?.tags], [["b"], ["b"]]);
                    });

                    for (const adopted of [false, true]) {
                        it(`a delete fails, and goes on with the right token (${adopted ? "adopted" : "registered"})`, async () => {
                            const all = await mistake(contract, filling, { named, adopted });
                            const { right, wrong, id, state } = all;
                            assert.equal(state.origin, adopted ? "adopted" : "registered");
                            await assertRefused(all, device.delete(id, state, wrong.context), named);
                            assert.deepEqual(wrong.log.infos, []);
                            await device.delete(id, state, right.context);
                            assert.equal(right.simulator.device(id) !== undefined, adopted);
                        });
                    }

                    it("a delete with unregisterOnDelete true fails", async () => {
                        const all = await mistake(contract, filling, {
                            named,
                            adopted: true,
                            unregisterOnDelete: true,
                        });
                        const { right, wrong, id, state } = all;
                        await assertRefused(all, device.delete(id, state, wrong.context), named);
                        await device.delete(id, state, right.context);
                        assert.equal(right.simulator.device(id), undefined);
                    });
                });
            }
        }

        describe(`an empty organisation (${contract})`, () => {
            /** A device whose organisation is empty by now. */
            async function goneDevice(origin: "registered" | "adopted", settings: Partial<Settings> = {}) {
                const { right, id, state } = await mistake(contract, "empty", { adopted: origin === "adopted" });
                const { simulator } = right;
                simulator.removeDevice(id);
                const { context } = standAt(simulator, settings);
                return { simulator, id, state, context };
            }

            it("tells by /people/me which one it is: then the device is gone", async () => {
                const { simulator, id, state, context } = await goneDevice("registered");
                assert.equal(await device.read(id, state, context), undefined);
                assert.equal(simulator.log.entries.at(-1)?.path, "/people/me");
            });

            for (const origin of ["registered", "adopted"] as const) {
                it(`where /people/me is refused, a refresh and a delete fail and say what to set (${origin})`, async () => {
                    const { simulator, id, state, context } = await goneDevice(origin);
                    simulator.faults.add({ path: "/people/me", count: -1, kind: { status: 403 } });
                    for (const work of [device.read(id, state, context), device.delete(id, state, context)]) {
                        const { message } = await caught(work);
                        assert.match(message, /lists no device, and \/people\/me is refused/);
                        assert.match(message, /spark:people_read/);
                        assert.equal(message.includes("webex:orgId"), contract === "cisco");
                    }
                });

                it(`which is then done as said: webex:orgId or the scope lets both go on (${origin})`, async () => {
                    const named = await goneDevice(origin);
                    const { simulator, id, state } = named;
                    if (contract === "cisco") {
                        simulator.faults.add({ path: "/people/me", count: -1, kind: { status: 403 } });
                    }
                    const settings = contract === "cisco" ? { orgId: simulator.orgId } : {};
                    const { context } = standAt(simulator, settings);
                    assert.equal(await device.read(id, state, context), undefined);
                    await device.delete(id, state, context);
                });
            }

            it("does not matter to a device that is there", async () => {
                const { right, id, state } = await mistake(contract, "empty");
                right.simulator.faults.add({ path: "/people/me", count: -1, kind: { status: 403 } });
                assert.deepEqual((await device.read(id, state, right.context))?.state, state);
                await device.delete(id, state, right.context);
                assert.equal(right.simulator.device(id), undefined);
            });
        });

        it(`is recorded from what the API said (${contract})`, async () => {
            const { right, state } = await mistake(contract, "empty");
            assert.equal(organizationOf(state), right.simulator.orgId);
            assert.equal(state.organization, undefined);
        });

        it(`is recorded by a program's own orgId, which may be a secret (${contract})`, async () => {
            const stand = await bench.stand({ contract });
            const { simulator } = stand;
            const program = { deviceId: simulator.addDevice().id, orgId: simulator.orgId };
            const { state } = await create(stand, program);
            assert.deepEqual(
                [state.orgId, state.organization, state.details.orgId],
                [simulator.orgId, undefined, undefined],
            );
            assert.equal(organizationOf(state), simulator.orgId);
        });

        it(`refuses a device that shows another organisation than the recorded one (${contract})`, async () => {
            const { right, id, state } = await mistake(contract, "empty");
            right.simulator.updateDevice(id, { orgId: "elsewhere" });
            const { message } = await caught(device.read(id, state, right.context));
            assert.match(message, /but organisation elsewhere answers/);
        });
    }

    it("is asked for where the device does not show it (crud, before its code is used)", async () => {
        const stand = await crudStand(bench, { hideUnredeemed: true });
        const { simulator, workspaceId } = stand;
        const { id, state } = await create(stand, { workspaceId });
        assert.equal(state.organization, simulator.orgId);
        await device.delete(id, state, stand.context);
        assert.deepEqual(simulator.devices(), []);
    });

    it("is recorded also where the device could not be read after all (crud)", async () => {
        const stand = await crudStand(bench);
        const { simulator, workspaceId } = stand;
        simulator.faults.add({ method: "GET", path: "/devices/.+", kind: { status: 500 } });
        const error = await caught(create(stand, { workspaceId }));
        assert.equal((Reflect.get(error, "state") as DeviceState).organization, simulator.orgId);
    });

    it("is asked for once in a run, however many devices are left in Webex or gone", async () => {
        const simulator = await bench.simulator();
        const ids = Array.from({ length: 5 }, () => simulator.addDevice().id);
        const stand = standAt(simulator);
        const made = await Promise.all(
            ids.map((deviceId) => create({ ...stand, context: standAt(simulator).context }, { deviceId })),
        );
        simulator.log.clear();
        const { context } = standAt(simulator);
        for (const { id, state } of made) {
            await device.delete(id, state, context);
        }
        assert.deepEqual(lines(simulator.log.entries), ["GET /devices?max=1"]);
        assert.equal(simulator.devices().length, 5);
    });
});
