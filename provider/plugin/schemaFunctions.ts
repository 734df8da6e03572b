import type { Argument } from "../lookUps/lookUp";
import { type AnyLookUp, LOOK_UPS } from "../lookUps/lookUps";
import type { ResultField, ResultType } from "../lookUps/resultType";
import type { SchemaTypes } from "./schemaTypes";
import { tokenOf } from "./tokens";

/** The package's functions, made of the look-ups. */
export function functionsOf(types: SchemaTypes): object {
    return Object.fromEntries(LOOK_UPS.map((lookUp) => [tokenOf(lookUp.name), functionOf(lookUp, types)]));
}

function functionOf({ name, description, args, required = [], result }: AnyLookUp, types: SchemaTypes): object {
    const table: Readonly<Record<string, Argument>> = args;
    const inputs = Object.entries(table).map(
        ([argument, property]) => [argument, types.property(name, argument, property, true)] as const,
    );
    return {
        description,
        inputs: { type: "object", properties: Object.fromEntries(inputs), ...(required.length > 0 && { required }) },
        outputs: {
            type: "object",
            description: result.description,
            properties: fieldsOf(result, types),
            required: result.sure,
        },
    };
}

function fieldsOf({ name, fields }: ResultType, types: SchemaTypes): object {
    return Object.fromEntries(
        Object.entries(fields).map(([field, each]) => [field, fieldOf(name, field, each, types)] as const),
    );
}

function fieldOf(owner: string, name: string, field: ResultField, types: SchemaTypes): object {
    const { description } = field;
    if ("object" in field) {
        return { ...resultTypeOf(field.object, types), description };
    }
    if ("listOf" in field) {
        return { type: "array", items: resultTypeOf(field.listOf, types), description };
    }
    return types.property(owner, name, { schema: field.schema, description }, false);
}

function resultTypeOf(type: ResultType, types: SchemaTypes): object {
    return types.object(type.name, type.description, fieldsOf(type, types), type.sure);
}
