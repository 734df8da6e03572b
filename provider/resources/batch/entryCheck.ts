import { givenInputs } from "../inputCheck";
import type { CheckFailure, CheckResult, Properties } from "../resource";
import { isUnknown } from "../unknown";

/** So many failures of a batch's entries are told, and how many more there are. */
const MOST_TOLD = 50;

/** An input that no two entries may share. */
interface UniqueInput {
    readonly name: string;
    /** What two entries must not have in common. */
    readonly of: (entry: Properties, key: string) => string | undefined;
}

interface EntryRules {
    check(entry: Properties, key: string): CheckResult;
    readonly unique: readonly UniqueInput[];
}

/**
 * Checks each entry of a batch; a failure names the entry, and no property, of which Pulumi would print the whole
 * batch.
 */
export function checkEach(entries: Readonly<Record<string, unknown>>, rules: EntryRules): CheckResult {
    // Without a prototype: an entry may be called `__proto__`.
    const inputs = Object.create(null) as Record<string, unknown>;
    const reasons: string[] = [];
    const holders = new Map<string, string>();
    for (const [key, entry] of Object.entries(entries)) {
        inputs[key] = entry;
        if (isUnknown(entry)) {
            continue;
        }
        if (typeof entry !== "object" || entry === null || Array.isArray(entry)) {
            reasons.push(`${key} must be a map of inputs`);
            continue;
        }
        const own = givenInputs(entry as Properties);
        const checked = rules.check(own, key);
        inputs[key] = checked.inputs;
        reasons.push(...new Set(checked.failures.map((failure) => `${key}: ${textOf(failure)}`)));
        for (const { name, of } of rules.unique) {
            const value = of(own, key);
            const holder = value === undefined ? undefined : holders.get(`${name} ${value}`);
            if (holder !== undefined) {
                reasons.push(`${key}: ${name} ${value ?? ""} is that of ${holder} too`);
            } else if (value !== undefined) {
                holders.set(`${name} ${value}`, key);
            }
        }
    }
    return { inputs: { ...inputs }, failures: told(reasons).map((reason) => ({ property: "", reason })) };
}

function textOf({ property, reason }: CheckFailure): string {
    return `${property} ${reason}`.trim();
}

function told(reasons: readonly string[]): readonly string[] {
    if (reasons.length <= MOST_TOLD) {
        return reasons;
    }
    return [...reasons.slice(0, MOST_TOLD), `and ${reasons.length - MOST_TOLD} more like these`];
}
