import { GetSchemaResponse } from "@pulumi/pulumi/proto/provider_pb";
import { packageSchema } from "./schema";

/** Tells the package's schema, for Pulumi's tools and for programs in YAML. */
export function schema(version: string): GetSchemaResponse {
    const response = new GetSchemaResponse();
    response.setSchema(JSON.stringify(packageSchema(version)));
    return response;
}
