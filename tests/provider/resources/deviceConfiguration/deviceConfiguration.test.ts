import assert from "node:assert/strict";
import { deviceConfiguration } from "../../../../provider/resources/deviceConfiguration/deviceConfiguration";
import type { DeviceConfigurationInputs } from "../../../../provider/resources/deviceConfiguration/deviceConfigurationInputs";
import type { DeviceConfigurationState } from "../../../../provider/resources/deviceConfiguration/deviceConfigurationState";
import type { Settings } from "../../../../provider/resources/deviceConfiguration/settingValue";
import type { Context } from "../../../../provider/resources/resource";
import { Bench, beside, caught, nextRun, type Stand, standAt, unique, wholeTextOf } from "../../helpers";

const [VOLUME, STANDBY, NAME, MACROS, TLS] = [
    "Audio.DefaultVolume",
    "Standby.Delay",
    "SystemUnit.Name",
    "Macros.Mode",
    "NetworkServices.HTTPS.Server.MinimumTLSVersion",
] as const;

const NO_SETTINGS = { adoptAsOwn: false };

describe("resources/deviceConfiguration/deviceConfiguration", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    /** An organisation with a room device, where another administrator has set the device's name. */
    async function open(changes: Parameters<Bench["stand"]>[1] = {}) {
        const stand = await bench.stand({}, changes);
        const { id } = stand.simulator.addDevice({ connectionStatus: "connected" });
        stand.simulator.configure(id, { [NAME]: "theirs" });
        return { ...stand, id };
    }

    const inputsOf = (deviceId: string, settings: Settings, more: object = {}): DeviceConfigurationInputs => ({
        ...{ deviceId, settings },
        ...more,
    });
    const create = ({ context }: Pick<Stand, "context">, id: string, settings: Settings) =>
        deviceConfiguration.create(inputsOf(id, settings), context);
    /** The next run: nothing is declared in it but what a test declares. */
    const update = (context: Context, state: DeviceConfigurationState, settings: Settings) =>
        deviceConfiguration.update("id", state, inputsOf(state.deviceId, settings), nextRun(context));
    const isDifferent = (state: DeviceConfigurationState, settings: Settings) =>
        deviceConfiguration.diff("id", state, inputsOf(state.deviceId, settings), NO_SETTINGS).changes;
    /** Requests on configurations, as `GET` or `PATCH a=1 b-`. */
    const sent = ({ simulator }: Pick<Stand, "simulator">) =>
        simulator.log.requests({ path: /^\/deviceConfigurations/ }).map(({ method, body }) => {
            const changes = (Array.isArray(body) ? body : []) as { op: string; path: string; value: unknown }[];
            const words = changes.map(({ op, path, value }) => {
                const key = path.replace("/sources/configured/value", "");
                return op === "replace" ? `${key}=${String(value)}` : `${key}-`;
            });
            return [method, ...words].join(" ");
        });
    const declare = (context: Context, inputs: DeviceConfigurationInputs) =>
        context.run.declarations.add(deviceConfiguration.declarations(inputs), context.self);

    describe("create", () => {
        it("reads the needed keys once, and writes what differs in one request", async () => {
            const stand = await open();
            const { id, simulator } = stand;
            const made = await create(stand, id, { [VOLUME]: 60, [STANDBY]: 5 });
            assert.deepEqual(made, {
                id,
                state: {
                    deviceId: id,
                    settings: { [VOLUME]: 60, [STANDBY]: 5 },
                    pending: [],
                    organization: simulator.orgId,
                },
            });
            assert.deepEqual(simulator.configuration(id), { [VOLUME]: 60, [STANDBY]: 5, [NAME]: "theirs" });
            assert.deepEqual(sent(stand), ["GET", `PATCH ${VOLUME}=60 ${STANDBY}=5`]);
        });

        it("writes nothing that the device has already, and the value also where it is the factory's", async () => {
            const stand = await open();
            stand.simulator.configure(stand.id, { [STANDBY]: 5 });
            await create(stand, stand.id, { [VOLUME]: 50, [STANDBY]: 5 });
            assert.deepEqual(sent(stand), ["GET", `PATCH ${VOLUME}=50`]);
            await create(stand, stand.id, { [VOLUME]: 50 });
            assert.deepEqual(sent(stand).slice(2), ["GET"]);
        });

        it("sends a text that looks like a number as a text, and an export's as the device's type", async () => {
            const stand = await open();
            const settings = {
                "SerialPort.BaudRate": "115200",
                [VOLUME]: { untyped: "60" },
                [MACROS]: { untyped: "On" },
            };
            const { state } = await create(stand, stand.id, settings);
            const configured = stand.simulator.configuration(stand.id);
            assert.deepEqual(
                [configured["SerialPort.BaudRate"], configured[VOLUME], configured[MACROS]],
                ["115200", 60, "On"],
            );
            assert.deepEqual(state.settings, settings);
            assert.equal(isDifferent(state, settings), false);
        });

        it("never waits for a device that is offline, and tells what is pending", async () => {
            const stand = await open();
            stand.simulator.updateDevice(stand.id, { connectionStatus: "disconnected" });
            const { state } = await create(stand, stand.id, { [VOLUME]: 60, [STANDBY]: 10 });
            // The factory's value is what the device has taken already.
            assert.deepEqual(state.pending, [VOLUME]);
            assert.deepEqual(stand.simulator.log.entries.length, 3);
            stand.simulator.updateDevice(stand.id, { connectionStatus: "connected" });
            const read = await deviceConfiguration.read("id", state, nextRun(stand.context));
            assert.deepEqual(read?.state.pending, []);
        });

        it("names all that the device is against, before anything is written, and no value", async () => {
            const stand = await open();
            const secret = "hunter22";
            const error = await caught(
                create(stand, stand.id, {
                    "Audio.DefaultVolum": secret,
                    [VOLUME]: secret,
                    [TLS]: secret,
                    [STANDBY]: 481,
                }),
            );
            assert.equal(
                error.message,
                `device ${stand.id} does not take the settings, and nothing was changed: the device has no setting ` +
                    "Audio.DefaultVolum; the nearest is Audio.DefaultVolume; Audio.DefaultVolume must be a whole number from " +
                    `0 to 100, not a text; ${TLS} cannot be changed: something else manages it, as the network, CUCM or the ` +
                    `device itself (CONFIG_MANAGED_BY_DIFFERENT_AUTHORITY); ${TLS} must be "TLSv1.1" or "TLSv1.2" or ` +
                    '"TLSv1.3"; Standby.Delay must be a whole number from 1 to 480 (minutes)',
            );
            assert.ok(!wholeTextOf(error).includes(secret));
            assert.deepEqual(stand.simulator.log.writes(), []);
        });

        it("tells of a phone of another family which resource to use", async () => {
            const stand = await open();
            const { id } = stand.simulator.addDevice({ product: "Cisco 8865", type: "phone" });
            const error = await caught(create(stand, id, { [VOLUME]: 60 }));
            assert.match(error.message, /Use CallingDeviceSettings instead, with deviceId ".*"\. Nothing was changed$/);
        });

        it("tells of a device that Webex does not know", async () => {
            const stand = await open();
            const error = await caught(create(stand, "nobody", { [VOLUME]: 60 }));
            assert.match(error.message, /^Webex knows no device nobody\. Correct the id.*Nothing was changed$/);
        });

        it("takes what arrived for done where the answer was lost", async () => {
            const stand = await open();
            stand.simulator.faults.add({ kind: { reset: "after" }, method: "PATCH" });
            const { state } = await create(stand, stand.id, { [VOLUME]: 60 });
            assert.deepEqual(state.settings, { [VOLUME]: 60 });
            assert.deepEqual(sent(stand), ["GET", `PATCH ${VOLUME}=60`, "GET"]);
        });

        it("fails where the answer was lost and nothing had arrived", async () => {
            const stand = await open();
            stand.simulator.faults.add({ kind: { reset: "before" }, method: "PATCH" });
            const error = await caught(create(stand, stand.id, { [VOLUME]: 60 }));
            assert.match(error.message, /^PATCH \/deviceConfigurations/);
            assert.deepEqual(sent(stand), ["GET", `PATCH ${VOLUME}=60`, "GET"]);
        });

        it("sends it again as the client's policy says", async () => {
            const stand = await open({ maxRetries: 2 });
            stand.simulator.faults.add({ kind: { status: 503 }, method: "PATCH" });
            stand.simulator.faults.add({ kind: { status: 429, headers: { "retry-after": "1" } }, method: "PATCH" });
            await create(stand, stand.id, { [VOLUME]: 60 });
            assert.deepEqual(sent(stand), ["GET", ...Array.from({ length: 3 }, () => `PATCH ${VOLUME}=60`)]);
        });

        it("repeats no value that Webex repeats in its refusal", async () => {
            const stand = await open();
            stand.simulator.faults.add({
                kind: { status: 400, body: { message: "hunter22 is not allowed" } },
                method: "PATCH",
            });
            const error = await caught(create(stand, stand.id, { "SystemUnit.CustomDeviceId": "hunter22" }));
            assert.match(error.message, /Webex says: \[value\] is not allowed/);
            assert.ok(!wholeTextOf(error).includes("hunter22"));
        });

        it("records the organisation without a list of devices of its own for each device", async () => {
            const stand = await open();
            await create(stand, stand.id, { [VOLUME]: 60 });
            await create(stand, stand.simulator.addDevice().id, { [VOLUME]: 60 });
            assert.equal(stand.simulator.log.requests({ path: "/devices" }).length, 1);
        });
    });

    describe("read", () => {
        it("finds drift of the managed settings, and of no other", async () => {
            const stand = await open();
            const { state } = await create(stand, stand.id, { [VOLUME]: 60, [STANDBY]: 5 });
            stand.simulator.configure(stand.id, { [VOLUME]: 40, [NAME]: "still theirs" });
            stand.simulator.log.clear();
            const read = await deviceConfiguration.read("id", state, nextRun(stand.context));
            assert.deepEqual(read?.inputs, { deviceId: stand.id, settings: { [VOLUME]: 40, [STANDBY]: 5 } });
            assert.deepEqual(read.state, { ...state, settings: { [VOLUME]: 40, [STANDBY]: 5 } });
            assert.deepEqual(sent(stand), ["GET"]);
        });

        it("finds that a setting was cleared, though the same value shows", async () => {
            const stand = await open();
            const { state } = await create(stand, stand.id, { [VOLUME]: 50 });
            stand.simulator.configure(stand.id, { [VOLUME]: null });
            const read = await deviceConfiguration.read("id", state, nextRun(stand.context));
            assert.deepEqual(read?.inputs, { deviceId: stand.id, settings: {} });
            // No setting is left to ask for: the device itself is.
            const again = await deviceConfiguration.read("id", read.state, nextRun(stand.context));
            assert.deepEqual(again?.state, read.state);
            assert.equal(stand.simulator.log.requests({ path: `/devices/${stand.id}` }).length, 1);
        });

        it("takes no default of the organisation for a value of the device", async () => {
            const stand = await open();
            const { state } = await create(stand, stand.id, { [VOLUME]: 60 });
            stand.simulator.setOrganizationDefault(VOLUME, 30);
            const read = await deviceConfiguration.read("id", state, nextRun(stand.context));
            assert.deepEqual(read?.state, state);
        });

        for (const settings of [{ [VOLUME]: 60 }, {}]) {
            it(`takes a device for gone if the recorded organisation says so (${Object.keys(settings).length} settings)`, async () => {
                const stand = await open();
                const { state } = await create(stand, stand.id, { [VOLUME]: 60 });
                stand.simulator.removeDevice(stand.id);
                const known = { ...state, settings };
                assert.equal(await deviceConfiguration.read("id", known, nextRun(stand.context)), undefined);
            });

            it(`loses nothing with the token of another organisation (${Object.keys(settings).length} settings)`, async () => {
                const stand = await open();
                const { state } = await create(stand, stand.id, { [VOLUME]: 60 });
                const other = standAt(await bench.simulator());
                other.simulator.addDevice();
                const error = await caught(deviceConfiguration.read("id", { ...state, settings }, other.context));
                assert.match(
                    error.message,
                    new RegExp(`is in organisation ${stand.simulator.orgId}, but organisation`),
                );
            });
        }

        it("takes a device that is there and has no configurations for a fault, not for gone", async () => {
            const stand = await open();
            const { state } = await create(stand, stand.id, { [VOLUME]: 60 });
            const phone = stand.simulator.addDevice({ product: "Cisco 8865", type: "phone" });
            const known = { ...state, deviceId: phone.id };
            const error = await caught(deviceConfiguration.read("id", known, nextRun(stand.context)));
            assert.match(error.message, /CallingDeviceSettings.*The state was left as it is$/);
        });
    });

    describe("update", () => {
        it("writes the changed setting and clears the one that left, in one request", async () => {
            const stand = await open();
            const { state } = await create(stand, stand.id, { [VOLUME]: 60, [STANDBY]: 5 });
            stand.simulator.log.clear();
            const after = await update(stand.context, state, { [VOLUME]: 70 });
            assert.deepEqual(after, { ...state, settings: { [VOLUME]: 70 } });
            assert.deepEqual(stand.simulator.configuration(stand.id), { [VOLUME]: 70, [NAME]: "theirs" });
            assert.deepEqual(sent(stand), ["GET", `PATCH ${VOLUME}=70 ${STANDBY}-`]);
        });

        it("asks for nothing where only the organisation is named", async () => {
            const stand = await open();
            const { state } = await create(stand, stand.id, { [VOLUME]: 60 });
            stand.simulator.log.clear();
            const inputs = inputsOf(stand.id, { [VOLUME]: 60 }, { orgId: stand.simulator.orgId });
            const after = await deviceConfiguration.update("id", state, inputs, nextRun(stand.context));
            const { organization: _, ...rest } = state;
            assert.deepEqual(after, { ...rest, orgId: stand.simulator.orgId });
            assert.deepEqual(stand.simulator.log.entries, []);
            assert.equal(deviceConfiguration.organization(after), stand.simulator.orgId);
        });

        it("mends what drifted since, together with what changed", async () => {
            const stand = await open();
            const { state } = await create(stand, stand.id, { [VOLUME]: 60, [STANDBY]: 5 });
            stand.simulator.configure(stand.id, { [VOLUME]: 1 });
            stand.simulator.log.clear();
            await update(stand.context, state, { [VOLUME]: 60, [STANDBY]: 6 });
            assert.deepEqual(sent(stand), ["GET", `PATCH ${VOLUME}=60 ${STANDBY}=6`]);
        });

        it("clears nothing that nobody may change any more, and says so", async () => {
            const stand = await open();
            const { state } = await create(stand, stand.id, { [VOLUME]: 60 });
            stand.simulator.configure(stand.id, { [TLS]: "TLSv1.3" });
            const known = { ...state, settings: { ...state.settings, [TLS]: "TLSv1.3" } };
            stand.simulator.log.clear();
            await update(stand.context, known, { [VOLUME]: 60 });
            assert.deepEqual(sent(stand), ["GET"]);
            assert.match(stand.log.warnings.join(), new RegExp(`${TLS} stays as it is on the device`));
        });

        it("leaves a setting to another resource that declares it now, whoever comes first", async () => {
            const stand = await open();
            const { id, context } = stand;
            const { state } = await create(stand, id, { [VOLUME]: 60, [STANDBY]: 5 });
            const giver = nextRun(context, "giver");
            const taker = beside(giver, "taker");
            declare(giver, inputsOf(id, { [VOLUME]: 60 }));
            declare(taker, inputsOf(id, { [STANDBY]: 9 }));
            await Promise.all([
                deviceConfiguration.create(inputsOf(id, { [STANDBY]: 9 }), taker),
                deviceConfiguration.update("id", state, inputsOf(id, { [VOLUME]: 60 }), giver),
            ]);
            assert.deepEqual(stand.simulator.configuration(id), { [VOLUME]: 60, [STANDBY]: 9, [NAME]: "theirs" });
        });

        it("says of a device that is gone what to do", async () => {
            const stand = await open();
            const { state } = await create(stand, stand.id, { [VOLUME]: 60 });
            stand.simulator.removeDevice(stand.id);
            const error = await caught(update(stand.context, state, { [VOLUME]: 70 }));
            assert.match(error.message, /knows no device .* any more: `pulumi refresh` takes it out of the state/);
        });

        it("says of another organisation's token that it is one", async () => {
            const stand = await open();
            const { state } = await create(stand, stand.id, { [VOLUME]: 60 });
            const other = standAt(await bench.simulator());
            other.simulator.addDevice();
            const error = await caught(update(other.context, state, { [VOLUME]: 70 }));
            assert.match(error.message, /but organisation .* answers/);
        });
    });

    describe("delete", () => {
        it("clears the managed settings only", async () => {
            const stand = await open();
            const { state } = await create(stand, stand.id, { [VOLUME]: 60, [STANDBY]: 5 });
            stand.simulator.configure(stand.id, { [STANDBY]: null, [MACROS]: "Off" });
            stand.simulator.log.clear();
            await deviceConfiguration.delete("id", state, nextRun(stand.context));
            assert.deepEqual(stand.simulator.configuration(stand.id), { [NAME]: "theirs", [MACROS]: "Off" });
            assert.deepEqual(sent(stand), ["GET", `PATCH ${VOLUME}-`]);
        });

        it("writes nothing where nothing is set any more", async () => {
            const stand = await open();
            const { state } = await create(stand, stand.id, { [VOLUME]: 60 });
            stand.simulator.configure(stand.id, { [VOLUME]: null });
            stand.simulator.log.clear();
            await deviceConfiguration.delete("id", state, nextRun(stand.context));
            assert.deepEqual(sent(stand), ["GET"]);
        });

        it("leaves what the program declares, of another resource or of the same one that is replaced", async () => {
            const stand = await open();
            const { id, context } = stand;
            const { state } = await create(stand, id, { [VOLUME]: 60, [STANDBY]: 5 });
            for (const name of ["thing", unique("other")]) {
                const run = nextRun(context);
                declare(beside(run, name), inputsOf(id, { [VOLUME]: 60 }));
                await deviceConfiguration.delete("id", state, run);
                assert.deepEqual(stand.simulator.configuration(id), { [VOLUME]: 60, [NAME]: "theirs" });
            }
        });

        it("is done where the device is gone and the recorded organisation says so", async () => {
            const stand = await open();
            const { state } = await create(stand, stand.id, { [VOLUME]: 60 });
            stand.simulator.removeDevice(stand.id);
            await deviceConfiguration.delete("id", state, nextRun(stand.context));
        });

        it("forgets nothing with the token of another organisation", async () => {
            const stand = await open();
            const { state } = await create(stand, stand.id, { [VOLUME]: 60 });
            const other = standAt(await bench.simulator());
            other.simulator.addDevice();
            const error = await caught(deviceConfiguration.delete("id", state, other.context));
            assert.match(error.message, /but organisation .* answers/);
        });
    });

    it("holds no seat and no MAC address, and needs no leave to go", () => {
        const state = { deviceId: "d", settings: {}, pending: [] };
        assert.equal(deviceConfiguration.leavesWebex(state, true), false);
    });
});
