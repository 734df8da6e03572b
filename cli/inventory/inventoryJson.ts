import type { Location } from "../../provider/api/locations";
import type { Workspace } from "../../provider/api/workspaces";
import type { EstateDevice } from "../estate/estate";
import type { Selection } from "./selection";

/** A document of JSON for programs: devices with whose they are and where, and all workspaces of the selection. */
export function inventoryJson({ estate, devices, workspaces }: Selection): string {
    const withDevices = new Set(devices.map(({ workspace }) => workspace));
    const document = {
        devices: devices.map(deviceJson),
        workspaces: workspaces.map((workspace) => ({
            ...workspaceJson(workspace),
            location: locationJson(estate.locationOf(workspace)),
            hasDevices: withDevices.has(workspace),
        })),
    };
    return JSON.stringify(document, undefined, 2);
}

function deviceJson({ device, person, workspace, location }: EstateDevice): object {
    const { id, displayName, product, type, mac, serial, connectionStatus, personId, workspaceId, tags = [] } = device;
    return {
        ...{ id, name: displayName, product, type, mac, serial, connectionStatus, tags, errorCodes: device.errorCodes },
        ...{ software: device.software, lastSeen: device.lastSeen },
        person:
            person === undefined
                ? idOnly(workspaceId === undefined ? personId : undefined)
                : { id: person.id, name: person.displayName, email: person.emails[0] },
        workspace: workspace === undefined ? idOnly(workspaceId) : workspaceJson(workspace),
        location: locationJson(location),
    };
}

/** An owner of whom Webex, or the token's scopes, tell no more. */
function idOnly(id: string | undefined): { readonly id: string } | undefined {
    return id === undefined ? undefined : { id };
}

function workspaceJson({ id, displayName }: Workspace): object {
    return { id, name: displayName };
}

function locationJson(location: Location | undefined): object | undefined {
    return location === undefined ? undefined : { id: location.id, name: location.name };
}
