import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { Properties } from "../../provider/resources/resource";
import { CliError } from "../cliError";
import { configurationIn, isProvider } from "../stack/fronts";
import { isManaged, nameIn, type StackResource } from "../stack/managed";
import type { OpenedStack } from "../stack/openStack";
import { isMasked } from "../stack/revealed";

/** What a refresh found of one resource. */
export interface Refreshed {
    /** Whether the engine says that it is as the stack has it, differs, or is gone. `ignoreChanges` is applied. */
    readonly op: "same" | "update" | "delete";
    /** As the stack has it; secrets are masked. */
    readonly before: StackResource;
    /** As Webex has it; undefined where it is gone. */
    readonly after?: StackResource | undefined;
    /**
     * The paths of the inputs that differ, as Pulumi writes them (`devices.lobby.tags[0]`); undefined where the
     * provider said by itself that something differs.
     */
    readonly changed?: readonly string[] | undefined;
}

/** What a whole refresh found. */
export interface Refresh {
    readonly resources: readonly Refreshed[];
    /**
     * The `webex:` configuration that the provider had: that of the last `up`. A secret stands there as undefined. Not
     * there where the stack has no provider.
     */
    readonly config?: Properties | undefined;
}

/** How a refresh is collected. */
export interface CollectOptions {
    /** Variables for the refresh, beside the environment. */
    readonly env: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
    /** Called after each resource with how many were read so far. */
    readonly onCount: (count: number) => void;
}

/**
 * Previews a refresh of a stack and collects what it finds. Throws `CliError` if any resource could not be read: what
 * is not known may be drift.
 */
export async function collectRefresh(
    stack: Pick<OpenedStack, "name" | "previewRefresh">,
    { onCount, ...options }: CollectOptions,
): Promise<Refresh> {
    const events: EngineEvent[] = [];
    let read = 0;
    const onEvent = (event: EngineEvent): void => {
        events.push(event);
        if (event.resOutputsEvent !== undefined) {
            read += 1;
            onCount(read);
        }
    };
    try {
        await stack.previewRefresh({ onEvent, ...options });
    } catch (error) {
        throw unreadResources(stack.name, events) ?? error;
    }
    return refreshIn(events);
}

/** What the events of a refresh tell of this package's resources. */
export function refreshIn(events: readonly EngineEvent[]): Refresh {
    const steps = events.map(({ resOutputsEvent }) => resOutputsEvent?.metadata).filter((step) => step !== undefined);
    const resources = steps.flatMap(({ op, old, new: after, detailedDiff }): Refreshed[] => {
        if (!old || old.delete === true || !isManaged(old)) {
            return [];
        }
        const changed = detailedDiff ? Object.keys(detailedDiff) : undefined;
        return [
            { op: op === "update" || op === "delete" ? op : "same", before: old, after: after ?? undefined, changed },
        ];
    });
    const providers = steps.map(({ old }) => old).filter((old) => old !== undefined && isProvider(old.type));
    // A program may have others besides, for other organisations.
    const provider = providers.find((old) => isDefault(old?.urn ?? "")) ?? providers[0];
    return { resources, config: provider ? configIn(provider.type, provider.inputs) : undefined };
}

/** Whether the engine made a provider by itself, of the stack's configuration. */
function isDefault(urn: string): boolean {
    return /^default(_|$)/.test(nameIn(urn));
}

function configIn(type: string, inputs: Properties): Properties {
    const config = Object.entries(configurationIn(type, inputs));
    return Object.fromEntries(config.map(([name, value]) => [name, isMasked(value) ? undefined : value]));
}

/** One line for the resources that could not be read; undefined where the refresh failed for another reason. */
function unreadResources(stack: string, events: readonly EngineEvent[]): CliError | undefined {
    const errors = new Map(
        events.flatMap(({ diagnosticEvent }) => {
            const { urn = "", severity, message = "" } = diagnosticEvent ?? {};
            return severity === "error" && urn !== "" ? [[urn, message] as const] : [];
        }),
    );
    const [first] = errors;
    if (first === undefined) {
        return undefined;
    }
    const [urn, message] = first;
    const others = errors.size === 1 ? "" : `, and of ${errors.size - 1} more`;
    const why = message.trim().replace(/^Preview failed: /, "");
    return new CliError(`the refresh of stack "${stack}" failed: of "${nameIn(urn)}"${others}: ${why}`);
}
