import { isDeepStrictEqual } from "node:util";
import type { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import * as wire from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { failuresOf } from "./checkFailures";
import type { PropertyDifference } from "./detailedDiff";
import { tellDetails } from "./diffDetails";
import type { PluginRun } from "./pluginRun";
import { environmentFor, settingFailures, settingsIn } from "./providerSettings";
import { received } from "./wire";

/** Checks a provider's settings, by the rules of a stack's configuration. */
export function checkConfig(request: wire.CheckRequest): wire.CheckResponse {
    const { values } = received(request.getNews());
    const failures = settingFailures(values, environmentFor(values, request.getUrn(), process.env));
    const response = new wire.CheckResponse();
    response.setInputs(request.getNews());
    response.setFailuresList(failuresOf(failures));
    return response;
}

/**
 * Tells which settings of a provider change. None replaces it, because that would replace every resource: where the
 * organisation changes, the Diff of each resource says that nothing is replaced because of it.
 */
export function diffConfig(request: wire.DiffRequest): wire.DiffResponse {
    const [olds, news] = [received(request.getOldInputs()).values, received(request.getNews()).values];
    const found = new Map<string, PropertyDifference>();
    for (const name of new Set([...settingsIn(olds), ...settingsIn(news)])) {
        if (!isDeepStrictEqual(olds[name], news[name])) {
            const kind = olds[name] === undefined ? "add" : news[name] === undefined ? "delete" : "update";
            found.set(name, { kind, isReplacement: false, isInput: true });
        }
    }
    const { DIFF_SOME, DIFF_NONE } = wire.DiffResponse.DiffChanges;
    const response = new wire.DiffResponse();
    response.setChanges(found.size > 0 ? DIFF_SOME : DIFF_NONE);
    tellDetails(response, found);
    return response;
}

/** Takes a provider's settings, and says what the engine may send. */
export function configure(run: PluginRun, request: wire.ConfigureRequest): wire.ConfigureResponse {
    run.configure(request.getUrn() ?? "", received(request.getArgs()).values);
    const response = new wire.ConfigureResponse();
    response.setAcceptsecrets(true);
    response.setSupportspreview(true);
    return response;
}

/** Speaks to the engine at another address: one that did not start this plugin, as for a debugger. */
export function attach(run: PluginRun, request: PluginAttach): Empty {
    run.log.attach(request.getAddress());
    return new Empty();
}
