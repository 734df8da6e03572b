import assert from "node:assert/strict";
import type { WebexDevice } from "../../../../provider/api/devices/webexDevice";
import { device } from "../../../../provider/resources/device/device";
import type { DeviceInputs } from "../../../../provider/resources/device/deviceInputs";
import type { DeviceRecord, DeviceState } from "../../../../provider/resources/device/deviceState";
import { leavingWith } from "../../../../provider/resources/moves";
import type { Context, Difference, Properties } from "../../../../provider/resources/resource";
import { type Bench, lines, type Stand, uniqueMac } from "../../helpers";

export const MODEL = "DMS Cisco 8865";

/** Contexts in which what happens to a device is told, as the engine's calls follow each other. */
export type Place = Pick<Stand, "contract" | "context">;

/** A device in the state: what the API told of it goes into `details`, unless the program gave it. */
export function stateWith(
    inputs: DeviceInputs,
    details: Partial<WebexDevice> = {},
    record: DeviceRecord = { origin: "registered" },
): DeviceState {
    return { ...inputs, details, ...record };
}

/** Creates a device as the engine does: what was checked goes in. */
export async function create({ contract, context }: Place, program: Properties) {
    const { inputs, failures } = device.check({}, program, contract);
    assert.deepEqual(failures, []);
    return { ...(await device.create(inputs, context)), inputs: inputs as DeviceInputs };
}

export async function update(place: Place, id: string, state: DeviceState, old: Properties, program: Properties) {
    const { inputs, failures } = device.check(old, program, place.contract);
    assert.deepEqual(failures, []);
    return device.update(id, state, inputs, place.context);
}

/** Compares as the provider does for a resource that the program declares, and notes what the difference tells. */
export function compare({ settings, run, self }: Context, id: string, state: DeviceState, inputs: DeviceInputs) {
    const difference: Difference = device.diff(id, state, inputs, settings);
    const { kept, leaving, replaces, mustMakeRoom: first, freesSeat: frees, departures } = difference;
    for (const holding of kept) {
        run.claims.declare(holding.id, self);
    }
    for (const leaver of leaving) {
        run.claims.know(leaver, self);
    }
    if (replaces.length > 0) {
        run.replace(self, { id, first, leaving: leavingWith(departures[0], frees) });
    }
    for (const departure of departures) {
        run.departures.announce(departure, self);
    }
    return difference;
}

/** What was sent that may have changed something. */
export function writes({ simulator }: Pick<Stand, "simulator">): string[] {
    return lines(simulator.log.writes());
}

/** An organisation of the cisco contract with a person, and a MAC address that is free. */
export async function phoneStand(bench: Bench) {
    const stand = await bench.stand({ contract: "cisco" });
    return { ...stand, personId: stand.simulator.addPerson().id, mac: uniqueMac() };
}

/** An organisation of the crud contract with a workspace. */
export async function crudStand(bench: Bench, options: { hideUnredeemed?: boolean } = {}) {
    const stand = await bench.stand({ contract: "crud", ...options });
    return { ...stand, workspaceId: stand.simulator.addWorkspace().id };
}
