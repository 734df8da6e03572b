import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { type GetDeviceArgs, getDevice, getDeviceOutput } from "../../sdk/index";
import type { ContractName } from "../../simulator/index";
import { Bench, caught, lines } from "../provider/helpers";
import { configFor, Program, valueOf } from "./helpers";

describe("sdk/getDevice", () => {
    const bench = new Bench();
    let program: Program;
    beforeEach(() => {
        program = new Program();
    });
    afterEach(async () => {
        program.stop();
        await bench.closeAll();
    });

    async function started(contract: ContractName = "cisco", config: Record<string, string> = {}) {
        const simulator = await bench.simulator({ contract });
        await program.start(configFor(simulator, config));
        return simulator;
    }

    for (const contract of ["cisco", "crud"] as const) {
        it(`tells a device as the API does (${contract})`, async () => {
            const simulator = await started(contract);
            const { id } = simulator.addDevice({ displayName: "Lobby", tags: ["a"] });
            const device = await getDevice({ deviceId: id });
            assert.deepEqual([device.id, device.displayName, device.tags], [id, "Lobby", ["a"]]);
            assert.deepEqual(lines(simulator.log.entries), [`GET /devices/${id}`]);
        });
    }

    it("asks in the given organisation, else in the stack's", async () => {
        const simulator = await started("cisco", { orgId: "stack" });
        await caught(getDevice({ deviceId: "d" }));
        await caught(getDevice({ deviceId: "d", orgId: "own" }));
        assert.deepEqual(
            simulator.log.entries.map(({ query }) => query.orgId),
            ["stack", "own"],
        );
    });

    it("fails where there is none, by a message without a stack", async () => {
        await started();
        const error = await caught(getDevice({ deviceId: "nobody" }));
        assert.ok(error instanceof pulumi.RunError);
        assert.equal(error.message, "getDevice: there is no device nobody");
    });

    it("says what failed", async () => {
        const simulator = await started();
        simulator.faults.add({ kind: { status: 500 } });
        const error = await caught(getDevice({ deviceId: "d" }));
        assert.ok(error instanceof pulumi.RunError);
        assert.match(error.message, /^getDevice of d failed: GET \/devices\/d answered 500/);
    });

    const bad: [string, object, RegExp][] = [
        ["no id", {}, /^getDevice: deviceId is missing$/],
        ["an empty id", { deviceId: "" }, /deviceId must not be empty/],
        ["an id that is a number", { deviceId: 7 }, /deviceId must be a text/],
        ["an unknown argument", { deviceId: "d", id: "d" }, /no property "id"/],
    ];
    for (const [name, args, message] of bad) {
        it(`refuses ${name} and sends nothing`, async () => {
            const simulator = await started();
            const error = await caught(getDevice(args as GetDeviceArgs));
            assert.ok(error instanceof pulumi.RunError);
            assert.match(error.message, message);
            assert.equal(simulator.log.entries.length, 0);
        });
    }

    it("says how to give a credential where there is none", async () => {
        await program.start({});
        const error = await caught(getDevice({ deviceId: "d" }));
        assert.ok(error instanceof pulumi.RunError);
        assert.match(error.message, /pulumi config set --secret webex:accessToken/);
    });

    it("getDeviceOutput takes an output", async () => {
        const simulator = await started();
        const { id } = simulator.addDevice({ displayName: "Lobby" });
        const device = await valueOf(getDeviceOutput({ deviceId: pulumi.output(id) }));
        assert.equal(device.displayName, "Lobby");
    });
});
