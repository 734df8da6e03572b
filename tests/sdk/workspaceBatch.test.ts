import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { WorkspaceBatch, type WorkspaceBatchArgs } from "../../sdk/index";
import { Program, programError, secretValue, valueOf } from "./helpers";

const OFF = { accessToken: "t", limitGuard: "off", preflight: "off" };
const STATE = {
    ids: { a: "id-a" },
    sipAddresses: { a: "a@example.rooms.webex.com" },
    entries: '{"a":{"origin":"created"}}',
};

describe("sdk/workspaceBatch", () => {
    let program: Program;
    beforeEach(() => {
        program = new Program();
    });
    afterEach(() => {
        program.stop();
    });

    async function register(args: WorkspaceBatchArgs, config: Record<string, string> = OFF) {
        await program.start(config, { outputs: STATE });
        const batch = new WorkspaceBatch("rooms", args);
        await valueOf(batch.id);
        const request = program.request("rooms");
        return { batch, request, object: request.getObject().toJavaScript() };
    }

    it("is of the type, and carries the provider text, that are in users' states", async () => {
        const { request, object } = await register({ workspaces: {} });
        assert.equal(request.getType(), "pulumi-nodejs:dynamic/webex:WorkspaceBatch");
        assert.equal(object.__provider, 'exports.handler=()=>require("pulumi-webex/provider/workspaceBatch")');
    });

    it("registers the inputs that are given, with the stack that the notes of a new workspace name", async () => {
        const args = { workspaces: { a: { displayName: "A", capacity: 4 } }, deleteDevices: true, orgId: undefined };
        const { object } = await register(args);
        const { __provider: _, __resource: resource, __stack: stack, ...inputs } = object;
        assert.deepEqual(inputs, { workspaces: args.workspaces, deleteDevices: true });
        assert.deepEqual([resource, stack], ["rooms", "project/stack"]);
    });

    it("tells ids, SIP addresses and the stack's records by the entries' names", async () => {
        const { batch } = await register({ workspaces: { a: { displayName: "A" } } });
        assert.deepEqual(await valueOf(batch.ids), STATE.ids);
        assert.deepEqual(await valueOf(batch.sipAddresses), STATE.sipAddresses);
        assert.equal(await valueOf(batch.entries), STATE.entries);
        assert.equal(await valueOf(batch.deleteOnDestroy), undefined);
    });

    it("keeps a secret within an entry secret on the way", async () => {
        const webexCalling = { phoneNumber: pulumi.secret("+15550100"), locationId: "hq" };
        const { object } = await register({
            workspaces: { a: { displayName: "A", calling: { type: "webexCalling", webexCalling } } },
        });
        const { a } = object.workspaces as Record<string, { calling: { webexCalling: Record<string, unknown> } }>;
        assert.equal(secretValue(a?.calling.webexCalling.phoneNumber), "+15550100");
    });

    it("has the hook of the plan whatever is off: the brake is in it", async () => {
        const { request } = await register({ workspaces: {} });
        assert.deepEqual(request.getHooks()?.getBeforeCreateList(), ["webex-plan"]);
    });

    it("refuses a workspace that two batches take over, naming both entries", async () => {
        await program.start(OFF);
        new WorkspaceBatch("first", { workspaces: { a: { workspaceId: pulumi.output("w") } } });
        const error = await programError(() => {
            new WorkspaceBatch("second", { workspaces: { b: { workspaceId: pulumi.output("w") } } });
        });
        assert.equal(
            error.message,
            'WorkspaceBatch "second", entry "b" declares the workspace id that WorkspaceBatch "first", entry "a" declares, ' +
                "too; a workspace can be declared once",
        );
    });

    it("knows its own", async () => {
        const { batch } = await register({ workspaces: {} });
        assert.equal(WorkspaceBatch.isInstance(batch), true);
        assert.equal(WorkspaceBatch.isInstance({}), false);
    });
});
