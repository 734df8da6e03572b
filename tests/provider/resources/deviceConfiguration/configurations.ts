import type { Configuration, Configurations } from "../../../../provider/api/deviceConfigurations";

/** A setting that takes a whole number up to 100; nothing is configured unless told otherwise. */
export function configuration(changes: Partial<Configuration> = {}): Configuration {
    return {
        configured: undefined,
        isEditable: true,
        reason: undefined,
        inherited: { source: "default", value: 50 },
        valueSpace: { type: "integer", minimum: 0, maximum: 100 },
        applied: undefined,
        ...changes,
    };
}

/** Settings of a device with these configured values, all confirmed. */
export function configured(values: Readonly<Record<string, unknown>>): Configurations {
    return new Map(
        Object.entries(values).map(([key, value]) => [key, configuration({ configured: value, applied: value })]),
    );
}
