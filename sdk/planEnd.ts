import * as pulumi from "@pulumi/pulumi";

/** Pulumi's exit code for a program that failed and has said why. */
const FAILED_AND_SAID = 32;

/** A value that is on its way, which every output is to Pulumi itself. */
interface OnItsWay {
    promise(): Promise<unknown>;
}

/**
 * Whether the program runs inside the process of its own tool, as inline programs of the Automation API do: such a
 * process does not end with the program. Pulumi keeps what it has of each of them in the storage of its run.
 */
function isInline(): boolean {
    const storage = Reflect.get(globalThis, "asyncLocalStorage") as { getStore?(): unknown } | undefined;
    return storage?.getStore?.() !== undefined;
}

/**
 * Runs `work` when the program has registered everything, and before Pulumi takes note of its end. `urns` are those of
 * the resources it has made so far, and whatever makes more of them. `work` is run once more if the program goes on
 * after that.
 */
export function atProgramEnd(urns: () => readonly pulumi.Output<unknown>[], work: () => Promise<void>): void {
    if (isInline()) {
        void beforeDisconnect(urns, work);
        return;
    }
    // It comes when nothing is left to wait for, and once more after each work that was begun meanwhile.
    process.on("beforeExit", () => void work());
}

/** Ends the program as failed; what is wrong has been said. An inline program fails for the errors that were said. */
export function failProgram(): void {
    if (!isInline()) {
        process.exitCode = FAILED_AND_SAID;
    }
}

async function beforeDisconnect(
    urns: () => readonly pulumi.Output<unknown>[],
    work: () => Promise<void>,
): Promise<void> {
    const release = pulumi.runtime.rpcKeepAlive();
    try {
        const stack = pulumi.runtime.getStackResource() as { readonly outputs?: OnItsWay } | undefined;
        // The program's own function has returned, and what it exports is known.
        await stack?.outputs?.promise().catch(() => undefined);
        let seen = -1;
        while (seen !== urns().length) {
            seen = urns().length;
            await Promise.allSettled(urns().map((urn) => (urn as unknown as OnItsWay).promise()));
        }
        await work();
    } finally {
        release();
    }
}
