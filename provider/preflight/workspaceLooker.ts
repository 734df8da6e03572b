import type { WebexDevice } from "../api/devices/webexDevice";
import { readLicenses } from "../api/licenses";
import { readLocations } from "../api/locations";
import { Remembered } from "../api/remembered";
import { readWorkspaceUnlessGone, type Workspace } from "../api/workspaces";
import { nameDevice } from "../resources/device/deviceSearch";
import { needsEmptyWorkspace } from "../resources/workspace/refusals";
import { WorkspaceReads } from "../resources/workspace/workspaceReads";
import type { Looker, LookerSurroundings, PlannedChange, Remark } from "./lookers";
import {
    callingChangeOf,
    type WantedWorkspace,
    type WorkspaceFacts,
    wantedOf,
    workspaceRemarks,
} from "./workspaceRules";

/**
 * Looks whether the workspaces of a plan can be as the program says: whether locations and licences exist, whose a
 * workspace is that is taken over, and whether Webex changes its calling. What is not known yet is not looked at.
 */
export const lookAtWorkspaces: Looker = async (changes, around) => {
    const looks = new Remembered((orgId: string | undefined) => Promise.resolve(new WorkspaceLook(orgId, around)));
    const remarks = await Promise.all(
        changes.map(async (change): Promise<Remark[]> => {
            const look = await looks.get(change.orgId);
            const facts = await look.factsOf(change, wantedOf(change));
            return workspaceRemarks(change, facts).map((remark) => ({ change, ...remark }));
        }),
    );
    return remarks.flat();
};

const NO_WORKSPACES: readonly Workspace[] = [];
const NO_DEVICES: readonly WebexDevice[] = [];

/** What Webex tells of the workspaces of one organisation; each list is read once. */
class WorkspaceLook {
    private readonly reads: WorkspaceReads;
    private readonly locations;
    private readonly licenses;
    private readonly namesakes;

    constructor(
        private readonly orgId: string | undefined,
        private readonly around: LookerSurroundings,
    ) {
        const { client } = around.asking;
        this.reads = new WorkspaceReads(client, orgId);
        this.locations = new Remembered(() => readLocations(client, { orgId }));
        this.licenses = new Remembered(() => readLicenses(client, orgId));
        this.namesakes = new Remembered((name: string) => this.reads.byName(name));
    }

    async factsOf(change: PlannedChange, wanted: WantedWorkspace): Promise<WorkspaceFacts> {
        const { asking } = this.around;
        const { newName, places, licenses } = wanted;
        const current = await this.current(change, wanted);
        const namesakes =
            newName === undefined ? NO_WORKSPACES : await asking.tolerant(this.namesakes.get(newName), NO_WORKSPACES);
        const hasPlaces = places.length > 0 || namesakes.some(({ locationId }) => locationId !== undefined);
        return {
            current,
            organization: wanted.takenOver === undefined ? undefined : await this.organization(),
            namesakes,
            locations: hasPlaces ? await asking.tolerant(this.locations.get(undefined), undefined) : undefined,
            licenses:
                licenses.length === 0 ? undefined : await asking.tolerant(this.licenses.get(undefined), undefined),
            devices: await this.devices(wanted, current),
        };
    }

    /** The workspace that is taken over, or whose calling or what Webex sets once may change. */
    private async current(
        { id, state = {} }: PlannedChange,
        { takenOver, calling }: WantedWorkspace,
    ): Promise<WorkspaceFacts["current"]> {
        const before = state as { calling?: Workspace["calling"]; details?: Partial<Workspace>; origin?: string };
        const isCallingSame = calling === (before.calling ?? before.details?.calling)?.type;
        const mayBeRefused = (calling !== undefined && !isCallingSame) || before.origin === "takenOver";
        const asked = takenOver ?? (mayBeRefused ? id : undefined);
        if (asked === undefined) {
            return undefined;
        }
        const { asking } = this.around;
        const found = readWorkspaceUnlessGone(asking.client, asked).then((workspace) => workspace ?? "missing");
        return asking.tolerant<WorkspaceFacts["current"]>(found, undefined);
    }

    private organization(): Promise<string | undefined> {
        const { asking, contract } = this.around;
        return this.orgId === undefined
            ? asking.tolerant(contract.ownOrganization(), undefined)
            : Promise.resolve(this.orgId);
    }

    /** The devices inside, where a change of calling depends on them. */
    private async devices(wanted: WantedWorkspace, current: WorkspaceFacts["current"]): Promise<string[]> {
        const { asking, contract } = this.around;
        const change = callingChangeOf(wanted, current);
        if (change === undefined || !needsEmptyWorkspace(change) || current === undefined || current === "missing") {
            return [];
        }
        const asked = contract.listDevices({ workspaceId: current.id, orgId: this.orgId });
        return (await asking.tolerant<readonly WebexDevice[]>(asked, NO_DEVICES)).map(nameDevice);
    }
}
