import type * as pulumi from "@pulumi/pulumi";
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

const deviceActivationBatches: MakeComponent = (_, name, inputs, options) => {
    const component = new DeviceActivationBatches(name, inputs as unknown as DeviceActivationBatchesArgs, options);
    const { codes, statuses, expiries, deviceIds } = component;
    return { component, outputs: { codes, statuses, expiries, deviceIds } };
};

/** The components that the plugin makes, by their types. */
export const COMPONENTS: ReadonlyMap<string, MakeComponent> = new Map([
    [tokenOf(ROOM.name), room],
    [tokenOf(DEVICE_ACTIVATION_BATCHES.name), deviceActivationBatches],
]);
