import type { Command } from "commander";
import { DEFAULT_BASE_URL } from "../../provider/settings";
import { commandOf } from "../command";

/** `pulumi-webex token`. */
export function tokenCommand(): Command {
    return commandOf(
        {
            name: "token",
            summary: "print an access token of the Service App that the environment names",
            description:
                "Prints a new access token of a Service App. A pipeline that exports it makes one token a run.",
            more: `  WEBEX_ACCESS_TOKEN=$(npx pulumi-webex token) && export WEBEX_ACCESS_TOKEN

Otherwise every process of the run makes its own, and Webex lets only 750 of an account live at a time.
(A plain "export WEBEX_ACCESS_TOKEN=$(...)" would hide that the command failed.)

It reads these variables, and nothing of the stack's configuration:

  WEBEX_CLIENT_ID         the three values of the Service App
  WEBEX_CLIENT_SECRET
  WEBEX_REFRESH_TOKEN
  WEBEX_BASE_URL          the API's address (default: ${DEFAULT_BASE_URL})

It makes a token even if WEBEX_ACCESS_TOKEN or WEBEX_TOKEN is set. Warnings and errors go to standard error.
The exit code is 1 if there is no token to be had.`,
        },
        async () => (await import("./token")).printToken,
    );
}
