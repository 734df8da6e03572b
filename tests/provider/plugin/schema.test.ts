import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { inputNames, requiredNames } from "../../../provider/definitions/definition";
import { SETTINGS } from "../../../provider/definitions/settings";
import { LOOK_UPS } from "../../../provider/lookUps/lookUps";
import { packageSchema, schemaText } from "../../../provider/plugin/schema";
import { LOGICS } from "../../../provider/plugin/tokens";

const repository = path.resolve(__dirname, "../../..");
const FILE = path.join(repository, "schema.json");

interface Property {
    readonly type?: string;
    readonly $ref?: string;
    readonly secret?: true;
    readonly willReplaceOnChanges?: true;
    readonly oneOf?: readonly { readonly $ref?: string }[];
    readonly defaultInfo?: { readonly environment: readonly string[] };
}

type Properties = Readonly<Record<string, Property>>;

interface Schema {
    readonly config: { readonly variables: Properties };
    readonly provider: { readonly inputProperties: Properties };
    readonly types: Readonly<
        Record<string, { readonly properties?: Properties; readonly enum?: readonly { readonly value: string }[] }>
    >;
    readonly resources: Readonly<
        Record<
            string,
            {
                readonly inputProperties: Properties;
                readonly properties: Properties;
                readonly requiredInputs?: readonly string[];
                readonly isComponent?: true;
                readonly aliases?: readonly { readonly type: string }[];
            }
        >
    >;
    readonly functions: Readonly<
        Record<
            string,
            {
                readonly inputs: { readonly properties: Properties; readonly required?: readonly string[] };
                readonly outputs: { readonly properties: Properties; readonly required?: readonly string[] };
            }
        >
    >;
}

function schemaOf(): Schema {
    return packageSchema("1.2.3") as Schema;
}

/** The resource of this name. */
function resource(name: string): Schema["resources"][string] {
    const found = schemaOf().resources[`webex:index:${name}`];
    assert.ok(found, name);
    return found;
}

/** The names of the properties that are so. */
function namesWhere(properties: Properties, test: (property: Property) => boolean): string[] {
    return Object.entries(properties)
        .filter(([, property]) => test(property))
        .map(([name]) => name);
}

describe("plugin/schema", () => {
    it("schema.json is what `npm run schema` writes", () => {
        const { version } = JSON.parse(readFileSync(path.join(repository, "package.json"), "utf8")) as {
            version: string;
        };
        assert.ok(readFileSync(FILE, "utf8") === schemaText(version), "schema.json is stale: run `npm run schema`");
    });

    it("has a resource for each that the plugin serves, by the tables, and two components", () => {
        const { resources } = schemaOf();
        const served = LOGICS.map(({ definition: { name } }) => `webex:index:${name}`);
        const components = namesWhere(
            resources as unknown as Properties,
            (each) => Reflect.get(each, "isComponent") === true,
        );
        assert.deepEqual(components, ["webex:index:Room", "webex:index:DeviceActivationBatches"]);
        assert.deepEqual(Object.keys(resources), [...served, ...components]);
        for (const { definition } of LOGICS) {
            const { inputProperties, requiredInputs = [], aliases } = resource(definition.name);
            assert.deepEqual(Object.keys(inputProperties), inputNames(definition));
            assert.deepEqual(requiredInputs, requiredNames(definition));
            assert.deepEqual(aliases, [{ type: `pulumi-nodejs:dynamic/webex:${definition.name}` }]);
        }
    });

    it("says what has to be given, what is secret and what replaces a device", () => {
        const { inputProperties, properties, requiredInputs } = resource("Device");
        assert.equal(requiredInputs, undefined);
        assert.deepEqual(
            namesWhere(inputProperties, ({ willReplaceOnChanges }) => willReplaceOnChanges === true),
            ["personId", "workspaceId", "model", "mac", "deviceId", "serial", "orgId"],
        );
        assert.deepEqual(
            namesWhere(properties, ({ secret }) => secret === true),
            ["password", "activationCode"],
        );
        assert.deepEqual(resource("DeviceConfiguration").requiredInputs, ["deviceId", "settings"]);
    });

    it("gives words to choose from where a table has them, and takes newer ones of Webex", () => {
        const { types, resources } = schemaOf();
        const { renew } = resources["webex:index:DeviceActivation"]?.inputProperties ?? {};
        assert.deepEqual(renew?.oneOf, [
            { type: "string" },
            { $ref: "#/types/webex:index:DeviceActivationRenew" },
        ] as object[]);
        assert.deepEqual(
            types["webex:index:DeviceActivationRenew"]?.enum?.map(({ value }) => value),
            ["whenExpired", "whenNeeded", "never"],
        );
        assert.equal(resources["webex:index:DeviceActivation"]?.properties["status"]?.type, "string");
    });

    it("has every lasting setting for a stack and for a provider, credentials as secrets", () => {
        const { config, provider } = schemaOf();
        assert.deepEqual(config.variables, provider.inputProperties);
        const oneRun: readonly string[] = ["removeOrphans", "adoptAsOwn", "allowRemovals"];
        const names = SETTINGS.map(({ name }) => name).filter((name) => !oneRun.includes(name));
        assert.deepEqual(Object.keys(config.variables), names);
        assert.deepEqual(
            namesWhere(config.variables, ({ secret }) => secret === true),
            ["accessToken", "clientSecret", "refreshToken"],
        );
        assert.deepEqual(config.variables["accessToken"]?.defaultInfo?.environment, [
            "WEBEX_ACCESS_TOKEN",
            "WEBEX_TOKEN",
        ]);
    });

    it("has every look-up, with what it needs and what is sure to be answered", () => {
        const { functions, types } = schemaOf();
        assert.deepEqual(
            Object.keys(functions),
            LOOK_UPS.map(({ name }) => `webex:index:${name}`),
        );
        assert.deepEqual(functions["webex:index:getLocation"]?.inputs.required, ["name"]);
        assert.deepEqual(functions["webex:index:getPerson"]?.outputs.required, ["id", "emails"]);
        assert.ok(types["webex:index:WebexDevice"]?.properties?.["connectionStatus"]);
    });

    it("refers to types that are there, each with words or fields", () => {
        const schema = schemaOf();
        const referred = [...JSON.stringify(schema).matchAll(/#\/types\/([^"]+)/g)].map(([, token = ""]) => token);
        assert.deepEqual([...new Set(referred)].sort(), Object.keys(schema.types).sort());
    });
});
