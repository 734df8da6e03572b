import { AccessToken } from "../../provider/client/accessToken";
import type { Log } from "../../provider/client/log";
import { readSettings, type SettingProblem } from "../../provider/settings";
import { CliError } from "../cliError";
import { printResult, tell } from "../terminal";

type Environment = Readonly<Record<string, string | undefined>>;

/** The variables of a Service App, by the key that a problem with one of them has. */
const VARIABLES: Readonly<Record<string, string>> = {
    "webex:clientId": "WEBEX_CLIENT_ID",
    "webex:clientSecret": "WEBEX_CLIENT_SECRET",
    "webex:refreshToken": "WEBEX_REFRESH_TOKEN",
};

/** Standard output is for the token alone: a shell puts all of it into a variable. */
const standardError: Log = {
    info: (message) => {
        tell(`pulumi-webex token: ${message}`);
    },
    warn: (message) => {
        tell(`pulumi-webex token: warning: ${message}`);
    },
};

/** Prints a new token of the environment's Service App. Throws `CliError` or `WebexError` if there is none. */
export async function printToken(): Promise<number> {
    printResult(await mintToken(process.env));
    return 0;
}

/** A new token of the environment's Service App. Throws `CliError` (with the variable to set) or `WebexError`. */
async function mintToken(env: Environment): Promise<string> {
    const withoutTokens = { ...env, WEBEX_ACCESS_TOKEN: undefined, WEBEX_TOKEN: undefined };
    const { settings, problems } = readSettings(() => undefined, withoutTokens);
    const wrongUrl = problems.find(({ key }) => key === "webex:baseUrl");
    if (wrongUrl !== undefined) {
        throw new CliError(`WEBEX_BASE_URL ${wrongUrl.reason}`);
    }
    if (settings.serviceApp === undefined) {
        throw new CliError(
            `no Service App to make a token with: set ${missingVariables(problems).join(", ")} ` +
                "(https://developer.webex.com/docs/service-apps)",
        );
    }
    return new AccessToken(settings, standardError).current();
}

/** No variable is a problem of its own where all three are missing: a Service App is only one kind of credential. */
function missingVariables(problems: readonly SettingProblem[]): readonly string[] {
    const missing = problems.map(({ key }) => VARIABLES[key]).filter((name) => name !== undefined);
    return missing.length > 0 ? missing : Object.values(VARIABLES);
}
