import type { ConfigReader } from "../../provider/settings";
import { CliError } from "../cliError";
import { type Managed, managedIn } from "../stack/managed";
import { OpenedStack } from "../stack/openStack";
import { type Finding, finding } from "./finding";
import { stackFinding } from "./stackFinding";

/** What a stack gives the examination. */
export interface StackExamination {
    readonly findings: readonly Finding[];
    readonly config: ConfigReader;
    readonly managed: readonly Managed[];
}

const NOTHING: Omit<StackExamination, "findings"> = { config: () => undefined, managed: [] };

/** What is known without a stack. */
export const NO_STACK: StackExamination = {
    ...NOTHING,
    findings: [
        finding("stack", "unknown", "none is named, so settings come from the environment alone", "--stack names one"),
    ],
};

/** Opens a stack, reads its configuration and its state, and looks whether another run is at work on it. */
export async function examineStack(stack: string, cwd: string): Promise<StackExamination> {
    try {
        const opened = await OpenedStack.open({ stack, cwd });
        const config = await opened.config();
        const managed = managedIn(await opened.resources());
        const { name, project } = opened;
        const hold = await said(opened.assertFree());
        return { findings: [stackFinding({ name, project, managed: managed.length, hold })], config, managed };
    } catch (error) {
        if (error instanceof CliError) {
            return { ...NOTHING, findings: [finding("stack", "problem", error.message)] };
        }
        throw error;
    }
}

/** What keeps a work from being done; undefined if nothing does. */
async function said(work: Promise<void>): Promise<string | undefined> {
    try {
        await work;
        return undefined;
    } catch (error) {
        if (error instanceof CliError) {
            return error.message;
        }
        throw error;
    }
}
