/** The whole life of workspaces; each test goes on where the one before it ended. */

import assert from "node:assert/strict";
import fs from "node:fs";
import { type LogEntry, type Simulator, startSimulator, type Workspace } from "../../simulator";
import { createProject, failed, type Project, succeeded } from "./harness";
import { pageProgram } from "./pageProgram";

/** What the program declares, by the resources' names. */
interface Program {
    [name: string]: {
        args: Record<string, unknown>;
        type?: "Workspace" | "Device" | "DeviceActivation";
        opts?: object;
    };
}

describe("life cycle of workspaces", () => {
    let simulator: Simulator;
    let project: Project;
    let oslo: string;
    let bergen: string;
    let license: string;
    let theirs: Workspace;
    let taken: Workspace;
    let program: Program;

    const write = (entries = program): void => {
        project.write(
            Object.entries(entries).map(([name, { type = "Workspace", args, opts }]) => ({
                ...{ type, name, args },
                ...(opts === undefined ? {} : { opts: opts as Record<string, unknown> }),
            })),
        );
    };
    const id = (name: string): string => project.saved(name).id ?? "";
    const found = (name: string): Workspace => {
        const workspace = simulator.workspaces().find((each) => each.id === id(name));
        assert.ok(workspace, `Webex has no workspace ${name}`);
        return workspace;
    };
    /** The writes since the log was cleared, with the bodies; ids in words. */
    const writes = (): { request: string; body: unknown }[] => {
        const names = new Map(project.savedNames().map((name) => [project.saved(name).id, name]));
        const inWords = (text: string) => names.get(text) ?? text;
        return simulator.log.writes().map(({ method, path, body }: LogEntry) => ({
            request: `${method} ${path.split("/").map(inWords).join("/")}`,
            body,
        }));
    };
    /** A workspace that takes MPP phones. */
    const forPhones = (displayName: string, extension: string) => ({
        displayName,
        supportedDevices: "phones",
        calling: { type: "webexCalling", webexCalling: { extension, locationId: oslo } },
    });
    const requests = () => writes().map(({ request }) => request);

    before(async () => {
        simulator = await startSimulator();
        oslo = simulator.addLocation({ name: "Oslo" }).id;
        bergen = simulator.addLocation({ name: "Bergen" }).id;
        license = simulator.addLicense({ name: "Webex Calling - Workspaces" }).id;
        theirs = simulator.addWorkspace({ displayName: "Board", notes: "not ours", locationId: oslo });
        taken = simulator.addWorkspace({ displayName: "Old hall", capacity: 40, notes: "theirs" });
        project = await createProject({
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco" },
            env: { WEBEX_ACCESS_TOKEN: simulator.token },
        });
        program = {
            board: {
                args: {
                    displayName: "Board",
                    locationId: oslo,
                    capacity: 12,
                    type: "meetingRoom",
                    hotdeskingStatus: "off",
                    calendar: { type: "google", emailAddress: "board@example.com" },
                    deviceHostedMeetings: { enabled: true, siteUrl: "site.webex.example" },
                    indoorNavigation: { url: "https://map.example/board" },
                },
            },
            phones: {
                args: {
                    displayName: "Phone booth",
                    supportedDevices: "phones",
                    calling: {
                        type: "webexCalling",
                        webexCalling: {
                            phoneNumber: { $secret: "+4722334455" },
                            extension: "2001",
                            locationId: oslo,
                            licenses: [license],
                        },
                    },
                },
            },
            hall: { args: { workspaceId: taken.id, displayName: "Hall" } },
            bar: {
                type: "Device",
                args: { workspaceId: { $ref: ["phones", "id"] }, mac: "02ABCDEF0001", model: "DMS Cisco 8865" },
            },
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

    it("makes each with one POST, and takes one over with one PUT", async () => {
        const run = succeeded(await project.up({ preview: true }));

        const [posts, others] = ["POST /workspaces", ""].map((begin) =>
            writes().filter(({ request }) => request.startsWith("POST /workspaces") === (begin !== "")),
        );
        assert.equal(posts?.length, 2);
        assert.deepEqual(others?.map(({ request }) => request).sort(), ["POST /devices", "PUT /workspaces/hall"]);
        const [first, board] = simulator.workspaces().filter(({ displayName }) => displayName === "Board");
        assert.equal(first?.id, theirs.id);
        assert.equal(board?.id, id("board"));
        assert.match(board.notes ?? "", /^Managed by Pulumi: .*\/test Workspace "board"$/);
        assert.deepEqual(found("hall"), { ...found("hall"), displayName: "Hall", capacity: 40, notes: "theirs" });
        assert.equal(project.saved("hall").outputs?.["origin"], "takenOver");
        assert.match(run.output, /workspaces of the same name are there already: .* in the location "Oslo"/);
    });

    it("plans nothing after that, and asks for no write", async () => {
        succeeded(await project.preview({ expectNoChanges: true }));
        assert.deepEqual(simulator.log.entries, []);
    });

    it("refreshes without writing or losing anything", async () => {
        succeeded(await project.refresh());
        assert.deepEqual(writes(), []);
        succeeded(await project.refreshPreview());
        succeeded(await project.preview({ expectNoChanges: true }));
    });

    it("keeps the phone number encrypted, and prints it nowhere", () => {
        assert.deepEqual(project.whereInClear("+4722334455", "4722334455"), []);
    });

    it("leaves alone what another administrator changes in fields that the program does not name", async () => {
        simulator.updateWorkspace(id("board"), { floorId: "their-floor", notes: "their notes" });
        simulator.updateWorkspace(id("hall"), { capacity: 41, type: "open", hotdeskingStatus: "on" });
        succeeded(await project.refreshPreview());
        for (const capacity of [13, 14, 12]) {
            program["board"] = { args: { ...program["board"]?.args, capacity } };
            write();
            succeeded(await project.up());
        }
        assert.deepEqual(requests(), Array(3).fill("PUT /workspaces/board"));
        assert.deepEqual([found("board").floorId, found("board").notes], ["their-floor", "their notes"]);
        assert.deepEqual(
            [found("hall").capacity, found("hall").type, found("hall").hotdeskingStatus],
            [41, "open", "on"],
        );
    });

    it("finds and names what somebody changed in a named field, and mends it", async () => {
        simulator.updateWorkspace(id("board"), { capacity: 3, calendar: undefined });
        simulator.updateWorkspace(id("phones"), {
            webexCalling: { phoneNumber: "+4722334455", extension: "2999", locationId: oslo, licenses: [license] },
        });
        const drift = failed(await project.refreshPreview());
        assert.match(drift.output, /capacity/);
        assert.match(drift.output, /calendar/);
        assert.match(drift.output, /calling/);

        succeeded(await project.refresh());
        succeeded(await project.up());
        assert.deepEqual(requests().sort(), ["PUT /workspaces/board", "PUT /workspaces/phones"]);
        assert.deepEqual([found("board").capacity, found("board").calendar?.type], [12, "google"]);
        assert.equal(found("phones").webexCalling?.extension, "2001");
        succeeded(await project.preview({ expectNoChanges: true }));
        assert.deepEqual(project.whereInClear("+4722334455"), []);
    });

    it("takes no freeCalling for drift that a code brought", async () => {
        program["quiet"] = { args: { displayName: "Quiet room", calling: { type: "none" } } };
        program["code"] = { type: "DeviceActivation", args: { workspaceId: { $ref: ["quiet", "id"] } } };
        write();
        succeeded(await project.up());
        assert.equal(found("quiet").calling, "freeCalling");
        succeeded(await project.refreshPreview());
        simulator.log.clear();
        succeeded(await project.up({ args: ["--refresh"] }));
        assert.deepEqual(writes(), []);
    });

    const REFUSED: readonly [string, (args: Record<string, unknown>) => Record<string, unknown>, RegExp][] = [
        ["phones without calling", () => ({ displayName: "x", supportedDevices: "phones" }), /no phone works there/],
        [
            "a location that does not exist",
            () => ({ displayName: "x", locationId: "nowhere" }),
            /names the location nowhere/,
        ],
        [
            "a hot desk with a calendar",
            () => ({
                displayName: "x",
                hotdeskingStatus: "on",
                calling: { type: "webexCalling", webexCalling: { licenses: [license] } },
                calendar: { type: "google", emailAddress: "a@b" },
            }),
            /calendar: cannot be had by a hot desk/,
        ],
        [
            "a licence that does not exist",
            () => ({
                displayName: "x",
                calling: {
                    type: "webexCalling",
                    webexCalling: { extension: "1", locationId: oslo, licenses: ["none"] },
                },
            }),
            /the licence none does not exist/,
        ],
        ["a workspace that does not exist", () => ({ workspaceId: "nothing" }), /the workspace nothing does not exist/],
    ];
    for (const [name, args, says] of REFUSED) {
        it(`refuses ${name} at preview, with no write`, async () => {
            write({ ...program, refused: { args: args({}) } });
            failed(await project.preview(), says);
            failed(await project.up({ preview: true }), says);
            assert.deepEqual(writes(), []);
        });
    }

    it("refuses at preview changes that Webex refuses: calling with devices inside, another location of one taken over", async () => {
        const { phones, hall } = program;
        assert.ok(phones && hall);
        simulator.updateWorkspace(taken.id, { locationId: oslo });
        write({
            ...program,
            phones: { args: { ...phones.args, supportedDevices: undefined, calling: { type: "none" } } },
            hall: { args: { ...hall.args, locationId: bergen } },
        });
        const { output } = failed(await project.preview());
        assert.match(output, /calling cannot be changed from webexCalling to none while devices are inside: device/);
        assert.match(output, new RegExp(`locationId is ${oslo}, not ${bergen}. Webex sets it once`));
        assert.deepEqual(writes(), []);
    });

    it("replaces for another location: the new one comes first, and the old one goes with nothing else", async () => {
        const old = id("board");
        program["board"] = { args: { ...program["board"]?.args, locationId: bergen } };
        write();
        const preview = succeeded(await project.preview());
        assert.match(preview.output, /locationId/);
        succeeded(await project.up());
        const all = simulator.log.writes().map(({ method, path }) => `${method} ${path}`);
        assert.deepEqual(all, ["POST /workspaces", `DELETE /workspaces/${old}`]);
        assert.equal(found("board").locationId, bergen);
        assert.ok(simulator.workspaces().some((each) => each.id === theirs.id));
        succeeded(await project.preview({ expectNoChanges: true }));
    });

    it("replaces one with a number by removing the old one, with its device, first", async () => {
        const [oldPhones, oldBar] = [id("phones"), id("bar")];
        program["phones"] = {
            args: { ...program["phones"]?.args, locationId: bergen },
        };
        write();
        succeeded(await project.up());
        const all = simulator.log.writes().map(({ method, path }) => `${method} ${path}`);
        assert.deepEqual(all, [
            `DELETE /devices/${oldBar}`,
            `DELETE /workspaces/${oldPhones}`,
            "POST /workspaces",
            "POST /devices",
        ]);
        assert.equal(found("phones").webexCalling?.phoneNumber, "+4722334455");
        succeeded(await project.preview({ expectNoChanges: true }));
    });

    it("refuses to delete a workspace with devices that the stack does not manage, and names them", async () => {
        const stranger = simulator.addDevice({ workspaceId: id("board"), displayName: "Their Bar" });
        const { board: _, ...rest } = program;
        write(rest);
        const { output } = failed(await project.up());
        assert.ok(output.includes(`device "Their Bar" (${stranger.id})`), output);
        assert.deepEqual(writes(), []);
        simulator.removeDevice(stranger.id);
        succeeded(await project.up());
        assert.ok(
            !simulator.workspaces().some(({ displayName, id: each }) => displayName === "Board" && each !== theirs.id),
        );
        const { board } = program;
        assert.ok(board);
        program = { ...rest, board };
    });

    it("takes devices along where the program says so, also those of resources with deletedWith", async () => {
        program = {
            ...program,
            shed: { args: { ...forPhones("Shed", "2101"), deleteDevices: true } },
            shedPhone: {
                type: "Device",
                args: { workspaceId: { $ref: ["shed", "id"] }, mac: "02ABCDEF0002", model: "DMS Cisco 8865" },
                opts: { deletedWith: "shed" },
            },
        };
        write();
        succeeded(await project.up());
        const shed = id("shed");
        const { shed: _, shedPhone: __, ...rest } = program;
        program = rest;
        write();
        simulator.log.clear();
        succeeded(await project.up());
        assert.deepEqual(
            simulator.log.writes().map(({ method, path }) => `${method} ${path}`),
            [`DELETE /workspaces/${shed}`],
        );
        assert.ok(!simulator.devices().some(({ mac }) => mac === "02ABCDEF0002"));
    });

    it("waits for a device that the same run removes, though nothing says which goes first", async () => {
        const barn = { args: forPhones("Barn", "2102") };
        write({ ...program, barn });
        succeeded(await project.up());
        // By its id in clear, so that the engine knows of no dependency.
        const barnPhone = {
            type: "Device" as const,
            args: { workspaceId: id("barn"), mac: "02ABCDEF0003", model: "DMS Cisco 8865" },
        };
        write({ ...program, barnPhone, barn });
        succeeded(await project.up());
        write();
        succeeded(await project.up());
        assert.ok(!simulator.workspaces().some(({ displayName }) => displayName === "Barn"));
        assert.ok(!simulator.devices().some(({ mac }) => mac === "02ABCDEF0003"));
    });

    it("repairs a create that was killed: no second workspace, found by its notes", async () => {
        program["killed"] = { args: { displayName: "Killed" } };
        write();
        simulator.faults.add({ method: "POST", path: "/workspaces", kind: { hold: true } });
        const started = project.start("up", ["--yes", "--skip-preview"]);
        await simulator.log.waitFor({ method: "POST", path: "/workspaces", status: 201 }, 60_000);
        started.kill("SIGKILL");
        await started.ended;
        simulator.faults.release();
        const named = () => simulator.workspaces().filter(({ displayName }) => displayName === "Killed");
        assert.equal(named().length, 1);

        succeeded(await project.run("cancel", ["--yes"]));
        succeeded(await project.run("refresh", ["--yes", "--skip-preview", "--clear-pending-creates"]));
        const run = succeeded(await project.up());
        assert.match(run.output, /is what a run of this stack made that was interrupted/);
        assert.equal(named().length, 1);
        assert.equal(id("killed"), named()[0]?.id);
        succeeded(await project.preview({ expectNoChanges: true }));
    });

    it("says in a plan of the 1.0 document's contract that it has no workspaces", async () => {
        project.setConfig({ "webex:contract": "crud" });
        failed(await project.preview(), /Workspace needs webex:contract cisco/);
        assert.deepEqual(writes(), []);
        project.setConfig({ "webex:contract": "cisco" });
    });

    it("destroys what it made, and leaves everything else", async () => {
        const made = Object.keys(program).filter((name) => project.savedNames().includes(name) && name !== "hall");
        const ids = made.map(id);
        succeeded(await project.destroy());
        assert.deepEqual(
            simulator.workspaces().map((each) => each.id),
            [theirs.id, taken.id],
        );
        assert.deepEqual(simulator.devices(), []);
        assert.ok(ids.length >= 4);
        assert.deepEqual(project.savedNames(), []);
        assert.equal(simulator.workspaces()[1]?.displayName, "Hall");
    });
});

describe("the program of docs/workspaces.md", () => {
    const NUMBER = "+4722998877";
    let simulator: Simulator;
    let project: Project;
    let folder: string;
    let hall: Workspace;

    before(async () => {
        simulator = await startSimulator();
        simulator.addLocation({ name: "Oslo" });
        simulator.addLicense({ name: "Webex Calling - Workspaces" });
        hall = simulator.addWorkspace({ displayName: "Hall", capacity: 40 });
        folder = pageProgram("workspaces.md");
        project = await createProject({
            program: folder,
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco", "workspaces:hall": hall.id },
            secrets: { "workspaces:boothNumber": NUMBER },
            env: { WEBEX_ACCESS_TOKEN: simulator.token },
        });
    });

    after(async () => {
        project.dispose();
        fs.rmSync(folder, { recursive: true });
        await simulator.close();
    });

    it("makes what it says, and nothing differs after that", async () => {
        succeeded(await project.up({ preview: true }));

        const made = simulator.workspaces().map(({ displayName, notes, capacity }) => [displayName, notes, capacity]);
        assert.deepEqual(made.sort(), [
            ["Board room", 'Managed by Pulumi: workspaces/test Workspace "board"', 12],
            ["Hall", "Renovated in May", 40],
            ["Phone booth", 'Managed by Pulumi: workspaces/test Workspace "booth"', undefined],
        ]);
        assert.deepEqual(await project.outputs(), { boardCode: simulator.codes()[0]?.code });
        succeeded(await project.preview({ expectNoChanges: true }));
        succeeded(await project.refreshPreview());
        assert.deepEqual(project.whereInClear(NUMBER), []);
    });

    it("leaves the hall alone after a destroy", async () => {
        succeeded(await project.destroy());

        assert.deepEqual(
            simulator.workspaces().map(({ id }) => id),
            [hall.id],
        );
    });
});
