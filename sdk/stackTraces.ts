import * as pulumi from "@pulumi/pulumi";

/** What Pulumi itself keeps of a resource. */
interface Transformed {
    readonly __transformations?: readonly unknown[];
}

/** A class of resources. */
interface Class {
    readonly name: string;
    readonly prototype: pulumi.CustomResource;
}

/** What formats a trace, where something does: under Pulumi's CLI it names the lines of TypeScript. */
type Format = NonNullable<typeof Error.prepareStackTrace>;

/** Stack traces that are paused while Pulumi makes a resource. */
export interface PausedTraces {
    resume(): void;
    /** The error that ended it, with a trace from the program's call on: it was thrown without one. */
    located(error: unknown): unknown;
}

/**
 * Pauses stack traces until `resume`, while Pulumi makes a resource of the class `made`. Pulumi gives each of its forty
 * promises one, which costs a large program a quarter of its processor time, and only `PULUMI_DEBUG_PROMISE_LEAKS`
 * prints them. Nothing is paused for who looks for leaks, or where a function of the program runs in between.
 *
 * Where a resource comes from is in the state all the same: for that Pulumi takes the whole trace, whatever the limit
 * is. Behind its own classes it leaves out one more and takes the next call for the program's. Our classes are several,
 * so all but the outermost are left out of the trace.
 */
export function pauseStackTraces(options: pulumi.CustomResourceOptions, made: Class): PausedTraces {
    const { stackTraceLimit } = Error;
    const format = Reflect.get(Error, "prepareStackTrace") as Format | undefined;
    const isPaused = !process.env["PULUMI_DEBUG_PROMISE_LEAKS"] && !isTransformed(options);
    const resume = (): void => {
        Error.stackTraceLimit = stackTraceLimit;
        if (format !== undefined) {
            Error.prepareStackTrace = format;
        }
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
    // Where nothing formats traces, Node does, and whoever takes that over loses its source maps.
    if (format !== undefined) {
        Error.prepareStackTrace = withOneConstructor(namesOf(made), format);
    }
    return { resume, located };
}

/** A format that leaves out constructors of these names, but for the outermost of those that call each other. */
function withOneConstructor(names: ReadonlySet<string>, format: Format): Format {
    const isOne = (frame: NodeJS.CallSite | undefined) =>
        frame?.isConstructor() === true && names.has(frame.getFunctionName() ?? "");
    return (error, frames) =>
        format(
            error,
            frames.filter((frame, at) => !(isOne(frame) && isOne(frames[at + 1]))),
        ) as unknown;
}

/** The names of a class and of those above it, up to Pulumi's own. */
function namesOf(made: Class): ReadonlySet<string> {
    const names = new Set<string>();
    for (let each: Class = made; each !== pulumi.CustomResource; each = Object.getPrototypeOf(each) as Class) {
        names.add(each.name);
    }
    return names;
}

/** Whether transformations of the program run in the constructor; its newer transforms run outside of it. */
function isTransformed({ transformations = [], parent }: pulumi.CustomResourceOptions): boolean {
    const { __transformations: inherited = [] } = (parent ?? pulumi.runtime.getStackResource() ?? {}) as Transformed;
    return transformations.length + inherited.length > 0;
}
