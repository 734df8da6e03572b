import assert from "node:assert/strict";
import sinon from "sinon";
import { LOOK_EVERY, NO_MORE_NEWS, untilQuiet } from "../../../provider/resources/quiet";
import { contextWith, fakeContract } from "../helpers";

describe("resources/quiet", () => {
    let clock: sinon.SinonFakeTimers;
    beforeEach(() => {
        clock = sinon.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
    });
    afterEach(() => {
        clock.restore();
    });

    const NEVER = () => false;

    /** How long a wait lasts, in milliseconds. */
    async function waiting(isSettled: () => boolean, operationTimeoutSeconds = 600, news = true): Promise<number> {
        const context = contextWith(fakeContract(), { operationTimeoutSeconds });
        const began = Date.now();
        if (news) {
            context.run.activity.news();
        }
        const ended = context.run.activity.during(() => untilQuiet(context, isSettled)).then(() => Date.now() - began);
        await clock.tickAsync(operationTimeoutSeconds * 2000);
        return ended;
    }

    it("is no wait where it is settled, or where no engine ever called", async () => {
        assert.equal(await waiting(() => true), 0);
        assert.equal(await waiting(NEVER, 600, false), 0);
    });

    it("ends soon after it is settled", async () => {
        const from = Date.now();
        const lasted = await waiting(() => Date.now() - from > 1000);
        assert.ok(lasted > 1000 && lasted <= 1000 + LOOK_EVERY, String(lasted));
    });

    it("ends when the engine is quiet, though its own operation goes on", async () => {
        assert.equal(await waiting(NEVER), NO_MORE_NEWS);
    });

    it("ends with the time that an operation may take, also where others go on", async () => {
        const context = contextWith(fakeContract(), { operationTimeoutSeconds: 30 });
        const { activity } = context.run;
        activity.news();
        void activity.during(() => new Promise(() => undefined));
        const began = Date.now();
        const ended = activity.during(() => untilQuiet(context, NEVER)).then(() => Date.now() - began);
        await clock.tickAsync(60_000);
        assert.equal(await ended, 30_000);
    });
});
