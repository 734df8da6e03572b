// How many tests passed, failed and were skipped, over several runs of mocha.

import { existsSync, readFileSync } from "node:fs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * What the reporter wrote down; `undefined` if the run did not come to its end.
 *
 * @param {string} file
 * @returns {Counts | undefined}
 */
export function readCounts(file) {
    return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

/**
 * @param {(Counts | undefined)[]} all
 * @returns {Counts}
 */
export function sum(all) {
    const total = { passed: 0, failed: 0, skipped: 0 };
    for (const counts of all) {
        if (!counts) continue;
        total.passed += counts.passed;
        total.failed += counts.failed;
        total.skipped += counts.skipped;
    }
    return total;
}

/** @param {Counts} counts */
export function summary({ passed, failed, skipped }) {
    return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/**
 * Why a run of mocha is not good, although or because of what it counted; `undefined` if it is good.
 *
 * @param {string} name
 * @param {number | null} code
 * @param {Counts | undefined} counts
 */
export function trouble(name, code, counts) {
    if (!counts) return `${name}: the run broke off (exit code ${code})`;
    if (counts.failed > 0) return `${name}: ${counts.failed} failed`;
    if (code !== 0) return `${name}: no test failed, but the run ended with code ${code} (see its last lines)`;
    return undefined;
}
