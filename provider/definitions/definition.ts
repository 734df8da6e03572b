/**
 * What a resource's properties are, as data: no function stands in a definition, so anything can be made from it. The
 * check, the diff, the state's shape, the secrets and the outputs of the classes in `sdk/` all come from these tables.
 */

import type { ContractName } from "../settings";

/**
 * When two values of a property mean the same, by name; `sameness.ts` has the functions. A value that is not given is
 * only the same as one that is not given.
 */
export type Sameness =
    /** Two spellings of one Webex id. */
    | "id"
    /** One MAC address in any notation. */
    | "mac"
    /** A model and the product's name that Webex shows for it. */
    | "model"
    /** Text in upper or lower case. */
    | "caseless"
    /** Lists as sets: order and repetitions make no difference. */
    | "set"
    | "exact";

/** What the difference of an input asks for: a new thing, a write to the present one, or no request. */
export type Change = "replace" | "write" | "nothing";

/** The part of JSON Schema that inputs and outputs need. */
export interface PropertySchema {
    readonly type: SchemaType | readonly SchemaType[];
    readonly pattern?: string;
    readonly enum?: readonly string[];
    readonly minimum?: number;
    readonly items?: PropertySchema;
    /** Of an object: its fields by their names. Another field is refused. */
    readonly properties?: Readonly<Record<string, PropertySchema>>;
    /** Of an object: the fields that it must have. */
    readonly required?: readonly string[];
    /** Of a map: what each of its values is; false for an object that has the fields of `properties` alone. */
    readonly additionalProperties?: PropertySchema | false;
}

type SchemaType = "string" | "boolean" | "integer" | "number" | "array" | "object";

export interface PropertyDefinition {
    readonly schema: PropertySchema;
    /** What it is for. The docstring in `sdk/` says the same; a test holds the two together. */
    readonly description: string;
    /** Whether a program gives it. */
    readonly input?: true;
    /** Whether a program has to give it, for one resource; an entry of a batch may have another way to say it. */
    readonly required?: true;
    /** What the difference of an input asks for. */
    readonly change?: Change;
    /** When two values of an input mean the same; default `exact`. */
    readonly same?: Sameness;
    /** Whether it is there for a program to read. An input is, by its name. */
    readonly output?: true;
    /** An output that stands in `details`, where the API's own answer is kept. */
    readonly detail?: true;
    /** Encrypted in the state and in no message. */
    readonly secret?: true;
    /** The contracts that know it; default both. */
    readonly contracts?: readonly ContractName[];
    /** For an input that a contract does not know: what to do instead. */
    readonly instead?: string;
    /** Of a batch: whether the program's present word counts for entries that leave, too. */
    readonly forRemovals?: true;
}

export type Properties = Readonly<Record<string, PropertyDefinition>>;

/** One resource, or one kind of entry in a batch. */
export interface Definition {
    /** Its name in programs and messages, e.g. `Device`. */
    readonly name: string;
    readonly description: string;
    readonly properties: Properties;
    /** The contracts that have it; default both. */
    readonly contracts?: readonly ContractName[];
}

/** A batch: its own properties, and those of each entry. */
export interface BatchDefinition extends Definition {
    /** The input that holds the entries, by their names. */
    readonly entries: string;
    readonly entry: Definition;
}

/** The names of the properties that the test lets through, in the table's order. */
function namesWhere(definition: Definition, test: (property: PropertyDefinition) => boolean): readonly string[] {
    return Object.entries(definition.properties)
        .filter(([, property]) => test(property))
        .map(([name]) => name);
}

/** The names of what a program gives. */
export function inputNames(definition: Definition): readonly string[] {
    return namesWhere(definition, ({ input }) => input === true);
}

/** The names of what a program has to give. */
export function requiredNames(definition: Definition): readonly string[] {
    return namesWhere(definition, ({ input, required }) => input === true && required === true);
}

/** The names of what a program can read, what `details` holds included. */
export function outputNames(definition: Definition): readonly string[] {
    return namesWhere(definition, ({ input, output }) => input === true || output === true);
}

/** The names of outputs that stand in the state by themselves: neither given by a program nor part of `details`. */
export function recordedNames(definition: Definition): readonly string[] {
    return namesWhere(definition, ({ input, output, detail }) => output === true && input !== true && detail !== true);
}

/** The names of the fields of `details`. */
export function detailNames(definition: Definition): readonly string[] {
    return namesWhere(definition, ({ detail }) => detail === true);
}

/** The names of what is encrypted. */
export function secretNames(definition: Definition): readonly string[] {
    return namesWhere(definition, ({ secret }) => secret === true);
}

/** The names of the inputs whose present word counts for entries that leave. */
export function removalNames(definition: Definition): readonly string[] {
    return namesWhere(definition, ({ forRemovals }) => forRemovals === true);
}

/** The names of the inputs whose difference asks for this. */
export function inputsThat(definition: Definition, change: Change): readonly string[] {
    return namesWhere(definition, (property) => property.input === true && property.change === change);
}

/** The part of `values` that the named properties make, without what is not there. */
export function pick(values: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
    return Object.fromEntries(names.filter((name) => values[name] !== undefined).map((name) => [name, values[name]]));
}
