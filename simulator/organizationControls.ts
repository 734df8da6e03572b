import type { ConfigurationValue } from "./configurationCatalogue";
import type { SettingParent } from "./deviceSettings";
import type { Organization } from "./organization";
import type {
    ActivationCode,
    Device,
    DevicePatch,
    Hardware,
    License,
    LicenseInit,
    Location,
    LocationInit,
    Person,
    PersonInit,
    PersonPatch,
    ShownIds,
    SupportedDevice,
    Workspace,
    WorkspaceInit,
    WorkspacePatch,
} from "./types";

/** What tests do to an organisation, and learn of it, behind the API's back. */
export interface OrganizationControls {
    /** Each `add…` throws if the id is taken. */
    addPerson(init?: PersonInit): Person;
    addWorkspace(init?: WorkspaceInit): Workspace;
    addLocation(init: LocationInit): Location;
    addLicense(init: LicenseInit): License;
    /** Adds a device that is registered and online, a RoomOS one unless the fields say otherwise. */
    addDevice(fields?: DevicePatch): Device;
    updatePerson(id: string, patch: PersonPatch): Person;
    /** Another administrator's edit, without any check: an explicit `undefined` takes a field away. */
    updateWorkspace(id: string, patch: WorkspacePatch): Workspace;
    /** Another administrator's deletion: the devices inside and the unused codes go with the workspace. */
    removeWorkspace(id: string): void;
    people(): Person[];
    workspaces(): Workspace[];
    locations(): Location[];
    licenses(): License[];
    /** Replaces the list of models that can be registered. It is not kept in the file. */
    setSupportedDevices(devices: readonly SupportedDevice[]): void;
    /** Every device with all fields, those that the API does not show yet included. */
    devices(): Device[];
    /** A device by its id, callingDeviceId, webexDeviceId or deviceId. */
    device(id: string): Device | undefined;
    /** Every activation code that has not been revoked, in clear. */
    codes(): ActivationCode[];
    /** A technician enters the code, or plugs in the phone `deviceId`. Throws if unknown, used or expired. */
    redeem(what: string | { deviceId: string }, hardware?: Hardware): Device;
    /** Moves lastSeen, ip, software, connectionStatus and errorCodes of every device not waiting for its code. */
    stir(): void;
    setTags(deviceId: string, tags: string[]): Device;
    updateDevice(deviceId: string, patch: DevicePatch): Device;
    removeDevice(deviceId: string): void;
    /** The configured values of a device by key: those that Webex shows as `sources.configured.value`, but for null. */
    configuration(deviceId: string): Record<string, ConfigurationValue>;
    /**
     * Another administrator, or CUCM, changes configured values of a device; null takes one away. Neither the value
     * space nor who manages a key is looked at. An offline device takes them when it is connected again. Throws if the
     * device is unknown, or has no such key.
     */
    configure(deviceId: string, changes: Readonly<Record<string, ConfigurationValue | null>>): void;
    /**
     * Sets what a rule of the organisation gives to a configuration of all devices, `source` `organizationRule`; null
     * takes the rule away. From the start `Macros.Mode` and `RemoteAccess.Mode` are "On". Throws for an unknown key.
     */
    setOrganizationDefault(key: string, value: ConfigurationValue | null): void;
    /** The dynamic settings that are set at a phone itself, by tag. */
    settings(deviceId: string): Record<string, string>;
    /**
     * Another administrator changes dynamic settings of a phone; null takes a value away. Values and levels are not
     * checked. Throws if the device is unknown, or has no such tag.
     */
    changeSettings(deviceId: string, changes: Readonly<Record<string, string | null>>): void;
    /** Sets a dynamic setting that phones inherit of the organisation or of a location; null takes it away. */
    setInheritedSetting(parent: SettingParent, tag: string, value: string | null): void;
    /** How often a phone was told to take its settings (`actions/applyChanges/invoke`). */
    changesApplied(deviceId: string): number;
    /** The SIP password that the device has, set by POST /devices or PUT /telephony/config/devices/{id}. */
    sipPassword(deviceId: string): string | undefined;
    /**
     * Makes every answer show the device with a null `id`, as Webex does with a phone on its way. Its other ids are
     * null too, those named in `shown` aside. The device is still found by each of its ids.
     */
    hideId(deviceId: string, shown?: ShownIds): void;
    /** Undoes `hideId`. */
    showId(deviceId: string): void;
    /**
     * Makes every answer leave these fields of the device out and say so in an `errors` object, as Webex does with
     * what it cannot answer. An empty list undoes it.
     */
    failFields(deviceId: string, fields: readonly (keyof Device)[]): void;
}

/** The controls of an organisation. What they give out are copies. */
export function organizationControls(organization: Organization): OrganizationControls {
    return {
        addPerson: (init) => organization.addPerson(init),
        addWorkspace: (init) => organization.addWorkspace(init),
        addLocation: (init) => organization.addLocation(init),
        addLicense: (init) => organization.addLicense(init),
        addDevice: (fields) => organization.addDevice(fields),
        updatePerson: (id, patch) => organization.updatePerson(id, patch),
        updateWorkspace: (id, patch) => organization.updateWorkspace(id, patch),
        removeWorkspace: (id) => {
            organization.removeWorkspace(id);
        },
        people: () => organization.people(),
        workspaces: () => organization.workspaces(),
        locations: () => organization.locations(),
        licenses: () => organization.licenses(),
        setSupportedDevices: (devices) => {
            organization.supportedDevices = devices;
        },
        devices: () => organization.entries().map((entry) => organization.copy(entry)),
        device: (id) => {
            const entry = organization.entry(id);
            return entry && organization.copy(entry);
        },
        codes: () => organization.codes(),
        redeem: (what, hardware) => organization.redeem(what, hardware),
        stir: () => {
            organization.stir();
        },
        setTags: (deviceId, tags) => organization.updateDevice(deviceId, { tags }),
        updateDevice: (deviceId, patch) => organization.updateDevice(deviceId, patch),
        removeDevice: (deviceId) => {
            organization.removeDevice(deviceId);
        },
        configuration: (deviceId) => structuredClone({ ...organization.needEntry(deviceId).configured }),
        configure: (deviceId, changes) => {
            organization.settings.configure(deviceId, changes);
        },
        setOrganizationDefault: (key, value) => {
            organization.settings.setOrganizationDefault(key, value ?? undefined);
        },
        settings: (deviceId) => ({ ...organization.needEntry(deviceId).settings }),
        changeSettings: (deviceId, changes) => {
            organization.settings.changeSettings(deviceId, changes);
        },
        setInheritedSetting: (parent, tag, value) => {
            organization.settings.setInherited(parent, tag, value ?? undefined);
        },
        changesApplied: (deviceId) => organization.needEntry(deviceId).changesApplied ?? 0,
        sipPassword: (deviceId) => organization.entry(deviceId)?.sipPassword,
        hideId: (deviceId, shown) => {
            organization.hideId(deviceId, shown);
        },
        showId: (deviceId) => {
            organization.showId(deviceId);
        },
        failFields: (deviceId, fields) => {
            organization.failFields(deviceId, fields);
        },
    };
}
