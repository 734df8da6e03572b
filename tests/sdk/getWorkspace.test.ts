import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { type GetWorkspaceArgs, getWorkspace, getWorkspaceOutput } from "../../sdk/index";
import { programSession } from "../../sdk/run";
import { caught, lines } from "../provider/helpers";
import { programs, valueOf } from "./helpers";

describe("sdk/getWorkspace", () => {
    const run = programs();

    for (const contract of ["cisco", "crud"] as const) {
        it(`finds the workspace with the whole name, which the filter only contains (${contract})`, async () => {
            const simulator = await run.started({ contract });
            simulator.addWorkspace({ displayName: "Lobby North" });
            const { id } = simulator.addWorkspace({ displayName: "Lobby" });
            assert.equal((await getWorkspace({ name: "lobby" })).id, id);
            assert.deepEqual(lines(simulator.log.entries), ["GET /workspaces?displayName=lobby&max=100"]);
        });
    }

    it("finds it on any page, with and without links", async () => {
        for (const sendLink of [true, false]) {
            const simulator = await run.started({ sendLink });
            for (let at = 0; at < 150; at += 1) {
                simulator.addWorkspace({ displayName: `Lobby ${at}` });
            }
            const { id } = simulator.addWorkspace({ displayName: "Lobby" });
            assert.equal((await getWorkspace({ name: "Lobby" })).id, id);
            run.next();
        }
    });

    it("finds a workspace by id, and learns its name for messages", async () => {
        const simulator = await run.started();
        const { id } = simulator.addWorkspace({ displayName: "Lobby" });
        assert.equal((await getWorkspace({ workspaceId: id })).displayName, "Lobby");
        assert.equal(programSession().names.describe({ workspaceId: id }), `workspace "Lobby" (${id})`);
    });

    for (const by of ["name", "id"] as const) {
        it(`tells workspaces of one name apart by their location's ${by}`, async () => {
            const simulator = await run.started();
            const [denver, boston] = ["Denver", "Boston"].map((name) => simulator.addLocation({ name }));
            simulator.addWorkspace({ displayName: "Lobby", locationId: denver?.id ?? "" });
            const { id } = simulator.addWorkspace({ displayName: "Lobby", locationId: boston?.id ?? "" });
            const location = by === "name" ? "boston" : boston?.id;
            assert.equal((await getWorkspace({ name: "Lobby", location })).id, id);
        });
    }

    it("lists all of one name, with their locations and ids", async () => {
        const simulator = await run.started();
        const { id: locationId } = simulator.addLocation({ name: "Denver" });
        const one = simulator.addWorkspace({ displayName: "Lobby", locationId });
        const other = simulator.addWorkspace({ displayName: "LOBBY" });
        const error = await caught(getWorkspace({ name: "Lobby" }));
        assert.ok(error instanceof pulumi.RunError);
        assert.equal(
            error.message,
            'getWorkspace: there is more than one workspace named "Lobby"; give its location too, or workspaceId:\n' +
                `  "Lobby" in "Denver" (${one.id})\n  "LOBBY" (${other.id})`,
        );
    });

    it("lists them with the locations' ids where locations may not be read", async () => {
        const simulator = await run.started();
        simulator.setScopes(["spark-admin:workspaces_read"]);
        simulator.addWorkspace({ displayName: "Lobby", locationId: "l1" });
        simulator.addWorkspace({ displayName: "Lobby", locationId: "l2" });
        assert.match((await caught(getWorkspace({ name: "Lobby" }))).message, /"Lobby" in location l1 \(/);
    });

    it("names the nearest where there is none", async () => {
        const simulator = await run.started();
        const { id } = simulator.addWorkspace({ displayName: "Board Room" });
        simulator.addWorkspace({ displayName: "Lobby" });
        assert.equal(
            (await caught(getWorkspace({ name: "Bord Room" }))).message,
            `getWorkspace: there is no workspace named "Bord Room"; the nearest: "Board Room" (${id})`,
        );
    });

    it("says that there is no such location, with the nearest", async () => {
        const simulator = await run.started();
        simulator.addLocation({ name: "Denver" });
        assert.match(
            (await caught(getWorkspace({ name: "Lobby", location: "Denvr" }))).message,
            /^getWorkspace: there is no location named "Denvr"; the nearest: "Denver"/,
        );
    });

    it("says that an id is no workspace's, also a person's id", async () => {
        const simulator = await run.started();
        const { id } = simulator.addPerson();
        assert.equal(
            (await caught(getWorkspace({ workspaceId: id }))).message,
            `getWorkspace: there is no workspace ${id}`,
        );
    });

    it("names the scope that is missing", async () => {
        const simulator = await run.started();
        simulator.setScopes([]);
        assert.match(
            (await caught(getWorkspace({ name: "Lobby" }))).message,
            /^getWorkspace of "Lobby" failed: .*spark-admin:workspaces_read/,
        );
    });

    for (const [name, args, message] of [
        ["nothing", {}, /give exactly one of name, workspaceId; none is given/],
        ["both", { name: "a", workspaceId: "b" }, /name and workspaceId are given/],
        ["a location alone", { location: "Denver" }, /none is given/],
        ["a location beside an id", { workspaceId: "b", location: "Denver" }, /location goes with name only/],
    ] as [string, GetWorkspaceArgs, RegExp][]) {
        it(`refuses ${name} and sends nothing`, async () => {
            const simulator = await run.started();
            assert.match((await caught(getWorkspace(args))).message, message);
            assert.equal(simulator.log.entries.length, 0);
        });
    }

    it("getWorkspaceOutput takes an output", async () => {
        const simulator = await run.started();
        const { id } = simulator.addWorkspace({ displayName: "Lobby" });
        assert.equal(await valueOf(getWorkspaceOutput({ name: pulumi.output("Lobby") }).id), id);
    });
});
