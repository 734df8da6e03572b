import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { fieldsOf, knownFields, ownField, text, UNKNOWN } from "../../policy/known";

/** What Pulumi gives to a policy. Its types are internal, so they are said here. */
const { unknownCheckingProxy, unknownStringValue } = createRequire(__filename)("@pulumi/policy/proxy") as {
    readonly unknownCheckingProxy: (properties: object) => object;
    readonly unknownStringValue: string;
};

describe("values that a policy may look at", () => {
    it("are copied with UNKNOWN in the place of what Pulumi throws for, at any depth", () => {
        const properties = unknownCheckingProxy({
            id: unknownStringValue,
            name: "a",
            tags: ["x", unknownStringValue],
            devices: { a: { personId: unknownStringValue, mac: "1" } },
            none: null,
            count: 3,
        });
        assert.deepEqual(knownFields(properties), {
            id: UNKNOWN,
            name: "a",
            tags: ["x", UNKNOWN],
            devices: { a: { personId: UNKNOWN, mac: "1" } },
            none: null,
            count: 3,
        });
    });

    it("are UNKNOWN where an exported state has an encrypted secret", () => {
        const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:…" };
        assert.deepEqual(knownFields({ a: secret, b: [secret] }), { a: UNKNOWN, b: [UNKNOWN] });
    });

    it("keep names that objects have by themselves", () => {
        const fields = knownFields(JSON.parse('{"__proto__": "x", "constructor": "y"}') as object);
        assert.equal(ownField(fields, "__proto__"), "x");
        assert.equal(ownField(fields, "constructor"), "y");
        assert.equal(ownField({}, "constructor"), undefined);
        assert.equal(ownField(undefined, "a"), undefined);
    });

    it("are texts or have fields only if they are known", () => {
        assert.deepEqual([text("a"), text(UNKNOWN), text(1)], ["a", undefined, undefined]);
        assert.deepEqual(fieldsOf({ a: 1 }), { a: 1 });
        assert.deepEqual([fieldsOf(UNKNOWN), fieldsOf([]), fieldsOf(null)], [undefined, undefined, undefined]);
    });
});
