import assert from "node:assert/strict";
import { Estate } from "../../../cli/estate/estate";
import type { OrganisationCodes } from "../../../cli/sheet/organisationCodes";
import { documentOf, leftOutWords, sheet } from "../../../cli/sheet/sheet";
import { openSession } from "../../../provider/session";
import { stackCode } from "./samples";

describe("cli/sheet/sheet", () => {
    it("has nothing to do without a file and without --watch", async () => {
        const options = { stack: ["dev"], watch: false, for: 60 };
        await assert.rejects(sheet(options), /^CliError: there is nothing to do; give a file with --out/);
    });

    it("says how many codes are left out and why, with some of their names", () => {
        const used = Array.from({ length: 12 }, (_, at) => [stackCode(`u${at}`), "used"] as const);
        assert.equal(
            leftOutWords([...used.slice(0, 2), [stackCode("e"), "ended"]]),
            '2 used (DeviceActivation "u0", DeviceActivation "u1"), 1 ended (DeviceActivation "e")',
        );
        assert.match(leftOutWords(used), /^12 used \(DeviceActivation "u0", .*"u9" and 2 more\)$/);
    });

    it("puts the codes of all organisations that can be entered on one sheet", () => {
        const estate = new Estate({ people: [], workspaces: [], locations: [], devices: [] });
        const organisation = (name: string, isUsed: boolean): OrganisationCodes => {
            const issued = [stackCode(`${name}-2`, { workspaceId: "b" }), stackCode(`${name}-1`, { workspaceId: "a" })];
            return {
                stacks: [`offices/${name}`],
                session: openSession(() => undefined),
                estate,
                issued,
                devices: new Map(),
                leftOut: new Map(isUsed ? issued.slice(0, 1).map((code) => [code, "used"] as const) : []),
                workspaces: new Map([["a", "Lobby"]]),
            };
        };
        const { stacks, locations } = documentOf([organisation("north", true), organisation("south", false)]);
        assert.deepEqual(stacks, ["offices/north", "offices/south"]);
        assert.deepEqual(
            locations.flatMap(({ rows }) => rows.map(({ owner, source }) => `${owner}: ${source.replace(/.* /, "")}`)),
            ['b: "south-2"', 'Lobby: "north-1"', 'Lobby: "south-1"'],
        );
    });
});
