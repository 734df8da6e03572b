import assert from "node:assert/strict";
import { isMasked, revealed } from "../../../cli/stack/revealed";
import { scrub } from "../../../provider/client/secrets";

const SIGNATURE = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

/** A secret as `pulumi stack export --show-secrets` writes it. */
const clear = (value: unknown) => ({ ...SIGNATURE, plaintext: JSON.stringify(value) });
/** A secret as the engine's events and a plain export have it. */
const masked = { ...SIGNATURE, ciphertext: "[secret]" };

describe("cli/stack/revealed", () => {
    it("gives secrets of an export as programs know them, and remembers them", () => {
        const state = { plain: 1, code: clear("1234123412341234"), deep: { list: [clear({ pin: "uncommon-pin" })] } };
        assert.deepEqual(revealed(state), {
            plain: 1,
            code: "1234123412341234",
            deep: { list: [{ pin: "uncommon-pin" }] },
        });
        assert.equal(scrub("it is 1234123412341234, uncommon-pin"), "it is [secret], [secret]");
    });

    it("leaves out secrets that are masked", () => {
        assert.deepEqual(revealed({ code: masked, tags: ["a"], empty: null }), { tags: ["a"], empty: null });
        assert.deepEqual(revealed(undefined), {});
    });

    it("knows the mark of a secret", () => {
        assert.deepEqual([masked, clear(1), {}, null, "[secret]", undefined].map(isMasked), [
            true,
            true,
            false,
            false,
            false,
            false,
        ]);
    });
});
