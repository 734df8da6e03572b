import type { Contract } from "../api/devices/contract";
import type { Log } from "../client/log";
import type { WebexClient } from "../client/webexClient";
import type { Definition } from "../definitions/definition";
import type { Names } from "../names";
import type { Settings } from "../settings";
import type { Departure } from "./moves";
import type { RunState } from "./runState";

/** Property values as they come over the wire; secrets are plain by then. */
export type Properties = Readonly<Record<string, unknown>>;

/** Who speaks: a resource of the program, or one entry of a batch. */
export interface Speaker {
    /** What no other has: the type, and what its URN is made of. */
    readonly key: string;
    /** For messages, e.g. `Device "reception"`. */
    readonly label: string;
}

/** What a resource needs to do its work. */
export interface Surroundings {
    readonly settings: Settings;
    /** For what no contract has: the routes of resources that `cisco` alone knows. */
    readonly client: WebexClient;
    readonly contract: Contract;
    readonly log: Log;
    /** What this run of Pulumi has seen and done so far. */
    readonly run: RunState;
    /** Puts people and workspaces into words. */
    readonly names: Names;
    /** The API's clock. */
    now(): Date;
}

/** Surroundings of one operation on one resource. */
export interface Context extends Surroundings {
    readonly self: Speaker;
    /** The stack, e.g. `shop/prod`, where the program's class tells it. */
    readonly stack?: string | undefined;
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
    readonly inputs: Properties;
    readonly failures: readonly CheckFailure[];
}

/** The part of a contract that a check looks at. */
export type CheckContract = Pick<Contract, "name" | "neededToRegister">;

/** Something that a program declares and that can be declared once, e.g. a MAC address. */
export interface Declaration {
    /** The same for two declarations of one device. */
    readonly key: string;
    /** In words, without a value that may be secret, e.g. `the MAC address`. */
    readonly what: string;
    /** What can be declared once, e.g. `a setting`; default `a device`. */
    readonly once?: string;
    /** The entry of a batch that declares it. */
    readonly entry?: string;
}

/** A device that the state records. */
export interface Holding {
    readonly id: string;
    /** The entry of a batch that has it. */
    readonly entry?: string;
}

export interface Difference {
    readonly changes: boolean;
    /** Inputs that can only be had by a new resource. */
    readonly replaces: readonly string[];
    /** The old one goes first: others may wait for its MAC address or seat. */
    readonly deleteBeforeReplace: boolean;
    /** Both cannot be there together, so the old one leaves Webex whatever its origin. */
    readonly mustMakeRoom: boolean;
    /** Whether a replacement takes away a device of the very person who gets the new one. */
    readonly freesSeat: boolean;
    /** The devices that stay declared. */
    readonly kept: readonly Holding[];
    /** The ids of other devices in the state: their declaration goes, or it never was one. */
    readonly leaving: readonly string[];
    /** What leaves Webex in this run for others to take, as far as the recorded facts tell. */
    readonly departures: readonly Departure[];
    /** The codes that an update issues anew. */
    readonly renewals?: readonly Renewal[];
}

/** A code that ended unused, or whose device is gone. */
export interface Renewal {
    /** The entry of a batch that has it. */
    readonly entry?: string;
    /** When it ends, as Webex said it; ISO 8601. */
    readonly expiresAt: string;
    /** The id of the device that used it and is gone. */
    readonly goneDevice?: string | undefined;
}

/** A device that was there already and is the stack's from now on, in words with its owner. */
export interface Adoption {
    readonly device: string;
}

export interface Created<State> {
    readonly id: string;
    readonly state: State;
    readonly adopted?: Adoption | undefined;
}

/** A thing that was there before any stack had it. */
export interface Imported<State> {
    /** Webex's own id, whatever it was named by. */
    readonly id: string;
    readonly state: State;
}

/**
 * One kind of resource: what it accepts, when it differs, and what it does at the API. It knows nothing of how Pulumi
 * calls it, so another plugin surface can be put on the same core. `check`, `diff` and `declarations` are pure: the
 * engine runs them one after another for the whole program.
 */
export interface ResourceLogic<Inputs = Properties, State = Properties> {
    readonly definition: Definition;
    check(oldInputs: Properties, newInputs: Properties, contract: CheckContract): CheckResult;
    /** What of a program's inputs no other resource may declare. */
    declarations(inputs: Properties): readonly Declaration[];
    /** The organisation that the API said it is in, as the state records it. */
    organization(state: State): string | undefined;
    /** Whether its delete takes it out of Webex. `mustMakeRoom`: for one that cannot be there beside it. */
    leavesWebex(state: State, mustMakeRoom: boolean): boolean;
    diff(id: string, state: State, inputs: Inputs, settings: DiffSettings): Difference;
    create(inputs: Inputs, context: Context): Promise<Created<State>>;
    /** The resource as it is now; undefined if it is gone for certain. */
    read(id: string, state: State, context: Context): Promise<{ inputs: Properties; state: State } | undefined>;
    update(id: string, state: State, inputs: Inputs, context: Context): Promise<State>;
    delete(id: string, state: State, context: Context): Promise<void>;
    /**
     * How a thing that is there comes under a stack by what people know it by (`pulumi import`). Throws where there is
     * none. Or why that cannot be and what to do, as sentences.
     */
    readonly imported?: string | ((id: string, context: Context) => Promise<Imported<State>>);
}

/** The settings that a difference depends on. */
export type DiffSettings = Pick<Settings, "adoptAsOwn">;

/**
 * Something was made or changed, but not all of it: the engine keeps `id` and `state`, marks the resource as
 * incompletely initialised, and the next `up` goes on with an update.
 */
export class Incomplete extends Error {
    constructor(
        readonly id: string,
        readonly state: Properties,
        reason: string,
        /** The device was there already: an adoption is told also where it could not be finished. */
        readonly adopted?: Adoption,
    ) {
        super(reason);
        this.name = "Incomplete";
    }
}
