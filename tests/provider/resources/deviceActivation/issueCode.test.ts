import assert from "node:assert/strict";
import sinon, { type SinonFakeTimers } from "sinon";
import type { DeviceFilter, IssuedCode } from "../../../../provider/api/devices/contract";
import { scrub } from "../../../../provider/client/secrets";
import { WebexError } from "../../../../provider/client/webexError";
import {
    type DeviceActivationState,
    deviceActivation,
} from "../../../../provider/resources/deviceActivation/deviceActivation";
import { type CodeRequest, issueCode } from "../../../../provider/resources/deviceActivation/issueCode";
import type { Context } from "../../../../provider/resources/resource";
import type { Settings } from "../../../../provider/settings";
import type { ContractName, DevicePatch, FaultKind, SimulatorOptions } from "../../../../simulator/index";
import {
    Bench,
    beside,
    caught,
    contextWith,
    fakeContract,
    fastForward,
    lines,
    nextRun,
    type Stand,
    someDevice,
    unique,
} from "../../helpers";

const MODEL = "DMS Cisco 8865";
const OTHER_MODEL = "DMS Cisco 8845";
const CONTRACTS = ["cisco", "crud"] as const;

function issued(fields: Partial<IssuedCode> = {}): IssuedCode {
    return {
        code: unique("4711"),
        expiresAt: "2099-01-01T00:00:00.000Z",
        issuedAt: "2026-01-01T00:00:00.000Z",
        deviceId: undefined,
        ...fields,
    };
}

