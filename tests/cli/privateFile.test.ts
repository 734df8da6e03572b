import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writePrivateFile } from "../../cli/privateFile";

describe("cli/privateFile", () => {
    let folder: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "private-"));
    });

    afterEach(() => {
        rmSync(folder, { recursive: true });
    });

    const modeOf = (file: string): number => statSync(file).mode & 0o777;

    it("makes a file that its owner alone may read and write", () => {
        const file = join(folder, "new");
        writePrivateFile(file, "secret");
        assert.deepEqual([modeOf(file), readFileSync(file, "utf8")], [0o600, "secret"]);
    });

    it("narrows the rights of a file that is there, and leaves nothing of what it held", () => {
        const file = join(folder, "old");
        writeFileSync(file, "something longer than the new content");
        chmodSync(file, 0o644);
        writePrivateFile(file, new Uint8Array([104, 105]));
        assert.deepEqual([modeOf(file), readFileSync(file, "utf8")], [0o600, "hi"]);
    });
});
