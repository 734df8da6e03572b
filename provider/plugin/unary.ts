import { type handleUnaryCall, Metadata, type ServiceError, status } from "@grpc/grpc-js";
import * as wire from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** What answers one method of the protocol. What it throws becomes the method's error. */
export type Handler<Request, Response> = (request: Request) => Promise<Response> | Response;

/** A handler as gRPC calls it; `before` is waited for before each answer goes out. */
export function unary<Request, Response>(
    handler: Handler<Request, Response>,
    before: () => Promise<void>,
): handleUnaryCall<Request, Response> {
    return (call, callback) => {
        const answer = async () => {
            try {
                return await handler(call.request);
            } finally {
                await before();
            }
        };
        answer().then(
            (response) => {
                callback(null, response);
            },
            (error: unknown) => {
                const { code = status.UNKNOWN, metadata } = error as Partial<ServiceError>;
                const message = error instanceof Error ? error.message : String(error);
                callback({ code, details: message, ...(metadata !== undefined && { metadata }) });
            },
        );
    };
}

/**
 * The error of a create or update that ended half-way: the engine keeps what is there of the resource. Source:
 * `parseError` in the engine's `provider_plugin.go`.
 */
export function halfDone(message: string, id: string, properties: Struct): Error {
    const detail = new wire.ErrorResourceInitFailed();
    detail.setId(id);
    detail.setProperties(properties);
    detail.setReasonsList([message]);
    const packed = new Any();
    packed.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const told = new Status();
    told.setCode(status.UNKNOWN);
    told.setMessage(message);
    told.addDetails(packed);
    const metadata = new Metadata();
    metadata.add("grpc-status-details-bin", Buffer.from(told.serializeBinary()));
    return Object.assign(new Error(message), { code: status.UNKNOWN, details: message, metadata });
}
