import { contractFor } from "./api/devices/contracts";
import { type Log, processLog } from "./client/log";
import { WebexClient } from "./client/webexClient";
import { Names, readersOf } from "./names";
import type { Surroundings } from "./resources/resource";
import { RunState } from "./resources/runState";
import { type ConfigReader, readSettings, type SettingProblem } from "./settings";

/** Environment variables as `process.env` has them. */
type Environment = Readonly<Record<string, string | undefined>>;

/** The settings of this process and what was made from them. */
export interface Session extends Surroundings {
    readonly problems: readonly SettingProblem[];
}

const sessions = new Map<string, Session>();

/**
 * The session for a configuration and the environment that counts for it. One per process and configuration: all
 * resources, data sources and the guard share one token, one limit on requests in flight and one pause. Sends nothing;
 * never throws.
 */
export function openSession(get: ConfigReader, log: Log = processLog, env: Environment = process.env): Session {
    const { settings, problems } = readSettings(get, env);
    const key = JSON.stringify([settings, problems]);
    let session = sessions.get(key);
    if (session === undefined) {
        const client = new WebexClient(settings, log);
        const contract = contractFor(client);
        session = {
            settings,
            problems,
            client,
            contract,
            run: new RunState(contract, settings),
            names: new Names(readersOf(client)),
            log,
            now: () => client.now(),
        };
        sessions.set(key, session);
    }
    return session;
}
