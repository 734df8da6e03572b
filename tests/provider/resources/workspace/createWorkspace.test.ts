import assert from "node:assert/strict";
import sinon from "sinon";
import { WebexError } from "../../../../provider/client/webexError";
import type { Properties } from "../../../../provider/resources/resource";
import { workspace } from "../../../../provider/resources/workspace/workspace";
import type { FaultKind } from "../../../../simulator/index";
import { Bench, caught, fastForward, inTurns, lines } from "../../helpers";
import {
    boardContext,
    bodyOf,
    checked,
    compare,
    create,
    NOTE,
    nextRunAt,
    type Place,
    workspaceStand,
    writes,
} from "./workspaceStand";

describe("resources/workspace/createWorkspace", () => {
    const bench = new Bench();
    afterEach(async () => {
        sinon.restore();
        await bench.closeAll();
    });

    const BOARD = { displayName: "Board" };
    const beside = <P extends Place>(place: P, name: string): P => ({
        ...place,
        context: boardContext(place.context, name),
    });

    describe("a new workspace", () => {
        it("is one look by name and one POST", async () => {
            const place = await workspaceStand(bench);
            const { id, state } = await create(place, BOARD);
            assert.deepEqual(lines(place.simulator.log.entries), [
                "GET /workspaces?displayName=Board&max=100",
                "POST /workspaces",
            ]);
            assert.deepEqual(bodyOf(place, "POST"), { ...BOARD, notes: NOTE });
            assert.equal(id, place.simulator.workspaces()[0]?.id);
            assert.deepEqual([state.origin, state.displayName], ["created", "Board"]);
            assert.equal(state.details.orgId, place.simulator.orgId);
            assert.equal(compare(place, id, state, BOARD).changes, false);
        });

        it("gets everything that the program says", async () => {
            const place = await workspaceStand(bench);
            const { simulator } = place;
            const locationId = simulator.addLocation({ name: "Oslo" }).id;
            const license = simulator.addLicense({ name: "Webex Calling - Workspaces" }).id;
            const given: Properties = {
                displayName: "Board",
                locationId,
                floorId: "floor-1",
                capacity: 6,
                type: "huddle",
                notes: "quiet",
                calling: {
                    type: "webexCalling",
                    webexCalling: { phoneNumber: "+4721002100", extension: "2100", locationId, licenses: [license] },
                },
                calendar: { type: "microsoft", emailAddress: "board@example.com", resourceGroupId: "group" },
                hotdeskingStatus: "on",
                deviceHostedMeetings: { enabled: true, siteUrl: "site.webex.example" },
                supportedDevices: "collaborationDevices",
                indoorNavigation: { url: "https://map.example/1" },
            };
            const { id, state } = await create(place, { ...given, deleteDevices: true, deleteOnDestroy: true });
            assert.deepEqual(bodyOf(place, "POST"), given);
            const read = await workspace.read(id, state, nextRunAt(place).context);
            assert.deepEqual(read?.state, state);
            assert.equal(
                compare(place, id, state, { ...given, deleteDevices: true, deleteOnDestroy: true }).changes,
                false,
            );
        });

        it("is made in the organisation that is named", async () => {
            const stand = await workspaceStand(bench);
            const place = nextRunAt(stand, { orgId: stand.simulator.orgId });
            const { id, state } = await create(place, BOARD);
            assert.equal((bodyOf(place, "POST") as Properties).orgId, stand.simulator.orgId);
            assert.equal(compare(place, id, state, BOARD).changes, false);
            const own = await create(beside(place, "own"), { ...BOARD, orgId: stand.simulator.orgId });
            assert.deepEqual([own.state.orgId, own.state.details.orgId], [stand.simulator.orgId, undefined]);
            assert.equal(own.state.organization, undefined);
        });

        it("gets no note where the stack is not known, or where the program gives notes", async () => {
            const place = await workspaceStand(bench);
            const nameless = { ...place, context: { ...place.context, stack: undefined } };
            await create(nameless, BOARD);
            assert.deepEqual(bodyOf(place, "POST"), BOARD);
            place.simulator.log.clear();
            await create(beside(place, "other"), { displayName: "Lobby", notes: "" });
            assert.deepEqual(bodyOf(place, "POST"), { displayName: "Lobby", notes: "" });
        });

        it("is made beside others of the same name, which stay", async () => {
            const place = await workspaceStand(bench);
            const theirs = place.simulator.addWorkspace({ displayName: "Board", notes: "theirs" });
            const { id } = await create(place, BOARD);
            assert.notEqual(id, theirs.id);
            assert.deepEqual(place.log.warnings, []);
            await create(beside(place, "second"), BOARD);
            assert.equal(place.simulator.workspaces().length, 3);
        });

        it("with notes of its own is made with a warning that names others of the same name", async () => {
            const place = await workspaceStand(bench);
            const theirs = place.simulator.addWorkspace({ displayName: "Board" });
            await create(place, { ...BOARD, notes: "mine" });
            assert.equal(place.simulator.workspaces().length, 2);
            assert.deepEqual(place.log.warnings.length, 1);
            assert.ok(
                place.log.warnings[0]?.startsWith(
                    `Workspace "board": workspaces of the same name are there already: ${theirs.id}. If a run`,
                ),
                place.log.warnings[0],
            );
        });

        it("shares the pages of the list with the others that are made", async () => {
            const place = await workspaceStand(bench);
            for (let each = 0; each < 150; each += 1) {
                place.simulator.addWorkspace();
            }
            const names = Array.from({ length: 60 }, (_, at) => `Room ${at}`);
            await inTurns(names, 16, (name) => create(beside(place, name), { displayName: name }));
            const looks = place.simulator.log.requests({ method: "GET" });
            assert.ok(looks.length <= 6 + 2, `${looks.length} looks`);
            assert.equal(writes(place).length, 60);
        });
    });

    describe("a workspace that a killed run made", () => {
        it("is known by its note, taken as the stack's own, and told", async () => {
            const place = await workspaceStand(bench);
            const { id } = await create(place, BOARD);
            place.simulator.addWorkspace({ displayName: "Board" });
            place.simulator.log.clear();
            const next = nextRunAt(place);
            const again = await create(next, BOARD);
            assert.equal(again.id, id);
            assert.equal(again.state.origin, "created");
            assert.deepEqual(writes(next), []);
            assert.match(
                next.log.warnings.join(),
                /Workspace "board": the workspace .* taken as the stack's own, and none is/,
            );
            await workspace.delete(id, again.state, nextRunAt(place).context);
            assert.equal(place.simulator.workspaces().length, 1);
        });

        it("is brought to what the program says by now", async () => {
            const place = await workspaceStand(bench);
            const { id } = await create(place, BOARD);
            const next = nextRunAt(place);
            const program = { ...BOARD, capacity: 4 };
            const again = await create(next, program);
            assert.equal(again.id, id);
            assert.deepEqual(bodyOf({ simulator: place.simulator }, "PUT"), {
                ...BOARD,
                capacity: 4,
                notes: NOTE,
                hotdeskingStatus: "off",
                deviceHostedMeetings: { enabled: false },
            });
            assert.equal(compare(next, id, again.state, program).changes, false);
        });

        const OTHERS: readonly [string, (place: ReturnType<typeof nextRunAt>) => ReturnType<typeof nextRunAt>][] = [
            ["another resource's", (place) => beside(place, "other")],
            ["another stack's", (place) => ({ ...place, context: { ...place.context, stack: "shop/test" } })],
            [
                "nobody's, as far as is known",
                (place) => ({ ...place, context: { ...place.context, stack: undefined } }),
            ],
        ];
        for (const [name, other] of OTHERS) {
            it(`is not taken where it is ${name}`, async () => {
                const place = await workspaceStand(bench);
                const { id } = await create(place, BOARD);
                const again = await create(other(nextRunAt(place)), BOARD);
                assert.notEqual(again.id, id);
                assert.equal(place.simulator.workspaces().length, 2);
            });
        }

        it("is not taken where a resource of the stack has it, e.g. the old half of a replacement", async () => {
            const place = await workspaceStand(bench);
            const { id } = await create(place, BOARD);
            const next = nextRunAt(place);
            next.context.run.claims.know(id, next.context.self);
            const again = await create(next, BOARD);
            assert.notEqual(again.id, id);
        });

        it("is not taken where the engine tells meanwhile that a renamed resource has it", async () => {
            const clock = sinon.useFakeTimers({ now: Date.now(), toFake: ["Date", "setTimeout", "clearTimeout"] });
            const place = await workspaceStand(bench);
            const { id } = await create(place, BOARD);
            const next = nextRunAt(place);
            const { run } = next.context;
            run.activity.news();
            setTimeout(() => {
                run.claims.declare(id, boardContext(next.context, "renamed").self);
            }, 2000);
            const again = await fastForward(clock, create(next, BOARD));
            assert.notEqual(again.id, id);
        });

        it("is taken when the engine has nothing more to tell", async () => {
            const clock = sinon.useFakeTimers({ now: Date.now(), toFake: ["Date", "setTimeout", "clearTimeout"] });
            const place = await workspaceStand(bench);
            const { id } = await create(place, BOARD);
            const next = nextRunAt(place);
            const began = Date.now();
            next.context.run.activity.news();
            const again = await fastForward(clock, create(next, BOARD));
            assert.equal(again.id, id);
            assert.ok(Date.now() - began >= 5000);
        });

        it("stays where the workspace was replaced by itself", async () => {
            const place = await workspaceStand(bench);
            const first = await create(place, BOARD);
            // `pulumi up --replace`: a create and then a delete, without a word before.
            const next = nextRunAt(place);
            const second = await create(next, BOARD);
            assert.equal(second.id, first.id);
            await workspace.delete(first.id, first.state, next.context);
            assert.equal(place.simulator.workspaces().length, 1);
            assert.match(next.log.warnings.join(), /was replaced by itself: the workspace .* stays in Webex/);
        });
    });

    describe("a lost answer", () => {
        const LOST: readonly [string, FaultKind][] = [
            ["the connection is lost after the effect", { reset: "after" }],
            ["500 comes after the effect", { status: 500, when: "after" }],
            ["503 comes after the effect", { status: 503, when: "after" }],
            ["the answer is cut", { cut: true }],
            ["the answer is empty", { empty: true }],
        ];
        for (const notes of [undefined, "mine"]) {
            for (const [name, kind] of LOST) {
                it(`is made good where ${name}, ${notes === undefined ? "by the note" : "with notes of its own"}`, async () => {
                    const place = await workspaceStand(bench);
                    place.simulator.addWorkspace({ displayName: "Board", ...(notes !== undefined && { notes }) });
                    place.simulator.faults.add({ method: "POST", kind });
                    const program = { ...BOARD, ...(notes !== undefined && { notes }) };
                    const { id, state } = await create(place, program);
                    assert.deepEqual(writes(place), ["POST /workspaces"]);
                    assert.equal(id, place.simulator.workspaces()[1]?.id);
                    assert.equal(state.origin, "created");
                });
            }
        }

        for (const [name, kind] of [
            ["the connection is lost", { reset: "before" }],
            ["503 comes", { status: 503 }],
        ] as [string, FaultKind][]) {
            it(`leads to another POST where ${name} before the effect: one workspace`, async () => {
                const clock = sinon.useFakeTimers({ now: Date.now(), toFake: ["Date", "setTimeout", "clearTimeout"] });
                const place = await workspaceStand(bench);
                place.simulator.faults.add({ method: "POST", kind });
                const { id } = await fastForward(clock, create(place, BOARD));
                assert.deepEqual(
                    place.simulator.workspaces().map((each) => each.id),
                    [id],
                );
                assert.deepEqual(writes(place), ["POST /workspaces", "POST /workspaces"]);
            });
        }

        it("is an error where several appeared that cannot be told apart, and none is taken", async () => {
            const place = await workspaceStand(bench);
            place.simulator.faults.add({ method: "POST", kind: { status: 500, when: "after" } });
            const looks = place.simulator.log.waitFor({ method: "POST", path: "/workspaces" });
            const creating = caught(create(place, { ...BOARD, notes: "mine" }));
            await looks;
            place.simulator.addWorkspace({ displayName: "Board", notes: "mine" });
            const error = await creating;
            assert.ok(error instanceof WebexError);
            assert.equal(error.status, 500);
            assert.equal(place.simulator.workspaces().length, 2);
        });

        it("of one of two resources with one name and the same notes is that one's", async () => {
            const place = await workspaceStand(bench);
            place.simulator.faults.add({ method: "POST", count: 2, kind: { reset: "after" } });
            const program = { ...BOARD, notes: "mine" };
            const made = await Promise.all([create(place, program), create(beside(place, "second"), program)]);
            assert.equal(new Set(made.map(({ id }) => id)).size, 2);
            assert.deepEqual(writes(place), ["POST /workspaces", "POST /workspaces"]);
        });
    });

    describe("takeover by workspaceId", () => {
        it("is one GET where the program says nothing else, and changes nothing", async () => {
            const place = await workspaceStand(bench);
            const theirs = place.simulator.addWorkspace({ displayName: "Board", capacity: 5 });
            const program = { workspaceId: theirs.id };
            const { id, state } = await create(place, program);
            assert.equal(id, theirs.id);
            assert.deepEqual(lines(place.simulator.log.entries), [`GET /workspaces/${id}`]);
            assert.deepEqual(
                [state.origin, state.displayName, state.details.displayName],
                ["takenOver", undefined, "Board"],
            );
            assert.equal(compare(place, id, state, program).changes, false);
        });

        it("writes what the program names, and leaves the rest as it is", async () => {
            const place = await workspaceStand(bench);
            const theirs = place.simulator.addWorkspace({ displayName: "Board", capacity: 5, notes: "theirs" });
            const program = { workspaceId: theirs.id, displayName: "Boardroom", type: "huddle" };
            const { id, state } = await create(place, program);
            const [now] = place.simulator.workspaces();
            assert.deepEqual({ ...now, ...theirs, displayName: "Boardroom", type: "huddle" }, now);
            assert.equal(writes(place).length, 1);
            assert.equal(compare(place, id, state, program).changes, false);
        });

        it("sends no PUT where all is so already, numbers included", async () => {
            const place = await workspaceStand(bench);
            const locationId = place.simulator.addLocation({ name: "Oslo" }).id;
            const theirs = place.simulator.addWorkspace({
                displayName: "Board",
                calling: "webexCalling",
                webexCalling: { extension: "2001", locationId, licenses: [] },
            });
            const calling = { type: "webexCalling", webexCalling: { extension: "2001", locationId } };
            const { state } = await create(place, { workspaceId: theirs.id, calling });
            assert.deepEqual(writes(place), []);
            assert.deepEqual(state.calling, calling);
        });

        it("fails where there is none, and where it is in another organisation", async () => {
            const place = await workspaceStand(bench);
            const none = await caught(create(place, { workspaceId: "none" }));
            assert.match(none.message, /no workspace has the id none. Correct workspaceId/);
            const theirs = place.simulator.addWorkspace();
            const other = nextRunAt(place, { orgId: "other-organisation" });
            const { message } = await caught(create(other, { workspaceId: theirs.id }));
            assert.ok(
                message.includes(`is in the organisation ${place.simulator.orgId}, but other-organisation`),
                message,
            );
            assert.deepEqual(writes(place), []);
        });

        for (const [name, wanted] of [
            ["locationId", "elsewhere"],
            ["supportedDevices", "phones"],
        ] as const) {
            it(`fails where ${name} is another one, and changes nothing`, async () => {
                const place = await workspaceStand(bench);
                const locationId = place.simulator.addLocation({ name: "Oslo" }).id;
                const { id } = place.simulator.addWorkspace({ locationId, supportedDevices: "collaborationDevices" });
                const { message } = await caught(create(place, { workspaceId: id, capacity: 1, [name]: wanted }));
                assert.match(message, new RegExp(`stays as it is: ${name} is .*, not ${wanted}. Webex sets it once`));
                assert.deepEqual(writes(place), []);
            });
        }

        it("is refused where another resource has it", async () => {
            const place = await workspaceStand(bench);
            const { id } = place.simulator.addWorkspace();
            await create(place, { workspaceId: id });
            const { message } = await caught(create(beside(place, "second"), { workspaceId: id }));
            assert.match(message, /is already declared by Workspace "board"; a workspace can be declared once/);
        });

        it("that fails half-way can be done again", async () => {
            const place = await workspaceStand(bench);
            const { id } = place.simulator.addWorkspace({ displayName: "Hall" });
            place.simulator.faults.add({ method: "PUT", kind: { status: 400 } });
            const program = { workspaceId: id, capacity: 3 };
            assert.match((await caught(create(place, program))).message, /answered 400/);
            const again = await create(nextRunAt(place), program);
            assert.equal(again.id, id);
            assert.equal(place.simulator.workspaces()[0]?.capacity, 3);
        });
    });

    it("does as checked inputs say", async () => {
        const place = await workspaceStand(bench);
        assert.deepEqual(checked(place, { displayName: "Board", notes: null }), BOARD);
    });
});
