import assert from "node:assert/strict";
import type { EstateOwner } from "../../../cli/estate/estate";
import { ownerName } from "../../../cli/estate/ownerName";

describe("cli/estate/ownerName", () => {
    const cases: [string, EstateOwner, string | undefined][] = [
        ["a room by its name", { workspace: { id: "w", displayName: "Lobby" } }, "Lobby"],
        ["a room without a name by its id", { workspace: { id: "w" } }, "w"],
        [
            "a person by name and address",
            { person: { id: "p", displayName: "Ada", emails: ["a@x", "b@x"] } },
            "Ada <a@x>",
        ],
        ["a person by the address alone", { person: { id: "p", emails: ["a@x"] } }, "a@x"],
        ["a person by the name alone", { person: { id: "p", displayName: "Ada", emails: [] } }, "Ada"],
        ["a person of whom nothing is told by the id", { person: { id: "p", emails: [] } }, "p"],
        ["nobody", {}, undefined],
    ];
    for (const [whom, owner, name] of cases) {
        it(`calls ${whom}`, () => {
            assert.equal(ownerName(owner), name);
        });
    }
});
