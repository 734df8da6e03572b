/** A value of a device configuration. RoomOS has no booleans and no fractions: On, Off, True and False are texts. */
export type ConfigurationValue = string | number | readonly Readonly<Record<string, unknown>>[];

/** What a device says of one of its configurations. */
export interface ConfigurationKey {
    /** JSON Schema, with `unit` besides. */
    valueSpace: Readonly<Record<string, unknown>>;
    /** The value from the factory. */
    factory: ConfigurationValue;
    /** Whether something else than Control Hub manages it, for example CUCM. */
    managedElsewhere?: boolean;
    /** Whether the factory's value is marked as enforced. */
    enforced?: boolean;
}

/** The configurations of a kind of device by key. */
export type Catalogue = Readonly<Record<string, ConfigurationKey>>;

const integer = (factory: number, minimum: number, maximum: number, unit?: string): ConfigurationKey => ({
    factory,
    valueSpace: { type: "integer", ...(unit !== undefined && { unit }), maximum, minimum },
});
const choice = (factory: string, ...values: string[]): ConfigurationKey => ({
    factory,
    valueSpace: { enum: values, type: "string" },
});
const text = (factory: string, maxLength: number, minLength = 0): ConfigurationKey => ({
    factory,
    valueSpace: { type: "string", maxLength, minLength },
});
const onOff = (factory: "On" | "Off") => choice(factory, "Off", "On");
const trueFalse = (factory: "True" | "False") => choice(factory, "False", "True");
const elsewhere = (key: ConfigurationKey): ConfigurationKey => ({ ...key, managedElsewhere: true });

/** The same keys for each number from 1 on; `#` in a key is the number. */
const numbered = (count: number, keys: Catalogue): Catalogue =>
    Object.fromEntries(
        Array.from({ length: count }, (_, at) => at + 1).flatMap((number) =>
            Object.entries(keys).map(([key, rule]) => [key.replace("#", String(number)), rule]),
        ),
    );

const RESOLUTIONS = [
    ...["1920_1080_50", "1920_1080_60", "1920_1200_50", "1920_1200_60"],
    ...["2560_1440_60", "3840_2160_30", "3840_2160_60", "Auto"],
];
const LANGUAGES = ["English", "EnglishUK", "French", "German", "Japanese", "Norwegian", "Spanish"];
const ZONES = ["America/Chicago", "America/New_York", "Asia/Tokyo", "Etc/UTC", "Europe/Berlin", "Europe/Oslo"];
const MAIN_SOURCES = [
    ...Array.from({ length: 15 }, (_, at) => String(at + 1)),
    ...["AirPlay", "DirectorDefault", "Miracast", "None", "SpeakerView"],
];

const MACROS: ConfigurationKey = {
    factory: [],
    valueSpace: {
        type: "array",
        items: {
            type: "object",
            required: ["name", "type", "payload"],
            properties: {
                name: { type: "string" },
                type: { enum: ["raw", "url"], type: "string" },
                roles: {
                    type: "array",
                    items: { enum: ["admin", "user", "roomcontrol", "integrator"], type: "string" },
                },
                active: { type: "boolean" },
                payload: { type: "string" },
                version: { type: "number" },
                internal: { type: "boolean" },
                integrity: { type: "string" },
                transpile: { type: "boolean" },
            },
        },
    },
};

/**
 * Configurations of a room device: those of the recorded answers as there (Room Bar, RoomOS 26.7), the others made in
 * their image. A real device has some 600.
 */
