import type { DeclaredDevice, Section } from "./declarations";
import { commentOf, keyLiteral, textLiteral } from "./literal";
import { deviceFields, type Field, hasSettings, settingsField, workspaceFields } from "./statements";

/** The name of a batch. In a program of several modules the location's stands before it. */
function batchName(prefix: string, what: string): string {
    return prefix === "" ? what : `${prefix}-${what}`;
}

/**
 * The maps and batches of some sections, as the parts of one module. `prefix` stands before the names of the batches
 * where a program has several modules.
 */
export function batchesOf(sections: readonly Section[], prefix: string): string[] {
    const references = { workspaceId: ({ name }: { name: string }) => `workspace(${textLiteral(name)})` };
    const workspaces = mapOf(sections, ({ workspaces: all }) =>
        all.map((each) => entry(each.name, workspaceFields(each))),
    );
    const devices = mapOf(sections, ({ devices: all }) =>
        all.map((each) => entry(each.name, deviceFields(each, references))),
    );
    const configured = mapOf(sections, ({ devices: all }) => all.filter(hasSettings).map(settingsEntry));
    const isAsked = sections.some(({ devices: all }) => all.some(({ owner }) => owner?.by === "workspace"));
    const isReferred = sections.some(({ devices: all }) => all.some((each) => hasSettings(each) && isNamed(each)));
    return [
        ...(workspaces.length === 0
            ? []
            : batch({ map: "workspaces", type: "WorkspaceBatch", prefix, lines: workspaces, isAsked })),
        ...(devices.length === 0
            ? []
            : batch({ map: "devices", type: "DeviceBatch", prefix, lines: devices, isAsked: isReferred })),
        ...(configured.length === 0
            ? []
            : [
                  [
                      `new webex.DeviceConfigurationBatch(`,
                      `    ${textLiteral(batchName(prefix, "settings"))},`,
                      "    {",
                      "        devices: {",
                      // No literal has a line's end in it.
                      ...configured.flatMap((text) => text.split("\n").map((line) => `        ${line}`)),
                      "        },",
                      "    },",
                      "    settingsStay,",
                      ");",
                  ].join("\n"),
              ]),
    ];
}

interface Batch {
    /** The variable of its entries. */
    readonly map: "workspaces" | "devices";
    readonly type: string;
    readonly prefix: string;
    readonly lines: readonly string[];
    /** Whether something in the module needs the id of an entry. */
    readonly isAsked: boolean;
}

function batch({ map, type, prefix, lines, isAsked }: Batch): string[] {
    const one = map.slice(0, -1);
    const made = `new webex.${type}(${textLiteral(batchName(prefix, map))}, { ${map} });`;
    return [
        [`const ${map} = {`, ...lines, `} satisfies Record<string, webex.${type}Entry>;`].join("\n"),
        `${isAsked ? `const ${one}Batch = ` : ""}${made}`,
        ...(isAsked
            ? [
                  // So that a misspelt name is found when the program is compiled.
                  `/** The id of one of the ${map} above. */\n` +
                      `const ${one} = (name: keyof typeof ${map}) => ${one}Batch.ids.apply((ids) => ids[name] ?? "");`,
              ]
            : []),
    ];
}

/** The entries of all sections, each under the name of its location. */
function mapOf(sections: readonly Section[], entriesOf: (section: Section) => readonly string[]): string[] {
    return sections.flatMap((section) => {
        const entries = entriesOf(section);
        const isAlone = sections.length === 1;
        return entries.length === 0 ? [] : [...(isAlone ? [] : [`    ${commentOf(section.title)}`]), ...entries];
    });
}

/** An entry on one line: the maps are read as tables. */
function entry(name: string, fields: readonly Field[]): string {
    const texts = fields.map(({ text }) => text).filter((text) => text !== "");
    const comments = fields.flatMap(({ comment }) => comment ?? []);
    const line = `    ${keyLiteral(name)}: { ${texts.join(", ")} },`;
    return comments.length === 0 ? line : `${line} ${commentOf(comments.join(", "))}`;
}

function settingsEntry(device: DeclaredDevice): string {
    const { name, settingsId, id } = device;
    const deviceId = isNamed(device) ? `device(${textLiteral(name)})` : textLiteral(settingsId ?? id);
    return [
        `    ${keyLiteral(name)}: {`,
        `        deviceId: ${deviceId},`,
        ...settingsField(device, "        "),
        "    },",
    ].join("\n");
}

function isNamed({ settingsId }: DeclaredDevice): boolean {
    return settingsId === undefined;
}
