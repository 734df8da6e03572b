import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { Definition } from "../../provider/definitions/definition";
import { Device, DeviceActivation, DeviceActivationBatch, DeviceBatch } from "../../sdk/index";
import { defineOutputs, isOfType, resourceClass, WebexResource } from "../../sdk/webexResource";
import { thrown } from "../provider/helpers";
import { Program, secretValue, unknownOutput, valueOf } from "./helpers";

const OFF = { accessToken: "t", limitGuard: "off", preflight: "off" };
const GET_RESOURCE = "pulumi:pulumi:getResource";
const TEXT = { type: "string" } as const;

const THING: Definition = {
    name: "Thing",
    description: "A thing.",
    properties: {
        colour: { schema: TEXT, description: "", input: true, change: "write", detail: true },
        keep: { schema: TEXT, description: "", input: true, change: "nothing" },
        password: { schema: TEXT, description: "", input: true, change: "write", secret: true },
        size: { schema: TEXT, description: "", output: true, detail: true },
        origin: { schema: TEXT, description: "", output: true },
        code: { schema: TEXT, description: "", output: true, secret: true },
        pin: { schema: TEXT, description: "", output: true, secret: true, contracts: ["crud"] },
    },
};
const RESOURCE = resourceClass({ definition: THING, module: "thing", seeded: ["details"] });

class Thing extends WebexResource {
    public declare readonly details: pulumi.Output<object | undefined>;
    public declare readonly colour: pulumi.Output<string | undefined>;
    public declare readonly keep: pulumi.Output<string | undefined>;
    public declare readonly password: pulumi.Output<string | undefined>;
    public declare readonly size: pulumi.Output<string | undefined>;
    public declare readonly origin: pulumi.Output<string | undefined>;
    public declare readonly code: pulumi.Output<string | undefined>;

    constructor(name: string, args: object = {}, options?: pulumi.CustomResourceOptions) {
        super(RESOURCE, name, { args, guarded: {}, declared: { values: {}, declarations: () => [] }, options });
    }
}
defineOutputs(Thing, RESOURCE);

