import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { packageSpec } from "../../../cli/new/packageSpec";

describe("cli/new/packageSpec", () => {
    let root: string;
    beforeEach(() => {
        root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "spec-")));
        fs.mkdirSync(path.join(root, "desk/node_modules"), { recursive: true });
    });
    afterEach(() => {
        fs.rmSync(root, { recursive: true, force: true });
    });

    const installed = () => ({ folder: path.join(root, "desk/node_modules/pulumi-webex"), version: "1.2.3" });
    const record = (resolved?: string) => {
        const packages = { "node_modules/pulumi-webex": { version: "1.2.3", resolved } };
        fs.writeFileSync(path.join(root, "desk/node_modules/.package-lock.json"), JSON.stringify({ packages }));
    };

    it("is the version where npm installed it from a registry, or nobody recorded it", () => {
        assert.equal(packageSpec(installed(), path.join(root, "rooms")), "^1.2.3");
        record("https://example.com/pulumi-webex-1.2.3.tgz");
        assert.equal(packageSpec(installed(), path.join(root, "rooms")), "^1.2.3");
        record();
        assert.equal(packageSpec(installed(), path.join(root, "rooms")), "^1.2.3");
    });

    it("is the way to the tarball that npm installed it from", () => {
        record("file:../packed/pulumi-webex-1.2.3.tgz");
        assert.equal(
            packageSpec(installed(), path.join(root, "desk/rooms")),
            "file:../../packed/pulumi-webex-1.2.3.tgz",
        );
    });

    it("is the version where npm made a link to a clone", () => {
        record("../clone");
        assert.equal(packageSpec(installed(), path.join(root, "rooms")), "^1.2.3");
    });
});
