import { scrub } from "../client/secrets";
import { WebexError } from "../client/webexError";

/** A look-up that has no answer, in words for the program's author. They hold no secret. */
export class LookUpFailed extends Error {
    constructor(message: string) {
        super(scrub(message));
        this.name = "LookUpFailed";
    }
}

/** The result of `work`. Throws `LookUpFailed` that says what was attempted for what goes wrong at the API. */
export async function attemptLookUp<T>(what: string, work: () => Promise<T>): Promise<T> {
    try {
        return await work();
    } catch (error) {
        if (!(error instanceof WebexError)) {
            throw error;
        }
        throw new LookUpFailed(`${what} failed: ${error.message}`);
    }
}