describe("sdk/webexResource", () => {
    let program: Program;
    beforeEach(() => {
        program = new Program();
    });
    afterEach(() => {
        program.stop();
    });

    /** A thing of a program, when it is registered, with this state besides its inputs. */
    async function register(args: object = {}, outputs: Record<string, unknown> = {}, config: object = {}) {
        await program.start({ ...OFF, ...config }, { outputs });
        const thing = new Thing("one", args);
        await valueOf(thing.id);
        const request = program.request("one");
        return { thing, request, object: request.getObject().toJavaScript() };
    }

    it("registers type, provider text, identity and the inputs that are given, in constant words", async () => {
        const { request, object } = await register({ colour: "red", keep: undefined });
        assert.equal(request.getType(), "pulumi-nodejs:dynamic/webex:Thing");
        assert.deepEqual(object, {
            colour: "red",
            __resource: "one",
            __provider: 'exports.handler=()=>require("pulumi-webex/provider/thing")',
        });
    });

    it("makes a secret input secret, however it is passed", async () => {
        const { object } = await register({ password: "plain-password" });
        assert.equal(secretValue(object.password), "plain-password");
    });

    const secrets: [string, object, object, string[]][] = [
        ["the outputs that the contract knows", {}, {}, ["code"]],
        ["those of another contract", {}, { contract: "crud" }, ["code", "pin"]],
        ["an input that is given", { password: "p" }, {}, ["password", "code"]],
        ["no input that is not given", { password: undefined }, {}, ["code"]],
    ];
    for (const [name, args, config, expected] of secrets) {
        it(`marks as secret outputs ${name}`, async () => {
            const { request } = await register(args, {}, config);
            assert.deepEqual(request.getAdditionalsecretoutputsList(), expected);
        });
    }

    it("has all properties from the beginning under a program's own mocks, which answer by property", async () => {
        await program.start(OFF, { outputs: { size: "big", colour: "blue", code: "1" }, hooks: false });
        const thing = new Thing("one", { keep: "k" });
        assert.deepEqual(
            [await valueOf(thing.size), await valueOf(thing.colour), await valueOf(thing.keep)],
            ["big", "blue", "k"],
        );
        assert.equal(await valueOf(thing.origin), undefined);
        assert.deepEqual(program.calls, []);
    });

    describe("an output", () => {
        it("is the program's own value, before what the API told and the state has", async () => {
            const { thing } = await register({ colour: "red" }, { details: { colour: "blue" } });
            assert.equal(await valueOf(thing.colour), "red");
            assert.deepEqual(program.calls, []);
        });

        it("is else what the API told, before what the state has", async () => {
            const { thing } = await register({}, { details: { colour: "blue" }, colour: "green" });
            assert.equal(await valueOf(thing.colour), "blue");
            assert.deepEqual(program.calls, []);
        });

        it("is else what the engine's state has: an input that only a transform gave, or a record", async () => {
            const { thing } = await register({}, { details: {}, colour: "green", keep: "k", origin: "adopted" });
            assert.deepEqual(
                [await valueOf(thing.colour), await valueOf(thing.keep), await valueOf(thing.origin)],
                ["green", "k", "adopted"],
            );
            assert.deepEqual(program.calls, [GET_RESOURCE, GET_RESOURCE, GET_RESOURCE]);
        });

        it("is secret where the state has it as a secret", async () => {
            const { thing } = await register({}, { details: {}, keep: pulumi.secret("k"), colour: "green" });
            assert.equal(await pulumi.isSecret(thing.keep), true);
            assert.equal(await valueOf(thing.keep), "k");
        });

        it("is secret with all of details where a part of them is", async () => {
            const { thing } = await register({}, { details: pulumi.secret({ size: "big" }) });
            assert.equal(await pulumi.isSecret(thing.size), true);
        });

        it("is asked for in no state where only the API can tell it", async () => {
            const { thing } = await register({}, { details: {}, size: "never looked at" });
            assert.equal(await valueOf(thing.size), undefined);
            assert.deepEqual(program.calls, []);
        });

        it("is right where a resource has no details at all", async () => {
            const { thing } = await register({}, { origin: "issued" });
            assert.deepEqual([await valueOf(thing.size), await valueOf(thing.origin)], [undefined, "issued"]);
        });

        it("is unknown for as long as the resource is not there, and the engine is not asked", async () => {
            const { thing } = await register({}, { details: {} });
            Reflect.set(thing, "id", unknownOutput<string>());
            const { isKnown } = thing.keep as pulumi.Output<unknown> & { readonly isKnown: Promise<boolean> };
            assert.equal(await isKnown, false);
            assert.deepEqual(program.calls, []);
        });

        it("costs nothing before a program reads it", async () => {
            const { thing } = await register({ colour: "red" });
            assert.deepEqual(
                Object.keys(thing).filter((name) => pulumi.Output.isInstance(Reflect.get(thing, name))),
                ["urn", "id", "details", "code", "colour", "__resource", "__provider"],
            );
        });
    });

    it("refuses an import by one plain line, and registers nothing", async () => {
        await program.start(OFF);
        const error = await thrown(() => new Thing("one", {}, { import: "id" }));
        assert.ok(error instanceof pulumi.RunError);
        assert.match(error.message, /^Thing "one": the option import does not work with Pulumi's dynamic providers\. /);
        assert.equal(error.stack, "");
        assert.deepEqual(
            program.requests.filter((request) => request.getName() === "one"),
            [],
        );
    });

    it("leaves the program's own options as they are", async () => {
        await program.start(OFF);
        const options = { additionalSecretOutputs: ["mine"] };
        const thing = new Thing("one", {}, options);
        await valueOf(thing.id);
        assert.deepEqual(options, { additionalSecretOutputs: ["mine"] });
        assert.deepEqual(program.request("one").getAdditionalsecretoutputsList(), ["mine", "code"]);
    });

    it("isOfType knows resources of a type, and nothing that only says so", async () => {
        const { thing } = await register();
        assert.equal(isOfType(thing, RESOURCE.type), true);
        assert.equal(isOfType(thing, "my:index:Thing"), false);
        for (const value of [undefined, null, "x", { __pulumiType: RESOURCE.type }]) {
            assert.equal(isOfType(value, RESOURCE.type), false);
        }
    });

    it("has a static type in each of its classes, which @pulumi/policy compares by", () => {
        assert.deepEqual(
            [Device, DeviceActivation, DeviceBatch, DeviceActivationBatch].map(({ __pulumiType }) => __pulumiType),
            ["Device", "DeviceActivation", "DeviceBatch", "DeviceActivationBatch"].map(
                (name) => `pulumi-nodejs:dynamic/webex:${name}`,
            ),
        );
    });
});
