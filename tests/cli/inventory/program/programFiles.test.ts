import assert from "node:assert/strict";
import fc from "fast-check";
import type { EstateParts } from "../../../../cli/estate/estate";
import { type ProgramForm, programFiles } from "../../../../cli/inventory/program/programFiles";
import { AWKWARD } from "../awkwardEstate";
import { diagnosticsOf } from "../diagnosticsOf";
import { declared, SMALL } from "../estates";

const SINGLE: ProgramForm = { batches: false, settings: true, perLocation: false };
const FORMS: readonly [string, ProgramForm][] = [
    ["a resource each", SINGLE],
    ["batches", { ...SINGLE, batches: true }],
    ["a file a location", { ...SINGLE, perLocation: true }],
    ["batches in a file a location", { batches: true, settings: true, perLocation: true }],
];

const FACTS = {
    name: "estate",
    packageSpec: "^0.1.0",
    own: { devDependencies: { "@pulumi/pulumi": "3.248.0" } },
    config: {},
};

const SETTINGS = new Map([
    ["dev-1", { values: { "Audio.DefaultVolume": 60, "Macros.Macros": [{ name: "m" }] }, secret: ["SIP.Password"] }],
    ["dev-2", { values: {}, secret: ["SIP.Password"] }],
]);

describe("cli/inventory/program/programFiles", () => {
    function filesOf(parts: EstateParts, form: ProgramForm): Record<string, string> {
        return Object.fromEntries(programFiles(declared(parts, { settings: SETTINGS }).sections, form, FACTS));
    }

    it("writes a statement for each resource, location by location", () => {
        const { "index.ts": text } = filesOf(SMALL, SINGLE);
        assert.equal(
            text,
            `import * as webex from "pulumi-webex";

/** The id of the person who has this e-mail address. */
const person = (email: string) => webex.getPersonOutput({ email }).id;

/** Settings stay on their devices when their declarations go. Without it they would be cleared. */
const settingsStay = { retainOnDelete: true };

// -- Berlin ${"-".repeat(88)}

new webex.Workspace("alps", {
    workspaceId: "room-2",
    displayName: "Alps",
});

new webex.Device("ada-lovelace-8865", {
    personId: person("ada@example.com"), // Ada Lovelace
    mac: "52:EA:D3:24:FD:21",
    model: "DMS Cisco 8865",
});

// -- HQ ${"-".repeat(92)}

const lobby = new webex.Workspace("lobby", {
    workspaceId: "room-1",
    displayName: "Lobby",
});

const lobbyRoomBar = new webex.Device("lobby-room-bar", {
    workspaceId: lobby.id,
    serial: "FOC1", // Cisco Room Bar
    tags: ["a"],
});

new webex.DeviceConfiguration(
    "lobby-room-bar",
    {
        deviceId: lobbyRoomBar.id,
        // Left out, as they may be secrets (see README.md): SIP.Password
        settings: {
            "Audio.DefaultVolume": 60,
            "Macros.Macros": [
                {
                    name: "m",
                },
            ],
        },
    },
    settingsStay,
);
`,
        );
    });

    it("writes maps and batches", () => {
        const { "index.ts": text = "" } = filesOf(SMALL, { ...SINGLE, batches: true });
        assert.ok(
            text.endsWith(`
const workspaces = {
    // Berlin
    alps: { workspaceId: "room-2", displayName: "Alps" },
    // HQ
    lobby: { workspaceId: "room-1", displayName: "Lobby" },
} satisfies Record<string, webex.WorkspaceBatchEntry>;

const workspaceBatch = new webex.WorkspaceBatch("workspaces", { workspaces });

/** The id of one of the workspaces above. */
const workspace = (name: keyof typeof workspaces) => workspaceBatch.ids.apply((ids) => ids[name] ?? "");

const devices = {
    // Berlin
    "ada-lovelace-8865": { personId: person("ada@example.com"), mac: "52:EA:D3:24:FD:21", model: "DMS Cisco 8865" }, // Ada Lovelace
    // HQ
    "lobby-room-bar": { workspaceId: workspace("lobby"), serial: "FOC1", tags: ["a"] }, // Cisco Room Bar
} satisfies Record<string, webex.DeviceBatchEntry>;

const deviceBatch = new webex.DeviceBatch("devices", { devices });

/** The id of one of the devices above. */
const device = (name: keyof typeof devices) => deviceBatch.ids.apply((ids) => ids[name] ?? "");

new webex.DeviceConfigurationBatch(
    "settings",
    {
        devices: {
            // HQ
            "lobby-room-bar": {
                deviceId: device("lobby-room-bar"),
                // Left out, as they may be secrets (see README.md): SIP.Password
                settings: {
                    "Audio.DefaultVolume": 60,
                    "Macros.Macros": [
                        {
                            name: "m",
                        },
                    ],
                },
            },
        },
    },
    settingsStay,
);
`),
            text,
        );
    });

    it("has a file a location, and what they share in one", () => {
        const files = filesOf(SMALL, { ...SINGLE, perLocation: true });
        assert.deepEqual(
            Object.keys(files).filter((path) => path.endsWith(".ts")),
            ["index.ts", "shared.ts", "locations/berlin.ts", "locations/hq.ts"],
        );
        assert.match(
            files["index.ts"] ?? "",
            /^import "\.\/locations\/berlin"; \/\/ Berlin\nimport "\.\/locations\/hq"; \/\/ HQ\n$/m,
        );
        assert.match(files["locations/hq.ts"] ?? "", /^import \{ settingsStay \} from "\.\.\/shared";$/m);
    });

    it("takes settings by the id that they go by, where it is another one", () => {
        const devices = SMALL.devices.map((each) => ({ ...each, webexDeviceId: "other" }));
        for (const [, form] of FORMS) {
            const text = Object.values(filesOf({ ...SMALL, devices }, form)).join("\n");
            assert.match(text, /deviceId: "other"/);
            assert.doesNotMatch(text, /const lobbyRoomBar|const device =/);
        }
    });

    it("compiles in each form, whatever everything is called, and where there is little or nothing", function () {
        this.timeout(120_000);
        const estates = {
            awkward: awkwardParts(),
            rooms: { ...SMALL, devices: [] },
            nothing: { ...SMALL, devices: [], workspaces: [] },
        };
        const files = FORMS.flatMap(([name, form]) =>
            Object.entries(estates).flatMap(([estate, parts]) =>
                Object.entries(filesOf(parts, form)).map(
                    ([path, text]) => [`${name}/${estate}/${path}`, text] as const,
                ),
            ),
        );
        assert.equal(files.filter(([path]) => path.endsWith("/index.ts")).length, 12);
        assert.deepEqual(diagnosticsOf(Object.fromEntries(files)), []);
    });

    it("never lets a name out of its literal or comment", () => {
        const text = fc.string({ unit: "binary", maxLength: 30 });
        fc.assert(
            fc.property(text, text, text, text, (room, person, place, tag) => {
                const parts: EstateParts = {
                    locations: [{ id: "l", name: place }],
                    workspaces: [{ id: "w", displayName: room, locationId: "l" }],
                    people: [{ id: "p", displayName: person, emails: [`${room}@x`] }],
                    devices: [
                        { id: "1", workspaceId: "w", product: tag, type: "roomdesk", serial: "S1", tags: [tag] },
                        { id: "2", personId: "p", product: "Cisco 8865", type: "phone", mac: "52EAD324FD21" },
                    ],
                };
                for (const [, form] of FORMS) {
                    const { "index.ts": index = "", ...others } = filesOf(parts, form);
                    const code = [
                        index,
                        ...Object.entries(others).flatMap(([path, own]) => (path.endsWith(".ts") ? own : [])),
                    ];
                    const resources = form.batches && !form.perLocation ? 2 : 3;
                    assert.equal(withoutTexts(code.join("\n")).match(/new webex\.\w+/g)?.length, resources);
                    assert.doesNotMatch(code.join("\n"), /[\u2028\u2029\u202e]|^\s*\/\/\s*@/m);
                }
            }),
            { numRuns: 200 },
        );
    });
});

/** A program without what stands in its literals and comments. */
function withoutTexts(code: string): string {
    return code.replace(/"(?:[^"\\\n]|\\.)*"|\/\/.*|\/\*\*[^]*?\*\//g, "");
}

/** An organisation whose parts have all awkward names. */
function awkwardParts(): EstateParts {
    const each = <T>(make: (name: string, at: number) => T): T[] => AWKWARD.map(make);
    return {
        locations: each((name, at) => ({ id: `l${at}`, name })),
        workspaces: each((displayName, at) => ({ id: `w${at}`, displayName, locationId: `l${at % 20}` })),
        people: each((displayName, at) => ({
            id: `p${at}`,
            displayName,
            emails: at % 2 === 0 ? [] : [`p${at}@example.com`],
        })),
        devices: [
            ...each((tag, at) => ({
                id: `dev-${at}`,
                workspaceId: `w${at}`,
                type: "roomdesk",
                serial: `S${at}`,
                tags: [tag],
                product: tag,
            })),
            ...each((_, at) => ({
                id: `phone-${at}`,
                personId: `p${at}`,
                type: "phone",
                product: "Cisco 8865",
                mac: `52EAD324F${100 + at}`,
            })),
        ],
    };
}
