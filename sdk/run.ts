import * as pulumi from "@pulumi/pulumi";
import type { Log } from "../provider/client/log";
import { scrub } from "../provider/client/secrets";
import { openSession, type Session } from "../provider/session";
import { plainError } from "./dataSource";

/** The program's log: Pulumi's own, so that messages show in the plan. */
const programLog: Log = {
    info: (message) => void pulumi.log.info(scrub(message)),
    warn: (message) => void pulumi.log.warn(scrub(message)),
};

/** The session of the running program, from its stack's configuration and the environment. */
export function programSession(): Session {
    return sessionOfRun();
}

/** Throws if a setting is wrong or the credential is missing: data sources have no check that could say it earlier. */
export function requireSession(): Session {
    const session = programSession();
    const [problem] = session.problems;
    if (problem !== undefined) {
        throw plainError(`${problem.key} ${problem.reason}`);
    }
    return session;
}

/** What stands for "this run" where there is no stack, as under Pulumi's mocks. */
const noStack = {};

/**
 * Something of which each run of a program has one. Module state would not do: a program that is run through the
 * Automation API previews and applies in the same process.
 */
export function oncePerRun<T extends object>(make: () => T): () => T {
    const made = new WeakMap<object, T>();
    return () => {
        const run = pulumi.runtime.getStackResource() ?? noStack;
        let value = made.get(run);
        if (value === undefined) {
            value = make();
            made.set(run, value);
        }
        return value;
    };
}

/**
 * What Pulumi's log takes to show a message under a resource from within its hook. The resource itself has no URN
 * before its hooks have returned, and the log would wait for it.
 */
export function underUrn(urn: string): pulumi.Resource {
    return { urn: { promise: () => Promise.resolve(urn) } } as unknown as pulumi.Resource;
}

/** Whether the program runs under Pulumi's mocks, as users test theirs: they know neither hooks nor packed outputs. */
export function underMocks(): boolean {
    const monitor = pulumi.runtime.getMonitor() as { readonly registerResourceHook?: unknown } | undefined;
    return typeof monitor?.registerResourceHook !== "function";
}

/** Read once a run: a thousand resources would otherwise read the settings two thousand times. */
const sessionOfRun = oncePerRun(() => {
    const config = new pulumi.Config("webex");
    return openSession((key) => config.get(key), programLog);
});
