/** Pulumi resources and data sources for Cisco Webex devices. */
export { Device, type DeviceArgs } from "./device";
export { DeviceActivation, type DeviceActivationArgs } from "./deviceActivation";
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
