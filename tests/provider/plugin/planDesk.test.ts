import assert from "node:assert/strict";
import sinon from "sinon";
import { PATIENCE, PlanDesk, TOGETHER } from "../../../provider/plugin/planDesk";
import type { Part, Step } from "../../../provider/preflight/planned";
import type { Finding, Verdict } from "../../../provider/preflight/preflight";
import { Activity } from "../../../provider/resources/activity";
import { MemoryLog } from "../helpers";

/** A log that keeps what was said of whom, e.g. `error urn:a: text`. */
class DeskLog extends MemoryLog {
    readonly said: string[] = [];

    under(urn: string) {
        const say = (word: string) => (message: string) => {
            this.said.push(`${word} ${urn}: ${message}`);
        };
        return { info: say("info"), warn: say("warn"), error: say("error") };
    }
}

/** A preflight whose problems a test names: it keeps what it was asked. */
class Judge {
    readonly asked: { parts: string[]; passed: string[] }[] = [];
    readonly admitted: string[] = [];
    private parts: Part[] = [];

    constructor(private readonly problemsOf: (parts: string[], passed: string[]) => Finding[] = () => []) {}

    add(part: Part): void {
        this.parts.push(part);
    }

    verdict(passed: readonly Part[] = []): Promise<Verdict> {
        const names = (all: readonly Part[]) => all.map(({ name }) => name);
        const asked = { parts: names(this.parts), passed: names(passed) };
        this.asked.push(asked);
        this.parts = [];
        const counts = { adopted: asked.parts.length, registered: 1 };
        return Promise.resolve({
            findings: this.problemsOf(asked.parts, asked.passed),
            adopted: new Set<string>(),
            counts,
            word: "a word of a part of the plan",
        });
    }

    admit({ name }: Part): Promise<void> {
        this.admitted.push(name);
        return name === "full" ? Promise.reject(new Error("full: no seat")) : Promise.resolve();
    }
}

function step(name: string, more: Partial<Step> = {}): Step {
    const inputs = { personId: "somebody", mac: "020000000001" };
    return { name, urn: `urn:${name}`, type: "Device", inputs, outlook: undefined, isRetained: false, ...more };
}

function finding(name: string | undefined, severity: Finding["severity"] = "error"): Finding {
    return { urn: name === undefined ? undefined : `urn:${name}`, text: `${name ?? "all"} cannot be`, severity };
}

const outlook = (refusal?: string) => ({
    entries: { planned: [], leaving: [] },
    changes: [],
    refusal,
    words: () => "registers 2",
});

