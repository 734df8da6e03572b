import assert from "node:assert/strict";
import {
    type Definition,
    detailNames,
    inputNames,
    inputsThat,
    outputNames,
    pick,
    recordedNames,
    secretNames,
} from "../../../provider/definitions/definition";

const TEXT = { type: "string" } as const;
const THING: Definition = {
    name: "Thing",
    description: "A thing.",
    properties: {
        owner: { schema: TEXT, description: "", input: true, change: "replace" },
        colour: { schema: TEXT, description: "", input: true, change: "write", detail: true },
        password: { schema: TEXT, description: "", input: true, change: "write", secret: true },
        keep: { schema: TEXT, description: "", input: true, change: "nothing" },
        size: { schema: TEXT, description: "", output: true, detail: true },
        code: { schema: TEXT, description: "", output: true, secret: true },
        origin: { schema: TEXT, description: "", output: true },
    },
};

describe("definitions/definition", () => {
    const lists: [string, (definition: Definition) => readonly string[], string[]][] = [
        ["inputNames: what a program gives", inputNames, ["owner", "colour", "password", "keep"]],
        [
            "outputNames: what a program reads, its inputs and the details included",
            outputNames,
            ["owner", "colour", "password", "keep", "size", "code", "origin"],
        ],
        ["recordedNames: outputs by themselves", recordedNames, ["code", "origin"]],
        ["detailNames: the fields of details, also where an input has the name", detailNames, ["colour", "size"]],
        ["secretNames: inputs and outputs", secretNames, ["password", "code"]],
        ["inputsThat replace", (definition) => inputsThat(definition, "replace"), ["owner"]],
        ["inputsThat are written", (definition) => inputsThat(definition, "write"), ["colour", "password"]],
        ["inputsThat ask for nothing", (definition) => inputsThat(definition, "nothing"), ["keep"]],
    ];
    for (const [name, of, expected] of lists) {
        it(`${name}, in the table's order`, () => {
            assert.deepEqual(of(THING), expected);
        });
    }

    it("pick takes what is named and there, in the order of the names", () => {
        const values = { b: undefined, c: null, a: 1, d: 4 };
        const picked = pick(values, ["c", "a", "b", "x"]);
        assert.deepEqual(picked, { c: null, a: 1 });
        assert.deepEqual(Object.keys(picked), ["c", "a"]);
    });
});
