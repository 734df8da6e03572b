import type { BatchDefinition } from "../../definitions/definition";
import type { CheckContract, CheckResult, Properties, ResourceLogic } from "../resource";
import type { EntryWords } from "./batchWords";

/** The outputs of a batch that hold one text for each entry, by the outputs' names. */
export type Columns = Readonly<Record<string, string | undefined>>;

/** An entry's part of a batch's state. */
export interface EntryParts {
    readonly columns: Columns;
    /** What the stack records of it; stands in the output `entries`. */
    readonly record: Properties;
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
    /** What an entry is about: under another name it is still the same. */
    readonly identity: (inputs: Properties) => string;
    /** The parts of an entry in the batch's state; the inputs stand there by themselves. */
    split(entry: Entry<State>): EntryParts;
    /** The entry that these parts, its inputs and those of the batch make. */
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
