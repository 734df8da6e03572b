import { sameId } from "../api/identity";

/** The kinds of things that Webex's ids name, in words, and what a program has of them. */
const KINDS: Readonly<Record<string, { readonly what: string; readonly resource?: string }>> = {
    DEVICE: { what: "a device", resource: "Device" },
    CALLING_DEVICE: { what: "a device, by Webex Calling's own id", resource: "Device" },
    DEVICE_ID: { what: "a device, by its lasting id", resource: "Device" },
    PLACE: { what: "a workspace", resource: "Workspace" },
    PEOPLE: { what: "a person" },
    ORGANIZATION: { what: "an organisation" },
    LOCATION: { what: "a location" },
    LICENSE: { what: "a licence" },
};

/**
 * The kind of thing that an id in Webex's own form names, e.g. `PLACE`: `ciscospark://…/PLACE/…` in Base64. Undefined
 * for any other text.
 */
export function kindOfId(id: string): string | undefined {
    const decoded = Buffer.from(id.trim().replace(/=+$/, ""), "base64").toString("utf8");
    return /^ciscospark:\/\/[^/]+\/([A-Z_]+)\/./.exec(decoded)?.[1];
}

/** Throws if an id in Webex's own form names another kind of thing than `wanted`, in words and with what to do. */
export function assertKind(id: string, wanted: readonly string[], what: string): void {
    const kind = kindOfId(id);
    if (kind === undefined || wanted.includes(kind)) {
        return;
    }
    const { what: found = `something else (${kind})`, resource } = KINDS[kind] ?? {};
    const advice =
        resource === undefined ? `Give the id of ${what}` : `Import it as a ${resource}, or give the id of ${what}`;
    throw new Error(`the id ${id} names ${found}, not ${what}. ${advice}`);
}

/** Throws if what was found is in another organisation than `webex:orgId` names. */
export function assertNamedOrganization(what: string, found: string | undefined, named: string | undefined): void {
    if (found !== undefined && named !== undefined && !sameId(found, named)) {
        throw new Error(
            `${what} is in organisation ${found}, but webex:orgId names ${named}. Set webex:orgId to the first`,
        );
    }
}

/** What is said where Webex knows nothing by what was given. */
export function notKnown(what: string, given: string, ways: string): string {
    return (
        `Webex knows no ${what} by "${given}". Give ${ways}, which \`pulumi-webex inventory --format json\` lists; set ` +
        "webex:orgId where the token manages several organisations"
    );
}
