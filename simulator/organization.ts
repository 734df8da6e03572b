import type { Clock } from "./clock";
import type { ConfigurationState } from "./configurations";
import { checkWorkspaceTakes } from "./deviceModels";
import { DeviceSettings, type KeptSettings } from "./deviceSettings";
import { assignFields, Directory, find } from "./directory";
import type { DynamicSettingsState } from "./dynamicSettings";
import { MAC_REQUIRED, Refusal } from "./errors";
import { appearsLate, bringOnline, isPhone, isThirdParty, stirDevice, thirdPartyFields } from "./hardware";
import { newCode, normalizeMac, sameId, siblingId, unpadded, uuidOf, webexId } from "./ids";
import { type AnswerFlaws, type ShownDevice, shownDevice } from "./shownDevice";
import type {
    ActivationCode,
    Device,
    DevicePatch,
    Hardware,
    License,
    Location,
    Owner,
    Person,
    ShownIds,
    Workspace,
} from "./types";
import { madeSipAddress } from "./workspaceRules";

/** How a stored device stands: its fields, and what the API does not show or shows otherwise. */
export interface DeviceEntry extends AnswerFlaws, ConfigurationState, DynamicSettingsState {
    device: Device;
    /** The SIP password set latest; no answer holds it. */
    sipPassword?: string;
    /** Organisation time in ms before which GET does not know the device (9800 series, 8875). */
    appearsAtMs?: number;
    /** True while an activation code for it has not been redeemed. */
    waiting: boolean;
}

/** The organisation as it is kept in a file. */
export interface Snapshot {
    version: 1;
    orgId: string;
    clockAheadMs: number;
    people: Person[];
    workspaces: Workspace[];
    /** Missing in files of earlier versions. */
    locations?: Location[];
    licenses: License[];
    devices: DeviceEntry[];
    codes: ActivationCode[];
    /** Missing in files of earlier versions. */
    settings?: KeptSettings;
}

/** What Webex is told about a phone that it shall create. */
export interface PhoneInit {
    mac?: string;
    model?: string;
    /** The SIP password. */
    password?: string;
}

/** Times that the organisation works with. */
export interface OrganizationSettings {
    codeLifetimeDays: number;
    appearAfterSeconds: number;
}

const DAY_MS = 86_400_000;

/**
 * The data of one Webex organisation and the rules that hold whatever contract is spoken: owners must exist, a MAC
 * address is used once, people have limits, codes expire. No I/O; `changed` is called after every change.
 */
export class Organization extends Directory {
    private entriesById = new Map<string, DeviceEntry>();
    private codesByText = new Map<string, ActivationCode>();
    /** Each MAC address that a device was ever given; whether one still has it is looked at when it matters. */
    private readonly macsGiven = new Set<string>();
    /** The id of the device that was ever given another id of its own; whether it still has it is looked at later. */
    private readonly ownersOfIds = new Map<string, string>();
    /** What is set on the devices, and what the organisation gives them. */
    readonly settings = new DeviceSettings(this, () => {
        this.changed();
    });

    constructor(
        clock: Clock,
        private readonly times: OrganizationSettings,
        changed?: () => void,
    ) {
        super(clock, changed);
    }

    // --- devices --------------------------------------------------------------------------------------------------

    /** All stored devices in the order they were made, those the API does not show yet included. */
    entries(): DeviceEntry[] {
        return [...this.entriesById.values()];
    }

    /** Whether GET knows the device by now. */
    hasAppeared(entry: DeviceEntry): boolean {
        return entry.appearsAtMs === undefined || entry.appearsAtMs <= this.clock.now();
    }

    /** The entry of a device by its id, callingDeviceId, webexDeviceId or deviceId. */
    entry(id: string): DeviceEntry | undefined {
        // No scan: with thousands of devices every miss would cost one.
        return (
            this.entriesById.get(unpadded(id)) ??
            this.entriesById.get(siblingId("DEVICE", id)) ??
            this.entriesById.get(uuidOf(id) ?? "") ??
            this.entryByGivenId(id)
        );
    }

