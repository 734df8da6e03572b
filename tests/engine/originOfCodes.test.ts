/** Of codes, too, only what the stack issued ever goes: a help desk's code for the same owner and model stays. */

import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "../../simulator/index";
import { CONTRACTS } from "./breadth";
import { createProject, type Project, type ResourceEntry, succeeded } from "./harness";

const MODEL = "DMS Cisco 8865";
const CODE_LIFETIME = 31 * 86_400_000;

for (const contract of CONTRACTS) {
    describe(`the origin of codes: ${contract}`, () => {
        let simulator: Simulator;
        let project: Project;

        beforeEach(async () => {
            simulator = await startSimulator({ contract });
            project = await createProject({
                config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": contract },
                env: { WEBEX_ACCESS_TOKEN: simulator.token },
            });
        });

        afterEach(async () => {
            project.dispose();
            await simulator.close();
        });

        const code = (name: string, args: Record<string, unknown>): ResourceEntry => ({
            type: "DeviceActivation",
            name,
            args,
        });
        const batch = (activations: Record<string, unknown>, args: Record<string, unknown> = {}): ResourceEntry => ({
            type: "DeviceActivationBatch",
            name: "batch",
            args: { activations, ...args },
        });
        const ids = (): string[] => simulator.devices().map(({ id }) => id);
        const deletes = (): string[] => simulator.log.requests({ method: "DELETE" }).map(({ path }) => path);
        const pathsOf = (devices: readonly string[]): Set<string> => new Set(devices.map((id) => `/devices/${id}`));
        const outputsOf = (name: string): Record<string, unknown> => project.saved(name).outputs ?? {};
        /** The entries that stand for the codes of two singles and of a batch, as the state records them. */
        function recorded(): string[] {
            const records = Object.values(
                JSON.parse(String(outputsOf("batch")["entries"])) as Record<string, { entryId: string }>,
            );
            return [
                outputsOf("one")["entryId"],
                outputsOf("two")["entryId"],
                ...records.map(({ entryId }) => entryId),
            ].map(String);
        }
        /** The entry of a code that a help desk issues. */
        async function helpDesk(owner: object): Promise<string> {
            const before = ids();
            const answer = await fetch(`${simulator.baseUrl}/devices${contract === "cisco" ? "/activationCode" : ""}`, {
                method: "POST",
                headers: { authorization: `Bearer ${simulator.token}`, "content-type": "application/json" },
                body: JSON.stringify({ ...owner, model: MODEL }),
            });
            assert.equal(answer.status, 200);
            const [entry = "", more] = ids().filter((id) => !before.includes(id));
            assert.equal(more, undefined);
            return entry;
        }

        it("leaves a help desk's codes of the same owner and model, and revokes each of its own", async () => {
            // Just enough for our four and their two: a renewal that left the old entry would be refused.
            const personId = simulator.addPerson({ maxDeviceCount: 6 }).id;
            const theirs = [await helpDesk({ personId })];
            const own = { personId, model: MODEL };
            project.write([code("one", own), code("two", own), batch({ a: own, b: own })]);

            const first = succeeded(await project.up());

            assert.ok(
                first.output.includes(`not known to this run: ${theirs[0] ?? ""}. If an interrupted run`),
                first.output,
            );
            theirs.push(await helpDesk({ personId }));
            const issued = recorded();
            assert.equal(new Set(issued).size, 4);
            assert.deepEqual(new Set(ids()), new Set([...theirs, ...issued]));
            assert.deepEqual(deletes(), []);

            // Renewal.
            simulator.advance(CODE_LIFETIME);
            succeeded(await project.up({ args: ["--refresh"] }));
            const renewed = recorded();
            assert.deepEqual(new Set(deletes()), pathsOf(issued));
            assert.deepEqual(new Set(ids()), new Set([...theirs, ...renewed]));
            assert.equal(new Set([...renewed, ...issued]).size, 8);

            // Our entries are gone: nothing that is there stands for them.
            const [one = "", , a = ""] = renewed;
            for (const entry of [one, a]) {
                simulator.removeDevice(entry);
            }
            succeeded(await project.up({ args: ["--refresh"] }));
            assert.equal(outputsOf("one")["status"], "pending");
            const last = recorded();
            // Where a 404 says nothing, a code is issued anew when its time is over.
            const anew = contract === "cisco" ? 4 : 2;
            assert.deepEqual(
                new Set(ids()),
                new Set([...theirs, ...last.filter((id) => simulator.device(id) !== undefined)]),
            );
            assert.equal(ids().length, theirs.length + anew);

            simulator.log.clear();
            succeeded(await project.destroy());

            assert.deepEqual(new Set(ids()), new Set(theirs));
            assert.deepEqual(new Set(deletes()), pathsOf(last));
            assert.deepEqual(project.savedNames(), []);
        });

        it("leaves with unregisterOnDelete false, and unregisters the device that used a code only with true", async () => {
            const own = (): Record<string, unknown> => ({ workspaceId: simulator.addWorkspace().id, model: MODEL });
            const [stays, goes] = [{ unregisterOnDelete: false }, { unregisterOnDelete: true }];
            project.write([
                code("kept", { ...own(), ...stays }),
                code("used", own()),
                code("usedUp", { ...own(), ...goes }),
                { ...batch({ kept: own() }, stays), name: "keptBatch" },
                { ...batch({ used: own(), unused: own() }), name: "usedBatch" },
                { ...batch({ used: own() }, goes), name: "usedUpBatch" },
            ]);
            succeeded(await project.up());
            const entryOf = (name: string, key?: string): string => {
                const { deviceId, deviceIds } = outputsOf(name) as {
                    deviceId?: string;
                    deviceIds?: Record<string, string>;
                };
                return (key === undefined ? deviceId : deviceIds?.[key]) ?? "";
            };
            const stay = [entryOf("kept"), entryOf("used"), entryOf("keptBatch", "kept"), entryOf("usedBatch", "used")];
            const go = [entryOf("usedUp"), entryOf("usedBatch", "unused"), entryOf("usedUpBatch", "used")];
            assert.deepEqual(new Set([...stay, ...go]), new Set(ids()));
            for (const deviceId of [stay[1], stay[3], go[0], go[2]]) {
                simulator.redeem({ deviceId: deviceId ?? "" });
            }

            const run = succeeded(await project.destroy());

            assert.deepEqual(new Set(ids()), new Set(stay));
            assert.deepEqual(new Set(deletes()), pathsOf(go));
            assert.match(
                run.output,
                /DeviceActivation "kept" has unregisterOnDelete false: its code stays valid until/,
            );
            assert.match(
                run.output,
                /the code of DeviceActivation "used" was used by device \S+, which stays in Webex/,
            );
        });
    });
}
