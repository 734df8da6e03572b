import assert from "node:assert/strict";
import { isObject, parseJson, webexWords } from "../../../provider/client/answer";
import type { HttpAnswer } from "../../../provider/client/http";

function answer(body: string, contentType = "application/json"): HttpAnswer {
    return { status: 200, contentType, body, header: () => undefined };
}

describe("client/answer", () => {
    describe("parseJson", () => {
        const good: [string, string, unknown][] = [
            ["an object", '{"a":1}', { a: 1 }],
            ["an empty body", "", undefined],
            ["white space", " \r\n ", undefined],
            ["a byte order mark before an object", '\uFEFF{"a":1}', { a: 1 }],
            ["a byte order mark alone", "\uFEFF", undefined],
            ["null", "null", null],
            ["a number", "7", 7],
        ];
        for (const [name, body, json] of good) {
            it(`reads ${name}`, () => {
                assert.deepEqual(parseJson(answer(body)), { json });
            });
        }

        it("knows a web page by its type", () => {
            assert.deepEqual(parseJson(answer("Please sign in", "text/HTML; charset=utf-8")), {
                problem: "the answer is a web page, not JSON",
            });
        });

        it("knows a web page by its first character, whatever type it claims", () => {
            assert.deepEqual(parseJson(answer(" <!doctype html><p>")), {
                problem: "the answer is a web page, not JSON",
            });
        });

        it("says that JSON is cut", () => {
            assert.deepEqual(parseJson(answer('{"id":"Y2lz')), { problem: "the answer is no whole JSON" });
        });

        it("reads JSON whatever type it is sent with, pages aside", () => {
            assert.deepEqual(parseJson(answer("{}", "text/plain")), { json: {} });
            assert.deepEqual(parseJson(answer("{}", "")), { json: {} });
        });
    });

    describe("webexWords", () => {
        const rows: [string, unknown, string | undefined, string | undefined][] = [
            ["a message", { message: "No." }, "No", undefined],
            [
                "a message and descriptions",
                { message: "Bad.", errors: [{ description: "mac is wrong." }, { description: "model too" }] },
                "Bad; mac is wrong; model too",
                undefined,
            ],
            [
                "a description that repeats the message",
                { message: "Bad", errors: [{ description: "Bad" }] },
                "Bad",
                undefined,
            ],
            ["errorMessage alone", { errorMessage: "Location x not found." }, "Location x not found", undefined],
            ["errorMessage beside the same message", { message: "No", errorMessage: "No" }, "No", undefined],
            ["a tracking id", { message: "Bad", trackingId: "ROUTER_1" }, "Bad", "ROUTER_1"],
            ["errors that are no list", { message: "Bad", errors: { description: "x" } }, "Bad", undefined],
            ["errors without descriptions", { errors: [{ code: 1 }, null, "x"] }, undefined, undefined],
            ["fields of other types", { message: 7, trackingId: {} }, undefined, undefined],
            ["blank texts", { message: "  ", trackingId: "" }, undefined, undefined],
            ["a list", [1], undefined, undefined],
            ["null", null, undefined, undefined],
        ];
        for (const [name, body, message, trackingId] of rows) {
            it(`understands ${name}`, () => {
                const words = webexWords(answer(JSON.stringify(body)));
                assert.deepEqual([words.message, words.trackingId], [message, trackingId]);
            });
        }

        it("repeats nothing of a web page", () => {
            assert.deepEqual(webexWords(answer("<h1>Bad gateway</h1>", "text/html")), {
                message: undefined,
                trackingId: undefined,
                errorCodes: [],
            });
        });

        const codes: [string, unknown, number[]][] = [
            ["at the top", { errorCode: 25409 }, [25409]],
            ["of errors", { errors: [{ errorCode: 5675 }, { code: 5676 }] }, [5675, 5676]],
            ["that are texts", { errorCode: "25409", errors: [{ code: "5675" }] }, [25409, 5675]],
            ["once each", { errorCode: 25409, errors: [{ errorCode: 25409 }, { code: "25409" }] }, [25409]],
            ["but no words", { errorCode: "BAD", errors: [{ code: "kms_failure" }, { code: "" }, null, 7] }, []],
            ["but nothing else", { errorCode: null, errors: [{ errorCode: {}, code: true }] }, []],
            ["none", { message: "No" }, []],
        ];
        for (const [name, body, numbers] of codes) {
            it(`tells numbers of errors: ${name}`, () => {
                assert.deepEqual(webexWords(answer(JSON.stringify(body))).errorCodes, numbers);
            });
        }

        it("cuts somebody else's text down to 300 characters", () => {
            const { message = "" } = webexWords(answer(JSON.stringify({ message: "x".repeat(5_000) })));
            assert.equal(message, `${"x".repeat(300)} …`);
        });
    });

    it("isObject is true of objects only, not of null and lists", () => {
        assert.deepEqual([{}, { a: 1 }, null, [], "x", 1, undefined].map(isObject), [
            true,
            true,
            false,
            false,
            false,
            false,
            false,
        ]);
    });
});
