import type { Clock } from "./clock";
import { Refusal } from "./errors";
import { sameId, unpadded, webexId } from "./ids";
import { SUPPORTED_DEVICES } from "./supportedDevices";
import type {
    License,
    LicenseInit,
    Location,
    LocationInit,
    Owner,
    Person,
    PersonInit,
    PersonPatch,
    SupportedDevice,
    Workspace,
    WorkspaceInit,
    WorkspacePatch,
} from "./types";

/** The people, workspaces, locations and licences of an organisation. What it gives out are copies. */
export class Directory {
    orgId = webexId("ORGANIZATION");
    protected readonly peopleById = new Map<string, Person>();
    protected readonly workspacesById = new Map<string, Workspace>();
    protected readonly locationsById = new Map<string, Location>();
    protected readonly licensesById = new Map<string, License>();
    /** The models that can be registered. */
    supportedDevices: readonly SupportedDevice[] = SUPPORTED_DEVICES;

    /** `changed` is called after every change. */
    constructor(
        readonly clock: Clock,
        protected readonly changed: () => void = () => undefined,
    ) {}

    /** Adds a person; throws if the id is taken. */
    addPerson(init: PersonInit = {}): Person {
        const person: Person = {
            displayName: `Person ${this.peopleById.size + 1}`,
            emails: [`person-${this.peopleById.size + 1}@example.com`],
            licenses: [],
            applicationsCount: 0,
            created: this.clock.iso(),
            ...init,
            id: init.id ?? webexId("PEOPLE"),
        };
        return this.insert(this.peopleById, person);
    }

    /** Adds a workspace; its calling type is "freeCalling" unless given. Throws if the id is taken. */
    addWorkspace(init: WorkspaceInit = {}): Workspace {
        const workspace: Workspace = {
            displayName: `Workspace ${this.workspacesById.size + 1}`,
            calling: "freeCalling",
            created: this.clock.iso(),
            ...init,
            id: init.id ?? webexId("PLACE"),
        };
        return this.insert(this.workspacesById, workspace);
    }

    /** Adds a location; throws if the id is taken. */
    addLocation(init: LocationInit): Location {
        const location: Location = {
            timeZone: "America/Chicago",
            address: {
                address1: "1 Example Street",
                city: "Exampleville",
                state: "TX",
                postalCode: "00000",
                country: "US",
            },
            ...init,
            id: init.id ?? webexId("LOCATION"),
        };
        return this.insert(this.locationsById, location);
    }

    /** Adds a licence; throws if the id is taken. */
    addLicense(init: LicenseInit): License {
        return this.insert(this.licensesById, { totalUnits: 100, ...init, id: init.id ?? webexId("LICENSE") });
    }

    /** Changes fields of a person; throws if there is no such person. */
    updatePerson(id: string, patch: PersonPatch): Person {
        Object.assign(this.needPerson(id), patch);
        this.changed();
        return structuredClone(this.needPerson(id));
    }

    /** Changes fields of a workspace, without any check; throws if there is no such workspace. */
    updateWorkspace(id: string, patch: WorkspacePatch): Workspace {
        const workspace = find(this.workspacesById, id);
        if (!workspace) {
            throw new Refusal(404, "There is no such workspace.");
        }
        assignFields(workspace, patch);
        this.changed();
        return structuredClone(workspace);
    }

    /** The workspaces as they are kept, not copied: with thousands of them copies would be felt. Not to be changed. */
    eachWorkspace(): IterableIterator<Readonly<Workspace>> {
        return this.workspacesById.values();
    }

    /** How many people and workspaces use a licence. */
    licenseUse(id: string): { users: number; workspaces: number } {
        const uses = (licenses: readonly string[] = []): boolean => licenses.some((used) => sameId(used, id));
        return {
            users: [...this.peopleById.values()].filter(({ licenses }) => uses(licenses)).length,
            workspaces: [...this.workspacesById.values()].filter(({ webexCalling }) => uses(webexCalling?.licenses))
                .length,
        };
    }

    /** Everybody, in the order of their adding. */
    people(): Person[] {
        return structuredClone([...this.peopleById.values()]);
    }

    workspaces(): Workspace[] {
        return structuredClone([...this.workspacesById.values()]);
    }

    locations(): Location[] {
        return structuredClone([...this.locationsById.values()]);
    }

    licenses(): License[] {
        return structuredClone([...this.licensesById.values()]);
    }

    person(id: string): Person | undefined {
        return structuredClone(find(this.peopleById, id));
    }

    workspace(id: string): Workspace | undefined {
        return structuredClone(find(this.workspacesById, id));
    }

    /** The person or workspace that an owner names, as it is kept; undefined if there is none. */
    protected ownerOf({ personId, workspaceId }: Owner): Person | Workspace | undefined {
        return (
            (personId === undefined ? undefined : find(this.peopleById, personId)) ??
            (workspaceId === undefined ? undefined : find(this.workspacesById, workspaceId))
        );
    }

    private insert<T extends { id: string }>(map: Map<string, T>, item: T): T {
        if (find(map, item.id)) {
            throw new Refusal(409, "This id is already taken.");
        }
        map.set(unpadded(item.id), item);
        this.changed();
        return structuredClone(item);
    }

    private needPerson(id: string): Person {
        const person = find(this.peopleById, id);
        if (!person) {
            throw new Refusal(404, "There is no such person.");
        }
        return person;
    }
}

/** The item with this id; Base64 padding makes no difference. */
export function find<T extends { id: string }>(map: ReadonlyMap<string, T>, id: string): T | undefined {
    return map.get(unpadded(id));
}

/** Lays fields over an object that is kept; an explicit `undefined` takes a field away. Returns the object. */
export function assignFields<T extends object>(kept: T, fields: { [Field in keyof T]?: T[Field] | undefined }): T {
    for (const [name, value] of Object.entries(fields)) {
        if (value === undefined) {
            Reflect.deleteProperty(kept, name);
        } else {
            Reflect.set(kept, name, structuredClone(value));
        }
    }
    return kept;
}
