import assert from "node:assert/strict";
import { CliError } from "../../../../cli/cliError";
import { readSettings } from "../../../../cli/inventory/program/readSettings";
import { Models } from "../../../../provider/api/models";
import { Bench, caught } from "../../../provider/helpers";
import { estateOf } from "../estates";

describe("cli/inventory/program/readSettings", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    it("reads each device once, and asks for no phone whose settings are elsewhere", async () => {
        const { simulator, client, contract, settings } = await bench.stand();
        const { id: workspaceId } = simulator.addWorkspace();
        const [kit, phone, mpp] = ["Cisco Room Bar", "Cisco 9861", "Cisco 8865"].map((product) =>
            simulator.addDevice({ workspaceId, product }),
        );
        const bar = simulator.addDevice({ workspaceId, type: "accessory", product: "Cisco Touch 10" });
        assert.ok(kit && phone && mpp);
        simulator.configure(kit.id, { "Audio.DefaultVolume": 60, "Standby.Delay": 10 });
        const estate = estateOf({ devices: await contract.listDevices({}) });
        const models = new Models(await contract.supportedDevices(undefined));
        simulator.log.clear();
        const told: string[] = [];
        const found = await readSettings({ client, settings }, estate.devices, models, (text) => told.push(text));
        assert.deepEqual([...found.keys()].sort(), [kit.id, phone.id].sort());
        assert.deepEqual(found.get(kit.id), { values: { "Audio.DefaultVolume": 60 }, secret: [] });
        assert.deepEqual(found.get(phone.id), { values: {}, secret: [] });
        const asked = simulator.log.entries.map(({ method, query }) => `${method} ${query.deviceId ?? ""}`);
        assert.deepEqual(asked.sort(), [kit, phone, bar].map(({ id }) => `GET ${id}`).sort());
        assert.equal(told.at(-1), "settings of 3 of 3 devices read");
    });

    it("cannot be had of an API that has no settings", async () => {
        const { client, settings } = await bench.stand({ contract: "crud" }, { contract: "crud" });
        const error = await caught(readSettings({ client, settings }, [], new Models([]), () => undefined));
        assert.ok(error instanceof CliError);
        assert.match(error.message, /keeps no settings of devices .*Leave --settings out/);
    });
});
