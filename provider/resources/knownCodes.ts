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
            : "it acts only in a run that has read every code of the stack: `pulumi up --refresh`, no --target";
    }

    /** Whether the device counts for this code; the first code that asks has it. */
    isUsedBy(deviceId: string, code: string): boolean {
        return (this.usedBy.get(deviceId) ?? code) === code;
    }

    use(deviceId: string, code: string): void {
        this.usedBy.set(deviceId, code);
    }
}
