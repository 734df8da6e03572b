import type { Contract } from "../api/devices/contract";
import { sameId } from "../api/identity";
import { WebexError } from "../client/webexError";
import type { Settings } from "../settings";
import type { Context } from "./resource";

/** Which organisation answers, asked once a run for each organisation that is acted on. */
export class Organizations {
    private readonly told = new Map<string | undefined, Promise<string | undefined>>();

    constructor(private readonly contract: Contract) {}

    /** Notes what an answer told by the way, so that nothing has to be asked. */
    learn(orgId: string | undefined, organization: string | undefined): void {
        if (organization !== undefined && !this.told.has(orgId)) {
            this.told.set(orgId, Promise.resolve(organization));
        }
    }

    /**
     * The organisation that the API acts on; undefined if it cannot be told. Throws `WebexError` if the API does not
     * answer as the devices API does: with a wrong address or lost rights everything is "not found".
     */
    answering(orgId: string | undefined): Promise<string | undefined> {
        let asked = this.told.get(orgId);
        if (asked === undefined) {
            asked = this.ask(orgId);
            this.told.set(orgId, asked);
            // A failure may pass: the next one asks again.
            asked.catch(() => this.told.delete(orgId));
        }
        return asked;
    }

    private async ask(orgId: string | undefined): Promise<string | undefined> {
        const [device] = await this.contract.listDevices({ orgId }, 1);
        // Webex refuses an organisation that the token does not manage, so one that was let through is the one named.
        return device?.orgId ?? orgId ?? (await this.contract.ownOrganization());
    }
}

/**
 * Makes sure that the organisation that answers is the one that the state records. Only then does "not found" mean that
 * something is gone: with the token of another organisation everything is "not found". Throws if it is another one, or
 * if it cannot be told.
 */
export async function assertOrganization(recorded: string | undefined, orgId: string | undefined, context: Context) {
    const { run, settings, self } = context;
    let answering: string | undefined;
    try {
        answering = await run.organizations.answering(orgId);
    } catch (error) {
        if (!(error instanceof WebexError)) {
            throw error;
        }
        throw new Error(
            `which organisation answers could not be read, so ${self.label} is not taken for gone. ${error.message} ` +
                "Look at webex:baseUrl, webex:contract and the token's organisation; the state was left as it is.",
        );
    }
    if (recorded !== undefined && answering !== undefined && sameId(recorded, answering)) {
        return;
    }
    throw new Error(describe(recorded, answering, settings, self.label));
}

/** Makes sure that a device which was found is in the organisation that the state records. */
export function assertFoundIn(recorded: string | undefined, found: string | undefined, context: Context): void {
    if (recorded !== undefined && found !== undefined && !sameId(recorded, found)) {
        throw new Error(describe(recorded, found, context.settings, context.self.label));
    }
}

function describe(
    recorded: string | undefined,
    answering: string | undefined,
    { credentialSource = "the token" }: Settings,
    label: string,
): string {
    const unchanged = "Nothing was changed, and the state was left as it is.";
    if (recorded === undefined) {
        return (
            `the state does not say in which organisation ${label} is, so it is not taken for gone. ${unchanged} If it is ` +
            "gone, `pulumi state delete` takes it out of the state"
        );
    }
    if (answering === undefined) {
        return (
            `${label} is in organisation ${recorded}, and Webex does not say which organisation answers: it lists no device, ` +
            `and /people/me is refused. ${unchanged} Set webex:orgId to the organisation's id, or give the token the scope ` +
            "spark:people_read"
        );
    }
    return (
        `${label} is in organisation ${recorded}, but organisation ${answering} answers to the credential of ` +
        `${credentialSource}. ${unchanged} Use a credential of the first organisation`
    );
}
