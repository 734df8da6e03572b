import type { EngineEvent, Stack } from "@pulumi/pulumi/automation";
import type { ConfigReader } from "../../provider/settings";
import { type StackResource } from "./managed";
import { stackProblem } from "./stackProblem";

/** Which stack a command is about. */
export interface StackOptions {
    /** Its name, as `pulumi stack ls` lists it. */
    readonly stack: string;
    /** The folder of its project; default the working directory. */
    readonly cwd?: string | undefined;
}

/**
 * A stack of the user's own project and backend, through Pulumi's Automation API. Each call runs the Pulumi CLI and
 * throws `CliError` with one line if that fails. Nothing of it writes at Webex or in the stack.
 */
export class OpenedStack {
    private constructor(
        readonly name: string,
        readonly project: string,
        private readonly stack: Stack,
    ) {}

    /** Selects a stack that is there. */
    static async open({ stack: name, cwd = process.cwd() }: StackOptions): Promise<OpenedStack> {
        // Loads gRPC and more: only commands about a stack need it.
        const { LocalWorkspace } = await import("@pulumi/pulumi/automation");
        return attempt(name, `the stack "${name}" could not be opened`, async () => {
            const workspace = await LocalWorkspace.create({ workDir: cwd });
            const { name: project } = await workspace.projectSettings();
            const stack = await (await import("@pulumi/pulumi/automation")).Stack.select(name, workspace);
            return new OpenedStack(name, project, stack);
        });
    }

    /** Reads the stack's `webex:` configuration; secrets in clear. */
    async config(): Promise<ConfigReader> {
        const all = await attempt(this.name, `the configuration of stack "${this.name}" could not be read`, () =>
            this.stack.getAllConfig(),
        );
        return (key) => all[`webex:${key}`]?.value;
    }

    /** The resources of the stack's state; secrets in clear, in Pulumi's form (see `revealed`). */
    async resources(): Promise<readonly StackResource[]> {
        const exported = await attempt(this.name, `the state of stack "${this.name}" could not be read`, () =>
            this.stack.exportStack(),
        );
        // Pulumi types the deployment as anything at all.
        const deployment = exported.deployment as { readonly resources?: readonly StackResource[] } | undefined;
        return deployment?.resources ?? [];
    }

    /**
     * Previews a refresh, which finds what Webex says of each resource and writes nothing. `onEvent` is called with each
     * of the engine's events as it comes.
     */
    async previewRefresh(onEvent: (event: EngineEvent) => void): Promise<void> {
        await attempt(this.name, `the refresh of stack "${this.name}" failed`, () =>
            this.stack.previewRefresh({ onEvent, color: "never" }),
        );
    }
}

async function attempt<T>(stack: string, attempted: string, work: () => Promise<T>): Promise<T> {
    try {
        return await work();
    } catch (error) {
        throw stackProblem(stack, attempted, error);
    }
}
