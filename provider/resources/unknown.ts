/**
 * What Pulumi puts in place of a value that is not known at preview, whatever its type (the engine's
 * `UnknownStringValue`).
 */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A value that is a text and known; undefined for any other. */
export function knownText(value: unknown): string | undefined {
    return typeof value === "string" && value !== UNKNOWN ? value : undefined;
}

/** Whether a value is unknown, or a list with an unknown in it. */
export function isUnknown(value: unknown): boolean {
    return value === UNKNOWN || (Array.isArray(value) && value.some(isUnknown));
}

/** Whether a value is unknown, or has an unknown in it at any depth. */
export function hasUnknown(value: unknown): boolean {
    return value === UNKNOWN || (typeof value === "object" && value !== null && Object.values(value).some(hasUnknown));
}
