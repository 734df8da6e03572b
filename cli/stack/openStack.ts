import type { EngineEvent, Stack } from "@pulumi/pulumi/automation";
import type { ConfigReader } from "../../provider/settings";
import { CliError } from "../cliError";
import type { StackResource } from "./managed";
import { projectFolder } from "./projectFolder";
import { cloudLock, fileLock, type StackLock } from "./stackLock";
import { lockedWord, stackProblem, unfinishedWord } from "./stackProblem";

/** Which stack a command is about. */
export interface StackOptions {
    /** Its name, as `pulumi stack ls` lists it. */
    readonly stack: string;
    /** A folder of its project; default the working directory. */
    readonly cwd?: string | undefined;
}

/** How a refresh is previewed. */
export interface RefreshOptions {
    /** Called with each of the engine's events as it comes. */
    readonly onEvent: (event: EngineEvent) => void;
    /** Variables for this one command, beside the environment. */
    readonly env?: Readonly<Record<string, string>> | undefined;
    /** Ends it early, as Ctrl+C would. */
    readonly signal?: AbortSignal | undefined;
}

/** What Pulumi exports of a stack, as far as it is looked at. Pulumi types it as anything at all. */
interface Deployment {
    readonly resources?: readonly StackResource[];
    readonly pending_operations?: readonly unknown[];
}

/** Set in many pipelines; `refresh --preview-only` refuses it. */
const WITH_CONFIRMATIONS = { PULUMI_SKIP_CONFIRMATIONS: "false" };

/**
 * A stack of the user's own project and backend, through Pulumi's Automation API. Each call runs the Pulumi CLI and
 * throws `CliError` with one line if that fails. Nothing of it writes at Webex, in the stack, or in Pulumi's settings.
 */
export class OpenedStack {
    private constructor(
        readonly name: string,
        readonly project: string,
        /** The folder of the project. */
        readonly workDir: string,
        private readonly stack: Stack,
        /** The backend that the project names, if any. */
        private readonly ownBackend: string | undefined,
    ) {}

    /** Opens the project. Whether it has the stack is told by the first call about it. */
    static async open({ stack: name, cwd = process.cwd() }: StackOptions): Promise<OpenedStack> {
        const workDir = projectFolder(cwd);
        return attempt(name, `the stack "${name}" could not be opened`, async () => {
            // Loads gRPC and more: only commands about a stack need it.
            const { LocalWorkspace, Stack } = await import("@pulumi/pulumi/automation");
            const workspace = await LocalWorkspace.create({ workDir });
            const { name: project, backend } = await workspace.projectSettings();
            // `pulumi stack select` would change the stack that the user's own commands are about.
            workspace.selectStack = () => Promise.resolve();
            return new OpenedStack(name, project, workDir, await Stack.select(name, workspace), backend?.url);
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
        return (await this.deployment()).resources ?? [];
    }

    /**
     * Throws `CliError` if another run is at work on the stack: no lock keeps a preview, which would see a state in
     * between. In object stores, which show no locks, operations that are not finished tell it.
     */
    async assertFree(): Promise<void> {
        const backendUrl = await this.backendUrl();
        const lock = await this.lockIn(backendUrl);
        if (lock === undefined) {
            await this.assertFinished();
        } else if (lock !== false) {
            throw new CliError(lockedWord(this.name, lock.holder));
        }
    }

    /**
     * Previews a refresh, which finds what Webex says of each resource and writes nothing. The program is not run, so
     * the provider has the configuration of the last `up`.
     */
    async previewRefresh({ onEvent, env = {}, signal }: RefreshOptions): Promise<void> {
        const { workspace } = this.stack;
        workspace.envVars = { ...env, ...WITH_CONFIRMATIONS };
        await attempt(this.name, `the refresh of stack "${this.name}" failed`, () =>
            this.stack.previewRefresh({
                onEvent,
                color: "never",
                runProgram: false,
                ...(signal === undefined ? {} : { signal }),
            }),
        );
    }

    private async lockIn(backendUrl: string): Promise<StackLock | false | undefined> {
        const { name: stack, project, workDir: cwd } = this;
        if (!/^https?:/.test(backendUrl)) {
            return fileLock({ backendUrl, project, stack, cwd });
        }
        const listed = await attempt(stack, `the stacks of project "${project}" could not be listed`, () =>
            this.stack.workspace.listStacks(),
        );
        return cloudLock(listed, stack);
    }

    private async assertFinished(): Promise<void> {
        const { pending_operations: pending = [] } = await this.deployment();
        if (pending.length > 0) {
            throw new CliError(unfinishedWord(this.name, pending.length));
        }
    }

    private async deployment(): Promise<Deployment> {
        const exported = await attempt(this.name, `the state of stack "${this.name}" could not be read`, () =>
            this.stack.exportStack(),
        );
        return (exported.deployment ?? {}) as Deployment;
    }

    /** In Pulumi's own order: the environment, the project, the login. */
    private async backendUrl(): Promise<string> {
        const given = process.env.PULUMI_BACKEND_URL ?? "";
        if (given !== "") {
            return given;
        }
        const login = () => attempt(this.name, "the backend could not be asked", () => this.stack.workspace.whoAmI());
        return this.ownBackend ?? (await login()).url ?? "";
    }
}

async function attempt<T>(stack: string, attempted: string, work: () => Promise<T>): Promise<T> {
    try {
        return await work();
    } catch (error) {
        throw stackProblem(stack, attempted, error);
    }
}
