import type { ErrorObject, Schema, ValidateFunction } from "ajv";
import { closest } from "fastest-levenshtein";
import { type Definition, inputNames, pick } from "../definitions/definition";
import type { CheckContract, CheckFailure, Properties } from "./resource";
import { isUnknown, UNKNOWN } from "./unknown";

/** Types and names of inputs, apart from rules that look at several of them. */
export interface InputSchema {
    readonly properties: Readonly<Record<string, Schema>>;
}

/**
 * The inputs without nulls, which mean "not given", and without what is for Pulumi's plumbing (`__provider` and the
 * like).
 */
export function givenInputs(inputs: Properties): Record<string, unknown> {
    return Object.fromEntries(
        Object.entries(inputs).filter(
            ([name, value]) => !name.startsWith("__") && value !== null && value !== undefined,
        ),
    );
}

/** The check of names and types that a definition asks for. */
export function definitionChecker(definition: Definition): (inputs: Properties) => CheckFailure[] {
    const schemas = inputNames(definition).map((name) => [name, definition.properties[name]?.schema ?? {}] as const);
    return inputChecker({ properties: Object.fromEntries(schemas) });
}

/** What is said where a contract does not have a resource at all. */
export function unsupportedResource({ name, contracts }: Definition, contract: CheckContract): CheckFailure[] {
    if (contracts === undefined || contracts.includes(contract.name)) {
        return [];
    }
    return [
        {
            property: "",
            reason:
                `${name} needs webex:contract cisco; the 1.0 document, which is spoken now (${contract.name}), knows devices ` +
                "alone. Leave the resource out, or set webex:contract to cisco where Cisco's own API answers",
        },
    ];
}

/** The inputs that a contract has no place for, each with what to do instead. */
export function unsupportedInputs(definition: Definition, inputs: Properties, contract: CheckContract): CheckFailure[] {
    return Object.keys(pick(inputs, inputNames(definition))).flatMap((name) => {
        const { contracts, instead = "is not known there" } = definition.properties[name] ?? {};
        const isKnown = contracts === undefined || contracts.includes(contract.name);
        return isKnown ? [] : [{ property: name, reason: instead }];
    });
}

/**
 * Makes the check of names and types: one failure for each property that is unknown to the schema or of a wrong
 * type.
 */
export function inputChecker({ properties }: InputSchema): (inputs: Properties) => CheckFailure[] {
    const names = Object.keys(properties);
    let compiled: ValidateFunction | undefined;
    return (inputs) => {
        compiled ??= compile({ type: "object", properties, additionalProperties: false });
        const validate = compiled;
        // What is unknown at preview is looked at when it is known.
        const known = Object.fromEntries(Object.entries(inputs).filter(([, value]) => !isUnknown(value)));
        validate(known);
        const failures = (validate.errors ?? [])
            .filter(({ data }) => data !== UNKNOWN)
            .map((error) => toFailure(error, names));
        // One word on each property is enough, however many things are wrong with it.
        return failures.filter(
            ({ property }, at) => property === "" || failures.findIndex((other) => other.property === property) === at,
        );
    };
}

/** Ajv is loaded with the first check: a program whose data sources are not asked makes none. */
function compile(schema: Schema): ValidateFunction {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- checks cannot wait for an import
    const { Ajv } = require("ajv") as typeof import("ajv");
    // Ajv's strict mode knows a wrong keyword without the schema of schemas, whose own compilation takes longest of
    // all.
    return new Ajv({ allErrors: true, verbose: true, validateSchema: false }).compile(schema);
}

/** An error of ajv's in words, without the value; `names` are those that a mistyped name may have meant. */
export function toFailure(error: ErrorObject, names: readonly string[]): CheckFailure {
    const [property = "", ...inside] = error.instancePath.split("/").slice(1);
    const entry = inside.length === 0 ? "" : `${placeIn(inside)} `;
    const params = error.params as Record<string, unknown>;
    switch (error.keyword) {
        case "additionalProperties": {
            const unknown = String(params.additionalProperty);
            if (property !== "") {
                const fields = Object.keys((error.parentSchema?.properties ?? {}) as object);
                const place = inside.length === 0 ? "" : `${placeIn(inside)} `;
                return {
                    property,
                    reason: `${place}has no field "${unknown}"; the nearest is "${nearestName(unknown, fields)}"`,
                };
            }
            // Without its name as property: the value may be a password under a mistyped name.
            return {
                property: "",
                reason: `there is no property "${unknown}"; the nearest is "${nearestName(unknown, names)}"`,
            };
        }
        case "type":
            return { property, reason: `${entry}must be ${describeType(String(params.type), error.data)}` };
        case "enum":
            return {
                property,
                reason: `${entry}must be ${(params.allowedValues as string[]).map((v) => `"${v}"`).join(" or ")}`,
            };
        case "pattern":
            return { property, reason: `${entry}must not be empty` };
        case "required":
            return { property, reason: `${placeIn([...inside, String(params.missingProperty)])} is missing` };
        case "minimum":
            return { property, reason: `${entry}must be ${String(params.limit)} or more` };
        default:
            return { property, reason: `${entry}${error.message ?? "is not valid"}` };
    }
}

/** A place inside of a property: `entry 2` of a list, `webexCalling.extension` of an object. */
function placeIn(path: readonly string[]): string {
    return path.map((part) => (/^\d+$/.test(part) ? `entry ${Number(part) + 1}` : part)).join(".");
}

/** The name that a mistyped one was probably meant to be. */
export function nearestName(mistyped: string, names: readonly string[]): string {
    const same = names.find((name) => name.toLowerCase() === mistyped.toLowerCase());
    return same ?? closest(mistyped, [...names]);
}

/**
 * Whether an input is probably there under a mistyped name, which is a failure of its own: that it is missing is then
 * no second one.
 */
export function isMistyped(name: string, inputs: Properties, definition: Definition): boolean {
    const names = inputNames(definition);
    return Object.keys(inputs).some((given) => !names.includes(given) && nearestName(given, names) === name);
}

function describeType(type: string, value: unknown): string {
    // YAML makes numbers of MAC addresses and serial numbers that have no letters.
    if (type === "string" && typeof value === "number") {
        return "a text, but is a number: write it in quotes";
    }
    return (
        {
            string: "a text",
            array: "a list of texts",
            boolean: "true or false",
            integer: "a whole number",
            number: "a number",
            object: "an object",
        }[type] ?? type
    );
}

/**
 * Whose device or code it is: exactly one of person and workspace; where `optional`, one at most. A value that is
 * unknown at preview may turn out to be none, so it is neither one too many nor missing.
 */
export function ownerFailures(definition: Definition, inputs: Properties, optional: boolean): CheckFailure[] {
    const given = ["personId", "workspaceId"].filter((name) => inputs[name] !== undefined);
    if (given.length > 1 && !given.some((name) => isUnknown(inputs[name]))) {
        return [{ property: "workspaceId", reason: "give either personId or workspaceId, not both" }];
    }
    const isTold = ["personId", "workspaceId"].some((name) => isMistyped(name, inputs, definition));
    if (given.length === 0 && !optional && !isTold) {
        return [{ property: "personId", reason: "is missing: give either personId or workspaceId" }];
    }
    return [];
}
