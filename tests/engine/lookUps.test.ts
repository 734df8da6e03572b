/** Look-ups by name in a real program, and devices made of what they find. */

import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "../../simulator";
import { CONTRACTS } from "./breadth";
import { createProject, type Entry, failed, type Project, succeeded } from "./harness";

/** What each contract registers: the document of crud knows no MAC address of a new device. */
const PHONE = { cisco: { mac: "52EAD324FD21", model: "DMS Cisco 8865" }, crud: { model: "Cisco 8865" } };

for (const contract of CONTRACTS) {
    describe(`look-ups by name with ${contract}`, () => {
        let simulator: Simulator;
        let project: Project;
        let personId: string;
        let workspaceId: string;

        const email = { email: "Ada@Example.com" };
        const lookUps: Entry[] = [
            { type: "data", fn: "getPerson", name: "ada", args: email },
            // An equal call, whose arguments are outputs.
            { type: "data", fn: "getPerson", name: "adaAgain", args: { email: { $secret: email.email } } },
            { type: "data", fn: "getWorkspace", name: "lobby", args: { name: "lobby", location: "Denver" } },
            { type: "data", fn: "getSupportedDevices", name: "models" },
            { type: "data", fn: "getLicenses", name: "licenses" },
        ];
        /** A device of the person and a code of the workspace that were found. */
        const resources: Entry[] = [
            { type: "Device", name: "desk", args: { ...PHONE[contract], personId: { $ref: ["ada", "id"] } } },
            {
                type: "DeviceActivation",
                name: "room",
                args: {
                    workspaceId: { $ref: ["lobby", "id"] },
                    ...(contract === "crud" && { model: "Cisco 8865" }),
                },
            },
        ];

        before(async () => {
            simulator = await startSimulator({ contract });
            personId = simulator.addPerson({ displayName: "Ada", emails: ["ada@example.com"], maxDeviceCount: 3 }).id;
            simulator.addLicense({ name: "Webex Calling - Professional" });
            const [denver, boston] = ["Denver", "Boston"].map((name) => simulator.addLocation({ name }).id);
            simulator.addWorkspace({ displayName: "Lobby", locationId: boston ?? "" });
            workspaceId = simulator.addWorkspace({ displayName: "Lobby", locationId: denver ?? "" }).id;
            project = await createProject({
                config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": contract },
                env: { WEBEX_ACCESS_TOKEN: simulator.token },
            });
        });

        after(async () => {
            project.dispose();
            await simulator.close();
        });

        it("own the device and the code that the program makes of them, each asked for once a run", async () => {
            project.write([...lookUps, ...resources], {
                again: ["adaAgain", "displayName"],
                models: ["models", "devices"],
                licenses: ["licenses", "licenses"],
            });

            succeeded(await project.up());

            assert.ok(simulator.devices().some((device) => device.personId === personId));
            // With crud a device comes by a code of its own.
            const codes = simulator.codes().filter((code) => code.personId === undefined);
            assert.deepEqual(
                codes.map((code) => code.workspaceId),
                [workspaceId],
            );
            const asked = (path: string) => simulator.log.requests({ method: "GET", path });
            const byEmail = asked("/people").filter(({ query }) => query["email"] !== undefined);
            const byName = asked("/workspaces").filter(({ query }) => query["displayName"] !== undefined);
            assert.deepEqual([byEmail.length, byName.length], [1, 1]);
            const outputs = await project.outputs();
            assert.equal(outputs["again"], "Ada");
            assert.equal((outputs["licenses"] as { name: string }[])[0]?.name, "Webex Calling - Professional");
            assert.ok((outputs["models"] as { model: string }[]).some(({ model }) => model === "DMS Cisco 8865"));
        });

        it("find the device by its name afterwards, and plan nothing", async () => {
            const made = simulator.devices().find((device) => device.personId === personId);
            assert.ok(made);
            simulator.updateDevice(made.id, { displayName: "Desk of Ada", serial: "FOC1TEST" });
            const wanted: Entry[] = [
                { type: "data", fn: "getDevice", name: "byName", args: { name: "desk of ada" } },
                { type: "data", fn: "getDevice", name: "bySerial", args: { serial: "foc1test" } },
            ];
            project.write([...lookUps, ...resources, ...wanted], {
                byName: ["byName", "id"],
                bySerial: ["bySerial", "id"],
            });
            simulator.log.clear();

            succeeded(await project.up());

            const outputs = await project.outputs();
            assert.deepEqual([outputs["byName"], outputs["bySerial"]], [made.id, made.id]);
            assert.deepEqual(simulator.log.writes(), []);
            succeeded(await project.preview({ expectNoChanges: true }));
        });

        it("end the program with the list where several match, and with the nearest where none does", async () => {
            const owner = { workspaceId: { $ref: ["lobby", "id"] } };
            const lobby = (args: Record<string, unknown>): Entry[] => [
                { type: "data", fn: "getWorkspace", name: "lobby", args },
                { type: "DeviceActivation", name: "code", args: owner },
            ];
            simulator.log.clear();

            project.write(lobby({ name: "Lobby" }));
            const several = failed(await project.preview(), /there is more than one workspace named "Lobby"/);
            assert.match(several.output, /"Lobby" in "Boston"[^]*"Lobby" in "Denver"/);
            assert.doesNotMatch(several.output, /\n\s+at .*\.js/);

            project.write(lobby({ name: "Loby" }));
            failed(await project.preview(), /there is no workspace named "Loby"; the nearest: "Lobby"/);

            assert.deepEqual(simulator.log.writes(), []);
        });
    });
}
