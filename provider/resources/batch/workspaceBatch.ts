import { canonicalId } from "../../api/identity";
import { inputNames, pick } from "../../definitions/definition";
import { WORKSPACE_BATCH } from "../../definitions/workspaceBatch";
import { definitionChecker } from "../inputCheck";
import type { Properties } from "../resource";
import { knownText } from "../unknown";
import { workspace } from "../workspace/workspace";
import { asksForWrite, workspaceLeaves } from "../workspace/workspaceDiff";
import { checkWorkspace, isTakenOver, type WorkspaceInputs } from "../workspace/workspaceInputs";
import { organizationOf, type WorkspaceRecord, type WorkspaceState } from "../workspace/workspaceState";
import type { BatchKind } from "./batchKind";
import { batchLogic } from "./batchLogic";
import { checkEach } from "./entryCheck";

const ENTRY_NAMES = inputNames(WORKSPACE_BATCH.entry);

const checkNames = definitionChecker(WORKSPACE_BATCH.entry);

/** Fields that Webex sets once: a later program that names them is compared with what is there. */
const SET_ONCE = ["locationId", "supportedDevices"] as const;

/** What the stack records of a workspace of a batch. */
type EntryRecord = WorkspaceRecord & Pick<WorkspaceState["details"], (typeof SET_ONCE)[number]>;

/** What an entry of a `WorkspaceBatch` is. */
export const WORKSPACES: BatchKind<WorkspaceInputs, WorkspaceState> = {
    definition: WORKSPACE_BATCH,
    single: workspace,
    columns: ["ids", "sipAddresses"],

    checkEntries: (_, news) =>
        checkEach(news, {
            check: (entry) => {
                // A name that no entry has is told once, without the names that only a `Workspace` has.
                const { inputs, failures } = checkWorkspace({}, pick(entry, ENTRY_NAMES));
                const others = Object.keys(entry).filter((name) => !ENTRY_NAMES.includes(name));
                return { inputs, failures: [...checkNames(pick(entry, others)), ...failures] };
            },
            unique: [{ name: "workspaceId", of: identityOf }],
        }),

    identity: identityOf,

    likeness: ({ displayName, locationId = "" }) =>
        typeof displayName === "string" ? JSON.stringify([displayName, canonicalId(String(locationId))]) : undefined,

    split: ({ id, state }) => ({
        columns: { ids: id, sipAddresses: state.sipAddress ?? state.details.sipAddress },
        record: {
            ...pick({ ...state, organization: organizationOf(state) }, ["origin", "organization"]),
            ...pick(state.details, SET_ONCE),
        },
    }),

    join(inputs, { columns, record }) {
        const { origin, organization, ...setOnce } = record as EntryRecord;
        const told = { ...setOnce, sipAddress: columns.sipAddresses };
        const details = pick(
            told,
            Object.keys(told).filter((name) => (inputs as Properties)[name] === undefined),
        );
        const recorded = organization === undefined ? {} : { organization };
        return { id: columns.ids ?? "", state: { ...inputs, details, origin, ...recorded } };
    },

    devicesOf: ({ id }) => [id],

    declaresDevices: true,

    isTakenOver,

    staysInWebex: (state) => !workspaceLeaves(state),

    words: {
        create: (inputs) => (isTakenOver(inputs) ? "takes over" : "creates"),
        update: ({ state }, inputs) => [asksForWrite(state, inputs) ? "changes" : "saves the settings of"],
        remove: (state) => (workspaceLeaves(state) ? "DELETES" : "forgets"),
        toRemove: "To have it deleted, run `pulumi up` with deleteOnDestroy: true before it leaves",
    },
};

/** Many workspaces as one resource: made, or taken over by their ids. */
export const workspaceBatch = batchLogic(WORKSPACES);

/** The workspace that an entry takes over; any other has nothing but its name in the program. */
function identityOf({ workspaceId }: Properties): string | undefined {
    const id = knownText(workspaceId);
    return id === undefined ? undefined : canonicalId(id);
}
