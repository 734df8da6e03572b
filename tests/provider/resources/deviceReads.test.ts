import assert from "node:assert/strict";
import fc from "fast-check";
import type { Contract } from "../../../provider/api/devices/contract";
import type { WebexDevice } from "../../../provider/api/devices/webexDevice";
import { canonicalId, sameId } from "../../../provider/api/identity";
import { asOperation, operationDeadline } from "../../../provider/client/operation";
import { DeviceReads } from "../../../provider/resources/deviceReads";
import type { SimulatorOptions } from "../../../simulator/index";
import { Bench, caught, fakeContract, inTurns, lines, shuffled, someDevice, uniqueMac, webexId } from "../helpers";

/** So many devices, each with an id, a MAC address and a person of its own. */
function devicesOf(count: number): WebexDevice[] {
    return Array.from({ length: count }, (_, at) =>
        someDevice({ personId: `person-${at}`, mac: at.toString(16).toUpperCase().padStart(12, "0") }),
    );
}

interface Organization {
    /** What was asked: `GET id`, `mac …`, `owner …` and `page n`. */
    readonly requests: string[];
    readonly reads: DeviceReads;
}

interface Shape {
    readonly perPage?: number;
    /** The number of the page that fails, from 1. */
    readonly failing?: number | undefined;
    /** Whether a full last page says that it is the last one. */
    readonly link?: boolean;
    /** Devices that the API has and does not list. */
    readonly unlisted?: readonly WebexDevice[];
    readonly parts?: Partial<Contract>;
}

/** Devices behind a contract that counts requests; none of them is answered in the turn that it came in. */
function organizationOf(devices: readonly WebexDevice[], shape: Shape = {}): Organization {
    const { perPage = 100, failing, link = true, unlisted = [], parts = {} } = shape;
    const requests: string[] = [];
    const byId = new Map([...devices, ...unlisted].map((device) => [canonicalId(device.id), device]));
    const send = async (request: string): Promise<void> => {
        requests.push(request);
        await new Promise((resolve) => setImmediate(resolve));
    };
    const contract = fakeContract({
        async getDevice(id) {
            await send(`GET ${id}`);
            return byId.get(canonicalId(id));
        },
        async findByMac(mac) {
            await send(`mac ${mac}`);
            return devices.filter((device) => device.mac === mac);
        },
        async listDevices({ personId, workspaceId }) {
            await send(`owner ${personId ?? workspaceId ?? ""}`);
            return devices.filter((device) =>
                personId === undefined ? sameId(device.workspaceId, workspaceId) : sameId(device.personId, personId),
            );
        },
        async *devicePages() {
            for (let page = 0; ; page += 1) {
                await send(`page ${page + 1}`);
                if (page + 1 === failing) {
                    throw new Error("the page failed");
                }
                yield devices.slice(page * perPage, (page + 1) * perPage);
                const left = devices.length - (page + 1) * perPage;
                if (left < 0 || (left === 0 && link)) {
                    return;
                }
            }
        },
        ...parts,
    });
    return { requests, reads: new DeviceReads(contract, undefined, 600) };
}

const idsOf = (devices: readonly WebexDevice[]) => devices.map(({ id }) => id);
const pagesIn = (requests: readonly string[]) => requests.filter((request) => request.startsWith("page")).length;
const withoutPages = (requests: readonly string[]) => requests.filter((request) => !request.startsWith("page"));

/** Uses up the reads that go out as they are, so that the next ones share pages. */
async function warm({ reads, requests }: Organization): Promise<void> {
    for (let count = 0; count < 6; count += 1) {
        await reads.byId("warm-up");
    }
    requests.length = 0;
}

