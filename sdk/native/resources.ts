import { ROOM } from "../../provider/definitions/room";
import * as dynamic from "../index";
import { nativeClass } from "./nativeClass";
import { remoteClass } from "./remoteClass";

/** As `Device` of `pulumi-webex`, served by the plugin. */
export class Device extends nativeClass<dynamic.Device, dynamic.DeviceArgs>(dynamic.Device) {}

/** As `DeviceActivation` of `pulumi-webex`, served by the plugin. */
export class DeviceActivation extends nativeClass<dynamic.DeviceActivation, dynamic.DeviceActivationArgs>(
    dynamic.DeviceActivation,
) {}

/** As `DeviceBatch` of `pulumi-webex`, served by the plugin. */
export class DeviceBatch extends nativeClass<dynamic.DeviceBatch, dynamic.DeviceBatchArgs>(dynamic.DeviceBatch) {}

/** As `DeviceActivationBatch` of `pulumi-webex`, served by the plugin. */
export class DeviceActivationBatch extends nativeClass<
    dynamic.DeviceActivationBatch,
    dynamic.DeviceActivationBatchArgs
>(dynamic.DeviceActivationBatch) {}

/** As `DeviceActivationBatches` of `pulumi-webex`; the plugin serves its batches. */
export class DeviceActivationBatches extends dynamic.DeviceActivationBatches {
    protected static override readonly batchClass = DeviceActivationBatch;
}

/** As `Workspace` of `pulumi-webex`, served by the plugin. */
export class Workspace extends nativeClass<dynamic.Workspace, dynamic.WorkspaceArgs>(dynamic.Workspace) {}

/** As `WorkspaceBatch` of `pulumi-webex`, served by the plugin. */
export class WorkspaceBatch extends nativeClass<dynamic.WorkspaceBatch, dynamic.WorkspaceBatchArgs>(
    dynamic.WorkspaceBatch,
) {}

/** As `DeviceConfiguration` of `pulumi-webex`, served by the plugin. */
export class DeviceConfiguration extends nativeClass<dynamic.DeviceConfiguration, dynamic.DeviceConfigurationArgs>(
    dynamic.DeviceConfiguration,
) {}

/** As `DeviceConfigurationBatch` of `pulumi-webex`, served by the plugin. */
export class DeviceConfigurationBatch extends nativeClass<
    dynamic.DeviceConfigurationBatch,
    dynamic.DeviceConfigurationBatchArgs
>(dynamic.DeviceConfigurationBatch) {}

/** As `CallingDeviceSettings` of `pulumi-webex`, served by the plugin. */
export class CallingDeviceSettings extends nativeClass<
    dynamic.CallingDeviceSettings,
    dynamic.CallingDeviceSettingsArgs
>(dynamic.CallingDeviceSettings) {}

/** As `Room` of `pulumi-webex`, made by the plugin. */
export class Room extends remoteClass<dynamic.Room, dynamic.RoomArgs>(ROOM) {}
