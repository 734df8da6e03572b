import { type DiffResponse, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import type { PropertyDifference } from "./detailedDiff";

const KINDS = {
    add: ["ADD", "ADD_REPLACE"],
    delete: ["DELETE", "DELETE_REPLACE"],
    update: ["UPDATE", "UPDATE_REPLACE"],
} as const;

/** Puts what differs inside of a resource into the answer of Diff. Where nothing is found, the engine looks itself. */
export function tellDetails(response: DiffResponse, found: ReadonlyMap<string, PropertyDifference>): void {
    response.setHasdetaileddiff(found.size > 0);
    for (const [path, { kind, isReplacement, isInput }] of found) {
        const detail = new PropertyDiff();
        detail.setKind(PropertyDiff.Kind[KINDS[kind][isReplacement ? 1 : 0]]);
        detail.setInputdiff(isInput);
        response.getDetaileddiffMap().set(path, detail);
    }
}
