import assert from "node:assert/strict";
import type { Simulator } from "../../simulator/index";
import { Bench, call, field, type Send, statuses, textField } from "./helpers";

describe("simulator: calling of workspaces", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    /** An organisation with a location and licences, the oldest first. */
    async function stand(...names: string[]) {
        const simulator = await bench.start();
        const { id: locationId } = simulator.addLocation({ name: "Oslo" });
        const licenses = names.map((name) => simulator.addLicense({ name: `Webex Calling - ${name}` }).id);
        return { simulator, locationId, licenses };
    }
    const webex = (webexCalling: object) => ({ type: "webexCalling", webexCalling });
    const create = async (simulator: Simulator, fields: object = {}) => {
        const body = { displayName: "Room", ...fields };
        const answer = await call(simulator, "POST", "/workspaces", { body });
        assert.equal(answer.status, 201, JSON.stringify(answer.body));
        return `/workspaces/${textField(answer.body, "id")}`;
    };
    const post = (fields: object): [string, string, Send] => [
        "POST",
        "/workspaces",
        { body: { displayName: "Room", ...fields } },
    ];
    const put = (path: string, fields: object): [string, string, Send] => ["PUT", path, { body: fields }];
    const shown = async (simulator: Simulator, path: string) => (await call(simulator, "GET", path)).body;
    const calling = async (simulator: Simulator, path: string) => field(await shown(simulator, path), "calling");

    for (const type of ["freeCalling", "hybridCalling", "webexEdgeForDevices", "thirdPartySipCalling", "none"]) {
        it(`makes a workspace with ${type}`, async () => {
            const { simulator } = await stand();
            assert.deepEqual(await calling(simulator, await create(simulator, { calling: { type } })), { type });
        });
    }

    it("answers only the licence of webexCalling, sets the location, and tells the numbers on their own route", async () => {
        const { simulator, locationId, licenses } = await stand("Professional", "Workspaces");
        const numbers = { phoneNumber: "+4721000001", extension: "1001", locationId };
        const path = await create(simulator, { calling: webex(numbers) });
        const body = await shown(simulator, path);
        assert.deepEqual(field(body, "calling"), webex({ licenses: licenses.slice(0, 1) }));
        assert.equal(field(body, "locationId"), locationId);
        const answer = (await call(simulator, "GET", `${path}/features/numbers`)).body;
        assert.deepEqual(answer, {
            phoneNumbers: [{ external: "+4721000001", extension: "1001", primary: true }],
            workspace: { id: field(body, "id") },
            location: { id: locationId, name: "Oslo" },
            organization: { id: simulator.orgId, name: "Example Organization" },
        });
        const extensionOnly = await create(simulator, { calling: webex({ extension: "1002", locationId }) });
        const { body: fewer } = await call(simulator, "GET", `${extensionOnly}/features/numbers`);
        assert.deepEqual(field(fewer, "phoneNumbers"), [{ extension: "1002", primary: true }]);
        assert.deepEqual(await statuses(simulator, [["GET", `${await create(simulator)}/features/numbers`]]), [404]);
    });

    it("wants a location and a number or an extension, and licences and a location that are there", async () => {
        const { simulator, locationId, licenses } = await stand("Professional");
        const wrong = [
            { type: "webexCalling" },
            webex({}),
            webex({ locationId }),
            webex({ extension: "1001" }),
            webex({ extension: "1001", locationId: "nowhere" }),
            webex({ extension: "1001", locationId, licenses: ["none"] }),
            webex({ extension: "1001", locationId, licenses: [...licenses, "none"] }),
            webex({ extension: "one", locationId }),
            webex({ phoneNumber: "21000001", locationId }),
            { type: "freeCalling", webexCalling: { extension: "1001", locationId } },
        ];
        for (const each of wrong) {
            assert.deepEqual(await statuses(simulator, [post({ calling: each })]), [400], JSON.stringify(each));
        }
        assert.deepEqual(simulator.workspaces(), []);
    });

    it("applies one licence: the oldest that suits of those given, or of all that have a unit left", async () => {
        const { simulator, locationId, licenses } = await stand("Professional", "Workspaces", "Hot Desk");
        const [professional = "", workspaces = ""] = licenses;
        simulator.addLicense({ name: "Meeting - Webex Meeting Center" });
        const applied = async (extension: string, given?: string[]) => {
            const asked = { extension, locationId, ...(given && { licenses: given }) };
            return field(await calling(simulator, await create(simulator, { calling: webex(asked) })), "webexCalling");
        };
        assert.deepEqual(await applied("1001", [workspaces, professional]), { licenses: [professional] });
        assert.deepEqual(await applied("1002", [workspaces]), { licenses: [workspaces] });
        for (let at = 0; at < 99; at++) {
            simulator.addPerson({ licenses: [professional] });
        }
        assert.deepEqual(await applied("1003"), { licenses: [workspaces] });
        const { body } = await call(simulator, "GET", "/licenses");
        const use = (field(body, "items") as unknown[]).map((row) =>
            ["consumedUnits", "consumedByUsers", "consumedByWorkspaces"].map((name) => field(row, name)),
        );
        assert.deepEqual(use.slice(0, 2), [
            [100, 99, 1],
            [2, 0, 2],
        ]);
    });

    it("refuses webexCalling where no licence suits", async () => {
        const { simulator, locationId } = await stand();
        const meeting = simulator.addLicense({ name: "Meeting - Webex Meeting Center" }).id;
        const numbers = { extension: "1001", locationId };
        assert.deepEqual(
            await statuses(simulator, [
                post({ calling: webex(numbers) }),
                post({ calling: webex({ ...numbers, licenses: [meeting] }) }),
            ]),
            [400, 400],
        );
    });

    it("refuses a number that is in use anywhere, and an extension that is in use in the location", async () => {
        const { simulator, locationId } = await stand("Professional");
        const elsewhere = simulator.addLocation({ name: "Bergen" }).id;
        const path = await create(simulator, {
            calling: webex({ phoneNumber: "+4721000001", extension: "1001", locationId }),
        });
        const other = webex({ extension: "1001", locationId: elsewhere });
        assert.deepEqual(
            await statuses(simulator, [
                post({ calling: webex({ phoneNumber: "+4721000001", locationId: elsewhere }) }),
                post({ calling: webex({ extension: "1001", locationId }) }),
                post({ calling: other }),
                put(path, { calling: webex({ extension: "1001", locationId }) }),
                post({ calling: webex({ phoneNumber: "+4721000001", locationId }) }),
            ]),
            [400, 400, 201, 200, 201],
        );
    });

    it("keeps calling that a PUT leaves out, and the licence where none is given", async () => {
        const { simulator, locationId, licenses } = await stand("Professional", "Workspaces");
        const [professional, workspaces = ""] = licenses;
        const given = { extension: "1001", locationId, licenses: [workspaces] };
        const path = await create(simulator, { calling: webex(given) });
        const after = async (fields: object) => {
            assert.deepEqual(await statuses(simulator, [put(path, fields)]), [200]);
            const { webexCalling } = simulator.workspaces()[0] ?? {};
            return [webexCalling?.extension, webexCalling?.licenses[0]];
        };
        assert.deepEqual(await after({ displayName: "Renamed" }), ["1001", workspaces]);
        assert.deepEqual(await after({ calling: { type: "webexCalling" } }), ["1001", workspaces]);
        assert.deepEqual(await after({ calling: webex({ extension: "1002", locationId }) }), ["1002", workspaces]);
        const changed = { extension: "1002", locationId, licenses: [professional] };
        assert.deepEqual(await after({ calling: webex(changed) }), ["1002", professional]);
    });

    it("changes calling only between the four types that can be changed", async () => {
        const { simulator, locationId } = await stand("Professional");
        const path = await create(simulator);
        const numbers = webex({ extension: "1001", locationId });
        assert.deepEqual(
            await statuses(simulator, [
                ...["none", "thirdPartySipCalling", "freeCalling"].map((type) => put(path, { calling: { type } })),
                put(path, { calling: numbers }),
                put(path, { calling: { type: "freeCalling" } }),
                ...["hybridCalling", "webexEdgeForDevices"].map((type) => put(path, { calling: { type } })),
            ]),
            [200, 200, 200, 200, 200, 400, 400],
        );
        assert.equal(field(await shown(simulator, path), "locationId"), locationId, "the location stays");
        for (const type of ["hybridCalling", "webexEdgeForDevices"]) {
            const fixed = await create(simulator, { calling: { type } });
            assert.deepEqual(
                await statuses(simulator, [
                    put(fixed, { calling: { type: "none" } }),
                    put(fixed, { calling: { type } }),
                    put(fixed, { displayName: "Renamed" }),
                ]),
                [400, 200, 200],
            );
        }
    });

    it("changes calling to none, a third party or webexCalling only while no devices are inside", async () => {
        const { simulator, locationId } = await stand("Professional");
        const path = await create(simulator);
        const { id } = simulator.addDevice({ workspaceId: path.slice("/workspaces/".length) });
        const numbers = webex({ extension: "1001", locationId });
        const changes = [{ type: "none" }, { type: "thirdPartySipCalling" }, numbers];
        assert.deepEqual(
            await statuses(simulator, [
                ...changes.map((change) => put(path, { calling: change })),
                put(path, { calling: { type: "freeCalling" }, displayName: "Renamed" }),
            ]),
            [400, 400, 400, 200],
        );
        simulator.removeDevice(id);
        assert.deepEqual(await statuses(simulator, [put(path, { calling: numbers })]), [200]);
        simulator.addDevice({ workspaceId: path.slice("/workspaces/".length) });
        const renumbered = webex({ extension: "1002", locationId });
        assert.deepEqual(await statuses(simulator, [put(path, { calling: renumbered })]), [200]);
    });

    it("makes a workspace for phones without webexCalling, but never changes one to freeCalling", async () => {
        const { simulator, locationId } = await stand("Professional");
        const supportedDevices = "phones";
        const invalid = await create(simulator, { supportedDevices });
        const body = await shown(simulator, invalid);
        assert.deepEqual([field(body, "supportedDevices"), field(body, "sipAddress")], ["phones", undefined]);
        const numbers = webex({ extension: "1001", locationId });
        const path = await create(simulator, { supportedDevices, calling: numbers });
        const change = { calling: { type: "freeCalling" } };
        assert.deepEqual(await statuses(simulator, [put(path, change)]), [400]);
    });

    it("lets a SIP address be written for third-party calling only, and makes one otherwise", async () => {
        const { simulator } = await stand();
        const thirdParty = { type: "thirdPartySipCalling" };
        const sipAddress = "room@sip.example.com";
        const path = await create(simulator, { calling: thirdParty, sipAddress });
        const address = async () => field(await shown(simulator, path), "sipAddress");
        assert.equal(await address(), sipAddress);
        assert.deepEqual(
            await statuses(simulator, [
                post({ sipAddress }),
                post({ calling: { type: "none" }, sipAddress }),
                put(path, { calling: { type: "freeCalling" }, sipAddress }),
                put(path, { sipAddress: "other@sip.example.com" }),
                put(path, { displayName: "Room" }),
            ]),
            [400, 400, 400, 200, 200],
        );
        assert.equal(await address(), "other@sip.example.com");
        await call(simulator, "PUT", path, { body: { calling: { type: "freeCalling" } } });
        assert.equal(await address(), "room@example.rooms.webex.example");
        await call(simulator, "PUT", path, { body: { displayName: "Renamed" } });
        assert.equal(await address(), "room@example.rooms.webex.example");
    });

    for (const type of ["none", "thirdPartySipCalling"]) {
        it(`turns ${type} into freeCalling once a code is issued`, async () => {
            const { simulator } = await stand();
            const path = await create(simulator, { calling: { type } });
            const workspaceId = path.slice("/workspaces/".length);
            await call(simulator, "POST", "/devices/activationCode", { body: { workspaceId } });
            const body = await shown(simulator, path);
            assert.deepEqual(
                [field(body, "calling"), field(body, "sipAddress")],
                [{ type: "freeCalling" }, "room@example.rooms.webex.example"],
            );
        });
    }

    it("knows hot-desk-only workspaces, which have neither numbers nor calendar nor hosted meetings", async () => {
        const { simulator, locationId, licenses } = await stand("Professional", "Hot Desk");
        const [professional, hotDesk] = licenses;
        const only = { calling: webex({ licenses: [hotDesk] }), hotdeskingStatus: "on" };
        const calendar = { type: "google", emailAddress: "desk@example.com" };
        const deviceHostedMeetings = { enabled: true, siteUrl: "example.webex.com" };
        assert.deepEqual(
            await statuses(simulator, [
                post({ ...only, hotdeskingStatus: "off" }),
                post({ ...only, calling: webex({ licenses: [hotDesk], extension: "1001", locationId }) }),
                post({ ...only, calendar }),
                post({ ...only, deviceHostedMeetings }),
                post({ ...only, calendar: { type: "none" }, deviceHostedMeetings: { enabled: false } }),
            ]),
            [400, 400, 400, 400, 201],
        );
        const numbers = { extension: "1001", locationId, licenses: [professional] };
        const path = await create(simulator, {
            calling: webex(numbers),
            hotdeskingStatus: "on",
            calendar,
            deviceHostedMeetings,
        });
        assert.deepEqual(await statuses(simulator, [put(path, { ...only, calendar }), put(path, only)]), [400, 200]);
        const body = await shown(simulator, path);
        assert.deepEqual(
            ["calendar", "deviceHostedMeetings", "calling"].map((name) => field(body, name)),
            [{ type: "none" }, { enabled: false }, webex({ licenses: [hotDesk] })],
        );
        const { body: listed } = await call(simulator, "GET", `${path}/features/numbers`);
        assert.deepEqual(field(listed, "phoneNumbers"), []);
        assert.deepEqual(
            await statuses(simulator, [
                put(path, { hotdeskingStatus: "off" }),
                put(path, { calendar }),
                put(path, { deviceHostedMeetings }),
                put(path, { notes: "by the window" }),
                put(path, { calling: webex(numbers), hotdeskingStatus: "off" }),
            ]),
            [400, 400, 400, 200, 200],
        );
    });

    it("answers the calling side's routes with Webex's 405 unless the licence is Professional", async () => {
        const { simulator, locationId, licenses } = await stand("Professional", "Basic");
        const answers = [];
        for (const [at, license] of licenses.entries()) {
            const numbers = { extension: `100${at}`, locationId, licenses: [license] };
            const path = await create(simulator, { calling: webex(numbers) });
            simulator.updateWorkspace(path.slice("/workspaces/".length), { maxDeviceCount: 1 });
            answers.push(await call(simulator, "GET", `/telephony/config${path}/devices`));
        }
        const [professional, basic] = answers;
        assert.equal(professional?.status, 200);
        assert.deepEqual([basic?.status, basic?.headers.get("cisco-spark-error-codes")], [405, "25409"]);
        const [error] = field(basic?.body, "errors") as unknown[];
        assert.deepEqual([field(basic?.body, "errorCode"), field(error, "errorCode")], [25409, 25409]);
        assert.match(textField(basic?.body, "message"), /^Invalid Professional Place: [0-9a-f-]{36}$/);
    });
});
