import type { Contract } from "../api/devices/contract";
import type { WebexClient } from "../client/webexClient";
import type { Settings } from "../settings";
import { Activity } from "./activity";
import { Claims } from "./claims";
import { Declarations } from "./declarations";
import { Departures } from "./departures";
import { DeviceReads } from "./deviceReads";
import { KnownCodes } from "./knownCodes";
import type { Leaving } from "./moves";
import { News } from "./news";
import { Organizations } from "./organization";
import { OwnerOrder } from "./ownerOrder";
import type { Speaker } from "./resource";
import { WorkspaceReads } from "./workspace/workspaceReads";

/** That the program replaces what a resource has. */
interface Replacement {
    /** The id of what is replaced. */
    readonly id: string;
    /** Both cannot be there together, so the old one leaves Webex whatever its origin. */
    readonly first: boolean;
    /** What leaves Webex with it, for the program's hook. */
    readonly leaving: Leaving;
}

/** What a run of Pulumi has seen and done so far: one for each session, so nothing outlives it. */
export class RunState {
    readonly claims = new Claims();
    readonly declarations = new Declarations();
    readonly activity = new Activity();
    readonly owners = new OwnerOrder(this.activity);
    readonly departures = new Departures();
    readonly organizations: Organizations;
    readonly codes = new KnownCodes();
    readonly news = new News();
    private readonly readsOf = new Map<string | undefined, DeviceReads>();
    private readonly workspacesOf = new Map<string | undefined, WorkspaceReads>();
    private readonly replaced = new Map<string, Replacement>();
    private readonly makingRoom = new Set<string>();

    constructor(
        private readonly contract: Contract,
        private readonly settings: Settings,
    ) {
        this.organizations = new Organizations(contract);
    }

    /** The shared reads of an organisation. */
    reads(orgId: string | undefined): DeviceReads {
        let reads = this.readsOf.get(orgId);
        if (reads === undefined) {
            reads = new DeviceReads(this.contract, orgId, this.settings.operationTimeoutSeconds);
            this.readsOf.set(orgId, reads);
        }
        return reads;
    }

    /** The shared reads of an organisation's workspaces. */
    workspaces(orgId: string | undefined, client: WebexClient): WorkspaceReads {
        let reads = this.workspacesOf.get(orgId);
        if (reads === undefined) {
            reads = new WorkspaceReads(client, orgId);
            this.workspacesOf.set(orgId, reads);
        }
        return reads;
    }

    /** Notes that the program replaces a resource. */
    replace({ key }: Speaker, replacement: Replacement): void {
        this.replaced.set(key, replacement);
        if (replacement.first) {
            this.makingRoom.add(replacement.id);
        }
    }

    /** Whether a delete is the old half of a replacement that has to make room for the new one. */
    makesRoom(id: string): boolean {
        return this.makingRoom.has(id);
    }

    /** What leaves Webex with the resource's replacement; undefined if the program does not replace it. */
    leavingOf({ key }: Speaker): Leaving | undefined {
        return this.replaced.get(key)?.leaving;
    }
}