export const ROOM_OS: Catalogue = {
    "Audio.DefaultVolume": integer(50, 0, 100),
    "Audio.Microphones.Mute.Enabled": choice("True", "InCallOnly", "True"),
    "Audio.SoundsAndAlerts.KeyTones.Mode": onOff("Off"),
    "Audio.SoundsAndAlerts.RingVolume": integer(50, 0, 100),
    "Audio.Ultrasound.MaxVolume": integer(70, 0, 100),
    ...numbered(2, { "Audio.Input.Microphone[#].Mode": onOff("On") }),
    "Bluetooth.Allowed": trueFalse("True"),
    "Bluetooth.Enabled": trueFalse("False"),
    "Cameras.SpeakerTrack.Mode": choice("Auto", "Auto", "Off"),
    "Conference.AutoAnswer.Delay": integer(0, 0, 50, "seconds"),
    "Conference.AutoAnswer.Mode": onOff("Off"),
    "Conference.DefaultCall.Rate": integer(6000, 64, 6000, "kbps"),
    "Conference.DoNotDisturb.DefaultTimeout": integer(60, 1, 1440, "minutes"),
    "Conference.MaxReceiveCallRate": integer(6000, 64, 6000),
    "Conference.MaxTransmitCallRate": integer(6000, 64, 6000),
    "FacilityService.Service[1].Name": text("Live Support", 1024),
    ...Object.fromEntries([2, 3, 4, 5].map((at) => [`FacilityService.Service[${at}].Name`, text("", 1024)])),
    ...numbered(5, {
        "FacilityService.Service[#].Number": text("", 1024),
        "FacilityService.Service[#].Type": choice("Other", "Catering", "Emergency", "Helpdesk", "Other", "Security"),
    }),
    "HttpClient.AllowInsecureHTTPS": trueFalse("False"),
    "HttpClient.Mode": onOff("Off"),
    "Macros.AutoStart": onOff("On"),
    "Macros.Macros": MACROS,
    "Macros.Mode": onOff("Off"),
    "Macros.UnresponsiveTimeout": integer(5, 0, 65535, "seconds"),
    "Network[1].IEEE8021X.AnonymousIdentity": elsewhere(text("", 64)),
    "Network[1].IEEE8021X.Mode": elsewhere(onOff("Off")),
    "Network[1].VLAN.Voice.VlanId": elsewhere(integer(1, 1, 4094)),
    "NetworkServices.HTTP.Mode": elsewhere(choice("Off", "HTTPS", "Off")),
    "NetworkServices.HTTPS.Server.MinimumTLSVersion": elsewhere(choice("TLSv1.2", "TLSv1.1", "TLSv1.2", "TLSv1.3")),
    "NetworkServices.SSH.Mode": elsewhere(onOff("On")),
    "Peripherals.Profile.TouchPanels": choice("NotSet", "0", "1", "2", "3", "4", "5", "Minimum1", "NotSet"),
    "Phonebook.Server[1].URL": elsewhere(text("", 255)),
    "Provisioning.Mode": elsewhere(choice("Webex", "Auto", "CUCM", "Off", "Webex")),
    "Proximity.AlternatePort.Enabled": trueFalse("False"),
    "Proximity.Mode": onOff("Off"),
    "RemoteAccess.Mode": onOff("Off"),
    "RoomAnalytics.AmbientNoiseEstimation.Mode": onOff("Off"),
    "RoomAnalytics.PeopleCountOutOfCall": onOff("Off"),
    "RoomAnalytics.PeoplePresenceDetector": onOff("Off"),
    "SerialPort.BaudRate": choice("115200", "115200"),
    "SerialPort.Mode": onOff("On"),
    "SIP.DefaultTransport": elsewhere(choice("Auto", "Auto", "TCP", "TLS", "UDP")),
    "SIP.ListenPort": elsewhere(onOff("On")),
    "Standby.BootAction": choice("RestoreCameraPosition", "None", "RestoreCameraPosition"),
    "Standby.Control": onOff("On"),
    "Standby.Delay": integer(10, 1, 480, "minutes"),
    "Standby.Halfwake.Mode": choice("Auto", "Auto", "Manual"),
    "Standby.WakeupOnMotionDetection": onOff("On"),
    "SystemUnit.CrashReporting.Advanced": onOff("On"),
    "SystemUnit.CustomDeviceId": text("", 255),
    "SystemUnit.Name": text("", 50),
    "SystemUnit.SoftwareUpgrade.Provider": { ...choice("Cisco", "Cisco", "Microsoft"), enforced: true },
    "Time.DateFormat": choice("DD_MM_YY", "DD_MM_YY", "MM_DD_YY", "YY_MM_DD"),
    "Time.OfficeHours.OutsideOfficeHours.Standby.AutoWakeup": choice("Disabled", "Disabled", "Enabled"),
    "Time.TimeFormat": choice("24H", "12H", "24H"),
    "Time.Zone": choice("Etc/UTC", ...ZONES),
    "UserInterface.Assistant.Mode": onOff("On"),
    "UserInterface.CustomMessage": text("", 128),
    "UserInterface.Language": choice("English", ...LANGUAGES),
    "UserInterface.Theme.Name": choice("Auto", "Auto", "Dark", "Light", "Night"),
    "Video.DefaultMainSource": choice("1", ...MAIN_SOURCES),
    ...numbered(3, {
        "Video.Input.Connector[#].InputSourceType": choice("PC", "PC", "camera", "other", "whiteboard"),
        "Video.Input.Connector[#].Name": text("", 50),
        "Video.Output.Connector[#].Location.HorizontalOffset": text("0", 12, 1),
        "Video.Output.Connector[#].MonitorRole": choice("Auto", "Auto", "First", "PresentationOnly", "Second"),
    }),
    "Video.Output.Connector[1].Resolution": choice("Auto", ...RESOLUTIONS),
    "Video.Output.Connector[2].Resolution": elsewhere(choice("Auto", ...RESOLUTIONS)),
    "WebEngine.Mode": onOff("Off"),
};

/** Configurations of a phone that runs PhoneOS (9800 series, 8875), made in the image of those of room devices. */
export const PHONE_OS: Catalogue = {
    "Audio.RingVolume": integer(8, 0, 15),
    "Bluetooth.Mode": onOff("On"),
    "Display.Backlight.Timeout": integer(300, 10, 3600, "seconds"),
    "Display.Brightness": integer(12, 1, 15),
    "HotDesking.GuestSignIn.Mode": onOff("Off"),
    ...numbered(4, { "Lines.Line[#].RingTone": choice("Sunlight", "Chirp1", "Chirp2", "Floor", "Sunlight") }),
    "Network.VLAN.Voice.VlanId": elsewhere(integer(1, 1, 4094)),
    "Phone.PostDialDelay": integer(2, 0, 10, "seconds"),
    "SystemUnit.Name": text("", 50),
    "Time.TimeFormat": choice("24H", "12H", "24H"),
    "Time.Zone": choice("Etc/UTC", ...ZONES),
    "UserInterface.Language": choice("English", ...LANGUAGES),
};
