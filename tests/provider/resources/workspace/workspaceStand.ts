import assert from "node:assert/strict";
import type { Context, Properties } from "../../../../provider/resources/resource";
import { workspace } from "../../../../provider/resources/workspace/workspace";
import type { WorkspaceInputs } from "../../../../provider/resources/workspace/workspaceInputs";
import type { WorkspaceRecord, WorkspaceState } from "../../../../provider/resources/workspace/workspaceState";
import type { Settings } from "../../../../provider/settings";
import type { SimulatorOptions } from "../../../../simulator/index";
import { type Bench, lines, type Stand, standAt } from "../../helpers";

/** The stack of the tests, as a program tells it. */
export const STACK = "shop/prod";
/** The notes that the resource of `workspaceStand` gives a workspace. */
export const NOTE = 'Managed by Pulumi: shop/prod Workspace "board"';

/** A resource of a program that is a workspace, in a run of its own. */
export function boardContext(context: Context, name = "board"): Context {
    return { ...context, stack: STACK, self: { key: `Workspace ${name}`, label: `Workspace "${name}"` } };
}

/** An organisation, and a workspace's resource in a run. */
export async function workspaceStand(bench: Bench, options: SimulatorOptions = {}, changes: Partial<Settings> = {}) {
    return atSimulator(await bench.stand({ contract: "cisco", ...options }, changes));
}

/** The next run of the same program. */
export function nextRunAt({ simulator }: Pick<Stand, "simulator">, changes: Partial<Settings> = {}) {
    return atSimulator(standAt(simulator, changes));
}

function atSimulator(stand: Stand) {
    return { ...stand, context: boardContext(stand.context) };
}

/** What the tests need of a stand. */
export type Place = Pick<Stand, "contract" | "context">;

/** Creates a workspace as the engine does: what was checked goes in. */
export async function create(place: Place, program: Properties) {
    const inputs = checked(place, program);
    return { ...(await workspace.create(inputs, place.context)), inputs };
}

export function update(place: Place, id: string, state: WorkspaceState, program: Properties) {
    return workspace.update(id, state, checked(place, program), place.context);
}

/** Whether the provider would be asked for an update, and which inputs replace. */
export function compare({ contract, context }: Place, id: string, state: WorkspaceState, program: Properties) {
    return workspace.diff(id, state, checked({ contract, context }, program), context.settings);
}

export function checked({ contract }: Place, program: Properties): WorkspaceInputs {
    const { inputs, failures } = workspace.check({}, program, contract);
    assert.deepEqual(failures, []);
    return inputs;
}

/** What was sent that may have changed something. */
export function writes({ simulator }: Pick<Stand, "simulator">): string[] {
    return lines(simulator.log.writes());
}

/** The one body that was sent by this method. */
export function bodyOf({ simulator }: Pick<Stand, "simulator">, method: "POST" | "PUT"): unknown {
    const [request, second] = simulator.log.writes().filter((each) => each.method === method);
    assert.ok(
        request !== undefined && second === undefined,
        `one ${method} was expected: ${writes({ simulator }).join()}`,
    );
    return request.body;
}

/** A workspace in the state: what the API told of it goes into `details`, unless the program gave it. */
export function stateWith(
    inputs: WorkspaceInputs,
    details: WorkspaceState["details"] = {},
    record: WorkspaceRecord = { origin: "created" },
): WorkspaceState {
    return { ...inputs, details, ...record };
}
