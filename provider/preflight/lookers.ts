import type { Contract } from "../api/devices/contract";
import type { Names } from "../names";
import type { Properties } from "../resources/resource";
import type { Asking } from "./asking";
import { lookAtCallingDeviceSettings } from "./callingDeviceSettingsLooker";
import { lookAtDeviceConfigurations } from "./deviceConfigurationLooker";
import { lookAtWorkspaces } from "./workspaceLooker";

/** A resource, or an entry of a batch, that a plan makes or changes. */
export interface PlannedChange {
    /** The resource's name in the program, for an entry `batch[entry]`. */
    readonly name: string;
    /** The resource's URN. */
    readonly urn: string;
    /** The class of the resource, or of the resource that the entry would be by itself, e.g. `Workspace`. */
    readonly type: string;
    /** Webex's id of what is there already; undefined for what the plan makes. */
    readonly id: string | undefined;
    /** The state of what is there already. */
    readonly state: Properties | undefined;
    /** What the program says; what is not known yet is `UNKNOWN`. */
    readonly inputs: Properties;
    /** Whether it is made in the place of what goes; of a resource, rather than an entry, an input tells it. */
    readonly isReplacement?: boolean;
    /** The organisation that is acted on; undefined for the token's own. */
    readonly orgId: string | undefined;
}

/** Something to be said of a change before anything is applied. */
export interface Remark {
    readonly change: PlannedChange;
    /** Without the name of the resource, which is put before it. */
    readonly text: string;
    /** A problem stops the plan; news are said. */
    readonly kind: "problem" | "warning" | "news";
}

/** What a look needs. */
export interface LookerSurroundings {
    readonly asking: Asking;
    readonly contract: Contract;
    readonly names: Names;
}

/** Looks at the changes of one kind of resource. Throws `NobodyAnswers` where nothing can be asked at all. */
export type Looker = (changes: readonly PlannedChange[], around: LookerSurroundings) => Promise<readonly Remark[]>;

/** The lookers of resources that are no devices and no codes, by the classes of single resources. */
export const LOOKERS: ReadonlyMap<string, Looker> = new Map<string, Looker>([
    ["CallingDeviceSettings", lookAtCallingDeviceSettings],
    ["DeviceConfiguration", lookAtDeviceConfigurations],
    ["Workspace", lookAtWorkspaces],
]);
