import type { Contract } from "../api/devices/contract";
import type { Log } from "../client/log";
import type { Settings } from "../settings";

/** Property values as they come over the wire; secrets are plain by then. */
export type Properties = Readonly<Record<string, unknown>>;

/** What a resource needs to do its work. */
export interface Surroundings {
    readonly settings: Settings;
    readonly contract: Contract;
    readonly log: Log;
    /** The API's clock. */
    now(): Date;
}

/** The organisation to act on: the resource's own, else the stack's, else (undefined) the token's. */
export function orgOf(inputs: { readonly orgId?: string | undefined }, settings: Settings): string | undefined {
    return inputs.orgId ?? settings.orgId;
}

/** An input that cannot be accepted, and why; shown by Pulumi under the resource at preview. */
export interface CheckFailure {
    /** Pulumi prints the value of the property named here, secret or not; where it must not, this is empty. */
    readonly property: string;
    readonly reason: string;
}

export interface CheckResult {
    readonly inputs: object;
    readonly failures: readonly CheckFailure[];
}

export interface Difference {
    readonly changes: boolean;
    /** Inputs that can only be had by a new resource. */
    readonly replaces: readonly string[];
    /** The old one must go first, because both cannot be there together. */
    readonly deleteBeforeReplace: boolean;
}

/**
 * One kind of resource: what it accepts, when it differs, and what it does at the API. It knows nothing of how Pulumi
 * calls it, so that another plugin surface can be put on the same core. `check` and `diff` do no I/O: the engine runs
 * them one after another for the whole program.
 */
export interface ResourceLogic {
    /** Its name in messages, e.g. `Device`. */
    readonly type: string;
    /** Outputs and inputs that no message may repeat. */
    readonly secrets: readonly string[];
    check(oldInputs: Properties, newInputs: Properties, contract: Pick<Contract, "name" | "unsupported">): CheckResult;
    /** `ofProgram`: the program declares the resource, as opposed to the state alone, as in a refresh. */
    diff(id: string, state: Properties, inputs: Properties, ofProgram: boolean): Difference;
    /** The resource is replaced although `diff` asked for no replacement. */
    release(id: string): void;
    create(inputs: Properties, surroundings: Surroundings): Promise<{ id: string; state: object }>;
    /** The resource as it is now; undefined if it is gone for certain. */
    read(
        id: string,
        state: Properties,
        surroundings: Surroundings,
    ): Promise<{ inputs: object; state: object } | undefined>;
    update(id: string, state: Properties, inputs: Properties, surroundings: Surroundings): Promise<object>;
    delete(id: string, state: Properties, surroundings: Surroundings): Promise<void>;
}

/**
 * Something was made or changed, but not all of it: the engine keeps `id` and `state`, marks the resource as
 * incompletely initialised, and the next `up` goes on with an update.
 */
export class Incomplete extends Error {
    constructor(
        readonly id: string,
        readonly state: object,
        reason: string,
    ) {
        super(reason);
        this.name = "Incomplete";
    }
}
