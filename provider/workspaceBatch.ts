/**
 * What `exports.handler=()=>require("pulumi-webex/provider/workspaceBatch")`, the provider text in users' states,
 * evaluates to. The path of this module is a public contract for as long as any state holds it.
 */
import { dynamicProvider } from "./dynamic";
import { workspaceBatch } from "./resources/batch/workspaceBatch";

export = dynamicProvider(workspaceBatch);
