import assert from "node:assert/strict";
import { filterFinding } from "../../../../cli/verifyLive/sections/filters";

const isRed = ({ colour }: Readonly<Record<string, unknown>>) => colour === "red";
const red = (id: string) => ({ id, colour: "red" });
const blue = (id: string) => ({ id, colour: "blue" });

describe("cli/verifyLive/sections/filters", () => {
    const cases: [name: string, rows: Readonly<Record<string, unknown>>[], holds: boolean, detail: string][] = [
        ["what it is to find alone", [red("a")], true, "it brought 1"],
        ["others that fit, too", [red("b"), red("a")], true, "it brought 2"],
        ["nothing", [], false, "it found nothing"],
        ["what does not fit", [red("a"), blue("b")], false, "1 of the 2 that it brought do not fit"],
        ["others that fit only", [red("b")], false, "it brought 1, not the one"],
        [
            "a full page of others that fit",
            Array.from({ length: 100 }, (_, at) => red(String(at))),
            true,
            "it brought 100, not the one",
        ],
    ];
    for (const [name, rows, holds, detail] of cases) {
        it(`says ${holds ? "well" : "otherwise"} of a filter that brings ${name}`, () => {
            assert.deepEqual(filterFinding(rows, red("a"), isRed), { holds, detail });
        });
    }
});
