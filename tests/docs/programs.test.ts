import assert from "node:assert/strict";
import { documentation, readPage } from "./page";
import { faultsOf, modulesOf, type ProgramModule } from "./programs";

const block = (text: string, line: number) => ({ language: "ts", file: undefined, text, line });

describe("the programs of the pages", () => {
    const wrong: ProgramModule[] = modulesOf({
        path: "wrong.md",
        blocks: [
            block('import * as webex from "pulumi-webex";\nconst a = new webex.Room("a", { displayName: "A" });\n', 10),
            block('const { b } = { b: a.status };\nconst a1: string = 1;\nnew webex.Room("r", { name: "R" });\n', 20),
            block("const a = 1;\nexport const c: string = a ?? b.length;\n", 30),
            block('import fs from "node:fs";\nfs.rmSync(a);\n', 40),
        ],
    });
    let modules: ProgramModule[];
    let faults: string[];

    before(function () {
        this.timeout(120_000);
        modules = documentation().flatMap((page) => modulesOf(readPage(page)));
        // One run of the compiler for all of them.
        faults = faultsOf([...modules, ...wrong]);
    });

    it("compile as they stand, in strict mode", () => {
        assert.ok(modules.length > 10, `only ${modules.length} programs`);
        assert.deepEqual(
            faults.filter((fault) => !fault.startsWith("wrong.md")),
            [],
        );
    });

    it("go on from the program above, and a fault is told by its line", () => {
        assert.deepEqual(
            faults
                .filter((fault) => fault.startsWith("wrong.md"))
                .map((fault) => fault.replace(/(: [^']*'[^']*'[^']*'[^']*').*/, "$1")),
            [
                "wrong.md:22: Type 'number' is not assignable to type 'string'",
                "wrong.md:23: Object literal may only specify known properties, and 'name' does not exist in type 'RoomArgs'",
                "wrong.md:32: Type 'number' is not assignable to type 'string'",
                "wrong.md:42: Cannot find name 'a'.",
            ],
        );
    });
});
