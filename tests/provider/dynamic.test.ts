import assert from "node:assert/strict";
import { dynamicProvider } from "../../provider/dynamic";
import { deviceActivationBatch } from "../../provider/resources/batch/deviceActivationBatch";
import { deviceBatch } from "../../provider/resources/batch/deviceBatch";
import { device } from "../../provider/resources/device/device";
import { deviceActivation } from "../../provider/resources/deviceActivation/deviceActivation";
import { fingerprint } from "../../provider/resources/moves";
import {
    type Difference,
    Incomplete,
    type Properties,
    type ResourceLogic,
    type Speaker,
} from "../../provider/resources/resource";
import { UNKNOWN } from "../../provider/resources/unknown";
import { workspace } from "../../provider/resources/workspace/workspace";
import { openSession } from "../../provider/session";
import type { Simulator } from "../../simulator/index";
import { Bench, caught, lines, MemoryLog, thrown, unique, uniqueMac, webexId, wholeTextOf } from "./helpers";

const PROVIDER = { __provider: "the provider text" };
const MODEL = "DMS Cisco 8865";

/** Resource logic that does nothing but what a test gives it. */
function logicWith(parts: Partial<ResourceLogic> = {}): ResourceLogic {
    return {
        definition: {
            name: "Thing",
            description: "A thing.",
            properties: { password: { schema: { type: "string" }, description: "", input: true, secret: true } },
        },
        check: (_, inputs) => ({ inputs, failures: [] }),
        declarations: () => [],
        organization: () => undefined,
        leavesWebex: () => false,
        diff: () => ({
            changes: false,
            replaces: [],
            deleteBeforeReplace: false,
            mustMakeRoom: false,
            freesSeat: false,
            kept: [],
            leaving: [],
            departures: [],
        }),
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
    async function configured<I extends Properties, S extends Properties>(
        logic: ResourceLogic<I, S>,
        config: Config = {},
    ) {
        const provider = dynamicProvider(logic);
        const all: Config = { "webex:accessToken": unique("dynamic-token"), ...config };
        const get = (key: string) => all[key];
        await provider.configure({ config: { get, require: (key) => all[key] ?? "" } });
        return provider;
    }

    /** The state of a device that this stack registered. */
    const stateIn = ({ orgId }: Simulator): Properties => ({ details: { orgId }, origin: "registered" });

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
        assert.equal((await provider.read(id, stateIn(simulator))).id, id);
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
            assert.deepEqual(await provider.create({ a: 0 }), {
                id: "x",
                outs: { a: 1, c: null, d: 2, password: "p" },
            });
        });

        it("read: an empty id for what is gone", async () => {
            const provider = await configured(logicWith());
            assert.deepEqual(await provider.read("id", {}), { id: "", props: {} });
        });

        it("read: properties and inputs of what is there", async () => {
            const found = { state: { a: 1, b: undefined }, inputs: { a: 1, c: undefined } };
            const provider = await configured(logicWith({ read: () => Promise.resolve(found) }));
            assert.deepEqual(await provider.read("id"), { id: "id", props: { a: 1 }, inputs: { a: 1 } });
        });

        it("update: outputs without undefined values", async () => {
            const provider = await configured(logicWith({ update: () => Promise.resolve({ a: 1, b: undefined }) }));
            assert.deepEqual(await provider.update("id", {}, { a: 0 }), { outs: { a: 1 } });
        });

        it("diff: what the logic says, in a list of its own", async () => {
            const difference = { changes: true, replaces: ["mac"], deleteBeforeReplace: true };
            const more = { mustMakeRoom: true, freesSeat: true, kept: [], leaving: ["id"], departures: [] };
            const provider = await configured(logicWith({ diff: () => ({ ...difference, ...more }) }));
            const answer = await provider.diff("id", {}, {});
            assert.deepEqual(answer, difference);
            assert.notEqual(answer.replaces, difference.replaces);
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

        it("as text says only what was attempted, because Pulumi prints the text beside the message", async () => {
            const provider = await configured(failing(new Error("because")));
            const error = await caught(provider.read("id", { __resource: "phone" }));
            assert.deepEqual(
                [error.message, String(error)],
                ['read of Thing "phone" failed: because', 'webex: read of Thing "phone" failed'],
            );
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
                    properties: { mac: "M", ...PROVIDER },
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
            assert.deepEqual(await provider.read(id, stateIn(simulator)), { id: "", props: {} });
        });

        it("keeps the state where everything is answered 404", async () => {
            const simulator = await bench.simulator();
            simulator.faults.add({ kind: { everything404: true } });
            const provider = await configured(device, configOf(simulator));
            const { message } = await caught(provider.read("some-device", stateIn(simulator)));
            assert.match(message, /not taken for gone/);
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
            await devices.delete("gone", stateIn(simulator));
            assert.deepEqual(lines(simulator.log.writes()), ["POST /devices/activationCode", "DELETE /devices/gone"]);
        });
    });

    describe("who is speaking", () => {
        const NAMED = { __resource: "reception" };

        /** Logic that hands over what it is called with. */
        function listening() {
            const seen: [string, Speaker][] = [];
            const logic = logicWith({
                create: (_, { self }) => {
                    seen.push(["create", self]);
                    return Promise.resolve({ id: "id", state: {} });
                },
                read: (_id, _state, { self }) => {
                    seen.push(["read", self]);
                    return Promise.resolve({ inputs: {}, state: {} });
                },
                update: (_id, _state, _inputs, { self }) => {
                    seen.push(["update", self]);
                    return Promise.resolve({});
                },
                delete: (_id, _state, { self }) => {
                    seen.push(["delete", self]);
                    return Promise.resolve();
                },
            });
            return { seen, logic };
        }

        it("is the resource that the hidden input names, in every operation", async () => {
            const { seen, logic } = listening();
            const provider = await configured(logic);
            await provider.create(NAMED);
            await provider.read("id", NAMED);
            await provider.update("id", NAMED, NAMED);
            await provider.delete("id", NAMED);
            const self = { key: "Thing reception", label: 'Thing "reception"' };
            assert.deepEqual(seen, [
                ["create", self],
                ["read", self],
                ["update", self],
                ["delete", self],
            ]);
        });

        it("is named by its new name in an update after a rename", async () => {
            const { seen, logic } = listening();
            const provider = await configured(logic);
            await provider.update("id", { __resource: "old" }, { __resource: "new" });
            assert.equal(seen[0]?.[1].label, 'Thing "new"');
        });

        it("stands in every error", async () => {
            const fail = () => Promise.reject(new Error("because"));
            const provider = await configured(logicWith({ create: fail, read: fail, update: fail, delete: fail }));
            const messages = [
                await caught(provider.create({ ...NAMED, mac: "M" })),
                await caught(provider.read("the-id", NAMED)),
                await caught(provider.update("the-id", NAMED, NAMED)),
                await caught(provider.delete("the-id", NAMED)),
            ].map(({ message }) => message);
            assert.deepEqual(
                messages,
                ["create", "read", "update", "delete"].map(
                    (action) => `${action} of Thing "reception" failed: because`,
                ),
            );
        });

        it("stands in the error of a real device, by the name in the program and not only by its MAC address", async () => {
            const simulator = await bench.simulator();
            const provider = await configured(device, configOf(simulator));
            const inputs = { ...NAMED, personId: simulator.addPerson().id, mac: uniqueMac(), model: MODEL };
            simulator.faults.add({ method: "POST", kind: { status: 400 } });
            assert.match((await caught(provider.create(inputs))).message, /^create of Device "reception" failed: /);
        });

        it("is no property that the logic sees, sends or keeps by itself", async () => {
            const seen: Properties[] = [];
            const provider = await configured(
                logicWith({
                    check: (olds, news) => {
                        seen.push(olds, news);
                        return { inputs: news, failures: [] };
                    },
                    create: (inputs) => {
                        seen.push(inputs);
                        return Promise.resolve({ id: "id", state: inputs });
                    },
                }),
            );
            await provider.check({ ...NAMED, a: 1 }, { ...NAMED, a: 2 });
            await provider.create({ ...NAMED, a: 3 });
            assert.deepEqual(seen, [{ a: 1 }, { a: 2 }, { a: 3 }]);
        });
    });

    describe("the hidden inputs", () => {
        const HIDDEN = { __resource: "reception", __replaces: { frees: true }, __stack: "shop/prod" };
        const state = { a: 1 };
        const logic = logicWith({
            create: () => Promise.resolve({ id: "id", state }),
            read: () => Promise.resolve({ inputs: state, state }),
            update: () => Promise.resolve(state),
        });

        it("are carried by create and update into the outputs", async () => {
            const provider = await configured(logic);
            assert.deepEqual((await provider.create({ ...HIDDEN, b: 2 })).outs, { a: 1, ...HIDDEN });
            const news = { ...HIDDEN, __resource: "renamed" };
            assert.deepEqual((await provider.update("id", HIDDEN, news)).outs, { a: 1, ...news });
        });

        it("are carried by read into outputs and inputs, so that a refresh sees no difference", async () => {
            const provider = await configured(logic);
            const { props, inputs } = await provider.read("id", { ...state, ...HIDDEN, ...PROVIDER });
            assert.deepEqual(
                [props, inputs],
                [
                    { a: 1, ...HIDDEN },
                    { a: 1, ...HIDDEN },
                ],
            );
        });

        it("are carried by what could only be done in part", async () => {
            const failing = () => Promise.reject(new Incomplete("id", state, "half done"));
            const provider = await configured(logicWith({ create: failing, update: failing }));
            const errors = [
                await caught(provider.create({ ...HIDDEN, ...PROVIDER })),
                await caught(provider.update("id", {}, { ...HIDDEN, ...PROVIDER })),
            ];
            for (const error of errors) {
                assert.deepEqual(Reflect.get(error, "properties"), { a: 1, ...HIDDEN, ...PROVIDER });
            }
        });

        it("are passed by check, except the list of the program's resources", async () => {
            const provider = await configured(logicWith());
            const hidden = { __resource: "reception", __stack: "shop/prod" };
            const news = { a: 1, ...hidden, __program: ["Thing reception"], ...PROVIDER };
            const { inputs } = await provider.check(news, news);
            assert.deepEqual(inputs, { a: 1, ...hidden });
        });

        it("tell the logic which stack it works for, where the class says so", async () => {
            const stacks: (string | undefined)[] = [];
            const create: ResourceLogic["create"] = (_, { stack }) => {
                stacks.push(stack);
                return Promise.resolve({ id: "id", state });
            };
            const provider = await configured(logicWith({ create }));
            await provider.create(HIDDEN);
            await provider.create({ __resource: "reception" });
            assert.deepEqual(stacks, ["shop/prod", undefined]);
        });
    });

    describe("in a refresh", () => {
        const password = unique("the-password");
        const inputs = { password, __resource: "phone" };
        const asked = {
            changes: true,
            replaces: [],
            deleteBeforeReplace: false,
            mustMakeRoom: false,
            freesSeat: false,
            kept: [],
            leaving: [],
            departures: [],
        };
        const renewals = [{ expiresAt: "2026-01-02T00:00:00.000Z" }];

        async function telling(parts: Partial<ResourceLogic>) {
            const config: Config = { "webex:accessToken": unique("dynamic-token") };
            const log = new MemoryLog();
            openSession((key) => config[`webex:${key}`], log);
            return { log, provider: await configured(logicWith(parts), config) };
        }

        it("diff leaves to the engine what differs in the inputs, and no more than that", async () => {
            const { provider } = await telling({ diff: () => asked });
            const drifted = { ...inputs, password: `${password}-of-theirs` };
            assert.ok(!("changes" in (await provider.diff("id", drifted, inputs))));
            assert.equal((await provider.diff("id", inputs, inputs)).changes, true);
        });

        it("diff says yes after a rename by an alias, where the engine would find the hidden name", async () => {
            const { provider } = await telling({ diff: () => asked });
            const before = { ...inputs, password: `${password}-of-theirs`, __resource: "its old name" };
            assert.equal((await provider.diff("id", before, inputs)).changes, true);
        });

        it("diff says yes once a check has told that the program declares the resource", async () => {
            const { provider } = await telling({ diff: () => asked });
            await provider.check(inputs, inputs);
            assert.equal(
                (await provider.diff("id", { ...inputs, password: `${password}-of-theirs` }, inputs)).changes,
                true,
            );
        });

        it("a renewal is a change, and is said once for the refresh and the plan after it", async () => {
            const { provider, log } = await telling({ diff: () => ({ ...asked, renewals }) });
            assert.equal((await provider.diff("id", inputs, inputs)).changes, true);
            await provider.check(inputs, inputs);
            await provider.diff("id", inputs, inputs);
            assert.deepEqual(log.infos, [
                'Thing "phone": its code ended unused on 2026-01-02, a new one is issued by `pulumi up`',
            ]);
        });

        it("a resource that is gone is told of once for the outputs of the stack", async () => {
            const { provider, log } = await telling({});
            await provider.read("id", inputs);
            await provider.read("other", inputs);
            assert.equal(log.infos.length, 1);
            assert.match(log.infos[0] ?? "", /^the outputs of the stack show .*pulumi refresh --run-program/);
        });

        it("nothing is told where nothing changed", async () => {
            const read = () => Promise.resolve({ state: { password }, inputs: { password } });
            const { provider, log } = await telling({ read });
            await provider.read("id", inputs);
            assert.deepEqual(log.infos, []);
        });
    });

    for (const contract of ["cisco", "crud"] as const) {
        it(`tells of the codes of a batch in a line for each event, by the entries' names (${contract})`, async () => {
            const simulator = await bench.simulator({ contract });
            const config = configOf(simulator);
            const log = new MemoryLog();
            openSession((key) => config[`webex:${key}`], log);
            const provider = await configured(deviceActivationBatch, config);
            const entry = () => ({ workspaceId: simulator.addWorkspace().id, model: MODEL });
            const program = { activations: { a: entry(), b: entry(), c: entry() }, __resource: "codes" };
            const { inputs } = await provider.check({}, program);
            const made = await provider.create(inputs as Properties);
            assert.equal(log.infos.length, 0);
            const { codes, expiries } = made.outs as Record<"codes" | "expiries", Record<string, string>>;
            const { id } = simulator.redeem(codes["b"] ?? "");
            simulator.advance(31 * 86_400_000);
            const label = 'DeviceActivationBatch "codes"';
            const ended = `ended unused on ${String(expiries["a"]).slice(0, 10)}`;

            const found = await provider.read(made.id, made.outs as Properties);
            const difference = await provider.diff(made.id, found.props as Properties, inputs as Properties);
            await provider.update(made.id, found.props as Properties, inputs as Properties);

            assert.equal(difference.changes, true);
            const [outputs = "", used = "", planned, issued, ...others] = log.infos;
            assert.match(outputs, /^the outputs of the stack show/);
            assert.ok(used.startsWith(`${label}: codes were used: b by device`) && used.includes(`(${id})`), used);
            assert.deepEqual(
                [planned, issued, others],
                [
                    `${label}: new codes are issued by \`pulumi up\` for 2: a (${ended}), c (${ended})`,
                    `${label}: new codes were issued for a (${ended}), c (${ended})`,
                    [],
                ],
            );
        });
    }

    describe("the mark of a replacement", () => {
        const REPLACES = "__replaces";

        type Provider = Awaited<ReturnType<typeof configured>>;

        /** Check, diff, and the check of the new half without old inputs, as the engine calls them. */
        async function replace(before: Properties, after: Properties, provider: Provider, record: Properties = {}) {
            const named = { ...after, __resource: "phone" };
            const olds = { ...before, __resource: "phone" };
            const first = await provider.check(olds, named);
            const state = { ...olds, details: {}, origin: "registered", ...record };
            const difference = await provider.diff("id", state, first.inputs as Properties);
            const second = await provider.check({}, named);
            return { first, difference, second: second.inputs as Properties };
        }

        const left = ({ mac, personId }: { readonly mac: string; readonly personId: string }) => ({
            mac: fingerprint(mac),
            owner: fingerprint(personId),
        });
        const phone = () => ({ personId: unique("person"), mac: uniqueMac(), model: MODEL });

        it("is on the new half only, and never tells who the person is", async () => {
            const provider = await configured(device);
            const before = phone();
            const { first, difference, second } = await replace(before, { ...before, mac: uniqueMac() }, provider);
            assert.deepEqual(difference.replaces, ["mac"]);
            assert.ok(!(REPLACES in first.inputs));
            assert.deepEqual(second[REPLACES], { frees: true, ...left(before) });
        });

        it("is on that of an adopted device, too, which goes first because both cannot be there", async () => {
            const provider = await configured(device);
            const before = phone();
            const after = { ...before, mac: uniqueMac() };
            const { second } = await replace(before, after, provider, { origin: "adopted" });
            assert.deepEqual(second[REPLACES], { frees: true, ...left(before) });
        });

        it("tells who loses a device where the owner changes: the new person gets one more", async () => {
            const provider = await configured(device);
            const before = phone();
            const after = { ...before, personId: unique("person") };
            const { difference, second } = await replace(before, after, provider);
            assert.deepEqual(difference.replaces, ["personId"]);
            assert.deepEqual(second[REPLACES], { frees: false, ...left(before) });
        });

        it("frees nothing where unregisterOnDelete leaves the old device in Webex", async () => {
            const provider = await configured(device);
            const before = { ...phone(), unregisterOnDelete: false };
            const { difference, second } = await replace(before, { ...before, mac: uniqueMac() }, provider);
            assert.deepEqual(difference.replaces, ["mac"]);
            assert.deepEqual(second[REPLACES], { frees: false });
        });

        it("frees nothing where a device that was taken over stays in Webex", async () => {
            const provider = await configured(device);
            const before = { personId: unique("person"), serial: "FOC1" };
            const after = { ...before, serial: "FOC2" };
            const { difference, second } = await replace(before, after, provider, { origin: "takenOver" });
            assert.deepEqual(difference.replaces, ["serial"]);
            assert.deepEqual(second[REPLACES], { frees: false });
        });

        it("frees no seat of the person where the device that goes is a workspace's", async () => {
            const provider = await configured(device);
            const { personId, ...rest } = phone();
            const { difference, second } = await replace(
                { ...rest, workspaceId: "w" },
                { ...rest, personId },
                provider,
            );
            assert.ok(difference.replaces?.includes("personId"));
            assert.deepEqual(second[REPLACES], { frees: false, mac: fingerprint(rest.mac), owner: fingerprint("w") });
        });

        it("frees nothing for a code that a device used: the device stays", async () => {
            const provider = await configured(deviceActivation);
            const inputs = { personId: unique("person"), model: "old" };
            const entry = { entryId: "entry", deviceId: "entry" };
            const code = { code: "1234123412341234", expiresAt: "2099-01-01", origin: "issued", ...entry };
            const after = { ...inputs, model: "new" };
            const redeemed = await replace(inputs, after, provider, { ...code, status: "redeemed" });
            assert.deepEqual(redeemed.second[REPLACES], { frees: false });
            const pending = await replace(inputs, after, provider, { ...code, status: "pending" });
            assert.deepEqual(pending.second[REPLACES], { frees: true, owner: fingerprint(inputs.personId) });
        });

        it("survives that tags leave the program in the same change", async () => {
            const provider = await configured(device);
            const before = phone();
            const after = { ...before, mac: uniqueMac() };
            const { second } = await replace({ ...before, tags: ["a"] }, after, provider);
            assert.deepEqual(second[REPLACES], { frees: true, ...left(before) });
        });

        it("is carried on for as long as the old inputs have it: a saved plan knows what each check adds", async () => {
            const provider = await configured(device);
            const inputs = { ...phone(), __resource: "phone" };
            for (const mark of [true, { frees: false, mac: "0123456789ab" }]) {
                const marked = { ...inputs, [REPLACES]: mark };
                assert.deepEqual((await provider.check(marked, inputs)).inputs, marked);
            }
            assert.deepEqual((await provider.check(inputs, inputs)).inputs, inputs);
        });

        it("replaces a person's id that stood there once by the plain mark", async () => {
            const provider = await configured(device);
            const inputs = { ...phone(), __resource: "phone" };
            const { inputs: checked } = await provider.check({ ...inputs, [REPLACES]: inputs.personId }, inputs);
            assert.equal((checked as Properties)[REPLACES], true);
        });

        it("is not given to a plain create", async () => {
            const provider = await configured(device);
            assert.ok(!(REPLACES in (await provider.check({}, phone())).inputs));
        });

        it("is not given where diff asks for no replacement", async () => {
            const provider = await configured(device);
            const before = phone();
            const { difference, second } = await replace(before, { ...before, tags: ["a"] }, provider);
            assert.deepEqual(difference.replaces, []);
            assert.ok(!(REPLACES in second));
        });

        it("is the replaced resource's own: another create of the same inputs is a plain one", async () => {
            const provider = await configured(deviceActivation);
            const inputs = { personId: unique("person"), model: "new" };
            const entry = { entryId: "entry", deviceId: "entry" };
            const state = { ...inputs, model: "old", code: "1234123412341234", status: "pending", ...entry };
            const names = ["one", "two"];
            for (const __resource of names) {
                await provider.check({ ...state, __resource }, { ...inputs, __resource });
                await provider.diff(`id-${__resource}`, { ...state, __resource }, { ...inputs, __resource });
            }
            const marks: unknown[] = [];
            for (const __resource of [...names, "three"]) {
                const { inputs: checked } = await provider.check({}, { ...inputs, __resource });
                marks.push((checked as Properties)[REPLACES]);
            }
            const mark = { frees: true, owner: fingerprint(inputs.personId) };
            assert.deepEqual(marks, [mark, mark, undefined]);
        });

        it("is given in a refresh to nothing: the program has not declared the resource", async () => {
            const provider = await configured(device);
            const before = { ...phone(), __resource: "phone" };
            const state = { ...before, details: {}, origin: "registered" };
            const after = { ...before, mac: uniqueMac() };
            assert.deepEqual((await provider.diff("id", state, after)).replaces, ["mac"]);
            assert.ok(!(REPLACES in (await provider.check({}, after)).inputs));
        });
    });

    describe("what the run is told of devices", () => {
        const difference = {
            changes: false,
            replaces: [],
            deleteBeforeReplace: false,
            mustMakeRoom: false,
            freesSeat: false,
            kept: [],
            leaving: [],
            departures: [],
        };

        /** A provider whose diff says so, and the run that it tells. */
        async function noting(diff: Partial<Difference>) {
            const config: Config = { "webex:accessToken": unique("dynamic-token") };
            const provider = await configured(logicWith({ diff: () => ({ ...difference, ...diff }) }), config);
            const { run } = openSession((key) => config[`webex:${key}`]);
            const inputs = { __resource: "phone" };
            return { provider, run, inputs };
        }

        it("of a program: each device that stays declared, with its holder", async () => {
            const { provider, run, inputs } = await noting({ kept: [{ id: "d1" }, { id: "d2", entry: "desk" }] });
            await provider.check(inputs, inputs);
            await provider.diff("id", inputs, inputs);
            assert.equal(run.claims.successorOf("d1")?.label, 'Thing "phone"');
            assert.equal(run.claims.successorOf("d2")?.label, 'Thing "phone", entry "desk"');
        });

        it("of a refresh, which calls diff without check: that the state has them, not who declares them", async () => {
            const { provider, run, inputs } = await noting({ kept: [{ id: "d1" }] });
            await provider.diff("id", inputs, inputs);
            assert.deepEqual([run.claims.isKnown("d1"), run.claims.successorOf("d1")], [true, undefined]);
        });

        it("what leaves is known, and nobody's to keep", async () => {
            const { provider, run, inputs } = await noting({ leaving: ["d1"] });
            await provider.check(inputs, inputs);
            await provider.diff("id", inputs, inputs);
            assert.deepEqual([run.claims.isKnown("d1"), run.claims.successorOf("d1")], [true, undefined]);
        });

        it("a resource that is replaced although diff asked for nothing lets its device go, and no other does", async () => {
            const config: Config = { "webex:accessToken": unique("dynamic-token") };
            const kept = (id: string) => [{ id }];
            const logic = logicWith({ diff: (id) => ({ ...difference, kept: kept(id) }) });
            const provider = await configured(logic, config);
            const { run } = openSession((key) => config[`webex:${key}`]);
            for (const name of ["kept", "forced"]) {
                const inputs = { __resource: name };
                await provider.check(inputs, inputs);
                await provider.diff(name, inputs, inputs);
            }
            // `--replace` and a taint: Check without olds, Create, Delete; no Diff.
            await provider.check({}, { __resource: "new" });
            await provider.check({}, { __resource: "forced" });
            assert.equal(run.claims.successorOf("kept")?.key, "Thing kept");
            assert.equal(run.claims.successorOf("forced"), undefined);
        });

        it("a phone replaced by --replace is unregistered and registered anew, and not adopted", async () => {
            const simulator = await bench.simulator();
            const provider = await configured(device, configOf(simulator));
            const personId = simulator.addPerson().id;
            const program = { personId, mac: uniqueMac(), model: MODEL, __resource: "phone" };
            const { inputs } = await provider.check({}, program);
            const made = await provider.create(inputs as Properties);
            await provider.check(inputs as Properties, program);
            await provider.diff(made.id, made.outs as Properties, inputs as Properties);
            await provider.check({}, program);
            await provider.delete(made.id, made.outs as Properties);
            const again = await provider.create(inputs as Properties);
            assert.notEqual(again.id, made.id);
            assert.equal((again.outs as Properties).origin, "registered");
            assert.deepEqual(
                simulator.devices().map(({ id }) => id),
                [again.id],
            );
        });

        it("what leaves Webex for others to take, by its holder, but not of a refresh", async () => {
            const departures = [
                { id: "d1", owner: "p", givesSeat: true },
                { id: "d2", entry: "desk", mac: "02AB00000001", givesSeat: false },
            ];
            const { provider, run, inputs } = await noting({ departures });
            await provider.diff("id", inputs, inputs);
            assert.equal(run.departures.of({ device: "d1" }), undefined);
            await provider.check(inputs, inputs);
            await provider.diff("id", inputs, inputs);
            assert.equal(run.departures.of({ seatOf: "p" })?.speaker.label, 'Thing "phone"');
            assert.equal(run.departures.of({ device: "d2" })?.speaker.label, 'Thing "phone", entry "desk"');
        });

        it("that the engine calls, and what is being worked on", async () => {
            const { provider, run, inputs } = await noting({});
            assert.equal(run.activity.quietFor(), Infinity);
            await provider.check(inputs, inputs);
            assert.ok(run.activity.quietFor() < Infinity);
        });

        it("a delete in a replacement makes room where diff said that the old one goes first", async () => {
            const { provider, run, inputs } = await noting({ replaces: ["mac"], mustMakeRoom: true });
            await provider.check(inputs, inputs);
            await provider.diff("the-id", inputs, inputs);
            assert.deepEqual([run.makesRoom("the-id"), run.makesRoom("another-id")], [true, false]);
        });
    });

    describe("a workspace", () => {
        const BOARD = { displayName: "Board", __resource: "board", __stack: "shop/prod" };

        async function started() {
            const simulator = await bench.simulator();
            return { simulator, provider: await configured(workspace, configOf(simulator)) };
        }

        it("lives from check to delete, with a note of its stack and its name", async () => {
            const { simulator, provider } = await started();
            const { inputs, failures } = await provider.check({}, { ...BOARD, ...PROVIDER });
            assert.deepEqual([inputs, failures], [BOARD, []]);
            const { id, outs } = await provider.create(BOARD);
            assert.equal(simulator.workspaces()[0]?.notes, 'Managed by Pulumi: shop/prod Workspace "board"');
            assert.equal((await provider.diff(id, outs as Properties, BOARD)).changes, false);
            const read = await provider.read(id, outs as Properties);
            assert.deepEqual([read.props, read.inputs], [outs, BOARD]);
            const { outs: after } = await provider.update(id, outs as Properties, { ...BOARD, capacity: 3 });
            assert.equal(simulator.workspaces()[0]?.capacity, 3);
            // A run in which the program does not declare it any more.
            const next = await configured(workspace, { ...configOf(simulator), "webex:maxRetries": "3" });
            await next.delete(id, after as Properties);
            assert.deepEqual(simulator.workspaces(), []);
        });

        it("is refused as a whole in the contract of the 1.0 document, without a request", async () => {
            const simulator = await bench.simulator({ contract: "crud" });
            const provider = await configured(workspace, configOf(simulator));
            const { failures } = await provider.check({}, { displayName: 5, __resource: "board" });
            assert.equal(failures.length, 1);
            assert.match(failures[0]?.reason ?? "", /^Workspace needs webex:contract cisco/);
            assert.deepEqual(simulator.log.entries, []);
        });

        it("cannot be taken over by two resources", async () => {
            const { provider } = await started();
            const taken = (__resource: string) => provider.check({}, { workspaceId: "w", __resource });
            assert.deepEqual((await taken("one")).failures, []);
            const { failures } = await taken("two");
            assert.match(
                failures[0]?.reason ?? "",
                /^Workspace "two" declares the workspace id that Workspace "one" declares, too; a workspace can be/,
            );
        });

        it("that goes in the same run as a declared one of its name is not taken for its leftover", async () => {
            const { simulator, provider } = await started();
            const { id, outs } = await provider.create(BOARD);
            // A replacement: Diff knows the old one when the new one is made.
            const next = await configured(workspace, { ...configOf(simulator), "webex:maxRetries": "3" });
            const moved = { ...BOARD, locationId: simulator.addLocation({ name: "Oslo" }).id };
            const old = { ...outs, locationId: "bergen" } as Properties;
            await next.check(old, moved);
            assert.deepEqual((await next.diff(id, old, moved)).replaces, ["locationId"]);
            const { inputs } = await next.check({}, moved);
            const made = await next.create(inputs as Properties);
            assert.notEqual(made.id, id);
            await next.delete(id, old);
            assert.deepEqual(
                simulator.workspaces().map((each) => each.id),
                [made.id],
            );
        });
    });

    describe("an adoption", () => {
        /** A provider, what it logs, and inputs of a phone that is there already. */
        async function there() {
            const simulator = await bench.simulator();
            const config = configOf(simulator);
            const log = new MemoryLog();
            openSession((key) => config[`webex:${key}`], log);
            const provider = await configured(device, config);
            const personId = simulator.addPerson().id;
            const mac = uniqueMac();
            const { id } = simulator.addDevice({ personId, mac, product: "Cisco 8865" });
            const inputs = { personId, mac, model: MODEL, __resource: "reception" };
            return { simulator, log, provider, personId, id, inputs };
        }

        it("is warned of also where the rest failed, because the state has the device then", async () => {
            const { simulator, log, provider, inputs, id } = await there();
            simulator.faults.add({ method: "PATCH", count: -1, kind: { status: 400 } });
            const error = await caught(provider.create({ ...inputs, tags: ["a"] }));
            assert.equal(Reflect.get(error, "id"), id);
            assert.equal((Reflect.get(error, "properties") as Properties).origin, "adopted");
            assert.equal(log.warnings.length, 1);
            assert.match(log.warnings[0] ?? "", /^Device "reception" adopts what is registered already: /);
        });

        it("is warned of, naming the resource, the device and its owner", async () => {
            const { log, provider, personId, id, inputs } = await there();
            const created = await provider.create(inputs);
            assert.equal(created.id, id);
            assert.equal((created.outs as Properties).origin, "adopted");
            assert.equal(log.warnings.length, 1);
            const [warning = ""] = log.warnings;
            assert.ok(warning.startsWith('Device "reception" adopts what is registered already: device "'), warning);
            assert.ok(warning.includes(`(${id}) of person ${personId}`), warning);
            assert.match(warning, /`aliases`.*`WEBEX_ADOPT_AS_OWN=true pulumi up`/);
        });
    });

    describe("webex:orgId", () => {
        const HERE = webexId("ORGANIZATION", "11111111-2222-4333-8444-555555555555");
        const inputs = { a: 1, __resource: "reception" };
        const logic = (recorded: string | undefined) => logicWith({ organization: () => recorded });

        async function declaring(recorded: string | undefined, orgId: string | undefined) {
            const provider = await configured(logic(recorded), orgId === undefined ? {} : { "webex:orgId": orgId });
            await provider.check(inputs, inputs);
            return provider;
        }

        it("that is not the recorded organisation fails the diff, naming both", async () => {
            const provider = await declaring(HERE, "elsewhere");
            const error = await thrown(() => provider.diff("id", inputs, inputs));
            assert.equal(
                error.message,
                `Thing "reception" is in organisation ${HERE}, but webex:orgId names elsewhere. Nothing is replaced because ` +
                    "of that: set webex:orgId back, or give the resource's own orgId to move it",
            );
            assert.equal(error.stack, "");
        });

        it("is the recorded organisation in another spelling, too", async () => {
            const provider = await declaring(HERE, HERE.replace(/=+$/, ""));
            assert.equal((await provider.diff("id", inputs, inputs)).changes, false);
        });

        it("does not count in a refresh, which calls diff without check", async () => {
            const provider = await configured(logic(HERE), { "webex:orgId": "elsewhere" });
            assert.equal((await provider.diff("id", inputs, inputs)).changes, false);
        });

        it("does not count for a resource with an orgId of its own", async () => {
            const provider = await declaring(HERE, "elsewhere");
            const own = { ...inputs, orgId: HERE };
            assert.equal((await provider.diff("id", own, own)).changes, false);
        });

        it("does not count where the state records no organisation, or where none is set", async () => {
            for (const provider of [await declaring(undefined, "elsewhere"), await declaring(HERE, undefined)]) {
                assert.equal((await provider.diff("id", inputs, inputs)).changes, false);
            }
        });

        it("stops a real device, a code and a batch before anything is planned", async () => {
            const room = { workspaceId: "w", mac: uniqueMac(), model: MODEL };
            const config = { "webex:orgId": "elsewhere" };
            const code = { organization: HERE, status: "pending", expiresAt: "2099-01-01" };
            const entries = JSON.stringify({ a: { origin: "registered", organization: HERE } });
            const rows = [
                { provider: await configured(device, config), program: room, state: { details: { orgId: HERE } } },
                { provider: await configured(deviceActivation, config), program: { workspaceId: "w" }, state: code },
                {
                    provider: await configured(deviceBatch, config),
                    program: { devices: { a: room } },
                    state: { ids: { a: "d" }, entries },
                },
            ];
            for (const { provider, program, state } of rows) {
                await provider.check(program, program);
                const { message } = await thrown(() => provider.diff("id", { ...program, ...state }, program));
                assert.match(message, new RegExp(`is in organisation ${HERE}, but webex:orgId names elsewhere`));
            }
        });
    });

    describe("two declarations of one device", () => {
        const room = (name: string, mac: string) => ({ workspaceId: "w", mac, model: MODEL, __resource: name });

        it("are refused by check, naming both, also with the very same inputs", async () => {
            const provider = await configured(device);
            const mac = uniqueMac();
            assert.deepEqual((await provider.check({}, room("first", mac))).failures, []);
            const { failures } = await provider.check({}, room("second", mac));
            const reason =
                'Device "second" declares the MAC address that Device "first" declares, too; a device can be declared once';
            assert.deepEqual(failures, [{ property: "", reason }]);
        });

        it("are refused also between a batch and a single one, which are two providers", async () => {
            const config: Config = { "webex:accessToken": unique("dynamic-token") };
            const batches = await configured(deviceBatch, config);
            const singles = await configured(device, config);
            const { __resource: _, ...entry } = room("", uniqueMac());
            await batches.check({}, { devices: { desk: entry }, __resource: "phones" });
            const { failures } = await singles.check(
                {},
                { ...entry, mac: entry.mac.toLowerCase(), __resource: "phone" },
            );
            assert.match(
                failures[0]?.reason ?? "",
                /^Device "phone" declares the MAC address that DeviceBatch "phones", entry "desk" declares, too/,
            );
        });

        it("are one where the engine checks a resource again, as in a replacement", async () => {
            const provider = await configured(device);
            const inputs = room("first", uniqueMac());
            const results = [
                await provider.check(inputs, inputs),
                await provider.check({}, inputs),
                await provider.check(inputs, inputs),
            ];
            assert.deepEqual(
                results.map(({ failures }) => failures),
                [[], [], []],
            );
        });

        it("are not looked for in what is refused already", async () => {
            const provider = await configured(device);
            const mac = uniqueMac();
            const bad = { ...room("first", mac), model: 7 };
            assert.equal((await provider.check({}, bad)).failures.length, 1);
            assert.deepEqual((await provider.check({}, room("second", mac))).failures, []);
        });
    });

    describe("WEBEX_REMOVE_ORPHANS", () => {
        const ORPHANS = "__orphans";
        const state = { a: 1 };
        const logic = logicWith({
            create: () => Promise.resolve({ id: "id", state }),
            read: () => Promise.resolve({ inputs: state, state }),
            update: () => Promise.resolve(state),
        });

        /** A provider with the leave to remove orphans, or without, and its run. */
        async function started(hasLeave: boolean) {
            if (hasLeave) {
                process.env.WEBEX_REMOVE_ORPHANS = "true";
            }
            const config: Config = { "webex:accessToken": unique("dynamic-token") };
            const provider = await configured(logic, config);
            return { provider, run: openSession((key) => config[`webex:${key}`]).run };
        }

        it("leaves a mark in all outputs, but not in inputs, which a plan would show", async () => {
            const { provider } = await started(true);
            const { outs: created } = await provider.create(state);
            const { outs: updated } = await provider.update("id", state, state);
            const { props, inputs } = await provider.read("id", state);
            for (const outputs of [created, updated, props]) {
                assert.deepEqual(outputs, { a: 1, [ORPHANS]: true });
            }
            assert.deepEqual(inputs, { a: 1 });
        });

        it("unset, takes the mark away with the next read", async () => {
            const { provider } = await started(false);
            assert.deepEqual((await provider.read("id", { ...state, [ORPHANS]: true })).props, { a: 1 });
        });

        it("acts once: a mark of an earlier run takes the leave away", async () => {
            const { provider, run } = await started(true);
            await provider.check({}, { __resource: "a", __program: ["Thing a"] });
            const { objection: before } = run.codes;
            await provider.read("id", { ...state, [ORPHANS]: true });
            const { objection: after = "" } = run.codes;
            assert.equal(before, undefined);
            assert.match(after, /set in an earlier one already: unset it, run `pulumi refresh`/);
        });

        it("acts only where every resource of the program was read or is new: not under --target", async () => {
            const { provider, run } = await started(true);
            const program = { __program: ["Thing a", "Thing b"] };
            await provider.check({ __resource: "a" }, { __resource: "a", ...program });
            await provider.read("id", { __resource: "a" });
            assert.match(run.codes.objection ?? "", /has read every code of the stack.*no --target/);
            await provider.read("id", { __resource: "b" });
            assert.equal(run.codes.objection, undefined);
        });

        it("counts a resource that is new as read: it has no code yet", async () => {
            const { provider, run } = await started(true);
            const program = { __program: ["Thing a", "Thing b"] };
            await provider.check({}, { __resource: "a", ...program });
            assert.notEqual(run.codes.objection, undefined);
            await provider.check({}, { __resource: "b", ...program });
            assert.equal(run.codes.objection, undefined);
        });

        it("does not count a resource whose read failed", async () => {
            process.env.WEBEX_REMOVE_ORPHANS = "true";
            const config: Config = { "webex:accessToken": unique("dynamic-token") };
            const failing = logicWith({ read: () => Promise.reject(new Error("because")) });
            const provider = await configured(failing, config);
            const { run } = openSession((key) => config[`webex:${key}`]);
            const inputs = { __resource: "a", __program: ["Thing a"] };
            await provider.check(inputs, inputs);
            await caught(provider.read("id", { __resource: "a" }));
            assert.notEqual(run.codes.objection, undefined);
        });

        describe("in a run that knows all of the stack only with its last new resource", () => {
            /** A code that an earlier run left, and a provider with the leave to remove it. */
            async function withOrphan() {
                process.env.WEBEX_REMOVE_ORPHANS = "true";
                const simulator = await bench.simulator();
                const config = configOf(simulator);
                const personId = simulator.addPerson().id;
                const log = new MemoryLog();
                const { contract } = openSession((key) => config[`webex:${key}`], log);
                await contract.issueCode({ personId }, MODEL, undefined);
                const [orphan] = simulator.devices().map(({ id }) => id);
                assert.ok(orphan);
                const provider = await configured(deviceActivation, config);
                const all = ["DeviceActivation first", "DeviceActivation last"];
                const named = (__resource: string) => ({ personId, model: MODEL, __resource, __program: all });
                const create = async (name: string) => {
                    const { inputs } = await provider.check({}, named(name));
                    return provider.create(inputs as Properties);
                };
                return { simulator, orphan, create };
            }

            it("removes when that is made, and nothing before", async () => {
                const { simulator, orphan, create } = await withOrphan();
                await create("first");
                assert.ok(simulator.device(orphan), "the run has not read all codes of the stack yet");
                await create("last");
                assert.equal(simulator.device(orphan), undefined);
                assert.equal(simulator.devices().length, 2);
            });

            it("removes also where the last one fails", async () => {
                const { simulator, orphan, create } = await withOrphan();
                await create("first");
                simulator.faults.add({ method: "POST", kind: { status: 400 } });
                assert.match((await caught(create("last"))).message, /^create of DeviceActivation "last" failed/);
                assert.equal(simulator.device(orphan), undefined);
                assert.equal(simulator.devices().length, 1);
            });
        });

        it("does not act where no program told what it declares", async () => {
            const { provider, run } = await started(true);
            await provider.read("id", { __resource: "a" });
            assert.notEqual(run.codes.objection, undefined);
        });
    });

    it("is what the provider texts in the state evaluate to", async () => {
        for (const name of ["device", "deviceActivation", "deviceBatch", "deviceActivationBatch", "workspace"]) {
            const { default: provider } = (await import(`../../provider/${name}`)) as {
                readonly default: Record<string, unknown>;
            };
            for (const method of ["configure", "check", "diff", "create", "read", "update", "delete"]) {
                assert.equal(typeof provider[method], "function", `${name}.${method}`);
            }
        }
    });
});
