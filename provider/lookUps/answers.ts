import { Remembered } from "../api/remembered";
import type { Session } from "../session";
import { type AnyArgs, askFor, type LookUp } from "./lookUp";

/** The answers that the look-ups of one run had: equal calls are sent once. */
export class Answers {
    private readonly known = new Map<string, Remembered<string, unknown>>();

    constructor(private readonly session: Session) {}

    /**
     * The answer to a call, with arguments of `argsFor`. `isAnew`: it depends on resources, and is sent each time.
     * Throws `LookUpFailed`.
     */
    get<Args extends AnyArgs, Result>(lookUp: LookUp<Args, Result>, args: Args, isAnew = false): Promise<Result> {
        const { name, isSentEachTime = false } = lookUp;
        if (isAnew || isSentEachTime) {
            return askFor(lookUp, args, this.session);
        }
        const ask = (text: string) => askFor(lookUp, JSON.parse(text) as Args, this.session);
        const known = this.known.get(name) ?? new Remembered<string, unknown>(ask);
        this.known.set(name, known);
        return known.get(canonicalText(args)) as Promise<Result>;
    }
}

/** The same text for equal arguments, whatever their order. */
function canonicalText(args: object): string {
    return JSON.stringify(Object.fromEntries(Object.entries(args).sort(([a], [b]) => (a < b ? -1 : 1))));
}
