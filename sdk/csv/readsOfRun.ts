import { listLicenses } from "../../provider/api/licenses";
import { readLocations } from "../../provider/api/locations";
import { findPeople, pagesOfPeople } from "../../provider/api/people";
import { Remembered } from "../../provider/api/remembered";
import { readWorkspaces } from "../../provider/api/workspaces";
import { oncePerRun, requireSession } from "../run";
import { workspacesByName } from "./owners";

/** What was asked in this run for the names in files, so that a second file asks nothing twice. */
export const readsOfRun = oncePerRun(() => {
    const { client, names } = requireSession();
    return {
        people: new Remembered(async (asked: string) => {
            const { email, orgId } = JSON.parse(asked) as { email: string; orgId?: string };
            const found = await findPeople(client, { email }, orgId);
            for (const person of found) {
                names.learnPerson(person);
            }
            return found;
        }),
        everybody: async function* (orgId: string | undefined) {
            for await (const page of pagesOfPeople(client, orgId)) {
                for (const person of page) {
                    names.learnPerson(person);
                }
                yield page;
            }
        },
        workspaces: new Remembered(async (orgId: string | undefined) => {
            const workspaces = await readWorkspaces(client, { orgId });
            for (const workspace of workspaces) {
                names.learnWorkspace(workspace);
            }
            return workspacesByName(workspaces);
        }),
        locations: new Remembered((orgId: string | undefined) => readLocations(client, { orgId })),
        licenses: new Remembered((orgId: string | undefined) => listLicenses(client, orgId)),
    };
});
