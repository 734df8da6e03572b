import { canonicalId } from "../../api/identity";
import { pagesOfWorkspaces, readWorkspaces, readWorkspaceUnlessGone, type Workspace } from "../../api/workspaces";
import { append } from "../../append";
import type { WebexClient } from "../../client/webexClient";
import { SharedReads } from "../sharedReads";

/** Reads of an organisation's workspaces, which share the pages of their list, see `SharedReads`. */
export class WorkspaceReads {
    private readonly byIds = new Map<string, Workspace>();
    private readonly byNames = new Map<string, Workspace[]>();
    private readonly removed = new Set<string>();
    private readonly shared: SharedReads<Workspace>;

    constructor(
        private readonly client: WebexClient,
        private readonly orgId: string | undefined,
    ) {
        const list = {
            pages: () => pagesOfWorkspaces(client, { orgId }),
            add: (workspace: Workspace) => {
                this.add(workspace);
            },
        };
        this.shared = new SharedReads(list, client.settings.operationTimeoutSeconds);
    }

    /** The workspace of this id; undefined if Webex says 404 to it alone. */
    byId(id: string): Promise<Workspace | undefined> {
        const key = idKey(id);
        return this.shared.ask({
            key,
            listed: () => this.byIds.get(key),
            alone: () => readWorkspaceUnlessGone(this.client, id),
        });
    }

    /** The workspaces of exactly this name, those aside that this run has deleted. */
    async byName(displayName: string): Promise<readonly Workspace[]> {
        const found = await this.shared.ask({
            key: nameKey(displayName),
            listed: (isWhole) => (isWhole ? (this.byNames.get(displayName) ?? []) : undefined),
            alone: () => this.readNamed(displayName),
        });
        return found.filter(({ id }) => !this.removed.has(idKey(id)));
    }

    /** From now on what is asked after this id or name is asked alone. */
    write({ id, displayName }: Partial<Pick<Workspace, "id" | "displayName">>): void {
        this.shared.write([
            ...(id === undefined ? [] : [idKey(id)]),
            ...(displayName === undefined ? [] : [nameKey(displayName)]),
        ]);
    }

    /** Notes a workspace that this run deleted: pages of the list that were read before still show it. */
    remove(id: string): void {
        this.removed.add(idKey(id));
    }

    /** The filter matches on a part of the name. */
    private async readNamed(displayName: string): Promise<Workspace[]> {
        const found = await readWorkspaces(this.client, { orgId: this.orgId, displayName });
        return found.filter((workspace) => workspace.displayName === displayName);
    }

    private add(workspace: Workspace): void {
        this.byIds.set(idKey(workspace.id), workspace);
        if (workspace.displayName !== undefined) {
            append(this.byNames, workspace.displayName, workspace);
        }
    }
}

function idKey(id: string): string {
    return `id ${canonicalId(id)}`;
}

function nameKey(displayName: string): string {
    return `name ${displayName}`;
}