    /** As `entry`, but throws if there is no such device. */
    needEntry(id: string): DeviceEntry {
        const entry = this.entry(id);
        if (!entry) {
            throw new Refusal(404, "There is no such device.");
        }
        return entry;
    }

    /** The device under the name it shows: its own, or else its owner's. */
    named({ device }: DeviceEntry): Device {
        const owner = this.ownerOf(device);
        return owner && device.displayName === undefined ? { ...device, displayName: owner.displayName } : device;
    }

    /** The device with all fields that follow from others. */
    view(entry: DeviceEntry): Device {
        const { id, workspaceId } = entry.device;
        return {
            callingDeviceId: siblingId("CALLING_DEVICE", id),
            webexDeviceId: id,
            ...(workspaceId !== undefined && { placeId: workspaceId }),
            ...this.named(entry),
        };
    }

    /** Where a device is: its own location, or else its owner's. */
    locationOf({ device }: DeviceEntry): string | undefined {
        return device.locationId ?? this.ownerOf(device)?.locationId;
    }

    /** The device as answers show it, with the flaws that a test has asked for. */
    shown(entry: DeviceEntry): ShownDevice {
        return shownDevice(this.view(entry), entry);
    }

    /** `view` as a copy of its own, for callers that may change what they get. */
    copy(entry: DeviceEntry): Device {
        return structuredClone(this.view(entry));
    }

    /** Adds a registered device: a RoomOS one, online, unless the fields say otherwise. Throws if the id is taken. */
    addDevice(fields: DevicePatch = {}): Device {
        const id = fields.id ?? webexId("DEVICE");
        if (this.entry(id)) {
            throw new Refusal(409, "A device with this id is already there.");
        }
        const product = fields.product ?? "Cisco Room Kit Pro";
        const device = bringOnline(
            { id, orgId: this.orgId, tags: [], created: this.clock.iso(), ...(fields.type && { type: fields.type }) },
            { product, ...(fields.mac && { mac: fields.mac }), ...(fields.serial && { serial: fields.serial }) },
            this.clock.iso(),
        );
        this.entriesById.set(unpadded(id), { device: assignFields(device, fields), waiting: false });
        this.note(device);
        this.changed();
        return this.needDevice(id);
    }

    /**
     * Creates a phone by its MAC address. `late` tells whether the API answers empty and shows it only after
     * `appearAfterSeconds`. Throws 400 without a valid MAC address, for one in use, without a model, and for a person
     * at the limit.
     */
    createPhone(owner: Owner, { mac = "", model, password }: PhoneInit): { entry: DeviceEntry; late: boolean } {
        const digits = normalizeMac(mac);
        if (digits === undefined) {
            throw new Refusal(400, MAC_REQUIRED);
        }
        if (model === undefined) {
            throw new Refusal(400, "Invalid request body: body must have required property 'model'");
        }
        if (this.isInUse(digits)) {
            throw new Refusal(400, "[Error 5675] MAC Address is in use.");
        }
        checkWorkspaceTakes(this.workspace(owner.workspaceId ?? ""), model, this.supportedDevices);
        const late = appearsLate(model);
        const device: Device = {
            ...this.blankDevice(owner, model),
            mac: digits,
            type: "phone",
            connectionStatus: "disconnected",
            errorCodes: [],
            ...(isThirdParty(model) && thirdPartyFields()),
        };
        this.store(device, {
            waiting: false,
            ...(password !== undefined && { sipPassword: password }),
            ...(late && { appearsAtMs: this.clock.now() + this.times.appearAfterSeconds * 1000 }),
        });
        return { entry: this.needEntry(device.id), late };
    }

