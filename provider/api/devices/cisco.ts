import type { Contract, DeviceChanges, DeviceFilter, IssuedCode, Owner, PhoneRegistration } from "./contract";
import { ContractBase } from "./contractBase";
import {
    codeIn,
    deviceIn,
    devicePath,
    pagesOfDevices,
    readDevice,
    readDevices,
    removeDevice,
    withMac,
} from "./devicesRoutes";
import type { WebexDevice } from "./webexDevice";

/**
 * What Cisco publishes (https://developer.webex.com/docs/api/v1/devices): phones are registered by MAC address, room
 * devices come by activation code, and tags are all that can be changed.
 */
export class CiscoContract extends ContractBase implements Contract {
    readonly name = "cisco";
    readonly filters = [
        ...["displayName", "personId", "workspaceId", "orgId", "connectionStatus", "product", "type", "serial", "tag"],
        ...["software", "upgradeChannel", "errorCode", "capability", "permission", "locationId", "workspaceLocationId"],
        ...["mac", "devicePlatform", "plannedMaintenance"],
    ];
    readonly codeNamesDevice = false;
    /** An unused code of a phone shows as a device that is `activating` (https://developer.webex.com/docs/devices). */
    readonly unusedCodeStatus = "activating";
    readonly showsRoomCodes = false;
    readonly filtersByMac = true;
    readonly refusesForeignOrg = true;
    readonly neededToRegister = ["mac", "model"] as const;

    getDevice(id: string, orgId: string | undefined): Promise<WebexDevice | undefined> {
        return readDevice(this.client, id, { orgId });
    }

    listDevices(filter: DeviceFilter, limit?: number): Promise<WebexDevice[]> {
        return readDevices(this.client, filter, limit);
    }

    devicePages(orgId: string | undefined): AsyncGenerator<WebexDevice[]> {
        return pagesOfDevices(this.client, { orgId });
    }

    async findByMac(mac: string, orgId: string | undefined): Promise<WebexDevice[]> {
        return withMac(await this.listDevices({ mac, orgId }), mac);
    }

    readonly registerPhone = async (registration: PhoneRegistration): Promise<WebexDevice | undefined> => {
        const { personId, workspaceId, model, mac, password, orgId } = registration;
        const answer = await this.client.request({
            method: "POST",
            path: "/devices",
            query: { orgId },
            body: { mac, model, personId, workspaceId, password },
        });
        // The 9800 series and the 8875 are confirmed with an empty answer and listed half a minute or two later.
        return answer.json === undefined ? undefined : deviceIn(answer);
    };

    async updateDevice(device: WebexDevice, changes: DeviceChanges, orgId: string | undefined): Promise<WebexDevice> {
        let updated = device;
        if (changes.tags !== undefined) {
            updated = await this.patchTags(device.id, changes.tags, orgId);
        }
        if (changes.password !== undefined) {
            await this.putSipPassword(updated, changes.password, orgId);
        }
        return updated;
    }

    deleteDevice(id: string, orgId: string | undefined): Promise<boolean> {
        return removeDevice(this.client, id, { orgId });
    }

    async issueCode(
        { personId, workspaceId }: Owner,
        model: string | undefined,
        orgId: string | undefined,
    ): Promise<IssuedCode> {
        const answer = await this.client.request({
            method: "POST",
            path: "/devices/activationCode",
            query: { orgId },
            body: { personId, workspaceId, model },
        });
        return codeIn(answer, "expiryTime");
    }

    /** "Modify Device Tags": an array of one operation, its path without a slash in front. */
    private async patchTags(id: string, tags: readonly string[], orgId: string | undefined): Promise<WebexDevice> {
        const operation =
            tags.length > 0 ? { op: "replace", path: "tags", value: tags } : { op: "remove", path: "tags" };
        return deviceIn(
            await this.client.request({
                method: "PATCH",
                path: devicePath(id),
                query: { orgId },
                contentType: "application/json-patch+json",
                body: [operation],
            }),
            id,
        );
    }

    /** "Update Third Party Device", which goes by the calling id where the device has one of its own. */
    private async putSipPassword(device: WebexDevice, password: string, orgId: string | undefined): Promise<void> {
        await this.client.request({
            method: "PUT",
            path: `/telephony/config/devices/${encodeURIComponent(device.callingDeviceId ?? device.id)}`,
            query: { orgId },
            body: { sipPassword: password },
        });
    }
}
