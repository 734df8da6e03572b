import { listSupportedDevices } from "../api/callingDevices";
import type { Contract } from "../api/devices/contract";
import type { WebexDevice } from "../api/devices/webexDevice";
import { normalizeMac } from "../api/identity";
import { isNotOffered } from "../api/ifOffered";
import { readPeople } from "../api/people";
import { Remembered } from "../api/remembered";
import { pagesOfWorkspaces, readWorkspace } from "../api/workspaces";
import { scopeFor } from "../client/remedies";
import type { WebexClient } from "../client/webexClient";
import { endsRun, WebexError } from "../client/webexError";
import type { Names } from "../names";
import { readMacHolders } from "./macHolders";
import { Models } from "./models";
import { Owners } from "./owners";
import type { Planned } from "./planned";
import { type Facts, isAdopted, isFreed, type OwnerFact, UNKNOWN_OWNER } from "./rules";

/** What a look needs. */
export interface LookSurroundings {
    readonly client: WebexClient;
    readonly contract: Contract;
    readonly names: Names;
    /** The people that the program names, as far as they are known. */
    readonly people: () => Iterable<string>;
}

/** Nothing can be asked of Webex: the token, the address or the network is at fault. One error for the run. */
export class NobodyAnswers extends Error {}

const NO_MODELS = new Models([]);

/** So many owners of devices that stand in the way are asked after by name. */
const MOST_HOLDERS = 3;

/**
 * Asks Webex about what a plan makes, as far as the API has the routes and the token may ask. One for each run: what is
 * known is not asked again. Where nothing can be asked at all, each question throws `NobodyAnswers`.
 */
export class Look {
    private readonly owners = new Map<string | undefined, Owners>();
    private hasAnswered = false;
    private readonly models: Remembered<string | undefined, Models>;

    constructor(private readonly around: LookSurroundings) {
        this.models = new Remembered(async (orgId) => new Models(await listSupportedDevices(around.client, orgId)));
    }

    /**
     * What Webex tells of each create; nothing is asked about MAC addresses but with `withMacs`. The owners come first:
     * where they cannot be asked, nobody can.
     */
    async factsOf(
        planned: readonly Planned[],
        { withMacs, freedMacs }: { readonly withMacs: boolean; readonly freedMacs: ReadonlySet<string> },
    ): Promise<Facts[]> {
        const owners = await Promise.all(planned.map((create) => this.ownerOf(create)));
        const organizations = [...new Set(planned.map(({ orgId }) => orgId))];
        const told = new Map(
            await Promise.all(
                organizations.map(async (orgId) => {
                    const ofIt = planned.filter((create) => create.orgId === orgId);
                    return [orgId, await this.organizationFacts(orgId, ofIt, withMacs)] as const;
                }),
            ),
        );
        // With the token of another organisation everybody is missing.
        const isTold = owners.some(
            ({ is, orgId }, at) => orgId !== undefined || (is === "missing" && planned[at]?.wasIn !== undefined),
        );
        const own = isTold && told.has(undefined) ? await this.ownOrganization() : undefined;
        const facts = planned.map(({ orgId, mac }, at): Facts => {
            const { models = NO_MODELS, holders } = told.get(orgId) ?? {};
            return {
                owner: owners[at] ?? UNKNOWN_OWNER,
                holders: holders?.get(normalizeMac(mac ?? "") ?? "") ?? [],
                models,
                organization: orgId ?? own,
                credentialSource: this.around.client.settings.credentialSource,
                registersByMac: this.around.contract.registerPhone !== undefined,
                freedMacs,
                describe: (owner) => this.around.names.describe(owner),
            };
        });
        await this.learnHolders(planned, facts);
        return facts;
    }

    /** Learns who has devices that others want to register, so that a message can name them. */
    private async learnHolders(planned: readonly Planned[], facts: readonly Facts[]): Promise<void> {
        const others = planned.flatMap((create, at) => {
            const known = facts[at];
            const isWanted = known !== undefined && !isAdopted(create, known) && !isFreed(create, known);
            return isWanted ? known.holders.slice(0, 1) : [];
        });
        await Promise.all(others.slice(0, MOST_HOLDERS).map((device) => this.around.names.ask(device)));
    }

    private async organizationFacts(orgId: string | undefined, planned: readonly Planned[], withMacs: boolean) {
        const macs = planned.flatMap(({ mac }) => normalizeMac(mac ?? "") ?? []);
        const namesModel = planned.some(({ model }) => model !== undefined);
        const [models, holders] = await Promise.all([
            namesModel ? this.tolerant(this.models.get(orgId), NO_MODELS) : NO_MODELS,
            withMacs && macs.length > 0
                ? this.tolerant(
                      readMacHolders(this.around.contract, macs, orgId),
                      new Map<string, readonly WebexDevice[]>(),
                  )
                : new Map<string, readonly WebexDevice[]>(),
        ]);
        return { models, holders };
    }

    private ownOrganization(): Promise<string | undefined> {
        return this.tolerant(this.around.contract.ownOrganization(), undefined);
    }

    private ownerOf(create: Planned): Promise<OwnerFact> {
        const { orgId } = create;
        let owners = this.owners.get(orgId);
        if (owners === undefined) {
            const { client, names, people } = this.around;
            const readers = {
                people: (ids: readonly string[]) => readPeople(client, ids, orgId),
                workspacePages: () => pagesOfWorkspaces(client, { orgId }),
                workspace: (id: string) => readWorkspace(client, id),
            };
            owners = new Owners(readers, names, people);
            this.owners.set(orgId, owners);
        }
        return this.tolerant(owners.ask(create), UNKNOWN_OWNER);
    }

    /** The answer, or `otherwise` where Webex has no such route, or may not be asked: that is said once a scope. */
    private async tolerant<T>(answer: Promise<T>, otherwise: T): Promise<T> {
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
                throw new NobodyAnswers(nobodyAnswers(error, this.around.client));
            }
            if (!isNotOffered(error)) {
                const topic = scopeFor(error.method, error.path) ?? error.path;
                this.around.client.warnOnce(
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
