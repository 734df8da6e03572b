import type { Contract, DeviceChanges, DeviceFilter, IssuedCode, Owner } from "./contract";
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
 * The "Cisco Webex Devices API" 1.0 document: POST makes a device and the code that brings it online, PUT changes its
 * name, upgrade channel and tags. Only its list knows `orgId`, and it has neither a MAC address nor a SIP password to
 * give.
 */
export class CrudContract extends ContractBase implements Contract {
    readonly name = "crud";
    readonly filters = [
        ...[
            "personId",
            "workspaceId",
            "displayName",
            "product",
            "type",
            "tag",
            "connectionStatus",
            "serial",
            "software",
        ],
        ...["upgradeChannel", "errorCode", "capability", "permission", "orgId"],
    ];
    readonly codeNamesDevice = true;
    readonly unusedCodeStatus = undefined;
    readonly showsRoomCodes = true;
    readonly filtersByMac = false;
    readonly refusesForeignOrg = false;
    readonly neededToRegister = [] as const;

    getDevice(id: string): Promise<WebexDevice | undefined> {
        return readDevice(this.client, id, {});
    }

    listDevices(filter: DeviceFilter, limit?: number): Promise<WebexDevice[]> {
        return readDevices(this.client, filter, limit);
    }

    devicePages(orgId: string | undefined): AsyncGenerator<WebexDevice[]> {
        return pagesOfDevices(this.client, { orgId });
    }

    /** The list has no such filter, so all of it is read. */
    async findByMac(mac: string, orgId: string | undefined): Promise<WebexDevice[]> {
        return withMac(await this.listDevices({ orgId }), mac);
    }

    async updateDevice(device: WebexDevice, changes: DeviceChanges): Promise<WebexDevice> {
        const { displayName, upgradeChannel, tags } = changes;
        return deviceIn(
            await this.client.request({
                method: "PUT",
                path: devicePath(device.id),
                body: { displayName, upgradeChannel, tags },
            }),
            device.id,
        );
    }

    deleteDevice(id: string): Promise<boolean> {
        return removeDevice(this.client, id, {});
    }

    async issueCode({ personId, workspaceId }: Owner, model: string | undefined): Promise<IssuedCode> {
        const answer = await this.client.request({
            method: "POST",
            path: "/devices",
            body: { personId, workspaceId, model },
        });
        const code = codeIn(answer, "expiresAt");
        if (code.deviceId === undefined) {
            throw answer.notUnderstood("the answer has no device id");
        }
        return code;
    }
}
