/**
 * What `exports.handler=()=>require("pulumi-webex/provider/callingDeviceSettings")`, the provider text in users'
 * states, evaluates to. The path of this module is a public contract for as long as any state holds it.
 */
import { dynamicProvider } from "./dynamic";
import { callingDeviceSettings } from "./resources/callingDeviceSettings/callingDeviceSettings";

export = dynamicProvider(callingDeviceSettings);