    /**
     * Issues an activation code. `withDevice` says whether the API shows a device for it from the start; for a RoomOS
     * code of Cisco's API there is none until somebody enters the code. Throws 400 for a person at the limit.
     */
    issueCode(owner: Owner, model: string | undefined, withDevice: boolean): ActivationCode {
        this.checkOwner(owner);
        const code: ActivationCode = {
            code: newCode(),
            issuedAt: this.clock.iso(),
            expiresAt: this.clock.iso(this.times.codeLifetimeDays * DAY_MS),
            ...owner,
            ...(model !== undefined && { model }),
            redeemed: false,
        };
        if (withDevice) {
            const device: Device = { ...this.blankDevice(owner, model), connectionStatus: "activating" };
            if (isPhone(model)) {
                device.type = "phone";
            }
            code.deviceId = device.id;
            this.store(device, { waiting: true });
        }
        this.enableCalling(owner);
        this.codesByText.set(code.code, code);
        this.changed();
        return structuredClone(code);
    }

    /** Every code issued and not revoked. */
    codes(): ActivationCode[] {
        return structuredClone([...this.codesByText.values()]);
    }

    /**
     * A technician enters the code on a device (or plugs in the phone `deviceId`), and it comes online. Throws if the
     * code is unknown, expired or used.
     */
    redeem(what: string | { deviceId: string }, hardware: Hardware = {}): Device {
        const code =
            typeof what === "string" ? this.codesByText.get(what.replace(/-/g, "")) : this.codeOf(what.deviceId);
        if (typeof what === "string" && !code) {
            throw new Refusal(404, "This activation code is not known.");
        }
        if (code?.redeemed && typeof what === "string") {
            throw new Refusal(409, "This activation code has been used.");
        }
        if (code && !code.redeemed && Date.parse(code.expiresAt) <= this.clock.now()) {
            throw new Refusal(410, "This activation code has expired.");
        }
        const wanted = typeof what === "string" ? code?.deviceId : what.deviceId;
        const entry = wanted === undefined ? this.deviceForCode(code) : this.entry(wanted);
        if (!entry) {
            throw new Refusal(404, "There is no such device.");
        }
        bringOnline(entry.device, hardware, this.clock.iso());
        this.note(entry.device);
        this.settings.take(entry);
        entry.waiting = false;
        delete entry.appearsAtMs;
        if (code) {
            code.redeemed = true;
            code.deviceId = entry.device.id;
        }
        this.changed();
        return this.copy(entry);
    }

    /** Changes fields of a device as somebody else would, without any check. Throws if there is no such device. */
    updateDevice(id: string, patch: DevicePatch): Device {
        const entry = this.needEntry(id);
        assignFields(entry.device, { ...patch, id: entry.device.id });
        this.note(entry.device);
        this.settings.take(entry);
        this.changed();
        return this.copy(entry);
    }

    /** Gives a device another SIP password. Throws if there is no such device. */
    setSipPassword(id: string, password: string): void {
        this.needEntry(id).sipPassword = password;
        this.changed();
    }

    /** Makes every answer show a device with a null `id`. Throws if there is no such device. */
    hideId(id: string, shownIds: ShownIds = {}): void {
        this.needEntry(id).shownIds = { ...shownIds };
        this.changed();
    }

    /** Undoes `hideId`. Throws if there is no such device. */
    showId(id: string): void {
        delete this.needEntry(id).shownIds;
        this.changed();
    }

    /** Makes every answer show an error in place of these fields of a device. Throws if there is no such device. */
    failFields(id: string, fields: readonly string[]): void {
        this.needEntry(id).failedFields = [...fields];
        this.changed();
    }

    /** Deletes a device and kills its unredeemed code. Throws if there is no such device. */
    removeDevice(id: string): void {
        const entry = this.needEntry(id);
        this.entriesById.delete(unpadded(entry.device.id));
        const code = this.codeOf(entry.device.id);
        if (code && !code.redeemed) {
            this.codesByText.delete(code.code);
        }
        this.changed();
    }

