import { isDeepStrictEqual } from "node:util";
import type { Configuration, Configurations } from "../../api/deviceConfigurations";

/** Values of settings by their names, as JSON has them. */
export type SettingValues = Readonly<Record<string, unknown>>;

/** The settings of a device that a program can declare. */
export interface OwnSettings {
    readonly values: SettingValues;
    /** The names of configured settings whose values may be secrets; those stand in no file. */
    readonly secret: readonly string[];
}

/** Names of settings whose values are none for a file that is committed, nor for the program that an import writes. */
const SECRET_NAME = /password|passphrase|secret|token|credential|privatekey|communityname|pin(?:code)?$/i;

/** The form of a value in whose place Webex shows asterisks. */
const MASKED = /^\*+$/;

/** The reason that Webex gives where the account may not write; a token that only reads is enough for an inventory. */
const NOT_AUTHORIZED = "NOT_AUTHORIZED";

/**
 * The settings that somebody configured on the device itself, to another value than the one that would show without.
 * Settings that something else manages, as the network or CUCM, are none of a program's.
 */
export function ownSettings(found: Configurations): OwnSettings {
    const own = [...found].filter(([, configuration]) => isOwn(configuration)).sort(([a], [b]) => (a < b ? -1 : 1));
    const isSecret = ([key, { configured }]: readonly [string, Configuration]): boolean => mayBeSecret(key, configured);
    return {
        values: Object.fromEntries(
            own.filter((each) => !isSecret(each)).map(([key, { configured }]) => [key, configured]),
        ),
        secret: own.filter(isSecret).map(([key]) => key),
    };
}

/** Whether the value of a setting may be a secret, by the setting's name, or as Webex shows asterisks in its place. */
export function mayBeSecret(name: string, value: unknown): boolean {
    return SECRET_NAME.test(name) || (typeof value === "string" && MASKED.test(value));
}

function isOwn({ configured, inherited, isEditable, reason }: Configuration): boolean {
    const isManageable = isEditable || reason === NOT_AUTHORIZED;
    return configured !== undefined && isManageable && !isDeepStrictEqual(configured, inherited?.value);
}
