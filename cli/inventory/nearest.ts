import { closest, distance } from "fastest-levenshtein";

/** Words for the name that is nearest to one that there is not, for the end of a message; empty where none is near. */
export function nearestWords(name: string, names: readonly string[]): string {
    const wanted = name.trim().toLowerCase();
    const byKey = new Map(names.map((each) => [each.toLowerCase(), each]));
    if (byKey.size === 0) {
        return "";
    }
    const key = closest(wanted, [...byKey.keys()]);
    return distance(wanted, key) <= wanted.length / 2 ? `; the nearest is "${byKey.get(key) ?? key}"` : "";
}
