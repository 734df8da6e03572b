import { createHash } from "node:crypto";
import { Ajv, type ValidateFunction } from "ajv";
import type { Catalogue, ConfigurationKey, ConfigurationValue } from "./configurationCatalogue";
import { Refusal } from "./errors";
import type { Device } from "./types";

/** The values that somebody gave configurations, by key. */
export type ConfigurationValues = Readonly<Record<string, ConfigurationValue>>;

/** A value that a device has taken, and when; ISO 8601. */
interface Applied {
    value: ConfigurationValue;
    updatedAt: string;
}

/** What is kept of one device's configurations. */
export interface ConfigurationState {
    /** The configured values; a key without one shows what comes after it. */
    configured?: Record<string, ConfigurationValue>;
    /** What the device has taken of each key whose value ever changed. */
    applied?: Record<string, Applied>;
}

/** A device as far as its configurations go. */
export interface Configured extends ConfigurationState {
    device: Device;
}

/** What is known when configurations are shown or changed. */
export interface ConfigurationSurroundings {
    catalogue: Catalogue;
    /** What rules of the organisation give. */
    defaults: ConfigurationValues;
    /** ISO 8601. */
    now: string;
}

/** One step of a PATCH. */
export interface ConfigurationOperation {
    op: "replace" | "remove";
    path: string;
    value?: unknown;
}

const PATH = /^(.+)\/sources\/configured\/value$/;
const FACTORY_ONLY = { isEditable: false, reason: "FACTORY_DEFAULT" };
const BY_RULE = { isEditable: false, reason: "CONFIG_MANAGED_BY_RULE" };
// `unit` is no keyword of JSON Schema.
const ajv = new Ajv({ strict: false });
const validators = new WeakMap<object, ValidateFunction>();

/** The value that counts: the device's own, or else the organisation's, or else the factory's. */
function effective(key: string, rule: ConfigurationKey, own: ConfigurationState, defaults: ConfigurationValues) {
    return own.configured?.[key] ?? defaults[key] ?? rule.factory;
}

/** One configuration as answers show it. `mayWrite`: whether the token may change anything. */
export function shownConfiguration(
    key: string,
    { device, ...own }: Configured,
    { catalogue, defaults }: Pick<ConfigurationSurroundings, "catalogue" | "defaults">,
    mayWrite: boolean,
): Record<string, unknown> {
    const rule = catalogue[key];
    if (!rule) {
        throw new Refusal(400, `There is no configuration ${key}.`);
    }
    const configured = own.configured?.[key];
    const inherited = defaults[key] === undefined ? "default" : "organizationRule";
    const applied = own.applied?.[key] ?? { value: effective(key, rule, own, defaults), updatedAt: device.firstSeen };
    return {
        value: effective(key, rule, own, defaults),
        source: configured === undefined ? inherited : "configured",
        sources: {
            configured: {
                value: configured ?? null,
                editability: editability(rule, mayWrite),
                level: "device",
                enforced: false,
            },
            ...(defaults[key] !== undefined && {
                organizationRule: {
                    value: defaults[key],
                    editability: BY_RULE,
                    level: "organization",
                    enforced: false,
                },
            }),
            default: {
                value: rule.factory,
                editability: FACTORY_ONLY,
                level: "schemaDefault",
                enforced: rule.enforced ?? false,
            },
        },
        valueSpace: rule.valueSpace,
        // A device that was never online has taken nothing.
        ...(applied.updatedAt !== undefined && {
            appliedConfigurationValue: {
                value: digested(applied.value),
                updatedAt: applied.updatedAt.replace(/\.\d+Z$/, "Z"),
            },
        }),
    };
}

function editability({ managedElsewhere }: ConfigurationKey, mayWrite: boolean): Record<string, unknown> {
    if (managedElsewhere) {
        return { isEditable: false, reason: "CONFIG_MANAGED_BY_DIFFERENT_AUTHORITY" };
    }
    return mayWrite ? { isEditable: true } : { isEditable: false, reason: "NOT_AUTHORIZED" };
}

// Of macros Webex tells a digest only.
function digested(value: ConfigurationValue): ConfigurationValue {
    const hash = (): string => createHash("sha256").update(JSON.stringify(value)).digest("hex");
    return Array.isArray(value) ? `sha256:${hash()}` : value;
}

/**
 * The changes that a PATCH asks for, all of them or none: null takes the configured value away. Throws 400 that names
 * every key that is unknown, not editable or given a value outside its value space, never a value.
 */
export function requestedChanges(
    operations: readonly ConfigurationOperation[],
    catalogue: Catalogue,
): Record<string, ConfigurationValue | null> {
    const problems = operations.flatMap((operation) => problemOf(operation, catalogue) ?? []);
    if (problems.length > 0) {
        throw new Refusal(400, problems.join(" "));
    }
    return Object.fromEntries(
        operations.map(({ op, path, value }) => [
            keyOf(path) ?? "",
            op === "remove" ? null : (value as ConfigurationValue),
        ]),
    );
}

function problemOf({ op, path, value }: ConfigurationOperation, catalogue: Catalogue): string | undefined {
    const key = keyOf(path);
    const rule = key === undefined ? undefined : catalogue[key];
    if (key === undefined) {
        return `The path ${path} does not end in /sources/configured/value.`;
    }
    if (!rule || !Object.hasOwn(catalogue, key)) {
        return `There is no configuration ${key}.`;
    }
    if (rule.managedElsewhere) {
        return `${key} is not editable: CONFIG_MANAGED_BY_DIFFERENT_AUTHORITY.`;
    }
    if (op === "remove") {
        return undefined;
    }
    const validate = validators.get(rule.valueSpace) ?? ajv.compile(rule.valueSpace);
    validators.set(rule.valueSpace, validate);
    return validate(value) ? undefined : `The value of ${key} ${validate.errors?.[0]?.message ?? "is not valid"}.`;
}

function keyOf(path: string): string | undefined {
    return PATH.exec(path)?.[1];
}

/** Lays changes over the configured values, and lets the device take them if it is connected. */
export function changeConfigurations(
    entry: Configured,
    changes: Readonly<Record<string, ConfigurationValue | null>>,
    around: ConfigurationSurroundings,
): void {
    for (const [key, value] of Object.entries(changes)) {
        rememberApplied(entry, key, around);
        const { [key]: _, ...rest } = entry.configured ?? {};
        entry.configured = value === null ? rest : { ...rest, [key]: value };
    }
    takeConfigurations(entry, around);
}

/** Notes what a device has taken of a key, before its value changes. */
export function rememberApplied(
    entry: Configured,
    key: string,
    { catalogue, defaults }: Pick<ConfigurationSurroundings, "catalogue" | "defaults">,
): void {
    const { firstSeen } = entry.device;
    const rule = catalogue[key];
    if (rule && firstSeen !== undefined && entry.applied?.[key] === undefined) {
        entry.applied = {
            ...entry.applied,
            [key]: { value: effective(key, rule, entry, defaults), updatedAt: firstSeen },
        };
    }
}

/** A device that is connected takes what has changed; one that is not stays as it is. */
export function takeConfigurations(entry: Configured, { catalogue, defaults, now }: ConfigurationSurroundings): void {
    if (!entry.device.connectionStatus?.startsWith("connected")) {
        return;
    }
    for (const [key, applied] of Object.entries(entry.applied ?? {})) {
        const rule = catalogue[key];
        const value = rule && effective(key, rule, entry, defaults);
        if (value !== undefined && JSON.stringify(value) !== JSON.stringify(applied.value)) {
            entry.applied = { ...entry.applied, [key]: { value, updatedAt: now } };
        }
    }
}
