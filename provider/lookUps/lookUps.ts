import { GET_DEVICE } from "./getDevice";
import { GET_DEVICES } from "./getDevices";
import { GET_LICENSES } from "./getLicenses";
import { GET_LOCATION } from "./getLocation";
import { GET_PERSON } from "./getPerson";
import { GET_PERSON_DEVICE_COUNT } from "./getPersonDeviceCount";
import { GET_PERSON_DEVICES } from "./getPersonDevices";
import { GET_SUPPORTED_DEVICES } from "./getSupportedDevices";
import { GET_WORKSPACE } from "./getWorkspace";
import { GET_WORKSPACE_DEVICES } from "./getWorkspaceDevices";
import type { AnyArgs, LookUp } from "./lookUp";

/** A look-up whose arguments are looked at when they come. */
export type AnyLookUp = LookUp<AnyArgs, object>;

/** Every look-up there is. */
export const LOOK_UPS: readonly AnyLookUp[] = [
    asAny(GET_DEVICE),
    asAny(GET_DEVICES),
    asAny(GET_LICENSES),
    asAny(GET_LOCATION),
    asAny(GET_PERSON),
    asAny(GET_PERSON_DEVICE_COUNT),
    asAny(GET_PERSON_DEVICES),
    asAny(GET_SUPPORTED_DEVICES),
    asAny(GET_WORKSPACE),
    asAny(GET_WORKSPACE_DEVICES),
];

/** The border between the wire and a look-up: `argsFor` looks at the arguments. */
function asAny<Args extends AnyArgs, Result extends object>(lookUp: LookUp<Args, Result>): AnyLookUp {
    return lookUp as unknown as AnyLookUp;
}
