import { isDeepStrictEqual } from "node:util";
import type { Configuration, Configurations } from "../../../provider/api/deviceConfigurations";

/** Values of settings by their names, as JSON has them. */
export type SettingValues = Readonly<Record<string, unknown>>;

/** The settings of a device that a program declares. */
export interface DeclaredSettings {
    readonly values: SettingValues;
    /** The names of configured settings whose values may be secrets; those stand in no file. */
    readonly secret: readonly string[];
}

/** Names of settings whose values are none for a file that is committed. */
const SECRET_NAME = /password|passphrase|secret|token|credential|privatekey|communityname|pin(?:code)?$/i;

/** The form of a value in whose place Webex shows asterisks. */
const MASKED = /^\*+$/;

/** The reason that Webex gives where the account may not write; a token that only reads is enough for an inventory. */
const NOT_AUTHORIZED = "NOT_AUTHORIZED";

/**
 * The settings that somebody configured on the device itself, to another value than the one that would show without.
 * Settings that something else manages, as the network or CUCM, are none of a program's.
 */
export function configuredSettings(found: Configurations): DeclaredSettings {
    const own = [...found].filter(([, configuration]) => isOwn(configuration)).sort(([a], [b]) => (a < b ? -1 : 1));
    const isSecret = ([key, { configured }]: readonly [string, Configuration]): boolean =>
        SECRET_NAME.test(key) || (typeof configured === "string" && MASKED.test(configured));
    return {
        values: Object.fromEntries(
            own.filter((each) => !isSecret(each)).map(([key, { configured }]) => [key, configured]),
        ),
        secret: own.filter(isSecret).map(([key]) => key),
    };
}

function isOwn({ configured, inherited, isEditable, reason }: Configuration): boolean {
    const isManageable = isEditable || reason === NOT_AUTHORIZED;
    return configured !== undefined && isManageable && !isDeepStrictEqual(configured, inherited?.value);
}
