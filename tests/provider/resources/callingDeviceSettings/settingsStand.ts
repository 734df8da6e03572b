import assert from "node:assert/strict";
import { callingDeviceSettings } from "../../../../provider/resources/callingDeviceSettings/callingDeviceSettings";
import type { CallingDeviceSettingsState } from "../../../../provider/resources/callingDeviceSettings/settingsDiff";
import type { CallingDeviceSettingsInputs } from "../../../../provider/resources/callingDeviceSettings/settingsInputs";
import type { Context, Properties } from "../../../../provider/resources/resource";
import type { SimulatorOptions } from "../../../../simulator/index";
import { type Bench, lines, type Stand, someSpeaker } from "../../helpers";

/** An organisation with a phone whose settings have tags, and the run of a program that speaks of it. */
export async function settingsStand(bench: Bench, options: SimulatorOptions = {}) {
    const stand = await bench.stand({ contract: "cisco", ...options });
    const { simulator } = stand;
    const owner = simulator.addPerson();
    const phone = simulator.addDevice({ personId: owner.id, product: "Poly VVX 450", type: "phone" });
    const context: Context = { ...stand.context, self: settingsSpeaker() };
    simulator.log.clear();
    return { ...stand, context, phone, deviceId: phone.callingDeviceId ?? "" };
}

/** A resource of the program. */
export function settingsSpeaker(name = "lobby") {
    return { ...someSpeaker(name), label: `CallingDeviceSettings "${name}"` };
}

/** What the tests need of a stand. */
export type Place = Pick<Stand, "contract" | "context">;

/** Inputs as the provider has them after check; notes what they declare, as the provider does. */
export function checked({ contract, context }: Place, program: Properties): CallingDeviceSettingsInputs {
    const { inputs, failures } = callingDeviceSettings.check({}, program, contract);
    assert.deepEqual(failures, []);
    assert.deepEqual(context.run.declarations.add(callingDeviceSettings.declarations(inputs), context.self), []);
    return inputs as CallingDeviceSettingsInputs;
}

export function create(place: Place, program: Properties) {
    return callingDeviceSettings.create(checked(place, program), place.context);
}

export function update(place: Place, state: CallingDeviceSettingsState, program: Properties) {
    return callingDeviceSettings.update(state.deviceId, state, checked(place, program), place.context);
}

/** The requests by their last words, e.g. `POST getSettings` or `PUT dynamicSettings`. */
export function requests({ simulator }: Pick<Stand, "simulator">): string[] {
    return lines(simulator.log.entries).map((line) => {
        const [path = "", query] = line.split("?");
        const [method, ...parts] = path.replace(/\/invoke$/, "").split(/ \/|\//);
        const last = parts[0] === "devices" && parts.length === 2 ? "devices/{id}" : parts.at(-1);
        return `${method ?? ""} ${last ?? ""}${query === undefined ? "" : `?${query}`}`;
    });
}

/** The requests that change something. */
export function changes(stand: Pick<Stand, "simulator">): string[] {
    return requests(stand).filter((line) => !line.startsWith("GET ") && line !== "POST getSettings");
}
