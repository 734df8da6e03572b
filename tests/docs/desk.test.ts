import assert from "node:assert/strict";
import { Desk, scriptOf } from "./desk";

describe("a desk", () => {
    const desk = new Desk(() => ({ GIVEN: "1" }));

    before(function () {
        if (process.platform === "win32") {
            this.skip();
        }
    });

    after(() => desk.dispose());

    it("keeps the folder and the exports of its shell, and gives all that was printed, in order", async () => {
        desk.write("in/file.txt", "text");
        assert.equal(await desk.run(scriptOf("export MADE=2\ncd in\necho a\necho b >&2\necho c")), "a\nb\nc\n");
        assert.equal(await desk.run(scriptOf('cat file.txt && echo " $GIVEN$MADE"')), "text 12\n");
    });

    it("fails where a command ends otherwise than the page says", async () => {
        await desk.run(scriptOf("false # fails\n(exit 2) # exit code 2"));
        for (const block of ["false\ntrue", "true # fails", "false # exit code 2"]) {
            await assert.rejects(desk.run(scriptOf(block)), /ended with/, block);
        }
    });
});
