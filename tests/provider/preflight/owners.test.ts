import assert from "node:assert/strict";
import type { Person } from "../../../provider/api/people";
import type { Workspace } from "../../../provider/api/workspaces";
import { WebexError } from "../../../provider/client/webexError";
import { Owners } from "../../../provider/preflight/owners";

const NO_NAMES = { learnPerson: () => undefined, learnWorkspace: () => undefined };

function refused(status: number): WebexError {
    return new WebexError({ kind: "refused", method: "GET", path: "/people", status });
}

interface Api {
    readonly people?: readonly string[];
    readonly workspaces?: readonly string[];
    readonly hasWorkspaceRoutes?: boolean;
    /** Ids that make a whole list of people fail. */
    readonly malformed?: readonly string[];
}

/** Owners of an API that has these, and the requests that go out. */
function ownersOf(
    { people = [], workspaces = [], hasWorkspaceRoutes = true, malformed = [] }: Api,
    declared: readonly string[] = [],
) {
    const asked: string[] = [];
    const readers = {
        people: (ids: readonly string[]): Promise<readonly Person[]> => {
            asked.push(`people ${ids.length}`);
            return ids.some((id) => malformed.includes(id))
                ? Promise.reject(refused(400))
                : Promise.resolve(ids.filter((id) => people.includes(id)).map((id) => ({ id, emails: [] })));
        },
        async *workspacePages(): AsyncGenerator<readonly Workspace[]> {
            for (let start = 0; start === 0 || start < workspaces.length; start += 100) {
                asked.push("page");
                if (!hasWorkspaceRoutes) {
                    throw refused(404);
                }
                yield await Promise.resolve(workspaces.slice(start, start + 100).map((id) => ({ id })));
            }
        },
        workspace: (id: string): Promise<Workspace | undefined> => {
            asked.push(`workspace ${id}`);
            return Promise.resolve(hasWorkspaceRoutes && workspaces.includes(id) ? { id } : undefined);
        },
    };
    return { owners: new Owners(readers, NO_NAMES, () => declared), asked };
}

const names = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}${at}`);

describe("preflight/owners", () => {
    it("ask for people 85 at a time, whatever asks for them, and for each once", async () => {
        const people = names("p", 200);
        const { owners, asked } = ownersOf({ people });
        const facts = await Promise.all([...people, ...people].map((personId) => owners.ask({ personId })));
        assert.ok(facts.every(({ is }) => is === "there"));
        assert.deepEqual(asked, ["people 85", "people 85", "people 30"]);
    });

    it("fill a request up with people that the program names: they are next", async () => {
        const people = names("p", 100);
        const { owners, asked } = ownersOf({ people }, people);
        for (const personId of people) {
            assert.equal((await owners.ask({ personId })).is, "there");
        }
        assert.deepEqual(asked, ["people 85", "people 15"]);
    });

    it("ask for few workspaces one by one, and for more by the pages of the list, as far as needed", async () => {
        const workspaces = names("w", 250);
        const few = ownersOf({ workspaces });
        await Promise.all(workspaces.slice(0, 3).map((workspaceId) => few.owners.ask({ workspaceId })));
        assert.deepEqual(few.asked, ["workspace w0", "workspace w1", "workspace w2"]);
        const many = ownersOf({ workspaces });
        await Promise.all(workspaces.slice(0, 120).map((workspaceId) => many.owners.ask({ workspaceId })));
        assert.deepEqual(many.asked, ["page", "page"]);
    });

    it("tell an owner of the other kind", async () => {
        const { owners } = ownersOf({ people: ["p"], workspaces: ["w"] });
        assert.deepEqual(await owners.ask({ personId: "w" }), { is: "otherKind" });
        assert.deepEqual(await owners.ask({ workspaceId: "p" }), { is: "otherKind" });
    });

    it("tell who is missing, with few requests for many of them", async () => {
        const { owners, asked } = ownersOf({});
        const ids = names("x", 40);
        const facts = await Promise.all(
            ids.flatMap((id) => [owners.ask({ personId: id }), owners.ask({ workspaceId: id })]),
        );
        assert.ok(facts.every(({ is }) => is === "missing"));
        assert.deepEqual(asked, ["people 40", "workspace x0", "workspace x1", "workspace x2", "page", "people 40"]);
    });

    it("find the one id that makes Webex refuse a whole list", async () => {
        const people = names("p", 8);
        const { owners } = ownersOf({ people, malformed: ["%%"] });
        const facts = await Promise.all([...people, "%%"].map((personId) => owners.ask({ personId })));
        assert.deepEqual(
            facts.map(({ is }) => is),
            [...people.map(() => "there"), "missing"],
        );
    });

    it("take no workspace for missing where the API has no workspaces", async () => {
        const { owners } = ownersOf({ hasWorkspaceRoutes: false });
        await assert.rejects(owners.ask({ workspaceId: "w" }), { name: "WebexError", status: 404 });
    });

    it("know nothing of an owner who is not known yet, and ask nothing", async () => {
        const { owners, asked } = ownersOf({});
        assert.deepEqual(await owners.ask({}), { is: "unknown" });
        assert.deepEqual(asked, []);
    });
});