describe("resources/issueCode", () => {
    const bench = new Bench();
    let clock: SinonFakeTimers;
    beforeEach(() => {
        clock = sinon.useFakeTimers({ now: Date.now(), toFake: ["Date", "setTimeout", "clearTimeout"] });
    });
    afterEach(async () => {
        sinon.restore();
        await bench.closeAll();
    });

    /** A simulator with a person, and what a code of a phone of hers is asked for with. */
    async function standOf(options: SimulatorOptions, changes: Partial<Settings> = {}) {
        const stand = await bench.stand(options, changes);
        const personId = stand.simulator.addPerson().id;
        const request: CodeRequest = { personId, model: MODEL };
        return { ...stand, personId, request };
    }

    /** The same with `WEBEX_REMOVE_ORPHANS`, in a run that has read every code of the stack. */
    async function standWithLeave(contract: ContractName, changes: Partial<Settings> = {}) {
        const stand = await standOf({ contract }, { removeOrphans: true, ...changes });
        giveLeave(stand.context);
        return stand;
    }

    function giveLeave({ run, self }: Context): void {
        run.codes.expect([self.key]);
        run.codes.see(self.key);
    }

    const issue = ({ context }: Stand, request: CodeRequest) => fastForward(clock, issueCode(request, context));

    /** An unused code that this process knows nothing of, as an earlier run or another stack leaves it. */
    async function leftover({ simulator, contract }: Stand, request: CodeRequest): Promise<string> {
        const { code } = await contract.issueCode(request, request.model, undefined);
        const id = simulator.codes().find((one) => one.code === code)?.deviceId;
        assert.ok(id !== undefined);
        simulator.log.clear();
        return id;
    }

    const writes = ({ simulator }: Stand) => lines(simulator.log.writes());
    const idsOf = ({ simulator }: Stand) => simulator.devices().map(({ id }) => id);

    /** Exactly this code is good for a device, and exactly one entry stands for it. */
    function assertOnly(stand: Stand, { code, deviceId }: IssuedCode) {
        const [entry, ...others] = stand.simulator.devices();
        assert.deepEqual(others, []);
        assert.equal(entry?.connectionStatus, "activating");
        assert.deepEqual(
            stand.simulator.codes().map((one) => [one.code, one.deviceId]),
            [[code, entry.id]],
        );
        assert.equal(deviceId, entry.id);
    }

    for (const contract of CONTRACTS) {
        const post = contract === "crud" ? "POST /devices" : "POST /devices/activationCode";

        describe(contract, () => {
            it("issues one code, and knows the entry that stands for it", async () => {
                const stand = await standOf({ contract });
                const code = await issue(stand, stand.request);
                assertOnly(stand, code);
                assert.deepEqual(writes(stand), [post]);
                assert.ok(stand.context.run.claims.isKnown(code.deviceId ?? ""));
                assert.equal(code.organization, stand.simulator.orgId);
                assert.deepEqual([stand.log.infos, stand.log.warnings], [[], []]);
            });

            it("remembers the code as secret", async () => {
                const stand = await standOf({ contract });
                const { code } = await issue(stand, stand.request);
                assert.equal(scrub(`the code is ${code}.`), "the code is [secret].");
            });

            const done: [string, FaultKind][] = [
                ["the connection is reset after the effect", { reset: "after" }],
                ["503 comes after the effect", { status: 503, when: "after" }],
                ["the answer is cut", { cut: true }],
            ];
            for (const [name, kind] of done) {
                it(`removes the code that nobody can read, then issues another, where ${name}`, async () => {
                    const stand = await standOf({ contract });
                    stand.simulator.faults.add({ method: "POST", kind });
                    const code = await issue(stand, stand.request);
                    assertOnly(stand, code);
                    const [first, removal, second, ...others] = writes(stand);
                    assert.deepEqual([first, second, others], [post, post, []]);
                    const orphan = /^DELETE \/devices\/(.+)$/.exec(removal ?? "")?.[1];
                    assert.ok(orphan !== undefined && orphan !== code.deviceId, removal);
                    assert.deepEqual(stand.log.warnings, [
                        `device ${orphan}, an unused code that nobody can read any more, was removed`,
                    ]);
                });
            }

            it("issues another, removing nothing, where the connection is reset before the effect", async () => {
                const stand = await standOf({ contract });
                stand.simulator.faults.add({ method: "POST", kind: { reset: "before" } });
                assertOnly(stand, await issue(stand, stand.request));
                assert.deepEqual(writes(stand), [post, post]);
                assert.deepEqual(stand.log.warnings, []);
            });

            it("leaves no code behind where three answers are lost", async () => {
                const stand = await standOf({ contract });
                stand.simulator.faults.add({ method: "POST", count: 3, kind: { reset: "after" } });
                const error = await caught(issue(stand, stand.request));
                assert.ok(error instanceof WebexError);
                assert.equal(error.kind, "unanswered");
                assert.equal(writes(stand).filter((line) => line === post).length, 3);
                assert.deepEqual([stand.simulator.devices(), stand.simulator.codes()], [[], []]);
                assert.equal(stand.log.warnings.length, 3);
            });

            for (const [name, kind, status] of [
                ["500 comes after the effect", { status: 500, when: "after" }, 500],
                ["the answer has no code", { json: { id: "d" } }, 200],
                ["the answer is empty", { empty: true }, 200],
            ] as [string, FaultKind, number][]) {
                it(`removes the code and issues no other where ${name}`, async () => {
                    const stand = await standOf({ contract });
                    stand.simulator.faults.add({ method: "POST", kind });
                    const error = await caught(issue(stand, stand.request));
                    assert.match(error.message, new RegExp(`^${post} answered ${status}`));
                    assert.equal(writes(stand).filter((line) => line === post).length, 1);
                    assert.deepEqual([stand.simulator.devices(), stand.simulator.codes()], [[], []]);
                });
            }

            it("passes a refusal on, looking for nothing more", async () => {
                const stand = await standOf({ contract });
                stand.simulator.updatePerson(stand.personId, { maxDeviceCount: 0 });
                const error = await caught(issue(stand, stand.request));
                assert.match(error.message, /cannot be added to this user/);
                assert.equal(stand.simulator.log.entries.at(-1)?.method, "POST");
            });

            it("issues no other where it cannot look", async () => {
                const stand = await standOf({ contract });
                stand.simulator.faults.add({ method: "POST", kind: { reset: "after" } });
                stand.simulator.faults.add({ method: "GET", skip: 1, kind: { status: 403 } });
                assert.match((await caught(issue(stand, stand.request))).message, /^GET \/devices answered 403/);
                assert.deepEqual(writes(stand), [post]);
            });

            it("issues none where it cannot look beforehand", async () => {
                const stand = await standOf({ contract });
                stand.simulator.faults.add({ method: "GET", kind: { contentType: "text/html", body: "<p>" } });
                assert.match((await caught(issue(stand, stand.request))).message, /^GET \/devices /);
                assert.deepEqual(writes(stand), []);
            });

            it("hands out the code also where the list fails that only names its entry", async () => {
                const stand = await standOf({ contract });
                stand.simulator.faults.add({ method: "GET", skip: 1, kind: { status: 500 } });
                const { code } = await issue(stand, stand.request);
                assert.deepEqual(
                    stand.simulator.codes().map((one) => one.code),
                    [code],
                );
            });

            it("names an orphan that cannot be removed, with why, and issues another code all the same", async () => {
                const stand = await standOf({ contract });
                stand.simulator.faults.add({ method: "POST", kind: { reset: "after" } });
                stand.simulator.faults.add({ method: "DELETE", kind: { status: 409 } });
                const code = await issue(stand, stand.request);
                const orphan = stand.simulator.devices()[0]?.id ?? "";
                assert.equal(stand.simulator.codes().length, 2);
                assert.ok(stand.simulator.codes().some((one) => one.code === code.code && one.deviceId !== orphan));
                assert.equal(stand.log.warnings.length, 1);
                assert.match(
                    stand.log.warnings[0] ?? "",
                    new RegExp(`^device ${orphan}, an unused code .* could not be removed: .*DELETE .* answered 409`),
                );
                // Cisco's answer does not say which of the two it is: better none than the wrong one.
                const own = stand.simulator.codes().find((one) => one.code === code.code)?.deviceId;
                assert.equal(code.deviceId, contract === "crud" ? own : undefined);
            });

            it("tries once more to remove an orphan when the next answer is lost, too", async () => {
                const stand = await standOf({ contract });
                stand.simulator.faults.add({ method: "POST", count: 2, kind: { reset: "after" } });
                stand.simulator.faults.add({ method: "DELETE", kind: { status: 409 } });
                assertOnly(stand, await issue(stand, stand.request));
            });

            describe("what an earlier run left", () => {
                it("is named in one warning, with what removes it, and left alone", async () => {
                    const stand = await standOf({ contract });
                    const ids = [await leftover(stand, stand.request), await leftover(stand, stand.request)];
                    const code = await issue(stand, stand.request);
                    assert.deepEqual(writes(stand), [post]);
                    assert.equal(stand.log.warnings.length, 1);
                    assert.match(
                        stand.log.warnings[0] ?? "",
                        new RegExp(`${ids.join(", ")}\\. .*\`WEBEX_REMOVE_ORPHANS=true pulumi up --refresh\``),
                    );
                    assert.deepEqual(idsOf(stand), [...ids, code.deviceId]);
                });

                it("is removed beforehand with removeOrphans", async () => {
                    const stand = await standWithLeave(contract);
                    const ids = [await leftover(stand, stand.request), await leftover(stand, stand.request)];
                    assertOnly(stand, await issue(stand, stand.request));
                    assert.deepEqual(writes(stand), [...ids.map((id) => `DELETE /devices/${id}`), post]);
                    assert.deepEqual(
                        stand.log.warnings,
                        ids.map((id) => `device ${id}, an unused code that nobody can read any more, was removed`),
                    );
                });

                it("is named where it cannot be removed, and the others are removed", async () => {
                    const stand = await standWithLeave(contract);
                    const ids = [await leftover(stand, stand.request), await leftover(stand, stand.request)];
                    stand.simulator.faults.add({ method: "DELETE", kind: { status: 403 } });
                    const code = await issue(stand, stand.request);
                    assert.deepEqual(idsOf(stand), [ids[0], code.deviceId]);
                    assert.match(stand.log.warnings[0] ?? "", new RegExp(`${ids[0]}, .*could not be removed: .* 403`));
                    assert.match(stand.log.warnings[1] ?? "", new RegExp(`${ids[1]}, .*was removed`));
                });

                it("is not touched after a lost answer: only what is new since then is the orphan", async () => {
                    const stand = await standOf({ contract });
                    const id = await leftover(stand, stand.request);
                    stand.simulator.faults.add({ method: "POST", kind: { reset: "after" } });
                    const code = await issue(stand, stand.request);
                    assert.deepEqual(idsOf(stand), [id, code.deviceId]);
                    assert.equal(stand.simulator.codes().length, 2);
                });
            });

            describe("what is never removed, nor named", () => {
                /** Issues a code, an answer lost on the way, and makes sure that nobody missed the device. */
                async function issueBeside(stand: Stand, request: CodeRequest, ids: readonly string[]) {
                    stand.simulator.log.clear();
                    stand.simulator.faults.add({ method: "POST", kind: { reset: "after" } });
                    const code = await issue(stand, request);
                    assert.deepEqual(idsOf(stand), [...ids, code.deviceId]);
                    assert.equal(writes(stand).length, 3);
                    assert.equal(stand.log.warnings.length, 1);
                    assert.doesNotMatch(stand.log.warnings[0] ?? "", new RegExp(ids.join("|")));
                }

                const knowing: [string, (id: string, context: Context) => unknown][] = [
                    [
                        "that is in the state",
                        (id, { run }) => {
                            run.claims.know(id);
                        },
                    ],
                    [
                        "that a resource declares",
                        (id, { run, self }) => {
                            run.claims.declare(id, self);
                        },
                    ],
                    [
                        "that was registered in this run",
                        (id, { run, self }) => run.claims.claim(id, self, "registered"),
                    ],
                ];
                for (const [name, note] of knowing) {
                    it(`a device ${name}`, async () => {
                        const stand = await standWithLeave(contract);
                        const id = await leftover(stand, stand.request);
                        note(id, beside(stand.context, "other"));
                        await issueBeside(stand, stand.request, [id]);
                    });
                }

                it("a code that was issued before in the same run", async () => {
                    const stand = await standWithLeave(contract);
                    const siblings = [await issue(stand, stand.request), await issue(stand, stand.request)];
                    assert.deepEqual(stand.log.warnings, []);
                    await issueBeside(
                        stand,
                        stand.request,
                        siblings.map(({ deviceId }) => deviceId ?? ""),
                    );
                });

                /** The state of a code that is there, as the stack records it. */
                function stateOf({ simulator, request }: Stand & { request: CodeRequest }): DeviceActivationState {
                    const [code] = simulator.codes();
                    assert.ok(code?.deviceId !== undefined);
                    const { code: text, issuedAt, expiresAt, deviceId } = code;
                    const { personId = "", model = "" } = request;
                    const made = { code: text, issuedAt, expiresAt, deviceId, entryId: deviceId };
                    return { personId, model, ...made, status: "pending", origin: "issued" };
                }

                it("a code of the state that a refresh has read", async () => {
                    const stand = await standWithLeave(contract);
                    const id = await leftover(stand, stand.request);
                    await deviceActivation.read("id", stateOf(stand), beside(stand.context, "other"));
                    await issueBeside(stand, stand.request, [id]);
                });

                it("a code of the state that is compared with the program", async () => {
                    const stand = await standWithLeave(contract);
                    const id = await leftover(stand, stand.request);
                    const inputs = { personId: stand.personId, model: MODEL };
                    const { leaving } = deviceActivation.diff("id", stateOf(stand), inputs, stand.settings);
                    for (const known of leaving) {
                        stand.context.run.claims.know(known);
                    }
                    await issueBeside(stand, stand.request, [id]);
                });

                const seen: [string, DevicePatch][] = [
                    ["is online", {}],
                    ["is online with issues", { connectionStatus: "connected_with_issues" }],
                    ["was seen and is offline", { connectionStatus: "disconnected" }],
                    ["was seen long ago", { connectionStatus: "offline_expired" }],
                    [
                        "is online, of which nothing else is told",
                        { firstSeen: undefined, lastSeen: undefined, serial: undefined },
                    ],
                    [
                        "is offline, of which only the first contact is told",
                        { connectionStatus: undefined, lastSeen: undefined, serial: undefined },
                    ],
                ];
                for (const [name, patch] of seen) {
                    it(`a device that ${name}`, async () => {
                        const stand = await standWithLeave(contract);
                        const id = await leftover(stand, stand.request);
                        stand.simulator.redeem({ deviceId: id });
                        stand.simulator.updateDevice(id, patch);
                        await issueBeside(stand, stand.request, [id]);
                    });
                }

                // Webex's status may lag some ten minutes behind (help.webex.com/n9r1aac).
                const lagging: [string, DevicePatch][] = [
                    ["has a serial number", { firstSeen: undefined, lastSeen: undefined }],
                    ["was seen", { firstSeen: undefined, serial: undefined }],
                ];
                for (const [name, patch] of lagging) {
                    it(`a device that still shows as activating, but ${name}`, async () => {
                        const stand = await standWithLeave(contract);
                        const id = await leftover(stand, stand.request);
                        stand.simulator.redeem({ deviceId: id });
                        stand.simulator.updateDevice(id, { connectionStatus: "activating", ...patch });
                        await issueBeside(stand, stand.request, [id]);
                    });
                }

                it("an unused code of another model", async () => {
                    const stand = await standWithLeave(contract);
                    const id = await leftover(stand, { personId: stand.personId, model: OTHER_MODEL });
                    await issueBeside(stand, stand.request, [id]);
                });

                it("an unused code of another owner", async () => {
                    const stand = await standWithLeave(contract);
                    const ids = [
                        await leftover(stand, { personId: stand.simulator.addPerson().id, model: MODEL }),
                        await leftover(stand, { workspaceId: stand.simulator.addWorkspace().id, model: MODEL }),
                    ];
                    await issueBeside(stand, stand.request, ids);
                });
            });

            it("finds a leftover of the same model in other words", async () => {
                const stand = await standWithLeave(contract);
                await leftover(stand, stand.request);
                assertOnly(stand, await issue(stand, { ...stand.request, model: "Cisco 8865" }));
            });

            it("finds a workspace's leftover", async () => {
                const stand = await standWithLeave(contract);
                const request = { workspaceId: stand.simulator.addWorkspace().id, model: MODEL };
                await leftover(stand, request);
                assertOnly(stand, await issue(stand, request));
            });

            it("keeps codes apart that resources of one owner ask for at the same time", async () => {
                const stand = await standWithLeave(contract);
                stand.simulator.faults.add({ method: "POST", skip: 1, kind: { reset: "after" } });
                const all = Promise.all(
                    ["a", "b", "c"].map((name) =>
                        deviceActivation.create(
                            { personId: stand.personId, model: MODEL },
                            beside(stand.context, name),
                        ),
                    ),
                );
                const states = (await fastForward(clock, all)).map(({ state }) => state);
                assert.deepEqual(
                    stand.simulator
                        .codes()
                        .map(({ code }) => code)
                        .sort(),
                    states.map(({ code }) => code).sort(),
                );
                assert.equal(stand.simulator.devices().length, 3);
                assert.equal(stand.log.warnings.length, 1);
            });
        });
    }

    describe("without a model", () => {
        it("asks nothing more of Cisco's API, which makes no entry for such a code", async () => {
            const stand = await standWithLeave("cisco");
            await leftover(stand, stand.request);
            const code = await issue(stand, { personId: stand.personId });
            // The last one tells the organisation.
            assert.deepEqual(lines(stand.simulator.log.entries), [
                "POST /devices/activationCode",
                "GET /devices?max=1",
            ]);
            assert.deepEqual([code.deviceId, code.organization], [undefined, stand.simulator.orgId]);
            assert.deepEqual(stand.log.warnings, []);
        });

        it("sends again to Cisco's API after a lost answer without a look", async () => {
            const stand = await standOf({ contract: "cisco" });
            stand.simulator.faults.add({ method: "POST", kind: { reset: "after" } });
            const { code } = await issue(stand, { personId: stand.personId });
            assert.equal(stand.simulator.codes().at(-1)?.code, code);
            assert.deepEqual(lines(stand.simulator.log.entries), [
                "POST /devices/activationCode",
                "POST /devices/activationCode",
                "GET /devices?max=1",
                "GET /people/me",
            ]);
        });

        it("removes a lost code's entry (crud), and none of a code with a model", async () => {
            const stand = await standWithLeave("crud");
            const other = await leftover(stand, stand.request);
            const gone = await leftover(stand, { personId: stand.personId });
            stand.simulator.faults.add({ method: "POST", kind: { reset: "after" } });
            const code = await issue(stand, { personId: stand.personId });
            assert.deepEqual(idsOf(stand), [other, code.deviceId]);
            assert.equal(stand.simulator.codes().length, 2);
            assert.equal(stand.log.warnings.length, 2);
            assert.match(stand.log.warnings[0] ?? "", new RegExp(`^device ${gone}, .* was removed$`));
        });

        it("leaves an entry without a model to the code that has none (crud)", async () => {
            const stand = await standWithLeave("crud");
            const other = await leftover(stand, { personId: stand.personId });
            const code = await issue(stand, stand.request);
            assert.deepEqual(idsOf(stand), [other, code.deviceId]);
            assert.deepEqual(stand.log.warnings, []);
        });
    });

    it("takes for unused, at Cisco's API, only what is activating", async () => {
        const stand = await standWithLeave("cisco");
        const { id } = stand.simulator.addDevice({
            ...{ personId: stand.personId, product: "Cisco 8865", type: "phone" },
            // A phone that was registered by its MAC address and not plugged in yet.
            ...{ connectionStatus: "disconnected", firstSeen: undefined, lastSeen: undefined, serial: undefined },
        });
        const code = await issue(stand, stand.request);
        assert.deepEqual(idsOf(stand), [id, code.deviceId]);
        assert.deepEqual(stand.log.warnings, []);
    });

    it("works in the organisation of the resource, else in the stack's, with owner and model alone", async () => {
        for (const [own, expected] of [
            ["own", "own"],
            [undefined, "stack"],
        ]) {
            const listed: DeviceFilter[] = [];
            const orgs: unknown[] = [];
            const orphan = someDevice({ connectionStatus: "activating", product: "Cisco 8865" });
            const contract = fakeContract({
                listDevices: (filter) => {
                    listed.push(filter);
                    return Promise.resolve(listed.length === 1 ? [orphan] : []);
                },
                ownOrganization: () => Promise.resolve(undefined),
                deleteDevice: (id, orgId) => {
                    orgs.push(["delete", id, orgId]);
                    return Promise.resolve(true);
                },
                issueCode: (owner, model, orgId) => {
                    orgs.push(["issue", owner.personId, model, orgId]);
                    return Promise.resolve(issued());
                },
            });
            const context = contextWith(contract, { orgId: "stack", removeOrphans: true });
            giveLeave(context);
            const { organization } = await issueCode({ personId: "p", model: MODEL, orgId: own }, context);
            assert.equal(organization, expected);
            assert.deepEqual(listed[0], { personId: "p", workspaceId: undefined, orgId: expected });
            assert.deepEqual(orgs, [
                ["delete", orphan.id, expected],
                ["issue", "p", MODEL, expected],
            ]);
        }
    });

    it("records none of two entries that are new at once, and knows neither (cisco)", async () => {
        const [first, second] = [1, 2].map(() => someDevice({ connectionStatus: "activating", product: "Cisco 8865" }));
        assert.ok(first && second);
        const answers = [[], [first, second]];
        const contract = fakeContract({
            listDevices: () => Promise.resolve(answers.shift() ?? []),
            ownOrganization: () => Promise.resolve("own"),
            issueCode: () => Promise.resolve(issued()),
        });
        const context = contextWith(contract);
        const code = await issueCode({ personId: "p", model: MODEL }, context);
        assert.deepEqual([code.deviceId, code.organization], [undefined, "own"]);
        const { claims } = context.run;
        assert.deepEqual([claims.isKnown(first.id), claims.isKnown(second.id)], [false, false]);
    });

    it("records no entry where a help desk issues one at the same time, and deletes neither (cisco)", async () => {
        const stand = await standOf({ contract: "cisco" });
        const inputs = { personId: stand.personId, model: MODEL };
        stand.simulator.faults.add({ method: "POST", kind: { hold: true } });
        const made = deviceActivation.create(inputs, stand.context);
        await stand.simulator.log.waitFor(({ method, status }) => method === "POST" && status === 200);
        const desk = await stand.contract.issueCode(inputs, MODEL, undefined);
        stand.simulator.faults.release();
        const { state } = await made;
        assert.deepEqual([state.entryId, state.deviceId], [undefined, undefined]);
        stand.simulator.log.clear();
        const next = nextRun(stand.context);
        await deviceActivation.delete("id", state, next);
        assert.deepEqual(writes(stand), []);
        assert.deepEqual(
            stand.simulator.codes().map(({ code }) => code),
            [state.code, desk.code],
        );
        assert.match(stand.log.warnings.join("\n"), /cannot be revoked: Webex showed no device entry for it/);
    });

    it("hands out a code whose entry is not listed yet (cisco)", async () => {
        const contract = fakeContract({
            listDevices: () => Promise.resolve([]),
            ownOrganization: () => Promise.resolve(undefined),
            issueCode: () => Promise.resolve(issued()),
        });
        const code = await issueCode({ personId: "p", model: MODEL }, contextWith(contract));
        assert.deepEqual([code.deviceId, code.organization], [undefined, undefined]);
    });

    for (const contract of CONTRACTS) {
        describe(`WEBEX_REMOVE_ORPHANS (${contract})`, () => {
            const post = contract === "crud" ? "POST /devices" : "POST /devices/activationCode";
            const refusals: [string, (context: Context, ownerId: string) => void, RegExp][] = [
                ["in a run that has read nothing", () => undefined, /only in a run that has read every code/],
                [
                    "in a run that has not read one of the codes, as under --target",
                    ({ run }) => {
                        run.codes.expect(["a", "b"]);
                        run.codes.see("a");
                    },
                    /only in a run that has read every code of the stack: `pulumi up --refresh`, no --target/,
                ],
                [
                    "in a second run, because it was left set",
                    (context) => {
                        giveLeave(context);
                        context.run.codes.spend();
                    },
                    /it acts in one run, and was set in an earlier one already: unset it/,
                ],
                [
                    "where the stack has a code of the same owner whose entry is not recorded",
                    (context, ownerId) => {
                        giveLeave(context);
                        context.run.codes.doubt(ownerId);
                    },
                    /whose entry is not recorded, and any of these may be that entry/,
                ],
            ];
            for (const [name, prepare, objection] of refusals) {
                it(`removes nothing ${name}, and says so beside the names`, async () => {
                    const stand = await standOf({ contract }, { removeOrphans: true });
                    prepare(stand.context, stand.personId);
                    const id = await leftover(stand, stand.request);
                    const code = await issue(stand, stand.request);
                    assert.deepEqual([writes(stand), idsOf(stand)], [[post], [id, code.deviceId]]);
                    const [first = "", second = "", ...others] = stand.log.warnings;
                    assert.match(first, new RegExp(`^Device "thing": unused codes .*: ${id}\\. `));
                    assert.match(second, /^WEBEX_REMOVE_ORPHANS removed nothing for Device "thing": /);
                    assert.match(second, objection);
                    assert.deepEqual(others, []);
                });
            }
        });
    }

    it("does not remove, as an orphan, the entry of a code of the stack that is not recorded (cisco)", async () => {
        const stand = await standWithLeave("cisco");
        const { code, issuedAt, expiresAt } = await stand.contract.issueCode(stand.request, MODEL, undefined);
        const inputs = { personId: stand.personId, model: MODEL };
        const state = { ...inputs, code, issuedAt, expiresAt, status: "pending", origin: "issued" } as const;
        await deviceActivation.read("id", state, beside(stand.context, "other"));
        const { deviceId } = await issue(stand, stand.request);
        assert.deepEqual(
            stand.simulator.codes().map((one) => one.deviceId),
            [idsOf(stand)[0], deviceId],
        );
        assert.match(stand.log.warnings.join("\n"), /removed nothing.*entry is not recorded/);
    });
});
