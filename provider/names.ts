import { canonicalId } from "./api/identity";
import { type Person, readPerson } from "./api/people";
import { readWorkspace, type Workspace } from "./api/workspaces";
import { scrub } from "./client/secrets";
import type { WebexClient } from "./client/webexClient";
import { WebexError } from "./client/webexError";

/** Who a device, a code or a workspace belongs to. */
interface Named {
    readonly personId?: string | undefined;
    readonly workspaceId?: string | undefined;
}

/** Reads one of them by its id; undefined where there is none. */
export interface NameReaders {
    readonly person: (id: string) => Promise<Person | undefined>;
    readonly workspace: (id: string) => Promise<Workspace | undefined>;
}

/** The readers of the API that a client speaks to. */
export function readersOf(client: WebexClient): NameReaders {
    return {
        person: (id) => readPerson(client, id),
        workspace: (id) => readWorkspace(client, id),
    };
}

/**
 * Puts people and workspaces into words, the only place that does: with their names as far as these are known, the id
 * behind. One for each session. Whoever reads people or workspaces has it learn their names, so that nobody asks again.
 */
export class Names {
    private readonly words = new Map<string, string>();
    private readonly asked = new Map<string, Promise<void>>();
    private readonly refused = new Set<keyof NameReaders>();

    constructor(private readonly readers: NameReaders) {}

    learnPerson({ id, displayName, emails: [email] }: Person): void {
        this.learn("person", id, displayName === undefined ? email : nameAndAddress(displayName, email));
    }

    learnWorkspace({ id, displayName }: Workspace): void {
        this.learn("workspace", id, displayName === undefined ? undefined : `workspace "${displayName}"`);
    }

    /**
     * `Ada Lovelace <ada@example.com> (ID)` or `workspace "Board Room" (ID)`; `person ID` or `workspace ID` where the
     * name is not known, or where the program keeps the id secret: a name would tell whose it is.
     */
    describe({ personId, workspaceId }: Named): string {
        if (personId !== undefined) {
            return this.inWords("person", personId);
        }
        return workspaceId === undefined ? "nobody that the API tells" : this.inWords("workspace", workspaceId);
    }

    /** The words of `describe`, after a look at the API if the name is not known. Never throws. */
    async ask(named: Named): Promise<string> {
        const { personId, workspaceId } = named;
        if (personId !== undefined) {
            await this.askOnce("person", personId);
        } else if (workspaceId !== undefined) {
            await this.askOnce("workspace", workspaceId);
        }
        return this.describe(named);
    }

    private learn(kind: keyof NameReaders, id: string, name: string | undefined): void {
        if (name !== undefined) {
            this.words.set(keyOf(kind, id), name);
        }
    }

    private inWords(kind: keyof NameReaders, id: string): string {
        const name = scrub(id) === id ? this.words.get(keyOf(kind, id)) : undefined;
        return name === undefined ? `${kind} ${id}` : `${name} (${id})`;
    }

    private askOnce(kind: keyof NameReaders, id: string): Promise<void> {
        const key = keyOf(kind, id);
        if (this.words.has(key) || this.refused.has(kind)) {
            return Promise.resolve();
        }
        const asked = this.asked.get(key) ?? this.read(kind, id);
        this.asked.set(key, asked);
        return asked;
    }

    private async read(kind: keyof NameReaders, id: string): Promise<void> {
        try {
            if (kind === "person") {
                const person = await this.readers.person(id);
                if (person !== undefined) {
                    // By the id that was asked for: the answer may spell it in another way.
                    this.learnPerson({ ...person, id });
                }
            } else {
                const workspace = await this.readers.workspace(id);
                if (workspace !== undefined) {
                    this.learnWorkspace({ ...workspace, id });
                }
            }
        } catch (error) {
            if (!(error instanceof WebexError)) {
                throw error;
            }
            // A name is not worth an error, nor a second question to somebody who may not ask.
            if (error.status === 401 || error.status === 403) {
                this.refused.add(kind);
            }
        }
    }
}

function keyOf(kind: keyof NameReaders, id: string): string {
    return `${kind} ${canonicalId(id)}`;
}

function nameAndAddress(displayName: string, email: string | undefined): string {
    return email === undefined ? displayName : `${displayName} <${email}>`;
}
