import { CheckFailure } from "@pulumi/pulumi/proto/provider_pb";
import type { CheckFailure as Failure } from "../resources/resource";

/** Failures of a check, as the protocol has them. */
export function failuresOf(failures: readonly Failure[]): CheckFailure[] {
    return failures.map(({ property, reason }) => {
        const failure = new CheckFailure();
        failure.setProperty(property);
        failure.setReason(reason);
        return failure;
    });
}
