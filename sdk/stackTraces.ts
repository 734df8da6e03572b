import * as pulumi from "@pulumi/pulumi";

/** What Pulumi itself keeps of a resource. */
interface Transformed {
    readonly __transformations?: readonly unknown[];
}

/** Stack traces that are paused while Pulumi makes a resource. */
export interface PausedTraces {
    resume(): void;
    /** The error that ended it, with a trace from the program's call on: it was thrown without one. */
    located(error: unknown): unknown;
}

/**
 * Pauses stack traces until `resume`. Pulumi gives each of the forty promises of a resource one, which costs a large
 * program a quarter of its processor time, and only `PULUMI_DEBUG_PROMISE_LEAKS` prints them. Where a resource comes
 * from is in the state all the same: for that Pulumi takes the whole trace, whatever the limit is. Nothing is paused
 * for who looks for leaks, or where a function of the program runs in between.
 */
export function pauseStackTraces(options: pulumi.CustomResourceOptions): PausedTraces {
    const { stackTraceLimit } = Error;
    const isPaused = !process.env["PULUMI_DEBUG_PROMISE_LEAKS"] && !isTransformed(options);
    const resume = (): void => {
        Error.stackTraceLimit = stackTraceLimit;
    };
    const located = (error: unknown): unknown => {
        resume();
        if (isPaused && error instanceof Error) {
            Error.captureStackTrace(error, located);
        }
        return error;
    };
    if (isPaused) {
        Error.stackTraceLimit = 0;
    }
    return { resume, located };
}

/** Whether transformations of the program run in the constructor; its newer transforms run outside of it. */
function isTransformed({ transformations = [], parent }: pulumi.CustomResourceOptions): boolean {
    const { __transformations: inherited = [] } = (parent ?? pulumi.runtime.getStackResource() ?? {}) as Transformed;
    return transformations.length + inherited.length > 0;
}
