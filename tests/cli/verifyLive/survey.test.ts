import assert from "node:assert/strict";
import { Asker } from "../../../cli/asking/asker";
import { type Check, textOf } from "../../../cli/verifyLive/check";
import { Ground } from "../../../cli/verifyLive/ground";
import { Masker } from "../../../cli/verifyLive/masker";
import { reportText } from "../../../cli/verifyLive/report";
import { MOST_REQUESTS, survey } from "../../../cli/verifyLive/survey";
import { isObject } from "../../../provider/client/answer";
import type { Simulator, SimulatorOptions } from "../../../simulator/index";
import { Bench, caught, MemoryLog, settingsWith, webexId } from "../../provider/helpers";
import { type DeviatingProxy, deviatingProxy, type Passing } from "./deviatingProxy";
import { fillOrganization, originalsOf } from "./organization";

type Json = Record<string, unknown>;

interface Surveyed {
    readonly checks: readonly Check[];
    readonly report: string;
    readonly count: number;
}

const HEAD = { version: "1.2.3", contract: "cisco", isAtWebex: true, date: "2026-01-31" } as const;

async function surveyed(baseUrl: string, accessToken: string): Promise<Surveyed> {
    const asker = new Asker(settingsWith({ baseUrl, accessToken }), new MemoryLog(), MOST_REQUESTS);
    const ground = new Ground(asker, new Masker(), undefined, () => undefined);
    await survey(ground);
    const { checks } = ground;
    return { checks, report: reportText({ ...HEAD, requests: asker.count }, checks), count: asker.count };
}

/** The rows of a list on its way; none of another answer. */
function rowsOf({ json }: Passing): Json[] {
    return isObject(json) && Array.isArray(json.items) ? json.items.filter(isObject) : [];
}

function isList(passing: Passing, path: string): boolean {
    return passing.path === path && passing.status === 200;
}

/** Changes each device that is told, in lists and by itself. */
function devices(change: (device: Json) => void) {
    return (passing: Passing): void => {
        const alone = /^\/devices\/[^/]+$/.test(passing.path) && isObject(passing.json) ? [passing.json] : [];
        for (const device of isList(passing, "/devices") ? rowsOf(passing) : alone) {
            change(device);
        }
    };
}

function refused(passing: Passing, status: number, message: string): void {
    Object.assign(passing, { status, json: { message, errors: [], trackingId: "ROUTER_1" } });
}

/** A list whose filter of this name is not heeded. */
function deaf(path: string, name: string, everything: () => Json[]) {
    return (passing: Passing): void => {
        if (isList(passing, path) && passing.query.has(name)) {
            passing.json = { items: everything() };
        }
    };
}

interface Deviation {
    readonly name: string;
    readonly alter: (passing: Passing, simulator: Simulator) => void;
    /** What is said to differ: assumption and detail. */
    readonly told: readonly RegExp[];
    /** Further assumptions that differ with it. */
    readonly others?: readonly RegExp[];
}

const shown = (simulator: Simulator): Json[] => simulator.devices().map((device) => ({ ...device }));

