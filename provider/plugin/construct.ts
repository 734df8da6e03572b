import type { Alias, ComponentResource, ComponentResourceOptions, Inputs, Resource } from "@pulumi/pulumi";
import type { Alias as WireAlias } from "@pulumi/pulumi/proto/alias_pb";
import { type ConstructRequest, ConstructResponse } from "@pulumi/pulumi/proto/provider_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { processLog } from "../client/log";
import { messageOf } from "../messageOf";
import type { Session } from "../session";
import type { SerializedOutputs } from "./programRuntime";
import { partsOfUrn } from "./urn";

/** Makes a component, and tells its outputs by their names. */
export type MakeComponent = (
    session: Session,
    name: string,
    inputs: Inputs,
    options: ComponentResourceOptions,
) => Promise<Made> | Made;

/** A component, and its outputs by their names. */
interface Made {
    readonly component: ComponentResource;
    readonly outputs: Inputs;
}

/** The components that the plugin makes, by their types: they are programs, and loaded with the first. */
export type LoadComponents = () => Promise<ReadonlyMap<string, MakeComponent>>;

/** What the making of a component needs. */
interface Making {
    readonly session: Session;
    readonly engineAddress: string | undefined;
    readonly load: LoadComponents;
}

/** Makes a component for a program of any language. Throws for a type that is none, and what the component throws. */
export async function construct(making: Making, request: ConstructRequest): Promise<ConstructResponse> {
    const { session, engineAddress, load } = making;
    const [type, name] = [request.getType(), request.getName()];
    const make = (await load()).get(type);
    if (make === undefined || engineAddress === undefined) {
        throw new Error(`the package webex has no component ${type}`);
    }
    const { asProgram, outputsOf } = await import("./programRuntime");
    return asProgram(request, engineAddress, (inputs) =>
        orRejection(async () => {
            const options = await optionsOf(request);
            const { component, outputs } = await make(session, name, inputs, options);
            const serialized = await outputsOf(`construct(${type}, ${name})`, outputs);
            return responseOf(await urnOf(component), serialized);
        }),
    );
}

/** Those who wait for a component: outputs that fail reject promises that nobody waits for, and it ends by them. */
const WAITING = new Set<(error: Error) => void>();
let isListening = false;

function orRejection<T>(work: () => Promise<T>): Promise<T> {
    if (!isListening) {
        isListening = true;
        // For good: what fails after the component was answered must not end the plugin.
        process.on("unhandledRejection", rejectAll);
    }
    return new Promise<T>((resolve, reject) => {
        WAITING.add(reject);
        work()
            .then(resolve, reject)
            .finally(() => WAITING.delete(reject));
    });
}

function rejectAll(error: unknown): void {
    if (WAITING.size === 0) {
        processLog.warn(messageOf(error));
    }
    for (const reject of WAITING) {
        reject(error instanceof Error ? error : new Error(messageOf(error)));
    }
}

async function responseOf(urn: string, [values, dependencies]: SerializedOutputs): Promise<ConstructResponse> {
    const response = new ConstructResponse();
    response.setUrn(urn);
    response.setState(Struct.fromJavaScript(values as Parameters<typeof Struct.fromJavaScript>[0]));
    for (const [output, resources] of dependencies) {
        const urns = new ConstructResponse.PropertyDependencies();
        urns.setUrnsList(await Promise.all([...resources].map(urnOf)));
        response.getStatedependenciesMap().set(output, urns);
    }
    return response;
}

/** The URN of a resource, once the engine has told it. */
function urnOf({ urn }: Resource): Promise<string> {
    return (urn as unknown as { promise(): Promise<string> }).promise();
}

/** The options of the component in its program. */
async function optionsOf(request: ConstructRequest): Promise<ComponentResourceOptions> {
    const { DependencyProviderResource, DependencyResource } = await import("@pulumi/pulumi/resource");
    const parent = request.getParent();
    const deletedWith = request.getDeletedwith();
    const [protect, retainOnDelete] = [request.getProtect(), request.getRetainondelete()];
    const timeouts = request.getCustomtimeouts()?.toObject();
    return {
        aliases: request.getAliasesList().map(aliasOf),
        dependsOn: request.getDependenciesList().map((urn) => new DependencyResource(urn)),
        providers: Object.fromEntries(
            request
                .getProvidersMap()
                .getEntryList()
                .map(([pkg, reference]) => [pkg, new DependencyProviderResource(reference)]),
        ),
        ignoreChanges: request.getIgnorechangesList(),
        replaceOnChanges: request.getReplaceonchangesList(),
        ...(protect !== undefined && { protect }),
        ...(retainOnDelete !== undefined && { retainOnDelete }),
        ...(timeouts !== undefined && { customTimeouts: timeouts }),
        ...(parent !== "" && { parent: withTypes(new DependencyResource(parent), parent) }),
        ...(deletedWith !== "" && { deletedWith: new DependencyResource(deletedWith) }),
    };
}

/** The parent with its own type and those above it, as in its URN: components are told apart by them. */
function withTypes(parent: Resource, urn: string): Resource {
    const { parents, type } = partsOfUrn(urn);
    const types = [...parents.split("$"), type].filter((each) => each !== "" && each !== STACK_TYPE);
    Object.defineProperty(parent, "__pulumiType", { value: types.length === 0 ? STACK_TYPE : types.join("$") });
    return parent;
}

const STACK_TYPE = "pulumi:pulumi:Stack";

function aliasOf(alias: WireAlias): string | Alias {
    const spec = alias.getSpec();
    if (spec === undefined) {
        return alias.getUrn();
    }
    const told = {
        name: spec.getName(),
        type: spec.getType(),
        project: spec.getProject(),
        stack: spec.getStack(),
        parent: spec.getParenturn(),
    };
    return Object.fromEntries(Object.entries(told).filter(([, text]) => text !== ""));
}
