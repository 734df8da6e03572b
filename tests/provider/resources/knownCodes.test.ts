import assert from "node:assert/strict";
import { KnownCodes } from "../../../provider/resources/knownCodes";

describe("resources/knownCodes", () => {
    let codes: KnownCodes;
    beforeEach(() => {
        codes = new KnownCodes();
    });

    describe("leave to remove entries", () => {
        it("is there once every resource with codes was read", () => {
            codes.expect(["a", "b"]);
            assert.match(codes.objection ?? "", /read every code of the stack: `pulumi up --refresh`, no --target/);
            codes.see("a");
            assert.match(codes.objection ?? "", /read every code/);
            codes.see("b");
            assert.equal(codes.objection, undefined);
        });

        it("is there also where they were read before the program named them", () => {
            codes.see("a");
            codes.expect(["a"]);
            assert.equal(codes.objection, undefined);
        });

        it("is not there where the program names none, whatever was read", () => {
            codes.see("a");
            assert.match(codes.objection ?? "", /read every code/);
        });

        it("is taken back by a resource that the program names later", () => {
            codes.expect(["a"]);
            codes.see("a");
            codes.expect(["a", "b"]);
            assert.match(codes.objection ?? "", /read every code/);
        });

        it("is used up once a run had it, however much is read then", () => {
            codes.expect(["a"]);
            codes.see("a");
            codes.spend();
            assert.match(codes.objection ?? "", /acts in one run, and was set in an earlier one already: unset it/);
        });
    });

    describe("removals that wait for that leave", () => {
        const removal = () => Promise.resolve();

        it("are due once every resource was read, and once only", () => {
            codes.expect(["a", "b"]);
            codes.postpone("owner", removal);
            assert.deepEqual(codes.takeDue(), []);
            codes.see("a");
            codes.see("b");
            assert.deepEqual(codes.takeDue(), [removal]);
            assert.deepEqual(codes.takeDue(), []);
        });

        it("go on waiting where their owner has a code whose entry is not recorded", () => {
            codes.expect(["a"]);
            codes.see("a");
            codes.doubt("in doubt");
            codes.postpone("in doubt", () => Promise.reject(new Error("not this one")));
            codes.postpone("owner", removal);
            assert.deepEqual(codes.takeDue(), [removal]);
        });

        it("never come due in a second run", () => {
            codes.expect(["a"]);
            codes.see("a");
            codes.spend();
            codes.postpone("owner", removal);
            assert.deepEqual(codes.takeDue(), []);
        });
    });

    describe("the device that a code was used for", () => {
        it("is free for any code at first", () => {
            assert.deepEqual([codes.isUsedBy("d", "one"), codes.isUsedBy("d", "two")], [true, true]);
        });

        it("counts for the code that has it, and for no other", () => {
            codes.use("d", "one");
            assert.deepEqual([codes.isUsedBy("d", "one"), codes.isUsedBy("d", "two")], [true, false]);
            assert.equal(codes.isUsedBy("e", "two"), true);
        });
    });
});
