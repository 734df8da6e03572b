import { canonicalId, sameId } from "../../provider/api/identity";
import { unlessRefused } from "../../provider/api/ifOffered";
import { type Person, readPeople } from "../../provider/api/people";
import type { Session } from "../../provider/session";
import { Estate, type EstateParts } from "../estate/estate";
import { readEstate } from "../estate/readEstate";
import type { Managed } from "../stack/managed";

/**
 * The organisation with all that the things of a stack need: other organisations that they name by `orgId`, and people
 * who have no device, such as those whose only one is gone. Throws `WebexError`.
 */
export async function wholeEstate(session: Session, own: Estate, things: readonly Managed[]): Promise<Estate> {
    const others: Estate[] = [];
    for (const orgId of otherOrganizations(things, session.settings.orgId, own)) {
        others.push(await readEstate({ ...session, settings: { ...session.settings, orgId } }));
    }
    const estate = others.length === 0 ? own : new Estate(merged([own, ...others].map(({ parts }) => parts)));
    const missing = missingPeople(things, estate);
    if (missing.length === 0) {
        return estate;
    }
    const people = await unlessRefused(readPeople(session.client, missing, session.settings.orgId), [403]);
    return new Estate(merged([estate.parts, { people: people ?? [], workspaces: [], locations: [], devices: [] }]));
}

/** The organisations that things name, besides the one that was read. */
export function otherOrganizations(
    things: readonly Managed[],
    orgId: string | undefined,
    { parts }: Pick<Estate, "parts">,
): readonly string[] {
    const read = orgId ?? parts.devices.find((device) => device.orgId !== undefined)?.orgId;
    const named = things.map(({ inputs }) => inputs.orgId).filter((id) => typeof id === "string");
    return byId(named.map((id) => ({ id })))
        .map(({ id }) => id)
        .filter((id) => read === undefined || !sameId(id, read));
}

/** The ids of people whom things name and the organisation does not show. */
export function missingPeople(things: readonly Managed[], estate: Pick<Estate, "person">): readonly string[] {
    const named = things.map(({ state }) => state.personId).filter((id) => typeof id === "string");
    return [...new Set(named)].filter((id) => estate.person(id) === undefined);
}

/** Parts put together; what several have stands there once. */
function merged(all: readonly EstateParts[]): EstateParts {
    return {
        people: byId<Person>(all.flatMap(({ people }) => people)),
        workspaces: byId(all.flatMap(({ workspaces }) => workspaces)),
        locations: byId(all.flatMap(({ locations }) => locations)),
        devices: byId(all.flatMap(({ devices }) => devices)),
    };
}

function byId<T extends { readonly id: string }>(items: readonly T[]): readonly T[] {
    return [...new Map(items.map((item) => [canonicalId(item.id), item])).values()];
}
