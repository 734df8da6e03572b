import type { Inputs, Resource } from "@pulumi/pulumi";
import type { ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";
import * as server from "@pulumi/pulumi/provider/server";
import * as configuration from "@pulumi/pulumi/runtime/config";
import * as rpc from "@pulumi/pulumi/runtime/rpc";
import * as settings from "@pulumi/pulumi/runtime/settings";
import * as state from "@pulumi/pulumi/runtime/state";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";

/**
 * The parts of Pulumi's runtime that its own server of components uses, and that its declarations leave out. Source:
 * `provider/server.ts` of @pulumi/pulumi, since 3.216 the same.
 */
interface Internals {
    readonly withLocalStorage: <T>(work: () => Promise<T>) => Promise<T>;
    readonly awaitFeatureSupport: () => Promise<void>;
    readonly waitForRPCs: () => Promise<void>;
    readonly deserializeInputs: (
        inputs: Struct | undefined,
        dependencies: ReturnType<ConstructRequest["getInputdependenciesMap"]>,
    ) => Promise<Inputs>;
}

const internals: Internals = { ...settings, ...state, ...server } as unknown as Internals;

/** What a component's outputs are on the wire, and the resources that each depends on. */
export type SerializedOutputs = readonly [Record<string, unknown>, ReadonlyMap<string, ReadonlySet<Resource>>];

/**
 * Runs `work` as a small program of its own, for the component that the request asks for. What it declares goes to the
 * engine's monitor that the request names.
 */
export function asProgram<T>(
    request: ConstructRequest,
    engineAddress: string,
    work: (inputs: Inputs) => Promise<T>,
): Promise<T> {
    return internals.withLocalStorage(async () => {
        settings.resetOptions(
            request.getProject(),
            request.getStack(),
            request.getParallel(),
            engineAddress,
            request.getMonitorendpoint(),
            request.getDryrun(),
            request.getOrganization(),
        );
        await internals.awaitFeatureSupport();
        const config = Object.fromEntries(request.getConfigMap().getEntryList());
        configuration.setAllConfig(config, request.getConfigsecretkeysList());
        return work(await internals.deserializeInputs(request.getInputs(), request.getInputdependenciesMap()));
    });
}

/** The outputs of a component, when everything that it declares is registered. */
export async function outputsOf(label: string, outputs: Inputs): Promise<SerializedOutputs> {
    const serialized = await rpc.serializeResourceProperties(label, outputs);
    await internals.waitForRPCs();
    return serialized;
}
