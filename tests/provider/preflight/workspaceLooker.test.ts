import assert from "node:assert/strict";
import { Asking } from "../../../provider/preflight/asking";
import type { PlannedChange } from "../../../provider/preflight/lookers";
import { lookAtWorkspaces } from "../../../provider/preflight/workspaceLooker";
import type { Properties } from "../../../provider/resources/resource";
import { UNKNOWN } from "../../../provider/resources/unknown";
import type { SimulatorOptions } from "../../../simulator/index";
import { Bench, lines, type Stand } from "../helpers";

describe("preflight/workspaceLooker", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    async function open(options: SimulatorOptions = {}) {
        const stand = await bench.stand(options);
        const { simulator, client, contract, context } = stand;
        const around = { asking: new Asking(client), contract, names: context.names };
        const oslo = simulator.addLocation({ name: "Oslo" }).id;
        return { ...stand, oslo, look: (...changes: PlannedChange[]) => lookAtWorkspaces(changes, around) };
    }

    /** A workspace that a plan makes, or changes where `id` is given. */
    function planned(inputs: Properties, more: Partial<PlannedChange> = {}): PlannedChange {
        const name = more.name ?? "board";
        return {
            ...{
                name,
                urn: `urn ${name}`,
                type: "Workspace",
                id: undefined,
                state: undefined,
                inputs,
                orgId: undefined,
            },
            ...more,
        };
    }

    /** What is said, by kind. */
    async function said(look: ReturnType<Awaited<ReturnType<typeof open>>["look"]>): Promise<[string, string][]> {
        return (await look).map(({ kind, text }) => [kind, text]);
    }

    const asked = ({ simulator }: Pick<Stand, "simulator">) => lines(simulator.log.entries);

    it("asks once for a new one whether there is another of its name, and for nothing else", async () => {
        const { look, simulator } = await open();
        assert.deepEqual(await look(planned({ displayName: "Board" })), []);
        assert.deepEqual(asked({ simulator }), ["GET /workspaces?displayName=Board&max=100"]);
    });

    it("warns of others of the same name, with ids and locations", async () => {
        const { look, simulator, oslo } = await open();
        const there = simulator.addWorkspace({ displayName: "Board", locationId: oslo });
        const other = simulator.addWorkspace({ displayName: "Board" });
        simulator.addWorkspace({ displayName: "Boardroom" });
        assert.deepEqual(await said(look(planned({ displayName: "Board" }))), [
            [
                "warning",
                `workspaces of the same name are there already: ${there.id} in the location "Oslo"; ${other.id}. To take one ` +
                    "over, give its id as workspaceId; else one more of this name is made",
            ],
        ]);
    });

    it("says how one is known that an interrupted run made", async () => {
        const { look, simulator } = await open();
        simulator.addWorkspace({ displayName: "Board", notes: 'Managed by Pulumi: a/b Workspace "board"' });
        const [[, text] = []] = await said(look(planned({ displayName: "Board" })));
        assert.match(text ?? "", /with the notes "Managed by Pulumi: a\/b Workspace "board"".*is taken as its own/);
    });

    it("asks for the name of none that replaces, takes over or changes, nor for one that is not known", async () => {
        const { look, simulator } = await open();
        const there = simulator.addWorkspace({ displayName: "Board" });
        const remarks = await look(
            planned({ displayName: "Board", __replaces: { frees: false } }),
            planned({ displayName: "Board" }, { isReplacement: true }),
            planned({ displayName: "Board" }, { id: there.id, state: { origin: "created" } }),
            planned({ displayName: UNKNOWN }),
        );
        assert.deepEqual(remarks, []);
        assert.deepEqual(asked({ simulator }), []);
    });

    it("asks with few requests for many", async () => {
        const { look, simulator, oslo } = await open();
        for (let at = 0; at < 120; at += 1) {
            simulator.addWorkspace();
        }
        const remarks = await look(
            ...Array.from({ length: 40 }, (_, at) => planned({ displayName: `Room ${at}`, locationId: oslo })),
        );
        assert.deepEqual(remarks, []);
        // Six looks by name, the two pages of the list of workspaces, and one of the locations.
        assert.equal(simulator.log.entries.length, 6 + 2 + 1);
    });

    describe("locations and licences", () => {
        it("are fine where they exist", async () => {
            const { look, simulator, oslo } = await open();
            const license = simulator.addLicense({ name: "Webex Calling - Workspaces" }).id;
            const calling = {
                type: "webexCalling",
                webexCalling: { extension: "1", locationId: oslo, licenses: [license] },
            };
            assert.deepEqual(await look(planned({ displayName: "Board", locationId: oslo, calling })), []);
        });

        it("are named where they do not exist", async () => {
            const { look } = await open();
            const calling = {
                type: "webexCalling",
                webexCalling: { extension: "1", locationId: "there", licenses: ["none"] },
            };
            const remarks = await said(look(planned({ displayName: "Board", locationId: "here", calling })));
            assert.deepEqual(
                remarks.map(([kind, text]) => [kind, text.split(",")[0]?.split(" in the")[0]]),
                [
                    ["problem", "locationId names the location here"],
                    ["problem", "calling.webexCalling.locationId names the location there"],
                    ["problem", "the licence none does not exist"],
                ],
            );
        });

        it("are not judged where they may not be asked for, or are not known yet", async () => {
            const { look, simulator } = await open({ scopes: ["spark-admin:workspaces_read"] });
            const calling = { type: UNKNOWN, webexCalling: { locationId: UNKNOWN, licenses: [UNKNOWN, "x"] } };
            assert.deepEqual(await look(planned({ displayName: "Board", locationId: "here", calling })), []);
            assert.ok(simulator.log.requests({ status: 403 }).length >= 1);
        });
    });

    describe("a licence for hot desks", () => {
        const ROWS: readonly [string, Properties, RegExp | undefined][] = [
            ["with hot desking on", { hotdeskingStatus: "on" }, undefined],
            ["with hot desking that is not known", { hotdeskingStatus: UNKNOWN }, undefined],
            ["without hot desking", {}, /It needs hotdeskingStatus "on"\./],
            [
                "with a number",
                { hotdeskingStatus: "on", number: "+4711" },
                /cannot have a phone number or an extension\. Change/,
            ],
            [
                "with everything",
                {
                    number: "1",
                    calendar: { type: "google" },
                    deviceHostedMeetings: { enabled: true },
                },
                /a phone number or an extension or a calendar or device-hosted meetings\. It needs/,
            ],
        ];
        for (const [name, { number, ...inputs }, says] of ROWS) {
            it(`${says === undefined ? "goes" : "does not go"} ${name}`, async () => {
                const { look, simulator } = await open();
                const license = simulator.addLicense({ name: "Webex Calling - Hot Desk only" }).id;
                const webexCalling = { licenses: [license], ...(number === undefined ? {} : { extension: number }) };
                const calling = { type: "webexCalling", webexCalling };
                const remarks = await said(look(planned({ displayName: "Board", calling, ...inputs })));
                assert.equal(remarks.length, says === undefined ? 0 : 1);
                assert.match(remarks[0]?.[1] ?? "", says ?? /^$/);
            });
        }
    });

    describe("takeover", () => {
        it("is fine where the workspace is there", async () => {
            const { look, simulator, oslo } = await open();
            const { id } = simulator.addWorkspace({ locationId: oslo, supportedDevices: "phones" });
            const inputs = { workspaceId: id, locationId: oslo, supportedDevices: "phones" };
            assert.deepEqual(await look(planned(inputs)), []);
        });

        it("is refused where there is none", async () => {
            const { look } = await open();
            const [[kind, text] = []] = await said(look(planned({ workspaceId: "none" })));
            assert.deepEqual([kind, text?.startsWith("the workspace none does not exist")], ["problem", true]);
        });

        it("is refused where it is another organisation's", async () => {
            const { look, simulator } = await open();
            const { id } = simulator.addWorkspace();
            const [[, text] = []] = await said(look(planned({ workspaceId: id }, { orgId: "other" })));
            assert.ok(
                text?.startsWith(`the workspace ${id} belongs to the organisation ${simulator.orgId}, and the plan`),
            );
        });

        it("is refused with another location or kind of device", async () => {
            const { look, simulator, oslo } = await open();
            const bergen = simulator.addLocation({ name: "Bergen" }).id;
            const { id } = simulator.addWorkspace({ locationId: oslo, supportedDevices: "phones" });
            const wanted = { locationId: bergen, supportedDevices: "collaborationDevices" };
            const says = new RegExp(`locationId is ${oslo}, not ${bergen}; supportedDevices is phones, not collab`);
            const taking = await said(look(planned({ workspaceId: id, ...wanted })));
            assert.match(taking[0]?.[1] ?? "", says);
            const taken = planned({ workspaceId: id, ...wanted }, { id, state: { origin: "takenOver", details: {} } });
            assert.match((await said(look(taken)))[0]?.[1] ?? "", says);
            // One that the stack made is replaced: that is no change of it.
            const made = planned(wanted, { id, state: { origin: "created", details: {} } });
            assert.deepEqual(await look(made), []);
        });
    });

    describe("a change of calling", () => {
        it("is not asked about where the state has it so", async () => {
            const { look, simulator } = await open();
            const { id } = simulator.addWorkspace();
            const calling = { type: "freeCalling" };
            const told = planned({ calling }, { id, state: { origin: "created", details: { calling } } });
            const given = planned({ calling }, { id, state: { origin: "created", calling, details: {} } });
            assert.deepEqual(await look(told, given), []);
            assert.deepEqual(asked({ simulator }), []);
        });

        it("with devices inside is refused, naming them", async () => {
            const { look, simulator } = await open();
            const { id } = simulator.addWorkspace();
            const device = simulator.addDevice({ workspaceId: id, displayName: "Bar" });
            const change = planned({ calling: { type: "none" } }, { id, state: { origin: "created", details: {} } });
            const [[kind, text] = []] = await said(look(change));
            assert.equal(kind, "problem");
            assert.ok(text?.includes(`while devices are inside: device "Bar" (${device.id}). Take them out`), text);
            assert.deepEqual(asked({ simulator }), [`GET /workspaces/${id}`, `GET /devices?workspaceId=${id}&max=100`]);
        });

        it("is fine while it is empty, and does not ask for devices where that does not matter", async () => {
            const { look, simulator } = await open();
            const { id } = simulator.addWorkspace({ calling: "webexCalling" });
            const free = planned({ calling: { type: "freeCalling" } }, { id, state: { details: {} } });
            assert.deepEqual(await look(free), []);
            assert.deepEqual(asked({ simulator }), [`GET /workspaces/${id}`]);
            const none = planned({ calling: { type: "none" } }, { id, state: { details: {} } });
            assert.deepEqual(await look(none), []);
        });

        it("that Webex never makes is refused, of one that is taken over, too", async () => {
            const { look, simulator } = await open();
            const { id } = simulator.addWorkspace({ calling: "webexEdgeForDevices" });
            const [[, text] = []] = await said(look(planned({ workspaceId: id, calling: { type: "freeCalling" } })));
            assert.match(text ?? "", /webexEdgeForDevices cannot be changed by the API/);
        });
    });

    it("throws where nothing can be asked at all", async () => {
        const { look, simulator } = await open();
        simulator.faults.add({ count: -1, kind: { status: 401 } });
        await assert.rejects(look(planned({ displayName: "Board" })), /nothing can be asked of Webex/);
    });
});
