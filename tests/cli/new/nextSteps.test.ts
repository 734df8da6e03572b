import assert from "node:assert/strict";
import { nextSteps } from "../../../cli/new/nextSteps";

describe("cli/new/nextSteps", () => {
    it("lists the files and the commands that follow", () => {
        const text = nextSteps("my-rooms", "rooms", ["Pulumi.yaml", "index.ts"]);
        assert.match(
            text,
            /^Made my-rooms: meeting rooms .*\n {2}Pulumi\.yaml\n {2}index\.ts\n\nNext:\n {2}cd my-rooms\n/,
        );
        assert.match(text, /\n {2}pulumi up$/);
    });

    it("changes no folder where the project is in the present one, and quotes one with blanks", () => {
        assert.match(nextSteps("", "rooms", []), /^Made this folder: .*\n\nNext:\n {2}npm install\n/);
        assert.match(nextSteps("my rooms", "rooms", []), /\n {2}cd "my rooms"\n/);
    });
});
