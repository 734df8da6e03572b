/** Each input of a workspace alone asks for one right write, in a resource of its own and in a batch. */

import assert from "node:assert/strict";
import { type Simulator, startSimulator, type Workspace } from "../../simulator";
import { createProject, type Project, succeeded } from "./harness";

/** What a change of one input makes of a workspace; everything else stays as it was. */
interface Change {
    readonly input: Record<string, unknown>;
    readonly becomes: Partial<Workspace>;
}

const SITE = "site.webex.example";

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
        const webexCalling = { extension: "2001", locationId };
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
                input: { calling: { type: "webexCalling", webexCalling } },
                becomes: { calling: "webexCalling" },
            },
        };
    });
    after(async () => {
        project.dispose();
        await simulator.close();
    });

    function same(change: Record<string, unknown>): Change {
        return { input: change, becomes: change };
    }

    /** The program with each change in a workspace of its own; all are as at first without `isChanged`. */
    function write(isChanged: boolean, type: "Workspace" | "WorkspaceBatch"): void {
        const entries = Object.entries(changes).map(([name, { input }]) => {
            return [name, isChanged ? { ...base, ...input } : base] as const;
        });
        project.write(
            type === "Workspace"
                ? entries.map(([name, args]) => ({ type, name, args }))
                : [{ type, name: "rooms", args: { workspaces: Object.fromEntries(entries) } }],
        );
    }

    for (const type of ["Workspace", "WorkspaceBatch"] as const) {
        it(`asks for one write that changes nothing else: ${type}`, async () => {
            write(false, type);
            succeeded(await project.up());
            const idOf = (name: string): string => {
                const ids =
                    type === "Workspace" ? {} : (project.saved("rooms").outputs?.["ids"] as Record<string, string>);
                return (type === "Workspace" ? project.saved(name).id : ids[name]) ?? "";
            };
            const before = new Map(simulator.workspaces().map((workspace) => [workspace.id, workspace]));
            simulator.log.clear();

            write(true, type);
            succeeded(await project.up());

            const writes = simulator.log.writes().map(({ method, path }) => `${method} ${path}`);
            const names = Object.keys(changes);
            assert.deepEqual(writes.sort(), names.map((name) => `PUT /workspaces/${idOf(name)}`).sort());
            for (const [name, { becomes }] of Object.entries(changes)) {
                const { webexCalling, ...now } = simulator.workspaces().find(({ id }) => id === idOf(name)) ?? {};
                assert.deepEqual(now, { ...before.get(idOf(name)), ...becomes }, name);
                assert.equal(webexCalling?.extension, name === "calling" ? "2001" : undefined, name);
            }
            succeeded(await project.preview({ expectNoChanges: true }));
            succeeded(await project.refreshPreview());
            succeeded(await project.destroy());
            assert.deepEqual(simulator.workspaces(), []);
        });
    }
});
