import type { Declared } from "./declared";
import { text } from "./known";

/**
 * The unused codes that end before a moment, each as one message without the code itself. A code that is yet to be
 * issued has no end that a preview could know.
 */
export function codesEndBefore(declared: readonly Declared[], moment: Date): readonly string[] {
    return declared
        .filter(({ kind, fields }) => kind === "code" && fields["status"] === "pending")
        .flatMap(({ label, fields }) => {
            const expiresAt = text(fields["expiresAt"]);
            // An end that is no date compares as false, so it passes.
            return expiresAt !== undefined && Date.parse(expiresAt) < moment.getTime()
                ? [`the code of ${label} ends at ${expiresAt}, before ${moment.toISOString()}`]
                : [];
        });
}

/** The moment that a configuration names: a date, or a number of days from now. Undefined if it names none. */
export function momentOf(
    { date, days }: { readonly date?: string; readonly days?: number },
    now: Date,
): Date | undefined {
    if (date !== undefined) {
        return new Date(date);
    }
    return days === undefined ? undefined : new Date(now.getTime() + days * 24 * 60 * 60 * 1000);
}
