import type { CheckFailure, Declaration, Speaker } from "./resource";

/** Who declares what in this run, so that a device which two resources declare is refused at preview. */
export class Declarations {
    private readonly holders = new Map<string, Speaker>();

    /** Notes what a resource declares; what another one declares already comes back as a failure that names both. */
    add(declarations: readonly Declaration[], speaker: Speaker): CheckFailure[] {
        return declarations.flatMap((declaration) => {
            const { key, entry } = declaration;
            const own = entry === undefined ? speaker : entryOf(speaker, entry);
            const holder = this.holders.get(key);
            // A batch says itself which of its entries are the same.
            if (holder === undefined || holder.key === own.key || holder.key.startsWith(`${speaker.key}[`)) {
                this.holders.set(key, own);
                return [];
            }
            return [{ property: "", reason: declaredTwice(declaration, own.label, holder.label) }];
        });
    }

    /** Who declares something in this run, by its key; undefined for what nobody has declared so far. */
    holderOf(key: string): Speaker | undefined {
        return this.holders.get(key);
    }
}

/** What is said of a thing that two resources declare; both by their labels. */
export function declaredTwice({ what, once = "a device" }: Declaration, own: string, holder: string): string {
    return `${own} declares ${what} that ${holder} declares, too; ${once} can be declared once`;
}

/** An entry of a batch as one that speaks. */
export function entryOf({ key, label }: Speaker, entry: string): Speaker {
    return { key: `${key}[${entry}]`, label: `${label}, entry "${entry}"` };
}
