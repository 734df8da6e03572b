import type { Properties } from "../../../../provider/resources/resource";

/**
 * Values as they come back from Pulumi's wire and state: copies, without what is undefined, and with maps in another
 * order at every depth.
 */
export function overTheWire(value: Properties): Properties {
    return turned(JSON.parse(JSON.stringify(value))) as Properties;
}

function turned(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(turned);
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    const entries = Object.entries(value).map(([name, inner]) => [name, turned(inner)] as const);
    return Object.fromEntries(entries.reverse());
}
