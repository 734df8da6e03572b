// npm run test:mutation: changes the code in small ways, and counts the changes that no test notices. Some 20 minutes.

const tests = [
    "tests/provider/client/requestPolicy.test.ts",
    "tests/provider/client/paging.test.ts",
    "tests/provider/api/devices/*.test.ts",
    "tests/provider/resources/device/deviceDiff.test.ts",
].map((file) => `"${file}"`);

/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
    mutate: [
        "provider/client/requestPolicy.ts",
        "provider/client/paging.ts",
        "provider/api/devices/*.ts",
        "provider/resources/device/deviceDiff.ts",
    ],
    // Stryker's own runner for mocha takes mocha up to 11 only, so each mutant is one run of mocha's command.
    testRunner: "command",
    commandRunner: {
        command: `node node_modules/mocha/bin/mocha.js --import=tsx --bail --timeout=10000 --exit ${tests.join(" ")}`,
    },
    // A folder that git and the linters pass over already.
    tempDirName: ".test",
    ignorePatterns: ["dist", "coverage", ".test", ".quickstart", "examples", "tools/engine"],
    reporters: ["clear-text", "progress"],
    thresholds: { high: 95, low: 85, break: 85 },
};
