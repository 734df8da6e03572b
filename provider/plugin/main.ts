#!/usr/bin/env node
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { MakeComponent } from "./construct";
import { ownVersion } from "./ownVersion";
import { WebexService } from "./service";

/** Messages have no limit: a batch of ten thousand devices is one of them. */
const OPTIONS = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

/** Serves the protocol on a free port of this machine, and prints the port, as Pulumi's engine expects of a plugin. */
function serve([engineAddress]: readonly string[]): void {
    const server = new Server(OPTIONS);
    const service = new WebexService(engineAddress, ownVersion(), loadComponents);
    server.addService(ResourceProviderService, service.handlers() as never);
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
        if (error !== null) {
            throw error;
        }
        process.stdout.write(`${port}\n`);
    });
    // An engine that was killed cannot end its plugins.
    service.log.onEngineGone(() => process.exit(1));
}

/** Components are programs of `sdk/`, which no run loads that has none. */
async function loadComponents(): Promise<ReadonlyMap<string, MakeComponent>> {
    const { COMPONENTS } = await import("../../sdk/native/served");
    return COMPONENTS;
}

serve(process.argv.slice(2));
