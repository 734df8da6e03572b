import { sameId } from "../../../provider/api/identity";
import { CliError } from "../../cliError";
import type { Estate } from "../../estate/estate";
import type { Origin } from "./manifest";

const PARTS = ["people", "workspaces", "locations"] as const;

/** Where a program comes from. */
export function originOf({ parts }: Estate): Origin {
    const { people, workspaces, locations, devices } = parts;
    const told = { people: people.length, workspaces: workspaces.length, locations: locations.length };
    const organization = [...devices, ...workspaces].map(({ orgId }) => orgId).find((orgId) => orgId !== undefined);
    return { organization, told };
}

/**
 * Throws `CliError` where a run would take a program apart that an earlier one wrote: with the token of another
 * organisation, or with one that may not read what the earlier token could.
 */
export function assertSameOrigin(folder: string, before: Origin, now: Origin): void {
    if (before.organization !== undefined && now.organization !== undefined) {
        if (!sameId(before.organization, now.organization)) {
            throw new CliError(
                `${folder} declares devices of the organisation ${before.organization}, but the token reads ` +
                    `${now.organization}. Nothing was written. Use a token of the first, or name another folder`,
            );
        }
    }
    const lost = PARTS.filter((part) => before.told[part] > 0 && now.told[part] === 0);
    if (lost.length > 0) {
        throw new CliError(
            `Webex tells no ${lost.join(" and no ")} now, which the program in ${folder} was made of. Nothing was ` +
                "written. Give the token the scopes to read them, or name another folder",
        );
    }
}
