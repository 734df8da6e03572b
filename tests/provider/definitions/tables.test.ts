import assert from "node:assert/strict";
import { Ajv } from "ajv";
import { SAMENESS } from "../../../provider/api/sameness";
import { CALLING_DEVICE_SETTINGS } from "../../../provider/definitions/callingDeviceSettings";
import type {
    BatchDefinition,
    Definition,
    PropertyDefinition,
    PropertySchema,
} from "../../../provider/definitions/definition";
import { DEVICE } from "../../../provider/definitions/device";
import { DEVICE_ACTIVATION } from "../../../provider/definitions/deviceActivation";
import { DEVICE_ACTIVATION_BATCH } from "../../../provider/definitions/deviceActivationBatch";
import { DEVICE_BATCH } from "../../../provider/definitions/deviceBatch";
import { DEVICE_CONFIGURATION } from "../../../provider/definitions/deviceConfiguration";
import { DEVICE_CONFIGURATION_BATCH } from "../../../provider/definitions/deviceConfigurationBatch";
import { WORKSPACE } from "../../../provider/definitions/workspace";
import { WORKSPACE_BATCH } from "../../../provider/definitions/workspaceBatch";
import { ACTIVATIONS } from "../../../provider/resources/batch/deviceActivationBatch";
import { DEVICES } from "../../../provider/resources/batch/deviceBatch";
import { CONFIGURATIONS } from "../../../provider/resources/batch/deviceConfigurationBatch";
import { WORKSPACES } from "../../../provider/resources/batch/workspaceBatch";

const BATCHES: readonly [BatchDefinition, Definition, readonly string[]][] = [
    [DEVICE_BATCH, DEVICE, DEVICES.columns],
    [DEVICE_ACTIVATION_BATCH, DEVICE_ACTIVATION, ACTIVATIONS.columns],
    [DEVICE_CONFIGURATION_BATCH, DEVICE_CONFIGURATION, CONFIGURATIONS.columns],
    [WORKSPACE_BATCH, WORKSPACE, WORKSPACES.columns],
];
const TABLES: readonly Definition[] = [
    DEVICE,
    DEVICE_ACTIVATION,
    DEVICE_CONFIGURATION,
    WORKSPACE,
    CALLING_DEVICE_SETTINGS,
    ...BATCHES.flatMap(([batch]) => [batch, batch.entry]),
];

/** Every property of every table, with where it stands. */
const PROPERTIES: readonly [string, PropertyDefinition][] = TABLES.flatMap(({ name, properties }) =>
    Object.entries(properties).map(([property, definition]): [string, PropertyDefinition] => [
        `${name}.${property}`,
        definition,
    ]),
);

/** The places of the properties for which something is wrong. */
function placesWhere(isWrong: (property: PropertyDefinition) => boolean): string[] {
    return PROPERTIES.filter(([, property]) => isWrong(property)).map(([place]) => place);
}

describe("definitions", () => {
    for (const table of TABLES) {
        it(`of ${table.name} is data: JSON says all of it, so a schema can be made from it`, () => {
            assert.deepEqual(JSON.parse(JSON.stringify(table)), table);
        });
    }

    it("say of each property that a program gives it, reads it or both", () => {
        assert.deepEqual(
            placesWhere(({ input, output }) => input === undefined && output === undefined),
            [],
        );
    });

    it("say of each input, and of nothing else, what its difference asks for", () => {
        assert.deepEqual(
            placesWhere(({ input, change }) => (input === true) !== (change !== undefined)),
            [],
        );
    });

    it("compare in ways that there are", () => {
        assert.deepEqual(
            placesWhere(({ same }) => same !== undefined && !(same in SAMENESS)),
            [],
        );
    });

    it("say what to do instead of each input that a contract does not know", () => {
        assert.deepEqual(
            placesWhere(({ input, contracts, instead }) => {
                const isPartly = input === true && contracts !== undefined;
                return isPartly !== (instead !== undefined);
            }),
            [],
        );
    });

    it("keep secrets out of details, a part of which cannot be encrypted", () => {
        assert.deepEqual(
            placesWhere(({ secret, detail }) => secret === true && detail === true),
            [],
        );
    });

    it("say in the description of each secret that it is one", () => {
        assert.deepEqual(
            placesWhere(({ secret, description }) => (secret === true) !== /\bSecret\b/.test(description)),
            [],
        );
    });

    it("have schemas that ajv takes, in its strict mode", () => {
        const ajv = new Ajv({ strict: true });
        for (const [place, { schema }] of PROPERTIES) {
            assert.doesNotThrow(() => ajv.compile(schema), place);
        }
    });

    it("describe in whole sentences of at most 25 words, and begin none with What", () => {
        const texts = [
            ...TABLES.map(({ name, description }): [string, string] => [name, description]),
            ...PROPERTIES.map(([place, { description }]): [string, string] => [place, description]),
        ];
        const wrong = texts.filter(([, text]) => {
            const sentences = text.replaceAll("e.g.", "eg").split(/[.;] /);
            const isLong = sentences.some((sentence) => sentence.split(/\s+/).length > 25);
            return isLong || !text.endsWith(".") || sentences.some((sentence) => /^(What|Of) /.test(sentence));
        });
        assert.deepEqual(wrong, []);
    });

    for (const [batch, single, columns] of BATCHES) {
        it(`of a ${batch.name} has entries, whose properties are those of a ${single.name}`, () => {
            assert.equal(batch.properties[batch.entries]?.input, true);
            for (const [name, property] of Object.entries(batch.entry.properties)) {
                assert.deepEqual(property, single.properties[name], name);
                assert.equal(property.input, true, name);
            }
        });

        it(`of a ${batch.name} has a map of texts for each column of its state`, () => {
            const maps = columns.map((name) => [name, valueTypeIn(batch.properties[name]?.schema)]);
            assert.deepEqual(
                maps,
                columns.map((name) => [name, "string"]),
            );
        });
    }
});

/** The type of the values of a map. */
function valueTypeIn({ additionalProperties = false }: Partial<PropertySchema> = {}): unknown {
    return additionalProperties === false ? undefined : additionalProperties.type;
}
