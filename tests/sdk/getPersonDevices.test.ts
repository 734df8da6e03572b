import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { type GetPersonDevicesArgs, getPersonDevices, getPersonDevicesOutput } from "../../sdk/index";
import { caught, lines } from "../provider/helpers";
import { programs, valueOf } from "./helpers";

describe("sdk/getPersonDevices", () => {
    const run = programs();

    it("tells the devices with the limits", async () => {
        const simulator = await run.started({}, { orgId: "stack" });
        const personId = simulator.addPerson({ maxDeviceCount: 2 }).id;
        const device = simulator.addDevice({ personId, type: "phone", product: "Cisco 8845" });
        const { devices, ...limits } = await getPersonDevices({ personId });
        assert.deepEqual(limits, { maxDeviceCount: 2, maxOwnedDeviceCount: 2 });
        assert.deepEqual(
            devices.map(({ id, model, type }) => [id, model, type]),
            [[device.callingDeviceId, "DMS Cisco 8845", "PRIMARY"]],
        );
        assert.deepEqual(lines(simulator.log.entries), [
            `GET /telephony/config/people/${personId}/devices?orgId=stack`,
        ]);
    });

    it("says what failed, and names the scope that is missing", async () => {
        const simulator = await run.started();
        assert.match(
            (await caught(getPersonDevices({ personId: "x" }))).message,
            /^getPersonDevices of x failed: .* answered 404/,
        );
        simulator.setScopes([]);
        assert.match((await caught(getPersonDevices({ personId: "x" }))).message, /spark-admin:telephony_config_read/);
    });

    it("refuses to be asked for nobody, and sends nothing", async () => {
        const simulator = await run.started();
        assert.match((await caught(getPersonDevices({} as GetPersonDevicesArgs))).message, /personId is missing/);
        assert.deepEqual(simulator.log.entries, []);
    });

    it("getPersonDevicesOutput takes an output", async () => {
        const simulator = await run.started();
        const { id } = simulator.addPerson({ maxDeviceCount: 2 });
        const found = getPersonDevicesOutput({ personId: pulumi.output(id) });
        assert.equal((await valueOf(found)).maxDeviceCount, 2);
    });
});
