import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { Declaration } from "../../provider/resources/resource";
import { declareOnce, resourcesOfRun } from "../../sdk/declareOnce";
import { Device, type DeviceArgs, DeviceBatch, type DeviceBatchArgs } from "../../sdk/index";
import { thrown, webexId } from "../provider/helpers";
import { Program, programError, unknownOutput, valueOf } from "./helpers";

const OFF = { accessToken: "t", limitGuard: "off", preflight: "off" };
const MAC = "52EAD324FD21";
const DEVICE_ID = webexId("DEVICE", "4c2b9e1a-0d3f-4a7b-9b1c-1f2e3d4c5b6a");
const ROOM = { workspaceId: "w", mac: MAC, model: "m" };

/** A single device or a batch of a program, by name. */
type Declare = (name: string) => pulumi.CustomResource;

const single =
    (args: () => DeviceArgs): Declare =>
    (name) =>
        new Device(name, args());
const batch =
    (devices: () => DeviceBatchArgs["devices"]): Declare =>
    (name) =>
        new DeviceBatch(name, { devices: devices() });

describe("sdk/declareOnce", () => {
    const program = new Program();
    beforeEach(() => program.start(OFF));
    afterEach(() => {
        program.stop();
    });

    /** What the second of two declarations is refused with. */
    async function refusalOf(first: Declare, second: Declare): Promise<Error> {
        await valueOf(first("first").id);
        // What is plain is refused at once, the rest when it is known: the program ends either way.
        return programError(() => {
            void Promise.resolve().then(() => second("second"));
        });
    }

    const twice: [string, Declare, Declare, string][] = [
        [
            "the very same inputs",
            single(() => ROOM),
            single(() => ROOM),
            'Device "second" declares the MAC address that Device "first" declares',
        ],
        [
            "a MAC address in another notation",
            single(() => ROOM),
            single(() => ({ ...ROOM, mac: "52:ea:d3:24:fd:21" })),
            'Device "second" declares the MAC address that Device "first" declares',
        ],
        [
            "a MAC address with different owners",
            single(() => ROOM),
            single(() => ({ personId: "p", mac: MAC })),
            'Device "second" declares the MAC address that Device "first" declares',
        ],
        [
            "a deviceId",
            single(() => ({ deviceId: "d" })),
            single(() => ({ deviceId: "d", tags: ["x"] })),
            'Device "second" declares the device id that Device "first" declares',
        ],
        [
            "a deviceId in another spelling",
            single(() => ({ deviceId: DEVICE_ID })),
            single(() => ({ deviceId: DEVICE_ID.replace(/=+$/, "") })),
            'Device "second" declares the device id that Device "first" declares',
        ],
        [
            "a serial number in upper and lower case",
            single(() => ({ serial: "FOC1923NVVN" })),
            single(() => ({ serial: "foc1923nvvn" })),
            'Device "second" declares the serial number that Device "first" declares',
        ],
        [
            "a MAC address in a batch and a single one",
            batch(() => ({ a: ROOM })),
            single(() => ({ ...ROOM, mac: "52-EA-D3-24-FD-21" })),
            'Device "second" declares the MAC address that DeviceBatch "first", entry "a" declares',
        ],
        [
            "a MAC address in a single one and a batch",
            single(() => ROOM),
            batch(() => ({ a: { ...ROOM, mac: "52EAD324FD22" }, b: ROOM })),
            'DeviceBatch "second", entry "b" declares the MAC address that Device "first" declares',
        ],
        [
            "a serial number in two batches",
            batch(() => ({ a: { serial: "FOC1" } })),
            batch(() => ({ z: { serial: "foc1" } })),
            'DeviceBatch "second", entry "z" declares the serial number that DeviceBatch "first", entry "a" declares',
        ],
        [
            "a MAC address that is an output",
            single(() => ({ ...ROOM, mac: pulumi.output(MAC) })),
            single(() => ({ ...ROOM, mac: pulumi.output(Promise.resolve("52:EA:D3:24:FD:21")) })),
            'Device "second" declares the MAC address that Device "first" declares',
        ],
        [
            "a MAC address that is a promise",
            single(() => ROOM),
            single(() => ({ ...ROOM, mac: Promise.resolve(MAC) })),
            'Device "second" declares the MAC address that Device "first" declares',
        ],
        [
            "entries that are an output",
            single(() => ROOM),
            batch(() => pulumi.output({ a: ROOM })),
            'DeviceBatch "second", entry "a" declares the MAC address that Device "first" declares',
        ],
        [
            "an entry with an output in it",
            batch(() => ({ a: { ...ROOM, workspaceId: pulumi.output("w") } })),
            single(() => ROOM),
            'Device "second" declares the MAC address that DeviceBatch "first", entry "a" declares',
        ],
    ];
    for (const [name, first, second, words] of twice) {
        it(`refuses ${name}, naming both`, async () => {
            const error = await refusalOf(first, second);
            assert.ok(error instanceof pulumi.RunError);
            assert.equal(error.message, `${words}, too; a device can be declared once`);
            assert.equal(error.stack, "");
        });
    }

    it("names those in components by the components' types", async () => {
        const office = new pulumi.ComponentResource("my:index:Office", "office");
        const hall = new pulumi.ComponentResource("my:index:Hall", "hall");
        await valueOf(new Device("phone", ROOM, { parent: office }).id);
        const { message } = await thrown(() => new Device("phone", ROOM, { parent: hall }));
        assert.match(message, /^Device "phone of my:index:Hall" declares .* that Device "phone of my:index:Office"/);
    });

    it("shows no MAC address that is a secret", async () => {
        const secret = () => ({ ...ROOM, mac: pulumi.secret(MAC) });
        const { message } = await refusalOf(single(secret), single(secret));
        assert.ok(!message.includes(MAC), message);
    });

    const apart: [string, Declare, Declare][] = [
        ["different MAC addresses", single(() => ROOM), single(() => ({ ...ROOM, mac: "52EAD324FD22" }))],
        ["what is not known yet", single(() => ROOM), single(() => ({ ...ROOM, mac: unknownOutput<string>() }))],
        ["no MAC address", single(() => ({ workspaceId: "w" })), single(() => ({ workspaceId: "w" }))],
        ["a MAC address that is a serial number elsewhere", single(() => ROOM), single(() => ({ serial: MAC }))],
        ["an empty batch", single(() => ROOM), batch(() => ({}))],
    ];
    for (const [name, first, second] of apart) {
        it(`lets pass ${name}`, async () => {
            await Promise.all([first("first"), second("second")].map(({ id }) => valueOf(id)));
        });
    }

    for (const devices of [undefined, null, { a: null }, { a: undefined }, { a: "x" }, ["x"], "x", 7]) {
        it(`leaves to Check what is no map of entries: ${JSON.stringify(devices)}`, async () => {
            const made = new DeviceBatch("phones", { devices } as DeviceBatchArgs);
            assert.equal(await valueOf(made.id), "phones-id");
        });
    }

    it("leaves to the batch two of its entries that are the same", async () => {
        const made = new DeviceBatch("phones", { devices: { a: ROOM, b: ROOM } });
        assert.equal(await valueOf(made.id), "phones-id");
    });

    it("begins anew with the next run of the same process", async () => {
        await valueOf(new Device("first", ROOM).id);
        program.stop();
        await program.start(OFF);
        assert.equal(await valueOf(new Device("second", ROOM).id), "second-id");
    });

    it("looks at plain values at once, so that the error stands where the program declares", async () => {
        const declarations = (): Declaration[] => [{ key: "k", what: "the thing" }];
        declareOnce('Thing "a"', { values: {}, declarations });
        declareOnce('Thing "a"', { values: {}, declarations });
        const { message } = await thrown(() => {
            declareOnce('Thing "b"', { values: {}, declarations });
        });
        assert.equal(
            message,
            'Thing "b" declares the thing that Thing "a" declares, too; a device can be declared once',
        );
    });

    it("resourcesOfRun is told in one output for all, and is nothing without webex:removeOrphans", async () => {
        assert.equal(resourcesOfRun("Device a"), undefined);
        program.stop();
        await program.start(OFF);
        process.env.WEBEX_REMOVE_ORPHANS = "true";
        const first = resourcesOfRun("Device a");
        const second = resourcesOfRun("DeviceActivation b");
        assert.ok(first !== undefined && second !== undefined);
        const all = ["Device a", "DeviceActivation b"];
        assert.deepEqual([await valueOf(first), await valueOf(second)], [all, all]);
    });
});
