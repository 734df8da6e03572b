import assert from "node:assert/strict";
import { LimitGuard, type PlannedCreate } from "../../../provider/limits/limitGuard";
import { fingerprint } from "../../../provider/resources/moves";
import type { Settings } from "../../../provider/settings";
import type { PersonInit, SimulatorOptions } from "../../../simulator/index";
import { Bench, caught, lines, uniqueMac, webexId } from "../helpers";

const EARLIER = "2026-01-01T00:00:00.000Z";

describe("limits/limitGuard", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    /** A guard, and a person who has so many devices. */
    async function guardOf(
        person: PersonInit & { devices?: number },
        changes: Partial<Settings> = {},
        options: SimulatorOptions = {},
    ) {
        const stand = await bench.stand(options, changes);
        const { devices = 0, ...init } = person;
        const personId = stand.simulator.addPerson(init).id;
        const ids = Array.from({ length: devices }, () => stand.simulator.addDevice({ personId }).id);
        const guard = new LimitGuard(stand.client, stand.contract, stand.context.names, stand.log);
        const plan = (name: string, more: Partial<PlannedCreate> = {}): Promise<void> =>
            guard.admit({ name, personId, orgId: undefined, mac: undefined, takesPlace: false, ...more });
        return { ...stand, personId, ids, guard, plan };
    }

    /** What becomes of several creates that are planned at once: for each whether it is admitted. */
    async function admitted(plans: readonly Promise<void>[]): Promise<boolean[]> {
        return (await Promise.allSettled(plans)).map(({ status }) => status === "fulfilled");
    }

    it("waits for a device of the person that leaves with another resource, and refuses where none does", async () => {
        const { simulator, client, contract, context, log, personId, ids } = await guardOf({
            devices: 1,
            maxDeviceCount: 1,
        });
        const patient = new LimitGuard(client, contract, context.names, log, 4000);
        const create = { personId, orgId: undefined, mac: undefined, takesPlace: false };
        const admission = patient.admit({ ...create, name: "a" });
        await simulator.log.waitFor(({ path, doneAtMs }) => path.endsWith("/devices") && doneAtMs !== undefined);
        simulator.removeDevice(ids[0] ?? "");
        await admission;
        assert.match((await caught(patient.admit({ ...create, name: "b" }))).message, /would have too many devices/);
    });

    it("lets exactly the limit through", async () => {
        const { plan } = await guardOf({ devices: 1, maxDeviceCount: 3 });
        assert.deepEqual(await admitted([plan("a"), plan("b")]), [true, true]);
    });

    it("refuses one device too many", async () => {
        const { plan } = await guardOf({ devices: 1, maxDeviceCount: 2 });
        assert.deepEqual(await admitted([plan("a"), plan("b")]), [true, false]);
    });

    it("refuses one more for somebody who has the limit already", async () => {
        const { plan } = await guardOf({ devices: 2, maxDeviceCount: 2 });
        assert.deepEqual(await admitted([plan("a")]), [false]);
    });

    it("refuses all for a limit of nought", async () => {
        const { plan } = await guardOf({}, { deviceLimits: { default: 0 } });
        assert.deepEqual(await admitted([plan("a")]), [false]);
    });

    it("adds up what comes one after another as what comes at once", async () => {
        const { plan } = await guardOf({ maxDeviceCount: 1 });
        await plan("a");
        assert.deepEqual(await admitted([plan("b")]), [false]);
    });

    it("names the person, the devices there are, the planned ones, the limit and its source", async () => {
        const { plan, personId, ids } = await guardOf({ displayName: "Ada", devices: 1, maxDeviceCount: 2 });
        const [, refusal] = await Promise.allSettled([plan("desk"), plan("home")]);
        const message = String(refusal.status === "rejected" ? refusal.reason : "");
        assert.match(
            message,
            new RegExp(`Ada <.*> \\(${personId}\\) would have too many devices: 1 there \\(Ada ${ids[0] ?? ""}\\)`),
        );
        assert.match(
            message,
            /2 planned \(desk, home\), at most 2 allowed by max\w*DeviceCount of Webex for this person/,
        );
        assert.match(message, /webex:deviceLimits.*webex:limitGuard/);
    });

    it("names webex:deviceLimits where the limit is configured", async () => {
        const { plan } = await guardOf({ devices: 1 }, { deviceLimits: { default: 1 } });
        assert.match((await caught(plan("a"))).message, /at most 1 allowed by webex:deviceLimits \(default\)/);
    });

    it("names the licence where the limit is the licence's", async () => {
        const { simulator, client, contract, context, log } = await bench.stand();
        const license = simulator.addLicense({ name: "Webex Calling - Standard" });
        const personId = simulator.addPerson({ licenses: [license.id] }).id;
        simulator.addDevice({ personId });
        const guard = new LimitGuard(client, contract, context.names, log);
        const create = { name: "a", personId, orgId: undefined, mac: undefined, takesPlace: false };
        assert.match(
            (await caught(guard.admit(create))).message,
            /at most 1 allowed by the licence "Webex Calling - Standard"/,
        );
    });

    it("writes nothing", async () => {
        const { plan, simulator } = await guardOf({ devices: 1, maxDeviceCount: 1 });
        await caught(plan("a"));
        assert.deepEqual(simulator.log.writes(), []);
    });

    it("reads count and limit once for a person, however many are planned", async () => {
        const { plan, simulator, personId } = await guardOf({ maxDeviceCount: 9 });
        await Promise.all(["a", "b", "c", "d"].map((name) => plan(name)));
        assert.deepEqual(lines(simulator.log.entries).sort(), [
            `GET /telephony/config/people/${personId}/devices`,
            `GET /telephony/config/people/${personId}/devices/count`,
        ]);
    });

    it("keeps people apart", async () => {
        const { guard, simulator, plan } = await guardOf({ maxDeviceCount: 1 });
        const other = simulator.addPerson({ maxDeviceCount: 1 }).id;
        const create = { name: "b", personId: other, orgId: undefined, mac: undefined, takesPlace: false };
        assert.deepEqual(await admitted([plan("a"), guard.admit(create)]), [true, true]);
    });

    it("counts a person once whose id is written in two ways", async () => {
        const padded = webexId("PEOPLE", "guard1111-2222-4333-8444-5555666");
        assert.match(padded, /=$/);
        const { plan } = await guardOf({ id: padded, maxDeviceCount: 1 });
        const results = await admitted([plan("a"), plan("b", { personId: padded.replace(/=+$/, "") })]);
        assert.deepEqual(results, [true, false]);
    });

    it("asks in the organisation of the create", async () => {
        const { plan, simulator } = await guardOf({ maxDeviceCount: 9 });
        await plan("a", { orgId: simulator.orgId });
        assert.deepEqual(
            simulator.log.entries.map(({ query }) => query.orgId),
            [simulator.orgId, simulator.orgId],
        );
    });

    describe("the devices there are", () => {
        it("do not include applications", async () => {
            const { plan } = await guardOf({ applicationsCount: 5, devices: 1, maxDeviceCount: 2 });
            assert.deepEqual(await admitted([plan("a"), plan("b")]), [true, false]);
        });

        it("are listed where there is no route that counts them", async () => {
            const { plan, simulator } = await guardOf(
                { devices: 1 },
                { deviceLimits: { default: 2 } },
                { contract: "crud", telephony: false, people: false },
            );
            assert.deepEqual(await admitted([plan("a"), plan("b")]), [true, false]);
            assert.ok(simulator.log.requests({ path: "/devices" }).length > 0);
        });
    });

    describe("a replacement whose old device leaves", () => {
        it("adds nothing, even at a limit of one", async () => {
            const { plan, simulator } = await guardOf({ devices: 1, maxDeviceCount: 1 });
            assert.deepEqual(await admitted([plan("a", { takesPlace: true, mac: uniqueMac() })]), [true]);
            assert.equal(simulator.log.entries.length, 0);
        });

        it("leaves room for none beside it", async () => {
            const { plan } = await guardOf({ devices: 1, maxDeviceCount: 1 });
            assert.deepEqual(await admitted([plan("swap", { takesPlace: true }), plan("extra")]), [true, false]);
        });
    });

    it("counts a replacement whose old device stays, or is somebody else's, as one more", async () => {
        const { plan } = await guardOf({ devices: 1, maxDeviceCount: 1 });
        assert.deepEqual(await admitted([plan("a", { takesPlace: false })]), [false]);
    });

    describe("an adoption", () => {
        it("adds nothing", async () => {
            const mac = uniqueMac();
            const { plan, simulator, personId } = await guardOf({ maxDeviceCount: 1 });
            simulator.addDevice({ personId, mac, created: EARLIER });
            assert.deepEqual(await admitted([plan("a", { mac })]), [true]);
        });

        it("is known in any notation of the MAC address", async () => {
            const { plan, simulator, personId } = await guardOf({ maxDeviceCount: 1 });
            simulator.addDevice({ personId, mac: "02:AB:CD:EF:77:01", created: EARLIER });
            assert.deepEqual(await admitted([plan("a", { mac: "02abcdef7701" })]), [true]);
        });

        it("leaves the room there is to others", async () => {
            const mac = uniqueMac();
            const { plan, simulator, personId } = await guardOf({ maxDeviceCount: 2 });
            simulator.addDevice({ personId, mac, created: EARLIER });
            assert.deepEqual(await admitted([plan("a", { mac }), plan("b"), plan("c")]), [true, true, false]);
        });

        it("is known by the API's clock, however far it is from ours", async () => {
            const mac = uniqueMac();
            const { plan, simulator, personId } = await guardOf({ maxDeviceCount: 1 });
            simulator.advance(86_400_000);
            simulator.addDevice({ personId, mac });
            simulator.advance(10_000);
            assert.deepEqual(await admitted([plan("a", { mac })]), [true]);
        });

        it("is not what this run has made itself: that was counted as planned", async () => {
            const { plan, simulator, personId } = await guardOf({ maxDeviceCount: 2 });
            // At apply, devices come into being between one create and the next.
            for (const name of ["a", "b"]) {
                const mac = uniqueMac();
                await plan(name, { mac });
                simulator.addDevice({ personId, mac });
            }
            assert.deepEqual(await admitted([plan("c", { mac: uniqueMac() })]), [false]);
        });
    });

    describe("a limit that nobody knows", () => {
        it("lets the plan pass with one warning a run, naming the count and webex:deviceLimits", async () => {
            const { plan, log, personId } = await guardOf({ devices: 2 });
            assert.deepEqual(await admitted([plan("a"), plan("b"), plan("c")]), [true, true, true]);
            assert.equal(log.warnings.length, 1);
            assert.match(log.warnings[0] ?? "", new RegExp(`person ${personId}, who has 2.*webex:deviceLimits`));
        });

        it("is warned of once for all people", async () => {
            const { guard, log, simulator, plan } = await guardOf({});
            const other = simulator.addPerson().id;
            await plan("a");
            await guard.admit({ name: "b", personId: other, orgId: undefined, mac: undefined, takesPlace: false });
            assert.equal(log.warnings.length, 1);
        });
    });

    describe("what cannot be read", () => {
        it("is an error that names the missing scope and both settings", async () => {
            const { plan, simulator, personId } = await guardOf({ maxDeviceCount: 9 });
            simulator.scopes.delete("spark-admin:telephony_config_read");
            const { message } = await caught(plan("a"));
            assert.match(message, new RegExp(`person ${personId} has or may have could not be read`));
            assert.match(message, /403.*spark-admin:telephony_config_read.*webex:limitGuard.*webex:deviceLimits/);
        });

        for (const [name, status] of [
            ["refused", 401],
            ["failing", 500],
            ["failing for a while", 503],
        ] as const) {
            it(`is an error where the count is ${name} (${status})`, async () => {
                const { plan, simulator } = await guardOf({}, { deviceLimits: { default: 9 } });
                simulator.faults.add({ count: -1, kind: { status } });
                assert.match((await caught(plan("a"))).message, new RegExp(`answered ${status}`));
            });
        }

        it("is an error where the count is nonsense", async () => {
            const { plan, simulator } = await guardOf({}, { deviceLimits: { default: 9 } });
            simulator.faults.add({ kind: { contentType: "text/html", body: "<p>" } });
            assert.match((await caught(plan("a"))).message, /web page/);
        });

        it("is an error for every create of the person", async () => {
            const { plan, simulator } = await guardOf({ maxDeviceCount: 9 });
            simulator.setScopes([]);
            assert.deepEqual(await admitted([plan("a"), plan("b")]), [false, false]);
        });
    });

    describe("webex:limitGuard warn", () => {
        it("lets a plan that is too big pass with a warning", async () => {
            const { plan, log } = await guardOf({ devices: 1, maxDeviceCount: 1 }, { limitGuard: "warn" });
            assert.deepEqual(await admitted([plan("a")]), [true]);
            assert.match(log.warnings.join(), /too many devices/);
        });

        it("lets a plan pass whose limit cannot be read, with one warning", async () => {
            const { plan, log, simulator } = await guardOf({ maxDeviceCount: 1 }, { limitGuard: "warn" });
            simulator.setScopes([]);
            assert.deepEqual(await admitted([plan("a"), plan("b")]), [true, true]);
            assert.equal(log.warnings.length, 1);
            assert.match(log.warnings[0] ?? "", /could not be read/);
        });
    });

    describe("the first phone under a Standard licence", () => {
        async function standardGuard(devices: number) {
            const stand = await bench.stand();
            const { simulator, client, contract, context, log } = stand;
            const license = simulator.addLicense({ name: "Webex Calling - Standard" });
            const people = [1, 2].map(() => simulator.addPerson({ licenses: [license.id] }).id);
            for (let count = 0; count < devices; count += 1) {
                simulator.addDevice({ personId: people[0] });
            }
            const guard = new LimitGuard(client, contract, context.names, log);
            const plan = (personId = "") =>
                guard.admit({ name: "a", personId, orgId: undefined, mac: undefined, takesPlace: false });
            return { plan, log, people };
        }

        it("turns off calling in the person's apps: warned of once a run", async () => {
            const { plan, log, people } = await standardGuard(0);
            await plan(people[0]);
            await plan(people[1]);
            assert.equal(log.warnings.length, 1);
            assert.match(log.warnings[0] ?? "", /turns off calling/);
        });

        it("is no warning where the person has a phone already", async () => {
            const { plan, log, people } = await standardGuard(1);
            await caught(plan(people[0]));
            assert.deepEqual(log.warnings, []);
        });
    });

    describe("a whole plan", () => {
        it("is judged by its end: what leaves the person makes room", async () => {
            const { guard, planned, personId } = await wholePlan(1, 1);
            assert.deepEqual(await guard.problems([planned("a")], [fingerprint(personId)]), []);
        });

        it("has one problem for a person, with the create that is too many", async () => {
            const { guard, planned, personId } = await wholePlan(1, 1);
            const plan = [planned("a"), planned("b")];
            const [problem, ...others] = await guard.problems(plan, [fingerprint(personId), fingerprint("another")]);
            assert.deepEqual([problem?.create, others], [plan[1], []]);
            assert.match(problem?.text ?? "", /1 there .*, 1 of them leaves, 2 planned \(a, b\), at most 1 allowed/);
        });

        it("counts the new half of a replacement, too: its old device is still there at preview", async () => {
            const { guard, planned } = await wholePlan(1, 1);
            assert.equal((await guard.problems([planned("a", { takesPlace: true })], [])).length, 1);
        });

        it("counts no phone that gets adopted", async () => {
            const { guard, planned, simulator, personId } = await wholePlan(1, 0);
            const mac = uniqueMac();
            simulator.addDevice({ personId, mac, created: EARLIER });
            assert.deepEqual(await guard.problems([planned("a", { mac })], []), []);
        });

        it("tells who has no seat left before it", async () => {
            const { guard, planned, personId } = await wholePlan(1, 1);
            assert.equal(await guard.isFull(personId), false);
            await guard.problems([planned("a")], []);
            assert.equal(await guard.isFull(personId), true);
        });

        /** A guard, and a person with a limit and so many devices. */
        async function wholePlan(limit: number, devices: number) {
            const stand = await guardOf({ devices, maxDeviceCount: limit });
            const planned = (name: string, more: Partial<PlannedCreate> = {}): PlannedCreate => ({
                name,
                personId: stand.personId,
                orgId: undefined,
                mac: undefined,
                takesPlace: false,
                ...more,
            });
            return { ...stand, planned };
        }
    });

    it("tells a refused token as what it is, without advice about limits", async () => {
        const { plan, simulator } = await guardOf({ devices: 1, maxDeviceCount: 2 });
        simulator.expireToken();
        const { message } = await caught(plan("a"));
        assert.match(message, /answered 401.*The access token from WEBEX_ACCESS_TOKEN is refused/);
        assert.doesNotMatch(message, /webex:limitGuard|how many devices/);
    });
});
