import type { BatchDefinition } from "../../definitions/definition";
import type { CheckContract, CheckFailure, CheckResult, Properties, ResourceLogic } from "../resource";
import type { EntryWords } from "./batchWords";

/** The outputs of a batch that hold one text for each entry, by the outputs' names. */
export type Columns = Readonly<Record<string, string | undefined>>;

/** An entry's part of a batch's state. */
export interface EntryParts {
    readonly columns: Columns;
    /** What the stack records of it; stands in the output `entries`. */
    readonly record: Properties;
    /** Its inputs as they stand in the batch; default: those of its state. */
    readonly inputs?: Properties;
}

/** What an entry stands beside in a batch's state. */
export interface Beside {
    /** The inputs of the batch that count for each entry. */
    readonly common: Properties;
    /** The inputs that the program gives for it now; undefined where it gives none. */
    readonly wanted: Properties | undefined;
}

/** One entry as a single resource of its own would be. */
export interface Entry<State> {
    readonly id: string;
    readonly state: State;
}

/** What makes a batch of single resources. */
export interface BatchKind<Inputs extends Properties, State extends Properties> {
    readonly definition: BatchDefinition;
    /** What does the work of one entry. */
    readonly single: ResourceLogic<Inputs, State>;
    /** The outputs that hold one text for each entry. */
    readonly columns: readonly string[];
    /** Says what is wrong with the entries' own inputs, and normalises them. */
    checkEntries(olds: EntryInputs, news: EntryInputs, contract: CheckContract): CheckResult;
    /** Says what is wrong with the inputs of the batch itself; default: what its definition says. */
    readonly checkOwn?: (inputs: Properties) => readonly CheckFailure[];
    /** The inputs of an entry as a single resource has them; default: its own, and those of the batch beside them. */
    readonly inputsOf?: (own: Properties, common: Properties, key: string) => Properties;
    /** What an entry is about: under another name it is still the same. Undefined where its name alone tells. */
    readonly identity: (inputs: Properties) => string | undefined;
    /** By what an entry under a new name is taken for one that left, where nothing else tells. */
    readonly likeness?: (inputs: Properties) => string | undefined;
    /** The parts of an entry in the batch's state; the inputs stand there by themselves. */
    split(entry: Entry<State>, beside: Beside): EntryParts;
    /** The entry that these parts and its inputs make, see `inputsOf`. */
    join(inputs: Inputs, parts: EntryParts): Entry<State>;
    /** The ids of the devices that the state records of an entry. */
    readonly devicesOf: (entry: Entry<State>) => readonly string[];
    /** Whether no other resource may have the devices of an entry. */
    readonly declaresDevices: boolean;
    /** Whether an entry takes over what is there already, so that the plan makes nothing. */
    readonly isTakenOver: (inputs: Properties) => boolean;
    /** Whether a delete leaves something of the entry in Webex, as far as its state tells. */
    staysInWebex(state: State, mustMakeRoom: boolean): boolean;
    /** How it is said what a plan does with an entry. */
    readonly words: EntryWords<Inputs, State>;
}

/** The inputs of the entries, by the entries' names. */
export type EntryInputs = Readonly<Record<string, Properties>>;
