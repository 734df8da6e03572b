import assert from "node:assert/strict";
import { endOfToken } from "../../../cli/doctor/tokenLife";

describe("cli/doctor/tokenLife", () => {
    const cases: readonly [name: string, json: unknown, end: number | undefined][] = [
        ["milliseconds, as Cisco documents them", { exp: 1768630439322 }, 1768630439322],
        ["seconds", { exp: 1768630439 }, 1768630439000],
        ["nothing", {}, undefined],
        ["a text", { exp: "soon" }, undefined],
        ["nonsense", { exp: -1 }, undefined],
        ["no object", [], undefined],
        ["no answer", undefined, undefined],
    ];
    for (const [name, json, end] of cases) {
        it(`understands ${name}`, () => {
            assert.equal(endOfToken(json), end);
        });
    }
});
