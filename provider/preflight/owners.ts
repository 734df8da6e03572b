import type { Owner } from "../api/devices/contract";
import { canonicalId } from "../api/identity";
import { isRefused, unlessRefused } from "../api/ifOffered";
import { PEOPLE_AT_ONCE, type Person } from "../api/people";
import type { Workspace } from "../api/workspaces";
import type { Names } from "../names";
import { type OwnerFact, UNKNOWN_OWNER } from "./rules";

/** What is asked of the API about owners. Each throws `WebexError`. */
export interface OwnerReaders {
    /** The people with these ids, `PEOPLE_AT_ONCE` at most; undefined where the API has no such route. */
    readonly people: (ids: readonly string[]) => Promise<readonly Person[] | undefined>;
    readonly workspacePages: () => AsyncGenerator<readonly Workspace[]>;
    /** Undefined for one that is not there. */
    readonly workspace: (id: string) => Promise<Workspace | undefined>;
}

/** So many workspaces of a run are asked one by one; from the next one on the pages of their list answer. */
const FEW_WORKSPACES = 3;
/** So many ids that name nobody are asked after among the owners of the other kind. */
const FEW_STRAYS = 3;

/** An owner that somebody waits for. */
interface Waiting {
    readonly id: string;
    readonly resolve: (fact: OwnerFact) => void;
    readonly reject: (reason: unknown) => void;
}

/**
 * Whether owners exist, asked for many at once: people `PEOPLE_AT_ONCE` by one request, workspaces by the pages of
 * their list. One for each organisation and run. What is asked in the same instant goes out together. A request for
 * people is filled up with `declared`, people that the program names and that are not looked at yet: they are likely
 * to be next.
 */
export class Owners {
    private readonly facts = new Map<string, Promise<OwnerFact>>();
    private readonly people: Waiting[] = [];
    private readonly workspaces: Waiting[] = [];
    private readonly listed = new Map<string, Workspace>();
    private pages: AsyncGenerator<readonly Workspace[]> | undefined;
    private isListWhole = false;
    private single = 0;
    private strays = 0;
    private isFlushing = false;

    constructor(
        private readonly readers: OwnerReaders,
        private readonly names: Pick<Names, "learnPerson" | "learnWorkspace">,
        private readonly declared: () => Iterable<string> = () => [],
    ) {}

    /** What Webex tells of an owner. Throws `WebexError` if it cannot be asked. */
    ask({ personId, workspaceId }: Owner): Promise<OwnerFact> {
        if (personId !== undefined && workspaceId === undefined) {
            return this.askOnce(this.people, personId, "person");
        }
        if (workspaceId !== undefined && personId === undefined) {
            return this.askOnce(this.workspaces, workspaceId, "workspace");
        }
        return Promise.resolve(UNKNOWN_OWNER);
    }

    private askOnce(waiting: Waiting[], id: string, kind: "person" | "workspace"): Promise<OwnerFact> {
        const key = `${kind} ${canonicalId(id)}`;
        const known = this.facts.get(key);
        if (known !== undefined) {
            return known;
        }
        const fact = new Promise<OwnerFact>((resolve, reject) => {
            waiting.push({ id, resolve, reject });
        });
        this.facts.set(key, fact);
        // A failure may pass: the next one asks again.
        fact.catch(() => this.facts.delete(key));
        void this.flush();
        return fact;
    }

    /** Asks for all that wait, one request after the other: what comes meanwhile goes out together. */
    private async flush(): Promise<void> {
        if (this.isFlushing) {
            return;
        }
        this.isFlushing = true;
        await new Promise((resolve) => setImmediate(resolve));
        while (this.people.length + this.workspaces.length > 0) {
            await settled(this.people.splice(0, PEOPLE_AT_ONCE), (asked) => this.readPeople(asked));
            await settled(this.workspaces.splice(0), (asked) => this.readWorkspaces(asked));
        }
        this.isFlushing = false;
    }

    private async readPeople(asked: readonly Waiting[]): Promise<readonly OwnerFact[]> {
        const ids = asked.map(({ id }) => id);
        const keys = new Set(ids.map(canonicalId));
        const filling = asked.length === 0 ? [] : this.unasked(keys).slice(0, PEOPLE_AT_ONCE - ids.length);
        const found = await this.peopleWith([...ids, ...filling]);
        if (found === undefined) {
            return asked.map(() => UNKNOWN_OWNER);
        }
        const byKey = new Map(found.map((person) => [canonicalId(person.id), person]));
        for (const id of filling) {
            const person = byKey.get(canonicalId(id));
            if (person !== undefined) {
                this.facts.set(`person ${canonicalId(id)}`, Promise.resolve(this.factOfPerson(person)));
            }
        }
        const facts: OwnerFact[] = [];
        for (const id of ids) {
            const person = byKey.get(canonicalId(id));
            facts.push(person === undefined ? await this.strayPerson(id) : this.factOfPerson(person));
        }
        return facts;
    }

