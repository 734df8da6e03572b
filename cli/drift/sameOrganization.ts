import type { Properties } from "../../provider/resources/resource";
import { readSettings, type Settings } from "../../provider/settings";
import { CliError } from "../cliError";

/** The settings that say which organisation is asked, and how. */
const WHOM = ["baseUrl", "contract", "orgId"] as const;

/**
 * Throws `CliError` if the refresh asked another organisation than the rest of the check: it has the configuration of
 * the last `up`, `saved`, in which a secret is there without its value.
 */
export function assertSameOrganization(
    saved: Properties,
    present: Pick<Settings, (typeof WHOM)[number]>,
    env: NodeJS.ProcessEnv = process.env,
): void {
    const then = readSettings((key) => text(saved[`webex:${key}`]), env).settings;
    const isHidden = (key: string): boolean => Object.hasOwn(saved, key) && saved[key] === undefined;
    const other = WHOM.find((key) => then[key] !== present[key] && !isHidden(`webex:${key}`));
    if (other !== undefined) {
        throw new CliError(
            `webex:${other} is another one now than at the last \`pulumi up\`, and a refresh still uses that; run ` +
                "`pulumi up` first",
        );
    }
}

function text(value: unknown): string | undefined {
    return typeof value === "string" ? value : undefined;
}