const DEVIATIONS: readonly Deviation[] = [
    {
        name: "a new field",
        alter: devices((device) => (device.roomName = "Wintergarden")),
        told: [/a row of GET \/devices.*`roomName` is a new field \(text\) in 5 of 5$/],
    },
    {
        name: "a new word for a status",
        alter: devices((device) => (device.connectionStatus = "sleeping")),
        told: [
            /a row of GET \/devices.*`connectionStatus` has the new word "sleeping" in 5 of 5, and this package reads/,
        ],
        others: [/connectionStatus=…/],
    },
    {
        name: "a field of another type",
        alter: devices((device) => (device.tags = "kunst-0")),
        told: [/a row of GET \/devices.*`tags` is of another type \(text\) in 5 of 5, and this package reads it$/],
    },
    {
        name: "a device without any id",
        alter: devices((device) => {
            if (device.product === "Cisco Desk Pro") {
                Object.assign(device, { id: null, webexDeviceId: null, callingDeviceId: null });
            }
        }),
        told: [/a device without an id has another id: 3 of 5 have no id$/],
        others: [/serial|displayName|product|type|locationId|tag|workspaceId/],
    },
    {
        name: "no Link header",
        alter: ({ path, headers }) => {
            if (path === "/devices") {
                Reflect.deleteProperty(headers, "link");
            }
        },
        told: [/^devices: a page that others follow has a Link header: there was none$/],
    },
    {
        name: "a Link to another host",
        alter: ({ path, headers }) => {
            if (path === "/devices" && headers.link !== undefined) {
                headers.link = '<https://elsewhere.example/v1/devices?start=1>; rel="next"';
            }
        },
        told: [/^devices: the Link header leads to the page that follows: it leads to another host/],
    },
    {
        name: "a Link that cannot be read",
        alter: ({ path, headers }) => {
            if (path === "/people" && headers.link !== undefined) {
                headers.link = "next page";
            }
        },
        told: [/^people: the Link header leads to the page that follows: it cannot be read$/],
    },
    {
        name: "a Link to the page itself",
        alter: ({ path, headers }) => {
            if (path === "/devices" && headers.link !== undefined) {
                headers.link = headers.link.replace("start=1", "start=0");
            }
        },
        told: [/^devices: the Link header leads to the page that follows: 1 item\(s\) came, but not the second first$/],
    },
    {
        name: "a list that does not know `start`",
        alter: (passing, simulator) => {
            if (isList(passing, "/workspaces") && passing.query.get("start") === "1") {
                passing.json = { items: [simulator.workspaces()[0]] };
            }
        },
        told: [/^workspaces: start=1 leaves out the first item: 1 item\(s\) came, but not the second first$/],
    },
    {
        name: "a list that refuses a large `max`",
        alter: (passing) => {
            if (passing.query.get("max") === "1000") {
                refused(passing, 400, "max is too large for bart@corp.example");
            }
        },
        told: [
            /^devices: a max of 1000 is taken.*it was answered 400: max is too large for address-\d+$/,
            /^workspaces: a max of 1000/,
        ],
    },
    {
        name: "a page that ends too early",
        alter: (passing) => {
            if (isList(passing, "/workspaces") && passing.query.get("max") === "100" && passing.query.size === 1) {
                passing.json = { items: rowsOf(passing).slice(0, 2) };
            }
        },
        told: [/^workspaces: a page that is not full and has no Link header is the last one: after 2 came 2 more$/],
        others: [/^ids: the workspaceId/],
    },
    {
        name: "workspaces with a Link header",
        alter: (passing) => {
            if (isList(passing, "/workspaces") && passing.query.get("max") === "1" && !passing.query.has("start")) {
                passing.headers.link = '</v1/workspaces?max=1&start=1>; rel="next"';
            }
        },
        told: [/^workspaces: no page has a Link header: there was one$/],
    },
    {
        name: "a filter that is not heeded",
        alter: (passing, simulator) => {
            deaf("/devices", "mac", () => shown(simulator))(passing);
        },
        told: [/without colons: 4 of the 5 that it brought do not fit$/, /with colons: 4 of the 5/],
    },
    {
        name: "a filter that takes whole values only",
        alter: (passing, simulator) => {
            const { query } = passing;
            const isWhole = shown(simulator).some(({ serial }) => serial === query.get("serial"));
            if (isList(passing, "/devices") && query.has("serial") && !isWhole) {
                passing.json = { items: [] };
            }
        },
        told: [/serial=… finds devices by a part of the value: it found nothing$/],
    },
    {
        name: "a filter that is refused",
        alter: (passing) => {
            if (passing.path === "/devices" && passing.query.has("displayName")) {
                refused(passing, 400, `no filter for ${passing.query.get("displayName") ?? ""}`);
            }
        },
        told: [
            /displayName=… finds devices by the whole value: it was answered 400: no filter for name-\d+$/,
            /by a part/,
        ],
    },
    {
        name: "everybody for an e-mail address",
        alter: (passing, simulator) => {
            deaf("/people", "email", () => simulator.people().map((person) => ({ ...person, type: "person" })))(
                passing,
            );
        },
        told: [/^people: email=… finds one person by the whole address: 1 of the 2/],
    },
    {
        name: "a device that its webexDeviceId does not find",
        alter: devices((device) => (device.webexDeviceId = webexId("DEVICE", "0000-1"))),
        told: [/tells a device by its webexDeviceId: it was answered 404/],
        others: [/configurations/],
    },
    {
        name: "ids in one spelling only",
        alter: (passing) => {
            if (/^\/devices\/.*(=|%3D)$/i.test(passing.path)) {
                refused(passing, 404, "The device could not be found.");
            }
        },
        told: [/tells a device by its id in the other spelling.*answered 404/],
    },
    {
        name: "another refusal of a device that is not there",
        alter: (passing) => {
            if (/^\/devices\/[^/]+$/.test(passing.path) && passing.status === 404) {
                refused(passing, 400, "no such thing");
            }
        },
        told: [/a device that is not there is answered 404: it was answered 400: no such thing$/],
    },
    {
        name: "ids of another form",
        alter: devices((device) => (device.orgId = "1a2b3c4d-0000-4000-8000-000000000001")),
        told: [/^ids: an id is ciscospark.*: 5 of \d+ are not$/],
    },
    {
        name: "devices whose owner is nobody's id",
        alter: (passing) => {
            if (passing.path === "/devices" && !passing.query.has("workspaceId")) {
                devices((device) => device.workspaceId !== undefined && (device.workspaceId = webexId("PLACE", "0")))(
                    passing,
                );
            }
        },
        told: [/^ids: the workspaceId of a device is the id of its owner.*: of 1, 0 letter by letter and 0/],
        others: [/workspaceId=…|workspaces\/\{id\}\/devices/],
    },
    {
        name: "a phone that no model is called by",
        alter: devices((device) => device.type === "phone" && (device.product = "Cisco Phone X of Adalberta Quux")),
        told: [/^models: the product of a phone.*: none has the name of Cisco Phone X of name-\d+$/],
        others: [/product=…/],
    },
    {
        name: "limits in headers",
        alter: ({ headers }) => (headers["x-ratelimit-remaining"] = "299"),
        told: [/^headers: a normal answer tells no limit of the rate: x-ratelimit-remaining: 299$/],
    },
    {
        name: "no tracking ids",
        alter: ({ headers }) => Reflect.deleteProperty(headers, "trackingid"),
        told: [/^headers: each answer has a trackingid: \d+ of \d+ do not$/],
    },
    {
        name: "a clock that is wrong",
        alter: ({ headers }) => (headers.date = new Date(Date.now() + 600_000).toUTCString()),
        told: [/^headers: Webex's clock .*: by (599|600) s$/],
    },
    {
        name: "a setting that is not there as an error",
        alter: (passing) => {
            if (passing.query.get("key") === "Nobody.HasThis") {
                refused(passing, 400, "no such key");
            }
        },
        told: [/^configurations: a key that a device does not have is left out.*answered 400: no such key$/],
    },
    {
        name: "settings of a phone where none were",
        alter: (passing) => {
            if (passing.path === "/deviceConfigurations" && passing.status === 404) {
                Object.assign(passing, { status: 200, json: { deviceId: "x", items: {} } });
            }
        },
        told: [/^configurations: GET \/deviceConfigurations answers 400 or 404 for a phone.*: an answer came$/],
    },
    {
        name: "an end of the token in words",
        alter: (passing) => {
            if (passing.path === "/authorizations/tokenExpiry") {
                passing.json = { exp: "tomorrow" };
            }
        },
        told: [/^token: .*tokenExpiry.*`exp` is of another type \(text\)/],
    },
    {
        name: "an account without a type",
        alter: (passing) => {
            if (passing.path === "/people/me" && isObject(passing.json)) {
                Reflect.deleteProperty(passing.json, "type");
            }
        },
        told: [/^token: GET \/people\/me tells type and organisation.*: it does not tell type$/],
    },
    {
        name: "a licence of another name",
        alter: (passing) => {
            if (passing.path === "/licenses") {
                Object.assign(rowsOf(passing)[1] ?? {}, { name: "Webex Calling - Gold" });
            }
        },
        told: [/^licences: a calling licence .*: 1 of 2 are called otherwise$/],
    },
    {
        name: "a count that is none",
        alter: (passing) => {
            if (passing.path.endsWith("/devices/count")) {
                passing.json = { totalDeviceCount: "2", applicationsCount: 1 };
            }
        },
        told: [/^calling: .*devices\/count.*`totalDeviceCount` is of another type \(text\)/],
    },
    {
        name: "another id of a phone at Webex Calling",
        alter: devices((device) => (device.callingDeviceId = webexId("CALLING_DEVICE", "0000-2"))),
        told: [
            /^calling: the callingDeviceId of a device is its id among the calling devices: none of 1 has it$/,
            /tells a device by its callingDeviceId: it was answered 404/,
        ],
    },
    {
        name: "a person without licences",
        alter: (passing) => {
            if (/^\/people\/(?!me)./.test(passing.path) && isObject(passing.json)) {
                Reflect.deleteProperty(passing.json, "licenses");
            }
        },
        told: [/^people: GET \/people\/\{id\} tells a person's licences: it has no list of them$/],
    },
    {
        name: "no list where one is expected",
        alter: (passing) => {
            if (passing.path === "/locations") {
                passing.json = { locations: [] };
            }
        },
        told: [/^locations: GET \/locations lists locations: the answer has no list of items$/],
    },
    {
        name: "a route that is not there",
        alter: (passing) => {
            if (passing.path === "/licenses") {
                refused(passing, 404, "The requested resource could not be found.");
            }
        },
        told: [/^licences: GET \/licenses lists licences: it was answered 404/],
    },
];

describe("cli/verifyLive/survey", function () {
    this.timeout(30_000);
    const bench = new Bench();
    let proxies: DeviatingProxy[] = [];
    afterEach(async () => {
        await Promise.all(proxies.map((proxy) => proxy.close()));
        proxies = [];
        await bench.closeAll();
    });

    async function organization(rooms?: number, options: SimulatorOptions = {}): Promise<Simulator> {
        const simulator = await bench.simulator(options);
        fillOrganization(simulator, rooms);
        return simulator;
    }

    const words = (checks: readonly Check[], outcome: Check["outcome"]) =>
        checks
            .filter((check) => check.outcome === outcome)
            .map(({ area, assumption, detail }) => `${area}: ${assumption}: ${textOf(detail)}`);

    function assertPrivate(report: string, simulator: Simulator): void {
        const leaked = originalsOf(simulator).filter((text) => report.toLowerCase().includes(text.toLowerCase()));
        assert.deepEqual(leaked, [], report);
    }

    it("finds all as assumed, sees everything but a 429, reads alone, and tells nothing of the organisation", async () => {
        const simulator = await organization();
        const { checks, report, count } = await surveyed(simulator.baseUrl, simulator.token);
        assert.deepEqual(words(checks, "differs"), []);
        assert.deepEqual(
            words(checks, "not seen").map((line) => line.split(":")[1]?.trim()),
            ["a 429 says in Retry-After how many seconds to wait"],
        );
        assert.ok(count <= MOST_REQUESTS, `${count} requests`);
        assert.equal(simulator.log.requests().length, count);
        assert.deepEqual(
            simulator.log.requests(({ method }) => method !== "GET"),
            [],
        );
        assertPrivate(report, simulator);
    });

    it("finds all as assumed in an organisation of several pages", async () => {
        const simulator = await organization(250);
        const { checks, report, count } = await surveyed(simulator.baseUrl, simulator.token);
        assert.deepEqual(words(checks, "differs"), []);
        assert.ok(count <= MOST_REQUESTS, `${count} requests`);
        assertPrivate(report, simulator);
    });

    it("finds all as assumed in an empty organisation, as far as it can be seen", async () => {
        const { baseUrl, token } = await bench.simulator();
        const { checks } = await surveyed(baseUrl, token);
        assert.deepEqual(words(checks, "differs"), []);
        assert.ok(words(checks, "not seen").length > 10);
    });

    for (const { name, alter, told, others = [] } of DEVIATIONS) {
        it(`tells ${name}, and nothing else`, async () => {
            const simulator = await organization();
            const proxy = await deviatingProxy(simulator);
            proxies.push(proxy);
            proxy.alter = (passing) => {
                alter(passing, simulator);
            };
            const { checks, report, count } = await surveyed(proxy.baseUrl, simulator.token);
            const differs = words(checks, "differs");
            for (const pattern of told) {
                assert.ok(
                    differs.some((line) => pattern.test(line)),
                    `${String(pattern)} is not in\n${differs.join("\n")}`,
                );
            }
            const besides = differs.filter((line) => ![...told, ...others].some((pattern) => pattern.test(line)));
            assert.deepEqual(besides, []);
            assert.ok(count <= MOST_REQUESTS, `${count} requests`);
            assertPrivate(report, simulator);
        });
    }

    it("tells keys of which only the first is answered", async () => {
        const simulator = await organization(3, { oneConfigurationKey: true });
        const { checks } = await surveyed(simulator.baseUrl, simulator.token);
        const [line, ...more] = words(checks, "differs");
        assert.match(
            line ?? "",
            /^configurations: several keys of one request are all answered: 1 of 2 settings came$/,
        );
        assert.deepEqual(more, []);
    });

    it("says of what the token may not read that it was not seen", async () => {
        const simulator = await organization();
        simulator.scopes.delete("spark-admin:workspaces_read");
        const { checks } = await surveyed(simulator.baseUrl, simulator.token);
        assert.deepEqual(words(checks, "differs"), []);
        assert.ok(words(checks, "not seen").some((line) => /^workspaces: GET \/workspaces lists.*403/.test(line)));
    });

    it("tells a 429 with its Retry-After, and keeps to its limit however often Webex fails", async () => {
        const simulator = await organization();
        simulator.faults.add({ path: "/licenses", kind: { status: 429, headers: { "retry-after": "1" } } });
        const held = await surveyed(simulator.baseUrl, simulator.token);
        assert.ok(words(held.checks, "as assumed").some((line) => /a 429 says in Retry-After.*1 of 1 do$/.test(line)));
        simulator.log.clear();
        simulator.faults.add({ path: /^\/(?!people\/me)/, count: -1, kind: { status: 503 } });
        const failing = await surveyed(simulator.baseUrl, simulator.token);
        assert.equal(simulator.log.requests().length, failing.count);
        assert.ok(failing.count <= MOST_REQUESTS);
    });

    it("asks nothing more when its requests are used up", async () => {
        const simulator = await organization();
        const settings = settingsWith({ baseUrl: simulator.baseUrl, accessToken: simulator.token });
        const ground = new Ground(new Asker(settings, new MemoryLog(), 10), new Masker(), undefined, () => undefined);
        await survey(ground);
        assert.equal(simulator.log.requests().length, 10);
        assert.deepEqual(words(ground.checks, "differs"), []);
        assert.ok(words(ground.checks, "not seen").some((line) => /not asked: 10 requests are used up$/.test(line)));
    });

    it("throws where the token is refused, or nothing answers", async () => {
        const simulator = await organization();
        assert.match((await caught(surveyed(simulator.baseUrl, "of-another-life"))).message, /answered 401/);
        assert.match((await caught(surveyed("http://127.0.0.1:9/v1", "of-another-life"))).message, /nothing answers/);
    });
});
