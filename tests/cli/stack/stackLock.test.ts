import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { cloudLock, fileLock } from "../../../cli/stack/stackLock";

describe("cli/stack/stackLock", () => {
    let folder: string;

    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "pulumi-webex-lock-"));
    });
    afterEach(() => {
        fs.rmSync(folder, { recursive: true, force: true });
    });

    const lock = (stack: string, content: string): void => {
        const locks = path.join(folder, ".pulumi", "locks", stack);
        fs.mkdirSync(locks, { recursive: true });
        fs.writeFileSync(path.join(locks, "c0ffee.json"), content);
    };
    const asked = (backendUrl = `${pathToFileURL(folder).href}?metadata=skip`, stack = "dev") =>
        fileLock({ backendUrl, project: "shop", stack, cwd: path.dirname(folder) });

    it("names who holds a stack, in each spelling of the address and of the stack", () => {
        const content = { pid: 12, username: "ada", hostname: "runner-7", timestamp: "2026-11-26T06:20:06Z" };
        lock("organization/shop/dev", JSON.stringify(content));
        const holder = "ada@runner-7 (process 12) since 2026-11-26T06:20:06Z";
        const relative = `file://./${path.basename(folder)}`;
        assert.deepEqual(
            [asked(), asked(relative), asked(undefined, "organization/shop/dev")],
            Array(3).fill({ holder }),
        );
    });

    it("says that nobody does, also of a folder that is not there", () => {
        lock("organization/shop/other", "{}");
        lock("organization/other/dev", "{}");
        assert.deepEqual([asked(), asked("file:///nowhere/at/all"), asked("file://~")], [false, false, false]);
    });

    it("takes a lock that cannot be read for one, and finds those of states without projects", () => {
        lock("dev", "{");
        assert.deepEqual(asked(), { holder: "another run" });
    });

    it("knows nothing of other backends", () => {
        assert.deepEqual(
            [asked("s3://bucket"), asked("https://api.pulumi.com"), asked("")],
            [undefined, undefined, undefined],
        );
    });

    it("reads Pulumi Cloud's list", () => {
        const listed = [
            { name: "dev", updateInProgress: true },
            { name: "ada/shop/prod", updateInProgress: false },
            { name: "odd" },
        ];
        assert.deepEqual(
            ["dev", "shop/prod", "odd", "none"].map((stack) => cloudLock(listed, stack)),
            [{ holder: "another run" }, false, undefined, undefined],
        );
    });
});
