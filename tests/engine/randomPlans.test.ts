import fc from "fast-check";
import { thorough } from "./breadth";
import { type PlanOutcome, planScenario, runPlans } from "./randomPlans";

const { PULUMI_WEBEX_SEED, PULUMI_WEBEX_RUNS } = process.env;
/** A run is a dozen calls of the CLI, some 25 seconds: `npm test` has time for one, a soak for hundreds. */
const RUNS = Number(PULUMI_WEBEX_RUNS ?? (thorough ? 300 : 1));
/** `npm test` runs the same seeds each time, a soak others; each run has one of its own. */
const FIRST = Number(PULUMI_WEBEX_SEED ?? (thorough ? Math.floor(Date.now() / 1000) : 1));

describe("random programs and edits without faults: a preview that passes is followed by an up that passes", () => {
    const outcomes: PlanOutcome[] = [];

    after(() => {
        const sum = (name: keyof PlanOutcome) => outcomes.reduce((total, outcome) => total + outcome[name], 0);
        console.log(
            `      ${RUNS} runs from seed ${FIRST}: ${RUNS - outcomes.length} violations, ${sum("passed")} plans applied as ` +
                `previewed, ${sum("refused")} refused at preview, ${sum("moved")} devices moved`,
        );
    });

    for (let seed = FIRST; seed < FIRST + RUNS; seed += 1) {
        it(`PULUMI_WEBEX_SEED=${seed} PULUMI_WEBEX_RUNS=1`, async () => {
            const property = fc.asyncProperty(planScenario, async (given) => {
                outcomes.push(await runPlans(given));
            });
            // Each run takes seconds, so none is shrunk: what failed is printed as it was.
            await fc.assert(property, { seed, numRuns: 1, endOnFailure: true });
        });
    }
});