    private unasked(asked: ReadonlySet<string>): string[] {
        const ids = new Map([...this.declared()].map((id) => [canonicalId(id), id]));
        return [...ids].filter(([key]) => !asked.has(key) && !this.facts.has(`person ${key}`)).map(([, id]) => id);
    }

    /** The people with these ids. Webex may refuse a whole list for one id that is none, so that one is looked for. */
    private async peopleWith(ids: readonly string[]): Promise<readonly Person[] | undefined> {
        try {
            return await this.readers.people(ids);
        } catch (error) {
            if (!isRefused(error, [400])) {
                throw error;
            }
        }
        if (ids.length <= 1) {
            return [];
        }
        const half = Math.ceil(ids.length / 2);
        const [first, second] = [await this.peopleWith(ids.slice(0, half)), await this.peopleWith(ids.slice(half))];
        return first === undefined || second === undefined ? undefined : [...first, ...second];
    }

    private factOfPerson(person: Person): OwnerFact {
        this.names.learnPerson(person);
        return { is: "there", orgId: person.orgId };
    }

    private factOfWorkspace(workspace: Workspace): OwnerFact {
        this.names.learnWorkspace(workspace);
        const { orgId, supportedDevices } = workspace;
        return { is: "there", orgId, supportedDevices };
    }

    private async readWorkspaces(asked: readonly Waiting[]): Promise<readonly OwnerFact[]> {
        const unlisted = asked.filter(({ id }) => !this.listed.has(canonicalId(id)));
        if (this.single + unlisted.length <= FEW_WORKSPACES && this.pages === undefined) {
            this.single += unlisted.length;
            await this.readSingly(unlisted);
        } else {
            await this.readPages(unlisted);
        }
        const missing = asked.filter(({ id }) => !this.listed.has(canonicalId(id))).map(({ id }) => id);
        const people = missing.length === 0 ? [] : await this.strayWorkspaces(missing);
        return asked.map(({ id }) => {
            const workspace = this.listed.get(canonicalId(id));
            return workspace === undefined
                ? (people.find((stray) => stray.id === id)?.fact ?? UNKNOWN_OWNER)
                : this.factOfWorkspace(workspace);
        });
    }

    private async readSingly(asked: readonly Waiting[]): Promise<void> {
        const found = await Promise.all(asked.map(({ id }) => unlessRefused(this.readers.workspace(id), [400])));
        for (const workspace of found) {
            if (workspace !== undefined) {
                this.listed.set(canonicalId(workspace.id), workspace);
            }
        }
        if (found.includes(undefined)) {
            // Where the API has no such route, everything is "not found".
            await this.readPage();
        }
    }

    private async readPages(asked: readonly Waiting[]): Promise<void> {
        while (!this.isListWhole && asked.some(({ id }) => !this.listed.has(canonicalId(id)))) {
            await this.readPage();
        }
    }

    private async readPage(): Promise<void> {
        this.pages ??= this.readers.workspacePages();
        const page = await this.pages.next().catch((error: unknown) => {
            this.pages = undefined;
            throw error;
        });
        this.isListWhole = page.done === true;
        for (const workspace of page.done === true ? [] : page.value) {
            this.listed.set(canonicalId(workspace.id), workspace);
        }
    }

    /** Whether an id that is nobody's is a workspace's. */
    private async strayPerson(id: string): Promise<OwnerFact> {
        this.strays += 1;
        const workspace =
            this.strays > FEW_STRAYS ? undefined : await unlessRefused(this.readers.workspace(id), [400, 403, 404]);
        if (workspace === undefined) {
            return { is: "missing" };
        }
        this.names.learnWorkspace({ ...workspace, id });
        return { is: "otherKind" };
    }

    /** Whether ids that are no workspaces' are people's. */
    private async strayWorkspaces(ids: readonly string[]): Promise<{ id: string; fact: OwnerFact }[]> {
        const asked = ids.slice(0, PEOPLE_AT_ONCE);
        const people = (await unlessRefused(this.peopleWith(asked), [403])) ?? [];
        return ids.map((id) => {
            const person = people.find((each) => canonicalId(each.id) === canonicalId(id));
            if (person === undefined) {
                return { id, fact: { is: "missing" } };
            }
            this.names.learnPerson({ ...person, id });
            return { id, fact: { is: "otherKind" } };
        });
    }
}

/** Gives each of those that wait its answer, or all of them the failure. */
async function settled(
    waiting: readonly Waiting[],
    read: (asked: readonly Waiting[]) => Promise<readonly OwnerFact[]>,
): Promise<void> {
    if (waiting.length === 0) {
        return;
    }
    try {
        const facts = await read(waiting);
        waiting.forEach(({ resolve }, at) => {
            resolve(facts[at] ?? UNKNOWN_OWNER);
        });
    } catch (error) {
        for (const { reject } of waiting) {
            reject(error);
        }
    }
}
