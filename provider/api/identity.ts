/** When two ways to write the same thing are the same thing. */

/**
 * Whether two ids name the same thing. Some Webex answers pad the Base64, most don't, and the same person is
 * `ciscospark://us/PEOPLE/…` in one API and `ciscospark://urn:TEAM:us-east-2_a/PEOPLE/…` in another, so of an id of
 * that form only the last part counts. Ids of any other form are compared as they are.
 */
export function sameId(a: string | undefined, b: string | undefined): boolean {
    if (a === undefined || b === undefined) {
        return a === b;
    }
    return a === b || canonicalId(a) === canonicalId(b);
}

/** What all spellings of an id have in common, to look things up by. */
export function canonicalId(id: string): string {
    const bare = id.replace(/=+$/, "");
    const decoded = Buffer.from(bare, "base64").toString("utf8");
    return /^ciscospark:\/\/[^/]+\/[A-Z_]+\/(.+)$/.exec(decoded)?.[1]?.toLowerCase() ?? bare;
}

/** Whether a text is an id in Webex's own form, `ciscospark://…` in Base64. */
export function isWebexId(text: string): boolean {
    return canonicalId(text) !== text.replace(/=+$/, "");
}

/** A MAC address as Cisco's phones have it, `52EAD324FD21`; undefined if the text is no MAC address in any notation. */
export function normalizeMac(text: string): string | undefined {
    const digits = text.replace(/[\s:.-]/g, "").toUpperCase();
    return /^[0-9A-F]{12}$/.test(digits) ? digits : undefined;
}

/** Whether two texts are the same MAC address; texts that are none are compared as they are. */
export function sameMac(a: string | undefined, b: string | undefined): boolean {
    if (a === undefined || b === undefined) {
        return a === b;
    }
    return (normalizeMac(a) ?? a) === (normalizeMac(b) ?? b);
}

/**
 * Whether two texts name one model: `DMS Cisco 8865` shows as `Cisco 8865`, and the product's name is accepted as
 * model, too. `supported` tells the names that differ in more: `DMS Cisco 8875` is "Cisco Video Phone 8875".
 */
export function sameModel(a: string, b: string, supported: readonly ModelNames[] = []): boolean {
    const names = [plainModel(a), plainModel(b)];
    if (names[0] === names[1]) {
        return true;
    }
    return supported.some(({ model, displayName }) => {
        const known = [model, displayName].filter((name) => name !== undefined).map(plainModel);
        return names.every((name) => known.includes(name));
    });
}

/** The names of one model; a `SupportedDevice` has them. */
interface ModelNames {
    readonly model: string;
    readonly displayName?: string;
}

function plainModel(text: string): string {
    return text
        .toLowerCase()
        .replace(/\b(dms|cisco|webex)\b/g, "")
        .replace(/[^a-z0-9]/g, "");
}

/**
 * Tags in the order that is known of them, new ones behind, without repetitions. Pulumi compares lists place by place,
 * so one tag more would else show as several changes.
 */
export function orderTags(known: readonly string[], tags: readonly string[]): string[] {
    const wanted = new Set(tags);
    return [...new Set([...known.filter((tag) => wanted.has(tag)), ...tags])];
}

/** Tags as a set to compare by: sorted, without repetitions. */
export function normalizeTags(tags: readonly string[]): string[] {
    return [...new Set(tags)].sort();
}

/** Whether two lists are the same set of tags; a missing list is an empty one. */
export function sameTags(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
    return JSON.stringify(normalizeTags(a ?? [])) === JSON.stringify(normalizeTags(b ?? []));
}
