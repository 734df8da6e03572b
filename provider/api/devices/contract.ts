import type { ContractName } from "../../settings";
import type { SupportedDevice } from "../callingDevices";
import type { SettingRule } from "../dynamicSettings";
import type { WebexDevice } from "./webexDevice";

/** Who a device or code belongs to: exactly one of the two. */
export interface Owner {
    readonly personId?: string | undefined;
    readonly workspaceId?: string | undefined;
}

/** What a phone is registered with. */
export interface PhoneRegistration extends Owner {
    readonly model?: string | undefined;
    /** Normalised, see `normalizeMac`. */
    readonly mac?: string | undefined;
    /** SIP password of a third-party phone. */
    readonly password?: string | undefined;
    readonly orgId?: string | undefined;
}

export interface IssuedCode {
    readonly code: string;
    /** ISO 8601, as the API says it. */
    readonly expiresAt: string;
    /** ISO 8601, by the API's clock. */
    readonly issuedAt: string;
    /** The device that the code is for, where the contract tells. */
    readonly deviceId: string | undefined;
}

/** The settings of a device that can be written; only what is there is changed. */
export interface DeviceChanges {
    readonly displayName?: string;
    readonly upgradeChannel?: string;
    /** The whole set; an empty one takes all tags away. */
    readonly tags?: readonly string[];
    readonly password?: string;
}

/** Filters of a device list, by their names in the contract's document. */
export type DeviceFilter = Readonly<Record<string, string | undefined>>;

/** One description of the Webex Devices API: which routes there are, what goes over them, and what they can do. */
export interface Contract {
    /** For messages, and for the definitions' `contracts`. What it can do is said by the properties below. */
    readonly name: ContractName;
    /** The names of the list's filters, paging aside. */
    readonly filters: readonly string[];
    /** Whether the answer to issuing a code names the device that the code is for. */
    readonly codeNamesDevice: boolean;
    /** The connection status by which the device entry of an unused code is known; undefined where any may be. */
    readonly unusedCodeStatus: string | undefined;
    /** Whether a code without a model has a device entry. */
    readonly showsRoomCodes: boolean;
    /** Whether the list can be filtered by MAC address; if not, `findByMac` reads all of it. */
    readonly filtersByMac: boolean;
    /** Whether an `orgId` that the token does not manage is refused; if not, a list is only filtered by it. */
    readonly refusesForeignOrg: boolean;
    /** What a device cannot be registered without, the owner aside. */
    readonly neededToRegister: readonly ("mac" | "model")[];
    /** The organisation of the token's own account; undefined where the API does not tell. */
    ownOrganization(): Promise<string | undefined>;
    /** The models that an organisation can register; empty where the API does not tell. */
    supportedDevices(orgId: string | undefined): Promise<readonly SupportedDevice[]>;
    /** The rules for the calling settings of a family or model of phones; undefined where the API does not tell. */
    settingRules(family: string, orgId: string | undefined): Promise<readonly SettingRule[] | undefined>;
    /** The device, or undefined if the API says 404. */
    getDevice(id: string, orgId: string | undefined): Promise<WebexDevice | undefined>;
    /** Every device that the filters let through, every page read, or the first `limit`. */
    listDevices(filter: DeviceFilter, limit?: number): Promise<WebexDevice[]>;
    /** Every device of an organisation, page by page. */
    devicePages(orgId: string | undefined): AsyncGenerator<WebexDevice[]>;
    /** The devices of the organisation with exactly this MAC address, whoever owns them. */
    findByMac(mac: string, orgId: string | undefined): Promise<WebexDevice[]>;
    /**
     * Registers a phone by its MAC address; undefined where the API confirms with an empty answer and the phone
     * shows up later (9800 series). A contract without it registers devices by code.
     */
    readonly registerPhone?: (registration: PhoneRegistration) => Promise<WebexDevice | undefined>;
    /** Changes what is in `changes`; answers the device as it is then, as far as the API tells. */
    updateDevice(device: WebexDevice, changes: DeviceChanges, orgId: string | undefined): Promise<WebexDevice>;
    /** Takes a device out of the organisation; one that is not there is fine. True if it was there. */
    deleteDevice(id: string, orgId: string | undefined): Promise<boolean>;
    issueCode(owner: Owner, model: string | undefined, orgId: string | undefined): Promise<IssuedCode>;
}
