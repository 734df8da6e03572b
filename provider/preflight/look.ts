import { listSupportedDevices } from "../api/callingDevices";
import type { Contract } from "../api/devices/contract";
import type { WebexDevice } from "../api/devices/webexDevice";
import { normalizeMac } from "../api/identity";
import { Models } from "../api/models";
import { readPeople } from "../api/people";
import { Remembered } from "../api/remembered";
import { pagesOfWorkspaces, readWorkspace } from "../api/workspaces";
import type { WebexClient } from "../client/webexClient";
import type { Names } from "../names";
import type { Asking } from "./asking";
import { readMacHolders } from "./macHolders";
import { Owners } from "./owners";
import type { Planned } from "./planned";
import { type Facts, isAdopted, isFreed, type OwnerFact, UNKNOWN_OWNER } from "./rules";

/** What a look needs. */
export interface LookSurroundings {
    readonly client: WebexClient;
    readonly asking: Asking;
    readonly contract: Contract;
    readonly names: Names;
    /** The people that the program names, as far as they are known. */
    readonly people: () => Iterable<string>;
}

const NO_MODELS = new Models([]);

/** So many owners of devices that stand in the way are asked after by name. */
const MOST_HOLDERS = 3;

/**
 * Asks Webex about what a plan makes, as far as the API has the routes and the token may ask. One for each run: what is
 * known is not asked again. Where nothing can be asked at all, each question throws `NobodyAnswers`.
 */
export class Look {
    private readonly owners = new Map<string | undefined, Owners>();
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
            namesModel ? this.around.asking.tolerant(this.models.get(orgId), NO_MODELS) : NO_MODELS,
            withMacs && macs.length > 0
                ? this.around.asking.tolerant(
                      readMacHolders(this.around.contract, macs, orgId),
                      new Map<string, readonly WebexDevice[]>(),
                  )
                : new Map<string, readonly WebexDevice[]>(),
        ]);
        return { models, holders };
    }

    private ownOrganization(): Promise<string | undefined> {
        return this.around.asking.tolerant(this.around.contract.ownOrganization(), undefined);
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
        return this.around.asking.tolerant(owners.ask(create), UNKNOWN_OWNER);
    }
}
