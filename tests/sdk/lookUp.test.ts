import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { LookUp } from "../../provider/lookUps/lookUp";
import * as webex from "../../sdk/index";
import { lookUp } from "../../sdk/lookUp";
import { caught } from "../provider/helpers";
import { programs, valueOf } from "./helpers";

interface Args {
    readonly name?: string | undefined;
    readonly other?: string | undefined;
    readonly orgId?: string | undefined;
}

const TEXT = { schema: { type: "string" }, description: "A text." } as const;

describe("sdk/lookUp", () => {
    const runs = programs();

    const OFF = { accessToken: "t", baseUrl: "http://127.0.0.1:9/v1", orgId: "stack" };

    /** A look-up that notes what it is asked. */
    function noted(more: Partial<LookUp<Args, { readonly answer: number }>> = {}) {
        const asked: (readonly [Args, string | undefined])[] = [];
        const { plain, output } = lookUp<Args, { readonly answer: number }>({
            name: "getThing",
            description: "A thing.",
            args: { name: TEXT, other: TEXT, orgId: TEXT },
            result: { name: "Thing", description: "A thing.", fields: {}, sure: [] },
            ask: (args, _, orgId) => Promise.resolve({ answer: asked.push([args, orgId]) }),
            ...more,
        });
        return { asked, plain, output };
    }

    it("asks in the call's organisation, else in the stack's", async () => {
        await runs.program.start(OFF);
        const { asked, plain } = noted();
        await plain({ name: "a" });
        await plain({ name: "a", orgId: "own" });
        assert.deepEqual(
            asked.map(([, orgId]) => orgId),
            ["stack", "own"],
        );
    });

    it("sends equal calls of one run once, whatever the order of their arguments", async () => {
        await runs.program.start(OFF);
        const { asked, plain, output } = noted();
        const answers = await Promise.all([
            plain({ name: "a", other: "b" }),
            plain({ other: "b", name: "a", orgId: undefined }),
            valueOf(output({ name: pulumi.output("a"), other: "b" })),
            plain({ name: "a" }),
        ]);
        assert.deepEqual(
            answers.map(({ answer }) => answer),
            [1, 1, 1, 2],
        );
        assert.equal(asked.length, 2);
    });

    it("sends them again in the next run", async () => {
        const { asked, plain } = noted();
        for (const run of [1, 2]) {
            await runs.program.start(OFF);
            await plain({});
            assert.equal(asked.length, run);
            runs.next();
        }
    });

    it("sends again after a failure", async () => {
        await runs.program.start(OFF);
        let calls = 0;
        const { plain } = noted({
            ask: () => {
                calls += 1;
                return calls === 1 ? Promise.reject(new Error("no")) : Promise.resolve({ answer: calls });
            },
        });
        assert.equal((await caught(plain({}))).message, "no");
        assert.equal((await plain({})).answer, 2);
    });

    it("sends each call where the answer changes with the program, or where it depends on resources", async () => {
        await runs.program.start(OFF);
        const changing = noted({ isSentEachTime: true });
        await changing.plain({});
        await changing.plain({});
        assert.equal(changing.asked.length, 2);
        const { asked, plain, output } = noted();
        await plain({});
        const resource = new pulumi.ComponentResource("x:y:Z", "component");
        await valueOf(output({}, { dependsOn: resource }));
        assert.equal(asked.length, 2);
    });

    describe("under users' mocks", () => {
        const calls: [name: string, call: () => Promise<unknown>, inputs: object][] = [
            ["getDevice", () => webex.getDevice({ serial: "S" }), { serial: "S" }],
            ["getDevices", () => webex.getDevices({ tag: "a", max: 3 }), { tag: "a", max: 3 }],
            ["getLicenses", () => webex.getLicenses(), {}],
            ["getLocation", () => webex.getLocation({ name: "Denver" }), { name: "Denver" }],
            ["getPerson", () => webex.getPerson({ email: "a@b.c" }), { email: "a@b.c" }],
            ["getPersonDeviceCount", () => webex.getPersonDeviceCount({ personId: "p" }), { personId: "p" }],
            ["getPersonDevices", () => webex.getPersonDevices({ personId: "p" }), { personId: "p" }],
            ["getSupportedDevices", () => webex.getSupportedDevices({ orgId: "o" }), { orgId: "o" }],
            ["getWorkspace", () => webex.getWorkspace({ name: "Lobby" }), { name: "Lobby" }],
            ["getWorkspaceDevices", () => webex.getWorkspaceDevices({ workspaceId: "w" }), { workspaceId: "w" }],
        ];

        it("every function of the package is looked at here", () => {
            const functions = Object.keys(webex).filter((name) => /^get\w+(?<!Output)$/.test(name));
            assert.deepEqual(functions.sort(), calls.map(([name]) => name).sort());
        });

        for (const [name, call, inputs] of calls) {
            it(`${name} is answered by their call, and nothing is sent`, async () => {
                const seen: pulumi.runtime.MockCallArgs[] = [];
                const answer = { id: "mocked", list: ["a"] };
                const mocked = (args: pulumi.runtime.MockCallArgs) => {
                    seen.push(args);
                    return answer;
                };
                const simulator = await runs.started({}, {}, { hooks: false, call: mocked });
                assert.deepEqual(await call(), answer);
                assert.deepEqual(
                    seen.map((one) => [one.token, one.inputs as unknown]),
                    [[`webex:index:${name}`, inputs]],
                );
                assert.deepEqual(simulator.log.entries, []);
            });
        }

        it("the twins are, too, without a credential", async () => {
            await runs.program.start(
                {},
                { hooks: false, call: ({ inputs }) => ({ ...(inputs as object), id: "mocked" }) },
            );
            const person = webex.getPersonOutput({ email: pulumi.output("a@b.c") });
            assert.equal(await valueOf(person.id), "mocked");
        });

        it("wrong arguments are refused all the same", async () => {
            await runs.program.start({}, { hooks: false, call: () => ({}) });
            assert.match((await caught(webex.getPerson({}))).message, /give exactly one of email, personId/);
        });
    });
});
