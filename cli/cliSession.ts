import { scrub } from "../provider/client/secrets";
import { openSession, type Session } from "../provider/session";
import type { ConfigReader } from "../provider/settings";
import { CliError } from "./cliError";
import { terminalLog } from "./terminal";

/**
 * A session with Webex for a command: by the environment, and by a stack's configuration where one is given. Sends
 * nothing. Throws `CliError` that names every setting that is wrong or missing.
 */
export function openCliSession(config: ConfigReader = () => undefined): Session {
    const session = openSession(config, terminalLog);
    if (session.problems.length > 0) {
        throw new CliError(scrub(session.problems.map(({ key, reason }) => `${key} ${reason}`).join("; ")));
    }
    return session;
}
