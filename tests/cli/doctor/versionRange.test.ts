import assert from "node:assert/strict";
import { isInRange } from "../../../cli/doctor/versionRange";
import { ownPackage } from "../../../cli/ownPackage";

describe("cli/doctor/versionRange", () => {
    const cases: readonly [version: string, range: string, isIn: boolean | undefined][] = [
        ["v20.20.2", ">=20", true],
        ["19.9.9", ">=20", false],
        ["20.0.0", ">=20.0.1", false],
        ["v3.248.0", "^3.216.0", true],
        ["3.216.0", "^3.216.0", true],
        ["3.215.9", "^3.216.0", false],
        ["4.0.0", "^3.216.0", false],
        ["3.249.0-alpha.1", "^3.216.0", true],
        ["5.9.3", "~5.9.3", true],
        ["5.10.0", "~5.9.3", false],
        ["3.248.0", "3.248.0", true],
        ["3.248.1", "3.248.0", false],
        ["no version", ">=20", undefined],
        ["20.0.0", ">=20 <22", undefined],
        ["20.0.0", "*", undefined],
    ];
    for (const [version, range, isIn] of cases) {
        it(`says ${String(isIn)} of ${version} in ${range}`, () => {
            assert.equal(isInRange(version, range), isIn);
        });
    }

    it("understands the ranges of this package", () => {
        const { engines, peerDependencies } = ownPackage();
        assert.equal(isInRange("99.0.0", engines.node), true);
        assert.equal(isInRange("99.0.0", peerDependencies["@pulumi/pulumi"] ?? ""), false);
    });
});
