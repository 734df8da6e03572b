import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { ConstructRequest, InvokeRequest } from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { construct, type LoadComponents } from "./construct";
import type { EngineLog } from "./engineLog";
import { invoke } from "./invoke";
import { list } from "./list";
import { PluginRun } from "./pluginRun";
import { attach, checkConfig, configure, diffConfig } from "./providerCalls";
import { check, create, diff, read, remove, update } from "./resourceCalls";
import { schema } from "./schemaCall";
import { type Handler, unary } from "./unary";

/** The resource provider protocol over the same resources as Pulumi's dynamic surface. One for each process. */
export class WebexService {
    private readonly run: PluginRun;

    /** `engineAddress` is what the engine starts a plugin with; without it messages go to the console. */
    constructor(
        private readonly engineAddress: string | undefined,
        private readonly version: string,
        private readonly load: LoadComponents = () => Promise.resolve(new Map()),
    ) {
        this.run = new PluginRun(engineAddress);
    }

    /** The engine's log. */
    get log(): EngineLog {
        return this.run.log;
    }

    /** The methods as gRPC calls them. What is not here, the engine does without. */
    handlers(): Partial<IResourceProviderServer> {
        const { run, engineAddress, load } = this;
        const answer = <Request, Response>(handler: Handler<Request, Response>) => unary(handler, () => run.log.said());
        const ofRun = <Request, Response>(handler: (of: PluginRun, request: Request) => Promise<Response> | Response) =>
            answer((request: Request) => handler(run, request));
        return {
            getPluginInfo: answer(() => this.info()),
            getSchema: answer(() => schema(this.version)),
            attach: ofRun(attach),
            checkConfig: answer(checkConfig),
            diffConfig: answer(diffConfig),
            configure: ofRun(configure),
            check: ofRun(check),
            diff: ofRun(diff),
            create: ofRun(create),
            read: ofRun(read),
            update: ofRun(update),
            delete: ofRun(remove),
            invoke: answer((request: InvokeRequest) => run.during(() => invoke(run, request))),
            construct: answer((request: ConstructRequest) =>
                construct({ session: run.session, engineAddress, load }, request),
            ),
            list: list(() => run.session),
            cancel: answer(() => {
                run.cancel();
                return new Empty();
            }),
        };
    }

    private info(): PluginInfo {
        const info = new PluginInfo();
        info.setVersion(this.version);
        return info;
    }
}
