import assert from "node:assert/strict";
import type { ManifestItem } from "../../../../cli/inventory/program/manifest";
import { type ProgramOutcome, programReport } from "../../../../cli/inventory/program/programReport";
import { declared, SMALL } from "../estates";

const ITEM: ManifestItem = {
    ...{ kind: "device", key: "serial FOC1", id: "1", name: "lobby-room-bar", location: "HQ" },
    says: { product: "Cisco Room Bar", owner: "Lobby" },
};
const ROOM: ManifestItem = { ...ITEM, kind: "workspace", name: "alps", says: { name: "Alps" } };

describe("cli/inventory/program/programReport", () => {
    const first: ProgramOutcome = {
        ...{ folder: "estate", declarations: declared(SMALL), comparison: undefined, hasOtherForm: false },
        changes: [{ path: "index.ts", what: "create", text: "" }],
    };

    it("counts what is declared, and says what comes next, after the first run", () => {
        assert.equal(
            programReport(first),
            [
                "estate declares 2 workspaces, 2 devices (1 by MAC address, 1 by serial number), 2 locations.",
                "",
                "Written: index.ts.",
                "",
                "Next:",
                "  cd estate",
                "  npm install",
                "  pulumi stack init dev",
                "  pulumi up        # adopts everything, writes nothing at Webex",
                "README.md there says more.",
            ].join("\n"),
        );
    });

    it("lists what is left out", () => {
        const settings = new Map([["dev-1", { values: { "A.B": 1 }, secret: ["SIP.Password"] }]]);
        const devices = [
            ...SMALL.devices.map((device) => ({ ...device, tags: device.id === "dev-1" ? [" "] : ["a"] })),
            { id: "code", product: "Cisco 8865", personId: "person-1", connectionStatus: "activating" },
        ];
        const report = programReport({ ...first, declarations: declared({ ...SMALL, devices }, { settings }) });
        assert.match(report, /the settings of 1 device, 2 locations\./);
        assert.ok(
            report.includes(
                [
                    "Left out:",
                    "  Cisco 8865 of Ada Lovelace <ada@example.com>: not online yet, its code is open (code)",
                    "  the tags of lobby-room-bar: one is blank or broken text",
                    "  settings of lobby-room-bar, as they may be secrets: SIP.Password",
                ].join("\n"),
            ),
            report,
        );
    });

    it("lists what is new, changed and gone since, and what happened to the files", () => {
        const report = programReport({
            ...first,
            comparison: {
                added: [ITEM, ROOM],
                changed: [{ item: ITEM, changes: ["tags: a → b", "A.B is set"] }],
                gone: [ROOM],
            },
            changes: [
                { path: "index.ts", what: "writeBeside", text: "" },
                { path: "README.md", what: "replace", text: "" },
                { path: "package.json", what: "same" },
                { path: "locations/a.ts", what: "keepEdited" },
                { path: "locations/b.ts", what: "remove" },
                { path: "locations/c.ts", what: "keepUnused" },
            ],
        });
        assert.equal(
            report,
            [
                "estate declares 2 workspaces, 2 devices (1 by MAC address, 1 by serial number), 2 locations.",
                "",
                "New since the last run (2)",
                "  device     lobby-room-bar  Cisco Room Bar, Lobby, HQ",
                "  workspace  alps            Alps, HQ",
                "",
                "Changed since the last run (1)",
                "  device  lobby-room-bar  tags: a → b; A.B is set",
                "",
                "Gone since the last run (1)",
                "  workspace  alps  Alps, HQ",
                "",
                "Written anew: README.md.",
                "Removed, as nothing is declared in it any more: locations/b.ts.",
                "Edited by somebody and left as it is; there is nothing new for it: locations/a.ts.",
                "Edited by somebody and left, although nothing is declared in it any more: locations/c.ts.",
                "Edited by somebody and left as it is; the new text stands beside it: index.ts (index.ts.new).",
                "Compare, take over what you want, and remove the new file: diff estate/index.ts estate/index.ts.new",
            ].join("\n"),
        );
    });

    it("says that nothing is new, and that another form needs two runs", () => {
        const comparison = { added: [], changed: [], gone: [] };
        const report = programReport({ ...first, comparison, changes: [], hasOtherForm: true });
        assert.match(
            report,
            /\n\nNothing is new since the last run\.\n\nNo file changed\.\n\nThe program has another form/,
        );
    });
});
