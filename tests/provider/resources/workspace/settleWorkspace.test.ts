import assert from "node:assert/strict";
import type { Properties } from "../../../../provider/resources/resource";
import { workspace } from "../../../../provider/resources/workspace/workspace";
import type { WorkspaceInit } from "../../../../simulator/index";
import { Bench, caught, lines } from "../../helpers";
import { bodyOf, compare, create, nextRunAt, update, workspaceStand, writes } from "./workspaceStand";

describe("resources/workspace/settleWorkspace", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    /** An organisation with what a workspace can name. */
    async function stand() {
        const place = await workspaceStand(bench);
        const { simulator } = place;
        const locationId = simulator.addLocation({ name: "Oslo" }).id;
        const license = simulator.addLicense({ name: "Webex Calling - Workspaces" }).id;
        return { ...place, locationId, license };
    }

    describe("a change of calling", () => {
        it("of numbers sends all of them again, also those that the program does not name", async () => {
            const place = await stand();
            const { locationId } = place;
            const calling = { type: "webexCalling", webexCalling: { extension: "2001", locationId } };
            const { id, state } = await create(place, { displayName: "Board", calling });
            place.simulator.updateWorkspace(id, {
                webexCalling: {
                    ...place.simulator.workspaces()[0]?.webexCalling,
                    phoneNumber: "+4712345678",
                    licenses: [],
                },
            });
            place.simulator.log.clear();
            const wanted = { type: "webexCalling", webexCalling: { extension: "2002", locationId } };
            await update(place, id, state, { displayName: "Board", calling: wanted });
            assert.deepEqual(lines(place.simulator.log.entries), [
                `GET /workspaces/${id}`,
                `GET /workspaces/${id}/features/numbers`,
                `PUT /workspaces/${id}`,
            ]);
            assert.deepEqual((bodyOf(place, "PUT") as Properties).calling, {
                type: "webexCalling",
                webexCalling: { phoneNumber: "+4712345678", extension: "2002", locationId },
            });
        });

        const CHANGES: readonly [WorkspaceInit, Properties, RegExp][] = [
            [{ calling: "webexEdgeForDevices" }, { type: "none" }, /webexEdgeForDevices cannot be changed by the API/],
            [{ calling: "hybridCalling" }, { type: "freeCalling" }, /hybridCalling cannot be changed by the API/],
            [{ calling: "freeCalling" }, { type: "hybridCalling" }, /cannot be changed to hybridCalling by the API/],
            [
                { calling: "webexCalling", supportedDevices: "phones" },
                { type: "freeCalling" },
                /a workspace for phones cannot be changed to freeCalling/,
            ],
        ];
        for (const [init, calling, says] of CHANGES) {
            it(`from ${init.calling ?? ""} to ${String(calling.type)} is refused before anything is written`, async () => {
                const place = await stand();
                const { id } = place.simulator.addWorkspace(init);
                const { message } = await caught(create(place, { workspaceId: id, calling }));
                assert.match(message, says);
                assert.deepEqual(writes(place), []);
            });
        }

        it("with devices inside is refused, naming them", async () => {
            const place = await stand();
            const { id, state } = await create(place, { displayName: "Board" });
            const device = place.simulator.addDevice({ workspaceId: id, displayName: "Board Bar" });
            place.simulator.log.clear();
            const { message } = await caught(
                update(place, id, state, { displayName: "Board", calling: { type: "none" } }),
            );
            assert.ok(
                message.includes(
                    `calling cannot be changed from freeCalling to none while devices are inside: device "Board Bar" ` +
                        `(${device.id}). Take them out`,
                ),
                message,
            );
            assert.deepEqual(writes(place), []);
        });

        it("that a code made by the way is no drift, and is undone where the program changes", async () => {
            const place = await stand();
            const program = { displayName: "Board", calling: { type: "none" } };
            const { id, state } = await create(place, program);
            place.simulator.updateWorkspace(id, { calling: "freeCalling" });
            const read = await workspace.read(id, state, nextRunAt(place).context);
            assert.ok(read);
            assert.deepEqual(read.inputs.calling, { type: "none" });
            assert.equal(compare(place, id, read.state, program).changes, false);
            // Something else changes: calling stays as it is.
            place.simulator.log.clear();
            const named = await update(place, id, read.state, { ...program, displayName: "Boardroom" });
            assert.equal((bodyOf(place, "PUT") as Properties).calling, undefined);
            // The program's own word counts.
            const free = await update(place, id, named, { displayName: "Boardroom", calling: { type: "freeCalling" } });
            place.simulator.log.clear();
            await update(place, id, free, { displayName: "Boardroom", calling: { type: "none" } });
            assert.deepEqual((bodyOf(place, "PUT") as Properties).calling, { type: "none" });
        });

        it("of a licence sends it with the numbers", async () => {
            const place = await stand();
            const { locationId, license } = place;
            const more = place.simulator.addLicense({ name: "Webex Calling - Professional" }).id;
            const calling = (licenses: string[]) => ({
                type: "webexCalling",
                webexCalling: { extension: "2001", locationId, licenses },
            });
            const { id, state } = await create(place, { displayName: "Board", calling: calling([license]) });
            place.simulator.log.clear();
            await update(place, id, state, { displayName: "Board", calling: calling([more]) });
            assert.deepEqual((bodyOf(place, "PUT") as Properties).calling, calling([more]));
            assert.deepEqual(place.simulator.workspaces()[0]?.webexCalling?.licenses, [more]);
        });
    });
});
