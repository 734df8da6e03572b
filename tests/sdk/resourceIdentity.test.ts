import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { identityOf } from "../../sdk/resourceIdentity";
import { Program, valueOf } from "./helpers";

describe("sdk/resourceIdentity", () => {
    const program = new Program();
    beforeEach(() => program.start({ accessToken: "t" }));
    afterEach(() => {
        program.stop();
    });

    const component = (type: string, parent?: pulumi.Resource) =>
        new pulumi.ComponentResource(type, type.slice(-1), {}, parent === undefined ? {} : { parent });

    it("is the name where there is no parent", () => {
        assert.equal(identityOf("phone", undefined), "phone");
        assert.equal(identityOf("phone", {}), "phone");
    });

    it("is the name where the parent is the stack, which all resources have", () => {
        const stack = pulumi.runtime.getStackResource();
        assert.ok(stack);
        assert.equal(identityOf("phone", { parent: stack }), "phone");
    });

    it("has the types of all parents, the outermost first, as the URN has", async () => {
        const outer = component("my:index:Outer");
        const inner = component("my:index:Inner", outer);
        assert.equal(identityOf("phone", { parent: inner }), "phone of my:index:Outer$my:index:Inner");
        const child = new pulumi.ComponentResource("my:index:Child", "phone", {}, { parent: inner });
        // Mocks leave out all parents but the last of a URN; the engine does not.
        assert.match(await valueOf(child.urn), /my:index:Inner\$my:index:Child::phone$/);
    });

    it("is the same for parents of one type, as the URNs are, of which Pulumi refuses the second", () => {
        const [a, b] = [component("my:index:Office"), component("my:index:Office")];
        assert.equal(identityOf("phone", { parent: a }), identityOf("phone", { parent: b }));
    });

    it("differs for parents of different types", () => {
        const of = (type: string) => identityOf("phone", { parent: component(type) });
        assert.notEqual(of("my:index:Office"), of("my:index:Hall"));
    });

    it("is a text at once: an output in it would leak promises", () => {
        assert.equal(typeof identityOf("phone", { parent: component("my:index:Office") }), "string");
    });
});
