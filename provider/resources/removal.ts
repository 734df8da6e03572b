/** Where a device, code or workspace came from, as the state records it. */
export type Origin = "registered" | "adopted" | "takenOver" | "issued" | "created";

/** The origins of what the stack itself made. */
const OWN: readonly (Origin | undefined)[] = ["registered", "issued", "created"];

export interface Removal {
    readonly origin: Origin | undefined;
    /** The program's own word, which counts before everything else. */
    readonly unregisterOnDelete: boolean | undefined;
    /** The program replaced it by something that cannot be there beside it. */
    readonly mustMakeRoom: boolean;
}

/**
 * Whether what is deleted from the stack leaves Webex, too. What the stack did not make stays unless it was asked
 * for.
 */
export function leavesWebex({ origin, unregisterOnDelete, mustMakeRoom }: Removal): boolean {
    return unregisterOnDelete ?? (mustMakeRoom || OWN.includes(origin));
}
