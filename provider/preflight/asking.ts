import { isNotOffered } from "../api/ifOffered";
import { scopeFor } from "../client/remedies";
import type { WebexClient } from "../client/webexClient";
import { endsRun, WebexError } from "../client/webexError";

/** Nothing can be asked of Webex: the token, the address or the network is at fault. One error for the run. */
export class NobodyAnswers extends Error {}

/** How a plan asks Webex: what may not be asked, or has no route, does not stop it. One for each run. */
export class Asking {
    private hasAnswered = false;

    constructor(readonly client: WebexClient) {}

    /**
     * The answer, or `otherwise` where Webex has no such route, or may not be asked: that is said once a scope. Throws
     * `NobodyAnswers` where nothing can be asked at all.
     */
    async tolerant<T>(answer: Promise<T>, otherwise: T): Promise<T> {
        try {
            const told = await answer;
            this.hasAnswered = true;
            return told;
        } catch (error) {
            if (!(error instanceof WebexError)) {
                throw error;
            }
            // What is no answer of Webex's to the very first question comes from somebody else.
            if (endsRun(error) || (error.kind === "notUnderstood" && !this.hasAnswered)) {
                throw new NobodyAnswers(nobodyAnswers(error, this.client));
            }
            if (!isNotOffered(error)) {
                const topic = scopeFor(error.method, error.path) ?? error.path;
                this.client.warnOnce(
                    `preflight ${topic}`,
                    `the plan was not looked at as a whole: ${error.message} (this is said once; webex:preflight off asks nothing)`,
                );
            }
            return otherwise;
        }
    }
}

/** One error for all: the address, where the token came from, and what to do. */
function nobodyAnswers(error: WebexError, { settings }: WebexClient): string {
    const { host } = new URL(settings.baseUrl);
    const token = settings.credentialSource === undefined ? "" : ` with the token from ${settings.credentialSource}`;
    return `nothing can be asked of Webex at ${host}${token}: ${error.message} Nothing was changed`;
}
