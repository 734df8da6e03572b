import { deviceActivationBatch } from "../resources/batch/deviceActivationBatch";
import { deviceBatch } from "../resources/batch/deviceBatch";
import { deviceConfigurationBatch } from "../resources/batch/deviceConfigurationBatch";
import { workspaceBatch } from "../resources/batch/workspaceBatch";
import { callingDeviceSettings } from "../resources/callingDeviceSettings/callingDeviceSettings";
import { device } from "../resources/device/device";
import { deviceActivation } from "../resources/deviceActivation/deviceActivation";
import { deviceConfiguration } from "../resources/deviceConfiguration/deviceConfiguration";
import type { Properties, ResourceLogic } from "../resources/resource";
import { workspace } from "../resources/workspace/workspace";

export { dynamicTokenOf, PACKAGE, tokenOf } from "../resourceTypes";

/** The resources that the plugin serves. */
export const LOGICS: readonly ResourceLogic[] = [
    asAny(device),
    asAny(deviceActivation),
    asAny(deviceBatch),
    asAny(deviceActivationBatch),
    asAny(workspace),
    asAny(workspaceBatch),
    asAny(deviceConfiguration),
    asAny(deviceConfigurationBatch),
    asAny(callingDeviceSettings),
];

/** The border between the wire and a resource: Check has looked at inputs, and state is our own. */
function asAny<I extends Properties, S extends Properties>(logic: ResourceLogic<I, S>): ResourceLogic {
    return logic;
}
