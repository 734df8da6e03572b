import assert from "node:assert/strict";
import fc from "fast-check";
import { rememberSecrets, scrub } from "../../../provider/client/secrets";

describe("client/secrets", () => {
    it("replaces every occurrence of a remembered value", () => {
        rememberSecrets("hunter-two-secret");
        assert.equal(scrub("a hunter-two-secret b hunter-two-secret"), "a [secret] b [secret]");
    });

    it("leaves a text alone that holds no secret", () => {
        assert.equal(scrub("nothing to see here"), "nothing to see here");
    });

    it("replaces a secret also where it is written for a URL", () => {
        rememberSecrets("p+ss/w rd=&");
        assert.equal(scrub("?password=p%2Bss%2Fw%20rd%3D%26&x=1"), "?password=[secret]&x=1");
    });

    it("leaves nothing over of a secret that another one is a part of", () => {
        rememberSecrets("inner-part", "outer-inner-part-end");
        assert.equal(scrub("x outer-inner-part-end y inner-part"), "x [secret] y [secret]");
    });

    it("passes over missing and very short values, which would blank out half of every message", () => {
        rememberSecrets(undefined, "", "q7", "q7x");
        assert.equal(scrub("q7 and q7x"), "q7 and q7x");
    });

    it("takes a secret for text, not for a pattern", () => {
        rememberSecrets("a.*b$&(");
        assert.equal(scrub("axxb a.*b$&( $&"), "axxb [secret] $&");
    });

    it("never leaves a remembered value in a text, whatever surrounds it", () => {
        fc.assert(
            fc.property(
                fc.string({ minLength: 8, maxLength: 40 }),
                fc.string(),
                fc.string(),
                (secret, before, after) => {
                    const marked = `§${secret}§`;
                    rememberSecrets(marked);
                    assert.ok(!scrub(`${before}${marked}${after}`).includes(marked));
                },
            ),
            { numRuns: 50 },
        );
    });
});
