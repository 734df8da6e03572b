import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { CALLING_DEVICE_SETTINGS } from "../../../provider/definitions/callingDeviceSettings";
import { type Definition, inputNames, outputNames } from "../../../provider/definitions/definition";
import { DEVICE } from "../../../provider/definitions/device";
import { DEVICE_ACTIVATION } from "../../../provider/definitions/deviceActivation";
import { DEVICE_ACTIVATION_BATCH } from "../../../provider/definitions/deviceActivationBatch";
import { DEVICE_ACTIVATION_BATCHES } from "../../../provider/definitions/deviceActivationBatches";
import { DEVICE_BATCH } from "../../../provider/definitions/deviceBatch";
import { DEVICE_CONFIGURATION } from "../../../provider/definitions/deviceConfiguration";
import { DEVICE_CONFIGURATION_BATCH } from "../../../provider/definitions/deviceConfigurationBatch";
import { OF_WORKSPACE, ROOM } from "../../../provider/definitions/room";
import { SETTINGS } from "../../../provider/definitions/settings";
import { WORKSPACE } from "../../../provider/definitions/workspace";
import { WORKSPACE_BATCH } from "../../../provider/definitions/workspaceBatch";
import type { Argument } from "../../../provider/lookUps/lookUp";
import { LOOK_UPS } from "../../../provider/lookUps/lookUps";

interface Declared {
    readonly docstring: string;
    /** The type as it is written. */
    readonly type: string;
}

const SDK = path.resolve(__dirname, "../../../sdk");

/** White space aside. */
function plain(text: string): string {
    return text.replace(/\s+/g, " ").trim();
}

function docstringOf(node: ts.Node): string {
    return plain(
        ts
            .getJSDocCommentsAndTags(node)
            .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? "")
            .join("\n"),
    );
}

/** The properties that an interface or class of a source file declares, by their names; static ones aside. */
function declaredIn(file: string, declaration: string): ReadonlyMap<string, Declared> {
    const text = readFileSync(path.join(SDK, file), "utf8");
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
    const found = source.statements.find(
        (node): node is ts.InterfaceDeclaration | ts.ClassDeclaration =>
            (ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node)) && node.name?.text === declaration,
    );
    assert.ok(found, `${file} declares no ${declaration}`);
    const properties = new Map<string, Declared>();
    for (const member of found.members as ts.NodeArray<ts.Node>) {
        const isProperty = ts.isPropertySignature(member) || ts.isPropertyDeclaration(member);
        if (!isProperty || (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static) !== 0) {
            continue;
        }
        assert.ok(ts.isIdentifier(member.name), member.getText(source));
        properties.set(member.name.text, {
            docstring: docstringOf(member),
            type: plain(member.type?.getText(source) ?? ""),
        });
    }
    return properties;
}

interface Row {
    readonly file: string;
    readonly declaration: string;
    readonly definition: Definition;
    readonly names: (definition: Definition) => readonly string[];
    /** What the class has besides the table. */
    readonly besides?: readonly string[];
}

const ROWS: readonly Row[] = [
    { file: "device.ts", declaration: "DeviceArgs", definition: DEVICE, names: inputNames },
    { file: "device.ts", declaration: "Device", definition: DEVICE, names: outputNames, besides: ["details"] },
    {
        file: "deviceActivation.ts",
        declaration: "DeviceActivationArgs",
        definition: DEVICE_ACTIVATION,
        names: inputNames,
    },
    { file: "deviceActivation.ts", declaration: "DeviceActivation", definition: DEVICE_ACTIVATION, names: outputNames },
    { file: "deviceBatch.ts", declaration: "DeviceBatchEntry", definition: DEVICE_BATCH.entry, names: inputNames },
    { file: "deviceBatch.ts", declaration: "DeviceBatchArgs", definition: DEVICE_BATCH, names: inputNames },
    { file: "deviceBatch.ts", declaration: "DeviceBatch", definition: DEVICE_BATCH, names: outputNames },
    {
        file: "deviceActivationBatch.ts",
        declaration: "DeviceActivationBatchEntry",
        definition: DEVICE_ACTIVATION_BATCH.entry,
        names: inputNames,
    },
    {
        file: "deviceActivationBatch.ts",
        declaration: "DeviceActivationBatchArgs",
        definition: DEVICE_ACTIVATION_BATCH,
        names: inputNames,
    },
    {
        file: "deviceActivationBatch.ts",
        declaration: "DeviceActivationBatch",
        definition: DEVICE_ACTIVATION_BATCH,
        names: outputNames,
    },
    {
        file: "deviceConfiguration.ts",
        declaration: "DeviceConfigurationArgs",
        definition: DEVICE_CONFIGURATION,
        names: inputNames,
    },
    {
        file: "deviceConfiguration.ts",
        declaration: "DeviceConfiguration",
        definition: DEVICE_CONFIGURATION,
        names: outputNames,
    },
    {
        file: "deviceConfigurationBatch.ts",
        declaration: "DeviceConfigurationBatchEntry",
        definition: DEVICE_CONFIGURATION_BATCH.entry,
        names: inputNames,
    },
    {
        file: "deviceConfigurationBatch.ts",
        declaration: "DeviceConfigurationBatchArgs",
        definition: DEVICE_CONFIGURATION_BATCH,
        names: inputNames,
    },
    {
        file: "deviceConfigurationBatch.ts",
        declaration: "DeviceConfigurationBatch",
        definition: DEVICE_CONFIGURATION_BATCH,
        names: outputNames,
    },
    {
        file: "callingDeviceSettings.ts",
        declaration: "CallingDeviceSettingsArgs",
        definition: CALLING_DEVICE_SETTINGS,
        names: inputNames,
    },
    {
        file: "callingDeviceSettings.ts",
        declaration: "CallingDeviceSettings",
        definition: CALLING_DEVICE_SETTINGS,
        names: outputNames,
    },
    { file: "workspaceBatch.ts", declaration: "WorkspaceBatchArgs", definition: WORKSPACE_BATCH, names: inputNames },
    { file: "workspaceBatch.ts", declaration: "WorkspaceBatch", definition: WORKSPACE_BATCH, names: outputNames },
    {
        file: "room.ts",
        declaration: "RoomArgs",
        definition: ROOM,
        names: (definition) =>
            inputNames(definition).filter((name) => ![...OF_WORKSPACE, "orgId", "workspaceId"].includes(name)),
        // The table has it as an output, too.
        besides: ["workspaceId"],
    },
    {
        file: "deviceActivationBatches.ts",
        declaration: "DeviceActivationBatchesArgs",
        definition: DEVICE_ACTIVATION_BATCHES,
        names: () => [],
        // Neither is an output: both have to be known.
        besides: ["activations", "slices"],
    },
    { file: "workspace.ts", declaration: "WorkspaceArgs", definition: WORKSPACE, names: inputNames },
    { file: "workspace.ts", declaration: "Workspace", definition: WORKSPACE, names: outputNames, besides: ["details"] },
];

