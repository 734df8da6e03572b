import { pick } from "../../../../provider/definitions/definition";
import type { BatchKind, Entry } from "../../../../provider/resources/batch/batchKind";
import type { EntryWords } from "../../../../provider/resources/batch/batchWords";
import type { Created, Properties, ResourceLogic } from "../../../../provider/resources/resource";

/** What a program says about a thing, the simplest that a batch can hold. */
export type ThingInputs = {
    readonly name?: string;
    readonly colour?: string;
    readonly owner?: string;
    readonly orgId?: string;
    readonly unregisterOnDelete?: boolean;
};

export type ThingState = ThingInputs & {
    readonly origin?: string;
    readonly organization?: string;
    readonly code?: string;
};

const TEXT = { schema: { type: "string" }, description: "A text.", input: true } as const;

/** A batch of things that notes what is asked of them. Another name or owner replaces a thing. */
export class Things implements BatchKind<ThingInputs, ThingState> {
    readonly calls: string[] = [];
    /** How often entries were compared, and how often it was asked what they are about. */
    readonly counts = { diff: 0, identity: 0 };
    /** Whether the old one of a replacement goes first. */
    goesFirst = true;

    readonly definition = {
        name: "ThingBatch",
        description: "Things.",
        entries: "things",
        entry: {
            name: "Thing",
            description: "A thing.",
            properties: {
                name: { ...TEXT, change: "replace" },
                colour: { ...TEXT, change: "write" },
                owner: { ...TEXT, change: "replace" },
            },
        },
        properties: {
            things: { schema: { type: "object" }, description: "The things.", input: true, change: "write" },
            orgId: { ...TEXT, change: "replace" },
            unregisterOnDelete: {
                schema: { type: "boolean" },
                description: "Whether.",
                input: true,
                change: "nothing",
                forRemovals: true,
            },
            allowRemovals: {
                schema: { type: "boolean" },
                description: "Whether.",
                input: true,
                change: "nothing",
            },
            ids: { schema: { type: "object" }, description: "The ids.", output: true },
            codes: { schema: { type: "object" }, description: "The codes.", output: true, secret: true },
            entries: { schema: { type: "string" }, description: "The records.", output: true },
        },
    } as const;
    readonly columns = ["ids", "codes"];
    readonly declaresDevices = true;
    readonly single: ResourceLogic<ThingInputs, ThingState>;

    /** What a call is answered with, e.g. `create a` or `delete id-a`; all are well unless a test says otherwise. */
    constructor(private readonly answers: Readonly<Record<string, () => Promise<Partial<Created<ThingState>>>>> = {}) {
        this.single = {
            definition: this.definition.entry,
            check: (_, inputs) => ({ inputs, failures: [] }),
            declarations: () => [],
            organization: () => "o",
            leavesWebex: ({ unregisterOnDelete }) => unregisterOnDelete !== false,
            diff: (id, state, inputs) => {
                this.counts.diff += 1;
                const replaces = (["name", "owner"] as const).filter((name) => state[name] !== inputs[name]);
                return {
                    changes: replaces.length > 0 || state.colour !== inputs.colour,
                    replaces,
                    deleteBeforeReplace: replaces.length > 0 && this.goesFirst,
                    mustMakeRoom: replaces.length > 0 && this.goesFirst,
                    freesSeat: false,
                    kept: [{ id }],
                    leaving: [],
                    departures: [],
                };
            },
            create: async (inputs) => {
                const { name = "" } = inputs;
                const answer = await this.answerTo(`create ${name}`);
                return { id: `new-${name}`, state: inputs, ...answer };
            },
            read: (_, state) => Promise.resolve({ inputs: state, state }),
            update: async (id, _, inputs) => {
                const answer = await this.answerTo(`update ${id}`);
                return answer.state ?? inputs;
            },
            delete: async (id) => {
                await this.answerTo(`delete ${id}`);
            },
        };
    }

    readonly isTakenOver = () => false;

    readonly identity: (inputs: Properties) => string | undefined = ({ name }) => {
        this.counts.identity += 1;
        return String(name);
    };

    readonly devicesOf = ({ id }: Entry<ThingState>) => [id];

    checkEntries(_: unknown, news: Properties) {
        return { inputs: news, failures: [] };
    }

    split({ id, state }: Entry<ThingState>) {
        return { columns: { ids: id, codes: state.code }, record: pick(state, ["origin", "organization"]) };
    }

    join(inputs: ThingInputs, { columns, record }: { columns: Properties; record: Properties }): Entry<ThingState> {
        const { ids, codes } = columns as Record<string, string | undefined>;
        return { id: ids ?? "", state: { ...inputs, ...record, ...(codes === undefined ? {} : { code: codes }) } };
    }

    staysInWebex({ unregisterOnDelete }: ThingState, mustMakeRoom: boolean): boolean {
        return !(unregisterOnDelete ?? mustMakeRoom);
    }

    readonly words: EntryWords<ThingInputs, ThingState> = {
        create: () => "registers",
        update: () => ["saves the settings of"],
        remove: (state) => (this.single.leavesWebex(state, false) ? "UNREGISTERS" : "forgets"),
    };

    private answerTo(call: string): Promise<Partial<Created<ThingState>>> {
        this.calls.push(call);
        return this.answers[call]?.() ?? Promise.resolve({});
    }
}

/** Entries of a state, by their names; the id is `id-NAME` of the thing. */
export function entriesWith(states: Readonly<Record<string, ThingState>>): Map<string, Entry<ThingState>> {
    return new Map(Object.entries(states).map(([key, state]) => [key, { id: `id-${state.name ?? ""}`, state }]));
}
