import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { type GetWorkspaceDevicesArgs, getWorkspaceDevices, getWorkspaceDevicesOutput } from "../../sdk/index";
import { caught, lines } from "../provider/helpers";
import { programs, valueOf } from "./helpers";

describe("sdk/getWorkspaceDevices", () => {
    const run = programs();

    it("tells the devices with the limits", async () => {
        const simulator = await run.started({}, { orgId: "stack" });
        const workspaceId = simulator.addWorkspace({ maxDeviceCount: 2 }).id;
        const device = simulator.addDevice({ workspaceId, type: "phone", product: "Cisco 8845" });
        const { devices, ...limits } = await getWorkspaceDevices({ workspaceId });
        assert.deepEqual(limits, { maxDeviceCount: 2, maxOwnedDeviceCount: 2 });
        assert.deepEqual(
            devices.map(({ id, model, type }) => [id, model, type]),
            [[device.callingDeviceId, "DMS Cisco 8845", "PRIMARY"]],
        );
        assert.deepEqual(lines(simulator.log.entries), [
            `GET /telephony/config/workspaces/${workspaceId}/devices?orgId=stack`,
        ]);
    });

    it("says what failed, and names the scope that is missing", async () => {
        const simulator = await run.started();
        assert.match(
            (await caught(getWorkspaceDevices({ workspaceId: "x" }))).message,
            /^getWorkspaceDevices of x failed: .* answered 404/,
        );
        simulator.setScopes([]);
        assert.match(
            (await caught(getWorkspaceDevices({ workspaceId: "x" }))).message,
            /spark-admin:telephony_config_read/,
        );
    });

    it("refuses to be asked for nobody, and sends nothing", async () => {
        const simulator = await run.started();
        assert.match(
            (await caught(getWorkspaceDevices({} as GetWorkspaceDevicesArgs))).message,
            /workspaceId is missing/,
        );
        assert.deepEqual(simulator.log.entries, []);
    });

    it("getWorkspaceDevicesOutput takes an output", async () => {
        const simulator = await run.started();
        const { id } = simulator.addWorkspace({ maxDeviceCount: 2 });
        const found = getWorkspaceDevicesOutput({ workspaceId: pulumi.output(id) });
        assert.equal((await valueOf(found)).maxDeviceCount, 2);
    });
});
