/** How broad engine tests are: `npm test` is short, `npm run test:soak` runs every form of a case. */

import type { ContractName } from "../../simulator";
import { DEFAULT_FRONT, type Front } from "./front";

/** Whether every form of each case is run. */
export const thorough = process.env["PULUMI_WEBEX_SOAK"] === "1";

/** The contracts of cases whose code knows no contract: unit tests look at both each time. */
export const CONTRACTS: readonly ContractName[] = thorough ? ["cisco", "crud"] : ["cisco"];

/** A case in another form than one that runs each time. */
export function itThoroughly(title: string, work: Mocha.AsyncFunc): void {
    if (thorough) {
        it(title, work);
    }
}

/** The faces of the provider that a suite is run with: both in a soak. `native/bothFronts.test.ts` always has both. */
const FRONTS: readonly Front[] = thorough ? ["dynamic", "native"] : [DEFAULT_FRONT];

/** A suite that is the same whatever face the provider has. */
export function describeByFront(title: string, suite: (front: Front) => void): void {
    for (const front of FRONTS) {
        describe(front === "dynamic" ? title : `${title}, with the native plugin`, () => {
            suite(front);
        });
    }
}

/** For the cases of a suite of `describeByFront` that the dynamic provider alone has. */
export function ifDynamic(front: Front, test: typeof itThoroughly = it): typeof itThoroughly {
    return front === "dynamic" ? test : () => undefined;
}
