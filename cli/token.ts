import { AccessToken } from "../provider/client/accessToken";
import type { Log } from "../provider/client/log";
import { scrub } from "../provider/client/secrets";
import { DEFAULT_BASE_URL, readSettings, type SettingProblem } from "../provider/settings";

type Environment = Readonly<Record<string, string | undefined>>;

const USAGE = `Usage: pulumi-webex token

Prints a new access token of a Service App. A pipeline that exports it makes one token a run:

  WEBEX_ACCESS_TOKEN=$(npx pulumi-webex token) && export WEBEX_ACCESS_TOKEN

Otherwise every process of the run makes its own, and Webex lets only 750 of an account live at a time.
(A plain "export WEBEX_ACCESS_TOKEN=$(...)" would hide that the command failed.)

It reads these variables, and nothing of the stack's configuration:

  WEBEX_CLIENT_ID         the three values of the Service App
  WEBEX_CLIENT_SECRET
  WEBEX_REFRESH_TOKEN
  WEBEX_BASE_URL          the API's address (default: ${DEFAULT_BASE_URL})

It makes a token even if WEBEX_ACCESS_TOKEN or WEBEX_TOKEN is set. Warnings and errors go to standard error.
The exit code is 1 if there is no token to be had, and 2 for wrong usage.
`;

/** The variables of a Service App, by the key that a problem with one of them has. */
const VARIABLES: Readonly<Record<string, string>> = {
    "webex:clientId": "WEBEX_CLIENT_ID",
    "webex:clientSecret": "WEBEX_CLIENT_SECRET",
    "webex:refreshToken": "WEBEX_REFRESH_TOKEN",
};

/** Standard output is for the token alone: a shell puts all of it into a variable. */
const standardError: Log = {
    info: (message) => {
        tell(message);
    },
    warn: (message) => {
        tell(`warning: ${message}`);
    },
};

/** Does what `pulumi-webex token` is for; `argv` is what follows the command. Resolves with the exit code. */
export async function printToken(argv: readonly string[]): Promise<number> {
    if (argv.length === 1 && argv[0] === "--help") {
        process.stdout.write(USAGE);
        return 0;
    }
    if (argv.length > 0) {
        // The argument is not repeated: it may be a secret, and pipelines keep their logs.
        process.stderr.write(`pulumi-webex token takes no arguments\n\n${USAGE}`);
        return 2;
    }
    try {
        const token = await mintToken(process.env);
        process.stdout.write(`${token}\n`);
        return 0;
    } catch (error) {
        tell(error instanceof Error ? error.message : "no token could be made");
        return 1;
    }
}

/** A new token of the environment's Service App. Throws an Error that names the variable to set, or a `WebexError`. */
async function mintToken(env: Environment): Promise<string> {
    const withoutTokens = { ...env, WEBEX_ACCESS_TOKEN: undefined, WEBEX_TOKEN: undefined };
    const { settings, problems } = readSettings(() => undefined, withoutTokens);
    const wrongUrl = problems.find(({ key }) => key === "webex:baseUrl");
    if (wrongUrl !== undefined) {
        throw new Error(`WEBEX_BASE_URL ${wrongUrl.reason}`);
    }
    if (settings.serviceApp === undefined) {
        throw new Error(
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

/** Writes one line to standard error, without any secret. */
function tell(message: string): void {
    process.stderr.write(`pulumi-webex token: ${scrub(message).replace(/\s+/g, " ")}\n`);
}
