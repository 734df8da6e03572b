import { GET_DEVICE } from "../../provider/lookUps/getDevice";
import { GET_DEVICES } from "../../provider/lookUps/getDevices";
import { GET_LICENSES } from "../../provider/lookUps/getLicenses";
import { GET_LOCATION } from "../../provider/lookUps/getLocation";
import { GET_PERSON } from "../../provider/lookUps/getPerson";
import { GET_PERSON_DEVICE_COUNT } from "../../provider/lookUps/getPersonDeviceCount";
import { GET_PERSON_DEVICES } from "../../provider/lookUps/getPersonDevices";
import { GET_SUPPORTED_DEVICES } from "../../provider/lookUps/getSupportedDevices";
import { GET_WORKSPACE } from "../../provider/lookUps/getWorkspace";
import { GET_WORKSPACE_DEVICES } from "../../provider/lookUps/getWorkspaceDevices";
import { invoked, orNone } from "./invoked";

const getDeviceFunctions = invoked(GET_DEVICE);
/** As `getDevice` of `pulumi-webex`, answered by the plugin. Throws an error with the same words. */
export const getDevice = getDeviceFunctions.plain;
/** As `getDeviceOutput` of `pulumi-webex`, answered by the plugin. */
export const getDeviceOutput = getDeviceFunctions.output;

const getDevicesFunctions = invoked(GET_DEVICES);
/** As `getDevices` of `pulumi-webex`, answered by the plugin. Throws an error with the same words. */
export const getDevices = orNone(getDevicesFunctions.plain, {});
/** As `getDevicesOutput` of `pulumi-webex`, answered by the plugin. */
export const getDevicesOutput = getDevicesFunctions.output;

const getLicensesFunctions = invoked(GET_LICENSES);
/** As `getLicenses` of `pulumi-webex`, answered by the plugin. Throws an error with the same words. */
export const getLicenses = orNone(getLicensesFunctions.plain, {});
/** As `getLicensesOutput` of `pulumi-webex`, answered by the plugin. */
export const getLicensesOutput = orNone(getLicensesFunctions.output, {});

const getLocationFunctions = invoked(GET_LOCATION);
/** As `getLocation` of `pulumi-webex`, answered by the plugin. Throws an error with the same words. */
export const getLocation = getLocationFunctions.plain;
/** As `getLocationOutput` of `pulumi-webex`, answered by the plugin. */
export const getLocationOutput = getLocationFunctions.output;

const getPersonFunctions = invoked(GET_PERSON);
/** As `getPerson` of `pulumi-webex`, answered by the plugin. Throws an error with the same words. */
export const getPerson = getPersonFunctions.plain;
/** As `getPersonOutput` of `pulumi-webex`, answered by the plugin. */
export const getPersonOutput = getPersonFunctions.output;

const getPersonDeviceCountFunctions = invoked(GET_PERSON_DEVICE_COUNT);
/** As `getPersonDeviceCount` of `pulumi-webex`, answered by the plugin. Throws an error with the same words. */
export const getPersonDeviceCount = getPersonDeviceCountFunctions.plain;
/** As `getPersonDeviceCountOutput` of `pulumi-webex`, answered by the plugin. */
export const getPersonDeviceCountOutput = getPersonDeviceCountFunctions.output;

const getPersonDevicesFunctions = invoked(GET_PERSON_DEVICES);
/** As `getPersonDevices` of `pulumi-webex`, answered by the plugin. Throws an error with the same words. */
export const getPersonDevices = getPersonDevicesFunctions.plain;
/** As `getPersonDevicesOutput` of `pulumi-webex`, answered by the plugin. */
export const getPersonDevicesOutput = getPersonDevicesFunctions.output;

const getSupportedDevicesFunctions = invoked(GET_SUPPORTED_DEVICES);
/** As `getSupportedDevices` of `pulumi-webex`, answered by the plugin. Throws an error with the same words. */
export const getSupportedDevices = orNone(getSupportedDevicesFunctions.plain, {});
/** As `getSupportedDevicesOutput` of `pulumi-webex`, answered by the plugin. */
export const getSupportedDevicesOutput = orNone(getSupportedDevicesFunctions.output, {});

const getWorkspaceFunctions = invoked(GET_WORKSPACE);
/** As `getWorkspace` of `pulumi-webex`, answered by the plugin. Throws an error with the same words. */
export const getWorkspace = getWorkspaceFunctions.plain;
/** As `getWorkspaceOutput` of `pulumi-webex`, answered by the plugin. */
export const getWorkspaceOutput = getWorkspaceFunctions.output;

const getWorkspaceDevicesFunctions = invoked(GET_WORKSPACE_DEVICES);
/** As `getWorkspaceDevices` of `pulumi-webex`, answered by the plugin. Throws an error with the same words. */
export const getWorkspaceDevices = getWorkspaceDevicesFunctions.plain;
/** As `getWorkspaceDevicesOutput` of `pulumi-webex`, answered by the plugin. */
export const getWorkspaceDevicesOutput = getWorkspaceDevicesFunctions.output;
