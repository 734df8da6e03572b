type Version = readonly [major: number, minor: number, patch: number];

/** A version in a text such as `v3.248.0` or `20.1.0-rc.1`; undefined if there is none. */
function versionIn(text: string): Version | undefined {
    const parts = /(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(text);
    return parts === null ? undefined : [Number(parts[1]), Number(parts[2] ?? 0), Number(parts[3] ?? 0)];
}

/**
 * Whether a version is in a range of the forms that package.json has here: `>=20`, `^3.216.0`, `~5.9.3`, or a bare
 * version. Undefined for a text that holds no version, and for a range of another form.
 */
export function isInRange(version: string, range: string): boolean | undefined {
    const [, sign = "", least = ""] = /^(>=|\^|~|)\s*([\d.]+)$/.exec(range.trim()) ?? [];
    const [have, from] = [versionIn(version), versionIn(least)];
    if (have === undefined || from === undefined) {
        return undefined;
    }
    const reaches = compare(have, from) >= 0;
    switch (sign) {
        case ">=":
            return reaches;
        case "^":
            return reaches && have[0] === from[0];
        case "~":
            return reaches && have[0] === from[0] && have[1] === from[1];
        default:
            return compare(have, from) === 0;
    }
}

function compare(a: Version, b: Version): number {
    return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
