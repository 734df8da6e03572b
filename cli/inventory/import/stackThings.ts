import { canonicalId } from "../../../provider/api/identity";
import { classOf } from "../../stack/fronts";
import { type ManagedKind, managedIn, nameIn, type StackResource } from "../../stack/managed";
import type { KnownNames } from "../program/declarations";
import type { IsThere } from "./importFile";

/** The classes whose resources are imported, by the kinds of things that a stack has. */
const CLASSES: Readonly<Partial<Record<ManagedKind, string>>> = {
    device: "Device",
    workspace: "Workspace",
    settings: "DeviceConfiguration",
};

/** Tells of a thing at Webex whether a stack has it already, as a resource or in a batch. No I/O. */
export function thereIn(resources: readonly StackResource[]): IsThere {
    const things = new Set(managedIn(resources).map(({ kind, id }) => `${CLASSES[kind] ?? ""} ${canonicalId(id)}`));
    return (className, id) => things.has(`${className} ${canonicalId(id)}`);
}

/** Names that are given, with those that a stack's own resources have: no other thing gets them. No I/O. */
export function withStackNames(known: KnownNames, resources: readonly StackResource[]): KnownNames {
    const taken = (className: string) =>
        resources
            .filter(({ type }) => classOf(type) === className)
            .map(({ urn }) => [`taken by ${urn}`, nameIn(urn)] as const);
    return {
        ...known,
        workspaces: new Map([...known.workspaces, ...taken("Workspace")]),
        devices: new Map([...known.devices, ...taken("Device")]),
    };
}
