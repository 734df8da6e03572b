import assert from "node:assert/strict";
import { CliError } from "../../cli/cliError";

describe("cli/cliError", () => {
    it("is an error by its own name, with the message alone", () => {
        const error = new CliError("there is no stack");
        assert.ok(error instanceof Error);
        assert.equal(String(error), "CliError: there is no stack");
    });
});
