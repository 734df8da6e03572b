import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { outputNames } from "../../provider/definitions/definition";
import { WORKSPACE } from "../../provider/definitions/workspace";
import { type WebexWorkspace, Workspace, type WorkspaceArgs } from "../../sdk/index";
import { thrown } from "../provider/helpers";
import { Program, programError, secretValue, valueOf } from "./helpers";

const OFF = { accessToken: "t", limitGuard: "off", preflight: "off" };

describe("sdk/workspace", () => {
    let program: Program;
    beforeEach(() => {
        program = new Program();
    });
    afterEach(() => {
        program.stop();
    });

    async function register(
        args: WorkspaceArgs,
        config: Record<string, string> = OFF,
        outputs: Record<string, unknown> = {},
    ) {
        await program.start(config, { outputs });
        const workspace = new Workspace("board", args);
        await valueOf(workspace.id);
        const request = program.request("board");
        return { workspace, request, object: request.getObject().toJavaScript() };
    }

    it("is of the type that is in users' states, with exactly the provider text there", async () => {
        const { request, object } = await register({ displayName: "Board" });
        assert.equal(request.getType(), "pulumi-nodejs:dynamic/webex:Workspace");
        assert.equal(object.__provider, 'exports.handler=()=>require("pulumi-webex/provider/workspace")');
    });

    it("registers the inputs that are given, and no others, at any depth", async () => {
        const args: WorkspaceArgs = {
            displayName: "Board",
            capacity: 8,
            calling: { type: "webexCalling", webexCalling: { extension: "2001", locationId: pulumi.output("oslo") } },
            deleteDevices: false,
        };
        const { object } = await register(args);
        const { __provider: _, __resource: resource, __stack: stack, ...inputs } = object;
        assert.deepEqual(inputs, {
            displayName: "Board",
            capacity: 8,
            calling: { type: "webexCalling", webexCalling: { extension: "2001", locationId: "oslo" } },
            deleteDevices: false,
        });
        assert.equal(resource, "board");
        assert.equal(stack, `${pulumi.getProject()}/${pulumi.getStack()}`);
    });

    it("keeps a number secret that is one", async () => {
        const phoneNumber = pulumi.secret("+4712345678");
        const { object } = await register({
            displayName: "Board",
            calling: { type: "webexCalling", webexCalling: { phoneNumber, locationId: "oslo" } },
        });
        const calling = object.calling as { webexCalling: { phoneNumber: unknown } };
        assert.equal(secretValue(calling.webexCalling.phoneNumber), "+4712345678");
        assert.ok(!JSON.stringify(object).replaceAll("+4712345678", "").includes("4712345678"));
    });

    it("tells what the provider answered: inputs, details and what the stack records", async () => {
        const details = {
            sipAddress: "board@example.webex.example",
            calling: { type: "freeCalling" },
            health: { level: "ok" },
        };
        const { workspace } = await register({ displayName: "Board" }, OFF, { details, origin: "created" });
        const { displayName, sipAddress, calling, health, origin, capacity } = workspace;
        assert.deepEqual(
            await Promise.all(
                [displayName, sipAddress, calling, health, origin, capacity].map((each) => valueOf<unknown>(each)),
            ),
            ["Board", "board@example.webex.example", { type: "freeCalling" }, { level: "ok" }, "created", undefined],
        );
    });

    it("has an output for everything the state keeps", async () => {
        const { workspace } = await register({ displayName: "Board" });
        assert.deepEqual(
            outputNames(WORKSPACE).filter((name) => !pulumi.Output.isInstance(Reflect.get(workspace, name))),
            [],
        );
    });

    it("is looked at when it is made and when it changes", async () => {
        await program.start({ accessToken: "t", baseUrl: "http://127.0.0.1:9/v1" });
        const workspace = new Workspace("board", { displayName: "Board" });
        await valueOf(workspace.id);
        assert.deepEqual(program.request("board").getHooks()?.getBeforeCreateList(), ["webex-plan"]);
    });

    it("can be declared once where it is taken over", async () => {
        await program.start(OFF);
        const { message } = await programError(() => {
            new Workspace("one", { workspaceId: pulumi.output("w") });
            new Workspace("two", { workspaceId: pulumi.output("w") });
        });
        assert.match(
            message,
            /^Workspace "two" declares the workspace id that Workspace "one" declares, too; a workspace can be declared once/,
        );
    });

    it("may have a name that another one has", async () => {
        await program.start(OFF);
        const made = ["one", "two"].map((name) => new Workspace(name, { displayName: "Board" }));
        assert.deepEqual(await Promise.all(made.map(({ id }) => valueOf(id))), ["one-id", "two-id"]);
    });

    it("says what to do instead of importing", async () => {
        await program.start(OFF);
        const { message } = await thrown(() => new Workspace("board", { displayName: "Board" }, { import: "w" }));
        assert.match(message, /^Workspace "board": the option import .* Give the id of the workspace as workspaceId/);
    });

    it("knows its instances, and is found by policies", async () => {
        const { workspace } = await register({ displayName: "Board" });
        assert.deepEqual([Workspace.isInstance(workspace), Workspace.isInstance({})], [true, false]);
        assert.equal(Workspace.__pulumiType, "pulumi-nodejs:dynamic/webex:Workspace");
    });

    it("leaves the look-up's type its name", () => {
        const found: WebexWorkspace = { id: "w" };
        assert.equal(found.id, "w");
    });
});
