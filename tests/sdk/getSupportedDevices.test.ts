import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { getSupportedDevices, getSupportedDevicesOutput } from "../../sdk/index";
import type { SimulatorOptions } from "../../simulator/index";
import { Bench, caught, lines } from "../provider/helpers";
import { configFor, Program, valueOf } from "./helpers";

describe("sdk/getSupportedDevices", () => {
    const bench = new Bench();
    let program: Program;
    beforeEach(() => {
        program = new Program();
    });
    afterEach(async () => {
        program.stop();
        await bench.closeAll();
    });

    async function started(options: SimulatorOptions = {}, config: Record<string, string> = {}) {
        const simulator = await bench.simulator(options);
        await program.start(configFor(simulator, config));
        return simulator;
    }

    it("tells them all, asked once for equal calls", async () => {
        const simulator = await started({}, { orgId: "stack" });
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
        const simulator = await started();
        simulator.setScopes([]);
        assert.match(
            (await caught(getSupportedDevices())).message,
            /^getSupportedDevices failed: .*spark-admin:telephony_config_read/,
        );
        program.stop();
        program = new Program();
        await started({ telephony: false });
        assert.match((await caught(getSupportedDevices())).message, /^getSupportedDevices failed: .* answered 404/);
    });

    it("getSupportedDevicesOutput takes an output", async () => {
        const simulator = await started();
        simulator.addLicense({ name: "x" });
        const { orgId } = simulator;
        const list = await valueOf(getSupportedDevicesOutput({ orgId: pulumi.output(orgId) }).devices);
        assert.ok(list.length > 0);
    });
});
