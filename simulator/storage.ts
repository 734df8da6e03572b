import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Snapshot } from "./organization";

/**
 * Reads an organisation file; undefined if there is none. Throws an Error that names the file if it is no such
 * file.
 */
export function loadSnapshot(file: string): Snapshot | undefined {
    if (!existsSync(file)) {
        return undefined;
    }
    const problem = `${file} does not hold a simulated organisation; move it away to start with an empty one`;
    let data: Partial<Snapshot> | null;
    try {
        data = JSON.parse(readFileSync(file, "utf8")) as Partial<Snapshot> | null;
    } catch (cause) {
        throw new Error(problem, { cause });
    }
    const lists = [data?.people, data?.workspaces, data?.licenses, data?.devices, data?.codes];
    if (data?.version !== 1 || !lists.every(Array.isArray)) {
        throw new Error(problem);
    }
    return data as Snapshot;
}

/** Writes the file as a whole or not at all, readable by its owner only: it holds activation codes. */
export function saveSnapshot(file: string, snapshot: Snapshot): void {
    mkdirSync(dirname(file), { recursive: true });
    const draft = `${file}.${randomUUID()}.tmp`;
    try {
        writeFileSync(draft, `${JSON.stringify(snapshot, null, 2)}\n`, { mode: 0o600 });
        renameSync(draft, file);
    } catch (cause) {
        rmSync(draft, { force: true });
        throw cause;
    }
}
