import { isWebexId } from "../api/identity";
import { readLocations } from "../api/locations";
import { pagesOfWorkspaces, readWorkspace, readWorkspaces, type Workspace } from "../api/workspaces";
import { WebexError } from "../client/webexError";
import { TEXT } from "../definitions/common";
import type { Session } from "../session";
import { OWN_ORG_ID } from "./common";
import { locationNamed } from "./getLocation";
import type { LookUp } from "./lookUp";
import { LookUpFailed } from "./lookUpFailed";
import { firstOf, sameName, theOne } from "./oneOfMany";
import { WORKSPACE_TYPE } from "./workspaceType";

/** The workspace that `getWorkspace` looks for: exactly one of `name` and `workspaceId`. */
export interface GetWorkspaceArgs {
    /** The workspace's whole name, in upper or lower case. */
    readonly name?: string | undefined;
    /** Name or id of the location that the workspace is in: names of workspaces need not be unique. */
    readonly location?: string | undefined;
    /** Webex's id of the workspace. */
    readonly workspaceId?: string | undefined;
    /** The organisation, for partner administrators; takes precedence over `webex:orgId`. */
    readonly orgId?: string | undefined;
}

/** The answer of `getWorkspace`: only `id` is sure to be there. */
export type GetWorkspaceResult = Workspace;

/** A workspace by its name or id. */
export const GET_WORKSPACE: LookUp<GetWorkspaceArgs, GetWorkspaceResult> = {
    name: "getWorkspace",
    description:
        "A workspace by its name or id. Needs the scope `spark-admin:workspaces_read`. Fails if there is none, with the " +
        "nearest names, or if several have the name, with their locations and ids.",
    args: {
        name: { schema: TEXT, description: "The workspace's whole name, in upper or lower case." },
        location: {
            schema: TEXT,
            description: "Name or id of the location that the workspace is in: names of workspaces need not be unique.",
        },
        workspaceId: { schema: TEXT, description: "Webex's id of the workspace." },
        orgId: OWN_ORG_ID,
    },
    result: WORKSPACE_TYPE,
    oneOf: ["name", "workspaceId"],
    requires: { location: "name" },
    subject: ({ name, workspaceId = "" }) => (name === undefined ? workspaceId : `"${name}"`),
    ask: async ({ name, location, workspaceId }, session, orgId) => {
        const found =
            name === undefined ? await byId(workspaceId ?? "", session) : await byName(name, location, session, orgId);
        session.names.learnWorkspace(found);
        return found;
    },
};

async function byId(workspaceId: string, { client }: Session): Promise<Workspace> {
    const found = await readWorkspace(client, workspaceId);
    if (found === undefined) {
        throw new LookUpFailed(`getWorkspace: there is no workspace ${workspaceId}`);
    }
    return found;
}

async function byName(
    name: string,
    location: string | undefined,
    session: Session,
    orgId: string | undefined,
): Promise<Workspace> {
    const { client } = session;
    const locationId = location === undefined ? undefined : await locationIdOf(location, session, orgId);
    const candidates = await readWorkspaces(client, { orgId, displayName: name, locationId });
    const several = candidates.filter(({ displayName }) => sameName(displayName, name)).length > 1;
    const places = several ? await locationNames(session, orgId) : new Map<string, string>();
    const wanted = {
        fn: "getWorkspace",
        what: `workspace named "${name}"${location === undefined ? "" : ` in location ${location}`}`,
        name,
        namesOf: ({ displayName }: Workspace) => (displayName === undefined ? [] : [displayName]),
        describe: ({ id, displayName = "", locationId: place }: Workspace) =>
            `"${displayName}"${place === undefined ? "" : ` in ${places.get(place) ?? `location ${place}`}`} (${id})`,
        instead: location === undefined ? "its location too, or workspaceId" : "workspaceId",
    };
    return theOne(wanted, candidates, () => firstOf(pagesOfWorkspaces(client, { orgId, locationId })));
}

async function locationIdOf(location: string, session: Session, orgId: string | undefined): Promise<string> {
    return isWebexId(location) ? location : (await locationNamed("getWorkspace", location, session, orgId)).id;
}

/** The names of the locations by id, for a message; none where they may not be read. */
async function locationNames({ client }: Session, orgId: string | undefined): Promise<ReadonlyMap<string, string>> {
    try {
        const locations = await readLocations(client, { orgId });
        return new Map(locations.map(({ id, name }) => [id, `"${name}"`]));
    } catch (error) {
        if (!(error instanceof WebexError)) {
            throw error;
        }
        return new Map();
    }
}
