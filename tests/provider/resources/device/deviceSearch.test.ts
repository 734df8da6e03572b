import assert from "node:assert/strict";
import sinon from "sinon";
import type { DeviceFilter } from "../../../../provider/api/devices/contract";
import type { WebexDevice } from "../../../../provider/api/devices/webexDevice";
import { asOperation } from "../../../../provider/client/operation";
import { Names } from "../../../../provider/names";
import type { DeviceInputs } from "../../../../provider/resources/device/deviceInputs";
import {
    describeDevice,
    findAdoptable,
    nameDevice,
    takeOver,
    waitForPhone,
} from "../../../../provider/resources/device/deviceSearch";
import { SUPPORTED_DEVICES } from "../../../../simulator/supportedDevices";
import { caught, contextWith, fakeContract, fastForward, NOBODY, someDevice } from "../../helpers";

const MAC = "02ABCDEF0001";
const PHONE = { mac: MAC, personId: "p1", model: "Cisco 9861" };

function holders(...devices: WebexDevice[]) {
    return contextWith(fakeContract({ findByMac: () => Promise.resolve(devices) }));
}

/** The context in which these devices are registered: found by id, or by a part of the serial number as Webex does. */
function registered(...devices: WebexDevice[]) {
    return contextWith(
        fakeContract({
            supportedDevices: () => Promise.resolve([]),
            getDevice: (id) => Promise.resolve(devices.find((device) => device.id === id)),
            listDevices: ({ serial = "" }: DeviceFilter) =>
                Promise.resolve(
                    devices.filter((device) => device.serial?.toUpperCase().includes(serial.toUpperCase())),
                ),
        }),
    );
}

