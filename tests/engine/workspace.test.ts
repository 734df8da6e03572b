/** The whole life of workspaces; each test goes on where the one before it ended. */

import assert from "node:assert/strict";
import fs from "node:fs";
import { type LogEntry, type Simulator, startSimulator, type Workspace } from "../../simulator";
import { itThoroughly, thorough } from "./breadth";
import { createProject, failed, type Project, saidUnder, succeeded } from "./harness";
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
        succeeded(await project.refresh({ args: ["--expect-no-changes"] }));
        assert.deepEqual(writes(), []);
        succeeded(await project.preview({ expectNoChanges: true }));
    });

    it("keeps the phone number encrypted, and prints it nowhere", () => {
        assert.deepEqual(project.whereInClear("+4722334455", "4722334455"), []);
    });

    it("leaves alone what another administrator changes in fields that the program does not name", async () => {
        simulator.updateWorkspace(id("board"), { floorId: "their-floor", notes: "their notes" });
        simulator.updateWorkspace(id("hall"), { capacity: 41, type: "open", hotdeskingStatus: "on" });
        succeeded(await project.refreshPreview());
        const capacities = thorough ? [13, 14, 15] : [15];
        for (const capacity of capacities) {
            program["board"] = { args: { ...program["board"]?.args, capacity } };
            write();
            succeeded(await project.up());
        }
        assert.deepEqual(requests(), Array(capacities.length).fill("PUT /workspaces/board"));
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

        succeeded(await project.up({ args: ["--refresh"] }));
        assert.deepEqual(requests().sort(), ["PUT /workspaces/board", "PUT /workspaces/phones"]);
        assert.deepEqual([found("board").capacity, found("board").calendar?.type], [15, "google"]);
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
        simulator.log.clear();
        succeeded(await project.up({ args: ["--refresh", "--expect-no-changes"] }));
        assert.deepEqual(writes(), []);
    });

    const withCalling = (webexCalling: object) => ({
        displayName: "x",
        calling: { type: "webexCalling", webexCalling },
    });
    /** What needs no look at Webex. Check tells one resource's mistakes and ends the run. */
    const MISTAKES: readonly [string, typeof itThoroughly, () => Record<string, unknown>, RegExp][] = [
        [
            "phones without calling",
            it,
            () => ({ displayName: "x", supportedDevices: "phones" }),
            /no phone works there/,
        ],
        [
            "a hot desk with a calendar",
            itThoroughly,
            () => ({
                ...withCalling({ licenses: [license] }),
                hotdeskingStatus: "on",
                calendar: { type: "google", emailAddress: "a@b" },
            }),
            /calendar: cannot be had by a hot desk/,
        ],
    ];
    for (const [name, test, args, says] of MISTAKES) {
        test(`refuses ${name} at preview, with no write`, async () => {
            write({ ...program, refused: { args: args() } });
            failed(await project.up({ preview: true }), says);
            assert.deepEqual(writes(), []);
        });
    }

    it("refuses at preview what Webex does not have, and changes that it refuses, all at once and with no write", async () => {
        const { phones, hall } = program;
        assert.ok(phones && hall);
        simulator.updateWorkspace(taken.id, { locationId: oslo });
        const refused: Record<string, readonly [args: Record<string, unknown>, says: RegExp]> = {
            noLocation: [{ displayName: "x", locationId: "nowhere" }, /names the location nowhere/],
            noLicence: [
                withCalling({ extension: "1", locationId: oslo, licenses: ["none"] }),
                /the licence none does not exist/,
            ],
            noWorkspace: [{ workspaceId: "nothing" }, /the workspace nothing does not exist/],
            phones: [
                { ...phones.args, supportedDevices: undefined, calling: { type: "none" } },
                /calling cannot be changed from webexCalling to none while devices are inside: device/,
            ],
            hall: [
                { ...hall.args, locationId: bergen },
                new RegExp(`locationId is ${oslo}, not ${bergen}. Webex sets it once`),
            ],
        };
        write({
            ...program,
            ...Object.fromEntries(Object.entries(refused).map(([name, [args]]) => [name, { args }])),
        });

        const run = failed(await project.up({ preview: true }));

        for (const [name, [, says]] of Object.entries(refused)) {
            assert.match(saidUnder(name, run) || `nothing is said of ${name}:\n${run.output}`, says);
        }
        assert.doesNotMatch(run.output, /Updating/);
        assert.deepEqual(writes(), []);
    });

    it("replaces for another location: the new one first, but the old one, with its device, where it has a number", async () => {
        const [oldBoard, oldPhones, oldBar] = [id("board"), id("phones"), id("bar")];
        for (const name of ["board", "phones"]) {
            program[name] = { args: { ...program[name]?.args, locationId: bergen } };
        }
        write();

        assert.match(succeeded(await project.up()).output, /locationId/);

        const ofBoard = ({ path, body }: LogEntry) =>
            path.endsWith(oldBoard) || (body as { displayName?: string } | undefined)?.displayName === "Board";
        const inWords = (entries: LogEntry[]) => entries.map(({ method, path }) => `${method} ${path}`);
        const all = simulator.log.writes();
        assert.deepEqual(inWords(all.filter(ofBoard)), ["POST /workspaces", `DELETE /workspaces/${oldBoard}`]);
        assert.deepEqual(inWords(all.filter((entry) => !ofBoard(entry))), [
            `DELETE /devices/${oldBar}`,
            `DELETE /workspaces/${oldPhones}`,
            "POST /workspaces",
            "POST /devices",
        ]);
        assert.equal(found("board").locationId, bergen);
        assert.ok(simulator.workspaces().some((each) => each.id === theirs.id));
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

    it("takes devices along where the program says so, also deletedWith; waits for those that the same run removes", async () => {
        const phoneIn = (workspaceId: unknown, mac: string, opts?: object) => ({
            ...{ type: "Device" as const, args: { workspaceId, mac, model: "DMS Cisco 8865" } },
            ...(opts && { opts }),
        });
        const rooms = {
            shed: { args: { ...forPhones("Shed", "2101"), deleteDevices: true } },
            shedPhone: phoneIn({ $ref: ["shed", "id"] }, "02ABCDEF0002", { deletedWith: "shed" }),
            barn: { args: forPhones("Barn", "2102") },
        };
        write({ ...program, ...rooms });
        succeeded(await project.up());
        const [shed, barn] = [id("shed"), id("barn")];
        // By its id in clear, so that the engine knows of no dependency.
        write({ ...program, barnPhone: phoneIn(barn, "02ABCDEF0003"), ...rooms });
        succeeded(await project.up());
        const barnPhone = id("barnPhone");
        simulator.log.clear();

        write();
        succeeded(await project.up());

        const all = simulator.log.writes().map(({ method, path }) => `${method} ${path}`);
        assert.deepEqual(
            all.filter((line) => !line.endsWith(shed)),
            [`DELETE /devices/${barnPhone}`, `DELETE /workspaces/${barn}`],
        );
        assert.equal(all.filter((line) => line === `DELETE /workspaces/${shed}`).length, 1);
        assert.ok(!simulator.workspaces().some((each) => [shed, barn].includes(each.id)));
        assert.ok(!simulator.devices().some(({ mac = "" }) => ["02ABCDEF0002", "02ABCDEF0003"].includes(mac)));
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
        succeeded(await project.up());

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
