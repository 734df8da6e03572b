import assert from "node:assert/strict";
import {
    hashOf,
    knownNames,
    type Manifest,
    manifestIn,
    manifestOf,
    manifestText,
} from "../../../../cli/inventory/program/manifest";
import { declared, SMALL } from "../estates";

const OPTIONS = { batches: true, settings: false, perLocation: false, location: "Berlin" };
const ORIGIN = { organization: "org", told: { people: 1, workspaces: 2, locations: 2 } };

describe("cli/inventory/program/manifest", () => {
    const settings = new Map([["dev-1", { values: { "SystemUnit.Name": "my secret" }, secret: [] }]]);
    const { sections } = declared(SMALL, { settings });
    const manifest = manifestOf(sections, new Map([["index.ts", "text"]]), { options: OPTIONS, origin: ORIGIN });

    it("notes what was generated, with the values of settings as hashes", () => {
        assert.deepEqual(manifest.files, { "index.ts": hashOf("text") });
        assert.deepEqual(manifest.sections, { "loc-b": "berlin", "loc-hq": "hq" });
        assert.deepEqual(
            manifest.items.map(({ kind, key, id, name, location }) => [kind, key, id, name, location]),
            [
                ["workspace", "room-2", "room-2", "alps", "Berlin"],
                ["device", "mac 52EAD324FD21", "dev-2", "ada-lovelace-8865", "Berlin"],
                ["workspace", "room-1", "room-1", "lobby", "HQ"],
                ["device", "serial FOC1", "dev-1", "lobby-room-bar", "HQ"],
            ],
        );
        assert.deepEqual(manifest.items[1]?.says, {
            ...{ mac: "52:EA:D3:24:FD:21", model: "DMS Cisco 8865", product: "Cisco 8865", owner: "ada@example.com" },
        });
        assert.match(manifest.items[3]?.says["setting SystemUnit.Name"] ?? "", /^[0-9a-f]{12}$/);
        assert.doesNotMatch(manifestText(manifest), /my secret/);
    });

    it("is read as it was written, with a line for each item", () => {
        const text = manifestText(manifest);
        assert.deepEqual(manifestIn(text), JSON.parse(JSON.stringify(manifest)));
        assert.equal(text.split("\n").filter((line) => /^ {4}\{"kind"/.test(line)).length, 4);
        const empty: Manifest = { ...manifest, items: [] };
        assert.deepEqual(manifestIn(manifestText(empty))?.items, []);
    });

    const broken: [string, string][] = [
        ["no JSON", "{"],
        ["nothing", "null"],
        ["another version's", manifestText({ ...manifest, version: 2 as never })],
        ["without items", JSON.stringify({ ...manifest, items: undefined })],
        ["with a path that leaves the folder", JSON.stringify({ ...manifest, files: { "../x": "h" } })],
        ["with a path of the whole machine", JSON.stringify({ ...manifest, files: { "/etc/x": "h" } })],
        ["with a path of another drive", JSON.stringify({ ...manifest, files: { "C:\\x": "h" } })],
    ];
    for (const [what, text] of broken) {
        it(`takes ${what} for none`, () => {
            assert.equal(manifestIn(text), undefined);
        });
    }

    it("tells the names that were given, of devices also by their ids", () => {
        const { workspaces, devices, sections: places } = knownNames(manifest);
        assert.deepEqual(
            [...workspaces],
            [
                ["room-2", "alps"],
                ["room-1", "lobby"],
            ],
        );
        assert.equal(devices.get("serial FOC1"), "lobby-room-bar");
        assert.equal(devices.get("id dev-1"), "lobby-room-bar");
        assert.equal(places.get("loc-hq"), "hq");
        assert.equal(knownNames(undefined).devices.size, 0);
    });
});
