import assert from "node:assert/strict";
import { readRows } from "../../../sdk/csv/csvText";
import { type OwnFile, readOwnFile } from "../../../sdk/csv/ownFile";

function read(...lines: string[]): OwnFile {
    const [header, ...rows] = readRows(lines.join("\n"));
    assert.ok(header !== undefined);
    return readOwnFile(header, rows);
}

describe("sdk/csv/ownFile", () => {
    it("knows its columns in any spelling, and keeps what an entry does not hold as extra", () => {
        const { rows, problems } = read(
            "NAME,Mac_Address,workspace,Location,Asset No,Serial Number,device-id",
            "a,52EAD324FD21,Lobby,HQ,17,S,D",
        );
        assert.deepEqual(problems, []);
        assert.deepEqual(rows, [
            {
                line: 2,
                kind: "devices",
                values: {
                    name: "a",
                    mac: "52EAD324FD21",
                    workspace: "Lobby",
                    location: "HQ",
                    serial: "S",
                    deviceId: "D",
                },
                extra: { workspace: "Lobby", location: "HQ", "Asset No": "17" },
            },
        ]);
    });

    it("takes a heading for misspelt that is near a known one", () => {
        const { suspects } = read("name,tag,macs,wokspace,persn-id,note,rack,floor,extension,mac");
        assert.deepEqual(suspects, [
            { heading: "tag", nearest: "tags" },
            { heading: "macs", nearest: "mac" },
            { heading: "wokspace", nearest: "workspace" },
            { heading: "persn-id", nearest: "personId" },
        ]);
    });
});