/** The type of a property's values, as TypeScript writes it; undefined for maps of entries, whose type is a class. */
function typeOf(definition: Definition, name: string, isInput: boolean): string | undefined {
    const { schema } = definition.properties[name] ?? {};
    switch (schema?.type) {
        case "string":
            return schema.enum?.map((word) => `"${word}"`).join(" | ") ?? "string";
        case "boolean":
            return "boolean";
        case "integer":
            return "number";
        case "array":
            return isInput ? "readonly pulumi.Input<string>[]" : "string[]";
        default:
            return undefined;
    }
}

describe("docstrings of sdk/", () => {
    for (const { file, declaration, definition, names, besides = [] } of ROWS) {
        it(`${declaration} declares exactly what the table has`, () => {
            const declared = [...declaredIn(file, declaration).keys()];
            assert.deepEqual(declared.sort(), [...besides, ...names(definition)].sort());
        });

        it(`${declaration} says of each property what the table says`, () => {
            const declared = declaredIn(file, declaration);
            const inTable = Object.fromEntries(
                names(definition).map((name) => [name, plain(definition.properties[name]?.description ?? "")]),
            );
            const said = Object.fromEntries(names(definition).map((name) => [name, declared.get(name)?.docstring]));
            assert.deepEqual(said, inTable);
        });

        it(`${declaration} has the types that the schemas have`, () => {
            const isInput = /(Args|Entry)$/.test(declaration);
            const wrapper = isInput ? "pulumi.Input" : "pulumi.Output";
            for (const [name, { type }] of declaredIn(file, declaration)) {
                const expected = besides.includes(name) ? undefined : typeOf(definition, name, isInput);
                if (expected !== undefined) {
                    const [, inner = ""] = new RegExp(`^${wrapper}<(.*)>( \\| undefined)?$`).exec(type) ?? [];
                    assert.equal(inner.trim().replace(/ \| undefined$/, ""), expected, name);
                }
            }
        });

        for (const name of besides) {
            it(`${declaration} says what ${name} is`, () => {
                assert.notEqual(declaredIn(file, declaration).get(name)?.docstring ?? "", "");
            });
        }
    }
});

/** What an interface says of each of its properties. */
function saidIn(file: string, declaration: string): Record<string, string> {
    return Object.fromEntries([...declaredIn(file, declaration)].map(([name, { docstring }]) => [name, docstring]));
}

describe("docstrings of arguments", () => {
    for (const { name, args } of LOOK_UPS) {
        it(`${name} says of each argument what its table says`, () => {
            const table = Object.entries<Argument>(args).map(([each, { description }]) => [each, description]);
            const declaration = `${name.charAt(0).toUpperCase()}${name.slice(1)}Args`;
            assert.deepEqual(saidIn(`../provider/lookUps/${name}.ts`, declaration), Object.fromEntries(table));
        });
    }

    it("ProviderArgs says of each setting what the table says", () => {
        const lasting = SETTINGS.filter((setting) => !("oneRun" in setting));
        const table = lasting.map(({ name, description }) => [name, description]);
        assert.deepEqual(saidIn("native/provider.ts", "ProviderArgs"), Object.fromEntries(table));
    });
});
