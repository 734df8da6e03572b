import { SETTINGS, type SettingDefinition } from "../definitions/settings";
import { nearestName } from "../resources/inputCheck";
import type { CheckFailure, Properties } from "../resources/resource";
import { hasUnknown } from "../resources/unknown";
import { type ConfigReader, readSettings } from "../settings";
import { partsOfUrn } from "./urn";

/** Environment variables as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Inputs that every provider may have: they are Pulumi's own. */
const OF_PULUMI: readonly string[] = ["version", "pluginDownloadURL", "pluginChecksums"];

const DEFINITIONS: readonly SettingDefinition[] = SETTINGS;
const NAMES: readonly string[] = DEFINITIONS.map(({ name }) => name);
const CREDENTIALS = DEFINITIONS.filter(({ credential }) => credential === true);

/** What is wrong with a provider's settings. A value that is not known yet is not looked at. */
export function settingFailures(values: Properties, env: Environment): CheckFailure[] {
    const given = settingsIn(values);
    const unknown = given.filter((name) => !NAMES.includes(name));
    const pending = given.filter((name) => hasUnknown(values[name])).map((name) => `webex:${name}`);
    const { problems } = readSettings(readerOf(values), env);
    const reasons = [
        ...unknown.map((name) => `webex:${name} is no setting; the nearest is webex:${nearestName(name, NAMES)}`),
        ...problems.filter(({ key }) => !pending.includes(key)).map(({ key, reason }) => `${key} ${reason}`),
    ];
    return reasons.map((reason) => ({ property: "", reason }));
}

/** The names of a provider's settings, without what is Pulumi's own. */
export function settingsIn(values: Properties): string[] {
    return Object.keys(values).filter((name) => !name.startsWith("__") && !OF_PULUMI.includes(name));
}

/** Reads a provider's settings by their names. Those that are no text arrive as JSON, or as what it stands for. */
export function readerOf(values: Properties): ConfigReader {
    return (name) => {
        const value = values[name] ?? undefined;
        return typeof value === "string" || value === undefined ? value : JSON.stringify(value);
    };
}

/**
 * The environment that counts for a provider. Credentials of the environment take precedence over those of a stack, but
 * not over those that a program gave a provider of its own, which may act in another organisation.
 */
export function environmentFor(values: Properties, urn: string, env: Environment): Environment {
    if (isDefault(urn) || CREDENTIALS.every(({ name }) => values[name] === undefined)) {
        return env;
    }
    const names = CREDENTIALS.flatMap(({ environment = [] }) => environment);
    return Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)));
}

/** Whether the engine itself made the provider, from the stack's configuration. */
function isDefault(urn: string): boolean {
    const { name } = partsOfUrn(urn);
    return name === "" || name === "default" || name.startsWith("default_");
}
