import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { type Simulator, startSimulator } from "../../simulator/index";
import { CONTRACTS } from "./breadth";
import { createProject, failed, type Project, succeeded } from "./harness";

const PROGRAM = path.resolve(__dirname, "../../examples/many-phones");

describe("a CSV file with names", () => {
    let simulator: Simulator;
    let project: Project | undefined;

    afterEach(async () => {
        project?.dispose();
        await simulator.close();
    });

    /** A project whose file has these lines. */
    async function open(contract: "cisco" | "crud", ...lines: string[]): Promise<Project> {
        project = await createProject({
            program: PROGRAM,
            config: {
                "webex:baseUrl": simulator.baseUrl,
                "webex:contract": contract,
                "many-phones:file": "desks.csv",
            },
            secrets: { "webex:accessToken": simulator.token },
        });
        write(project, ...lines);
        return project;
    }

    function write({ programFolder }: Project, ...lines: string[]): void {
        fs.writeFileSync(path.join(programFolder, "desks.csv"), lines.join("\n"));
    }

    /** How often each path was read since `seq`. */
    function readsSince(seq: number, pattern: RegExp): number {
        return simulator.log.requests((entry) => entry.seq > seq && pattern.test(entry.path)).length;
    }

    for (const contract of CONTRACTS) {
        it(`gives phones to people by e-mail and to workspaces by name, plans nothing after, and refuses a file without rows (${contract})`, async () => {
            simulator = await startSimulator({ contract });
            const ada = simulator.addPerson({ emails: ["ada@example.com"], maxDeviceCount: 5 });
            const [hq, berlin] = ["HQ", "Berlin"].map((name) => simulator.addLocation({ name }).id);
            const rooms = [hq, berlin].map((id) =>
                simulator.addWorkspace({ displayName: "Lobby", locationId: id ?? "" }),
            );
            const stack = await open(
                contract,
                "name,mac,model,person,workspace,location,floor",
                "ada,52EAD324FD21,DMS Cisco 8865,Ada@example.com,,,2",
                "ada-2,52EAD324FD22,DMS Cisco 8865,ada@example.com,,,3",
                "lobby,52EAD324FD23,DMS Cisco 8865,,lobby,berlin,1",
            );
            succeeded(await stack.up({ preview: true }));
            const { deviceIds } = (await stack.outputs()) as { deviceIds: Record<string, string> };
            const owners = Object.entries(deviceIds).map(([name, id]) => {
                const { personId, workspaceId } = simulator.device(id) ?? {};
                return [name, personId ?? workspaceId];
            });
            assert.deepEqual(Object.fromEntries(owners), { ada: ada.id, "ada-2": ada.id, lobby: rooms[1]?.id });

            const seq = simulator.log.entries.at(-1)?.seq ?? 0;
            succeeded(await stack.preview({ expectNoChanges: true }));
            const reads = [/^\/people$/, /^\/workspaces$/, /^\/locations$/].map((route) => readsSince(seq, route));
            assert.deepEqual(reads, [1, 1, 1]);
            assert.equal(simulator.log.writes().filter((entry) => entry.seq > seq).length, 0);

            // A file that has lost its rows is refused, and the phones stay.
            write(stack, "name,mac,model,person,workspace,location,floor");
            failed(await stack.up(), /has a header and no rows/);
            assert.equal(simulator.devices().length, 3);
        });

        it(`of Control Hub's makes phones and codes (${contract})`, async () => {
            simulator = await startSimulator({ contract });
            const anna = simulator.addPerson({ emails: ["anna@example.com"], maxDeviceCount: 5 });
            const hq = simulator.addLocation({ name: "San Jose - HQ" });
            const lobby = simulator.addWorkspace({ displayName: "Lobby Phone", locationId: hq.id });
            const stack = await open(
                contract,
                "Username,Type,Extension,Phone Number,Device Type,Model,MAC Address,Location,Calling Plan,Webex Go",
                "anna@example.com,USER,,,IP,Cisco 8865,,San Jose - HQ,,",
                "Lobby Phone,WORKSPACE,2001,,IP,Cisco 9861,00005E005301,San Jose - HQ,,",
            );
            succeeded(await stack.up());
            const { deviceIds, activationCodes } = (await stack.outputs()) as Record<string, Record<string, string>>;
            assert.equal(simulator.device(deviceIds?.["Lobby Phone"] ?? "")?.workspaceId, lobby.id);
            const [code] = simulator.codes();
            assert.deepEqual(activationCodes, { "anna@example.com": code?.code });
            assert.equal(code?.personId, anna.id);
            succeeded(await stack.preview({ expectNoChanges: true }));
        });
    }

    it("that Webex does not know is refused at preview: one error, all lines, no write", async () => {
        simulator = await startSimulator();
        simulator.addWorkspace({ displayName: "Board Room" });
        const stack = await open(
            "cisco",
            "name,mac,model,person,workspace",
            "ada,52EAD324FD21,DMS Cisco 8865,ada@example.com,",
            "board,52EAD324FD22,DMS Cisco 8865,,Bord Room",
        );
        const { output } = failed(await stack.preview(), /names owners that Webex cannot tell/);
        assert.equal(output.match(/line 2, person: nobody in the organisation has/g)?.length, 1, output);
        assert.equal(output.match(/line 3, workspace: there is no workspace "Bord Room"/g)?.length, 1, output);
        assert.doesNotMatch(output, /\.[jt]s:\d+/, "no stack");
        assert.deepEqual(simulator.log.writes(), []);
    });
});
