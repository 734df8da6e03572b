import { readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

/** Who holds a stack. */
export interface StackLock {
    /** E.g. `ada@laptop (process 4711) since 2026-01-01T00:00:00Z`. */
    readonly holder: string;
}

/** What is asked for: a stack of a project, in a backend. */
export interface LockedStack {
    readonly backendUrl: string;
    readonly project: string;
    readonly stack: string;
    /** The folder that a relative address of the backend starts from. */
    readonly cwd: string;
}

/** A stack as `pulumi stack ls --json` lists it. */
interface ListedStack {
    readonly name: string;
    readonly updateInProgress?: boolean | undefined;
}

/** Whether a run is at work on a stack of Pulumi Cloud. Undefined where the list does not tell. */
export function cloudLock(listed: readonly ListedStack[], stack: string): StackLock | false | undefined {
    const row = listed.find(({ name }) => name === stack || name.endsWith(`/${stack}`));
    return row?.updateInProgress === true ? { holder: "another run" } : row?.updateInProgress;
}

/**
 * The lock of a stack in a backend of files; false if nobody holds it. Undefined for another backend: object stores
 * show their locks to their own clients alone. Source: Pulumi's `backend/diy/lock.go`.
 */
export function fileLock({ backendUrl, project, stack, cwd }: LockedStack): StackLock | false | undefined {
    if (!backendUrl.startsWith("file:")) {
        return undefined;
    }
    const name = stack.slice(stack.lastIndexOf("/") + 1);
    const locks = path.join(folderOf(backendUrl, cwd), ".pulumi", "locks");
    // The second is that of states from before stacks belonged to projects.
    const [file] = [path.join(locks, "organization", project, name), path.join(locks, name)].flatMap(locksIn);
    return file === undefined ? false : { holder: holderIn(file) };
}

/** The folder of an address such as `file:///states?metadata=skip`, `file://~` or `file://./states`. */
function folderOf(url: string, cwd: string): string {
    const given = decodeURIComponent(url.replace(/^file:\/\//, "").replace(/\?.*$/, ""));
    const isHome = /^~($|[\\/])/.test(given);
    // Of a drive, /C:/states is C:/states.
    return isHome ? path.join(homedir(), given.slice(1)) : path.resolve(cwd, given.replace(/^\/(?=[A-Za-z]:)/, ""));
}

function locksIn(folder: string): readonly string[] {
    try {
        return readdirSync(folder)
            .filter((name) => name.endsWith(".json"))
            .map((name) => path.join(folder, name));
    } catch {
        // Nobody has ever locked this stack.
        return [];
    }
}

function holderIn(file: string): string {
    try {
        const lock = JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, string | number | undefined>>;
        const { username = "somebody", hostname = "a machine", pid, timestamp } = lock;
        const process = pid === undefined ? "" : ` (process ${pid})`;
        return `${username}@${hostname}${process}${timestamp === undefined ? "" : ` since ${timestamp}`}`;
    } catch {
        return "another run";
    }
}
