import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as webex from "../../sdk/index";
import type { SimulatorOptions } from "../../simulator/index";
import { lines, thrown } from "../provider/helpers";
import { programError, programs, type RegisterRequest, secretValue, valueOf } from "./helpers";

/** What else a registration says of a child of a room. */
interface ChildRequest extends RegisterRequest {
    getParent(): string;
    getDeletedwith(): string;
    getDependenciesList(): string[];
}

const OFF = { limitGuard: "off", preflight: "off" };

describe("sdk/room", () => {
    const runs = programs();

    /** Starts a program on an organisation with one workspace. */
    async function started(outputs: Record<string, unknown> = {}, options: SimulatorOptions = {}) {
        const simulator = await runs.started({ contract: "cisco", ...options }, OFF, { outputs });
        return { simulator, workspaceId: simulator.addWorkspace().id };
    }

    /** Starts a program as users test theirs. */
    const startMocked = (outputs: Record<string, unknown> = {}) =>
        runs.program.start({ accessToken: "t" }, { hooks: false, outputs });

    /** What was registered, once the room has all of its parts. */
    async function settled(room: webex.Room) {
        const outputs = {
            ...{ workspaceId: await valueOf(room.workspaceId), deviceId: await valueOf(room.deviceId) },
            ...{ status: await valueOf(room.status), activationCode: await valueOf(room.activationCode) },
            expiresAt: await valueOf(room.expiresAt),
        };
        await new Promise((resolve) => setImmediate(resolve));
        const children = runs.program.requests.filter((request) => request.getName() === "alps") as ChildRequest[];
        const typeOf = (request: ChildRequest) => request.getType().split(":").at(-1) ?? "";
        const child = (type: string) => {
            const request = children.find((each) => typeOf(each) === type);
            assert.ok(request, `no ${type} among ${children.map(typeOf).join()}`);
            const { __provider: _, __resource: __, __stack: ___, ...inputs } = request.getObject().toJavaScript();
            return { inputs, request };
        };
        return { outputs, child, types: children.map(typeOf) };
    }

    describe("of a workspace of its own", () => {
        it("is a workspace and a code, and looks into the workspace", async () => {
            const { simulator } = await started({ status: "pending", code: "1234", expiresAt: "2026-12-26" });
            const { orgId } = simulator;
            const room = new webex.Room("alps", { displayName: "Alps", capacity: 4, orgId, deleteDevices: true });
            const { outputs, child, types } = await settled(room);
            assert.deepEqual(types, ["Room", "Workspace", "DeviceActivation"]);
            assert.deepEqual(child("Workspace").inputs, {
                ...{ displayName: "Alps", capacity: 4, orgId, deleteDevices: true },
            });
            assert.deepEqual(child("DeviceActivation").inputs, {
                ...{ workspaceId: "alps-id", orgId, renew: "whenNeeded" },
            });
            assert.deepEqual(outputs, {
                ...{ workspaceId: "alps-id", deviceId: undefined, status: "waiting" },
                ...{ activationCode: "1234", expiresAt: "2026-12-26" },
            });
            assert.equal(await pulumi.isSecret(room.activationCode), true);
            assert.deepEqual(lines(simulator.log.entries), [`GET /devices?workspaceId=alps-id&orgId=${orgId}&max=100`]);
        });

        it("its parts are children, and a room device's code goes with the workspace", async () => {
            await started();
            const { child } = await settled(new webex.Room("alps", { displayName: "Alps" }));
            const { request: code } = child("DeviceActivation");
            assert.match(code.getParent(), /webex:index:Room::alps$/);
            assert.match(code.getDeletedwith(), /dynamic\/webex:Workspace::alps$/);
        });

        it("a phone's code has an entry, so it is revoked by itself", async () => {
            await started();
            const args = {
                displayName: "Alps",
                model: "Cisco 9861",
                renew: "never",
                unregisterOnDelete: false,
            } as const;
            const { child } = await settled(new webex.Room("alps", args));
            const { inputs, request } = child("DeviceActivation");
            assert.deepEqual(inputs, {
                ...{ workspaceId: "alps-id", model: "Cisco 9861", renew: "never", unregisterOnDelete: false },
            });
            assert.equal(request.getDeletedwith(), "");
        });

        it("the device that used its code is taken over, with tags and settings, and leaves with the room", async () => {
            const recorded = { status: "redeemed", deviceId: "d", code: "1234", expiresAt: "2026" };
            const { orgId } = (await started(recorded)).simulator;
            const settings = { "Audio.DefaultVolume": 60 };
            const room = new webex.Room("alps", { displayName: "Alps", tags: ["a"], settings, orgId });
            const { outputs, child, types } = await settled(room);
            assert.deepEqual(types, ["Room", "Workspace", "DeviceActivation", "Device", "DeviceConfiguration"]);
            const device = child("Device");
            assert.deepEqual(device.inputs, {
                ...{ deviceId: "d", workspaceId: "alps-id", tags: ["a"], orgId, unregisterOnDelete: true },
            });
            assert.equal(device.request.getDeletedwith(), "");
            assert.ok(device.request.getDependenciesList().some((urn) => urn.endsWith("webex:Workspace::alps")));
            const configuration = child("DeviceConfiguration");
            assert.deepEqual(configuration.inputs, { deviceId: "alps-id", settings, orgId });
            assert.match(configuration.request.getDeletedwith(), /Workspace::alps$/);
            assert.deepEqual(outputs, {
                ...{ workspaceId: "alps-id", deviceId: "d", status: "unknown" },
                ...{ activationCode: undefined, expiresAt: undefined },
            });
        });

        it("a device that came by other means stays with nobody's word, and by the program's", async () => {
            for (const unregisterOnDelete of [undefined, false, true]) {
                await started({ status: "notNeeded", deviceId: "d" });
                const { child } = await settled(new webex.Room("alps", { displayName: "Alps", unregisterOnDelete }));
                assert.equal(child("Device").inputs.unregisterOnDelete, unregisterOnDelete);
                runs.next();
            }
        });

        for (const status of ["pending", "gone", "expired"]) {
            it(`the device that the state names beside a code that is ${status} is none of the room's`, async () => {
                await started({ status, deviceId: "d" });
                const { types } = await settled(new webex.Room("alps", { displayName: "Alps" }));
                assert.deepEqual(types, ["Room", "Workspace", "DeviceActivation"]);
            });
        }
    });

    describe("of a workspace that is there", () => {
        it("takes the device over that is listed, and tells the code of it", async () => {
            const { simulator, workspaceId } = await started({ status: "notNeeded", code: "", expiresAt: "" });
            const { id } = simulator.addDevice({ workspaceId });
            const settings = { "Audio.DefaultVolume": 60 };
            const room = new webex.Room("alps", { workspaceId, tags: ["a"], settings });
            const { outputs, child, types } = await settled(room);
            assert.deepEqual(types, ["Room", "DeviceActivation", "Device", "DeviceConfiguration"]);
            assert.equal(child("DeviceActivation").inputs.redeemedBy, id);
            assert.equal(child("DeviceActivation").request.getDeletedwith(), "");
            assert.deepEqual(child("Device").inputs, { deviceId: id, workspaceId, tags: ["a"] });
            assert.equal(child("DeviceConfiguration").request.getDeletedwith(), "");
            assert.deepEqual(outputs, {
                ...{ workspaceId, deviceId: id, status: "online", activationCode: undefined, expiresAt: undefined },
            });
        });

        it("keeps the device that the state knows where a list leaves it out, and says so", async () => {
            const { simulator, workspaceId } = await started({ status: "notNeeded", deviceId: "d" });
            const { id } = simulator.addDevice({ workspaceId, displayName: "Other" });
            const warned: string[] = [];
            const warn = pulumi.log.warn;
            try {
                Object.assign(pulumi.log, {
                    warn: (text: string) => {
                        warned.push(text);
                        return Promise.resolve();
                    },
                });
                const { child } = await settled(new webex.Room("alps", { workspaceId }));
                assert.equal(child("Device").inputs.deviceId, "d");
            } finally {
                Object.assign(pulumi.log, { warn });
            }
            assert.match(
                warned.join("\n"),
                new RegExp(`^Room "alps": Webex does not show its device d .*"Other" \\(${id}\\)`),
            );
        });

        it("leaves a device alone that was moved to another workspace", async () => {
            const { simulator } = await started();
            const { id } = simulator.addDevice({ workspaceId: simulator.addWorkspace().id });
            runs.next();
            await runs.program.start(
                { ...OFF, accessToken: simulator.token, baseUrl: simulator.baseUrl, contract: "cisco" },
                { outputs: { status: "redeemed", deviceId: id } },
            );
            const room = new webex.Room("alps", { displayName: "Alps", settings: { A: 1 }, tags: ["a"] });
            const { child, outputs } = await settled(room);
            assert.deepEqual(child("Device").inputs, { deviceId: id, tags: ["a"] });
            assert.equal(child("DeviceConfiguration").request.getDeletedwith(), "");
            assert.deepEqual([outputs.deviceId, outputs.workspaceId], [id, "alps-id"]);
        });

        it("an empty code, as where none was needed, is undefined", async () => {
            const { workspaceId } = await started({ status: "pending", code: "", expiresAt: "" });
            const { outputs } = await settled(new webex.Room("alps", { workspaceId }));
            assert.deepEqual([outputs.activationCode, outputs.expiresAt], [undefined, undefined]);
        });

        it("is refused twice: both rooms would take over one device", async () => {
            await started();
            const error = await programError(() => {
                for (const name of ["alps", "andes"]) {
                    new webex.Room(name, { workspaceId: pulumi.output("w") });
                }
            });
            assert.equal(
                error.message,
                'Room "andes" declares the workspace that Room "alps" declares, too; a workspace can be declared once',
            );
        });
    });

    describe("refuses", () => {
        const rows: [string, webex.RoomArgs, RegExp][] = [
            [
                "no workspace at all",
                {},
                /^Room "alps": give the displayName of a workspace to make, or the workspaceId/,
            ],
            [
                "a workspace by id and what would change it",
                { workspaceId: "w", displayName: "Alps", capacity: 4, tags: [] },
                /^Room "alps": workspaceId names a workspace that .* so displayName, capacity cannot be given\. To manage it/,
            ],
        ];
        for (const [name, args, message] of rows) {
            it(name, async () => {
                await started();
                const error = await thrown(() => new webex.Room("alps", args));
                assert.match(error.message, message);
            });
        }

        it("the contract crud, which has no workspaces", async () => {
            await started({}, { contract: "crud" });
            const error = await thrown(() => new webex.Room("alps", { workspaceId: "w" }));
            assert.match(error.message, /^Room "alps" needs webex:contract cisco; /);
        });
    });

    describe("under a user's mocks", () => {
        it("is there without a request", async () => {
            await startMocked({ status: "pending", code: "1234" });
            const { outputs, types } = await settled(new webex.Room("alps", { displayName: "Alps", tags: ["a"] }));
            assert.deepEqual(types, ["Room", "Workspace", "DeviceActivation"]);
            assert.deepEqual([outputs.status, outputs.activationCode], ["waiting", "1234"]);
        });

        it("has a device where the mocks say so", async () => {
            await startMocked({ status: "redeemed", deviceId: "d", connectionStatus: "connected" });
            const { outputs, types } = await settled(new webex.Room("alps", { workspaceId: "w", settings: { A: 1 } }));
            assert.deepEqual(types, ["Room", "DeviceActivation", "Device", "DeviceConfiguration"]);
            assert.deepEqual([outputs.status, outputs.deviceId], ["online", "d"]);
        });
    });

    it("docs/rooms.md shows the program of examples/huddle-room", () => {
        const root = path.resolve(__dirname, "../..");
        const program = fs.readFileSync(path.join(root, "examples/huddle-room/index.ts"), "utf8");
        const page = fs.readFileSync(path.join(root, "docs/rooms.md"), "utf8");
        assert.ok(page.includes(`\`\`\`ts\n${program}\`\`\``));
        assert.ok(program.split("\n").length <= 21, "twenty lines");
    });

    it("a secret setting stays one", async () => {
        const { workspaceId, simulator } = await started();
        simulator.addDevice({ workspaceId });
        const settings = { "SystemUnit.Name": pulumi.secret("hidden") };
        const { child } = await settled(new webex.Room("alps", { workspaceId, settings }));
        const { settings: sent } = child("DeviceConfiguration").inputs as { settings: Record<string, unknown> };
        assert.equal(secretValue(sent["SystemUnit.Name"]) ?? secretValue(sent), "hidden");
    });
});
