import assert from "node:assert/strict";
import { CliError } from "../../../../cli/cliError";
import {
    type ImportEntry,
    importEntries,
    importFileIn,
    importText,
    mergedFile,
    namesIn,
} from "../../../../cli/inventory/import/importFile";
import type { DeclaredDevice, Section } from "../../../../cli/inventory/program/declarations";
import { webexId } from "../../../../simulator/ids";

const NEVER = () => false;

function device(name: string, more: Partial<DeclaredDevice> = {}): DeclaredDevice {
    return {
        ...{ key: name, id: `id-${name}`, name, naming: { by: "serial", serial: name }, owner: undefined },
        ...{ tags: undefined, hasOddTags: false, product: undefined, settingsId: undefined, settings: undefined },
        ...more,
    };
}

function section(devices: readonly DeclaredDevice[]): Section {
    const workspaces = [{ key: "w", id: "id-w", name: "lobby", displayName: "Lobby" }];
    return { key: "", name: "no-location", title: "", workspaces, devices };
}

const entry = (type: string, name: string, id: string): ImportEntry => ({ type: `webex:index:${type}`, name, id });

describe("cli/inventory/import/importFile", () => {
    it("names workspaces, devices and their settings by the types of the native plugin", () => {
        const settings = { values: { "Audio.DefaultVolume": 1 }, secret: [] };
        const none = { values: {}, secret: ["Some.Password"] };
        const devices = [device("a", { settings, settingsId: "lasting" }), device("b", { settings: none })];
        assert.deepEqual(importEntries([section(devices)], NEVER), [
            entry("Workspace", "lobby", "id-w"),
            entry("Device", "a", "id-a"),
            entry("DeviceConfiguration", "a", "lasting"),
            entry("Device", "b", "id-b"),
        ]);
    });

    it("leaves out what is there", () => {
        const isThere = (className: string, id: string) => className === "Device" && id === "id-a";
        const names = importEntries([section([device("a"), device("b")])], isThere).map(({ name }) => name);
        assert.deepEqual(names, ["lobby", "b"]);
    });

    it("keeps what somebody added to a resource, and to the file", () => {
        const id = webexId("DEVICE");
        const earlier = {
            nameTable: { floor: "urn:1" },
            resources: [{ ...entry("Device", "old", `${id}==`), parent: "floor" }, entry("Device", "gone", "x")],
        };
        const merged = mergedFile([entry("Device", "old", id), entry("Device", "new", "y")], earlier);
        assert.deepEqual(merged, {
            nameTable: { floor: "urn:1" },
            resources: [{ ...entry("Device", "old", id), parent: "floor" }, entry("Device", "new", "y")],
        });
    });

    it("is a text of JSON with a resource a line, which is read again", () => {
        const file = {
            nameTable: { "a\nb": "urn:1" },
            resources: [entry("Device", 'a "b"', "1"), entry("Device", "c", "2")],
        };
        const text = importText(file);
        assert.deepEqual(JSON.parse(text), file);
        assert.equal(text.split("\n").length, 8);
        assert.deepEqual(importFileIn(text, "f"), file);
        assert.deepEqual(JSON.parse(importText({ resources: [] })), { resources: [] });
    });

    it("takes nothing else for an import file, so that nothing else is overwritten", () => {
        for (const text of [
            "",
            "{",
            "[]",
            "{}",
            '{"resources":1}',
            '{"resources":[{"type":"a","name":"b"}]}',
            "null",
        ]) {
            assert.throws(
                () => importFileIn(text, "package.json"),
                (error) =>
                    error instanceof CliError && /^package\.json is there, and is no import file/.test(error.message),
                text,
            );
        }
    });

    it("has the names of an earlier file by the things' ids, whatever the front", () => {
        const id = webexId("PLACE");
        const { workspaces, devices } = namesIn({
            resources: [
                entry("Workspace", "room", id),
                { type: "pulumi-nodejs:dynamic/webex:Device", name: "desk", id: "d" },
                { type: "aws:s3/bucket:Bucket", name: "bucket", id: "b" },
            ],
        });
        assert.deepEqual([...workspaces.values()], ["room"]);
        assert.deepEqual([...devices], [["id d", "desk"]]);
        assert.equal(namesIn(undefined).devices.size, 0);
    });
});
