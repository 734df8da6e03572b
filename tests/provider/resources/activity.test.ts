import assert from "node:assert/strict";
import sinon from "sinon";
import { Activity } from "../../../provider/resources/activity";

describe("resources/activity", () => {
    let clock: sinon.SinonFakeTimers;

    beforeEach(() => {
        clock = sinon.useFakeTimers();
    });

    afterEach(() => {
        clock.restore();
    });

    it("is quiet for ever where no engine called", () => {
        assert.equal(new Activity().quietFor(), Infinity);
    });

    it("is quiet since the last call", () => {
        const activity = new Activity();
        activity.news();
        clock.tick(700);
        assert.equal(activity.quietFor(), 700);
        activity.news();
        assert.equal(activity.quietFor(), 0);
    });

    it("is not quiet while work goes on, and is while all of it waits", async () => {
        const activity = new Activity();
        activity.news();
        clock.tick(500);
        const heard: number[] = [];
        const look = () => {
            heard.push(activity.quietFor());
            return Promise.resolve();
        };
        await activity.during(async () => {
            await look();
            await activity.aside(look);
            await activity.aside(() => activity.during(look));
            await look();
        });
        await look();
        assert.deepEqual(heard, [0, 500, 0, 0, 500]);
    });

    it("counts work and waits that fail", async () => {
        const activity = new Activity();
        activity.news();
        clock.tick(500);
        const fail = () => Promise.reject(new Error("no"));
        await assert.rejects(activity.during(() => activity.aside(fail)));
        assert.equal(activity.quietFor(), 500);
    });
});
