import assert from "node:assert/strict";
import { devicesByCode } from "../../../cli/sheet/usedCodes";
import { stackCode } from "./samples";

const roomDevice = (id: string, firstSeen: string, workspaceId = "room") => ({
    id,
    workspaceId,
    firstSeen,
    type: "roomdesk",
    product: "Cisco Desk Pro",
    connectionStatus: "connected",
});

describe("cli/sheet/usedCodes", () => {
    const phone = (name: string, entryId: string) =>
        stackCode(name, { entryId, deviceId: entryId, model: "Cisco 9861" });
    const ids = (...args: Parameters<typeof devicesByCode>): Record<string, string> =>
        Object.fromEntries(
            [...devicesByCode(...args)].map(([{ label }, { id }]) => [/"(.*)"/.exec(label)?.[1] ?? "", id]),
        );

    it("goes by the entry of a code, once it was online", () => {
        const entries = [
            { id: "1", connectionStatus: "activating" },
            { id: "2", connectionStatus: "connected" },
            { id: "3", connectionStatus: "disconnected", lastSeen: "2026-08-09T00:00:00Z" },
        ];
        assert.deepEqual(ids([phone("a", "1"), phone("b", "2"), phone("c", "3"), phone("d", "4")], entries), {
            b: "2",
            c: "3",
        });
    });

    it("takes a room device that came online with the owner since the code was issued", () => {
        const devices = [
            roomDevice("before", "2026-08-01T00:00:00Z"),
            roomDevice("elsewhere", "2026-08-09T00:00:00Z", "other"),
            roomDevice("since", "2026-08-09T00:00:00Z"),
            { ...roomDevice("phone", "2026-08-08T13:00:00Z"), type: "phone" },
        ];
        assert.deepEqual(ids([stackCode("a", { workspaceId: "room" })], devices), { a: "since" });
    });

    it("counts a device for one code, the one that was issued first", () => {
        const [first, second] = ["2026-08-08T12:00:00Z", "2026-08-08T12:00:01Z"].map((issuedAt, at) =>
            stackCode(`code-${at}`, { workspaceId: "room", issuedAt }),
        );
        assert.ok(first !== undefined && second !== undefined);
        const one = [roomDevice("one", "2026-08-09T00:00:00Z")];
        assert.deepEqual(ids([second, first], one), { "code-0": "one" });
        const two = [...one, roomDevice("two", "2026-08-10T00:00:00Z")];
        assert.deepEqual(ids([second, first], two), { "code-0": "one", "code-1": "two" });
    });

    it("does not count a device for a code that had ended before it came", () => {
        const ended = stackCode("ended", { workspaceId: "room", expiresAt: "2026-08-09T00:00:00Z" });
        const open = stackCode("open", { workspaceId: "room", issuedAt: "2026-08-09T00:00:01Z" });
        const late = [roomDevice("late", "2026-08-10T00:00:00Z")];
        assert.deepEqual(ids([ended, open], late), { open: "late" });
        assert.deepEqual(ids([ended, open], [roomDevice("early", "2026-08-08T23:00:00Z")]), { ended: "early" });
    });

    it("does not count the device of a code that is known to be used", () => {
        const used = stackCode("used", { workspaceId: "room", status: "redeemed", deviceId: "one" });
        const open = stackCode("open", { workspaceId: "room" });
        assert.deepEqual(ids([open, used], [roomDevice("one", "2026-08-09T00:00:00Z")]), { used: "one" });
    });

    it("stays quick with thousands of each", function () {
        this.timeout(5_000);
        const names = Array.from({ length: 5_000 }, (_, at) => `room-${at}`);
        const open = names.map((name) => stackCode(name, { workspaceId: name }));
        const devices = names.map((name) => roomDevice(name, "2026-08-09T00:00:00Z", name));
        assert.equal(devicesByCode(open, devices).size, 5_000);
    });
});
