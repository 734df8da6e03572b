/** A device can be declared once, and every message says which resource speaks. */

import assert from "node:assert/strict";
import path from "node:path";
import { type Simulator, startSimulator } from "../../simulator/index";
import { itThoroughly, thorough } from "./breadth";
import { createProject, failed, type Project, type ResourceEntry, type Run, succeeded } from "./harness";

const MODEL = "DMS Cisco 8865";
const MAC = "02AB1D000001";
const OTHER_MAC = "02AB1D000002";
const KEPT_MAC = "02AB1D000004";
const ROOM = "test:index:Room";
const FLOOR = "test:index:Floor";

type Args = Record<string, unknown>;

/** Two declarations of one device, and what names both. */
interface Case {
    readonly entries: () => Entry[];
    readonly both: readonly [string, string];
    readonly what?: string;
    readonly test?: typeof itThoroughly;
}

/** A resource, or a component, whose type the harness does not know. */
type Entry = Omit<ResourceEntry, "type"> & { readonly type: string };

describe("who speaks", () => {
    let simulator: Simulator;
    let project: Project;
    let workspaceId: string;

    beforeEach(async () => {
        simulator = await startSimulator();
        workspaceId = simulator.addWorkspace().id;
        project = await createProject({
            program: path.join(__dirname, "identityProgram"),
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco" },
            env: { WEBEX_ACCESS_TOKEN: simulator.token, PULUMI_EXPERIMENTAL: "true" },
        });
    });

    afterEach(async () => {
        project.dispose();
        await simulator.close();
    });

    const device = (name: string, args: Args, opts: Args = {}): Entry => ({ type: "Device", name, args, opts });
    const batch = (name: string, devices: Record<string, Args>, opts: Args = {}): Entry => ({
        type: "DeviceBatch",
        name,
        args: { devices },
        opts,
    });
    const component = (type: string, name: string): Entry => ({ type, name, args: {} });
    const phone = (mac: string, more: Args = {}): Args => ({ workspaceId, model: MODEL, mac, ...more });
    const write = (entries: readonly Entry[]): void => {
        project.write(entries as ResourceEntry[]);
    };
    async function declare(...entries: Entry[]): Promise<Run> {
        write(entries);
        return succeeded(await project.up());
    }
    /** The requests of one command. */
    async function requestsOf(work: () => Promise<unknown>): Promise<string[]> {
        const before = simulator.log.entries.length;
        await work();
        return simulator.log.entries.slice(before).map(({ method, path: where }) => `${method} ${where}`);
    }
    const deviceOf = (mac: string) => simulator.devices().find((each) => each.mac === mac);

    describe("for one device is refused at preview, naming both", () => {
        /** sdk/declareOnce looks at all of them each time. Here one is refused at once, one when a secret is known. */
        const cases: Record<string, Case> = {
            "in two singles": {
                entries: () => [device("one", phone(MAC)), device("two", phone("02:ab:1d:00:00:01", { tags: ["x"] }))],
                both: ['Device "two"', 'Device "one"'],
                test: itThoroughly,
            },
            "with the very same inputs": {
                entries: () => [device("one", phone(MAC)), device("two", phone(MAC))],
                both: ['Device "two"', 'Device "one"'],
                test: itThoroughly,
            },
            "in a batch and a single": {
                entries: () => [batch("all", { a: phone(OTHER_MAC), b: phone(MAC) }), device("one", phone(MAC))],
                both: ['Device "one"', 'DeviceBatch "all", entry "b"'],
                test: itThoroughly,
            },
            "in two batches": {
                entries: () => [batch("all", { a: phone(MAC) }), batch("more", { a: phone(MAC) })],
                both: ['DeviceBatch "more", entry "a"', 'DeviceBatch "all", entry "a"'],
                test: itThoroughly,
            },
            "by a secret address": {
                entries: () => [device("one", phone(MAC)), device("two", { ...phone(""), mac: { $secret: MAC } })],
                both: ['Device "two"', 'Device "one"'],
            },
            "by its serial number": {
                entries: () => [device("one", { serial: "FOC1" }), device("two", { serial: "foc1" })],
                both: ['Device "two"', 'Device "one"'],
                what: "the serial number",
                test: itThoroughly,
            },
            "by its id, below components": {
                entries: () => [
                    component(ROOM, "room"),
                    component(FLOOR, "floor"),
                    device("phone", { deviceId: "abc" }, { parent: "room" }),
                    device("phone", { deviceId: "abc" }, { parent: "floor" }),
                ],
                both: [`Device "phone of ${FLOOR}"`, `Device "phone of ${ROOM}"`],
                what: "the device id",
            },
        };
        for (const [title, { entries, both, what = "the MAC address", test = it }] of Object.entries(cases)) {
            test(title, async () => {
                write(entries());
                const { output } = failed(await project.preview());
                const words = `${both[0]} declares ${what} that ${both[1]} declares, too; a device can be declared once`;
                assert.ok(output.includes(words), `${words} is not in:\n${output}`);
                assert.deepEqual(simulator.log.writes(), []);
            });
        }

        it("under --target", async () => {
            await declare(device("one", phone(MAC)), device("two", phone(OTHER_MAC)));
            write([device("one", phone(MAC)), device("two", phone(MAC))]);
            for (const name of thorough ? ["one", "two"] : ["two"]) {
                const args = ["--target", project.saved(name).urn];
                const { output } = failed(await project.preview({ args }));
                assert.match(output, /Device "two" declares the MAC address that Device "one" declares, too/);
            }
        });

        it("where a transform gave the address", async () => {
            const inBatch = batch("two", {}, { transform: { devices: { a: phone(MAC) } } });
            for (const [label, hidden] of [
                ['Device "two"', device("two", phone(OTHER_MAC), { transform: { mac: MAC } })],
                ...(thorough ? ([['DeviceBatch "two", entry "a"', inBatch]] as const) : []),
            ] as const) {
                write([device("one", phone(MAC)), hidden]);
                const { output } = failed(await project.preview());
                // The engine checks both in the order in which they come to it.
                const [first, second] = [
                    `${label} declares the MAC address that Device "one" declares`,
                    'Device "one" declares',
                ];
                assert.ok(
                    output.includes(first) || output.includes(`${second} the MAC address that ${label} declares`),
                    output,
                );
                assert.deepEqual(simulator.log.writes(), []);
            }
        });
    });

    it("keeps a batch's phone where a Device with an entry's address comes and goes", async () => {
        const phones = batch("phones", { a: phone(MAC, { tags: ["x", "y"] }), b: phone(OTHER_MAC) });
        await declare(phones);
        const [before, writes] = [simulator.devices(), simulator.log.writes().length];
        const assertKept = () => {
            assert.deepEqual(project.savedNames(), ["phones"]);
            assert.equal(simulator.log.writes().length, writes);
        };
        write([phones, device("copy", phone(MAC))]);
        failed(await project.up(), /declares the MAC address that/);
        assertKept();
        write([phones, device("copy", phone("020000000009"), { transform: { mac: MAC } })]);
        failed(await project.preview(), /declares the MAC address that/);
        // Without a preview, what a transform gives may be too late to be seen: the phone is then adopted.
        failed(await project.up(), /declares the MAC address that/);
        await declare(phones);
        assertKept();
        assert.deepEqual(simulator.devices(), before);
    });

    it("is told by errors, by the names that the program gave", async () => {
        write([device("reception", phone(MAC)), batch("floor", { desk: phone(OTHER_MAC) })]);
        simulator.faults.add({ method: "POST", path: "/devices", count: -1, kind: { status: 400 } });
        const { output } = failed(await project.up({ args: ["--continue-on-error"] }));
        assert.match(output, /create of Device "reception" failed: POST \/devices answered 400/);
        assert.match(output, /create of DeviceBatch "floor" failed: 1 of 1 entries failed;/);
        assert.match(output, /^\s*desk: POST \/devices answered 400/m);
    });

    for (const { title, byTaint, test } of [
        { title: "--replace", byTaint: false, test: it },
        { title: "a taint", byTaint: true, test: itThoroughly },
    ]) {
        test(`is the same after ${title}, or keeps its phone where there is no room for another, and says so`, async () => {
            const first = { deleteBeforeReplace: true };
            await declare(
                device("phone", phone(MAC), first),
                batch("phones", { a: phone(OTHER_MAC) }, first),
                device("keeper", phone(KEPT_MAC)),
            );
            const idsBefore = [MAC, OTHER_MAC].map((mac) => deviceOf(mac)?.id ?? "");
            const kept = deviceOf(KEPT_MAC);
            const urns = ["phone", "phones", "keeper"].map((name) => project.saved(name).urn);
            if (byTaint) {
                for (const urn of urns) {
                    succeeded(await project.run("state taint", [urn, "--yes"]));
                }
            }
            simulator.log.clear();

            const args = byTaint ? [] : urns.flatMap((urn) => ["--replace", urn]);
            const { output } = succeeded(await project.up({ args }));

            const writes = simulator.log.writes();
            for (const [at, mac] of [MAC, OTHER_MAC].entries()) {
                const own = writes.filter(({ path: where, body }) => {
                    return (
                        where === `/devices/${idsBefore[at] ?? ""}` ||
                        (body as { mac?: string } | undefined)?.mac === mac
                    );
                });
                assert.deepEqual(
                    own.map(({ method }) => method),
                    ["DELETE", "POST"],
                );
                assert.ok(deviceOf(mac) && deviceOf(mac)?.id !== idsBefore[at]);
            }
            assert.equal(writes.length, 4);
            assert.match(output, /Device "keeper" was replaced by itself: .* stays in Webex and counts as adopted/);
            assert.equal(project.saved("keeper").outputs?.["origin"], "adopted");
            assert.deepEqual(deviceOf(KEPT_MAC), kept);
            succeeded(await project.up({ env: { WEBEX_ADOPT_AS_OWN: "true" } }));
            assert.deepEqual(deviceOf(KEPT_MAC), kept);
            succeeded(await project.preview({ args: ["--refresh"], expectNoChanges: true }));
            succeeded(await project.destroy());
            assert.deepEqual(simulator.devices(), []);
        });
    }

    it("is the same under another name by an alias, or below a component, without a request", async () => {
        await declare(device("phone", phone(MAC)), batch("phones", { a: phone(OTHER_MAC) }));
        const before = simulator.devices();
        const renamed = device("handset", phone(MAC), { aliases: [{ name: "phone" }] });
        const moved = batch("phones", { a: phone(OTHER_MAC) }, { parent: "room", aliases: [{ parent: null }] });

        const requests = await requestsOf(() => declare(renamed, component(ROOM, "room"), moved));

        assert.deepEqual(requests, []);
        succeeded(await project.preview({ args: ["--refresh"], expectNoChanges: true }));
        // The old name is free for another phone; its going takes that phone only.
        const another = device("phone", phone("02AB1D000003"));
        await declare(renamed, component(ROOM, "room"), moved, another);
        succeeded(await project.refresh());
        await declare(renamed, component(ROOM, "room"), moved);
        assert.deepEqual(simulator.devices(), before);
        succeeded(await project.destroy());
        assert.deepEqual(simulator.devices(), []);
    });

    it("agrees with a saved plan, also after a replacement", async () => {
        const personIds = [1, 2].map(() => simulator.addPerson({ maxDeviceCount: 1 }).id);
        const plan = path.join(project.folder, "plan.json");
        const code = (model: string): Entry => ({
            type: "DeviceActivation",
            name: "code",
            args: { personId: personIds[1], model },
        });
        const program = (mac: string, model: string, tags: string[]) => [
            device("phone", { personId: personIds[0], model: MODEL, mac, tags }),
            code(model),
        ];
        await declare(...program(MAC, MODEL, ["x"]));
        for (const [mac, model, tags] of [
            [OTHER_MAC, "DMS Cisco 8845", ["x"]],
            [OTHER_MAC, "DMS Cisco 8845", ["y"]],
            [MAC, MODEL, ["y"]],
            ...(thorough ? ([[MAC, MODEL, ["y"]]] as const) : []),
        ] as const) {
            write(program(mac, model, [...tags]));
            succeeded(await project.preview({ args: ["--refresh", "--save-plan", plan] }));
            succeeded(await project.up({ args: ["--plan", plan] }));
            assert.deepEqual(deviceOf(mac)?.tags, tags);
        }
        assert.equal(simulator.devices().length, 2);
    });
});
