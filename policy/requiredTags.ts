import type { Declared } from "./declared";
import { UNKNOWN } from "./known";

/**
 * The devices that lack one of the tags, each as one message. A tag that ends with `*` asks for any tag that begins so.
 * Codes have no tags. Where some tags of a device are unknown at preview, the ones that seem to be missing may be among
 * them.
 */
export function requiredTags(declared: readonly Declared[], tags: readonly string[]): readonly string[] {
    return declared
        .filter(({ kind }) => kind === "device")
        .flatMap(({ label, fields }) => {
            const present = fields["tags"] ?? [];
            if (!Array.isArray(present) || present.includes(UNKNOWN)) {
                return [];
            }
            const lacking = tags.filter((wanted) => !present.some((tag) => fits(String(tag), wanted)));
            return lacking.length === 0 ? [] : [`${label} lacks ${lacking.map((tag) => `"${tag}"`).join(", ")}`];
        });
}

function fits(tag: string, wanted: string): boolean {
    return wanted.endsWith("*") ? tag.startsWith(wanted.slice(0, -1)) : tag === wanted;
}
