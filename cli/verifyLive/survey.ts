import type { Ground } from "./ground";
import { lookAtAccount } from "./sections/account";
import { lookAtCalling } from "./sections/calling";
import { lookAtConfigurations } from "./sections/configurations";
import { lookAtDevices } from "./sections/devices";
import { lookAtLicenseNames, lookAtLocations } from "./sections/directory";
import { lookAtHeaders } from "./sections/headers";
import { lookAtIds } from "./sections/identifiers";
import { lookAtModels } from "./sections/models";
import { lookAtPeople } from "./sections/people";
import { lookAtWorkspaces } from "./sections/workspaces";

/** Requests that one verification sends at most; without repetitions it is some 50. */
export const MOST_REQUESTS = 60;

/** Compares what this package assumes with what Webex answers. Sends GET requests alone. */
export async function survey(ground: Ground): Promise<void> {
    await lookAtAccount(ground);
    const devices = await lookAtDevices(ground);
    const workspaces = await lookAtWorkspaces(ground);
    const people = await lookAtPeople(ground);
    await lookAtLocations(ground);
    await lookAtLicenseNames(ground);
    const models = await lookAtModels(ground, devices);
    await lookAtCalling(ground, devices);
    await lookAtConfigurations(ground, devices, models);
    lookAtIds(ground, { devices, workspaces, people });
    lookAtHeaders(ground);
}
