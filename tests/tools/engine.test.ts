import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

interface Way {
    name: string;
    get: () => Promise<unknown>;
}

interface EngineTool {
    parseVersion(text: string): number[] | undefined;
    atLeast(version: number[] | undefined, least: number[]): boolean;
    suitable(text: string): boolean;
    cacheFolder(platform: string, env: Record<string, string>, home: string): string;
    lastLines(output: string, count?: number): string;
    firstOf(ways: Way[]): Promise<unknown>;
    withLock<T>(lock: string, work: () => Promise<T>): Promise<T>;
    engineEnv(options: { home: string; backendDir: string; passphrase: string }): Record<string, string>;
}

describe("tools/engine", () => {
    let engine: EngineTool;
    let folder: string;

    before(async () => {
        engine = (await import(path.resolve(__dirname, "../../tools/engine/engine.mjs"))) as EngineTool;
    });

    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "pulumi-webex-tools-"));
    });

    afterEach(() => {
        fs.rmSync(folder, { recursive: true });
    });

    it("reads a version out of what programs print", () => {
        assert.deepEqual(engine.parseVersion("v3.248.0\n"), [3, 248, 0]);
        assert.deepEqual(engine.parseVersion("3.216.0-alpha.1+dirty"), [3, 216, 0]);
        assert.deepEqual(engine.parseVersion("go version go1.26 linux/amd64"), [1, 26, 0]);
        assert.equal(engine.parseVersion("no version here"), undefined);
    });

    it("compares versions part by part", () => {
        assert.ok(engine.atLeast([1, 26, 0], [1, 26]));
        assert.ok(engine.atLeast([2, 0, 0], [1, 26]));
        assert.ok(!engine.atLeast([1, 9, 9], [1, 26]));
        assert.ok(!engine.atLeast(undefined, [1, 26]));
    });

    it("takes a CLI of version 3.216 or later, and no other major version", () => {
        for (const text of ["v3.216.0", "v3.248.0", "3.300.1"]) {
            assert.ok(engine.suitable(text), text);
        }
        for (const text of ["v3.215.9", "v2.999.0", "v4.0.0", ""]) {
            assert.ok(!engine.suitable(text), text);
        }
    });

    it("keeps the engine where the system keeps caches", () => {
        assert.equal(engine.cacheFolder("linux", {}, "/home/ada"), "/home/ada/.cache/pulumi-webex");
        assert.equal(engine.cacheFolder("linux", { XDG_CACHE_HOME: "/big" }, "/home/ada"), "/big/pulumi-webex");
        assert.equal(
            engine.cacheFolder("linux", { XDG_CACHE_HOME: "relative" }, "/home/ada"),
            "/home/ada/.cache/pulumi-webex",
        );
        assert.equal(engine.cacheFolder("darwin", {}, "/Users/ada"), "/Users/ada/Library/Caches/pulumi-webex");
        assert.equal(
            engine.cacheFolder("win32", { LOCALAPPDATA: "C:\\Users\\ada\\AppData\\Local" }, "C:\\Users\\ada"),
            "C:\\Users\\ada\\AppData\\Local\\pulumi-webex",
        );
    });

    it("stops at the first way that works", async () => {
        const asked: string[] = [];
        const way = (name: string, works: boolean): Way => ({
            name,
            get: () => {
                asked.push(name);
                return works ? Promise.resolve(name) : Promise.reject(new Error("no"));
            },
        });
        assert.equal(await engine.firstOf([way("one", false), way("two", true), way("three", true)]), "two");
        assert.deepEqual(asked, ["one", "two"]);
    });

    it("says of each way what it answered when none works", async () => {
        const way = (name: string, message: string): Way => ({
            name,
            get: () => Promise.reject(new Error(message)),
        });
        const ways = [
            way("a pulumi on PATH", "there is no pulumi on PATH"),
            way("Pulumi's installer", "fetch failed: getaddrinfo ENOTFOUND"),
            way("a build from source", "go build ended with code 1\nsecond line"),
        ];
        await assert.rejects(engine.firstOf(ways), (error: Error) => {
            assert.equal(
                error.message,
                [
                    "The Pulumi CLI could not be found or made. Tried, in this order:",
                    "  1. a pulumi on PATH: there is no pulumi on PATH",
                    "  2. Pulumi's installer: fetch failed: getaddrinfo ENOTFOUND",
                    "  3. a build from source: go build ended with code 1",
                    "       second line",
                ].join("\n"),
            );
            return true;
        });
    });

    it("keeps the last lines of a long output", () => {
        assert.equal(engine.lastLines("one\r\ntwo\nthree\n\n", 2), "two\nthree");
    });

    it("lets one run at a time prepare the engine", async () => {
        const lock = path.join(folder, "engine.lock");
        let inside = 0;
        const work = async (): Promise<void> => {
            inside += 1;
            assert.equal(inside, 1);
            await new Promise((resolve) => setTimeout(resolve, 20));
            inside -= 1;
        };
        await Promise.all([engine.withLock(lock, work), engine.withLock(lock, work)]);
        assert.ok(!fs.existsSync(lock));
    });

    it("gives the lock back when the work fails", async () => {
        const lock = path.join(folder, "engine.lock");
        await assert.rejects(
            engine.withLock(lock, () => Promise.reject(new Error("broken"))),
            /broken/,
        );
        assert.ok(!fs.existsSync(lock));
    });

    it("takes over the lock of a run that is gone", async () => {
        const lock = path.join(folder, "engine.lock");
        fs.mkdirSync(lock);
        // Above the largest id that any system gives out.
        fs.writeFileSync(path.join(lock, "pid"), "999999999");
        assert.equal(await engine.withLock(lock, () => Promise.resolve("mine")), "mine");
    });

    it("keeps an offline run away from the user's own Pulumi", () => {
        const home = path.join(folder, "home");
        const backendDir = path.join(folder, "with space");
        const env = engine.engineEnv({ home, backendDir, passphrase: "p" });
        assert.equal(env["PULUMI_HOME"], home);
        assert.match(env["PULUMI_BACKEND_URL"] ?? "", /^file:\/\/.*with%20space\?metadata=skip$/);
        assert.equal(env["PULUMI_SKIP_UPDATE_CHECK"], "true");
        assert.ok(fs.existsSync(backendDir), "Pulumi wants the folder of its state to be there");
    });
});
