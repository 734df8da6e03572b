/**
 * Whether a configuration's key passes the `key` filter of "List Device Configurations": an absolute key, `*` for one
 * segment or, at the end, for all that follow, and `[2]`, `[*]`, `[1..3]` or `[2..n]` for numbered segments. A filter
 * that nobody documents lets nothing through.
 */
export function passesKey(filter: string, key: string): boolean {
    const wanted = segments(filter);
    const given = segments(key);
    const isOpen = wanted.at(-1) === "*";
    if (isOpen ? given.length < wanted.length : given.length !== wanted.length) {
        return false;
    }
    return wanted.every((segment, at) => passesSegment(segment, given[at] ?? ""));
}

/** The segments; the dots of a range are none between segments. */
function segments(key: string): string[] {
    return key.split(/\.(?![^[]*\])/);
}

function passesSegment(wanted: string, given: string): boolean {
    if (wanted === "*" || wanted === given) {
        return true;
    }
    const range = /^([^[\]]+)\[(?:(\*)|(\d+)\.\.(\d+|n))\]$/.exec(wanted);
    const numbered = /^([^[\]]+)\[(\d+)\]$/.exec(given);
    if (!range || !numbered || range[1] !== numbered[1]) {
        return false;
    }
    const [, , any, from, to] = range;
    const number = Number(numbered[2]);
    return any !== undefined || (number >= Number(from) && (to === "n" || number <= Number(to)));
}
