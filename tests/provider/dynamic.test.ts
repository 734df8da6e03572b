import assert from "node:assert/strict";
import { dynamicProvider, REPLACES_KEY } from "../../provider/dynamic";
import { pack } from "../../provider/packed";
import { device } from "../../provider/resources/device/device";
import { deviceActivation } from "../../provider/resources/deviceActivation/deviceActivation";
import { Incomplete, type Properties, type ResourceLogic } from "../../provider/resources/resource";
import { UNKNOWN } from "../../provider/resources/unknown";
import type { Simulator } from "../../simulator/index";
import { Bench, caught, lines, unique, uniqueMac, wholeTextOf } from "./helpers";

const PROVIDER = { __provider: "the provider text" };
const MODEL = "DMS Cisco 8865";

/** Resource logic that does nothing but what a test gives it. */
function logicWith(parts: Partial<ResourceLogic> = {}): ResourceLogic {
    return {
        type: "Thing",
        secrets: ["password"],
        check: (_, inputs) => ({ inputs, failures: [] }),
        diff: () => ({ changes: false, replaces: [], deleteBeforeReplace: false }),
        release: () => undefined,
        create: () => Promise.resolve({ id: "id", state: {} }),
        read: () => Promise.resolve(undefined),
        update: () => Promise.resolve({}),
        delete: () => Promise.resolve(),
        ...parts,
    };
}

