/** Pulumi resources and data sources for Cisco Webex devices. */
export type { CallingDevice, OwnerDevices, SupportedDevice } from "../provider/api/callingDevices";
export type { WebexDevice } from "../provider/api/devices/webexDevice";
export type { License } from "../provider/api/licenses";
export type { Location } from "../provider/api/locations";
export type { Person } from "../provider/api/people";
export type { Workspace as WebexWorkspace } from "../provider/api/workspaces";
export type { SettingValue, UntypedSetting } from "../provider/resources/deviceConfiguration/settingValue";
export { CallingDeviceSettings, type CallingDeviceSettingsArgs } from "./callingDeviceSettings";
export { Device, type DeviceArgs } from "./device";
export { DeviceActivation, type DeviceActivationArgs } from "./deviceActivation";
export {
    DeviceActivationBatch,
    type DeviceActivationBatchArgs,
    type DeviceActivationBatchEntry,
} from "./deviceActivationBatch";
export { DeviceActivationBatches, type DeviceActivationBatchesArgs } from "./deviceActivationBatches";
export { DeviceBatch, type DeviceBatchArgs, type DeviceBatchEntry } from "./deviceBatch";
export { DeviceConfiguration, type DeviceConfigurationArgs, type SettingArgs } from "./deviceConfiguration";
export {
    DeviceConfigurationBatch,
    type DeviceConfigurationBatchArgs,
    type DeviceConfigurationBatchEntry,
} from "./deviceConfigurationBatch";
export {
    type ActivationFromCsv,
    type DeviceFromCsv,
    type DevicesFromCsv,
    type DevicesFromCsvOptions,
    devicesFromCsv,
} from "./devicesFromCsv";
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
    type GetLicensesArgs,
    type GetLicensesOutputArgs,
    type GetLicensesResult,
    getLicenses,
    getLicensesOutput,
} from "./getLicenses";
export {
    type GetLocationArgs,
    type GetLocationOutputArgs,
    type GetLocationResult,
    getLocation,
    getLocationOutput,
} from "./getLocation";
export {
    type GetPersonArgs,
    type GetPersonOutputArgs,
    type GetPersonResult,
    getPerson,
    getPersonOutput,
} from "./getPerson";
export {
    type GetPersonDeviceCountArgs,
    type GetPersonDeviceCountOutputArgs,
    type GetPersonDeviceCountResult,
    getPersonDeviceCount,
    getPersonDeviceCountOutput,
} from "./getPersonDeviceCount";
export {
    type GetPersonDevicesArgs,
    type GetPersonDevicesOutputArgs,
    type GetPersonDevicesResult,
    getPersonDevices,
    getPersonDevicesOutput,
} from "./getPersonDevices";
export {
    type GetSupportedDevicesArgs,
    type GetSupportedDevicesOutputArgs,
    type GetSupportedDevicesResult,
    getSupportedDevices,
    getSupportedDevicesOutput,
} from "./getSupportedDevices";
export {
    type GetWorkspaceArgs,
    type GetWorkspaceOutputArgs,
    type GetWorkspaceResult,
    getWorkspace,
    getWorkspaceOutput,
} from "./getWorkspace";
export {
    type GetWorkspaceDevicesArgs,
    type GetWorkspaceDevicesOutputArgs,
    type GetWorkspaceDevicesResult,
    getWorkspaceDevices,
    getWorkspaceDevicesOutput,
} from "./getWorkspaceDevices";
export { Room, type RoomArgs } from "./room";
export { type SettingsFromCsv, settingsFromCsv } from "./settingsFromCsv";
export {
    type DeviceHostedMeetingsArgs,
    type IndoorNavigationArgs,
    type WebexCallingArgs,
    Workspace,
    type WorkspaceArgs,
    type WorkspaceCalendarArgs,
    type WorkspaceCalendarOutput,
    type WorkspaceCallingArgs,
    type WorkspaceCallingOutput,
} from "./workspace";
export { WorkspaceBatch, type WorkspaceBatchArgs, type WorkspaceBatchEntry } from "./workspaceBatch";
export { type WorkspacesFromCsv, type WorkspacesFromCsvOptions, workspacesFromCsv } from "./workspacesFromCsv";
