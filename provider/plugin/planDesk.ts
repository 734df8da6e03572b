import { sleep } from "../client/operation";
import { scrub } from "../client/secrets";
import { messageOf } from "../messageOf";
import { type Part, partOf, type Step } from "../preflight/planned";
import { adoptionsWord, type Finding, type Preflight, type Verdict } from "../preflight/preflight";
import type { Activity } from "../resources/activity";
import type { Settings } from "../settings";
import type { PlanLog, ResourceLog } from "./engineLog";

/** Milliseconds without a call of the engine, after which the plan so far is judged. */
export const TOGETHER = 100;
/** Milliseconds without a call of the engine, after which nothing more of a plan can make room for what it lacks. */
export const PATIENCE = 1000;
/** Milliseconds between two looks whether the engine still calls. */
const LOOK_EVERY = 10;

/** A step of a plan, and what it adds to it. */
interface Noted {
    readonly step: Step;
    readonly part: Part;
    readonly log: PlanLog;
}

/** What a desk needs. */
export interface DeskSurroundings {
    readonly preflight: Pick<Preflight, "add" | "verdict" | "admit">;
    readonly activity: Pick<Activity, "quietFor">;
    readonly settings: Pick<Settings, "orgId">;
    readonly log: ResourceLog;
}

/**
 * Judges what a plan makes and changes, by the same guard and pre-flight as the program's hook. The engine asks a
 * plugin for each step of a preview, several beside each other, and never says that the plan is whole. So one step is
 * held, and the others go on. When the engine has nothing more to ask, all are judged together. A plan that is refused
 * fails with the step that is held, and errors stand under their resources. One desk for each provider and process:
 * preview and update are two.
 */
export class PlanDesk {
    private readonly passed: Part[] = [];
    private open: Noted[] = [];
    private isHolding = false;
    private isRefused = false;
    private counts = { adopted: 0, registered: 0 };

    constructor(private readonly around: DeskSurroundings) {}

    /** Looks at a step of a preview. Throws if the plan is refused. */
    async foresee(step: Step): Promise<void> {
        refuseRemovals(step);
        const noted = { step, part: partOf(step, this.around.settings), log: this.around.log.under(step.urn) };
        this.open.push(noted);
        if (this.isHolding || this.isRefused) {
            return;
        }
        this.isHolding = true;
        try {
            await this.judge(noted);
        } finally {
            this.isHolding = false;
        }
    }

    /** Looks once more at a step of the update, right before it is made. Throws with what is wrong with it. */
    async admit(step: Step): Promise<void> {
        refuseRemovals(step);
        const { outlook, inputs, urn } = step;
        if (outlook !== undefined) {
            this.around.log.under(urn).info(scrub(outlook.words()));
        } else if (inputs["personId"] === undefined) {
            // The guard counts people's devices; of another owner Webex itself says what is wrong.
            return;
        }
        try {
            await this.around.preflight.admit(partOf(step, this.around.settings));
        } catch (error) {
            throw new Error(scrub(messageOf(error)));
        }
    }

    /** Says at the end of the run what a previewed plan adopts: nothing before that tells that the plan is whole. */
    end(): void {
        const word = adoptionsWord(this.counts);
        if (word !== undefined && !this.isRefused) {
            this.around.log.info(word);
        }
    }

    /** Judges the plan so far, while `held` waits. Throws if the plan is refused. */
    private async judge(held: Noted): Promise<void> {
        await this.quiet(TOGETHER);
        while (this.open.length > 0) {
            const group = this.open.splice(0);
            const verdict = await this.verdictOn(group);
            if (!verdict.findings.some(isError)) {
                this.pass(group, verdict);
                continue;
            }
            this.open.unshift(...group);
            if (this.open.length === group.length && !(await this.moreCame(group.length))) {
                this.isRefused = true;
                throw refusal(held, this.open.splice(0), verdict.findings);
            }
        }
    }

    private async verdictOn(group: readonly Noted[]): Promise<Verdict> {
        for (const { part } of group) {
            this.around.preflight.add(part);
        }
        try {
            return await this.around.preflight.verdict(this.passed);
        } catch (error) {
            throw new Error(scrub(messageOf(error)));
        }
    }

    private pass(group: readonly Noted[], { findings, adopted, counts }: Verdict): void {
        this.counts = {
            adopted: this.counts.adopted + counts.adopted,
            registered: this.counts.registered + counts.registered,
        };
        for (const { text } of findings.filter(({ urn }) => urn === undefined)) {
            this.around.log.warn(scrub(text));
        }
        for (const { step, part, log } of group) {
            this.passed.push(part);
            if (step.outlook !== undefined) {
                log.info(scrub(step.outlook.words(adopted)));
            }
            tell(
                findings.filter(({ urn }) => urn === step.urn),
                log,
            );
        }
    }

    /** Waits until the engine has not called for so many milliseconds. */
    private async quiet(milliseconds: number): Promise<void> {
        const { activity } = this.around;
        while (activity.quietFor() < milliseconds) {
            await sleep(LOOK_EVERY);
        }
    }

    /** Waits for further steps, until there can be none; whether any came. */
    private async moreCame(known: number): Promise<boolean> {
        const { activity } = this.around;
        while (this.open.length === known && activity.quietFor() < PATIENCE) {
            await sleep(LOOK_EVERY);
        }
        await this.quiet(TOGETHER);
        return this.open.length > known;
    }
}

/** Throws if a plan takes too many entries of a batch out of Webex without leave. */
function refuseRemovals({ name, outlook }: Step): void {
    if (outlook?.refusal !== undefined) {
        throw new Error(scrub(`${name}: ${outlook.refusal}`));
    }
}

/**
 * The error of the step that is held, in a plan that is refused: what is wrong with it, and with the whole run. What is
 * wrong with others is said under them.
 */
function refusal(held: Noted, group: readonly Noted[], findings: readonly Finding[]): Error {
    const own = findings.filter((finding) => isError(finding) && (finding.urn ?? held.step.urn) === held.step.urn);
    for (const { step, log } of group) {
        const under = findings.filter((finding) => finding.urn === step.urn && !own.includes(finding));
        tell(under, log);
    }
    if (own.length > 0) {
        return new Error(scrub(own.map(({ text }) => text).join("\n")));
    }
    const wrong = group.filter(({ step }) => findings.some((finding) => isError(finding) && finding.urn === step.urn));
    return new Error(`the plan is refused: see the errors of ${wrong.map(({ part }) => part.label).join(", ")}`);
}

function tell(findings: readonly Finding[], log: PlanLog): void {
    const say = { error: "error", warning: "warn", info: "info" } as const;
    for (const { text, severity } of findings) {
        log[say[severity]](scrub(text));
    }
}

function isError({ severity }: Finding): boolean {
    return severity === "error";
}
