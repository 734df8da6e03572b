import { canonicalId } from "../api/identity";

/** Entries of one owner that are to be removed as soon as this run may. */
interface Later {
    readonly ownerId: string;
    readonly remove: () => Promise<void>;
}

/**
 * Which codes of the stack this run knows. Device entries that no code of the stack stands for may only be removed by a
 * run that has read every code of it: under `--target` it has not.
 */
export class KnownCodes {
    private readonly expected = new Set<string>();
    private readonly seen = new Set<string>();
    private spent = false;
    /** The code that each device used. Webex does not say, so a device counts for the first code that asks. */
    private readonly usedBy = new Map<string, string>();
    /** The ids of owners who have a code of the stack whose entry is not recorded. */
    private readonly ownersInDoubt = new Set<string>();
    private later: readonly Later[] = [];

    /** Notes the resources with codes that the program declares, as the program itself told. */
    expect(keys: readonly string[]): void {
        for (const key of keys) {
            this.expected.add(key);
        }
    }

    /** Notes a resource whose codes were read, or that has none yet. */
    see(key: string): void {
        this.seen.add(key);
    }

    /** Notes that an earlier run had leave to remove entries already. */
    spend(): void {
        this.spent = true;
    }

    /** Why this run may not remove entries of codes that it does not know; undefined if it may. */
    get objection(): string | undefined {
        if (this.spent) {
            return "it acts in one run, and was set in an earlier one already: unset it, run `pulumi refresh`, and set it again";
        }
        const all = this.expected.size > 0 && [...this.expected].every((key) => this.seen.has(key));
        return all
            ? undefined
            : "it acts only in a run that has read every code of the stack: `pulumi up --refresh`, no --target. In such " +
                  "a run it acts as soon as the last new resource is made";
    }

    /** Notes an owner with a code whose entry is not recorded: any entry of that owner may be the code's. */
    doubt(ownerId: string): void {
        this.ownersInDoubt.add(canonicalId(ownerId));
    }

    /** Why this run may not remove entries of this owner; undefined if it may. */
    objectionFor(ownerId: string): string | undefined {
        const doubt =
            "the stack has a code of the same owner whose entry is not recorded, and any of these may be that entry";
        return this.objection ?? (this.ownersInDoubt.has(canonicalId(ownerId)) ? doubt : undefined);
    }

    /**
     * Keeps a removal for later. The engine makes the first new resources before it tells of the last, so a run may
     * begin to issue codes before it knows that it has read all.
     */
    postpone(ownerId: string, remove: () => Promise<void>): void {
        this.later = [...this.later, { ownerId, remove }];
    }

    /** The removals that were kept for later and may happen by now; each is given once. */
    takeDue(): (() => Promise<void>)[] {
        const due = this.later.filter(({ ownerId }) => this.objectionFor(ownerId) === undefined);
        this.later = this.later.filter((one) => !due.includes(one));
        return due.map(({ remove }) => remove);
    }

    /** Whether the device counts for this code; the first code that asks has it. */
    isUsedBy(deviceId: string, code: string): boolean {
        return (this.usedBy.get(deviceId) ?? code) === code;
    }

    use(deviceId: string, code: string): void {
        this.usedBy.set(deviceId, code);
    }
}
