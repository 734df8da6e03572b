import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { ownFolder, ownPackage } from "../../cli/ownPackage";

const repository = path.resolve(__dirname, "../..");

describe("cli/ownPackage", () => {
    it("finds this package's folder and reads its package.json", () => {
        assert.equal(ownFolder(), repository);
        const manifest: unknown = JSON.parse(fs.readFileSync(path.join(repository, "package.json"), "utf8"));
        assert.deepEqual(ownPackage(), manifest);
    });
});
