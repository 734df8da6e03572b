import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { rememberSecrets } from "../../provider/client/secrets";
import { WebexError } from "../../provider/client/webexError";
import { TEXT } from "../../provider/definitions/common";
import { attempt, checkedArgs, outputTwin } from "../../sdk/dataSource";
import { caught, thrown } from "../provider/helpers";
import { Program, unknownOutput, valueOf } from "./helpers";

const SCHEMA = { properties: { id: TEXT, name: TEXT } };

describe("sdk/dataSource", () => {
    const program = new Program();
    beforeEach(() => program.start({}));
    afterEach(() => {
        program.stop();
    });

    it("checkedArgs gives the arguments back without what is not given", () => {
        const args = { id: "x", name: undefined, other: null };
        assert.deepEqual(checkedArgs("fn", args, SCHEMA, ["id"]), { id: "x" });
    });

    it("checkedArgs tells all that is wrong at once", async () => {
        const error = await thrown(() => checkedArgs("fn", { name: "", colour: 1 }, SCHEMA, ["id"]));
        assert.ok(error instanceof pulumi.RunError);
        assert.match(error.message, /^fn: /);
        for (const part of [/name must not be empty/, /no property "colour"/, /id is missing/]) {
            assert.match(error.message, part);
        }
    });

    it("attempt hands a result on", async () => {
        assert.equal(await attempt("it", () => Promise.resolve(7)), 7);
    });

    it("attempt says what was attempted, without secrets", async () => {
        rememberSecrets("data-source-secret");
        const failure = new WebexError({
            kind: "refused",
            method: "GET",
            path: "/x",
            status: 400,
            webexMessage: "data-source-secret is bad",
        });
        const error = await caught(attempt("it", () => Promise.reject(failure)));
        assert.ok(error instanceof pulumi.RunError);
        assert.equal(error.message, "it failed: GET /x answered 400: Webex says: [secret] is bad.");
    });

    it("attempt leaves an error alone that is none of the API", async () => {
        const bug = new TypeError("a bug");
        assert.equal(await caught(attempt("it", () => Promise.reject(bug))), bug);
    });

    it("outputTwin is asked when every argument is known", async () => {
        const asked: object[] = [];
        const twin = outputTwin((args: { a: string; b?: number }) => {
            asked.push(args);
            return Promise.resolve(args.a.length);
        });
        const later = pulumi.output(Promise.resolve("four"));
        assert.equal(await valueOf(twin({ a: later, b: 1 })), 4);
        assert.deepEqual(asked, [{ a: "four", b: 1 }]);
    });

    it("outputTwin is not asked while an argument is unknown", async () => {
        let asked = false;
        const twin = outputTwin((_: { a: string }) => {
            asked = true;
            return Promise.resolve(1);
        });
        const result = twin({ a: unknownOutput<string>() }) as pulumi.Output<number> & { isKnown: Promise<boolean> };
        assert.equal(await result.isKnown, false);
        assert.equal(asked, false);
    });

    it("outputTwin keeps a secret argument's result secret", async () => {
        const twin = outputTwin((args: { a: string }) => Promise.resolve(args.a));
        assert.equal(await pulumi.isSecret(twin({ a: pulumi.secret("x") })), true);
    });
});
