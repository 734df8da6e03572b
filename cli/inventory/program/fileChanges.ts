import { hashOf } from "./manifest";

/** One file of a generated project, and what is to happen to it. */
export interface FileChange {
    readonly path: string;
    /**
     * - `create`: it is not there.
     * - `same`: it has this text already.
     * - `replace`: it is as an earlier run generated it.
     * - `keepEdited`: somebody edited it, and there is no news for it.
     * - `writeBeside`: somebody edited it, or wrote it; the new text goes into a file beside it.
     * - `remove`: the program no longer has it, and nobody edited it.
     * - `keepUnused`: the program no longer has it, but somebody edited it.
     */
    readonly what: "create" | "same" | "replace" | "keepEdited" | "writeBeside" | "remove" | "keepUnused";
    /** The new text, where one is written. */
    readonly text?: string | undefined;
}

/** The path of the new text that stands beside an edited file. */
export function besidePath(path: string): string {
    return `${path}.new`;
}

/**
 * Decides about each file, by what is there (`onDisk`), what the run before generated (`generated`: hashes), and what
 * this one does. A file counts as edited if it is not as the last run generated it. No I/O.
 */
export function fileChanges(
    wanted: ReadonlyMap<string, string>,
    onDisk: ReadonlyMap<string, string>,
    generated: Readonly<Record<string, string>>,
): FileChange[] {
    const written = [...wanted].map(([path, text]): FileChange => {
        const present = onDisk.get(path);
        if (present === undefined) {
            return { path, what: "create", text };
        }
        const [is, was, becomes] = [hashOf(present), generated[path], hashOf(text)];
        if (is === becomes) {
            return { path, what: "same" };
        }
        if (is === was) {
            return { path, what: "replace", text };
        }
        return was === becomes ? { path, what: "keepEdited" } : { path, what: "writeBeside", text };
    });
    const left = Object.entries(generated).flatMap(([path, was]): FileChange[] => {
        const present = onDisk.get(path);
        if (wanted.has(path) || present === undefined) {
            return [];
        }
        return [{ path, what: hashOf(present) === was ? "remove" : "keepUnused" }];
    });
    return [...written, ...left];
}
