import assert from "node:assert/strict";
import { Asking, NobodyAnswers } from "../../../provider/preflight/asking";
import { lookAtDeviceConfigurations } from "../../../provider/preflight/deviceConfigurationLooker";
import type { PlannedChange } from "../../../provider/preflight/lookers";
import { UNKNOWN } from "../../../provider/resources/unknown";
import { Bench, caught, type Stand } from "../helpers";

const [VOLUME, STANDBY, TLS] = [
    "Audio.DefaultVolume",
    "Standby.Delay",
    "NetworkServices.HTTPS.Server.MinimumTLSVersion",
] as const;

describe("preflight/deviceConfigurationLooker", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    async function open() {
        const stand = await bench.stand();
        return { ...stand, id: stand.simulator.addDevice().id };
    }

    /** What is said of changes of resources, each of which is new where it has no state. */
    async function look({ client, contract, context: { names } }: Stand, ...parts: Partial<PlannedChange>[]) {
        const changes = parts.map(({ inputs = {}, state, orgId, name = "room" }) => {
            const id = state === undefined ? undefined : "id";
            return { name, urn: "urn", type: "DeviceConfiguration", id, state, inputs, orgId };
        });
        const remarks = await lookAtDeviceConfigurations(changes, { asking: new Asking(client), contract, names });
        return remarks.map(({ kind, text }) => `${kind}: ${text}`);
    }

    it("names all problems of a device by one request besides those for suggestions, and no value", async () => {
        const stand = await open();
        const settings = { "Audio.DefaultVolum": 1, [VOLUME]: "hunter22", [TLS]: "TLSv1.3", [STANDBY]: 5 };
        const told = await look(stand, { inputs: { deviceId: stand.id, settings } });
        assert.deepEqual(told, [
            "problem: the device has no setting Audio.DefaultVolum; the nearest is Audio.DefaultVolume",
            `problem: ${VOLUME} must be a whole number from 0 to 100, not a text`,
            `problem: ${TLS} cannot be changed: something else manages it, as the network, CUCM or the device itself ` +
                "(CONFIG_MANAGED_BY_DIFFERENT_AUTHORITY)",
        ]);
        assert.deepEqual(stand.simulator.log.writes(), []);
    });

    it("asks one request for each device that is right, and says nothing", async () => {
        const stand = await open();
        const other = stand.simulator.addDevice().id;
        const settings = { [VOLUME]: 60, [STANDBY]: UNKNOWN, "SystemUnit.Name": { untyped: "x" } };
        const inputs = [stand.id, other].map((deviceId) => ({ inputs: { deviceId, settings } }));
        assert.deepEqual(await look(stand, ...inputs), []);
        assert.equal(stand.simulator.log.entries.length, 2);
    });

    it("asks nothing for what is not known yet", async () => {
        const stand = await open();
        const changes = [
            { inputs: { deviceId: UNKNOWN, settings: { [VOLUME]: "x" } } },
            { inputs: { deviceId: stand.id, settings: UNKNOWN } },
        ];
        assert.deepEqual(await look(stand, ...changes), []);
        assert.deepEqual(stand.simulator.log.entries, []);
    });

    it("asks once for the nearest name of a mistake that many devices have", async () => {
        const stand = await open();
        const ids = [stand.id, stand.simulator.addDevice().id, stand.simulator.addDevice().id];
        const told = await look(
            stand,
            ...ids.map((deviceId) => ({ inputs: { deviceId, settings: { "Audio.Volum": 1 } } })),
        );
        assert.equal(told.length, 3);
        assert.equal(new Set(told).size, 1);
        assert.equal(stand.simulator.log.requests({ path: "/deviceConfigurations" }).length, 4);
    });

    it("tells what shows instead of settings that leave, and which of them stay", async () => {
        const stand = await open();
        const { id, simulator } = stand;
        simulator.configure(id, { [VOLUME]: 60, [STANDBY]: 5, [TLS]: "TLSv1.3" });
        simulator.setOrganizationDefault(VOLUME, 30);
        const settings = { [VOLUME]: 60, [STANDBY]: 5, [TLS]: "TLSv1.3", "SystemUnit.Name": "x" };
        const state = { deviceId: id, settings, pending: [] };
        assert.deepEqual(await look(stand, { inputs: { deviceId: id, settings: {} }, state }), [
            `news: ${VOLUME} then follows the organisation's default, 30`,
            `news: ${STANDBY} then follows the factory's value, 10`,
            `warning: ${TLS} stays as it is on the device: something else manages it, as the network, CUCM or the device itself ` +
                "(CONFIG_MANAGED_BY_DIFFERENT_AUTHORITY)",
        ]);
    });

    it("tells of a phone of another family which resource to use", async () => {
        const stand = await open();
        const { id } = stand.simulator.addDevice({ product: "Cisco 8865", type: "phone" });
        const [told = ""] = await look(stand, { inputs: { deviceId: id, settings: { [VOLUME]: 60 } } });
        assert.match(told, /^problem: .*Use CallingDeviceSettings instead/);
    });

    it("tells of a device that is not there what to do, by what the state knows", async () => {
        const stand = await open();
        const inputs = { deviceId: "nobody", settings: { [VOLUME]: 60 } };
        const own = { deviceId: "nobody", settings: { [VOLUME]: 50 }, organization: stand.simulator.orgId };
        const told = await look(
            stand,
            { inputs },
            { inputs, state: own },
            { inputs, state: { ...own, organization: "theirs" } },
        );
        assert.match(told[0] ?? "", /^problem: Webex knows no device nobody\. Correct the id/);
        assert.match(told[1] ?? "", /^problem: Webex knows no device nobody any more: `pulumi refresh`/);
        assert.match(told[2] ?? "", /^problem: room is in organisation theirs, but organisation .* answers/);
    });

    it("lets a plan pass that the token may not ask about, and says so once", async () => {
        const stand = await open();
        stand.simulator.setScopes([]);
        const change = { inputs: { deviceId: stand.id, settings: { [VOLUME]: 600 } } };
        assert.deepEqual(await look(stand, change, change), []);
        assert.equal(stand.log.warnings.length, 1);
        assert.match(stand.log.warnings[0] ?? "", /not looked at as a whole.*spark-admin:devices_read/);
    });

    it("stops where nobody answers", async () => {
        const stand = await open();
        stand.simulator.expireToken();
        const change = { inputs: { deviceId: stand.id, settings: { [VOLUME]: 60 } } };
        assert.ok((await caught(look(stand, change))) instanceof NobodyAnswers);
    });
});
