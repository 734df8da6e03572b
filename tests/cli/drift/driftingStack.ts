import type { FindingKind } from "../../../cli/drift/driftReport";
import type { Simulator } from "../../../simulator";
import type { ResourceEntry } from "../../engine/harness";

/** A kind of finding and the name of the thing that it is about. */
export type Expected = readonly [kind: FindingKind, name: string];

const MODEL = "DMS Cisco 8865";
const VOLUME = "Audio.DefaultVolume";
const STANDBY = "Standby.Delay";
const DAY_MS = 86_400_000;

/** A name with what is awkward in each of the formats. */
export const AWKWARD = 'lobby | "West" <b>@everyone</b> `x` #1';

/**
 * An organisation of 120 devices, a program that has most of them, and twelve faults of each kind to inject. Everything
 * that is not a fault is as the program says.
 */
export class DriftingStack {
    private readonly berlin: string;
    private readonly people: readonly string[];
    private readonly serialRoom: string;
    private macs = 0;
    /** The devices that are only configured, in the order of their names. */
    private readonly rooms: readonly string[];

    constructor(private readonly simulator: Simulator) {
        this.berlin = simulator.addLocation({ name: "Berlin" }).id;
        this.people = ["Ada Lovelace", "Grace Hopper", "Alan Turing", "Edsger Dijkstra"].map(
            (displayName) => simulator.addPerson({ displayName, maxDeviceCount: 9, maxOwnedDeviceCount: 9 }).id,
        );
        this.serialRoom = this.room("Serial");
        simulator.addDevice({ workspaceId: this.serialRoom, serial: "SERIAL01", product: "Cisco Desk Pro" });
        this.rooms = Array.from({ length: 8 }, (_, index) => {
            const { id } = simulator.addDevice({ workspaceId: this.room(`Configured ${index}`) });
            return id;
        });
        // Two do not hear of their settings.
        for (const id of this.rooms.slice(6)) {
            simulator.updateDevice(id, { connectionStatus: "disconnected" });
        }
        // Nobody's business: their owners are nowhere in the program.
        for (let index = 0; index < 22; index += 1) {
            simulator.addDevice({ workspaceId: this.room(`Stranger ${index}`) });
        }
    }

    /** What the program declares. */
    program(): ResourceEntry[] {
        const room = (name: string) => ({ displayName: name, capacity: 4, notes: "" });
        const [ada, grace, alan, edsger] = this.people;
        const phones = Array.from({ length: 60 }, (_, index) => [`phone-${index}`, this.phone()] as const);
        const codes = Array.from({ length: 10 }, (_, index) => {
            const owner = { workspaceId: this.room(`Code ${index}`) };
            return [`code-${index}`, index % 2 === 0 ? { ...owner, model: MODEL } : owner] as const;
        });
        const workspaces = Array.from({ length: 10 }, (_, index) => [`room-${index}`, room(`Room ${index}`)] as const);
        const [first = "", second = "", third = "", fourth = "", ...others] = this.rooms;
        const settings = { [VOLUME]: 40 };
        const inBatch = others.map((deviceId, index) => [`configured-${index}`, { deviceId, settings }] as const);
        return [
            ...Array.from({ length: 12 }, (_, index) => device(`desk-${index}`, this.phone())),
            device(AWKWARD, this.phone()),
            device("secretly", { ...this.phone(), tags: { $secret: ["hidden-tag"] } }),
            device("ignoring", this.phone(), { ignoreChanges: ["tags"] }),
            device("adas", { personId: ada, mac: this.mac(), model: MODEL }),
            device("graces", { personId: grace, mac: this.mac(), model: MODEL }),
            device("alans", { personId: alan, mac: this.mac(), model: MODEL }),
            device("edsgers", { personId: edsger, mac: this.mac(), model: MODEL }),
            device("serial", { workspaceId: this.serialRoom, serial: "SERIAL01" }),
            {
                type: "DeviceBatch",
                name: "phones",
                args: { devices: Object.fromEntries(phones) },
                opts: { ignoreChanges: ['devices["phone-59"].tags'] },
            },
            ...[0, 1].map(
                (index): ResourceEntry => ({
                    type: "DeviceActivation",
                    name: `single-code-${index}`,
                    args: { workspaceId: this.room(`Single code ${index}`) },
                }),
            ),
            { type: "DeviceActivationBatch", name: "codes", args: { activations: Object.fromEntries(codes) } },
            ...["board", "huddle", "lost"].map(
                (name): ResourceEntry => ({ type: "Workspace", name, args: room(`The ${name} room`) }),
            ),
            { type: "WorkspaceBatch", name: "rooms", args: { workspaces: Object.fromEntries(workspaces) } },
            ...[first, second, third, fourth].map(
                (deviceId, index): ResourceEntry => ({
                    type: "DeviceConfiguration",
                    name: `settings-${index}`,
                    args: { deviceId, settings: { ...settings, [STANDBY]: 5 } },
                }),
            ),
            {
                type: "DeviceConfigurationBatch",
                name: "configured",
                args: { devices: Object.fromEntries(inBatch), defaults: { [STANDBY]: 5 } },
            },
        ];
    }

    /** Plugs in every phone, as before the first night. */
    bringOnline(): void {
        for (const { id, connectionStatus, firstSeen } of this.simulator.devices()) {
            if (connectionStatus === "disconnected" && firstSeen === undefined) {
                this.simulator.redeem({ deviceId: id });
            }
        }
    }

