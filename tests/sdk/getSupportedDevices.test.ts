import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { getSupportedDevices, getSupportedDevicesOutput } from "../../sdk/index";
import { caught, lines } from "../provider/helpers";
import { programs, valueOf } from "./helpers";

describe("sdk/getSupportedDevices", () => {
    const run = programs();

    it("tells them all, asked once for equal calls", async () => {
        const simulator = await run.started({}, { orgId: "stack" });
        const { devices } = await getSupportedDevices();
        const phone = devices.find(({ model }) => model === "DMS Cisco 8875");
        assert.deepEqual(
            [phone?.displayName, phone?.supportedFor, phone?.onboardingMethod],
            ["Cisco Video Phone 8875", ["PEOPLE", "PLACE"], ["MAC_ADDRESS", "ACTIVATION_CODE"]],
        );
        assert.deepEqual(await getSupportedDevices({}), { devices });
        assert.deepEqual(lines(simulator.log.entries), ["GET /telephony/config/supportedDevices?orgId=stack"]);
    });

    it("names the scope that is missing, and fails where there is no such route", async () => {
        const simulator = await run.started();
        simulator.setScopes([]);
        assert.match(
            (await caught(getSupportedDevices())).message,
            /^getSupportedDevices failed: .*spark-admin:telephony_config_read/,
        );
        run.next();
        await run.started({ telephony: false });
        assert.match((await caught(getSupportedDevices())).message, /^getSupportedDevices failed: .* answered 404/);
    });

    it("getSupportedDevicesOutput takes an output", async () => {
        const simulator = await run.started();
        simulator.addLicense({ name: "x" });
        const { orgId } = simulator;
        const list = await valueOf(getSupportedDevicesOutput({ orgId: pulumi.output(orgId) }).devices);
        assert.ok(list.length > 0);
    });
});
