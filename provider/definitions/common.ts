import type { PropertyDefinition } from "./definition";

/** Text that says something. */
export const TEXT = { type: "string", pattern: "\\S" } as const;

const TEXTS = { type: "array", items: { type: "string" } } as const;

/** A list of texts, each of which says something. */
export const TAGS = { type: "array", items: TEXT } as const;

/** An output of text that stands in `details`. */
export function textDetail(description: string) {
    return {
        schema: { type: "string" },
        description,
        output: true,
        detail: true,
    } as const satisfies PropertyDefinition;
}

/** An output of a list of texts that stands in `details`. */
export function textsDetail(description: string) {
    return { schema: TEXTS, description, output: true, detail: true } as const satisfies PropertyDefinition;
}

/** The person or workspace that a device or code belongs to. */
export const PERSON_ID = {
    schema: TEXT,
    input: true,
    change: "replace",
    same: "id",
} as const;

export const WORKSPACE_ID = PERSON_ID;

export const ORG_ID = {
    schema: TEXT,
    description:
        "The organisation, for partner administrators; takes precedence over `webex:orgId`. A change replaces the " +
        "resource.",
    input: true,
    change: "replace",
    same: "id",
} as const satisfies PropertyDefinition;

/** What only Cisco's API has: the 1.0 document knows devices alone. */
export const CISCO_ONLY = ["cisco"] as const;

export const ORIGIN_WORDS = ["registered", "adopted", "takenOver"] as const;

/** The organisation that the API named. */
export const ORGANIZATION = { schema: { type: "string" }, output: true } as const;

export const UNREGISTER_ON_DELETE = {
    schema: { type: "boolean" },
    description:
        "Whether a device leaves Webex when its declaration goes. Unset: a device that this stack registered is " +
        "unregistered; an adopted or taken-over device stays.",
    input: true,
    change: "nothing",
    forRemovals: true,
} as const satisfies PropertyDefinition;

/** Of a batch: whether an update may take many of its entries out of Webex. Only the brake reads it. */
export const ALLOW_REMOVALS = {
    schema: { type: "boolean" },
    description:
        "Whether an update may take out of Webex more than ten entries and more than a quarter of the batch. Unset: such " +
        "an update is refused, at preview too. A change asks for no request.",
    input: true,
    change: "nothing",
} as const satisfies PropertyDefinition;
