import type { ErrorObject, Schema, ValidateFunction } from "ajv";
import { closest } from "fastest-levenshtein";
import { type Definition, inputNames, pick } from "../definitions/definition";
import type { CheckContract, CheckFailure, Properties } from "./resource";
import { isUnknown } from "./unknown";

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
        const failures = (validate.errors ?? []).map((error) => toFailure(error, names));
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
    return new Ajv({ allErrors: true, validateSchema: false }).compile(schema);
}

function toFailure(error: ErrorObject, names: readonly string[]): CheckFailure {
    const [property = "", index] = error.instancePath.split("/").slice(1);
    const entry = index === undefined ? "" : `entry ${Number(index) + 1} `;
    const params = error.params as Record<string, unknown>;
    switch (error.keyword) {
        case "additionalProperties": {
            const unknown = String(params.additionalProperty);
            // Without its name as property: the value may be a password under a mistyped name.
            return {
                property: "",
                reason: `there is no property "${unknown}"; the nearest is "${closest(unknown, [...names])}"`,
            };
        }
        case "type":
            return { property, reason: `${entry}must be ${describeType(String(params.type))}` };
        case "enum":
            return {
                property,
                reason: `${entry}must be ${(params.allowedValues as string[]).map((v) => `"${v}"`).join(" or ")}`,
            };
        case "pattern":
            return { property, reason: `${entry}must not be empty` };
        default:
            return { property, reason: `${entry}${error.message ?? "is not valid"}` };
    }
}

function describeType(type: string): string {
    return (
        { string: "a text", array: "a list of texts", boolean: "true or false", integer: "a whole number" }[type] ??
        type
    );
}

/**
 * Whose device or code it is: exactly one of person and workspace; where `optional`, one at most. A value that is
 * unknown at preview counts as given.
 */
export function ownerFailures(inputs: Properties, optional: boolean): CheckFailure[] {
    const person = inputs.personId !== undefined;
    const workspace = inputs.workspaceId !== undefined;
    if (person && workspace) {
        return [{ property: "workspaceId", reason: "give either personId or workspaceId, not both" }];
    }
    if (!person && !workspace && !optional) {
        return [{ property: "personId", reason: "is missing: give either personId or workspaceId" }];
    }
    return [];
}
