import type { WebexDevice } from "../../provider/api/devices/webexDevice";
import { unlessRefused } from "../../provider/api/ifOffered";
import { type Location, readLocations } from "../../provider/api/locations";
import { type Person, readPeople } from "../../provider/api/people";
import { pagesOfWorkspaces, type Workspace } from "../../provider/api/workspaces";
import type { Session } from "../../provider/session";
import { Estate } from "./estate";

/** Says how far the reading is. */
export type Tell = (text: string) => void;

/** The parts of an organisation in words, and the scopes that they ask for, for a warning. */
const PARTS = {
    people: { what: "people", scope: "spark-admin:people_read" },
    workspaces: { what: "workspaces", scope: "spark-admin:workspaces_read" },
    locations: { what: "locations", scope: "spark-admin:locations_read" },
} as const;

/** The statuses of an API without the route (the `crud` contract), and of a token without the scope. */
const NOT_TO_BE_HAD: readonly number[] = [403, 404, 405, 410, 501];

/**
 * Reads a whole organisation, with some (devices + workspaces) / 100 + owners / 85 + 1 requests, all of them GETs. What
 * the API does not have, or the token may not read, is left out with one warning; devices are needed. Throws
 * `WebexError`.
 */
export async function readEstate(session: Session, tell: Tell = () => undefined): Promise<Estate> {
    const { client, contract, settings } = session;
    const { orgId } = settings;
    const devices = await collected<WebexDevice>(contract.devicePages(orgId), (count) => {
        tell(`${count} devices read`);
    });
    const workspaces = await orWarn(session, "workspaces", () =>
        collected<Workspace>(pagesOfWorkspaces(client, { orgId }), (count) => {
            tell(`${devices.length} devices and ${count} workspaces read`);
        }),
    );
    const locations = await orWarn<Location>(session, "locations", () => readLocations(client, { orgId }));
    const owners = devices.map(({ personId }) => personId).filter((id) => id !== undefined);
    const people =
        owners.length === 0
            ? []
            : await orWarn<Person>(session, "people", async () => (await readPeople(client, owners, orgId)) ?? []);
    return new Estate({ people, workspaces, locations, devices });
}

async function collected<T>(pages: AsyncIterable<readonly T[]>, told: (count: number) => void): Promise<readonly T[]> {
    const all: T[] = [];
    for await (const page of pages) {
        all.push(...page);
        told(all.length);
    }
    return all;
}

async function orWarn<T>(
    { log, settings }: Session,
    part: keyof typeof PARTS,
    read: () => Promise<readonly T[]>,
): Promise<readonly T[]> {
    const found = await unlessRefused(read(), NOT_TO_BE_HAD);
    if (found === undefined) {
        const { what, scope } = PARTS[part];
        const why =
            settings.contract === "cisco" ? `the token may not read them (scope ${scope})` : "this API has none";
        log.warn(`${what} are left out: ${why}`);
    }
    return found ?? [];
}