describe("resources/deviceReads", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    describe("few reads", () => {
        for (const count of [1, 5, 6]) {
            it(`are ${count} GETs where ${count} are asked for, at once or one after another`, async () => {
                for (const atOnce of [1, count]) {
                    const devices = devicesOf(count);
                    const { reads, requests } = organizationOf(devices);
                    assert.deepEqual(await inTurns(idsOf(devices), atOnce, (id) => reads.byId(id)), devices);
                    assert.deepEqual(
                        requests,
                        devices.map(({ id }) => `GET ${id}`),
                    );
                }
            });
        }

        it("count whatever they ask after", async () => {
            const devices = devicesOf(3);
            const { reads, requests } = organizationOf(devices);
            for (const { id, mac = "", personId } of devices) {
                await Promise.all([reads.byId(id), reads.byMac(mac), reads.byOwner({ personId })]);
            }
            assert.equal(pagesIn(requests), 1);
            assert.equal(requests.length, 7);
        });
    });

    describe("many reads", () => {
        const devices = devicesOf(1000);
        /** What reading all of them costs. */
        const cost = async (ids: readonly string[], atOnce: number, shape: Shape = {}) => {
            const { reads, requests } = organizationOf(devices, shape);
            const found = await inTurns(ids, atOnce, (id) => reads.byId(id));
            assert.deepEqual(
                found.map((device) => device?.id),
                ids,
            );
            return requests.length;
        };

        const orders: [string, (devices: readonly WebexDevice[]) => string[]][] = [
            ["the list's order", idsOf],
            ["the reverse of it", (all) => idsOf(all).reverse()],
            ["random order", (all) => shuffled(idsOf(all), 7)],
        ];
        for (const [name, order] of orders) {
            it(`of a whole organisation at once cost its pages and the first few, in ${name}`, async () => {
                assert.equal(await cost(order(devices), 1000), 16);
            });
        }

        it("cost the same 8 at a time in the list's order, with or without Link", async () => {
            assert.equal(await cost(idsOf(devices), 8), 16);
            assert.equal(await cost(idsOf(devices), 8, { link: false }), 16);
        });

        it("cost no more than M / 100 + 8 in any order, few or many at a time", async () => {
            const ids = idsOf(devices);
            const random = Array.from({ length: 12 }, (_, seed) => shuffled(ids, seed));
            for (const order of [ids, [...ids].reverse(), ...random]) {
                for (const atOnce of [1, 8, 16]) {
                    const requests = await cost(order, atOnce);
                    assert.ok(requests <= 18, `${requests}, ${atOnce} at a time`);
                }
            }
        });

        it("of 5,000 cost at most five times the pages 8 at a time in the worst order, the list's reversed", async () => {
            const many = devicesOf(5000);
            const ids = idsOf(many);
            const costs = [];
            for (const order of [ids, shuffled(ids, 1), [...ids].reverse()]) {
                const { reads, requests } = organizationOf(many);
                await inTurns(order, 8, (id) => reads.byId(id));
                costs.push(requests.length);
            }
            const [inOrder = 0, random = 0, reversed = 0] = costs;
            assert.equal(inOrder, 50 + 6);
            // What comes in another order than the list's pays a little before the list pays.
            assert.ok(inOrder < random && random < reversed && reversed <= 5 * 50, costs.join());
        });

        it("end with the page that answers the last one", async () => {
            const { reads, requests } = organizationOf(devices);
            await inTurns(idsOf(devices.slice(0, 150)), 150, (id) => reads.byId(id));
            assert.equal(pagesIn(requests), 2);
        });

        it("ask for no page twice, however late another read comes", async () => {
            const { reads, requests } = organizationOf(devices);
            await inTurns(idsOf(devices), 1000, (id) => reads.byId(id));
            requests.length = 0;
            await inTurns(idsOf(devices), 8, (id) => reads.byId(id));
            assert.deepEqual(requests, []);
        });
    });

    describe("in an organisation far larger than what is asked for", () => {
        for (const [count, atOnce] of [
            [8, 8],
            [40, 8],
            [100, 100],
            [100, 1],
            [300, 8],
        ] as const) {
            it(`${count} reads, ${atOnce} at a time, cost at most N and a quarter and eight more`, async () => {
                // The last ones of the list, which no page read in advance shows.
                const devices = devicesOf(count);
                const others = Array.from({ length: 12_000 }, (_, at) => ({ id: `other-${at}` }));
                const { reads, requests } = organizationOf([...others, ...devices]);
                assert.deepEqual(await inTurns(idsOf(devices), atOnce, (id) => reads.byId(id)), devices);
                assert.ok(requests.length <= count + Math.ceil(count / 4) + 8, String(requests.length));
                assert.equal(withoutPages(requests).length, count);
            });
        }
    });

    describe("what the list lacks", () => {
        it("is asked for by a GET each before it counts as gone", async () => {
            const devices = devicesOf(200);
            const organization = organizationOf(devices);
            await warm(organization);
            const gone = ["gone-1", "gone-2", "gone-3"];
            const ids = [...gone, ...idsOf(devices)];
            const found = await inTurns(ids, ids.length, (id) => organization.reads.byId(id));
            assert.deepEqual(found.slice(0, 3), [undefined, undefined, undefined]);
            assert.deepEqual(found.slice(3), devices);
            assert.deepEqual(
                withoutPages(organization.requests).sort(),
                gone.map((id) => `GET ${id}`),
            );
        });

        it("is there all the same where the GET finds it", async () => {
            const [hidden, ...devices] = devicesOf(151);
            assert.ok(hidden);
            const { reads } = organizationOf(devices, { unlisted: [hidden] });
            const found = await inTurns([...idsOf(devices), hidden.id], 151, (id) => reads.byId(id));
            assert.deepEqual(found.at(-1), hidden);
        });

        it("costs the GET also when the list was whole before", async () => {
            const devices = devicesOf(50);
            const organization = organizationOf(devices);
            await inTurns(idsOf(devices), 50, (id) => organization.reads.byId(id));
            await organization.reads.byId("late");
            organization.requests.length = 0;
            assert.equal(await organization.reads.byId("gone"), undefined);
            assert.deepEqual(organization.requests, ["GET gone"]);
        });
    });

    describe("a page that fails", () => {
        const devices = devicesOf(500);

        it("leaves those alone that the pages before did not show", async () => {
            const organization = organizationOf(devices, { failing: 3 });
            await warm(organization);
            const { reads, requests } = organization;
            assert.deepEqual(await inTurns(idsOf(devices), 500, (id) => reads.byId(id)), devices);
            assert.deepEqual(
                withoutPages(requests),
                devices.slice(200).map(({ id }) => `GET ${id}`),
            );
            assert.equal(pagesIn(requests), 3);
        });

        it("lets nothing count as absent: MAC addresses and owners are asked after one by one", async () => {
            const organization = organizationOf(devices, { failing: 3 });
            await warm(organization);
            const { reads, requests } = organization;
            const macs = Array.from({ length: 10 }, uniqueMac);
            const [found, owned] = await Promise.all([
                Promise.all(macs.map((mac) => reads.byMac(mac))),
                Promise.all(devices.slice(0, 10).map(({ personId }) => reads.byOwner({ personId }))),
            ]);
            assert.ok(found.every((holders) => holders.length === 0));
            assert.deepEqual(
                owned,
                devices.slice(0, 10).map((device) => [device]),
            );
            assert.deepEqual(withoutPages(requests), [
                ...macs.map((mac) => `mac ${mac}`),
                ...devices.slice(0, 10).map(({ personId }) => `owner ${personId ?? ""}`),
            ]);
        });

        it("is not tried again: whoever comes later asks alone", async () => {
            const organization = organizationOf(devices, { failing: 1 });
            await warm(organization);
            const { reads, requests } = organization;
            await inTurns(idsOf(devices), 8, (id) => reads.byId(id));
            assert.deepEqual([pagesIn(requests), requests.length], [1, 501]);
        });

        it("is no error of its own; what is wrong is heard by each read's own request", async () => {
            const refuse = () => Promise.reject(new Error("Webex says no"));
            const { reads } = organizationOf(devices, { failing: 1, parts: { getDevice: refuse } });
            const asked = devices.slice(0, 10).map(({ id }) => caught(reads.byId(id)));
            assert.deepEqual(
                (await Promise.all(asked)).map(({ message }) => message),
                Array.from({ length: 10 }, () => "Webex says no"),
            );
        });
    });

    describe("what this process has written", () => {
        const devices = devicesOf(20);
        const [first] = devices;
        assert.ok(first);
        const { id, mac = "", personId } = first;

        /** An organisation whose whole list is known. */
        async function listed(): Promise<Organization> {
            const organization = organizationOf(devices);
            await warm(organization);
            await organization.reads.byOwner({ personId: "nobody" });
            organization.requests.length = 0;
            return organization;
        }

        it("is asked alone, by what it is asked after", async () => {
            const { reads, requests } = await listed();
            reads.write([id, mac, personId, undefined]);
            await reads.byId(id);
            await reads.byMac(mac);
            await reads.byOwner({ personId });
            assert.deepEqual(requests, [`GET ${id}`, `mac ${mac}`, `owner ${personId ?? ""}`]);
        });

        it("is asked alone each time", async () => {
            const { reads, requests } = await listed();
            reads.write([id]);
            await reads.byId(id);
            await reads.byId(id);
            assert.equal(requests.length, 2);
        });

        it("is no other device", async () => {
            const { reads, requests } = await listed();
            reads.write([id, mac, personId]);
            await inTurns(idsOf(devices.slice(1)), 8, (other) => reads.byId(other));
            assert.deepEqual(requests, []);
        });

        it("is known by another notation of its MAC address, as room devices show it", async () => {
            const { reads, requests } = await listed();
            reads.write([(mac.toLowerCase().match(/../g) ?? []).join(":")]);
            await reads.byMac(mac);
            assert.deepEqual(requests, [`mac ${mac}`]);
        });

        it("is known by every spelling of its id", async () => {
            const uuid = "0b7e2c1a-2222-4222-8333-44447777";
            const { reads, requests } = organizationOf([{ id: webexId("DEVICE", uuid) }, ...devices]);
            reads.write([webexId("DEVICE", uuid, "urn:TEAM:us-east-2_a")]);
            await inTurns([...idsOf(devices), webexId("DEVICE", uuid)], 21, (one) => reads.byId(one));
            assert.equal(withoutPages(requests).length, 7);
            assert.equal(withoutPages(requests).at(-1), `GET ${webexId("DEVICE", uuid)}`);
        });
    });

    describe("what this run has taken out of Webex", () => {
        it("has its MAC address no longer, also on pages that were read before", async () => {
            const holders = [someDevice({ mac: "AABBCC001122" }), someDevice({ mac: "AABBCC001122" })];
            const organization = organizationOf([...holders, ...devicesOf(250)]);
            await warm(organization);
            const { reads, requests } = organization;
            assert.deepEqual(await reads.byMac("AABBCC001122"), holders);
            reads.remove(holders[0]?.id ?? "");
            assert.deepEqual(
                holders.map(({ id }) => reads.isRemoved(id)),
                [true, false],
            );
            assert.deepEqual(await reads.byMac("AABBCC001122"), [holders[1]]);
            assert.deepEqual(requests, ["page 1"]);
        });

        it("makes its MAC address free only when the list is whole: another one may have it", async () => {
            const [first, second] = [someDevice({ mac: "AABBCC001122" }), someDevice({ mac: "AABBCC001122" })];
            const organization = organizationOf([first, ...devicesOf(250), second]);
            await warm(organization);
            const { reads, requests } = organization;
            await reads.byMac("AABBCC001122");
            reads.remove(first.id);
            assert.deepEqual(await reads.byMac("AABBCC001122"), [second]);
            assert.deepEqual(requests, ["page 1", "page 2", "page 3"]);
        });

        it("is known by every spelling of its id", async () => {
            const uuid = "0b7e2c1a-2222-4222-8333-44449999";
            const device = someDevice({ id: webexId("DEVICE", uuid), mac: "AABBCC001122" });
            const organization = organizationOf([device]);
            await warm(organization);
            organization.reads.remove(webexId("DEVICE", uuid, "urn:TEAM:us-east-2_a"));
            assert.deepEqual(await organization.reads.byMac("AABBCC001122"), []);
        });
    });

    describe("by MAC address where the list has no such filter", () => {
        const readsAll = { filtersByMac: false };

        it("shares the pages from the first read on, and reads on to the end", async () => {
            const devices = devicesOf(250);
            const { reads, requests } = organizationOf(devices, { parts: readsAll });
            assert.deepEqual(await reads.byMac(devices[3]?.mac ?? ""), [devices[3]]);
            assert.deepEqual(requests, ["page 1"]);
            assert.deepEqual(await reads.byMac(uniqueMac()), []);
            assert.deepEqual(requests, ["page 1", "page 2", "page 3"]);
        });

        it("reads the list no second time for a device that this run has written", async () => {
            const devices = devicesOf(250);
            const { reads, requests } = organizationOf(devices, { parts: readsAll });
            await reads.byMac(uniqueMac());
            const { id = "", mac = "" } = devices[200] ?? {};
            reads.write([id, mac]);
            reads.remove(id);
            assert.deepEqual(await reads.byMac(mac), []);
            assert.equal(requests.length, 3);
        });

        it("leaves the first few reads by id as they are", async () => {
            const devices = devicesOf(250);
            const { reads, requests } = organizationOf(devices, { parts: readsAll });
            await reads.byId(devices[0]?.id ?? "");
            assert.deepEqual(requests, [`GET ${devices[0]?.id ?? ""}`]);
        });

        it("is asked alone where a page fails", async () => {
            const mac = uniqueMac();
            const { reads, requests } = organizationOf(devicesOf(250), { parts: readsAll, failing: 2 });
            assert.deepEqual(await reads.byMac(mac), []);
            assert.deepEqual(requests, ["page 1", "page 2", `mac ${mac}`]);
        });
    });

    describe("by MAC address", () => {
        const devices = devicesOf(300);

        it("is found as soon as a page shows it", async () => {
            const organization = organizationOf(devices);
            await warm(organization);
            const { reads, requests } = organization;
            const [, second] = [devices[0], devices[150]];
            assert.deepEqual(await reads.byMac(second?.mac ?? ""), [second]);
            assert.deepEqual(requests, ["page 1", "page 2"]);
        });

        it("is absent only when the list is whole", async () => {
            const organization = organizationOf(devices);
            await warm(organization);
            assert.deepEqual(await organization.reads.byMac(uniqueMac()), []);
            assert.deepEqual(organization.requests, ["page 1", "page 2", "page 3"]);
        });

        it("is asked alone where the list is not read to its end", async () => {
            const mac = uniqueMac();
            const organization = organizationOf(devicesOf(300), { perPage: 10 });
            await warm(organization);
            assert.deepEqual(await organization.reads.byMac(mac), []);
            assert.equal(organization.requests.at(-1), `mac ${mac}`);
            assert.ok(pagesIn(organization.requests) < 30);
        });

        it("is found in whatever notation the list has it, with all its holders", async () => {
            const holders = [someDevice({ mac: "aa:bb:cc:00:11:22" }), someDevice({ mac: "AABB.CC00.1122" })];
            const organization = organizationOf([...holders, someDevice()]);
            await warm(organization);
            assert.deepEqual(await organization.reads.byMac("AABBCC001122"), holders);
        });
    });

    describe("by owner", () => {
        it("is answered from a whole list only, also where a page showed a device of the owner", async () => {
            const shared = webexId("PEOPLE", "0b7e2c1a-3333-4222-8333-44448888");
            const all = devicesOf(250);
            const [early, late] = [someDevice({ personId: shared }), someDevice({ personId: shared })];
            const organization = organizationOf([early, ...all, late]);
            await warm(organization);
            assert.deepEqual(await organization.reads.byOwner({ personId: shared }), [early, late]);
            assert.deepEqual(organization.requests, ["page 1", "page 2", "page 3"]);
        });

        it("is asked alone where the list is not read to its end", async () => {
            const all = devicesOf(300);
            const organization = organizationOf(all, { perPage: 10 });
            await warm(organization);
            assert.deepEqual(await organization.reads.byOwner({ personId: "person-3" }), [all[3]]);
            assert.equal(organization.requests.at(-1), "owner person-3");
            assert.ok(pagesIn(organization.requests) < 30);
        });

        it("knows people and workspaces, and who has nothing", async () => {
            const inRoom = someDevice({ workspaceId: "room" });
            const organization = organizationOf([inRoom, ...devicesOf(3)]);
            await warm(organization);
            const { reads, requests } = organization;
            assert.deepEqual(await reads.byOwner({ workspaceId: "room" }), [inRoom]);
            assert.deepEqual(await reads.byOwner({ workspaceId: "empty" }), []);
            assert.deepEqual(requests, ["page 1"]);
        });
    });

    it("finds devices and owners that another cluster's API spells differently", async () => {
        const uuid = (at: number) => `0b7e2c1a-4444-4222-8333-${String(at).padStart(12, "0")}`;
        const other = "urn:TEAM:us-east-2_a";
        const devices = Array.from({ length: 20 }, (_, at) => ({
            id: webexId("DEVICE", uuid(at)),
            personId: webexId("PEOPLE", uuid(at)).replace(/=+$/, ""),
        }));
        const organization = organizationOf(devices);
        await warm(organization);
        const { reads, requests } = organization;
        const found = await Promise.all(devices.map((_, at) => reads.byId(webexId("DEVICE", uuid(at), other))));
        assert.deepEqual(found, devices);
        const owned = await Promise.all(
            devices.map((_, at) => reads.byOwner({ personId: webexId("PEOPLE", uuid(at), other) })),
        );
        assert.deepEqual(
            owned,
            devices.map((device) => [device]),
        );
        assert.deepEqual(requests, ["page 1"]);
    });

    it("asks in the organisation that it is for", async () => {
        const asked: unknown[] = [];
        const contract = fakeContract({
            // A list with nothing in it.
            async *devicePages(orgId) {
                asked.push(["page", orgId]);
                await Promise.resolve();
            },
            getDevice: (_, orgId) => {
                asked.push(["GET", orgId]);
                return Promise.resolve(undefined);
            },
            findByMac: (_, orgId) => {
                asked.push(["mac", orgId]);
                return Promise.resolve([]);
            },
            listDevices: ({ orgId }) => {
                asked.push(["owner", orgId]);
                return Promise.resolve([]);
            },
        });
        const reads = new DeviceReads(contract, "org", 600);
        await reads.byId("d");
        await reads.byMac(uniqueMac());
        await reads.byOwner({ personId: "p" });
        await inTurns(Array.from({ length: 10 }, uniqueMac), 10, (mac) => reads.byMac(mac));
        assert.deepEqual([...new Set(asked.map(String))], ["GET,org", "mac,org", "owner,org", "page,org"]);
    });

    it("gives each read its own time, and a page one of its own", async () => {
        const deadlines = new Map<string, number>();
        const { reads } = organizationOf(devicesOf(100), {
            parts: {
                getDevice: (id) => {
                    deadlines.set(id, operationDeadline(600));
                    return Promise.resolve(undefined);
                },
                // A list with nothing in it.
                async *devicePages() {
                    deadlines.set("page", operationDeadline(0));
                    await Promise.resolve();
                },
            },
        });
        const now = Date.now();
        await Promise.all(
            Array.from({ length: 8 }, (_, at) =>
                asOperation({ seconds: 1000 * (at + 1) }, () => reads.byId(`gone-${at}`)),
            ),
        );
        const seconds = (name: string) => Math.round(((deadlines.get(name) ?? 0) - now) / 1000);
        assert.deepEqual(
            [seconds("gone-0"), seconds("gone-6"), seconds("gone-7"), seconds("page")],
            [1000, 7000, 8000, 600],
        );
    });

    describe("against the simulator", () => {
        for (const contract of ["cisco", "crud"] as const) {
            const pagings: [string, SimulatorOptions, string[]][] = [
                [
                    "by Link, whatever the size of a page",
                    { sendLink: true, pageCap: 90 },
                    ["GET /devices?max=100", "GET /devices?max=90&start=90", "GET /devices?max=90&start=180"],
                ],
                [
                    "by start, where there is no Link",
                    { sendLink: false },
                    ["GET /devices?max=100", "GET /devices?max=100&start=100", "GET /devices?max=100&start=200"],
                ],
            ];
            for (const [name, options, pages] of pagings) {
                it(`reads pages of ${contract} ${name}`, async () => {
                    const { simulator, context } = await bench.stand({ contract, ...options });
                    const ids = Array.from({ length: 250 }, () => simulator.addDevice().id);
                    const reads = context.run.reads(undefined);
                    const found = await inTurns(ids, 8, (id) => reads.byId(id));
                    assert.deepEqual(
                        found.map((device) => device?.id),
                        ids,
                    );
                    const asked = lines(simulator.log.entries);
                    assert.equal(asked.length, 6 + 3);
                    assert.deepEqual(
                        asked.filter((line) => line.startsWith("GET /devices?")),
                        pages,
                    );
                });
            }

            it(`tells of a listed device of ${contract} what a GET tells`, async () => {
                const { simulator, context, contract: api } = await bench.stand({ contract });
                const workspaceId = simulator.addWorkspace({ displayName: "Room" }).id;
                const ids = Array.from({ length: 10 }, () => simulator.addDevice({ workspaceId, tags: ["a"] }).id);
                const reads = context.run.reads(undefined);
                const found = await inTurns(ids, 10, (id) => reads.byId(id));
                assert.deepEqual(found, await inTurns(ids, 1, (id) => api.getDevice(id, undefined)));
            });
        }

        for (const contract of ["cisco", "crud"] as const) {
            it(`finds in the list of ${contract} a device whose id is null there`, async () => {
                const { simulator, context } = await bench.stand({ contract });
                const ids = Array.from({ length: 20 }, () => simulator.addDevice().id);
                const hidden = ids.at(-1) ?? "";
                simulator.hideId(hidden, { webexDeviceId: true });
                const found = await inTurns(ids, 20, (id) => context.run.reads(undefined).byId(id));
                assert.deepEqual(
                    found.map((device) => device?.id),
                    ids,
                );
                // The 1.0 document has no other id, so the row is left out of the list and its device asked for alone.
                const alone = simulator.log.requests({ path: `/devices/${hidden}` });
                assert.equal(alone.length, contract === "cisco" ? 0 : 1);
                assert.equal(simulator.log.entries.length, 6 + 1 + alone.length);
            });
        }

        it("20 looks by MAC address among 3,000 devices cost about 30 GETs in crud, together or in turns", async () => {
            for (const atOnce of [1, 8]) {
                const { simulator, context } = await bench.stand({ contract: "crud" });
                for (let count = 0; count < 3000; count += 1) {
                    simulator.addDevice();
                }
                const macs = Array.from({ length: 20 }, uniqueMac);
                const found = await inTurns(macs, atOnce, (mac) => context.run.reads(undefined).byMac(mac));
                assert.ok(found.every((holders) => holders.length === 0));
                // Without Link, a full last page is followed by one more.
                assert.equal(simulator.log.entries.length, 31);
            }
        });

        it("goes on alone where a page is answered 403", async () => {
            const { simulator, context } = await bench.stand();
            const ids = Array.from({ length: 250 }, () => simulator.addDevice().id);
            simulator.faults.add({ path: "/devices", skip: 1, kind: { status: 403 } });
            const reads = context.run.reads(undefined);
            const found = await inTurns(ids, 250, (id) => reads.byId(id));
            assert.deepEqual(
                found.map((device) => device?.id),
                ids,
            );
            // Six, 94 from the first page at most, the rest alone.
            assert.equal(simulator.log.requests({ path: /^\/devices\/./ }).length, 6 + 150);
        });
    });

    it("answers what single requests would, at a cost within the bound, whatever is asked in whatever order", async () => {
        const kinds = fc.constantFrom("id", "id", "id", "mac", "owner", "gone", "freeMac", "nobody");
        await fc.assert(
            fc.asyncProperty(
                fc.record({
                    size: fc.integer({ min: 0, max: 120 }),
                    perPage: fc.integer({ min: 1, max: 12 }),
                    link: fc.boolean(),
                    failing: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined, freq: 4 }),
                    atOnce: fc.integer({ min: 1, max: 60 }),
                    questions: fc.array(fc.record({ kind: kinds, at: fc.nat({ max: 119 }) }), { maxLength: 150 }),
                }),
                async ({ size, questions, atOnce, ...shape }) => {
                    const devices = devicesOf(size);
                    const { reads, requests } = organizationOf(devices, shape);
                    const answers = await inTurns(questions, atOnce, async ({ kind, at }) => {
                        const device = devices[at % Math.max(size, 1)];
                        const { id = "none", mac = "FF0000000000", personId = "none" } = device ?? {};
                        const one = device === undefined ? [] : [device];
                        switch (kind) {
                            case "id":
                                return [await reads.byId(id), device];
                            case "gone":
                                return [await reads.byId(`gone-${at}`), undefined];
                            case "mac":
                                return [await reads.byMac(mac), one];
                            case "freeMac":
                                return [await reads.byMac("EE0000000000"), []];
                            case "owner":
                                return [await reads.byOwner({ personId }), one];
                            case "nobody":
                                return [await reads.byOwner({ personId: "nobody" }), []];
                        }
                    });
                    for (const [found, expected] of answers) {
                        assert.deepEqual(found, expected);
                    }
                    const [asked, sent] = [questions.length, requests.length];
                    const failed = shape.failing === undefined ? 0 : 1;
                    assert.ok(sent <= asked + Math.ceil(asked / 4) + 8 + failed, `${sent} for ${asked}`);
                    // What the pages cannot tell: devices that the list lacks.
                    const lacking = questions.filter(({ kind }) => kind === "gone" || size === 0).length;
                    const pages = Math.ceil((size + (shape.link ? 0 : 1)) / shape.perPage) || 1;
                    if (failed === 0) {
                        assert.ok(sent <= pages + Math.max(6, 4 * pages) + lacking, `${sent} of ${pages}`);
                    }
                },
            ),
            { numRuns: 200 },
        );
    });
});
