import assert from "node:assert/strict";
import { callingDeviceSettings } from "../../../../provider/resources/callingDeviceSettings/callingDeviceSettings";
import type { CallingDeviceSettingsState } from "../../../../provider/resources/callingDeviceSettings/settingsDiff";
import { Bench, caught, keptBy, nextRun, standAt, wholeTextOf } from "../../helpers";
import { changes, checked, create, requests, settingsSpeaker, settingsStand, update } from "./settingsStand";

const BLUETOOTH = "%ENABLE_BLUETOOTH%";
const ORDER = "%G711U_ORDER%";
const NAME = "%DO_BLUETOOTH_DEVICE_NAME%";
const APPLY = "POST applyChanges";
const PUT = "PUT dynamicSettings";

describe("resources/callingDeviceSettings", () => {
    const bench = new Bench();
    afterEach(async () => {
        await bench.closeAll();
    });

    describe("create", () => {
        it("sets what the program names, tells the phone once, and leaves all other settings alone", async () => {
            const stand = await settingsStand(bench);
            const { simulator, phone, deviceId } = stand;
            simulator.changeSettings(phone.id, { "%UP_BACKLIGHT_IDLE_INTENSITY%": "2" });
            const { id, state } = await create(stand, { deviceId, settings: { [BLUETOOTH]: "1", [ORDER]: "4" } });
            assert.equal(id, deviceId);
            assert.deepEqual(state, {
                deviceId,
                settings: { [BLUETOOTH]: "1", [ORDER]: "4" },
                family: "Poly",
                organization: simulator.orgId,
            });
            assert.deepEqual(simulator.settings(phone.id), {
                "%UP_BACKLIGHT_IDLE_INTENSITY%": "2",
                [BLUETOOTH]: "1",
                [ORDER]: "4",
            });
            assert.equal(simulator.changesApplied(phone.id), 1);
            assert.deepEqual(requests(stand), [
                "GET devices?max=1",
                "POST getSettings",
                "GET validationSchema?familyOrModelDisplayName=Poly",
                PUT,
                "GET supportedDevices",
                APPLY,
            ]);
        });

        it("asks a second phone of the family for its values alone", async () => {
            const stand = await settingsStand(bench);
            const { simulator, deviceId } = stand;
            await create(stand, { deviceId, settings: { [BLUETOOTH]: "1" } });
            const other = simulator.addDevice({ product: "Polycom EE400", type: "phone" });
            simulator.log.clear();
            await create(stand, { deviceId: other.callingDeviceId, settings: { [BLUETOOTH]: "1" } });
            assert.deepEqual(requests(stand), ["POST getSettings", PUT, APPLY]);
        });

        it("writes nothing, and tells the phone nothing, where all is so already", async () => {
            const stand = await settingsStand(bench);
            const { simulator, phone, deviceId } = stand;
            simulator.changeSettings(phone.id, { [BLUETOOTH]: "1" });
            await create(stand, { deviceId, settings: { [BLUETOOTH]: "1" } });
            assert.deepEqual(changes(stand), []);
        });

        it("sets a value that a parent has as well, so that it stays when the parent's changes", async () => {
            const stand = await settingsStand(bench);
            const { simulator, phone, deviceId } = stand;
            await create(stand, { deviceId, settings: { [ORDER]: "3" } });
            assert.deepEqual(simulator.settings(phone.id), { [ORDER]: "3" });
        });

        it("names all that is wrong before anything is written, without a value", async () => {
            const stand = await settingsStand(bench);
            const { deviceId } = stand;
            const settings = { [BLUETOOTH]: "yes-please", [ORDER]: "77", "%ENABLE_BLUETOTH%": "1", [NAME]: "Lobby 1" };
            const error = await caught(create(stand, { deviceId, settings }));
            assert.deepEqual(error.message.split("\n  "), [
                "Webex would refuse the settings, so none was written:",
                `${NAME} must look like the regular expression [A-Za-z0-9]+`,
                `${BLUETOOTH} must be one of "1", "0"`,
                `%ENABLE_BLUETOTH% is no setting of Poly; the nearest is ${BLUETOOTH}`,
                `${ORDER} must be a whole number from 0 up to 10`,
            ]);
            assert.deepEqual(changes(stand), []);
        });

        it("says which level a tag belongs to, and knows it by the rules alone", async () => {
            const stand = await settingsStand(bench);
            const phone = stand.simulator.addDevice({ product: "Cisco 8865", type: "phone" });
            const settings = { "%VLAN_ENABLED%": "1" };
            const error = await caught(create(stand, { deviceId: phone.callingDeviceId, settings }));
            assert.match(
                error.message,
                /%VLAN_ENABLED% can be set for organization or location only, not for one device$/,
            );
        });

        it("goes on without the rules where Webex does not tell them: they are a beta", async () => {
            for (const status of [403, 404, 405]) {
                const stand = await settingsStand(bench);
                const { simulator, phone, deviceId } = stand;
                simulator.faults.add({ path: /validationSchema/, kind: { status } });
                await create(stand, { deviceId, settings: { [BLUETOOTH]: "1" } });
                assert.deepEqual(simulator.settings(phone.id), { [BLUETOOTH]: "1" });
            }
        });

        it("does not tell a phone that cannot be told", async () => {
            const stand = await settingsStand(bench);
            const adapter = stand.simulator.addDevice({ product: "Cisco ATA 191", type: "phone" });
            await create(stand, { deviceId: adapter.callingDeviceId, settings: { "%PORT_GAIN%": "-9" } });
            assert.deepEqual(changes(stand), [PUT]);
        });

        it("asks for the device where the models of its family differ, and tries it where nobody says", async () => {
            const stand = await settingsStand(bench);
            const { simulator, deviceId } = stand;
            const [poly] = (await stand.contract.supportedDevices(undefined)).filter(
                ({ model }) => model === "DMS Poly VVX 450",
            );
            const row = { ...poly, supportsApplyChangesEnabled: false, model: "DMS Poly X", displayName: "Poly X" };
            const all = await stand.contract.supportedDevices(undefined);
            simulator.setSupportedDevices([...all, row] as never);
            const next = standAt(simulator);
            const place = { ...next, context: { ...next.context, self: settingsSpeaker() } };
            simulator.log.clear();
            await create(place, { deviceId, settings: { [BLUETOOTH]: "1" } });
            assert.deepEqual(requests(stand).slice(-2), ["GET devices/{id}", APPLY]);
        });

        it("tries to tell the phone where the models are not told, and takes a refusal for an answer", async () => {
            const stand = await settingsStand(bench);
            const { simulator } = stand;
            simulator.faults.add({ path: /supportedDevices/, kind: { status: 403 } });
            const adapter = simulator.addDevice({ product: "Cisco ATA 191", type: "phone" });
            await create(stand, { deviceId: adapter.callingDeviceId, settings: { "%PORT_GAIN%": "-9" } });
            assert.deepEqual(changes(stand), [PUT, APPLY]);
        });

        it("says that there is no such device", async () => {
            const stand = await settingsStand(bench);
            const error = await caught(create(stand, { deviceId: "nobody", settings: { [BLUETOOTH]: "1" } }));
            assert.match(error.message, /^Webex knows no device nobody\. Give the callingDeviceId of a phone/);
        });

        it("asks nothing for a program that names no setting", async () => {
            const stand = await settingsStand(bench);
            await create(stand, { deviceId: stand.deviceId, settings: {} });
            assert.deepEqual(requests(stand), ["GET devices?max=1"]);
        });
    });

    describe("a password", () => {
        const TAG = "%ADMIN_PASSWORD%";

        async function phoneStand() {
            const stand = await settingsStand(bench);
            const phone = stand.simulator.addDevice({ product: "Cisco 8865", type: "phone" });
            return { ...stand, phone, deviceId: phone.callingDeviceId ?? "" };
        }

        it("is set, noted as one, and not taken for changed whatever Webex shows of it", async () => {
            const stand = await phoneStand();
            const { simulator, phone, deviceId } = stand;
            const { id, state } = await create(stand, { deviceId, settings: { [TAG]: "open-sesame" } });
            assert.deepEqual(state.passwordTags, [TAG]);
            assert.deepEqual(simulator.settings(phone.id), { [TAG]: "open-sesame" });
            simulator.changeSettings(phone.id, { [TAG]: "********" });
            const read = await callingDeviceSettings.read(id, state, nextRun(stand.context));
            assert.deepEqual(read?.state.settings, { [TAG]: "open-sesame" });
            simulator.changeSettings(phone.id, { [TAG]: null });
            const later = await callingDeviceSettings.read(id, state, nextRun(stand.context));
            assert.deepEqual(later?.inputs, { deviceId, settings: {} });
        });

        it("stands in no error, also where Webex repeats it", async () => {
            const stand = await phoneStand();
            stand.simulator.faults.add({
                method: "PUT",
                path: /dynamicSettings/,
                kind: { status: 400, body: { message: `"open-sesame" is no value of ${TAG}` } },
            });
            const error = await caught(
                create(stand, { deviceId: stand.deviceId, settings: { [TAG]: "open-sesame", [BLUETOOTH]: "1" } }),
            );
            assert.match(error.message, /"\[value\]" is no value of %ADMIN_PASSWORD%/);
            assert.doesNotMatch(wholeTextOf(error), /open-sesame/);
        });
    });

    /** A phone with settings of the stack's, and the next run. */
    async function existing(settings: Record<string, string>) {
        const stand = await settingsStand(bench);
        const { state } = await create(stand, { deviceId: stand.deviceId, settings });
        const next = standAt(stand.simulator);
        stand.simulator.log.clear();
        const context = { ...next.context, self: settingsSpeaker() };
        return { ...stand, ...next, context, state };
    }

    describe("read", () => {
        it("finds what another administrator changed or cleared, by one request", async () => {
            const stand = await existing({ [BLUETOOTH]: "1", [ORDER]: "4", [NAME]: "Lobby" });
            const { simulator, phone, deviceId, state, context } = stand;
            simulator.changeSettings(phone.id, {
                [BLUETOOTH]: "0",
                [ORDER]: null,
                "%DO_UI_MENU_BACKGROUND%": "#000000",
            });
            const read = await callingDeviceSettings.read(deviceId, state, context);
            assert.deepEqual(read?.inputs, { deviceId, settings: { [BLUETOOTH]: "0", [NAME]: "Lobby" } });
            assert.deepEqual(read.state, { ...state, settings: { [BLUETOOTH]: "0", [NAME]: "Lobby" } });
            assert.deepEqual(requests(stand), ["POST getSettings"]);
        });

        it("takes nothing that a parent changed for drift", async () => {
            const { simulator, deviceId, state, context } = await existing({ [BLUETOOTH]: "1" });
            simulator.setInheritedSetting({ level: "ORGANIZATION" }, BLUETOOTH, "0");
            const read = await callingDeviceSettings.read(deviceId, state, context);
            assert.deepEqual(read?.state, state);
        });

        it("takes a phone for gone if the organisation that answers is the one recorded", async () => {
            const { simulator, phone, deviceId, state, context } = await existing({ [BLUETOOTH]: "1" });
            simulator.removeDevice(phone.id);
            assert.equal(await callingDeviceSettings.read(deviceId, state, context), undefined);
        });

        it("does not take it for gone with another organisation's token", async () => {
            const { simulator, deviceId, state } = await existing({ [BLUETOOTH]: "1" });
            const other = simulator.addOrganization();
            const { context } = standAt(simulator, { accessToken: other.token });
            const error = await caught(callingDeviceSettings.read(deviceId, state, context));
            assert.match(error.message, /but organisation .* answers/);
        });
    });

    describe("update", () => {
        it("writes what differs, clears what left, and tells the phone once", async () => {
            const stand = await existing({ [BLUETOOTH]: "1", [ORDER]: "4", [NAME]: "Lobby" });
            const { simulator, phone, deviceId, state } = stand;
            const after = await update(stand, state, { deviceId, settings: { [BLUETOOTH]: "0", [NAME]: "Lobby" } });
            assert.deepEqual(after, { ...state, settings: { [BLUETOOTH]: "0", [NAME]: "Lobby" } });
            assert.deepEqual(simulator.settings(phone.id), { [BLUETOOTH]: "0", [NAME]: "Lobby" });
            assert.deepEqual(changes(stand), [PUT, APPLY]);
            const [put] = simulator.log.writes().filter(({ method }) => method === "PUT");
            assert.deepEqual(put?.body, {
                tags: [
                    { tag: BLUETOOTH, action: "SET", value: "0" },
                    { tag: ORDER, action: "CLEAR" },
                ],
            });
        });

        it("mends what drifted", async () => {
            const stand = await existing({ [BLUETOOTH]: "1" });
            const { simulator, phone, deviceId, state, context } = stand;
            simulator.changeSettings(phone.id, { [BLUETOOTH]: null });
            const read = await callingDeviceSettings.read(deviceId, state, context);
            assert.ok(read !== undefined);
            await update(stand, read.state, { deviceId, settings: { [BLUETOOTH]: "1" } });
            assert.deepEqual(simulator.settings(phone.id), { [BLUETOOTH]: "1" });
        });

        it("asks nothing where only the organisation is named, which then stands for the record", async () => {
            const stand = await existing({ [BLUETOOTH]: "1" });
            const { simulator, deviceId, state } = stand;
            const { orgId } = simulator;
            const after = await update(stand, state, { deviceId, settings: { [BLUETOOTH]: "1" }, orgId });
            assert.deepEqual(after, { deviceId, settings: { [BLUETOOTH]: "1" }, orgId, family: "Poly" });
            assert.deepEqual(requests(stand), []);
        });

        it("says that the phone is gone", async () => {
            const stand = await existing({ [BLUETOOTH]: "1" });
            stand.simulator.removeDevice(stand.phone.id);
            const { deviceId, state } = stand;
            const error = await caught(update(stand, state, { deviceId, settings: { [BLUETOOTH]: "0" } }));
            assert.match(error.message, /is gone\. `pulumi refresh` takes its settings out of the state/);
        });

        it("leaves a setting that another resource of the program has by now", async () => {
            const stand = await existing({ [BLUETOOTH]: "1", [ORDER]: "4" });
            const { simulator, phone, deviceId, state, context } = stand;
            const other = { ...stand, context: { ...context, self: settingsSpeaker("heir") } };
            checked(other, { deviceId, settings: { [ORDER]: "4" } });
            await update(stand, state, { deviceId, settings: { [BLUETOOTH]: "1" } });
            assert.deepEqual(simulator.settings(phone.id), { [BLUETOOTH]: "1", [ORDER]: "4" });
        });
    });

    describe("a phone that was not told", () => {
        it("is told by the next update, which finds the settings written", async () => {
            const stand = await settingsStand(bench);
            const { simulator, phone, deviceId } = stand;
            simulator.faults.add({ path: /applyChanges/, kind: { status: 403 } });
            const settings = { [BLUETOOTH]: "1" };
            const error = await caught(create(stand, { deviceId, settings }));
            assert.match(error.message, /^Webex has the settings, but the phone was not told to download them\. .*403/);
            assert.match(error.message, /spark-admin:telephony_config_write/);
            const state = keptBy(error).state as CallingDeviceSettingsState;
            assert.deepEqual(state, {
                ...{ deviceId, settings, family: "Poly" },
                ...{ organization: simulator.orgId, needsApplying: true },
            });
            simulator.log.clear();
            const after = await update(stand, state, { deviceId, settings });
            assert.equal(after.needsApplying, undefined);
            assert.deepEqual(changes(stand), [APPLY]);
            assert.equal(simulator.changesApplied(phone.id), 1);
        });

        it("is told where the answer to the write was lost", async () => {
            const stand = await settingsStand(bench);
            const { simulator, phone, deviceId } = stand;
            simulator.faults.add({ method: "PUT", kind: { reset: "after" } });
            const settings = { [BLUETOOTH]: "1" };
            const kept = keptBy(await caught(create(stand, { deviceId, settings })));
            const state = kept.state as CallingDeviceSettingsState;
            assert.deepEqual([state.settings, state.needsApplying], [{}, true]);
            simulator.log.clear();
            await update(stand, state, { deviceId, settings });
            assert.deepEqual(changes(stand), [APPLY]);
            assert.equal(simulator.changesApplied(phone.id), 1);
        });

        it("is told where a killed run had written the settings of an update", async () => {
            const stand = await existing({ [BLUETOOTH]: "1" });
            const { simulator, phone, deviceId, state } = stand;
            simulator.changeSettings(phone.id, { [BLUETOOTH]: "0" });
            await update(stand, state, { deviceId, settings: { [BLUETOOTH]: "0" } });
            assert.deepEqual(changes(stand), [APPLY]);
        });

        it("is not asked for where nothing was written", async () => {
            const stand = await settingsStand(bench);
            const { simulator, deviceId } = stand;
            simulator.faults.add({ method: "PUT", kind: { status: 400 } });
            const error = await caught(create(stand, { deviceId, settings: { [BLUETOOTH]: "1" } }));
            assert.notEqual(error.name, "Incomplete");
            assert.deepEqual(changes(stand), [PUT]);
        });
    });

    describe("delete", () => {
        it("clears the settings of the stack, and no others", async () => {
            const stand = await existing({ [BLUETOOTH]: "1", [ORDER]: "4" });
            const { simulator, phone, deviceId, state, context } = stand;
            simulator.changeSettings(phone.id, { [NAME]: "Lobby", [ORDER]: null });
            await callingDeviceSettings.delete(deviceId, state, context);
            assert.deepEqual(simulator.settings(phone.id), { [NAME]: "Lobby" });
            assert.deepEqual(changes(stand), [PUT, APPLY]);
        });

        it("writes nothing where nothing is set any more", async () => {
            const stand = await existing({ [BLUETOOTH]: "1" });
            const { simulator, phone, deviceId, state, context } = stand;
            simulator.changeSettings(phone.id, { [BLUETOOTH]: null });
            await callingDeviceSettings.delete(deviceId, state, context);
            assert.deepEqual(changes(stand), []);
        });

        it("is done where the phone is gone, and is not with another organisation's token", async () => {
            const { simulator, phone, deviceId, state, context } = await existing({ [BLUETOOTH]: "1" });
            const other = standAt(simulator, { accessToken: simulator.addOrganization().token });
            const error = await caught(callingDeviceSettings.delete(deviceId, state, other.context));
            assert.match(error.message, /but organisation .* answers/);
            simulator.removeDevice(phone.id);
            await callingDeviceSettings.delete(deviceId, state, context);
        });

        it("warns where the phone is not told", async () => {
            const { simulator, phone, deviceId, state, context, log } = await existing({ [BLUETOOTH]: "1" });
            simulator.faults.add({ path: /applyChanges/, kind: { status: 403 } });
            await callingDeviceSettings.delete(deviceId, state, context);
            assert.deepEqual(simulator.settings(phone.id), {});
            assert.match(
                log.warnings[0] ?? "",
                /^CallingDeviceSettings "lobby": .* but the phone was not told\. .*403/,
            );
        });

        it("leaves what the program declares in this run: after a rename, or a forced replacement", async () => {
            for (const name of ["lobby", "heir"]) {
                const stand = await existing({ [BLUETOOTH]: "1", [ORDER]: "4" });
                const { simulator, phone, deviceId, state, context } = stand;
                const place = { ...stand, context: { ...context, self: settingsSpeaker(name) } };
                await create(place, { deviceId, settings: { [BLUETOOTH]: "1" } });
                await callingDeviceSettings.delete(deviceId, state, context);
                assert.deepEqual(simulator.settings(phone.id), { [BLUETOOTH]: "1" }, name);
            }
        });
    });
});
