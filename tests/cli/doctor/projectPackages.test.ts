import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { projectPackages } from "../../../cli/doctor/projectPackages";

describe("cli/doctor/projectPackages", () => {
    let folder: string;
    beforeEach(() => {
        folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "project-")));
    });
    afterEach(() => {
        fs.rmSync(folder, { recursive: true, force: true });
    });

    function install(name: string, manifest: object): void {
        const place = path.join(folder, "node_modules", name);
        fs.mkdirSync(place, { recursive: true });
        fs.writeFileSync(path.join(place, "package.json"), JSON.stringify({ name, ...manifest }));
    }

    it("finds none where there is no Pulumi project", () => {
        assert.equal(projectPackages(folder), undefined);
    });

    it("tells what a project has installed", () => {
        fs.writeFileSync(path.join(folder, "Pulumi.yaml"), "name: x\n");
        assert.deepEqual(projectPackages(folder), { own: undefined, sdk: undefined });
        install("pulumi-webex", { version: "1.2.3" });
        install("@pulumi/pulumi", { version: "3.248.0", engines: { node: ">=20" } });
        assert.deepEqual(projectPackages(folder), {
            own: { version: "1.2.3", node: undefined },
            sdk: { version: "3.248.0", node: ">=20" },
        });
    });
});
