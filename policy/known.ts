/** Values as a policy may look at them: some are not known before the update, some are secrets in the state. */

/** Stands for a value that this policy cannot know. */
export const UNKNOWN: unique symbol = Symbol("unknown");

export type Fields = Readonly<Record<string, unknown>>;

/** How Pulumi marks a secret in an exported state. */
const SECRET_KEY = "4dabf18193072939515e22adb298388d";

/**
 * A copy of properties that can be looked through. Pulumi's own copy throws as soon as one reads a value that is
 * unknown at preview; here UNKNOWN stands in its place, also for an encrypted secret of an exported state.
 */
export function knownFields(properties: object): Fields {
    return Object.fromEntries(Object.keys(properties).map((name) => [name, knownValue(properties, name)]));
}

/** A text, if the value is known and is one. */
export function text(value: unknown): string | undefined {
    return typeof value === "string" ? value : undefined;
}

/** The fields of a value, if it is known and has fields. */
export function fieldsOf(value: unknown): Fields | undefined {
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** A field of its own: an entry of a batch can be called `constructor`. */
export function ownField(fields: Fields | undefined, name: string): unknown {
    return fields !== undefined && Object.prototype.hasOwnProperty.call(fields, name) ? fields[name] : undefined;
}

function knownValue(container: object, name: string): unknown {
    let value: unknown;
    try {
        value = (container as Fields)[name];
    } catch {
        // Pulumi throws an error of a class that it does not export, and nothing else can happen here.
        return UNKNOWN;
    }
    if (Array.isArray(value)) {
        const list: object = value;
        return Object.keys(list).map((index) => knownValue(list, index));
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    return SECRET_KEY in value ? UNKNOWN : knownFields(value);
}
