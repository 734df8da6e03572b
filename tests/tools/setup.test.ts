import assert from "node:assert/strict";
import path from "node:path";

interface SetupTool {
    installIsCurrent(lockText: string, installedText: string | undefined): boolean;
}

interface Counts {
    passed: number;
    failed: number;
    skipped: number;
}

interface CountsTool {
    sum(all: (Counts | undefined)[]): Counts;
    summary(counts: Counts): string;
    trouble(name: string, code: number | null, counts: Counts | undefined): string | undefined;
}

const tool = (name: string): string => path.resolve(__dirname, "../../tools", name);

describe("tools/setup", () => {
    let setup: SetupTool;

    before(async () => {
        setup = (await import(tool("setup.mjs"))) as SetupTool;
    });

    const lock = (packages: Record<string, unknown>): string => JSON.stringify({ packages });
    const axios = { version: "1.0.0", integrity: "sha512-a" };

    it("sees an install as current when it has what the lockfile names", () => {
        const wanted = lock({ "": { name: "root" }, "node_modules/axios": axios });
        assert.ok(setup.installIsCurrent(wanted, lock({ "node_modules/axios": axios })));
    });

    it("does not miss packages for other platforms", () => {
        const wanted = lock({ "node_modules/axios": axios, "node_modules/other-os": { ...axios, optional: true } });
        assert.ok(setup.installIsCurrent(wanted, lock({ "node_modules/axios": axios })));
    });

    it("goes by the version alone where the lockfile has no hash", () => {
        const wanted = lock({ "node_modules/axios": { version: "1.0.0" } });
        assert.ok(setup.installIsCurrent(wanted, lock({ "node_modules/axios": axios })));
    });

    it("sees a missing install, a missing package and another content", () => {
        const wanted = lock({ "node_modules/axios": axios });
        assert.ok(!setup.installIsCurrent(wanted, undefined));
        assert.ok(!setup.installIsCurrent(wanted, lock({})));
        assert.ok(!setup.installIsCurrent(wanted, lock({ "node_modules/axios": { ...axios, version: "1.0.1" } })));
        assert.ok(!setup.installIsCurrent(wanted, lock({ "node_modules/axios": { ...axios, integrity: "x" } })));
    });
});

describe("tools/counts", () => {
    let counts: CountsTool;

    before(async () => {
        counts = (await import(tool("counts.mjs"))) as CountsTool;
    });

    it("adds up runs, one that broke off included", () => {
        const total = counts.sum([
            { passed: 2, failed: 1, skipped: 0 },
            undefined,
            { passed: 3, failed: 0, skipped: 4 },
        ]);
        assert.equal(counts.summary(total), "5 passed, 1 failed, 4 skipped");
    });

    it("names what is wrong with a run", () => {
        const good = { passed: 1, failed: 0, skipped: 0 };
        assert.equal(counts.trouble("unit", 0, good), undefined);
        assert.match(counts.trouble("unit", 1, { ...good, failed: 1 }) ?? "", /1 failed/);
        assert.match(counts.trouble("unit", 1, good) ?? "", /ended with code 1/);
        assert.match(counts.trouble("unit", null, undefined) ?? "", /broke off/);
    });
});
