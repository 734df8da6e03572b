import type { PropertyDefinition } from "../definitions/definition";

/** A field of an answer. */
export type ResultField =
    | Pick<PropertyDefinition, "schema" | "description">
    | { readonly object: ResultType; readonly description: string }
    | { readonly listOf: ResultType; readonly description: string };

/** What a look-up answers, as data: the schema for other languages comes from it. */
export interface ResultType {
    /** The type's name in other languages. */
    readonly name: string;
    readonly description: string;
    readonly fields: Readonly<Record<string, ResultField>>;
    /** The fields that are sure to be there. */
    readonly sure: readonly string[];
}

/** The fields of a type of `provider/api/`, each of which a table has to describe. */
export type FieldsOf<T> = { readonly [Name in string & keyof T]-?: ResultField };

/** A field of text. */
export function text(description: string): ResultField {
    return { schema: { type: "string" }, description };
}

/** A field of a list of texts. */
export function texts(description: string): ResultField {
    return { schema: { type: "array", items: { type: "string" } }, description };
}

/** A field that is a whole number. */
export function whole(description: string): ResultField {
    return { schema: { type: "integer" }, description };
}

/** A field that is true or false. */
export function flag(description: string): ResultField {
    return { schema: { type: "boolean" }, description };
}
