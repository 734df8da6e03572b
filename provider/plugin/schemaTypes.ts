import type { PropertyDefinition, PropertySchema } from "../definitions/definition";
import { tokenOf } from "./tokens";

/**
 * The types of Pulumi's schema, made of our own schemas. Source of their form:
 * https://www.pulumi.com/docs/iac/extending-pulumi/schema/
 */

const ANY = { $ref: "pulumi.json#/Any" } as const;

/** The named types that a schema refers to, by their tokens. */
export class SchemaTypes {
    private readonly types = new Map<string, object>();

    /** All of them, in the order of their tokens. */
    all(): object {
        return Object.fromEntries([...this.types].sort(([a], [b]) => (a < b ? -1 : 1)));
    }

    /** Adds an object type, and answers a reference to it. */
    object(
        name: string,
        description: string | undefined,
        properties: object,
        required: readonly string[] = [],
    ): { readonly $ref: string } {
        return this.add(name, {
            type: "object",
            ...(description !== undefined && { description }),
            properties,
            ...(required.length > 0 && { required }),
        });
    }

    /** A property of the type `owner`. `isInput`: with the words that a program can choose from. */
    property(owner: string, name: string, property: PropertyDefinition, isInput: boolean): object {
        const { schema, description, secret, change } = property;
        return {
            ...this.of(schema, `${owner}${capital(name)}`, isInput),
            description,
            ...(secret === true && { secret }),
            ...(change === "replace" && { willReplaceOnChanges: true }),
        };
    }

    /** A type. An object with fields gets the name; one without is a map of anything. */
    of(schema: PropertySchema, name: string, isInput: boolean): object {
        const { type, items, properties, required, additionalProperties } = schema;
        if (typeof type !== "string") {
            return ANY;
        }
        if (type === "array") {
            return { type, items: items === undefined ? ANY : this.of(items, name, isInput) };
        }
        if (type !== "object") {
            return isInput && schema.enum !== undefined ? this.word(name, schema.enum) : { type };
        }
        if (properties === undefined) {
            const inner = typeof additionalProperties === "object" ? additionalProperties : undefined;
            return { type, additionalProperties: inner === undefined ? ANY : this.of(inner, name, isInput) };
        }
        // An object type is one for inputs and outputs, so its words are there in both.
        const fields = Object.entries(properties).map(
            ([field, inner]) => [field, this.of(inner, `${name}${capital(field)}`, true)] as const,
        );
        return this.object(name, undefined, Object.fromEntries(fields), required);
    }

    /**
     * A text, with the words that are known by now: Webex gets new ones without notice, and a closed enumeration would
     * fail for them in Java.
     */
    private word(name: string, words: readonly string[]): object {
        const reference = this.add(name, { type: "string", enum: words.map((value) => ({ value })) });
        return { type: "string", oneOf: [{ type: "string" }, reference] };
    }

    private add(name: string, type: object): { readonly $ref: string } {
        const token = tokenOf(name);
        this.types.set(token, type);
        return { $ref: `#/types/${token}` };
    }
}

function capital(name: string): string {
    return name.charAt(0).toUpperCase() + name.slice(1);
}
