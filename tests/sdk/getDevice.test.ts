import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { getDevice, getDeviceOutput } from "../../sdk/index";
import { caught, lines } from "../provider/helpers";
import { programs, valueOf } from "./helpers";

describe("sdk/getDevice", () => {
    const run = programs();

    for (const contract of ["cisco", "crud"] as const) {
        it(`tells a device as the API does (${contract})`, async () => {
            const simulator = await run.started({ contract });
            const { id } = simulator.addDevice({ displayName: "Lobby", tags: ["a"] });
            const device = await getDevice({ deviceId: id });
            assert.deepEqual([device.id, device.displayName, device.tags], [id, "Lobby", ["a"]]);
            assert.deepEqual(lines(simulator.log.entries), [`GET /devices/${id}`]);
        });
    }

    it("asks in the given organisation, else in the stack's", async () => {
        const simulator = await run.started({}, { orgId: "stack" });
        await caught(getDevice({ deviceId: "d" }));
        await caught(getDevice({ deviceId: "d", orgId: "own" }));
        assert.deepEqual(
            simulator.log.entries.map(({ query }) => query.orgId),
            ["stack", "own"],
        );
    });

    it("fails where there is none, by a message without a stack", async () => {
        await run.started();
        const error = await caught(getDevice({ deviceId: "nobody" }));
        assert.ok(error instanceof pulumi.RunError);
        assert.equal(error.message, "getDevice: there is no device nobody");
    });

    it("says what failed", async () => {
        const simulator = await run.started();
        simulator.faults.add({ kind: { status: 500 } });
        const error = await caught(getDevice({ deviceId: "d" }));
        assert.ok(error instanceof pulumi.RunError);
        assert.match(error.message, /^getDevice of d failed: GET \/devices\/d answered 500/);
    });

    const bad: [string, object, RegExp][] = [
        ["no id", {}, /^getDevice: give exactly one of deviceId, serial, mac, name; none is given$/],
        ["an empty id", { deviceId: "" }, /deviceId must not be empty/],
        ["an id that is a number", { deviceId: 7 }, /deviceId must be a text/],
        ["an unknown argument", { deviceId: "d", id: "d" }, /no property "id"/],
    ];
    for (const [name, args, message] of bad) {
        it(`refuses ${name} and sends nothing`, async () => {
            const simulator = await run.started();
            const error = await caught(getDevice(args));
            assert.ok(error instanceof pulumi.RunError);
            assert.match(error.message, message);
            assert.equal(simulator.log.entries.length, 0);
        });
    }

    it("says how to give a credential where there is none", async () => {
        await run.program.start({});
        const error = await caught(getDevice({ deviceId: "d" }));
        assert.ok(error instanceof pulumi.RunError);
        assert.match(error.message, /pulumi config set --secret webex:accessToken/);
    });

    for (const contract of ["cisco", "crud"] as const) {
        const phone = { displayName: "Lobby", serial: "FOC1", mac: "52EAD324FD21" };
        for (const args of [{ serial: "foc1" }, { mac: "52:ea:d3:24:fd:21" }, { name: "lobby" }]) {
            it(`finds a device by ${Object.keys(args).join()}, and by the whole of it (${contract})`, async () => {
                const simulator = await run.started({ contract });
                simulator.addDevice({ displayName: "Lobby North", serial: "FOC12", mac: "52EAD324FD22" });
                const { id } = simulator.addDevice(phone);
                assert.equal((await getDevice(args)).id, id);
            });
        }

        it(`lists all of one name, with their owners and ids (${contract})`, async () => {
            const simulator = await run.started({ contract });
            const { id: workspaceId } = simulator.addWorkspace();
            const ids = [1, 2].map(() => simulator.addDevice({ displayName: "Lobby", workspaceId }).id);
            const { message } = await caught(getDevice({ name: "Lobby" }));
            assert.match(message, /^getDevice: there is more than one device named "Lobby"; give deviceId:/);
            for (const id of ids) {
                assert.ok(message.includes(`"Lobby" of workspace ${workspaceId} (${id})`), message);
            }
        });

        it(`names the nearest where none has the name (${contract})`, async () => {
            const simulator = await run.started({ contract });
            const { id } = simulator.addDevice({ displayName: "Lobby" });
            simulator.addDevice({ displayName: "Board Room" });
            const { message } = await caught(getDevice({ name: "Loby" }));
            assert.equal(
                message,
                `getDevice: there is no device named "Loby"; the nearest: "Lobby" of nobody that the API tells (${id})`,
            );
        });
    }

    it("says that no device has the serial number or the MAC address", async () => {
        await run.started();
        assert.equal(
            (await caught(getDevice({ serial: "FOC9" }))).message,
            "getDevice: there is no device with the serial number FOC9",
        );
        assert.equal(
            (await caught(getDevice({ mac: "52:ea:d3:24:fd:21" }))).message,
            "getDevice: there is no device with the MAC address 52EAD324FD21",
        );
    });

    it("refuses a MAC address that is none", async () => {
        const simulator = await run.started();
        assert.equal((await caught(getDevice({ mac: "52:ea" }))).message, 'getDevice: "52:ea" is no MAC address');
        assert.deepEqual(simulator.log.entries, []);
    });

    it("getDeviceOutput takes an output", async () => {
        const simulator = await run.started();
        const { id } = simulator.addDevice({ displayName: "Lobby" });
        const device = await valueOf(getDeviceOutput({ deviceId: pulumi.output(id) }));
        assert.equal(device.displayName, "Lobby");
    });
});
