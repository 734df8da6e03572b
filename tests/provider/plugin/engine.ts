/** The side of the protocol that Pulumi's engine has: calls a plugin over the wire, and keeps what it logs. */

import {
    credentials,
    type Metadata,
    Server,
    ServerCredentials,
    type ServiceError,
    type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { type LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { ResourceProviderClient, ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as wire from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { WebexService } from "../../../provider/plugin/service";
import { received, sent } from "../../../provider/plugin/wire";

const WORDS = { [LogSeverity.INFO]: "info", [LogSeverity.WARNING]: "warning", [LogSeverity.ERROR]: "error" };

/** What a call failed with. */
export interface Failure {
    readonly message: string;
    readonly metadata: Metadata;
}

type Method<Response> = (request: unknown, done: (error: ServiceError | null, response: Response) => void) => unknown;

/** A server on a free port of this machine, and the port. */
async function listen(server: Server): Promise<number> {
    return new Promise((resolve, reject) => {
        server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
            if (error === null) {
                resolve(port);
            } else {
                reject(error);
            }
        });
    });
}

/** The engine's own server: a plugin is started with its address. */
export class EngineServer {
    /** What was logged, e.g. `warning: text`, with the name of the resource that it is about before it. */
    readonly logged: string[] = [];
    private readonly server = new Server();

    /** Starts it. Gives the address. */
    async start(): Promise<string> {
        const implementation: UntypedServiceImplementation = {
            log: ({ request }: { request: LogRequest }, callback: (error: null, response: Empty) => void) => {
                const word = WORDS[request.getSeverity() as keyof typeof WORDS];
                const name = request.getUrn().split("::").at(-1) ?? "";
                this.logged.push(`${name === "" ? "" : `${name}: `}${word}: ${request.getMessage()}`);
                callback(null, new Empty());
            },
        };
        this.server.addService(EngineService, implementation);
        return `127.0.0.1:${await listen(this.server)}`;
    }

    /** Ends it at once, as a killed engine. */
    stop(): void {
        this.server.forceShutdown();
    }
}

/** A plugin in this process, called as the engine calls it. */
export class CalledPlugin {
    private constructor(
        private readonly client: ResourceProviderClient,
        private readonly server: Server,
    ) {}

    /** Serves a plugin that knows the engine at this address. */
    static async start(engineAddress?: string): Promise<CalledPlugin> {
        const server = new Server();
        const service = new WebexService(engineAddress, "1.2.3");
        server.addService(ResourceProviderService, service.handlers() as never);
        const port = await listen(server);
        return new CalledPlugin(new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure()), server);
    }

    stop(): void {
        this.client.close();
        this.server.forceShutdown();
    }

    /** Calls a method. Rejects with a `Failure`. */
    call<Response>(name: keyof ResourceProviderClient, request: unknown): Promise<Response> {
        const method = (Reflect.get(this.client, name) as Method<Response>).bind(this.client);
        return new Promise((resolve, reject) => {
            method(request, (error, response) => {
                if (error === null) {
                    resolve(response);
                } else {
                    reject(Object.assign(new Error(error.details), { metadata: error.metadata }));
                }
            });
        });
    }

    async configure(values: object, urn = ""): Promise<wire.ConfigureResponse> {
        const request = new wire.ConfigureRequest();
        request.setArgs(sent(values, []));
        request.setUrn(urn);
        return this.call("configure", request);
    }

    /** Checks inputs; gives them normalised, or the reasons against them. */
    async check(urn: string, news: object, olds: object = {}): Promise<{ inputs: object; failures: string[] }> {
        const request = new wire.CheckRequest();
        request.setUrn(urn);
        request.setNews(sent(news, []));
        request.setOlds(sent(olds, []));
        const response: wire.CheckResponse = await this.call("check", request);
        return {
            inputs: received(response.getInputs()).values,
            failures: response.getFailuresList().map((failure) => failure.getReason()),
        };
    }

    async diff(urn: string, id: string, olds: object, oldInputs: object, news: object): Promise<wire.DiffResponse> {
        const request = new wire.DiffRequest();
        request.setUrn(urn);
        request.setId(id);
        request.setOlds(sent(olds, []));
        request.setOldInputs(sent(oldInputs, []));
        request.setNews(sent(news, []));
        return this.call("diff", request);
    }

    async create(
        urn: string,
        properties: object,
        { preview = false, timeout = 0 } = {},
    ): Promise<{ id: string; state: Record<string, unknown>; raw: object }> {
        const request = new wire.CreateRequest();
        request.setUrn(urn);
        request.setProperties(sent(properties, []));
        request.setPreview(preview);
        request.setTimeout(timeout);
        const response: wire.CreateResponse = await this.call("create", request);
        const state = received(response.getProperties()).values;
        return { id: response.getId(), state, raw: response.getProperties()?.toJavaScript() ?? {} };
    }

    async update(urn: string, id: string, olds: object, news: object): Promise<Record<string, unknown>> {
        const request = new wire.UpdateRequest();
        request.setUrn(urn);
        request.setId(id);
        request.setOlds(sent(olds, []));
        request.setNews(sent(news, []));
        const response: wire.UpdateResponse = await this.call("update", request);
        return received(response.getProperties()).values;
    }

    async read(urn: string, id: string, state: object): Promise<{ id: string; state: object; inputs: object }> {
        const request = new wire.ReadRequest();
        request.setUrn(urn);
        request.setId(id);
        request.setProperties(sent(state, []));
        const response: wire.ReadResponse = await this.call("read", request);
        return {
            id: response.getId(),
            state: received(response.getProperties()).values,
            inputs: received(response.getInputs()).values,
        };
    }

    async delete(urn: string, id: string, state: object): Promise<void> {
        const request = new wire.DeleteRequest();
        request.setUrn(urn);
        request.setId(id);
        request.setProperties(sent(state, []));
        await this.call("delete", request);
    }

    cancel(): Promise<Empty> {
        return this.call("cancel", new Empty());
    }
}
