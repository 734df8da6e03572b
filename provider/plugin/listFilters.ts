/** The filters of one kind of resource, by their names at Webex, with what they let through. */
type Filters = Readonly<Record<string, string>>;

/**
 * The resources that can be listed, and by what. The engine asks for them in `pulumi do webex:index:Device list`, and
 * makes an option of each, e.g. `--input.tag`.
 */
export const LIST_FILTERS: ReadonlyMap<string, Filters> = new Map([
    [
        "Device",
        {
            displayName: "Only devices with this name.",
            personId: "Only devices of this person, by the id.",
            workspaceId: "Only devices in this workspace, by the id.",
            product: "Only devices of this product, e.g. `Cisco Desk Pro`.",
            type: "Only devices of this kind: `roomdesk` or `phone`.",
            connectionStatus: "Only devices that are `connected`, `disconnected`, …",
            serial: "Only devices with this serial number.",
            tag: "Only devices with this tag.",
        },
    ],
    [
        "Workspace",
        {
            displayName: "Only workspaces whose name has this in it.",
            locationId: "Only workspaces in this location, by the id.",
        },
    ],
]);

/** The part of a resource's schema that says by what it can be listed; empty where it cannot be listed. */
export function listInputsOf(name: string): { readonly listInputs?: object } {
    const filters = LIST_FILTERS.get(name);
    if (filters === undefined) {
        return {};
    }
    const properties = Object.entries(filters).map(([filter, description]) => [
        filter,
        { type: "string", description },
    ]);
    return { listInputs: { type: "object", properties: Object.fromEntries(properties) as object } };
}
