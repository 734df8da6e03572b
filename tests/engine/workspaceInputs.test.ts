/** Each input of a workspace alone asks for one right write, in a resource of its own and in a batch. */

import assert from "node:assert/strict";
import { type Simulator, startSimulator, type Workspace } from "../../simulator";
import { createProject, type Project, type ResourceEntry, succeeded } from "./harness";

/** What a change of one input makes of a workspace; everything else stays as it was. */
interface Change {
    /** `extension` is for calling: no two workspaces have the same. */
    readonly input: (extension: string) => Record<string, unknown>;
    readonly becomes: Partial<Workspace>;
}

const SITE = "site.webex.example";

/** Of the workspaces that get calling, by the type of resource. */
const EXTENSIONS = { Workspace: "2001", WorkspaceBatch: "2002" } as const;
type Type = keyof typeof EXTENSIONS;

describe("each input of a workspace alone", () => {
    let simulator: Simulator;
    let project: Project;
    let base: Record<string, unknown>;
    let changes: Readonly<Record<string, Change>>;

    before(async () => {
        simulator = await startSimulator();
        const locationId = simulator.addLocation({ name: "Oslo" }).id;
        simulator.addLicense({ name: "Webex Calling - Workspaces" });
        project = await createProject({
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco" },
            env: { WEBEX_ACCESS_TOKEN: simulator.token },
        });
        base = {
            displayName: "Room",
            locationId,
            floorId: "first",
            capacity: 4,
            type: "huddle",
            notes: "as it was",
            calendar: { type: "google", emailAddress: "room@example.com" },
            hotdeskingStatus: "off",
            deviceHostedMeetings: { enabled: true, siteUrl: SITE },
            indoorNavigation: { url: "https://map.example/room" },
        };
        changes = {
            displayName: same({ displayName: "Other" }),
            floorId: same({ floorId: "second" }),
            capacity: same({ capacity: 8 }),
            type: same({ type: "desk" }),
            notes: same({ notes: "as it is" }),
            calendar: same({ calendar: { type: "microsoft", emailAddress: "room@example.com" } }),
            hotdeskingStatus: same({ hotdeskingStatus: "on" }),
            deviceHostedMeetings: same({ deviceHostedMeetings: { enabled: false, siteUrl: SITE } }),
            indoorNavigation: same({ indoorNavigation: { url: "https://map.example/other" } }),
            calling: {
                input: (extension) => ({ calling: { type: "webexCalling", webexCalling: { extension, locationId } } }),
                becomes: { calling: "webexCalling" },
            },
        };
    });
    after(async () => {
        project.dispose();
        await simulator.close();
    });

    function same(change: Record<string, unknown>): Change {
        return { input: () => change, becomes: change };
    }

    /** The program with each change in a workspace of its own and in one of a batch; all are as at first without it. */
    function write(isChanged: boolean): void {
        const rooms = (type: Type) =>
            Object.entries(changes).map(([name, { input }]) => {
                return [name, isChanged ? { ...base, ...input(EXTENSIONS[type]) } : base] as const;
            });
        const singles: ResourceEntry[] = rooms("Workspace").map(([name, args]) => ({ type: "Workspace", name, args }));
        const workspaces = Object.fromEntries(rooms("WorkspaceBatch"));
        project.write([...singles, { type: "WorkspaceBatch", name: "rooms", args: { workspaces } }]);
    }

    /** The ids of the two workspaces of a change. */
    function idsOf(name: string): [Type, string][] {
        const ids = project.saved("rooms").outputs?.["ids"] as Record<string, string>;
        return [
            ["Workspace", project.saved(name).id ?? ""],
            ["WorkspaceBatch", ids[name] ?? ""],
        ];
    }

    it("asks for one write that changes nothing else, alone and in a batch", async () => {
        write(false);
        succeeded(await project.up());
        const before = new Map(simulator.workspaces().map((workspace) => [workspace.id, workspace]));
        simulator.log.clear();

        write(true);
        succeeded(await project.up());

        const writes = simulator.log.writes().map(({ method, path }) => `${method} ${path}`);
        const ids = Object.keys(changes).flatMap((name) => idsOf(name).map(([, id]) => id));
        assert.equal(new Set(ids).size, 2 * Object.keys(changes).length);
        assert.deepEqual(writes.sort(), ids.map((id) => `PUT /workspaces/${id}`).sort());
        for (const [name, { becomes }] of Object.entries(changes)) {
            for (const [type, id] of idsOf(name)) {
                const { webexCalling, ...now } = simulator.workspaces().find((each) => each.id === id) ?? {};
                assert.deepEqual(now, { ...before.get(id), ...becomes }, `${name} of ${type}`);
                const extension = name === "calling" ? EXTENSIONS[type] : undefined;
                assert.equal(webexCalling?.extension, extension, `${name} of ${type}`);
            }
        }
        succeeded(await project.preview({ expectNoChanges: true }));
        succeeded(await project.refreshPreview());
        succeeded(await project.destroy());
        assert.deepEqual(simulator.workspaces(), []);
    });
});
