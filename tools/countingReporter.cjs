"use strict";
// Mocha's Spec reporter that also writes down how many tests passed, failed and were skipped: tools/test.mjs adds them
// up. A file, not the output: in a parallel run a test's own output can get in between. No file means a crashed run.

const { writeFileSync } = require("node:fs");
const { Spec } = require("mocha").reporters;

class CountingReporter extends Spec {
    constructor(runner, options) {
        super(runner, options);
        const counts = { passed: 0, failed: 0, skipped: 0 };
        runner.on("pass", () => counts.passed++);
        // A hook that fails is a failure too, though none of its tests ran.
        runner.on("fail", () => counts.failed++);
        runner.on("pending", () => counts.skipped++);
        runner.once("end", () => {
            const file = process.env.PULUMI_WEBEX_TEST_COUNTS;
            if (file) writeFileSync(file, JSON.stringify(counts));
        });
    }
}

module.exports = CountingReporter;
