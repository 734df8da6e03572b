import { grouped } from "../../grouped";
import type { DeclaredDevice, DeclaredOwner, DeclaredWorkspace, Section } from "./declarations";
import { commentOf, textLiteral, valueLiteral } from "./literal";
import { takeVariable } from "./variables";

/** One line of an object literal, with what is said behind it. */
export interface Field {
    readonly text: string;
    readonly comment?: string | undefined;
}

/** How a program names what a device refers to. */
export interface References {
    readonly workspaceId: (workspace: DeclaredWorkspace) => string;
}

/** The statements of a section, one for each resource. `taken` holds the variables that its module has already. */
export function statementsOf(section: Section, taken: Set<string>): string[] {
    const variables = new Map<string, string>();
    const references: References = { workspaceId: ({ key }) => `${variables.get(key) ?? ""}.id` };
    const roomOf = ({ owner }: DeclaredDevice) => (owner?.by === "workspace" ? owner.workspace.key : undefined);
    const devicesOf = grouped(section.devices, roomOf);
    const withDevices = (devices: readonly DeclaredDevice[] = []): string[] =>
        devices.flatMap((device) => deviceStatements(device, references, taken));
    return [
        ...section.workspaces.flatMap((workspace) => {
            const { key, name } = workspace;
            if (!devicesOf.has(key)) {
                return [statement("", "Workspace", name, workspaceFields(workspace))];
            }
            const variable = takeVariable(name, "room", taken);
            variables.set(key, variable);
            return [
                statement(`const ${variable} = `, "Workspace", name, workspaceFields(workspace)),
                ...withDevices(devicesOf.get(key)),
            ];
        }),
        ...withDevices(devicesOf.get(undefined)),
    ];
}

/** The arguments of a workspace. */
export function workspaceFields({ id, displayName }: DeclaredWorkspace): Field[] {
    return [
        { text: `workspaceId: ${textLiteral(id)}` },
        ...(displayName === undefined ? [] : [{ text: `displayName: ${textLiteral(displayName)}` }]),
    ];
}

/** The arguments of a device. */
export function deviceFields(device: DeclaredDevice, references: References): Field[] {
    const { naming, owner, tags, hasOddTags, product } = device;
    const isModelSaid = naming.by === "mac" && naming.model !== undefined;
    const numbers = Object.entries(naming).filter(([name, value]) => name !== "by" && value !== undefined);
    return [
        ...(owner === undefined ? [] : [ownerField(owner, references)]),
        ...numbers.map(([name, value]) => ({
            text: `${name}: ${textLiteral(String(value))}`,
            comment: isModelSaid ? undefined : product,
        })),
        ...(tags === undefined ? [] : [{ text: `tags: [${tags.map(textLiteral).join(", ")}]` }]),
        ...(hasOddTags ? [{ text: "", comment: "The tags are left out: one of them is blank or broken." }] : []),
    ];
}

function ownerField(owner: DeclaredOwner, { workspaceId }: References): Field {
    switch (owner.by) {
        case "workspace":
            return { text: `workspaceId: ${workspaceId(owner.workspace)}` };
        case "email":
            return { text: `personId: person(${textLiteral(owner.email)})`, comment: owner.label };
        case "id":
            return { text: `${owner.input}: ${textLiteral(owner.id)}`, comment: owner.label };
    }
}

/** The value of `settings`, several lines from `indent` on, and the comment before it where some are left out. */
export function settingsField({ settings }: DeclaredDevice, indent: string): string[] {
    const { values = {}, secret = [] } = settings ?? {};
    const leftOut = secret.length === 0 ? [] : [`${indent}${leftOutComment(secret)}`];
    return [...leftOut, `${indent}settings: ${valueLiteral(values, indent)},`];
}

/** Whether a program has a declaration of a device's settings. */
export function hasSettings({ settings }: DeclaredDevice): boolean {
    return Object.keys(settings?.values ?? {}).length > 0;
}

function leftOutComment(secret: readonly string[]): string {
    return commentOf(`Left out, as they may be secrets (see README.md): ${secret.join(", ")}`);
}

function deviceStatements(device: DeclaredDevice, references: References, taken: Set<string>): string[] {
    const { name } = device;
    const fields = deviceFields(device, references);
    if (!hasSettings(device)) {
        return [statement("", "Device", name, fields)];
    }
    const isNamed = device.settingsId === undefined;
    const variable = isNamed ? takeVariable(name, "device", taken) : undefined;
    const id = variable === undefined ? textLiteral(device.settingsId ?? device.id) : `${variable}.id`;
    return [
        statement(variable === undefined ? "" : `const ${variable} = `, "Device", name, fields),
        [
            "new webex.DeviceConfiguration(",
            `    ${textLiteral(name)},`,
            "    {",
            `        deviceId: ${id},`,
            ...settingsField(device, "        "),
            "    },",
            "    settingsStay,",
            ");",
        ].join("\n"),
    ];
}

function statement(before: string, type: string, name: string, fields: readonly Field[]): string {
    const lines = fields.map(({ text, comment }) =>
        [`    ${text === "" ? "" : `${text},`}`, ...(comment === undefined ? [] : [commentOf(comment)])]
            .join(text === "" ? "" : " ")
            .trimEnd(),
    );
    return [`${before}new webex.${type}(${textLiteral(name)}, {`, ...lines, "});"].join("\n");
}
