import type { Clock } from "./clock";
import { type Catalogue, type ConfigurationValue, PHONE_OS, ROOM_OS } from "./configurationCatalogue";
import {
    type ConfigurationSurroundings,
    changeConfigurations,
    rememberApplied,
    takeConfigurations,
} from "./configurations";
import { isPhoneDevice, modelOf, SETTINGS, settingsOf } from "./deviceModels";
import type { InheritedSettings } from "./dynamicSettings";
import { type DynamicTag, FAMILIES } from "./dynamicSettingsCatalogue";
import { Refusal } from "./errors";
import { unpadded } from "./ids";
import type { DeviceEntry } from "./organization";
import type { SupportedDevice } from "./types";

/** The settings that an organisation gives to its devices, as they are kept in a file. */
export interface KeptSettings {
    configurationDefaults: Readonly<Record<string, ConfigurationValue>>;
    inherited: InheritedSettings;
}

/** What of an organisation its settings have to do with. */
export interface SettingsHost {
    readonly clock: Clock;
    readonly supportedDevices: readonly SupportedDevice[];
    entries(): DeviceEntry[];
    needEntry(id: string): DeviceEntry;
}

/** The settings that a phone has: what they are found under, and their rules. */
export interface PhoneSettings {
    family: string;
    tags: readonly DynamicTag[];
}

/** Where a value that phones inherit is set. */
export interface SettingParent {
    level: "ORGANIZATION" | "LOCATION";
    /** For the level LOCATION. */
    locationId?: string;
}

// The recorded organisation has these rules.
const DEFAULTS: KeptSettings["configurationDefaults"] = { "Macros.Mode": "On", "RemoteAccess.Mode": "On" };
const NOTHING_INHERITED: InheritedSettings = { organization: {}, locations: {} };

/**
 * The settings of an organisation's devices: configurations of room devices and of PhoneOS, dynamic settings of other
 * phones.
 */
export class DeviceSettings {
    private kept: KeptSettings = { configurationDefaults: DEFAULTS, inherited: NOTHING_INHERITED };

    /** `changed` is called after every change. */
    constructor(
        private readonly host: SettingsHost,
        private readonly changed: () => void,
    ) {}

    /** What rules of the organisation give to configurations, by key. */
    get configurationDefaults(): KeptSettings["configurationDefaults"] {
        return this.kept.configurationDefaults;
    }

    /** What phones inherit. */
    get inherited(): InheritedSettings {
        return this.kept.inherited;
    }

    /** For the file. */
    snapshot(): KeptSettings {
        return this.kept;
    }

    /** Replaces everything by what a file has, or by what there is from the start. */
    restore(kept: Partial<KeptSettings> = {}): void {
        this.kept = { configurationDefaults: DEFAULTS, inherited: NOTHING_INHERITED, ...kept };
    }

    // --- configurations -------------------------------------------------------------------------------------------

    /** The configurations that a device has; undefined for one whose settings are kept elsewhere. */
    catalogueOf({ device }: DeviceEntry): Catalogue | undefined {
        if (settingsOf(device, this.host.supportedDevices) !== SETTINGS.configurations) {
            return undefined;
        }
        return isPhoneDevice(device) ? PHONE_OS : ROOM_OS;
    }

    /**
     * Changes configured values of a device, whoever manages them; null takes one away. Throws if there is no such
     * device or one of the keys is unknown to it.
     */
    configure(id: string, changes: Readonly<Record<string, ConfigurationValue | null>>): void {
        const entry = this.host.needEntry(id);
        const catalogue = this.catalogueOf(entry) ?? {};
        checkNames("configuration", Object.keys(changes), Object.keys(catalogue));
        changeConfigurations(entry, structuredClone(changes), this.surroundings(catalogue));
        this.changed();
    }

    /** Sets what a rule of the organisation gives to all devices; undefined ends it. Throws for an unknown key. */
    setOrganizationDefault(key: string, value: ConfigurationValue | undefined): void {
        checkNames("configuration", [key], [ROOM_OS, PHONE_OS].flatMap(Object.keys));
        const defaults = this.configurationDefaults;
        this.kept = { ...this.kept, configurationDefaults: withValue(defaults, key, value) };
        for (const entry of this.host.entries()) {
            rememberApplied(entry, key, { catalogue: this.catalogueOf(entry) ?? {}, defaults });
            this.take(entry);
        }
        this.changed();
    }

    /** Lets a device that is connected take its configurations; to be called whenever it may have come online. */
    take(entry: DeviceEntry): void {
        // Of most devices nothing was ever configured.
        const catalogue = entry.applied && this.catalogueOf(entry);
        if (catalogue) {
            takeConfigurations(entry, this.surroundings(catalogue));
        }
    }

    private surroundings(catalogue: Catalogue): ConfigurationSurroundings {
        return { catalogue, defaults: this.configurationDefaults, now: this.host.clock.iso() };
    }

    // --- dynamic settings -----------------------------------------------------------------------------------------

    /** The dynamic settings that a phone has; undefined for a device whose settings are kept elsewhere. */
    phoneSettingsOf({ device }: DeviceEntry): PhoneSettings | undefined {
        const { supportedDevices } = this.host;
        const model = modelOf(device, supportedDevices);
        if (settingsOf(device, supportedDevices) !== SETTINGS.dynamic) {
            return undefined;
        }
        const family = model?.familyDisplayName ?? model?.displayName ?? device.product ?? "";
        return { family, tags: FAMILIES[family]?.tags ?? [] };
    }

    /** Changes values set at a phone; null takes one away. Throws if the phone is unknown, or has no such setting. */
    changeSettings(id: string, changes: Readonly<Record<string, string | null>>): void {
        const entry = this.host.needEntry(id);
        const tags = this.phoneSettingsOf(entry)?.tags ?? [];
        checkNames(
            "setting",
            Object.keys(changes),
            tags.map(({ tag }) => tag),
        );
        for (const [tag, value] of Object.entries(changes)) {
            entry.settings = withValue(entry.settings ?? {}, tag, value ?? undefined);
            entry.settingsUpdatedMs = this.host.clock.now();
        }
        this.changed();
    }

    /** Sets a value that phones inherit; undefined takes it away. Throws for a tag that no family has. */
    setInherited({ level, locationId = "" }: SettingParent, tag: string, value: string | undefined): void {
        checkNames(
            "setting",
            [tag],
            Object.values(FAMILIES).flatMap(({ tags }) => tags.map((each) => each.tag)),
        );
        const { organization, locations } = this.inherited;
        const place = unpadded(locationId);
        const inherited =
            level === "ORGANIZATION"
                ? { organization: withValue(organization, tag, value), locations }
                : { organization, locations: { ...locations, [place]: withValue(locations[place] ?? {}, tag, value) } };
        this.kept = { ...this.kept, inherited };
        this.changed();
    }

    /** Tells a phone to take its settings. Throws if there is no such device. */
    applyChanges(id: string): void {
        const entry = this.host.needEntry(id);
        entry.changesApplied = (entry.changesApplied ?? 0) + 1;
        this.changed();
    }
}

function withValue<T>(values: Readonly<Record<string, T>>, name: string, value: T | undefined): Record<string, T> {
    const { [name]: _, ...rest } = values;
    return value === undefined ? rest : { ...rest, [name]: value };
}

function checkNames(what: string, names: readonly string[], known: readonly string[]): void {
    const unknown = names.filter((name) => !known.includes(name));
    if (unknown.length > 0) {
        throw new Refusal(400, `There is no ${what} ${unknown.join(", ")}.`);
    }
}
