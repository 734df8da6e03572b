import assert from "node:assert/strict";
import { readEstate } from "../../../cli/estate/readEstate";
import { WebexError } from "../../../provider/client/webexError";
import type { Session } from "../../../provider/session";
import { Bench, caught } from "../../provider/helpers";

describe("cli/estate/readEstate", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    async function stand(...options: Parameters<Bench["stand"]>) {
        const { simulator, context, log, settings, client, contract } = await bench.stand(...options);
        const session: Session = { ...context, settings, client, contract, log, problems: [] };
        return { simulator, session, log };
    }

    it("reads all pages by a request for a hundred things, people by 85 ids, and says how far it is", async () => {
        const { simulator, session, log } = await stand();
        const { id: locationId } = simulator.addLocation({ name: "HQ" });
        for (let at = 0; at < 120; at += 1) {
            const { id: workspaceId } = simulator.addWorkspace({ locationId });
            simulator.addDevice({ workspaceId });
            const { id: personId } = simulator.addPerson({ emails: [`p${at}@example.com`] });
            simulator.addDevice({ personId, product: "Cisco 8865" });
        }
        simulator.addPerson({ displayName: "Nobody's device" });
        const told: string[] = [];
        const { parts, devices } = await readEstate(session, (text) => told.push(text));
        assert.deepEqual([parts.devices.length, parts.workspaces.length, parts.people.length], [240, 120, 120]);
        assert.ok(devices.every(({ person, workspace }) => (person === undefined) !== (workspace === undefined)));
        const paths = simulator.log.entries.map(({ path }) => path);
        const counts = ["/devices", "/workspaces", "/locations", "/people"].map(
            (path) => paths.filter((each) => each === path).length,
        );
        assert.deepEqual([...counts, paths.length], [3, 2, 1, 2, 8]);
        assert.deepEqual(simulator.log.writes(), []);
        assert.deepEqual(log.warnings, []);
        assert.equal(told.at(-1), "240 devices and 120 workspaces read");
    });

    it("leaves out with one warning each what the API does not have", async () => {
        const { simulator, session, log } = await stand({ contract: "crud", people: false }, { contract: "crud" });
        simulator.addDevice({ personId: simulator.addPerson().id });
        const { parts } = await readEstate(session);
        assert.deepEqual([parts.devices.length, parts.people, parts.workspaces, parts.locations], [1, [], [], []]);
        assert.deepEqual(
            log.warnings,
            ["workspaces", "locations"].map((what) => `${what} are left out: this API has none`),
        );
    });

    it("names the scopes that the token lacks, and needs that for devices", async () => {
        const { simulator, session, log } = await stand();
        simulator.addDevice({ workspaceId: simulator.addWorkspace().id });
        simulator.setScopes(["spark-admin:devices_read"]);
        assert.equal((await readEstate(session)).devices.length, 1);
        assert.match(log.warnings[0] ?? "", /workspaces are left out: .*spark-admin:workspaces_read/);
        simulator.setScopes([]);
        assert.ok((await caught(readEstate(session))) instanceof WebexError);
    });
});
