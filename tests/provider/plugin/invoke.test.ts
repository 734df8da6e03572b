import assert from "node:assert/strict";
import { InvokeRequest } from "@pulumi/pulumi/proto/provider_pb";
import { LOOK_UPS } from "../../../provider/lookUps/lookUps";
import type { ResultType } from "../../../provider/lookUps/resultType";
import { invoke } from "../../../provider/plugin/invoke";
import { sent } from "../../../provider/plugin/wire";
import { openSession } from "../../../provider/session";
import { getPerson } from "../../../sdk/index";
import type { Simulator } from "../../../simulator/index";
import { Program } from "../../sdk/helpers";
import { Bench, caught } from "../helpers";

/** The fields of an answer that its type does not have, also inside. */
function unknownIn(answer: object, { fields }: ResultType): string[] {
    return Object.entries(answer).flatMap(([name, value]: [string, unknown]) => {
        const field = fields[name];
        if (field === undefined) {
            return [name];
        }
        const inner = "listOf" in field ? field.listOf : "object" in field ? field.object : undefined;
        const values = inner === undefined ? [] : [value].flat();
        return inner === undefined ? [] : values.flatMap((each) => unknownIn(each as object, inner));
    });
}

describe("plugin/invoke", () => {
    const bench = new Bench();
    let simulator: Simulator;
    let config: Record<string, string>;

    beforeEach(async () => {
        simulator = await bench.simulator({});
        const { baseUrl, token: accessToken, contract } = simulator;
        config = { baseUrl, accessToken, contract };
    });
    afterEach(() => bench.closeAll());

    function session(more: Record<string, string> = {}) {
        const all = { ...config, ...more };
        return openSession((key) => all[key], undefined, {});
    }

    /** Calls a function as the engine does. */
    async function call(
        token: string,
        args: object,
        { of = session(), signal = new AbortController().signal, secrets = [] as string[] } = {},
    ): Promise<Record<string, unknown>> {
        const request = new InvokeRequest();
        request.setTok(token);
        request.setArgs(sent(args, [], secrets));
        const response = await invoke({ session: of, signal }, request);
        return response.getReturn()?.toJavaScript() ?? {};
    }

    it("answers a look-up with what Webex tells, and without what it does not", async () => {
        const { id } = simulator.addPerson({ emails: ["ada@example.com"] });
        const found = await call("webex:index:getPerson", { email: "Ada@example.com" });
        assert.deepEqual([found["id"], found["emails"]], [id, ["ada@example.com"]]);
        assert.ok(!Object.values(found).includes(null));
    });

    it("sends equal calls of a provider once, and those of another provider by themselves", async () => {
        simulator.addPerson({ emails: ["ada@example.com"] });
        const [one, other] = [session(), session({ maxRetries: "1" })];
        const ask = (of: ReturnType<typeof session>) =>
            call("webex:index:getPerson", { email: "ada@example.com" }, { of });
        await Promise.all([ask(one), ask(one), ask(other)]);
        assert.equal(simulator.log.requests({ method: "GET", path: "/people" }).length, 2);
    });

    it("answers a secret question by secrets", async () => {
        const { id } = simulator.addPerson({ emails: ["ada@example.com"] });
        const { emails } = await call("webex:index:getPerson", { personId: id }, { secrets: ["personId"] });
        assert.deepEqual(Reflect.get(emails as object, "value"), ["ada@example.com"]);
    });

    const WRONG: readonly (readonly [string, object])[] = [
        ["nobody", { email: "nobody@example.com" }],
        ["arguments that do not go together", {}],
        ["an argument of a wrong type", { email: 1 }],
        ["an argument that is none", { mail: "a@b.c" }],
    ];
    for (const [what, args] of WRONG) {
        it(`says of ${what} what the function of a TypeScript program says`, async () => {
            simulator.addPerson({ emails: ["nobodi@example.com"], displayName: "nobodi" });
            const program = new Program();
            await program.start(config);
            const inProgram = await caught(getPerson(args));
            program.stop();
            const byPlugin = await caught(call("webex:index:getPerson", args));
            assert.equal(byPlugin.message, inProgram.message);
            assert.match(byPlugin.message, /^getPerson: /);
        });
    }

    it("refuses where a setting is wrong, and a function that is none", async () => {
        const of = session({ contract: "other" });
        const wrong = await caught(call("webex:index:getLicenses", {}, { of }));
        assert.match(wrong.message, /^webex:contract must be "cisco" or "crud"/);
        const none = await caught(call("webex:index:getPersons", {}));
        assert.match(none.message, /no function webex:index:getPersons; the nearest is webex:index:getPerson$/);
    });

    it("answers no field that the schema does not have", async () => {
        const { id: personId } = simulator.addPerson({ emails: ["ada@example.com"], maxDeviceCount: 2 });
        const { id: workspaceId } = simulator.addWorkspace({ displayName: "Lobby", maxDeviceCount: 2 });
        const { id: deviceId } = simulator.addDevice({ workspaceId });
        const { id: locationId, name } = simulator.addLocation({ name: "Denver" });
        assert.ok(locationId);
        const calls: Readonly<Record<string, object>> = {
            getDevice: { deviceId },
            getDevices: { workspaceId },
            getLicenses: {},
            getLocation: { name },
            getPerson: { personId },
            getPersonDeviceCount: { personId },
            getPersonDevices: { personId },
            getSupportedDevices: {},
            getWorkspace: { workspaceId },
            getWorkspaceDevices: { workspaceId },
        };
        assert.deepEqual(
            Object.keys(calls),
            LOOK_UPS.map((lookUp) => lookUp.name),
        );
        for (const { name: fn, result } of LOOK_UPS) {
            const found = await call(`webex:index:${fn}`, calls[fn] ?? {});
            assert.deepEqual(unknownIn(found, result), [], fn);
            assert.deepEqual(
                result.sure.filter((each) => found[each] === undefined),
                [],
                fn,
            );
        }
    });

    it("ends with the run", async () => {
        const aborted = new AbortController();
        aborted.abort();
        const error = await caught(call("webex:index:getLicenses", {}, { signal: aborted.signal }));
        assert.match(error.message, /the run was cancelled/);
    });
});
