import * as pulumi from "@pulumi/pulumi";
import { isObject } from "../../provider/client/answer";
import { DEVICE_ACTIVATION_BATCHES } from "../../provider/definitions/deviceActivationBatches";
import { ROOM } from "../../provider/definitions/room";
import type { MakeComponent } from "../../provider/plugin/construct";
import { tokenOf } from "../../provider/resourceTypes";
import type { Session } from "../../provider/session";
import type { DeviceActivationBatchesArgs } from "../deviceActivationBatches";
import { Room, type RoomArgs, type RoomSurroundings } from "../room";
import { Device, DeviceActivation, DeviceActivationBatches, DeviceConfiguration, Workspace } from "./resources";

/** A room that the plugin makes, with the settings of its provider. */
function roomOf(session: Session, name: string, args: RoomArgs, options: pulumi.ComponentResourceOptions): Room {
    class ServedRoom extends Room {
        protected override surroundings(): RoomSurroundings {
            return { session, classes: { Device, DeviceActivation, DeviceConfiguration, Workspace } };
        }
    }
    return new ServedRoom(name, args, options);
}

const room: MakeComponent = (session, name, inputs, options) => {
    // The schema and the checks of the resources inside stand for the types.
    const component = roomOf(session, name, inputs, options);
    const { workspaceId, activationCode, expiresAt, status, deviceId } = component;
    return { component, outputs: { workspaceId, activationCode, expiresAt, status, deviceId } };
};

const deviceActivationBatches: MakeComponent = async (_, name, inputs, options) => {
    const args = { ...inputs, activations: await plainMap(inputs["activations"]) };
    const component = new DeviceActivationBatches(name, args as unknown as DeviceActivationBatchesArgs, options);
    const { codes, statuses, expiries, deviceIds } = component;
    return { component, outputs: { codes, statuses, expiries, deviceIds } };
};

/** What Pulumi knows of an output beside its value: the functions that also take one which a preview does not know. */
interface PartlyKnown {
    promise(withUnknowns: true): Promise<unknown>;
    apply(work: (value: unknown) => unknown, withUnknowns: true): unknown;
}

/**
 * The map of entries with an output for each value in them. Where one value comes from another resource, a component
 * gets the map as a single output, unknown in a preview. Anything else is given back as it is.
 */
async function plainMap(given: unknown): Promise<unknown> {
    if (!pulumi.Output.isInstance(given)) {
        return given;
    }
    const whole = given as unknown as PartlyKnown;
    const entries = await whole.promise(true);
    if (!isMap(entries)) {
        return given;
    }
    const valueAt = (key: string, property: string) =>
        whole.apply((map) => (map as Record<string, Record<string, unknown>>)[key]?.[property], true);
    const outputsOf = (key: string, entry: unknown) =>
        isMap(entry)
            ? Object.fromEntries(Object.keys(entry).map((property) => [property, valueAt(key, property)]))
            : entry;
    return Object.fromEntries(Object.entries(entries).map(([key, entry]) => [key, outputsOf(key, entry)]));
}

function isMap(value: unknown): value is Record<string, unknown> {
    return isObject(value) && !pulumi.isUnknown(value);
}

/** The components that the plugin makes, by their types. */
export const COMPONENTS: ReadonlyMap<string, MakeComponent> = new Map([
    [tokenOf(ROOM.name), room],
    [tokenOf(DEVICE_ACTIVATION_BATCHES.name), deviceActivationBatches],
]);
