/** Which description of the Devices API is spoken: Cisco's published one, or the "Cisco Webex Devices API" 1.0.0. */
export type ContractName = "cisco" | "crud";

/** A person of the organisation. The count fields drive the routes behind the device limit guard. */
export interface Person {
    id: string;
    displayName: string;
    /** The addresses, the person's own first. */
    emails: string[];
    /** Where the person's calling is. */
    locationId?: string;
    /** Licence ids, as GET /people/{id} lists them. */
    licenses: string[];
    /** Most devices the person may use; undefined = the limit route answers 404. */
    maxDeviceCount?: number;
    /** Most devices the person may own; this one is enforced first. */
    maxOwnedDeviceCount?: number;
    /** How many Webex apps the person has signed in. Together they count as one device. */
    applicationsCount: number;
    created: string;
}

/** A shared room or desk that owns devices. */
export interface Workspace {
    id: string;
    displayName: string;
    /**
     * Calling type: "freeCalling", "hybridCalling", "webexCalling", "webexEdgeForDevices", "thirdPartySipCalling" or
     * "none".
     */
    calling: string;
    /** What "webexCalling" was set up with. No answer shows it, but for the licences. */
    webexCalling?: WebexCalling;
    /** Whom "hybridCalling" calls for. The API only reads it. */
    hybridCalling?: { emailAddress: string };
    locationId?: string;
    floorId?: string;
    /**
     * "collaborationDevices" or "phones". Answers tell it where it is given: Webex's default takes no MPP phones, and a
     * workspace that tells nothing takes what a test puts into it.
     */
    supportedDevices?: string;
    /** People it is suitable for, 0 or more; missing = not set. */
    capacity?: number;
    /** For example "huddle" or "meetingRoom"; missing or "notSet" = not set. */
    type?: string;
    notes?: string;
    /** Made by Webex, but for "thirdPartySipCalling". */
    sipAddress?: string;
    /** Missing = none. */
    calendar?: WorkspaceCalendar;
    /** "on" or "off"; missing = off. */
    hotdeskingStatus?: string;
    deviceHostedMeetings?: { enabled?: boolean; siteUrl?: string };
    indoorNavigation?: { url: string };
    /** Missing = "ok". Nothing moves it by itself. */
    health?: { level: string; issues?: Record<string, unknown>[] };
    /** Missing = `{mode: "off"}`. */
    plannedMaintenance?: { mode: string; startTime?: string; endTime?: string };
    /** Most devices the workspace may use and own; undefined = the limit route answers 404. */
    maxDeviceCount?: number;
    created: string;
}

/** How a workspace of the type "webexCalling" calls. */
export interface WebexCalling {
    /** E.164; missing as `extension` is where the workspace is hot-desk only. */
    phoneNumber?: string;
    extension?: string;
    locationId?: string;
    /** The licence that is applied; never more than one. */
    licenses: string[];
}

/** The calendar of a workspace. */
export interface WorkspaceCalendar {
    /** "google" or "microsoft". */
    type: string;
    emailAddress: string;
    /** For Microsoft Exchange on own premises; no answer shows it. */
    resourceGroupId?: string;
}

/** A site of the organisation. */
export interface Location {
    id: string;
    name: string;
    timeZone: string;
    address: { address1: string; city: string; state: string; postalCode: string; country: string };
}

/** A model that the organisation can register, with the fields that tell models apart. */
export interface SupportedDevice {
    model: string;
    displayName: string;
    type: string;
    manufacturer: string;
    managedBy: string;
    supportedFor: string[];
    onboardingMethod: string[];
    /** Where settings are kept: "WEBEX_DEVICE_CONFIGURATION" is for /deviceConfigurations. */
    deviceSettingsConfiguration: string;
    /** What the dynamic settings of several models are found under; else they are found under `displayName`. */
    familyDisplayName?: string;
    /** Whether `actions/applyChanges/invoke` makes the phone take its settings. Default false. */
    supportsApplyChangesEnabled?: boolean;
}

/** A licence of the organisation, for example "Webex Calling - Standard". */
export interface License {
    id: string;
    name: string;
    totalUnits: number;
}

/**
 * A device with every field that either contract can show. All but `id`, `orgId`, `tags` and `created` may be missing,
 * because Webex promises none of them.
 */
export interface Device {
    id: string;
    callingDeviceId?: string | null;
    webexDeviceId?: string | null;
    deviceId?: string | null;
    displayName?: string;
    placeId?: string;
    workspaceId?: string;
    personId?: string;
    orgId: string;
    capabilities?: string[];
    permissions?: string[];
    connectionStatus?: string;
    product?: string;
    type?: string;
    tags: string[];
    ip?: string;
    activeInterface?: string;
    mac?: string;
    primarySipUrl?: string;
    sipUrls?: string[];
    serial?: string;
    software?: string;
    upgradeChannel?: string;
    created: string;
    firstSeen?: string;
    lastSeen?: string;
    errorCodes?: string[];
    locationId?: string;
    workspaceLocationId?: string;
    managedBy?: string;
    devicePlatform?: string;
    plannedMaintenance?: string;
    /** Set for phones that are not Cisco's, as the three fields that follow. */
    manufacturer?: string;
    linePort?: string;
    outboundProxy?: string;
    sipUserName?: string;
}

/** Which of its other ids a device still shows while its `id` is null. Those left out are null as well. */
export interface ShownIds {
    callingDeviceId?: boolean;
    webexDeviceId?: boolean;
    deviceId?: boolean;
}

/** An activation code the organisation has issued. `code` is a secret. */
export interface ActivationCode {
    code: string;
    expiresAt: string;
    issuedAt: string;
    personId?: string;
    workspaceId?: string;
    model?: string;
    /** The device the code belongs to: from the start where the API shows one, else once it is redeemed. */
    deviceId?: string;
    redeemed: boolean;
}

/** Who owns a device: exactly one of the two. */
export interface Owner {
    personId?: string;
    workspaceId?: string;
}

/** What a test may say about a new person; everything else is filled in. */
export type PersonInit = Partial<Omit<Person, "created">>;
/** Changes to a person; an explicit `undefined` takes a limit away. */
export type PersonPatch = { [Field in keyof Omit<Person, "id">]?: Person[Field] | undefined };
/** What a test may say about a new workspace. */
export type WorkspaceInit = Partial<Omit<Workspace, "created">>;
/** Changes to a workspace as another administrator makes them; an explicit `undefined` takes a field away. */
export type WorkspacePatch = { [Field in keyof Omit<Workspace, "id">]?: Workspace[Field] | undefined };
/** What a test may say about a new location; the rest is made up. */
export type LocationInit = Pick<Location, "name"> & Partial<Location>;
/** What a test may say about a new licence; `totalUnits` is 100 unless given. */
export type LicenseInit = Pick<License, "name"> & Partial<License>;
/** What a test may say about a device, new or changed; an explicit `undefined` removes a field. */
export type DevicePatch = { [Field in keyof Device]?: Device[Field] | undefined };

/** What a technician's device reports when it comes online. */
export interface Hardware {
    serial?: string;
    mac?: string;
    product?: string;
}
