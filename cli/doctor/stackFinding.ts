import { type Finding, finding } from "./finding";

/** What is known of a stack that could be opened. */
export interface StackFacts {
    readonly name: string;
    readonly project: string;
    /** How many things of Webex's it has. */
    readonly managed: number;
    /** Why another run keeps it from being changed; undefined if none does. */
    readonly hold: string | undefined;
}

/** How a stack stands that could be opened. */
export function stackFinding({ name, project, managed, hold }: StackFacts): Finding {
    const things = managed === 1 ? "1 thing" : `${managed} things`;
    return hold === undefined
        ? finding("stack", "ok", `${name} of project ${project} has ${things} at Webex; no other run is at work on it`)
        : finding("stack", "problem", hold);
}
