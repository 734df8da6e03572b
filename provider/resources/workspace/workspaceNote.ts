/** How the notes of a workspace begin that a stack made, where the program gave none. */
const BEGINNING = "Managed by Pulumi: ";

/**
 * The notes of a new workspace for which the program gives none: who made it. They prove to the next run what one that
 * was interrupted left, because names of workspaces repeat. No other resource has the same; undefined where the stack
 * is not known.
 */
export function noteOf(stack: string | undefined, label: string): string | undefined {
    return stack === undefined ? undefined : `${BEGINNING}${stack} ${label}`;
}

/** Whether notes are those that some stack made. */
export function isNote(notes: string | undefined): boolean {
    return notes?.startsWith(BEGINNING) === true;
}
