import {
    type BatchDefinition,
    type Definition,
    detailNames,
    inputNames,
    type PropertyDefinition,
    recordedNames,
    requiredNames,
} from "../definitions/definition";
import { DEVICE_ACTIVATION_BATCHES } from "../definitions/deviceActivationBatches";
import { ROOM } from "../definitions/room";
import { SETTINGS, type SettingDefinition } from "../definitions/settings";
import { listInputsOf } from "./listFilters";
import { functionsOf } from "./schemaFunctions";
import { SchemaTypes } from "./schemaTypes";
import { dynamicTokenOf, LOGICS, PACKAGE, tokenOf } from "./tokens";

/** The resources that are made of others. */
const COMPONENTS: readonly Definition[] = [ROOM, DEVICE_ACTIVATION_BATCHES];

/**
 * The package's schema, from which Pulumi's tools make SDKs for other languages. Source of its form:
 * https://www.pulumi.com/docs/iac/extending-pulumi/schema/
 */
export function packageSchema(version: string): object {
    const types = new SchemaTypes();
    const variables = variablesOf(SETTINGS, types);
    const resources = [
        ...LOGICS.map(({ definition }) => [tokenOf(definition.name), resourceOf(definition, types)] as const),
        ...COMPONENTS.map((definition) => [tokenOf(definition.name), componentOf(definition, types)] as const),
    ];
    const functions = functionsOf(types);
    return {
        name: PACKAGE,
        displayName: "Webex",
        version,
        description: "Pulumi resources for Cisco Webex devices, rooms and activation codes.",
        keywords: ["pulumi", "webex", "cisco", "category/network"],
        license: "Apache-2.0",
        publisher: "pulumi-webex",
        config: { variables },
        provider: {
            description:
                "How one organisation is reached: several providers serve several organisations in one program.",
            inputProperties: variables,
        },
        types: types.all(),
        resources: Object.fromEntries(resources),
        functions,
        language: {
            // `pulumi import` prints programs that import this.
            nodejs: { respectSchemaVersion: true, packageName: "pulumi-webex/native" },
            python: { respectSchemaVersion: true, pyproject: { enabled: true } },
            go: { respectSchemaVersion: true, generateResourceContainerTypes: true },
            csharp: { respectSchemaVersion: true },
            java: {},
        },
    };
}

/** The schema as `schema.json` holds it. */
export function schemaText(version: string): string {
    return `${JSON.stringify(packageSchema(version), undefined, 1)}\n`;
}

function resourceOf(definition: Definition, types: SchemaTypes): object {
    const details = detailNames(definition);
    const withDetails = details.length === 0 ? {} : { details: detailsOf(definition, details, types) };
    return {
        description: definition.description,
        ...propertiesOf(definition, [...inputNames(definition), ...recordedNames(definition)], withDetails, types),
        required: Object.keys(withDetails),
        aliases: [{ type: dynamicTokenOf(definition.name) }],
        ...listInputsOf(definition.name),
    };
}

function componentOf(definition: Definition, types: SchemaTypes): object {
    const outputs = Object.entries(definition.properties)
        .filter(([, { output }]) => output === true)
        .map(([name]) => name);
    return {
        description: definition.description,
        isComponent: true,
        ...propertiesOf(definition, outputs, {}, types),
    };
}

function propertiesOf(definition: Definition, outputs: readonly string[], more: object, types: SchemaTypes): object {
    const listed = (names: readonly string[], isInput: boolean) =>
        Object.fromEntries(names.map((name) => [name, propertyOf(definition, name, isInput, types)]));
    const required = requiredNames(definition);
    return {
        inputProperties: listed(inputNames(definition), true),
        ...(required.length > 0 && { requiredInputs: required }),
        properties: { ...listed(outputs, false), ...more },
    };
}

function propertyOf(definition: Definition, name: string, isInput: boolean, types: SchemaTypes): object {
    const property = types.property(definition.name, name, propertyIn(definition, name), isInput);
    return isBatch(definition) && name === definition.entries
        ? { ...property, ...entriesOf(definition, types) }
        : property;
}

/** What Webex tells of a thing, as one output: each of a thousand resources would cost as many outputs otherwise. */
function detailsOf(definition: Definition, names: readonly string[], types: SchemaTypes): object {
    const type = `${definition.name}Details`;
    const fields = names.map((name) => {
        const { schema, description } = propertyIn(definition, name);
        return [name, types.property(type, name, { schema, description }, false)] as const;
    });
    const description = `What Webex tells of a ${definition.name}, except what the program gives.`;
    return { ...types.object(type, description, Object.fromEntries(fields)), description };
}

/** The entries of a batch: a map of objects with what an entry has. */
function entriesOf({ entry }: BatchDefinition, types: SchemaTypes): object {
    const fields = inputNames(entry).map((name) => [name, propertyOf(entry, name, true, types)] as const);
    return {
        type: "object",
        additionalProperties: types.object(entry.name, entry.description, Object.fromEntries(fields)),
    };
}

function variablesOf(settings: readonly SettingDefinition[], types: SchemaTypes): object {
    // A leave for one run belongs into the environment of that run, and not into a state.
    const lasting = settings.filter(({ oneRun }) => oneRun !== true);
    return Object.fromEntries(lasting.map((setting) => [setting.name, variableOf(setting, types)]));
}

function variableOf({ name, description, type, secret, environment }: SettingDefinition, types: SchemaTypes) {
    const schema =
        type === "map"
            ? ({ type: "object", additionalProperties: { type: "integer" } } as const)
            : ({ type: type ?? "string" } as const);
    return {
        ...types.of(schema, name, false),
        description,
        ...(secret === true && { secret }),
        ...(environment !== undefined && { defaultInfo: { environment } }),
    };
}

/** A property of a definition, whose names come from the definition itself. */
function propertyIn({ properties }: Definition, name: string): PropertyDefinition {
    return properties[name] as PropertyDefinition;
}

function isBatch(definition: Definition): definition is BatchDefinition {
    return "entries" in definition;
}
