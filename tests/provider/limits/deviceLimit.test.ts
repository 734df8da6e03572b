import assert from "node:assert/strict";
import { configuredLimit, DeviceLimits, limitOfLicenses } from "../../../provider/limits/deviceLimit";
import type { Settings } from "../../../provider/settings";
import type { PersonInit, SimulatorOptions } from "../../../simulator/index";
import { Bench, caught, lines, webexId } from "../helpers";

const STANDARD = "Webex Calling - Standard";
const PROFESSIONAL = "Webex Calling - Professional";

describe("limits/deviceLimit", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    /** The limit of a person who is so, and what was asked for it. */
    async function limitOf(
        person: PersonInit,
        changes: Partial<Settings> = {},
        options: SimulatorOptions = {},
        licenseName?: string,
    ) {
        const stand = await bench.stand(options, changes);
        const { simulator, client, settings } = stand;
        const licenses = licenseName === undefined ? [] : [simulator.addLicense({ name: licenseName }).id];
        const { id } = simulator.addPerson({ licenses, ...person });
        const limit = await new DeviceLimits(client, settings).of(id, undefined);
        return { limit, asked: simulator.log.entries.map(({ path }) => path.replace(id, "ID")) };
    }

    describe("the sources, in order", () => {
        it("1. webex:deviceLimits for the person, for which nothing is asked", async () => {
            const { limit, asked } = await limitOf(
                { id: "configured", maxDeviceCount: 5 },
                { deviceLimits: { configured: 2, default: 9 } },
            );
            assert.deepEqual(limit, { limit: 2, source: "webex:deviceLimits", silencesApps: false });
            assert.deepEqual(asked, []);
        });

        it("2. the default of webex:deviceLimits", async () => {
            const { limit, asked } = await limitOf(
                { maxDeviceCount: 5 },
                { deviceLimits: { somebody: 2, default: 9 } },
            );
            assert.deepEqual(limit, { limit: 9, source: "webex:deviceLimits (default)", silencesApps: false });
            assert.deepEqual(asked, []);
        });

        it("3. what Webex says of the person", async () => {
            const { limit, asked } = await limitOf({ maxDeviceCount: 5 }, {}, {}, STANDARD);
            assert.deepEqual([limit?.limit, limit?.silencesApps], [5, false]);
            assert.match(limit?.source ?? "", /^max\w*DeviceCount of Webex for this person$/);
            assert.deepEqual(asked, ["/telephony/config/people/ID/devices"]);
        });

        it("4. the person's licence", async () => {
            const { limit, asked } = await limitOf({}, {}, {}, STANDARD);
            assert.deepEqual(limit, { limit: 1, source: `the licence "${STANDARD}"`, silencesApps: true });
            assert.deepEqual(asked, ["/telephony/config/people/ID/devices", "/people/ID", "/licenses"]);
        });

        it("5. nobody: no limit is made up", async () => {
            assert.equal((await limitOf({}, {}, {}, PROFESSIONAL)).limit, undefined);
            assert.equal((await limitOf({}, {}, {}, "Webex Meetings")).limit, undefined);
            assert.equal((await limitOf({})).limit, undefined);
        });
    });

    const pairs: [number | undefined, number | undefined, number, string][] = [
        [5, 3, 3, "maxOwnedDeviceCount"],
        [3, 5, 3, "maxDeviceCount"],
        [0, 5, 0, "maxDeviceCount"],
    ];
    for (const [maxDeviceCount, maxOwnedDeviceCount, least, name] of pairs) {
        it(`takes the lesser of ${maxDeviceCount ?? "none"} and ${maxOwnedDeviceCount ?? "none"} and names it`, async () => {
            const stand = await bench.stand();
            stand.simulator.faults.add({ kind: { json: { devices: [], maxDeviceCount, maxOwnedDeviceCount } } });
            const limit = await new DeviceLimits(stand.client, stand.settings).of("p", undefined);
            assert.deepEqual([limit?.limit, limit?.source.split(" ")[0]], [least, name]);
        });
    }

    it("takes Webex's limit of one for a sign that the first phone silences the apps", async () => {
        assert.equal((await limitOf({ maxDeviceCount: 1 })).limit?.silencesApps, true);
    });

    for (const json of [null, {}, { maxDeviceCount: null, maxOwnedDeviceCount: "3" }, []]) {
        it(`goes on to the licence where Webex says ${JSON.stringify(json)} of the person`, async () => {
            const stand = await bench.stand();
            const license = stand.simulator.addLicense({ name: STANDARD });
            const { id } = stand.simulator.addPerson({ licenses: [license.id] });
            stand.simulator.faults.add({ path: /telephony/, kind: { json } });
            assert.equal((await new DeviceLimits(stand.client, stand.settings).of(id, undefined))?.limit, 1);
        });
    }

    it("goes on to the licence where there are no telephony routes", async () => {
        assert.equal((await limitOf({}, {}, { telephony: false }, STANDARD)).limit?.limit, 1);
    });

    it("knows none where there are neither telephony nor people routes", async () => {
        assert.equal((await limitOf({}, {}, { telephony: false, people: false }, STANDARD)).limit, undefined);
    });

    for (const [scope, route] of [
        ["telephony_config_read", "/telephony/config/people/"],
        ["people_read", "/people/"],
        ["licenses_read", "/licenses"],
    ] as const) {
        it(`fails naming spark-admin:${scope} where ${route} is refused`, async () => {
            const stand = await bench.stand();
            const license = stand.simulator.addLicense({ name: STANDARD });
            const { id } = stand.simulator.addPerson({ licenses: [license.id] });
            stand.simulator.scopes.delete(`spark-admin:${scope}`);
            const error = await caught(new DeviceLimits(stand.client, stand.settings).of(id, undefined));
            assert.match(error.message, new RegExp(`GET ${route}.* answered 403.*spark-admin:${scope}`));
        });
    }

    it("fails where a route keeps failing: an unread limit is not an unknown one", async () => {
        const stand = await bench.stand();
        stand.simulator.faults.add({ count: -1, kind: { status: 500 } });
        assert.match((await caught(new DeviceLimits(stand.client, stand.settings).of("p", undefined))).message, /500/);
    });

    it("reads the licences once for all people", async () => {
        const { simulator, client, settings } = await bench.stand();
        const license = simulator.addLicense({ name: STANDARD });
        const people = [1, 2, 3].map(() => simulator.addPerson({ licenses: [license.id] }).id);
        const limits = new DeviceLimits(client, settings);
        await Promise.all(people.map((id) => limits.of(id, undefined)));
        assert.equal(lines(simulator.log.requests({ path: "/licenses" })).length, 1);
    });

    it("reads the licences of each organisation", async () => {
        const items = [{ id: "license-of-two", name: STANDARD }];
        const stand = await bench.stand({ telephony: false });
        const { id } = stand.simulator.addPerson({ licenses: ["license-of-two"] });
        const other = stand.simulator.addPerson({ licenses: ["license-of-one"] });
        stand.simulator.faults.add({ path: "/licenses", kind: { json: { items: [] } } });
        stand.simulator.faults.add({ path: "/licenses", kind: { json: { items } } });
        const limits = new DeviceLimits(stand.client, stand.settings);
        await limits.of(other.id, "org-one");
        assert.equal((await limits.of(id, "org-two"))?.limit, 1);
    });

    it("passes over licences it cannot read", async () => {
        const stand = await bench.stand({ telephony: false });
        const { id } = stand.simulator.addPerson({ licenses: ["a"] });
        const items = [null, { id: "a" }, { name: STANDARD }, { id: "a", name: STANDARD }];
        stand.simulator.faults.add({ path: "/licenses", kind: { json: { items } } });
        assert.equal((await new DeviceLimits(stand.client, stand.settings).of(id, undefined))?.limit, 1);
    });

    describe("configuredLimit", () => {
        const padded = webexId("PEOPLE", "aaaa1111-2222-4333-8444-55556666");
        it("finds a person whose id is written otherwise", () => {
            assert.equal(configuredLimit(padded.replace(/=+$/, ""), { [padded]: 4 })?.limit, 4);
            const elsewhere = webexId("PEOPLE", "aaaa1111-2222-4333-8444-55556666", "urn:TEAM:us-east-2_a");
            assert.equal(configuredLimit(elsewhere, { [padded]: 4 })?.limit, 4);
        });

        it("may be nought", () => {
            assert.equal(configuredLimit("p", { p: 0, default: 3 })?.limit, 0);
        });

        it("knows none where nothing is configured", () => {
            assert.equal(configuredLimit("p", {}), undefined);
            assert.equal(configuredLimit("p", { q: 1 }), undefined);
        });

        it("does not take a person named default for the default", () => {
            assert.match(configuredLimit("default", { default: 3 })?.source ?? "", /\(default\)/);
        });
    });

    describe("limitOfLicenses", () => {
        const names: [string, number | undefined][] = [
            ["Webex Calling - Standard", 1],
            ["Webex Calling Standard", 1],
            ["WEBEX CALLING - STANDARD", 1],
            ["Cisco Calling (Standard) Tier 2", 1],
            ["Webex Calling - Basic", 1],
            ["Webex Calling - Professional", undefined],
            ["Webex Calling - Enterprise", undefined],
            ["Webex Meetings - Standard", undefined],
            ["Standard", undefined],
        ];
        for (const [name, limit] of names) {
            it(`${limit === undefined ? "knows no limit of" : `allows ${limit} under`} "${name}"`, () => {
                assert.equal(limitOfLicenses([{ id: "l", name }], {})?.limit, limit);
            });
        }

        it("lets a Professional licence go before a Standard one", () => {
            const held = [
                { id: "s", name: STANDARD },
                { id: "p", name: PROFESSIONAL },
            ];
            assert.equal(limitOfLicenses(held, {}), undefined);
        });

        it("lets webex:licenseLimits go before names", () => {
            assert.deepEqual(limitOfLicenses([{ id: "l", name: STANDARD }], { l: 2 }), {
                limit: 2,
                source: `webex:licenseLimits for "${STANDARD}"`,
                silencesApps: false,
            });
            assert.equal(limitOfLicenses([{ id: "l", name: "Anything" }], { l: 7 })?.limit, 7);
        });

        it("knows none without licences", () => {
            assert.equal(limitOfLicenses([], { l: 2 }), undefined);
        });
    });
});
