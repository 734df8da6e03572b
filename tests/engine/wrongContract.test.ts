/** What is said where webex:contract names another API than the one that answers. */

import assert from "node:assert/strict";
import { type Device, type Simulator, startSimulator } from "../../simulator";
import { createProject, failed, type Project, type Run } from "./harness";

const contractIsNamed = /webex:contract/;

describe("the wrong contract", () => {
    let simulator: Simulator;
    let project: Project;
    let room: Device;
    let workspaceId: string;

    const open = async (spoken: "cisco" | "crud", configured: "cisco" | "crud"): Promise<void> => {
        simulator = await startSimulator({ contract: spoken });
        workspaceId = simulator.addWorkspace().id;
        room = simulator.addDevice({ workspaceId });
        project = await createProject({
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": configured },
            env: { WEBEX_ACCESS_TOKEN: simulator.token },
        });
    };
    /** The lines about one resource in the diagnostics. */
    const about = (run: Run, name: string): string => {
        const [, text = ""] = new RegExp(`webex:\\w+ \\(${name}\\):\n([\\s\\S]*?)\n\n`).exec(run.output) ?? [];
        assert.notEqual(text, "", `nothing about ${name} in:\n${run.output}`);
        return text;
    };

    afterEach(async () => {
        project.dispose();
        await simulator.close();
    });

    it("is named where cisco is spoken to an implementation of the 1.0 document", async () => {
        await open("crud", "cisco");
        const model = "DMS Cisco 8865";
        project.write([
            { type: "Device", name: "phone", args: { workspaceId, mac: "020000000001", model } },
            { type: "Device", name: "tagged", args: { deviceId: room.id, tags: ["a"] } },
            { type: "DeviceActivation", name: "code", args: { workspaceId, model } },
        ]);

        const run = failed(await project.up({ args: ["--continue-on-error"] }));

        assert.match(about(run, "tagged"), /PATCH \/devices\/\S+ answered 405/);
        assert.match(about(run, "tagged"), contractIsNamed);
        assert.match(about(run, "code"), /POST \/devices\/activationCode answered 404/);
        assert.match(about(run, "code"), contractIsNamed);
        // The search by MAC address, which the 1.0 document does not know.
        assert.match(about(run, "phone"), /GET \/devices answered 400/);
        assert.match(about(run, "phone"), contractIsNamed);
        assert.equal(simulator.devices().length, 1);
    });

    it("is named where the 1.0 document is spoken to Cisco's API", async () => {
        await open("cisco", "crud");
        project.write([
            { type: "Device", name: "registered", args: { workspaceId, model: "Cisco Desk Pro" } },
            { type: "Device", name: "renamed", args: { deviceId: room.id, displayName: "Reception" } },
            { type: "DeviceActivation", name: "code", args: { workspaceId } },
        ]);

        const run = failed(await project.up({ args: ["--continue-on-error"] }));

        assert.match(about(run, "renamed"), /PUT \/devices\/\S+ answered 405/);
        assert.match(about(run, "renamed"), contractIsNamed);
        assert.match(about(run, "registered"), /POST \/devices answered 400/);
        assert.match(about(run, "registered"), contractIsNamed);
        assert.match(about(run, "code"), /POST \/devices answered 400/);
        assert.match(about(run, "code"), contractIsNamed);
        assert.equal(simulator.devices().length, 1);
    });
});
