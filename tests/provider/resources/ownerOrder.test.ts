import assert from "node:assert/strict";
import sinon from "sinon";
import { asOperation, operationDeadline } from "../../../provider/client/operation";
import { Activity } from "../../../provider/resources/activity";
import { OwnerOrder } from "../../../provider/resources/ownerOrder";
import { webexId } from "../helpers";

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A task that notes when it begins and ends. */
function noting(notes: string[], name: string) {
    return async () => {
        notes.push(`${name} begins`);
        await turn();
        notes.push(`${name} ends`);
        return name;
    };
}

describe("resources/ownerOrder", () => {
    let activity: Activity;
    let order: OwnerOrder;
    beforeEach(() => {
        activity = new Activity();
        order = new OwnerOrder(activity);
    });
    afterEach(() => {
        sinon.restore();
    });

    it("runs the tasks of one owner one after another", async () => {
        const notes: string[] = [];
        const names = await Promise.all(
            ["a", "b", "c"].map((name) => order.inTurn({ personId: "p" }, noting(notes, name))),
        );
        assert.deepEqual(names, ["a", "b", "c"]);
        assert.deepEqual(notes, ["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
    });

    it("runs tasks that have something else in common one after another, too", async () => {
        const notes: string[] = [];
        await Promise.all([
            order.inTurnOf("settings d", noting(notes, "a")),
            order.inTurnOf("settings d", noting(notes, "b")),
            order.inTurnOf("settings e", noting(notes, "c")),
        ]);
        assert.deepEqual(notes.slice(0, 2), ["a begins", "c begins"]);
        assert.ok(notes.indexOf("b begins") > notes.indexOf("a ends"));
    });

    it("lets whoever has the turn wait until nothing else goes on, also while others wait for their turn", async () => {
        const clock = sinon.useFakeTimers({ toFake: ["Date"] });
        activity.news();
        let goOn = (): void => undefined;
        const quiet = new Promise<void>((resolve) => {
            goOn = resolve;
        });
        const first = activity.during(() => order.inTurnOf("room", () => activity.aside(() => quiet)));
        const second = activity.during(() => order.inTurnOf("room", turn));
        await turn();
        clock.tick(10);
        assert.equal(activity.quietFor(), 10);
        goOn();
        await Promise.all([first, second]);
    });

    it("knows an owner by every spelling of the id", async () => {
        const padded = webexId("PEOPLE", "0b7e2c1a-1111-4222-8333-44446666");
        const notes: string[] = [];
        await Promise.all([
            order.inTurn({ personId: padded }, noting(notes, "a")),
            order.inTurn({ personId: padded.replace(/=+$/, "") }, noting(notes, "b")),
        ]);
        assert.deepEqual(notes, ["a begins", "a ends", "b begins", "b ends"]);
    });

    it("runs those of two owners beside each other", async () => {
        const notes: string[] = [];
        await Promise.all([
            order.inTurn({ personId: "p" }, noting(notes, "a")),
            order.inTurn({ workspaceId: "w" }, noting(notes, "b")),
        ]);
        assert.deepEqual(notes.slice(0, 2).sort(), ["a begins", "b begins"]);
    });

    it("does not make those wait who have no owner", async () => {
        const notes: string[] = [];
        await Promise.all([order.inTurn({}, noting(notes, "a")), order.inTurn({}, noting(notes, "b"))]);
        assert.deepEqual(notes.slice(0, 2), ["a begins", "b begins"]);
    });

    it("goes on after a task that failed, whose error only its own caller sees", async () => {
        const workspaceId = "w";
        const failing = order.inTurn({ workspaceId }, () => Promise.reject(new Error("mine")));
        const next = order.inTurn({ workspaceId }, () => Promise.resolve("fine"));
        await assert.rejects(failing, /mine/);
        assert.equal(await next, "fine");
    });

    it("starts a task when nobody is before it any more", async () => {
        await order.inTurn({ personId: "p" }, () => Promise.resolve());
        await turn();
        let started = false;
        await order.inTurn({ personId: "p" }, () => {
            started = true;
            return Promise.resolve();
        });
        assert.equal(started, true);
    });

    it("does not take a wait for the turn from the operation's time, and takes what comes after from it", async () => {
        const clock = sinon.useFakeTimers({ now: 0, toFake: ["Date", "setTimeout", "clearTimeout"] });
        const owner = { workspaceId: "w" };
        const seconds: [began: number, deadline: number, deadlineAfterwards: number][] = [];
        const task = async () => {
            const [began, deadline] = [Date.now(), operationDeadline(0)];
            await new Promise((resolve) => setTimeout(resolve, 40_000));
            seconds.push([began / 1000, deadline / 1000, operationDeadline(0) / 1000]);
        };
        const all = Promise.all([1, 2, 3].map(() => asOperation({ seconds: 60 }, () => order.inTurn(owner, task))));
        await clock.runAllAsync();
        await all;
        assert.deepEqual(seconds, [
            [0, 60, 60],
            [40, 100, 100],
            [80, 140, 140],
        ]);
    });
});