describe("resources/deviceSearch", () => {
    afterEach(() => {
        sinon.restore();
    });

    describe("findAdoptable", () => {
        it("asks nothing without a MAC address", async () => {
            assert.equal(await findAdoptable({ personId: "p1" }, contextWith(fakeContract())), undefined);
        });

        it("finds nothing where the MAC address is free", async () => {
            assert.equal(await findAdoptable(PHONE, holders()), undefined);
        });

        it("finds the device that has the MAC address and the same owner", async () => {
            const device = someDevice({ mac: MAC, personId: "p1" });
            assert.equal(await findAdoptable(PHONE, holders(device)), device);
        });

        it("finds a device of the same workspace", async () => {
            const device = someDevice({ mac: MAC, workspaceId: "w1" });
            assert.equal(await findAdoptable({ mac: MAC, workspaceId: "w1" }, holders(device)), device);
        });

        const others: [string, Partial<WebexDevice>, RegExp][] = [
            ["another person", { personId: "p2" }, /belongs to person p2/],
            ["a workspace", { workspaceId: "w1" }, /belongs to workspace w1/],
            ["nobody it tells of", {}, /belongs to nobody that the API tells/],
        ];
        for (const [name, owner, message] of others) {
            it(`fails where the MAC address belongs to ${name}, naming device and owner`, async () => {
                const device = someDevice({ mac: MAC, displayName: "Front desk", ...owner });
                const error = await caught(findAdoptable(PHONE, holders(device)));
                assert.match(error.message, message);
                assert.match(error.message, new RegExp(`${MAC} is in use by device ${device.id} "Front desk"`));
                assert.match(error.message, /Nothing was changed/);
            });
        }

        describe("a phone of the same owner, of which the program gives the model", () => {
            const phone = (product?: string) =>
                someDevice({ mac: MAC, personId: "p1", displayName: "Front desk", ...(product ? { product } : {}) });
            const told = (device: WebexDevice, supported = SUPPORTED_DEVICES) =>
                contextWith(
                    fakeContract({
                        findByMac: () => Promise.resolve([device]),
                        supportedDevices: () => Promise.resolve(supported),
                    }),
                );
            const find = (device: WebexDevice, model: string, supported = SUPPORTED_DEVICES) =>
                findAdoptable({ ...PHONE, model }, told(device, supported));

            it("fails where Webex lists another model, naming both, and the way out", async () => {
                const device = phone("Cisco 9861");
                const error = await caught(find(device, "DMS Cisco 8865"));
                assert.equal(
                    error.message,
                    `the MAC address ${MAC} is in use by device "Front desk" (${device.id}) of person p1, and Webex ` +
                        'lists it as Cisco 9861, not DMS Cisco 8865. Nothing was changed. Declare the model "Cisco 9861" ' +
                        "to adopt the device, or remove the device",
                );
            });

            it("is found by every name that Webex has for the model", async () => {
                for (const [product, model] of [
                    ["Cisco 8865", "DMS Cisco 8865"],
                    ["Cisco Video Phone 8875", "DMS Cisco 8875"],
                    ["DMS Cisco 8875", "Cisco Video Phone 8875"],
                ] as const) {
                    const device = phone(product);
                    assert.equal(await find(device, model), device, product);
                }
            });

            it("is found where Webex's list does not settle it: without the list, without a row for either", async () => {
                const rows: [string, string, typeof SUPPORTED_DEVICES?][] = [
                    ["Cisco 9861", "DMS Cisco 8865", []],
                    ["Cisco 8865 Spacious", "DMS Cisco 8865"],
                    ["Cisco 9861", "DMS Cisco 8865 Spacious"],
                ];
                for (const [product, model, supported] of rows) {
                    const device = phone(product);
                    assert.equal(await find(device, model, supported), device, `${product} for ${model}`);
                }
            });

            it("is found without a question where the texts agree, or where one of them is missing", async () => {
                for (const [device, inputs] of [
                    [phone("Cisco 8865"), { ...PHONE, model: "DMS Cisco 8865" }],
                    [phone(), PHONE],
                    [phone("Cisco 8865"), { mac: MAC, personId: "p1" }],
                ] as const) {
                    assert.equal(await findAdoptable(inputs, holders(device)), device);
                }
            });
        });

        describe("a phone on its way, whose id is null", () => {
            const onItsWay = (fields: Partial<WebexDevice>) =>
                someDevice({ mac: MAC, connectionStatus: "pending", standIn: true, ...fields });

            it("counts as not there yet, whoever it is for", async () => {
                for (const personId of ["p1", "p2"]) {
                    assert.equal(await findAdoptable(PHONE, holders(onItsWay({ personId }))), undefined);
                }
            });

            it("does not stand in the way of one that is there", async () => {
                const device = someDevice({ mac: MAC, personId: "p1" });
                assert.equal(await findAdoptable(PHONE, holders(onItsWay({ personId: "p1" }), device)), device);
            });

            it("is there once it is not pending any more, or has an id", async () => {
                const arrived = onItsWay({ personId: "p1", connectionStatus: "disconnected" });
                assert.equal(await findAdoptable(PHONE, holders(arrived)), arrived);
                const { standIn: _, ...named } = onItsWay({ personId: "p1" });
                assert.equal(await findAdoptable(PHONE, holders(named)), named);
            });
        });

        it("looks in the resource's organisation, else in the stack's, for the phone and for the models", async () => {
            const asked: [what: string, orgId: string | undefined][] = [];
            const contract = fakeContract({
                findByMac: (_, orgId) => {
                    asked.push(["phone", orgId]);
                    return Promise.resolve([someDevice({ mac: MAC, personId: "p1", product: "Cisco 8865" })]);
                },
                supportedDevices: (orgId) => {
                    asked.push(["models", orgId]);
                    return Promise.resolve([]);
                },
            });
            const context = contextWith(contract, { orgId: "stack" });
            await findAdoptable({ ...PHONE, orgId: "own" }, context);
            await findAdoptable(PHONE, context);
            assert.deepEqual(asked, [
                ["phone", "own"],
                ["models", "own"],
                ["phone", "stack"],
                ["models", "stack"],
            ]);
        });
    });

    describe("takeOver", () => {
        const board = someDevice({
            serial: "FOC111",
            workspaceId: "w1",
            product: "Cisco Board Pro 55",
            mac: "02:AB:CD:EF:00:02",
        });

        const good: [string, DeviceInputs][] = [
            ["its id", { deviceId: board.id }],
            ["its serial number", { serial: "FOC111" }],
            ["its serial number in lower case", { serial: "foc111" }],
            ["its id, and all that is so", { deviceId: board.id, workspaceId: "w1", model: "Board Pro 55" }],
            ["its serial number and its MAC address in another notation", { serial: "FOC111", mac: "02ABCDEF0002" }],
            ["its id and its serial number", { deviceId: board.id, serial: "foc111" }],
        ];
        for (const [name, inputs] of good) {
            it(`finds a device by ${name}`, async () => {
                assert.equal(await takeOver(inputs, registered(board, someDevice({ serial: "FOC222" }))), board);
            });
        }

        for (const [name, inputs] of [
            ["id", { deviceId: "nobody" }],
            ["serial number", { serial: "FOC999" }],
            ["serial number, of which only a part is right", { serial: "FOC11" }],
        ] as [string, DeviceInputs][]) {
            it(`says where none has the ${name}, and points to DeviceActivation`, async () => {
                const error = await caught(takeOver(inputs, registered(board)));
                assert.match(error.message, /^no registered device has the .*DeviceActivation/);
                assert.match(error.message, new RegExp(inputs.deviceId ?? inputs.serial ?? ""));
            });
        }

        it("names all where several have the serial number", async () => {
            const twin = someDevice({ serial: "FOC111" });
            const error = await caught(takeOver({ serial: "FOC111" }, registered(board, twin)));
            assert.match(error.message, /^several devices have the serial number FOC111/);
            assert.ok(error.message.includes(board.id) && error.message.includes(twin.id));
        });

        const mismatches: [string, DeviceInputs, RegExp][] = [
            ["the workspace", { workspaceId: "w2" }, /workspaceId is w1, not w2/],
            ["the owner's kind", { personId: "p1" }, /personId is not set, not p1/],
            ["the model", { model: "Cisco Desk Pro" }, /model is Cisco Board Pro 55, not Cisco Desk Pro/],
            ["the MAC address", { mac: "02ABCDEF0009" }, /mac is 02:AB:CD:EF:00:02, not 02ABCDEF0009/],
            ["the serial number", { serial: "FOC222" }, /serial is FOC111, not FOC222/],
            ["two things", { workspaceId: "w2", serial: "FOC2" }, /workspaceId is w1, not w2; serial is FOC111/],
        ];
        for (const [name, inputs, message] of mismatches) {
            it(`refuses a device of which ${name} is not as declared`, async () => {
                const error = await caught(takeOver({ deviceId: board.id, ...inputs }, registered(board)));
                assert.match(error.message, message);
                assert.match(error.message, new RegExp(`^device ${board.id} with the id`));
            });
        }
    });

    describe("takeOver of a device whose model and product differ in more than spelling", () => {
        const SUPPORTED = [
            { model: "DMS Cisco 8865", displayName: "Cisco 8865" },
            { model: "DMS Cisco 8875", displayName: "Cisco Video Phone 8875" },
        ];
        const phone = someDevice({ product: "Cisco Video Phone 8875" });

        function offering(...supported: typeof SUPPORTED) {
            const asked: unknown[] = [];
            const contract = fakeContract({
                getDevice: () => Promise.resolve(phone),
                supportedDevices: (orgId) => {
                    asked.push(orgId);
                    return Promise.resolve(supported);
                },
            });
            return { context: contextWith(contract, { orgId: "stack" }), asked };
        }

        it("asks which models there are, in the organisation, and takes it where they name one model", async () => {
            const { context, asked } = offering(...SUPPORTED);
            const inputs = { deviceId: phone.id, model: "DMS Cisco 8875" };
            assert.equal(await takeOver(inputs, context), phone);
            await takeOver({ ...inputs, orgId: "own" }, context);
            assert.deepEqual(asked, ["stack", "own"]);
        });

        it("refuses it where they name two", async () => {
            const { context } = offering(...SUPPORTED);
            const error = await caught(takeOver({ deviceId: phone.id, model: "DMS Cisco 8865" }, context));
            assert.match(error.message, /model is Cisco Video Phone 8875, not DMS Cisco 8865/);
        });

        it("refuses it where Webex does not tell its models", async () => {
            const { context } = offering();
            const error = await caught(takeOver({ deviceId: phone.id, model: "DMS Cisco 8875" }, context));
            assert.match(error.message, /model is Cisco Video Phone 8875, not DMS Cisco 8875/);
        });

        it("does not ask where the texts say it, or no model is given", async () => {
            const { context, asked } = offering(...SUPPORTED);
            await takeOver({ deviceId: phone.id }, context);
            await takeOver({ deviceId: phone.id, model: "video phone 8875" }, context);
            assert.deepEqual(asked, []);
        });
    });

    describe("waitForPhone", () => {
        /** A contract that lists the phone from the `look`-th look on, and notes when it was asked. */
        function appearing(look: number, phone: WebexDevice) {
            const times: number[] = [];
            const contract = fakeContract({
                findByMac: () => {
                    times.push(Date.now() / 1000);
                    return Promise.resolve(times.length >= look ? [phone] : []);
                },
            });
            return { contract, times };
        }

        it("looks after 1, 2 and 3 seconds, then every 5, and tells how long it has waited", async () => {
            const clock = sinon.useFakeTimers({ now: 0, toFake: ["Date", "setTimeout", "clearTimeout"] });
            const phone = someDevice({ mac: MAC, personId: "p1" });
            const { contract, times } = appearing(7, phone);
            const context = contextWith(contract);
            assert.equal(await fastForward(clock, waitForPhone(PHONE, context)), phone);
            assert.deepEqual(times, [0, 1, 3, 6, 11, 16, 21]);
            assert.equal(context.log.infos.length, 5);
            assert.match(context.log.infos[4] ?? "", new RegExp(`list the phone ${MAC} \\(16 s so far\\)`));
        });

        it("gives up after webex:phoneAppearTimeoutSeconds, and says that the next up goes on", async () => {
            const clock = sinon.useFakeTimers({ now: 0, toFake: ["Date", "setTimeout", "clearTimeout"] });
            const { contract, times } = appearing(Infinity, someDevice());
            const context = contextWith(contract, { phoneAppearTimeoutSeconds: 20 });
            const error = await caught(fastForward(clock, waitForPhone(PHONE, context)));
            assert.match(
                error.message,
                new RegExp(`${MAC} .*16 s \\(webex:phoneAppearTimeoutSeconds\\b.*\\).*pulumi up`),
            );
            assert.deepEqual(times, [0, 1, 3, 6, 11, 16]);
        });

        it("waits no longer than its operation may take", async () => {
            const clock = sinon.useFakeTimers({ now: 0, toFake: ["Date", "setTimeout", "clearTimeout"] });
            const { contract, times } = appearing(Infinity, someDevice());
            const context = contextWith(contract, { operationTimeoutSeconds: 20 });
            const run = asOperation({ seconds: 20 }, () => waitForPhone(PHONE, context));
            await caught(fastForward(clock, run));
            assert.ok((times.at(-1) ?? 0) <= 20, `it looked for the last time after ${times.at(-1) ?? 0} s`);
        });

        it("waits on for a phone that is on its way, until it has an id", async () => {
            const clock = sinon.useFakeTimers({ now: 0, toFake: ["Date", "setTimeout", "clearTimeout"] });
            const phone = someDevice({ mac: MAC, personId: "p1" });
            const pending = { ...phone, standIn: true, connectionStatus: "pending" } as const;
            const looks = [[pending], [pending], [phone]];
            const context = contextWith(fakeContract({ findByMac: () => Promise.resolve(looks.shift() ?? []) }));
            assert.equal(await fastForward(clock, waitForPhone(PHONE, context)), phone);
            assert.equal(Date.now(), 3000);
        });

        it("takes the phone that it registered for its own, also while other devices of the run leave", async () => {
            const phone = someDevice({ mac: MAC, personId: "p1" });
            const { contract, times } = appearing(1, phone);
            const context = contextWith(contract);
            const other = { key: "Device::other", label: 'Device "other"' };
            context.run.departures.announce({ id: phone.id, owner: "p1", givesSeat: true }, other);
            assert.equal(await waitForPhone(PHONE, context), phone);
            assert.equal(times.length, 1);
        });

        it("fails at once where the phone turns up at somebody else's", async () => {
            const { contract, times } = appearing(1, someDevice({ mac: MAC, personId: "p2" }));
            assert.match((await caught(waitForPhone(PHONE, contextWith(contract)))).message, /person p2/);
            assert.equal(times.length, 1);
        });
    });

    it("nameDevice names the device and its id", () => {
        assert.deepEqual(
            [{ id: "d", displayName: "Lobby", product: "Bar" }, { id: "d", product: "Bar" }, { id: "d" }].map(
                nameDevice,
            ),
            ['device "Lobby" (d)', 'device "Bar" (d)', "device d"],
        );
    });

    it("describeDevice names the device, its id and its owner", () => {
        const names = new Names(NOBODY);
        names.learnWorkspace({ id: "w", displayName: "Hall" });
        assert.deepEqual(
            [
                { id: "d", displayName: "Lobby", product: "Desk", workspaceId: "w" },
                { id: "d", product: "Desk", personId: "p" },
                { id: "d" },
            ].map((device) => describeDevice(device, names)),
            [
                'device "Lobby" (d) of workspace "Hall" (w)',
                'device "Desk" (d) of person p',
                "device d of nobody that the API tells",
            ],
        );
    });
});
