/** A batch of workspaces on the real engine: words of the plan, life of each entry, and what another run left. */

import assert from "node:assert/strict";
import fs from "node:fs";
import { type Simulator, startSimulator, type Workspace } from "../../simulator/index";
import { blockOf } from "../docs/page";
import { createProject, type Entry, failed, type Project, succeeded } from "./harness";
import { pageProgram } from "./pageProgram";

type Rooms = Record<string, Record<string, unknown>>;

describe("a batch of workspaces", () => {
    let simulator: Simulator;
    let project: Project;
    let old: Workspace;
    let hq: string;
    let rooms: Rooms;

    const ids = (): Record<string, string> => project.saved("rooms").outputs?.ids as Record<string, string>;
    const there = (key: string): Workspace => {
        const room = simulator.workspaces().find(({ id }) => id === ids()[key]);
        assert.ok(room, key);
        return room;
    };
    const writes = (): string[] =>
        simulator.log
            .writes()
            .map(({ method, path }) => `${method} ${path}`)
            .sort();

    function write(args: Record<string, unknown> = {}, more: Entry[] = []): void {
        const batch: Entry = { type: "WorkspaceBatch", name: "rooms", args: { workspaces: rooms, ...args } };
        project.write([batch, ...more], { ids: ["rooms", "ids"] });
    }

    before(async () => {
        simulator = await startSimulator({ contract: "cisco" });
        old = simulator.addWorkspace({ displayName: "Old", notes: "by facilities" });
        hq = simulator.addLocation({ name: "HQ" }).id;
        project = await createProject({
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco" },
            env: { WEBEX_ACCESS_TOKEN: simulator.token },
        });
        const many = Array.from({ length: 14 }, (_, at) => [`r${at + 10}`, { displayName: `Room ${at}`, capacity: 4 }]);
        rooms = {
            ...(Object.fromEntries(many) as Rooms),
            alps: { displayName: "Alps", locationId: hq, type: "huddle" },
            old: { workspaceId: old.id, capacity: 12 },
        };
        write();
    });

    after(async () => {
        project.dispose();
        await simulator.close();
    });

    beforeEach(() => {
        simulator.log.clear();
    });

    it("says in the plan what it makes and takes over, and does that", async () => {
        const { output } = succeeded(await project.up({ preview: true }));
        assert.match(output, /rooms: creates 15 \(alps, r10, .*\), takes over 1 \(old\)/);
        assert.deepEqual(writes(), [...Array<string>(15).fill("POST /workspaces"), `PUT /workspaces/${old.id}`]);
        assert.deepEqual([there("alps").type, there("alps").locationId], ["huddle", hq]);
        assert.deepEqual([there("old").capacity, there("old").notes], [12, "by facilities"]);
    });

    it("plans nothing after that, and asks Webex for nothing", async () => {
        succeeded(await project.preview({ expectNoChanges: true }));
        assert.deepEqual(simulator.log.entries, []);
    });

    it("sees drift of what the program names alone, and mends it", async () => {
        simulator.updateWorkspace(ids().r10 ?? "", { notes: "theirs", type: "desk" });
        succeeded(await project.refreshPreview());
        simulator.updateWorkspace(ids().r10 ?? "", { capacity: 9 });
        failed(await project.refreshPreview(), /r10 \(capacity\)/);
        simulator.log.clear();
        succeeded(await project.up({ args: ["--refresh"] }));
        assert.deepEqual(writes(), [`PUT /workspaces/${ids().r10 ?? ""}`]);
        const { capacity, notes, type } = there("r10");
        assert.deepEqual([capacity, notes, type], [4, "theirs", "desk"]);
    });

    it("refuses at preview that many rooms leave", async () => {
        const all = rooms;
        rooms = { alps: all.alps ?? {}, old: all.old ?? {} };
        write();
        failed(await project.preview(), /the update takes 14 of 16 workspaces out of Webex: DELETES 14/);
        failed(await project.up(), /takes 14 of 16 workspaces out of Webex/);
        assert.deepEqual(writes(), []);
        rooms = all;
        write();
    });

    it("keeps a room under another name, changes one, forgets and leaves one that it took over, and says so", async () => {
        const { r11, old: _, ...others } = rooms;
        const before = ids();
        rooms = { ...others, renamed: r11 ?? {}, r12: { ...others.r12, capacity: 6 } };
        write();
        const { output } = succeeded(await project.up());
        assert.match(output, /rooms: .*renames r11 to renamed, changes r12/);
        assert.match(output, /rooms: .*forgets old/);
        assert.match(output, /stays in Webex, and Pulumi forgets it: old\. To have it deleted/);
        assert.deepEqual(writes(), [`PUT /workspaces/${before.r12 ?? ""}`]);
        assert.equal(ids().renamed, before.r11);
        succeeded(await project.preview({ expectNoChanges: true }));
    });

    it("finds what a run made whose state was lost, by its notes", async () => {
        const made = simulator.workspaces().length;
        succeeded(await project.run("state delete", [project.saved("rooms").urn, "--yes"]));
        // Nothing proves whose the room is whose notes somebody changed, and the one that was made under another name.
        const { output } = succeeded(await project.up());
        assert.match(output, /is what a run of this stack made that was interrupted/);
        assert.deepEqual(writes(), Array(2).fill("POST /workspaces"));
        assert.equal(simulator.workspaces().length, made + 2);
    });

    it("deletes at the end what it made, and nothing else", async () => {
        const own = Object.values(ids());
        succeeded(await project.destroy());
        assert.deepEqual(
            simulator.workspaces().filter(({ id }) => own.includes(id)),
            [],
        );
        assert.ok(simulator.workspaces().some(({ id }) => id === old.id));
    });
});

describe("the program of docs/workspaces.md with a file", () => {
    it("makes the rooms of the file, and nothing differs after that", async () => {
        const simulator = await startSimulator();
        const hq = simulator.addLocation({ name: "HQ" }).id;
        simulator.addLicense({ name: "Webex Calling - Workspaces" });
        const page = "workspaces.md";
        const folder = pageProgram(page, { "rooms.csv": blockOf(`docs/${page}`, "csv") }, 1);
        const project = await createProject({
            program: folder,
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco" },
            env: { WEBEX_ACCESS_TOKEN: simulator.token },
        });
        try {
            succeeded(await project.up());
            const rooms = simulator.workspaces().map(({ displayName, locationId, type, capacity }) => {
                assert.equal(locationId, hq);
                return [displayName, type, capacity];
            });
            assert.deepEqual(rooms.sort(), [
                ["12-alps", "meetingRoom", 8],
                ["12-bern", "huddle", 4],
            ]);
            const { ids } = (await project.outputs()) as { ids: Record<string, string> };
            assert.deepEqual(Object.keys(ids), ["12-alps", "12-bern"]);
            succeeded(await project.preview({ expectNoChanges: true }));
            succeeded(await project.refreshPreview());
            succeeded(await project.destroy());
            assert.deepEqual(simulator.workspaces(), []);
        } finally {
            project.dispose();
            fs.rmSync(folder, { recursive: true });
            await simulator.close();
        }
    });
});