    /** Moves the fields that change by themselves of every device that is not waiting for its code. */
    stir(): void {
        for (const entry of this.entries()) {
            if (!entry.waiting) {
                stirDevice(entry.device, this.clock.now());
                this.settings.take(entry);
            }
        }
        this.changed();
    }

    /** How many physical devices a person has, those not yet shown or activated included. */
    deviceCount(personId: string): number {
        return this.entries().filter(({ device }) => sameId(device.personId, personId)).length;
    }

    /** Puts a foreign device at the head of the list, so that every later page moves by one. */
    insertAtHead(): Device {
        const device = this.addDevice({ displayName: "Inserted between two pages" });
        const added = this.needEntry(device.id);
        const rest = this.entries().filter((entry) => entry !== added);
        this.entriesById = new Map([added, ...rest].map((entry) => [unpadded(entry.device.id), entry]));
        return device;
    }

    // --- workspaces -----------------------------------------------------------------------------------------------

    /** The devices of a workspace, those that the API does not show yet included. */
    devicesIn(workspaceId: string): DeviceEntry[] {
        return this.entries().filter(({ device }) => sameId(device.workspaceId, workspaceId));
    }

    /** Deletes a workspace with the devices inside and its unused codes. Throws if there is no such workspace. */
    removeWorkspace(id: string): void {
        if (!this.workspacesById.delete(unpadded(id))) {
            throw new Refusal(404, "There is no such workspace.");
        }
        for (const { device } of this.devicesIn(id)) {
            this.removeDevice(device.id);
        }
        for (const { code, workspaceId, redeemed } of [...this.codesByText.values()]) {
            if (!redeemed && sameId(workspaceId, id)) {
                this.codesByText.delete(code);
            }
        }
        this.changed();
    }

    // --- keeping --------------------------------------------------------------------------------------------------

    /** Everything there is, as plain data. Holds codes and SIP passwords in clear: the file must be private. */
    snapshot(): Snapshot {
        return {
            version: 1,
            orgId: this.orgId,
            clockAheadMs: this.clock.aheadMs,
            people: [...this.peopleById.values()],
            workspaces: [...this.workspacesById.values()],
            locations: [...this.locationsById.values()],
            licenses: [...this.licensesById.values()],
            devices: this.entries(),
            codes: [...this.codesByText.values()],
            settings: this.settings.snapshot(),
        };
    }

    /** Replaces everything by a snapshot. */
    restore(snapshot: Snapshot): void {
        this.clear();
        this.orgId = snapshot.orgId;
        this.clock.set(snapshot.clockAheadMs);
        const byId = <T extends { id: string }>(map: Map<string, T>, items: T[]): void => {
            for (const item of items) {
                map.set(unpadded(item.id), item);
            }
        };
        // Files of earlier versions have no addresses.
        byId(
            this.peopleById,
            snapshot.people.map((person) => ({ ...{ emails: [] }, ...person })),
        );
        byId(this.workspacesById, snapshot.workspaces);
        byId(this.locationsById, snapshot.locations ?? []);
        byId(this.licensesById, snapshot.licenses);
        this.settings.restore(snapshot.settings);
        this.entriesById = new Map(snapshot.devices.map((entry) => [unpadded(entry.device.id), entry]));
        for (const entry of snapshot.devices) {
            this.note(entry.device);
        }
        this.codesByText = new Map(snapshot.codes.map((code) => [code.code, code]));
    }

    /** Empties the organisation; its id stays. */
    clear(): void {
        for (const kept of [
            this.peopleById,
            this.workspacesById,
            this.locationsById,
            this.licensesById,
            this.entriesById,
            this.macsGiven,
            this.ownersOfIds,
            this.codesByText,
        ]) {
            kept.clear();
        }
        this.settings.restore();
        this.changed();
    }

    // --- helpers --------------------------------------------------------------------------------------------------

