import type { ConfigurationChange } from "../../api/deviceConfigurations";
import { WebexError } from "../../client/webexError";

/** Shorter texts are not taken out: they would blank out half of a message, and no secret is as short. */
const SHORTEST = 4;

/** An error without the values that were sent, of which any may be a secret: Webex may repeat them. */
export function withoutGivenValues(error: WebexError, changes: readonly ConfigurationChange[]): WebexError {
    const values = changes.flatMap((change) => (change.op === "replace" ? textsIn(change.value) : []));
    const given = values.filter((value) => value.length >= SHORTEST && error.webexMessage?.includes(value) === true);
    if (given.length === 0) {
        return error;
    }
    const longestFirst = [...given].sort((a, b) => b.length - a.length);
    const webexMessage = longestFirst.reduce(
        (text, value) => text.replaceAll(value, "[value]"),
        error.webexMessage ?? "",
    );
    const { kind, method, path, status, trackingId, errorCodes } = error;
    return new WebexError({ kind, method, path, status, trackingId, errorCodes, webexMessage });
}

function textsIn(value: unknown): string[] {
    if (typeof value === "object" && value !== null) {
        return Object.values(value).flatMap(textsIn);
    }
    return typeof value === "string" || typeof value === "number" ? [String(value)] : [];
}