    /** Twelve faults of each kind, by single resources and entries; `idOf` gives the ids of things by their names. */
    injectFaults(idOf: (name: string) => string): Expected[] {
        return [
            ...this.drift(idOf),
            ...this.gone(idOf),
            ...this.moved(idOf),
            ...this.unmanaged(),
            ...this.codes(),
            ...this.health(idOf),
        ];
    }

    private drift(idOf: (name: string) => string): Expected[] {
        const tagged = [AWKWARD, "secretly", "desk-0", "phone-0", "phone-1", "phone-2"];
        // The last two are ignored by the program.
        for (const name of [...tagged, "ignoring", "phone-59"]) {
            this.simulator.setTags(idOf(name), ["theirs", "@team [x](http://evil.example)"]);
        }
        this.simulator.updateWorkspace(idOf("board"), { capacity: 12 });
        this.simulator.updateWorkspace(idOf("room-0"), { displayName: "Renamed" });
        this.simulator.updateWorkspace(idOf("room-1"), { notes: "Do not enter" });
        const [first = "", second = "", , , third = ""] = this.rooms;
        this.simulator.configure(first, { [VOLUME]: 90 });
        this.simulator.configure(second, { [STANDBY]: null });
        this.simulator.configure(third, { [STANDBY]: 90 });
        const others = ["board", "room-0", "room-1", "settings-0", "settings-1", "configured-0"];
        return [...tagged, ...others].map((name) => ["drift", name]);
    }

    private gone(idOf: (name: string) => string): Expected[] {
        const phones = ["desk-1", "desk-2", "desk-3", "adas", ...names("phone", 10, 16)];
        for (const name of phones) {
            this.simulator.removeDevice(idOf(name));
        }
        for (const name of ["lost", "room-9"]) {
            this.simulator.removeWorkspace(idOf(name));
        }
        return [...phones, "lost", "room-9"].map((name) => ["gone", name]);
    }

    private moved(idOf: (name: string) => string): Expected[] {
        const again = ["desk-4", "desk-5", "graces", "serial", ...names("phone", 20, 28)];
        for (const name of again) {
            const { id: _, callingDeviceId: _calling, webexDeviceId: _webex, ...fields } = this.device(idOf(name));
            this.simulator.removeDevice(idOf(name));
            const workspaceId = name === "desk-5" ? this.room("Elsewhere") : fields.workspaceId;
            this.simulator.addDevice({ ...fields, workspaceId });
        }
        return again.map((name) => ["moved", name]);
    }

    private unmanaged(): Expected[] {
        const [, , alan, edsger] = this.people;
        const named = (displayName: string) =>
            this.simulator.workspaces().find((one) => one.displayName === displayName);
        const rooms = ["Phone 30", "Phone 31", "Phone 32", "The board room", "Room 2", "Room 3", "Code 9", "Serial"];
        const owners = [
            ...rooms.map((name) => ({ workspaceId: named(name)?.id })),
            { personId: alan },
            { personId: edsger },
        ];
        return [...owners, ...owners.slice(0, 2)].map((owner, index) => {
            const displayName = `unknown-${index}`;
            this.simulator.addDevice({ ...owner, displayName, product: "Cisco Desk Mini", type: "phone" });
            return ["unmanaged", displayName];
        });
    }

    /** Half of the codes are used, the others end in two days. */
    private codes(): Expected[] {
        const used = ["Single code 0", "Code 0", "Code 1", "Code 2", "Code 3", "Code 4"];
        for (const code of this.simulator.codes()) {
            const owner = this.simulator.workspaces().find(({ id }) => id === code.workspaceId);
            if (used.includes(owner?.displayName ?? "")) {
                this.simulator.redeem(code.code);
            }
        }
        this.simulator.advance(28 * DAY_MS);
        return ["single-code-0", "single-code-1", ...names("code", 0, 10)].map((name) => ["codes", name]);
    }

    private health(idOf: (name: string) => string): Expected[] {
        const [offline, faulty] = [
            ["desk-6", "desk-7", "phone-40", "phone-41", "alans"],
            ["desk-8", "phone-42", "phone-43"],
        ];
        for (const name of offline) {
            this.simulator.updateDevice(idOf(name), { connectionStatus: "disconnected" });
        }
        for (const name of faulty) {
            this.simulator.updateDevice(idOf(name), { errorCodes: ["sipprofileregistration"] });
        }
        this.simulator.updateWorkspace(idOf("huddle"), { health: { level: "error" } });
        this.simulator.updateWorkspace(idOf("room-5"), { health: { level: "warning" } });
        // The settings of the devices that were offline all the time.
        const names = [...offline, ...faulty, "huddle", "room-5", "configured-2", "configured-3"];
        return names.map((name) => ["health", name]);
    }

    private phone(): Record<string, unknown> {
        const number = this.macs;
        return { workspaceId: this.room(`Phone ${number}`), mac: this.mac(), model: MODEL, tags: ["floor-1", "phone"] };
    }

    private mac(): string {
        this.macs += 1;
        return `02D21F${this.macs.toString(16).toUpperCase().padStart(6, "0")}`;
    }

    private room(displayName: string): string {
        return this.simulator.addWorkspace({ displayName, locationId: this.berlin }).id;
    }

    private device(id: string) {
        const found = this.simulator.device(id);
        if (found === undefined) {
            throw new Error(`there is no device ${id}`);
        }
        return found;
    }
}

function device(name: string, args: Record<string, unknown>, opts: Record<string, unknown> = {}): ResourceEntry {
    return { type: "Device", name, args, opts };
}

/** `phone-10` to `phone-15`, for 10 and 16. */
function names(prefix: string, from: number, to: number): string[] {
    return Array.from({ length: to - from }, (_, index) => `${prefix}-${from + index}`);
}
