import fc from "fast-check";
import { thorough } from "./breadth";
import { DEFAULT_FRONT, type Front } from "./harness";
import { type Outcome, runScenario, scenario } from "./randomFaults";

const { PULUMI_WEBEX_SEED, PULUMI_WEBEX_RUNS } = process.env;
/**
 * A run is six calls of the CLI, some 20 seconds: `npm test` has time for two beside the other tests, a soak for
 * hundreds.
 */
const RUNS = Number(PULUMI_WEBEX_RUNS ?? (thorough ? 300 : 2));
/**
 * `npm test` runs the same seeds each time: one of each contract and of each face, with edits, and faults in both
 * runs. A soak runs others. Each run has one of its own.
 */
const FIRST = Number(PULUMI_WEBEX_SEED ?? (thorough ? Math.floor(Date.now() / 1000) : 1100009));

/** Every third seed is run with the native plugin. */
function frontOf(seed: number): Front {
    return seed % 3 === 0 ? "native" : DEFAULT_FRONT;
}

describe("random programs, edits and faults: one up after the faults ends with what the program declares", () => {
    const outcomes: Outcome[] = [];

    after(() => {
        const sum = (name: keyof Outcome) => outcomes.reduce((total, outcome) => total + outcome[name], 0);
        console.log(
            `      ${RUNS} runs from seed ${FIRST}: ${RUNS - outcomes.length} violations, ${sum("struck")} faults struck, ` +
                `${sum("failedUps")} runs of Pulumi failed, ${sum("left")} unused codes left and named`,
        );
    });

    for (let seed = FIRST; seed < FIRST + RUNS; seed += 1) {
        it(`PULUMI_WEBEX_SEED=${seed} PULUMI_WEBEX_RUNS=1, ${frontOf(seed)}`, async () => {
            const property = fc.asyncProperty(scenario, async (given) => {
                outcomes.push(await runScenario(given, frontOf(seed)));
            });
            // Each run takes seconds, so none is shrunk: what failed is printed as it was.
            await fc.assert(property, { seed, numRuns: 1, endOnFailure: true });
        });
    }
});