    /** Remembers what a device is later found by; to be called whenever its fields have changed. */
    private note(device: Device): void {
        const digits = normalizeMac(device.mac ?? "");
        if (digits !== undefined) {
            this.macsGiven.add(digits);
        }
        for (const given of givenIds(device)) {
            this.ownersOfIds.set(unpadded(given), unpadded(device.id));
        }
    }

    private entryByGivenId(id: string): DeviceEntry | undefined {
        const entry = this.entriesById.get(this.ownersOfIds.get(unpadded(id)) ?? "");
        return entry && givenIds(entry.device).some((given) => sameId(given, id)) ? entry : undefined;
    }

    /** No scan where the address was never given: with thousands of devices each create would cost one. */
    private isInUse(digits: string): boolean {
        return this.macsGiven.has(digits) && this.entries().some(({ device }) => isMac(device.mac, digits));
    }

    private blankDevice(owner: Owner, model: string | undefined): Device {
        this.checkOwner(owner);
        return {
            id: webexId("DEVICE"),
            orgId: this.orgId,
            ...owner,
            ...(model !== undefined && { product: model.replace(/^DMS /, "") }),
            tags: [],
            created: this.clock.iso(),
        };
    }

    private checkOwner(owner: Owner): void {
        if ((owner.personId === undefined) === (owner.workspaceId === undefined)) {
            throw new Refusal(400, "Exactly one of personId and workspaceId must be given.");
        }
        if (owner.workspaceId !== undefined && !find(this.workspacesById, owner.workspaceId)) {
            throw new Refusal(400, "The workspace does not exist.");
        }
        if (owner.personId === undefined) {
            return;
        }
        const person = find(this.peopleById, owner.personId);
        if (!person) {
            throw new Refusal(400, "The person does not exist.");
        }
        const limit = person.maxOwnedDeviceCount ?? person.maxDeviceCount;
        if (limit !== undefined && this.deviceCount(person.id) >= limit) {
            throw new Refusal(400, "Phones cannot be added to this user");
        }
    }

    // Workspaces without Webex calling switch to free calling as soon as a device is added (Devices API reference).
    private enableCalling(owner: Owner): void {
        const workspace = find(this.workspacesById, owner.workspaceId ?? "");
        if (workspace && (workspace.calling === "none" || workspace.calling === "thirdPartySipCalling")) {
            const sipAddress = madeSipAddress("freeCalling", workspace.supportedDevices, workspace.displayName);
            assignFields(workspace, { calling: "freeCalling", sipAddress });
        }
    }

    private store(device: Device, state: Omit<DeviceEntry, "device">): void {
        this.entriesById.set(unpadded(device.id), { device, ...state });
        this.note(device);
        this.enableCalling(device);
        this.changed();
    }

    private deviceForCode(code: ActivationCode | undefined): DeviceEntry | undefined {
        if (!code) {
            return undefined;
        }
        const owner: Owner = {
            ...(code.personId !== undefined && { personId: code.personId }),
            ...(code.workspaceId !== undefined && { workspaceId: code.workspaceId }),
        };
        const device = this.blankDevice(owner, code.model);
        this.store(device, { waiting: false });
        return this.entriesById.get(unpadded(device.id));
    }

    private codeOf(deviceId: string): ActivationCode | undefined {
        return [...this.codesByText.values()].find((code) => sameId(code.deviceId, deviceId));
    }

    private needDevice(id: string): Device {
        return this.copy(this.needEntry(id));
    }
}

/** The ids besides `id` that a device was given, rather than has by rule. */
function givenIds({ callingDeviceId, webexDeviceId, deviceId }: Device): string[] {
    return [callingDeviceId, webexDeviceId, deviceId].filter((id) => typeof id === "string");
}

/** Whether a stored MAC address is the normalised one; with thousands of devices normalising each would be felt. */
export function isMac(stored: string | undefined, digits: string): boolean {
    if (stored === undefined || stored.length === digits.length) {
        return stored?.toUpperCase() === digits;
    }
    return normalizeMac(stored) === digits;
}