describe("plugin/planDesk", () => {
    let clock: sinon.SinonFakeTimers;
    let activity: Activity;
    let log: DeskLog;

    beforeEach(() => {
        clock = sinon.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
        activity = new Activity();
        log = new DeskLog();
    });
    afterEach(() => {
        clock.restore();
    });

    function open(judge: Judge): PlanDesk {
        return new PlanDesk({ preflight: judge, activity, settings: { orgId: undefined }, log });
    }

    /** Has the engine ask for a step, and keeps what becomes of it: undefined while it is held. */
    function foresee(desk: PlanDesk, one: Step): { outcome?: string } {
        const told: { outcome?: string } = {};
        activity.news();
        desk.foresee(one).then(
            () => {
                told.outcome = "passed";
            },
            (error: unknown) => {
                told.outcome = (error as Error).message;
            },
        );
        return told;
    }

    it("holds the first step alone, and judges all that came while the engine called", async () => {
        const judge = new Judge();
        const desk = open(judge);
        const first = foresee(desk, step("a"));
        await clock.tickAsync(TOGETHER / 2);
        const second = foresee(desk, step("b"));
        await clock.tickAsync(TOGETHER / 2);
        assert.deepEqual([first.outcome, second.outcome], [undefined, "passed"]);
        assert.deepEqual(judge.asked, []);

        await clock.tickAsync(TOGETHER);

        assert.equal(first.outcome, "passed");
        assert.deepEqual(judge.asked, [{ parts: ["a", "b"], passed: [] }]);
    });

    it("does not judge while an answer of Webex is waited for, as a look-up's", async () => {
        const judge = new Judge();
        const held = foresee(open(judge), step("a"));
        let answer: () => void = () => undefined;
        const lookUp = activity.during(() => new Promise<void>((resolve) => (answer = resolve)));
        await clock.tickAsync(TOGETHER * 20);
        assert.equal(held.outcome, undefined);
        answer();
        await lookUp;
        await clock.tickAsync(TOGETHER);
        assert.equal(held.outcome, "passed");
    });

    it("judges what comes later with what has passed", async () => {
        const judge = new Judge();
        const desk = open(judge);
        foresee(desk, step("a"));
        await clock.tickAsync(TOGETHER * 2);
        foresee(desk, step("b"));
        await clock.tickAsync(TOGETHER * 2);
        assert.deepEqual(judge.asked, [
            { parts: ["a"], passed: [] },
            { parts: ["b"], passed: ["a"] },
        ]);
    });

    it("waits for a later step that makes room", async () => {
        const judge = new Judge((parts) => (parts.includes("room") ? [] : [finding("a")]));
        const desk = open(judge);
        const held = foresee(desk, step("a"));
        await clock.tickAsync(PATIENCE / 2);
        assert.equal(held.outcome, undefined);
        foresee(desk, step("room"));
        await clock.tickAsync(TOGETHER * 2);
        assert.equal(held.outcome, "passed");
        assert.deepEqual(log.said, []);
    });

    it("refuses when the engine has nothing more: an error under each, the held one's as its own", async () => {
        const judge = new Judge(() => [finding("a"), finding("b"), finding("c", "warning")]);
        const desk = open(judge);
        const held = foresee(desk, step("a"));
        foresee(desk, step("b"));
        foresee(desk, step("c"));
        await clock.tickAsync(PATIENCE + TOGETHER);
        assert.equal(held.outcome, "a cannot be");
        assert.deepEqual(log.said, ["error urn:b: b cannot be", "warn urn:c: c cannot be"]);

        // The engine has begun more steps before it heard of it: the run fails anyway, and nothing is said twice.
        const late = foresee(desk, step("d"));
        await clock.tickAsync(1);
        assert.equal(late.outcome, "passed");
        desk.end();
        assert.deepEqual(log.infos, []);
    });

    it("names the others where the held step itself is right", async () => {
        const judge = new Judge(() => [finding("b")]);
        const desk = open(judge);
        const held = foresee(desk, step("a"));
        foresee(desk, step("b"));
        await clock.tickAsync(PATIENCE + TOGETHER);
        assert.equal(held.outcome, 'the plan is refused: see the errors of Device "b"');
        assert.deepEqual(log.said, ["error urn:b: b cannot be"]);
    });

    it("says once what concerns the whole run", async () => {
        const judge = new Judge(() => [finding(undefined)]);
        const desk = open(judge);
        const held = foresee(desk, step("a"));
        foresee(desk, step("b"));
        await clock.tickAsync(PATIENCE + TOGETHER);
        assert.equal(held.outcome, "all cannot be");
        assert.deepEqual(log.said, []);
    });

    it("lets a plan with warnings pass, and says them under their resources", async () => {
        const judge = new Judge((parts) => [
            finding(undefined, "warning"),
            ...parts.map((name) => finding(name, "warning")),
        ]);
        const desk = open(judge);
        const held = foresee(desk, step("a"));
        await clock.tickAsync(TOGETHER * 2);
        assert.equal(held.outcome, "passed");
        assert.deepEqual([log.warnings, log.said], [["all cannot be"], ["warn urn:a: a cannot be"]]);
    });

    it("says at the end what the plan adopts, all parts of it together", async () => {
        const desk = open(new Judge());
        foresee(desk, step("a"));
        foresee(desk, step("b"));
        await clock.tickAsync(TOGETHER * 2);
        foresee(desk, step("c"));
        await clock.tickAsync(TOGETHER * 2);
        assert.deepEqual(log.infos, []);
        desk.end();
        assert.deepEqual(log.infos, ["adopts 3, registers 2"]);
    });

    it("says what becomes of a batch, and refuses one that takes out too much before anything is asked", async () => {
        const judge = new Judge();
        const desk = open(judge);
        const held = foresee(desk, step("phones", { type: "DeviceBatch", outlook: outlook() }));
        const braked = foresee(desk, step("rooms", { type: "DeviceBatch", outlook: outlook("too many leave") }));
        await clock.tickAsync(TOGETHER * 2);
        assert.deepEqual([held.outcome, braked.outcome], ["passed", "rooms: too many leave"]);
        assert.deepEqual(log.said, ["info urn:phones: registers 2"]);
        assert.deepEqual(judge.asked, [{ parts: ["phones"], passed: [] }]);
    });

    describe("in the update", () => {
        it("looks once more at a person's devices and at batches, and at nothing else", async () => {
            const judge = new Judge();
            const desk = open(judge);
            await desk.admit(step("person"));
            await desk.admit(step("workspace", { inputs: { workspaceId: "room" } }));
            await desk.admit(step("batch", { type: "DeviceBatch", inputs: {}, outlook: outlook() }));
            assert.deepEqual(judge.admitted, ["person", "batch"]);
            assert.deepEqual(log.said, ["info urn:batch: registers 2"]);
        });

        it("stops what cannot be, and a batch that takes out too much", async () => {
            const desk = open(new Judge());
            await assert.rejects(desk.admit(step("full")), { message: "full: no seat" });
            await assert.rejects(desk.admit(step("rooms", { outlook: outlook("too many leave") })), {
                message: "rooms: too many leave",
            });
        });
    });
});