describe("dynamic", () => {
    const bench = new Bench();
    const saved = { ...process.env };
    beforeEach(() => {
        for (const name of Object.keys(process.env)) {
            if (name.startsWith("WEBEX_")) {
                Reflect.deleteProperty(process.env, name);
            }
        }
    });
    afterEach(async () => {
        process.env = { ...saved };
        await bench.closeAll();
    });

    type Config = Record<string, string>;
    async function configured(logic: ResourceLogic, config: Config = {}) {
        const provider = dynamicProvider(logic);
        const all: Config = { "webex:accessToken": unique("dynamic-token"), ...config };
        const get = (key: string) => all[key];
        await provider.configure({ config: { get, require: (key) => all[key] ?? "" } });
        return provider;
    }

    const configOf = (simulator: Simulator, more: Config = {}): Config => ({
        "webex:baseUrl": simulator.baseUrl,
        "webex:accessToken": simulator.token,
        "webex:contract": simulator.contract,
        ...more,
    });

    describe("check", () => {
        it("hides the provider text from the logic", async () => {
            const seen: Properties[] = [];
            const logic = logicWith({
                check: (olds, news) => {
                    seen.push(olds, news);
                    return { inputs: news, failures: [] };
                },
            });
            const provider = await configured(logic);
            const { inputs } = await provider.check({ a: 1, ...PROVIDER }, { a: 2, ...PROVIDER });
            assert.deepEqual([seen, inputs], [[{ a: 1 }, { a: 2 }], { a: 2 }]);
        });

        it("sends nothing, whatever is wrong", async () => {
            const simulator = await bench.simulator();
            const provider = await configured(device, configOf(simulator));
            await provider.check({}, { mac: "none" });
            await provider.check({}, { personId: UNKNOWN, mac: UNKNOWN, model: UNKNOWN });
            assert.equal(simulator.log.entries.length, 0);
        });

        const settings: [string, Config, RegExp][] = [
            [
                "no credential",
                { "webex:accessToken": "" },
                /^webex:accessToken .*config set --secret webex:accessToken/,
            ],
            ["a base URL that is none", { "webex:baseUrl": "nowhere" }, /^webex:baseUrl is no URL/],
            [
                "a base URL with credentials",
                { "webex:baseUrl": "https://a:b@h.example" },
                /^webex:baseUrl .*credentials/,
            ],
            ["plain http to another machine", { "webex:baseUrl": "http://h.example" }, /^webex:baseUrl .*in clear/],
            ["an unknown contract", { "webex:contract": "soap" }, /^webex:contract must be/],
        ];
        for (const [name, config, reason] of settings) {
            it(`fails for ${name}, under no property, whose value Pulumi would print`, async () => {
                const provider = await configured(device, config);
                const { failures } = await provider.check(
                    {},
                    { personId: "p", mac: uniqueMac(), model: MODEL, displayName: undefined },
                );
                assert.equal(failures[0]?.property, "");
                assert.match(failures[0].reason, reason);
            });
        }

        it("names a secret input in the reason only, because Pulumi prints a failed property's value", async () => {
            const provider = await configured(device, { "webex:contract": "crud" });
            const { failures } = await provider.check({}, { personId: "p", password: "sip-password-77" });
            assert.deepEqual(
                failures.map(({ property }) => property),
                [""],
            );
            assert.match(failures[0]?.reason ?? "", /^password has no place/);
            assert.doesNotMatch(JSON.stringify(failures), /sip-password-77/);
        });

        it("works before configure was called", async () => {
            process.env.WEBEX_TOKEN = unique("environment-token");
            const { failures } = await dynamicProvider(device).check(
                {},
                { personId: "p", mac: uniqueMac(), model: MODEL },
            );
            assert.deepEqual(failures, []);
        });
    });

    it("prefers the environment's token to the configured one", async () => {
        const simulator = await bench.simulator();
        process.env.WEBEX_ACCESS_TOKEN = simulator.token;
        const provider = await configured(device, configOf(simulator, { "webex:accessToken": "ended" }));
        const { id } = simulator.addDevice();
        assert.equal((await provider.read(id)).id, id);
    });

    describe("a failed setting", () => {
        for (const method of ["create", "read", "update", "delete"] as const) {
            it(`stops ${method} before anything is asked`, async () => {
                const refuse = () => Promise.reject(new Error("asked"));
                const logic = logicWith({ create: refuse, read: refuse, update: refuse, delete: refuse });
                const provider = await configured(logic, { "webex:baseUrl": "nowhere" });
                const calls = {
                    create: () => provider.create({}),
                    read: () => provider.read("id", {}),
                    update: () => provider.update("id", {}, {}),
                    delete: () => provider.delete("id", {}),
                };
                assert.match((await caught(calls[method]())).message, /webex:baseUrl is no URL/);
            });
        }
    });

    describe("what it hands back", () => {
        it("create: id and outputs without undefined values", async () => {
            const state = { a: 1, b: undefined, c: null, d: 2, password: "p" };
            const provider = await configured(logicWith({ create: () => Promise.resolve({ id: "x", state }) }));
            // What was given stands for itself, the rest packed; a secret never.
            assert.deepEqual(await provider.create({ a: 0 }), {
                id: "x",
                outs: { a: 1, password: "p", __packed: pack({ c: null, d: 2 }) },
            });
        });

        it("read: an empty id for what is gone", async () => {
            const provider = await configured(logicWith());
            assert.deepEqual(await provider.read("id", {}), { id: "", props: {} });
        });

        it("read: properties and inputs of what is there", async () => {
            const found = { state: { a: 1, b: undefined }, inputs: { a: 1, c: undefined } };
            const provider = await configured(logicWith({ read: () => Promise.resolve(found) }));
            assert.deepEqual(await provider.read("id"), {
                id: "id",
                props: { a: 1, __packed: pack({}) },
                inputs: { a: 1 },
            });
        });

        it("update: outputs without undefined values", async () => {
            const provider = await configured(logicWith({ update: () => Promise.resolve({ a: 1, b: undefined }) }));
            assert.deepEqual(await provider.update("id", {}, { a: 0 }), { outs: { a: 1, __packed: pack({}) } });
        });

        it("diff: what the logic says, in a list of its own", async () => {
            const difference = { changes: true, replaces: ["mac"], deleteBeforeReplace: true };
            const provider = await configured(logicWith({ diff: () => difference }));
            assert.deepEqual(await provider.diff("id", {}, {}), difference);
        });
    });

    describe("an error", () => {
        const failing = (error: unknown) => {
            // Logic may throw anything, however wrong that is.
            const fail = (): Promise<never> => Promise.resolve().then(() => Promise.reject(error as Error));
            return logicWith({ create: fail, read: fail, update: fail, delete: fail });
        };

        it("says what was attempted, on what", async () => {
            const provider = await configured(failing(new Error("because")));
            const messages = [
                await caught(provider.create({ mac: "M", personId: "P", tags: ["x"] })),
                await caught(provider.read("the-id", {})),
                await caught(provider.update("the-id", {}, {})),
                await caught(provider.delete("the-id", {})),
            ].map(({ message }) => message);
            assert.deepEqual(messages, [
                "create of Thing (mac M, personId P) failed: because",
                "read of Thing the-id failed: because",
                "update of Thing the-id failed: because",
                "delete of Thing the-id failed: because",
            ]);
        });

        it("has no stack, where the message would stand once more, and no cause", async () => {
            const provider = await configured(failing(new Error("because", { cause: new Error("deeper") })));
            const error = await caught(provider.create({}));
            assert.deepEqual([error.stack, error.cause], ["", undefined]);
        });

        it("may be anything that was thrown", async () => {
            const provider = await configured(failing("a bare text"));
            assert.match((await caught(provider.delete("id", {}))).message, /failed: a bare text$/);
        });

        it("carries no id where nothing was made", async () => {
            const provider = await configured(failing(new Error("because")));
            assert.ok(!("id" in (await caught(provider.create({})))));
        });

        it("of something half made carries id, properties with the provider text, and the reason", async () => {
            const state = { mac: "M", gone: undefined };
            const provider = await configured(failing(new Incomplete("made-id", state, "tags failed")));
            const error = (await caught(provider.create({ ...PROVIDER }))) as Error & Record<string, unknown>;
            assert.deepEqual(
                { id: error.id, properties: error.properties, reasons: error.reasons },
                {
                    id: "made-id",
                    properties: { __packed: pack({ mac: "M" }), ...PROVIDER },
                    reasons: ["create of Thing failed: tags failed"],
                },
            );
        });

        it("shows no secret input, not even one that the logic repeats", async () => {
            const password = unique("sip-password");
            const provider = await configured(failing(new Error(`Webex says: password ${password} is weak`)));
            for (const error of [
                await caught(provider.create({ password })),
                await caught(provider.update("id", {}, { password })),
            ]) {
                assert.ok(!wholeTextOf(error).includes(password));
                assert.match(error.message, /\[secret\]/);
            }
        });

        it("shows no token that the API repeats", async () => {
            const token = unique("dynamic-leaky-token");
            const server = await bench.server({ status: 401, body: JSON.stringify({ message: `bad ${token}` }) });
            const provider = await configured(device, {
                "webex:baseUrl": server.baseUrl,
                "webex:accessToken": token,
            });
            assert.ok(!wholeTextOf(await caught(provider.read("id", {}))).includes(token));
        });
    });

    describe("with a real resource behind it", () => {
        it("keeps a device whose tags could not be written in the state, and goes on at the next up", async () => {
            const simulator = await bench.simulator();
            const provider = await configured(device, configOf(simulator));
            const personId = simulator.addPerson().id;
            const program = { personId, mac: uniqueMac(), model: MODEL, tags: ["a"], ...PROVIDER };
            const { inputs } = await provider.check({}, program);
            simulator.faults.add({ method: "PATCH", kind: { status: 500 } });
            const error = (await caught(provider.create({ ...inputs, ...PROVIDER }))) as Error & {
                id: string;
                properties: Properties;
            };
            assert.equal(error.id, simulator.devices()[0]?.id);
            assert.equal(error.properties.__provider, PROVIDER.__provider);
            const { changes, replaces } = await provider.diff(error.id, error.properties, inputs as Properties);
            assert.deepEqual([changes, replaces], [true, []]);
            await provider.update(error.id, error.properties, { ...inputs, ...PROVIDER });
            assert.deepEqual(simulator.device(error.id)?.tags, ["a"]);
        });

        it("takes a device out of the state only when it is gone for certain", async () => {
            const simulator = await bench.simulator();
            const provider = await configured(device, configOf(simulator));
            const { id } = simulator.addDevice();
            simulator.removeDevice(id);
            assert.deepEqual(await provider.read(id, {}), { id: "", props: {} });
        });

        it("keeps the state where everything is answered 404", async () => {
            const simulator = await bench.simulator();
            simulator.faults.add({ kind: { everything404: true } });
            const provider = await configured(device, configOf(simulator));
            assert.match((await caught(provider.read("some-device", {}))).message, /not taken for gone/);
        });

        it("never carries the code in an activation's id or messages", async () => {
            const simulator = await bench.simulator();
            const provider = await configured(deviceActivation, configOf(simulator));
            const { id, outs } = await provider.create({ workspaceId: simulator.addWorkspace().id });
            const { code } = outs as { code: string };
            assert.ok(!id.includes(code));
            simulator.faults.add({ method: "GET", kind: { status: 500, body: { message: `code ${code} is odd` } } });
            assert.ok(!wholeTextOf(await caught(provider.read(id, outs as Properties))).includes(code));
        });

        it("uses one token and one list of secrets for both resources", async () => {
            const simulator = await bench.simulator();
            const config = configOf(simulator);
            const [devices, activations] = [
                await configured(device, config),
                await configured(deviceActivation, config),
            ];
            const workspaceId = simulator.addWorkspace().id;
            const { id } = await activations.create({ workspaceId });
            assert.match(id, /^activation-/);
            await devices.delete("gone", {});
            assert.deepEqual(lines(simulator.log.writes()), ["POST /devices/activationCode", "DELETE /devices/gone"]);
        });
    });

    describe("the mark of a replacement", () => {
        /** Check, diff, and the check of the new half without old inputs, as the engine calls them. */
        async function replace(
            before: Properties,
            after: Properties,
            provider: Awaited<ReturnType<typeof configured>>,
            state: Properties = before,
        ) {
            const first = await provider.check(before, after);
            const difference = await provider.diff(
                "id",
                { ...state, __inputs: Object.keys(before).join(",") },
                first.inputs as Properties,
            );
            const second = await provider.check({}, after);
            return { first, difference, second };
        }

        const phone = () => ({ personId: unique("person"), mac: uniqueMac(), model: MODEL });

        it("names the person whose device goes, in the new half only", async () => {
            const provider = await configured(device, { "webex:contract": "cisco" });
            const before = phone();
            const { first, difference, second } = await replace(before, { ...before, mac: uniqueMac() }, provider);
            assert.deepEqual(difference.replaces, ["mac"]);
            assert.ok(!(REPLACES_KEY in first.inputs));
            assert.equal((second.inputs as Properties)[REPLACES_KEY], before.personId);
        });

        it("names the person before, where the owner changes", async () => {
            const provider = await configured(device, { "webex:contract": "cisco" });
            const before = phone();
            const { second } = await replace(before, { ...before, personId: unique("person") }, provider);
            assert.equal((second.inputs as Properties)[REPLACES_KEY], before.personId);
        });

        it("is empty where the device that goes is a workspace's", async () => {
            const provider = await configured(device, { "webex:contract": "cisco" });
            const { personId, ...rest } = phone();
            const { second } = await replace({ ...rest, workspaceId: "w" }, { ...rest, personId }, provider);
            assert.equal((second.inputs as Properties)[REPLACES_KEY], "");
        });

        it("survives that tags leave the program in the same change", async () => {
            const provider = await configured(device, { "webex:contract": "cisco" });
            const before = phone();
            const { second } = await replace({ ...before, tags: ["a"] }, { ...before, mac: uniqueMac() }, provider);
            assert.equal((second.inputs as Properties)[REPLACES_KEY], before.personId);
        });

        it("releases a resource that is replaced although diff asked for no replacement, and no other", async () => {
            const released: string[] = [];
            const provider = await configured(logicWith({ release: (id) => void released.push(id) }));
            for (const id of ["kept", "forced"]) {
                await provider.check({ name: id }, { name: id });
                await provider.diff(id, { name: id }, { name: id });
            }
            await provider.check({}, { name: "new" });
            await provider.check({}, { name: "forced" });
            assert.deepEqual(released, ["forced"]);
        });

        it("tells the logic a diff of the program from one of a refresh, which has no check", async () => {
            const ofProgram: boolean[] = [];
            const provider = await configured(
                logicWith({
                    diff: (_id, _state, _inputs, program) => {
                        ofProgram.push(program);
                        return { changes: false, replaces: [], deleteBeforeReplace: false };
                    },
                }),
            );
            await provider.diff("id", { name: "a" }, { name: "a" });
            await provider.check({ name: "a" }, { name: "a" });
            await provider.diff("id", { name: "a" }, { name: "a" });
            assert.deepEqual(ofProgram, [false, true]);
        });

        it("is not given to a plain create", async () => {
            const provider = await configured(device, { "webex:contract": "cisco" });
            assert.ok(!(REPLACES_KEY in (await provider.check({}, phone())).inputs));
        });

        it("is not given where diff asks for no replacement", async () => {
            const provider = await configured(device, { "webex:contract": "cisco" });
            const before = phone();
            const { difference, second } = await replace(before, { ...before, tags: ["a"] }, provider);
            assert.deepEqual(difference.replaces, []);
            assert.ok(!(REPLACES_KEY in second.inputs));
        });

        it("is given once: the next create of the same inputs is a plain one", async () => {
            const provider = await configured(device, { "webex:contract": "cisco" });
            const before = phone();
            const after = { ...before, mac: uniqueMac() };
            await replace(before, after, provider);
            assert.ok(!(REPLACES_KEY in (await provider.check({}, after)).inputs));
        });

        it("is given as often as there are replacements with the same inputs", async () => {
            const provider = await configured(deviceActivation);
            const inputs = { personId: unique("person"), model: "new" };
            const state = { ...inputs, model: "old", code: "1", expiresAt: "2099-01-01", status: "pending" };
            for (const id of ["id-1", "id-2"]) {
                await provider.check(state, inputs);
                await provider.diff(id, state, inputs);
            }
            const marks = [];
            for (let count = 0; count < 3; count += 1) {
                marks.push(((await provider.check({}, inputs)).inputs as Properties)[REPLACES_KEY]);
            }
            assert.deepEqual(marks, [inputs.personId, inputs.personId, undefined]);
        });

        it("is never sent, nor kept: the logic does not see it", async () => {
            const seen: Properties[] = [];
            const logic = logicWith({
                check: (olds, news) => {
                    seen.push(olds, news);
                    return { inputs: news, failures: [] };
                },
                create: (inputs) => {
                    seen.push(inputs);
                    return Promise.resolve({ id: "id", state: inputs });
                },
            });
            const provider = await configured(logic);
            const marked = { a: 1, [REPLACES_KEY]: "person" };
            await provider.create(marked);
            await provider.check(marked, marked);
            assert.deepEqual(seen, [{ a: 1 }, { a: 1 }, { a: 1 }]);
        });
    });

    it("is what the provider texts in the state evaluate to", async () => {
        for (const name of ["device", "deviceActivation"]) {
            const module = (await import(`../../provider/${name}`)) as Record<string, unknown>;
            const provider = (module.default ?? module) as Record<string, unknown>;
            for (const method of ["configure", "check", "diff", "create", "read", "update", "delete"]) {
                assert.equal(typeof provider[method], "function", `${name}.${method}`);
            }
        }
    });
});
