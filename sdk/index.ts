/** Pulumi resources and data sources for Cisco Webex devices. */
export { Device, type DeviceArgs } from "./device";
export { DeviceActivation, type DeviceActivationArgs } from "./deviceActivation";
export {
    DeviceActivationBatch,
    type DeviceActivationBatchArgs,
    type DeviceActivationBatchEntry,
} from "./deviceActivationBatch";
export { DeviceActivationBatches, type DeviceActivationBatchesArgs } from "./deviceActivationBatches";
export { DeviceBatch, type DeviceBatchArgs, type DeviceBatchEntry } from "./deviceBatch";
export { type DeviceFromCsv, devicesFromCsv } from "./devicesFromCsv";
export {
    type GetDeviceArgs,
    type GetDeviceOutputArgs,
    type GetDeviceResult,
    getDevice,
    getDeviceOutput,
} from "./getDevice";
export {
    type GetDevicesArgs,
    type GetDevicesOutputArgs,
    type GetDevicesResult,
    getDevices,
    getDevicesOutput,
} from "./getDevices";
export {
    type GetPersonDeviceCountArgs,
    type GetPersonDeviceCountOutputArgs,
    type GetPersonDeviceCountResult,
    getPersonDeviceCount,
    getPersonDeviceCountOutput,
} from "./getPersonDeviceCount";
