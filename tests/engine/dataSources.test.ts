/** The data sources in a real program. */

import assert from "node:assert/strict";
import { type Device, type Simulator, startSimulator } from "../../simulator";
import { CONTRACTS } from "./breadth";
import { createProject, type Entry, failed, type Project, succeeded } from "./harness";

const foreignDevices = 250;

for (const contract of CONTRACTS) {
    describe(`data sources with ${contract}`, () => {
        let simulator: Simulator;
        let project: Project;
        let personId: string;
        let foreign: Device[];
        /** A device that is taken over, and data sources that wait for what only an apply knows. */
        let twins: Entry[];

        const outputs = (): Record<string, unknown> => project.saved("harness-test").outputs ?? {};

        before(async () => {
            simulator = await startSimulator({ contract });
            personId = simulator.addPerson({ applicationsCount: 3 }).id;
            const workspaceId = simulator.addWorkspace().id;
            simulator.addDevice({ personId });
            simulator.addDevice({ personId });
            foreign = Array.from({ length: foreignDevices - 2 }, (_, at) =>
                simulator.addDevice({ workspaceId, tags: [at % 2 === 0 ? "even" : "odd"] }),
            );
            const unknown = { personId: { $unknownAtPreview: personId } };
            twins = [
                { type: "Device", name: "room", args: { deviceId: foreign[0]?.id, tags: ["room", "even"] } },
                { type: "data", fn: "getDevice", name: "twinDevice", args: { deviceId: { $ref: ["room", "id"] } } },
                { type: "data", fn: "getDevices", name: "twinDevices", args: unknown },
                { type: "data", fn: "getPersonDeviceCount", name: "twinCount", args: unknown },
            ];
            project = await createProject({
                config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": contract },
                env: { WEBEX_ACCESS_TOKEN: simulator.token },
            });
        });

        after(async () => {
            project.dispose();
            await simulator.close();
        });

        beforeEach(() => {
            simulator.log.clear();
        });

        it("send nothing in a preview that does not know their arguments", async () => {
            project.write(twins, { device: ["twinDevice"], devices: ["twinDevices"], count: ["twinCount"] });

            succeeded(await project.preview());

            assert.deepEqual(simulator.log.entries, []);
        });

        it("answer a count, a device, and devices from every page or as many as are asked for", async () => {
            const plain: Entry[] = [
                { type: "data", fn: "getPersonDeviceCount", name: "count", args: { personId } },
                { type: "data", fn: "getDevice", name: "device", args: { deviceId: foreign[1]?.id } },
                { type: "data", fn: "getDevices", name: "all" },
                { type: "data", fn: "getDevices", name: "some", args: { max: 120, tag: "odd" } },
                { type: "data", fn: "getDevices", name: "few", args: { max: 7 } },
            ];
            project.write([...twins, ...plain], {
                twinCount: ["twinCount"],
                twinDevice: ["twinDevice"],
                twinDevices: ["twinDevices", "devices"],
                count: ["count"],
                device: ["device"],
                all: ["all", "devices"],
                some: ["some", "devices"],
                few: ["few", "devices"],
            });

            succeeded(await project.up());

            const result = outputs();
            const ids = (name: string): string[] => (result[name] as Device[]).map(({ id }) => id);
            const count = { personId, totalDeviceCount: 3, applicationsCount: 3, physicalDeviceCount: 2 };
            assert.deepEqual(result["count"], count);
            assert.deepEqual(result["twinCount"], count);
            assert.equal((result["device"] as Device).serial, foreign[1]?.serial);
            assert.equal((result["twinDevice"] as Device).id, foreign[0]?.id);
            assert.deepEqual((result["twinDevice"] as Device).tags, ["room", "even"]);
            const everything = simulator.devices().map(({ id }) => id);
            assert.equal(everything.length, foreignDevices);
            assert.deepEqual(ids("all"), everything);
            const odd = simulator.devices().filter(({ tags }) => tags.includes("odd"));
            assert.deepEqual(
                ids("some"),
                odd.slice(0, 120).map(({ id }) => id),
            );
            assert.deepEqual(ids("few"), everything.slice(0, 7));
            assert.deepEqual(
                ids("twinDevices"),
                simulator
                    .devices()
                    .filter((device) => device.personId === personId)
                    .map(({ id }) => id),
            );
            // A page is never larger than a list may be, and none is read that was not asked for.
            const pages = simulator.log
                .requests({ method: "GET", path: "/devices" })
                .filter(({ query }) => query["personId"] === undefined)
                .map(({ query }) => [query["tag"] ?? "", query["max"], query["start"] ?? "0"].join(" "));
            assert.deepEqual(pages.sort(), [" 100 0", " 100 100", " 100 200", " 7 0", "odd 100 0", "odd 100 100"]);
        });

        it("fail in one sentence where there is no such device", async () => {
            const missing: Entry = { type: "data", fn: "getDevice", name: "none", args: { deviceId: "no-such-id" } };
            project.write([missing], { none: ["none"] });

            const run = failed(await project.preview(), /error: getDevice: there is no device no-such-id/);

            assert.doesNotMatch(run.output, /\n\s+at .*\.js/);
        });
    });
}
