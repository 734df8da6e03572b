import assert from "node:assert/strict";
import { scrub } from "../../../../provider/client/secrets";
import { inputsThat } from "../../../../provider/definitions/definition";
import { WORKSPACE } from "../../../../provider/definitions/workspace";
import { unsupportedResource } from "../../../../provider/resources/inputCheck";
import type { Properties } from "../../../../provider/resources/resource";
import { workspace } from "../../../../provider/resources/workspace/workspace";
import type { WorkspaceInit } from "../../../../simulator/index";
import { Bench, caught, lines, standAt } from "../../helpers";
import {
    boardContext,
    bodyOf,
    compare,
    create,
    NOTE,
    nextRunAt,
    update,
    workspaceStand,
    writes,
} from "./workspaceStand";

describe("resources/workspace", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    /** An organisation with what a workspace can name. */
    async function stand() {
        const place = await workspaceStand(bench);
        const { simulator } = place;
        const locationId = simulator.addLocation({ name: "Oslo" }).id;
        const license = simulator.addLicense({ name: "Webex Calling - Workspaces" }).id;
        return { ...place, locationId, license };
    }

    const FULL = {
        displayName: "Board",
        capacity: 8,
        type: "meetingRoom",
        notes: "near the lift",
        hotdeskingStatus: "off",
        deviceHostedMeetings: { enabled: true, siteUrl: "one.webex.example" },
        indoorNavigation: { url: "https://map.example/1" },
        calendar: { type: "google", emailAddress: "board@example.com" },
    };
    /** What each PUT has to carry on, because Webex clears it or says nothing of it. */
    const CARRIED = {
        displayName: "Board",
        capacity: 8,
        type: "meetingRoom",
        notes: "near the lift",
        hotdeskingStatus: "off",
        deviceHostedMeetings: { enabled: true, siteUrl: "one.webex.example" },
        indoorNavigation: { url: "https://map.example/1" },
    };

    describe("an update", () => {
        interface Row {
            readonly change: (place: Awaited<ReturnType<typeof stand>>) => Properties;
            /** What the PUT has besides what it carries on. */
            readonly sent?: (place: Awaited<ReturnType<typeof stand>>) => Properties;
            /** What the workspace is at first, besides `FULL`. */
            readonly first?: (place: Awaited<ReturnType<typeof stand>>) => Properties;
        }
        const ROWS: Readonly<Record<string, Row>> = {
            displayName: { change: () => ({ displayName: "Boardroom" }) },
            floorId: {
                first: ({ locationId }) => ({ locationId }),
                change: () => ({ floorId: "floor-2" }),
                sent: ({ locationId }) => ({ locationId, floorId: "floor-2" }),
            },
            capacity: { change: () => ({ capacity: 0 }) },
            type: { change: () => ({ type: "huddle" }) },
            notes: { change: () => ({ notes: "" }) },
            sipAddress: {
                first: () => ({ calling: { type: "thirdPartySipCalling" }, sipAddress: "a@sip.example" }),
                change: () => ({ sipAddress: "b@sip.example" }),
            },
            calling: { change: () => ({ calling: { type: "none" } }) },
            calendar: {
                change: () => ({
                    calendar: { type: "microsoft", emailAddress: "b@example.com", resourceGroupId: "g" },
                }),
            },
            hotdeskingStatus: { change: () => ({ hotdeskingStatus: "on" }) },
            deviceHostedMeetings: {
                change: () => ({ deviceHostedMeetings: { enabled: false, siteUrl: "two.example" } }),
            },
            indoorNavigation: { change: () => ({ indoorNavigation: { url: "https://map.example/2" } }) },
        };

        it("is tested for every input that is written", () => {
            assert.deepEqual(Object.keys(ROWS), inputsThat(WORKSPACE, "write"));
        });

        for (const [name, { change, sent = change, first = () => ({}) }] of Object.entries(ROWS)) {
            it(`of ${name} alone is one PUT, which carries on what it would clear`, async () => {
                const place = await stand();
                const program = { ...FULL, ...first(place) };
                const { id, state } = await create(place, program);
                place.simulator.log.clear();
                const next = { ...program, ...change(place) };
                assert.deepEqual(compare(place, id, state, next).replaces, []);
                const after = await update(place, id, state, next);
                // Devices inside keep calling from being changed.
                const looks = name === "calling" ? [`GET /devices?workspaceId=${id}&max=100`] : [];
                assert.deepEqual(lines(place.simulator.log.entries), [
                    `GET /workspaces/${id}`,
                    ...looks,
                    `PUT /workspaces/${id}`,
                ]);
                assert.deepEqual(bodyOf(place, "PUT"), { ...CARRIED, ...sent(place) });
                assert.equal(compare(place, id, after, next).changes, false);
                const read = await workspace.read(id, after, nextRunAt(place).context);
                assert.equal(compare(place, id, read?.state ?? state, next).changes, false);
            });
        }

        it("of an empty map's address takes it away", async () => {
            const place = await stand();
            const { id, state } = await create(place, FULL);
            const next = { ...FULL, indoorNavigation: { url: "" } };
            place.simulator.log.clear();
            const after = await update(place, id, state, next);
            assert.deepEqual(bodyOf(place, "PUT"), { ...CARRIED, indoorNavigation: { url: null } });
            assert.equal(place.simulator.workspaces()[0]?.indoorNavigation, undefined);
            const read = await workspace.read(id, after, nextRunAt(place).context);
            assert.equal(compare(place, id, read?.state ?? state, next).changes, false);
        });

        it("of what is so already sends no PUT", async () => {
            const place = await stand();
            const { id, state } = await create(place, FULL);
            place.simulator.updateWorkspace(id, { displayName: "Boardroom" });
            place.simulator.log.clear();
            const after = await update(place, id, state, { ...FULL, displayName: "Boardroom" });
            assert.deepEqual(writes(place), []);
            assert.equal(after.displayName, "Boardroom");
        });

        it("of settings of the stack alone asks for no request", async () => {
            const place = await stand();
            const { id, state } = await create(place, FULL);
            const next = { ...FULL, deleteDevices: true, deleteOnDestroy: false };
            assert.deepEqual(
                [compare(place, id, state, next).changes, compare(place, id, state, next).replaces],
                [true, []],
            );
            place.simulator.log.clear();
            const after = await update(place, id, state, next);
            assert.deepEqual(place.simulator.log.entries, []);
            assert.deepEqual([after.deleteDevices, after.deleteOnDestroy], [true, false]);
            assert.equal(compare(place, id, after, next).changes, false);
        });

        it("keeps what another administrator gave a field that the program does not name", async () => {
            const place = await stand();
            const program = { displayName: "Board" };
            const { id, state } = await create(place, program);
            const theirs: WorkspaceInit = {
                capacity: 12,
                type: "focus",
                notes: "theirs",
                hotdeskingStatus: "on",
                deviceHostedMeetings: { enabled: true, siteUrl: "theirs.example" },
                indoorNavigation: { url: "https://theirs.example" },
                calendar: { type: "google", emailAddress: "theirs@example.com" },
                locationId: place.locationId,
                floorId: "floor",
            };
            place.simulator.updateWorkspace(id, theirs);
            let now = state;
            for (const displayName of ["Boardroom", "The Board", "Board"]) {
                now = await update(nextRunAt(place), id, now, { displayName });
            }
            const [found] = place.simulator.workspaces();
            assert.deepEqual({ ...found, ...theirs }, found);
            assert.equal(found?.displayName, "Board");
        });

        it("keeps a field that leaves the program", async () => {
            const place = await stand();
            const { id, state } = await create(place, FULL);
            const { capacity: _, calendar: __, ...rest } = FULL;
            assert.equal(compare(place, id, state, rest).changes, true);
            place.simulator.log.clear();
            const after = await update(place, id, state, rest);
            assert.deepEqual(writes(place), []);
            assert.equal(place.simulator.workspaces()[0]?.capacity, 8);
            assert.equal(compare(place, id, after, rest).changes, false);
        });

        it("of a workspace that is gone says so", async () => {
            const place = await stand();
            const { id, state } = await create(place, FULL);
            place.simulator.removeWorkspace(id);
            const { message } = await caught(update(place, id, state, { ...FULL, capacity: 1 }));
            assert.match(message, /has no workspace .* any more: it was deleted outside Pulumi. `pulumi refresh`/);
        });

        it("sets a location that is not set yet, and refuses to change one", async () => {
            const place = await stand();
            const there = place.simulator.addWorkspace({ displayName: "Hall" });
            const program = { workspaceId: there.id };
            const { id, state } = await create(place, program);
            const { locationId } = place;
            assert.deepEqual(compare(place, id, state, { ...program, locationId }).replaces, []);
            const after = await update(place, id, state, { ...program, locationId });
            assert.equal(place.simulator.workspaces()[0]?.locationId, locationId);
            const other = place.simulator.addLocation({ name: "Bergen" }).id;
            place.simulator.log.clear();
            assert.deepEqual(compare(place, id, after, { ...program, locationId: other }).replaces, []);
            const { message } = await caught(update(place, id, after, { ...program, locationId: other }));
            assert.ok(message.includes(`locationId is ${locationId}, not ${other}. Webex sets it once`), message);
            assert.deepEqual(writes(place), []);
        });
    });

    describe("a refresh", () => {
        it("is one GET, and finds no difference", async () => {
            const place = await stand();
            const { id, state } = await create(place, FULL);
            place.simulator.log.clear();
            const read = await workspace.read(id, state, nextRunAt(place).context);
            assert.deepEqual(lines(place.simulator.log.entries), [`GET /workspaces/${id}`]);
            assert.deepEqual(read?.state, state);
            assert.deepEqual(read.inputs, FULL);
        });

        const DRIFT: readonly [string, WorkspaceInit | Readonly<Record<string, undefined>>, unknown][] = [
            ["displayName", { displayName: "Theirs" }, "Theirs"],
            ["capacity", { capacity: 3 }, 3],
            ["capacity", { capacity: undefined }, undefined],
            ["type", { type: "desk" }, "desk"],
            ["type", { type: undefined }, "notSet"],
            ["notes", { notes: undefined }, ""],
            ["hotdeskingStatus", { hotdeskingStatus: "on" }, "on"],
            [
                "deviceHostedMeetings",
                { deviceHostedMeetings: { enabled: false } },
                { enabled: false, siteUrl: "one.webex.example" },
            ],
            ["indoorNavigation", { indoorNavigation: undefined }, { url: "" }],
            ["calendar", { calendar: undefined }, { type: "none", emailAddress: "board@example.com" }],
        ];
        for (const [name, edit, told] of DRIFT) {
            it(`finds that somebody changed ${name} to ${JSON.stringify(edit)}, which an update mends`, async () => {
                const place = await stand();
                const { id, state } = await create(place, FULL);
                const before = place.simulator.workspaces()[0];
                place.simulator.updateWorkspace(id, edit);
                const read = await workspace.read(id, state, nextRunAt(place).context);
                assert.ok(read);
                assert.deepEqual(read.inputs, told === undefined ? omit(FULL, name) : { ...FULL, [name]: told });
                assert.equal(compare(place, id, read.state, FULL).changes, true);
                place.simulator.log.clear();
                const after = await update(nextRunAt(place), id, read.state, FULL);
                assert.deepEqual(writes(place), [`PUT /workspaces/${id}`]);
                assert.deepEqual(place.simulator.workspaces()[0], before);
                assert.equal(compare(place, id, after, FULL).changes, false);
            });
        }

        it("reads numbers only where the program names some, and finds drift there", async () => {
            const place = await stand();
            const { locationId } = place;
            const calling = {
                type: "webexCalling",
                webexCalling: { phoneNumber: "+4722334455", extension: "2001", locationId },
            };
            const { id, state } = await create(place, { displayName: "Board", calling });
            place.simulator.log.clear();
            const read = await workspace.read(id, state, nextRunAt(place).context);
            assert.deepEqual(lines(place.simulator.log.entries), [
                `GET /workspaces/${id}`,
                `GET /workspaces/${id}/features/numbers`,
            ]);
            assert.deepEqual(read?.state, state);
            place.simulator.updateWorkspace(id, { webexCalling: { extension: "2999", locationId, licenses: [] } });
            const changed = await workspace.read(id, state, nextRunAt(place).context);
            assert.deepEqual(changed?.inputs.calling, {
                type: "webexCalling",
                webexCalling: { phoneNumber: "", extension: "2999", locationId },
            });
        });

        for (const status of [403, 404, 405]) {
            it(`keeps numbers as declared where Webex answers ${status} to the question`, async () => {
                const place = await stand();
                const { locationId } = place;
                const calling = { type: "webexCalling", webexCalling: { extension: "2001", locationId } };
                const { id, state } = await create(place, { displayName: "Board", calling });
                place.simulator.updateWorkspace(id, { webexCalling: { extension: "2999", locationId, licenses: [] } });
                place.simulator.faults.add({ path: /features\/numbers$/, kind: { status } });
                const read = await workspace.read(id, state, nextRunAt(place).context);
                assert.deepEqual(read?.inputs.calling, calling);
                assert.equal(place.simulator.faults.pending(), 0);
            });
        }

        it("takes no location for a difference that Webex set by itself", async () => {
            const place = await stand();
            const { locationId } = place;
            const program = {
                displayName: "Board",
                calling: { type: "webexCalling", webexCalling: { extension: "2001", locationId } },
            };
            const { id, state } = await create(place, program);
            assert.equal(state.details.locationId, locationId);
            assert.equal(compare(place, id, state, program).changes, false);
            const named = compare(place, id, state, { ...program, locationId });
            assert.deepEqual([named.changes, named.replaces], [true, []]);
            const other = place.simulator.addLocation({ name: "Bergen" }).id;
            assert.deepEqual(compare(place, id, state, { ...program, locationId: other }).replaces, ["locationId"]);
        });

        it("shares the pages of the list where many are read", async () => {
            const place = await stand();
            const made = Array.from({ length: 40 }, () => place.simulator.addWorkspace());
            const { context } = nextRunAt(place);
            place.simulator.log.clear();
            const record = { origin: "created" as const };
            await Promise.all(made.map(({ id }) => workspace.read(id, { details: {}, ...record }, context)));
            assert.equal(place.simulator.log.entries.length, 7);
        });

        it("takes out what is gone, if the recorded organisation answers", async () => {
            const place = await stand();
            const { id, state } = await create(place, FULL);
            place.simulator.removeWorkspace(id);
            assert.equal(await workspace.read(id, state, nextRunAt(place).context), undefined);
        });

        it("takes nothing for gone where there is no such route", async () => {
            const place = await stand();
            const { id, state } = await create(place, FULL);
            place.simulator.faults.add({ path: /^\/workspaces\//, kind: { status: 405 } });
            assert.match((await caught(workspace.read(id, state, nextRunAt(place).context))).message, /answered 405/);
        });
    });

    describe("in another organisation", () => {
        async function mistake() {
            const place = await stand();
            const { id, state } = await create(place, { ...FULL, deleteOnDestroy: true });
            const other = place.simulator.addOrganization();
            const wrong = standAt(place.simulator, {
                accessToken: other.token,
                credentialSource: "webex:accessToken",
            });
            place.simulator.log.clear();
            return { place, id, state, wrong: { ...wrong, context: boardContext(wrong.context) }, other };
        }
        type Mistake = Awaited<ReturnType<typeof mistake>>;
        const OPERATIONS: readonly [string, (mistaken: Mistake) => Promise<unknown>][] = [
            ["a refresh", ({ id, state, wrong }) => workspace.read(id, state, wrong.context)],
            ["an update", ({ id, state, wrong }) => update(wrong, id, state, { ...FULL, capacity: 1 })],
            ["a delete", ({ id, state, wrong }) => workspace.delete(id, state, wrong.context)],
            [
                "forgetting",
                ({ id, state, wrong }) => workspace.delete(id, { ...state, deleteOnDestroy: false }, wrong.context),
            ],
        ];
        for (const [name, operation] of OPERATIONS) {
            it(`${name} fails, naming both, and takes nothing for gone`, async () => {
                const mistaken = await mistake();
                const { message } = await caught(operation(mistaken));
                const { place, other } = mistaken;
                assert.ok(message.includes(place.simulator.orgId) && message.includes(other.orgId), message);
                assert.match(message, /Nothing was changed/);
                assert.equal(place.simulator.workspaces().length, 1);
            });
        }
    });

    it("is not for the contract of the 1.0 document", () => {
        const [failure] = unsupportedResource(workspace.definition, { name: "crud", neededToRegister: [] });
        assert.match(failure?.reason ?? "", /^Workspace needs webex:contract cisco/);
        assert.deepEqual(unsupportedResource(workspace.definition, { name: "cisco", neededToRegister: [] }), []);
    });

    it("keeps a phone number out of messages, also where Webex repeats it", async () => {
        const place = await stand();
        const { locationId } = place;
        const calling = { type: "webexCalling", webexCalling: { phoneNumber: "+4799887766", locationId } };
        place.simulator.faults.add({
            method: "POST",
            kind: { status: 400, body: { message: "The number +4799887766 is taken." } },
        });
        const { message } = await caught(create(place, { displayName: "Board", calling }));
        assert.match(message, /The number \[secret\] is taken/);
        assert.equal(scrub("+4799887766"), "[secret]");
    });

    it("says in its notes who made it", async () => {
        const place = await stand();
        const { state } = await create(place, { displayName: "Board" });
        assert.equal(place.simulator.workspaces()[0]?.notes, NOTE);
        assert.equal(state.notes, undefined);
        assert.equal(state.details.notes, NOTE);
    });
});

function omit(program: Properties, name: string): Properties {
    return Object.fromEntries(Object.entries(program).filter(([each]) => each !== name));
}
