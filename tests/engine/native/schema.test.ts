import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { repository } from "../../package/packed";

describe("schema.json", () => {
    it("passes `pulumi schema check`, without a warning", () => {
        const { status, stderr, stdout } = spawnSync(
            "pulumi",
            ["schema", "check", path.join(repository, "schema.json")],
            {
                encoding: "utf8",
                env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
            },
        );
        assert.equal(status, 0, stderr + stdout);
        assert.doesNotMatch(stderr + stdout, /warning/i);
    });
});
