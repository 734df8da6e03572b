import type { Contract } from "../api/devices/contract";
import { sameId } from "../api/identity";
import { WebexError } from "../client/webexError";
import type { Context } from "./resource";

const UNCHANGED = "Nothing was changed, and the state was left as it is.";

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
        if (device?.orgId !== undefined) {
            return device.orgId;
        }
        // Where an organisation that the token does not manage is refused, one that was let through is the one named.
        const named = this.contract.refusesForeignOrg ? orgId : undefined;
        return named ?? (await this.contract.ownOrganization());
    }
}

/**
 * The organisation to record of what is in `organization`, for a program that gave `orgId`. Where both are the
 * same, the input stands for it: it may be a secret, which must not stand in clear under another name.
 */
export function organizationToRecord(organization: string | undefined, orgId: string | undefined): string | undefined {
    return organization !== undefined && orgId !== undefined && sameId(organization, orgId) ? undefined : organization;
}

/** The part of a state that records the organisation, for a program that gave these inputs. */
export function organizationRecord(
    organization: string | undefined,
    { orgId }: { readonly orgId?: string | undefined },
): { readonly organization?: string } {
    const toRecord = organizationToRecord(organization, orgId);
    return toRecord === undefined ? {} : { organization: toRecord };
}

/** The organisation that a state records, see `organizationToRecord`. */
export function recordedOrganization(state: {
    readonly organization?: string | undefined;
    readonly orgId?: string | undefined;
}): string | undefined {
    return state.organization ?? state.orgId;
}

/**
 * Whether a program names another organisation than the one recorded. Where either is not told, it may well be the one
 * that it was all the time.
 */
export function isElsewhere(recorded: unknown, wanted: unknown): boolean {
    return typeof recorded === "string" && typeof wanted === "string" && !sameId(recorded, wanted);
}

/**
 * Makes sure that the organisation that answers is the one that the state records. Only then does "not found" mean that
 * something is gone: with the token of another organisation everything is "not found". Throws if it is another one, or
 * if it cannot be told.
 */
export async function assertOrganization(recorded: string | undefined, orgId: string | undefined, context: Context) {
    const { run, self } = context;
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
    throw new Error(describe(recorded, answering, context));
}

/** Makes sure that a device which was found is in the organisation that the state records. */
export function assertFoundIn(recorded: string | undefined, found: string | undefined, context: Context): void {
    if (recorded !== undefined && found !== undefined && !sameId(recorded, found)) {
        throw new Error(describe(recorded, found, context));
    }
}

function describe(recorded: string | undefined, answering: string | undefined, context: Context): string {
    const { contract, settings, self } = context;
    const { label } = self;
    if (recorded === undefined) {
        return (
            `the state does not say in which organisation ${label} is, so it is not taken for gone. ${UNCHANGED} If it is ` +
            "gone, `pulumi state delete` takes it out of the state"
        );
    }
    if (answering === undefined) {
        // An API that only filters by webex:orgId tells nothing by letting it through.
        const setIt = contract.refusesForeignOrg ? "Set webex:orgId to the organisation's id, or give" : "Give";
        return (
            `${label} is in organisation ${recorded}, and Webex does not say which organisation answers: it lists no device, ` +
            `and /people/me is refused. ${UNCHANGED} ${setIt} the token the scope spark:people_read`
        );
    }
    return answersInstead(label, recorded, answering, settings.credentialSource);
}

/** That another organisation than the recorded one answers, and the way out. `label` says what is recorded. */
export function answersInstead(
    label: string,
    recorded: string,
    answering: string,
    credentialSource = "the token",
): string {
    return (
        `${label} is in organisation ${recorded}, but organisation ${answering} answers to the credential of ` +
        `${credentialSource}. ${UNCHANGED} Use a credential of the first organisation`
    );
}
