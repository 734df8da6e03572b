const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Orders names as people look for them: numbers in them as numbers, what has no name last. */
export function byName(a: string | undefined, b: string | undefined): number {
    if (a === undefined || b === undefined) {
        return Number(a === undefined) - Number(b === undefined);
    }
    return collator.compare(a, b);
}
