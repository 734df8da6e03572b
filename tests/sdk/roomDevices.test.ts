import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
    deviceOfRoom,
    devicesInRoom,
    ifKnown,
    lookAtDevice,
    type RecordedCode,
    statusOfCode,
    statusOfDevice,
} from "../../sdk/roomDevices";
import { caught, lines, someDevice } from "../provider/helpers";
import { programs, unknownOutput, valueOf } from "./helpers";

const LABEL = 'Room "alps"';

describe("sdk/roomDevices", () => {
    const runs = programs();
    const start = () => runs.started({ contract: "cisco" });
    const namesIn = async (workspaceId: string, more: object = {}) =>
        (await devicesInRoom(LABEL, { workspaceId, ...more })).map(({ displayName }) => displayName);

    describe("which devices a room has", () => {
        it("room devices that came online, first come first, and no others", async () => {
            const simulator = await start();
            const { id: workspaceId } = simulator.addWorkspace();
            const add = (displayName: string, fields: object) =>
                simulator.addDevice({ workspaceId, displayName, ...fields });
            add("second", { firstSeen: "2026-03-02T00:00:00.000Z" });
            add("first", { firstSeen: "2026-03-01T00:00:00.000Z" });
            add("phone", { type: "phone", product: "Cisco 9861" });
            add("headset", { type: "accessory", product: "Headset 730" });
            add("never online", {
                connectionStatus: "activating",
                ...{ firstSeen: undefined, lastSeen: undefined, serial: undefined },
            });
            simulator.addDevice({ workspaceId: simulator.addWorkspace().id });
            assert.deepEqual(await namesIn(workspaceId), ["first", "second"]);
        });

        it("phones of the model that the program names, also by another name of the model", async () => {
            const simulator = await start();
            const { id: workspaceId } = simulator.addWorkspace();
            simulator.addDevice({ workspaceId, displayName: "8875", type: "phone", product: "Cisco Video Phone 8875" });
            simulator.addDevice({ workspaceId, displayName: "9861", type: "phone", product: "Cisco 9861" });
            simulator.addDevice({ workspaceId, displayName: "board" });
            assert.deepEqual(await namesIn(workspaceId, { model: "DMS Cisco 8875" }), ["8875"]);
            assert.deepEqual(await namesIn(workspaceId, { model: "Cisco 9861" }), ["9861"]);
            assert.deepEqual(await namesIn(workspaceId, { model: "DMS Cisco 8865" }), []);
        });
    });

    it("40 rooms share the pages of one list, and the next run reads anew", async () => {
        const simulator = await start();
        const rooms = Array.from({ length: 40 }, () => simulator.addWorkspace().id);
        for (const workspaceId of rooms.slice(0, 30)) {
            simulator.addDevice({ workspaceId });
        }
        const look = () => Promise.all(rooms.map((workspaceId) => devicesInRoom(LABEL, { workspaceId })));
        const counts = async () => (await look()).map(({ length }) => length);
        assert.deepEqual(await counts(), [...Array<number>(30).fill(1), ...Array<number>(10).fill(0)]);
        const requests = lines(simulator.log.entries);
        assert.ok(requests.length <= 7, requests.join("\n"));

        simulator.addDevice({ workspaceId: rooms[39] ?? "" });
        runs.next();
        const { baseUrl, token: accessToken } = simulator;
        await runs.program.start({ baseUrl, accessToken, contract: "cisco" });
        assert.equal((await counts())[39], 1);
    });

    it("asks in the room's organisation", async () => {
        const simulator = await start();
        const { id: workspaceId } = simulator.addWorkspace();
        await devicesInRoom(LABEL, { workspaceId, orgId: simulator.orgId });
        assert.match(lines(simulator.log.entries)[0] ?? "", new RegExp(`orgId=${simulator.orgId}`));
    });

    it("an API that does not answer ends the program, in words", async () => {
        const simulator = await start();
        simulator.faults.add({ method: "GET", count: -1, kind: { status: 500 } });
        const error = await caught(devicesInRoom(LABEL, { workspaceId: "w" }));
        assert.match(error.message, /^Room "alps": a look at the devices of its workspace failed: .*500/);
        assert.ok(pulumi.RunError.isInstance(error));
    });

    it("asks nobody without a credential, which each resource's own check misses", async () => {
        await runs.program.start({ baseUrl: "http://127.0.0.1:9/v1", contract: "cisco" });
        assert.deepEqual(await devicesInRoom(LABEL, { workspaceId: "w" }), []);
        assert.deepEqual(await lookAtDevice({ id: "a" }, { workspaceId: "w" }, []), { id: "a" });
    });

    it("asks nobody under a user's mocks", async () => {
        await runs.program.start({ accessToken: "t" }, { hooks: false });
        assert.deepEqual(await devicesInRoom(LABEL, { workspaceId: "w" }), []);
    });

    describe("which of them is the room's", () => {
        const [a, b] = [someDevice({ id: "a" }), someDevice({ id: "b" })];
        const rows: [string, RecordedCode | undefined, string | undefined, boolean][] = [
            ["the first, where the state knows none", { status: "pending" }, "a", true],
            ["the first, where a preview does not know the state", undefined, "a", true],
            ["the first, where the code is for another entry", { status: "pending", deviceId: "entry" }, "a", true],
            ["the one that used the code", { status: "redeemed", deviceId: "b" }, "b", true],
            ["the one that used the code, though no list shows it", { status: "redeemed", deviceId: "c" }, "c", false],
            ["the one that made a code needless", { status: "notNeeded", deviceId: "b" }, "b", true],
            ["another, where the state knows that the first is gone", { status: "gone", deviceId: "a" }, "b", true],
            ["the first, beside an expired code", { status: "expired", deviceId: "entry" }, "a", true],
        ];
        for (const [name, recorded, id, isListed] of rows) {
            it(name, () => {
                const found = deviceOfRoom([a, b], recorded);
                assert.deepEqual([found?.id, found?.listed !== undefined], [id, isListed]);
            });
        }

        it("none, where nobody knows one", () => {
            for (const recorded of [undefined, { status: "pending" }, { status: "gone", deviceId: "a" }] as const) {
                assert.equal(deviceOfRoom([], recorded), undefined);
            }
            assert.equal(deviceOfRoom([a], { status: "gone", deviceId: "a" }), undefined);
        });
    });

    describe("a look at the device that the state knows", () => {
        /** A room whose device no list shows, and who else stands in it. */
        async function unlisted(fields: (workspaceId: string) => object) {
            const simulator = await start();
            const { id: workspaceId } = simulator.addWorkspace();
            const { id } = simulator.addDevice({ displayName: "Board", ...fields(workspaceId) });
            return { simulator, workspaceId, id };
        }

        it("asks nothing of one that is listed, nor under a user's mocks", async () => {
            const simulator = await start();
            const listed = someDevice({ id: "a" });
            assert.deepEqual(await lookAtDevice({ id: "a", listed }, { workspaceId: "w" }, [listed]), {
                id: "a",
                listed,
            });
            assert.deepEqual(simulator.log.entries, []);
            runs.next();
            await runs.program.start({ accessToken: "t" }, { hooks: false });
            assert.deepEqual(await lookAtDevice({ id: "a" }, { workspaceId: "w" }, []), { id: "a" });
        });

        it("has nothing to say of one that is in the room, although a list left it out", async () => {
            const { workspaceId, id } = await unlisted((own) => ({ workspaceId: own }));
            const { listed, warning, isElsewhere } = await lookAtDevice({ id }, { workspaceId }, []);
            assert.deepEqual([listed?.displayName, warning, isElsewhere], ["Board", undefined, undefined]);
        });

        it("says where one is that was moved, and what to do", async () => {
            const { simulator, workspaceId, id } = await unlisted(() => ({}));
            const other = simulator.addWorkspace({ displayName: "Lab" }).id;
            simulator.updateDevice(id, { workspaceId: other });
            const { isElsewhere, listed, warning = "" } = await lookAtDevice({ id }, { workspaceId }, []);
            assert.deepEqual([isElsewhere, listed], [true, undefined]);
            assert.ok(warning.startsWith(`Webex has its device "Board" (${id}) in workspace "Lab" (${other}) now. `));
            assert.match(warning, /Move it back, or take .* out of the state: `pulumi state delete`$/);
        });

        it("says that one is not shown, and which others are", async () => {
            const { simulator, workspaceId, id } = await unlisted((own) => ({ workspaceId: own }));
            simulator.removeDevice(id);
            const plain = await lookAtDevice({ id }, { workspaceId }, []);
            assert.deepEqual(plain, {
                id,
                warning:
                    `Webex does not show its device ${id} any more. Nothing changes because of that: ` +
                    "`pulumi up --refresh` finds out whether the device is gone",
            });
            const others = [someDevice({ id: "d", displayName: "Alps" }), someDevice({ id: "e", product: "Board" })];
            const { warning = "" } = await lookAtDevice({ id }, { workspaceId }, others);
            assert.match(warning, / any more, but "Alps" \(d\), "Board" \(e\)\. Nothing/);
        });

        it("knows nothing where Webex does not answer", async () => {
            const { simulator, workspaceId, id } = await unlisted((own) => ({ workspaceId: own }));
            simulator.faults.add({ method: "GET", count: -1, kind: { status: 403 } });
            const { listed, warning = "", isElsewhere } = await lookAtDevice({ id }, { workspaceId }, []);
            assert.deepEqual([listed, isElsewhere], [undefined, undefined]);
            assert.match(warning, /does not show/);
        });
    });

    it("a room's status is in the program's words, or in Webex's", () => {
        const words = ["connected", "connected_with_issues", "disconnected", "activating", "new word", undefined];
        assert.deepEqual(words.map(statusOfDevice), [
            "online",
            "online",
            "offline",
            "activating",
            "new word",
            "unknown",
        ]);
        const codes = [undefined, "pending", "expired", "gone"] as const;
        assert.deepEqual(codes.map(statusOfCode), ["waiting", "waiting", "expired", "expired"]);
    });

    it("an output that a preview does not know is undefined, and known", async () => {
        assert.equal(await valueOf(ifKnown(pulumi.output("a"))), "a");
        assert.equal(await valueOf(ifKnown(unknownOutput<string>())), undefined);
    });
});
