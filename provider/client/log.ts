import { scrub } from "./secrets";

/** Where messages for the person at the terminal go. */
export interface Log {
    info(message: string): void;
    warn(message: string): void;
}

/**
 * The log of the provider process: Pulumi shows what its plugins print, standard error as a warning-like line. (A
 * dynamic provider has no other way to the engine's log.)
 */
export const processLog: Log = {
    info: (message) => {
        console.log(`webex: ${scrub(message)}`);
    },
    warn: (message) => {
        console.error(`webex: warning: ${scrub(message)}`);
    },
};
