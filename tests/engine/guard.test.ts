/** The guard of people's device limits, as a plan meets it on the real engine. */

import assert from "node:assert/strict";
import { type Person, type PersonInit, type Simulator, startSimulator } from "../../simulator";
import { createProject, failed, type Project, type ResourceEntry, type Run, succeeded } from "./harness";

const model = "DMS Cisco 8865";

describe("limit guard", () => {
    let simulator: Simulator;
    let crud: Simulator;
    let project: Project;
    let standard: string;
    let professional: string;
    let allScopes: string[];
    let phones = 0;

    const newMac = (): string => {
        phones += 1;
        return `02000000${String(phones).padStart(4, "0")}`;
    };
    const phone = (name: string, { id }: { id: string }, mac = newMac()): ResourceEntry => ({
        type: "Device",
        name,
        args: { personId: id, mac, model },
    });
    const code = (name: string, { id }: { id: string }): ResourceEntry => ({
        type: "DeviceActivation",
        name,
        args: { personId: id, model },
    });
    /** A person with devices that no program declares. */
    const person = (init: PersonInit, present = 0): Person => {
        const added = simulator.addPerson(init);
        for (let number = 1; number <= present; number += 1) {
            simulator.addDevice({ personId: added.id, product: "Cisco 8865", type: "phone", mac: newMac() });
        }
        return added;
    };
    /** Asserts that the guard refused, in these words, before anything was written. */
    const refused = (run: Run, ...words: string[]): void => {
        failed(run, /too many devices|could not be read/);
        for (const word of words) {
            assert.ok(run.output.includes(word), `${word} is not in:\n${run.output}`);
        }
        assert.deepEqual(simulator.log.writes(), []);
    };
    const macsOf = ({ id }: Person): (string | undefined)[] =>
        simulator
            .devices()
            .filter(({ personId }) => personId === id)
            .map(({ mac }) => mac);

    before(async () => {
        simulator = await startSimulator();
        allScopes = [...simulator.scopes];
        crud = await startSimulator({ contract: "crud", token: simulator.token });
        standard = simulator.addLicense({ name: "Webex Calling - Standard" }).id;
        professional = simulator.addLicense({ name: "Webex Calling - Professional" }).id;
        project = await createProject({
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco" },
            env: { WEBEX_ACCESS_TOKEN: simulator.token },
        });
    });

    after(async () => {
        project.dispose();
        await simulator.close();
        await crud.close();
    });

    beforeEach(() => {
        project.setConfig({
            "webex:deviceLimits": undefined,
            "webex:limitGuard": undefined,
            "webex:preflight": undefined,
        });
        simulator.setScopes(allScopes);
        simulator.log.clear();
    });

    describe("refuses in preview, with nothing written,", () => {
        it("one device too many in one stack: the limit that Webex tells", async () => {
            const ann = person({ maxDeviceCount: 9, maxOwnedDeviceCount: 2 });
            project.write([phone("first", ann), phone("second", ann), phone("third", ann)]);

            const run = await project.preview();

            refused(run, ann.id, "0 there", "3 planned", "first", "second", "third");
            refused(run, "at most 2 allowed by maxOwnedDeviceCount");
        });

        it("one device too many in one stack: the configured default", async () => {
            const ann = person({ maxOwnedDeviceCount: 5 });
            project.setConfig({ "webex:deviceLimits": { default: 1 } });
            project.write([phone("first", ann), code("second", ann)]);

            refused(await project.preview(), ann.id, "2 planned", "at most 1 allowed by webex:deviceLimits (default)");
        });

        it("one more for a person who already has some: the licence's rule", async () => {
            const ben = person({ licenses: [standard] }, 1);
            const [present] = simulator.devices().filter(({ personId }) => personId === ben.id);
            project.write([phone("another", ben)]);

            const run = await project.preview();

            refused(run, ben.id, "1 there", present?.id ?? "", "1 planned (another)");
            refused(run, 'at most 1 allowed by the licence "Webex Calling - Standard"');
        });

        it("one more for a person who already has some: the person's configured limit", async () => {
            const ben = person({ maxOwnedDeviceCount: 5 }, 2);
            project.setConfig({ "webex:deviceLimits": { default: 9, [ben.id]: 2 } });
            project.write([phone("another", ben)]);

            const run = await project.preview();

            refused(run, ben.id, "2 there", "at most 2 allowed by webex:deviceLimits.");
        });

        it("a DeviceActivation: the limit that Webex tells", async () => {
            const cora = person({ maxDeviceCount: 1, maxOwnedDeviceCount: 9 }, 1);
            project.write([code("code", cora)]);

            refused(await project.preview(), cora.id, "1 planned (code)", "at most 1 allowed by maxDeviceCount");
        });

        it("a DeviceActivation: the licence's rule", async () => {
            const cora = person({ licenses: [standard] });
            project.write([code("phone", cora), code("spare", cora)]);

            refused(await project.preview(), cora.id, "2 planned", 'allowed by the licence "Webex Calling - Standard"');
        });

        it("a device under the crud contract", async () => {
            const ann = crud.addPerson({ maxDeviceCount: 9, maxOwnedDeviceCount: 0 });
            project.setConfig({ "webex:baseUrl": crud.baseUrl, "webex:contract": "crud" });
            project.write([{ type: "Device", name: "phone", args: { personId: ann.id } }]);

            const run = await project.preview();

            project.setConfig({ "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco" });
            refused(run, ann.id, "1 planned (phone)", "at most 0 allowed by maxOwnedDeviceCount");
            assert.deepEqual(crud.log.writes(), []);
        });

        it("anybody's device where the count may not be read, naming the scope and webex:limitGuard", async () => {
            const ann = person({ maxOwnedDeviceCount: 2 });
            simulator.setScopes(allScopes.filter((scope) => scope !== "spark-admin:telephony_config_read"));
            project.write([phone("first", ann)]);

            refused(await project.preview(), ann.id, "403", "spark-admin:telephony_config_read", "webex:limitGuard");
        });
    });

    it("stops the create of a plan that was not previewed", async () => {
        const ben = person({ maxOwnedDeviceCount: 5 }, 1);
        project.setConfig({ "webex:deviceLimits": { [ben.id]: 1 } });
        project.write([phone("another", ben)]);

        refused(await project.up(), ben.id, "1 planned (another)");
    });

    it("checks a person who is only known at apply when it is applied", async () => {
        const ben = person({ maxOwnedDeviceCount: 5 }, 1);
        project.setConfig({ "webex:deviceLimits": { [ben.id]: 1 } });
        project.write([
            { type: "Device", name: "late", args: { personId: { $unknownAtPreview: ben.id }, mac: newMac(), model } },
        ]);

        const run = await project.up({ preview: true });

        assert.match(run.output, /Previewing update[\s\S]*late create[\s\S]*Updating/);
        refused(run, ben.id, "1 planned (late)");
    });

    it("only warns with webex:limitGuard warn", async () => {
        const ben = person({ maxOwnedDeviceCount: 1 }, 1);
        project.setConfig({ "webex:limitGuard": "warn" });
        project.write([phone("another", ben)]);

        const run = succeeded(await project.preview());

        assert.match(run.output, new RegExp(`warning: Person .*${ben.id}\\) would have too many devices`));
    });

    it("asks nothing with webex:limitGuard off", async () => {
        const ben = person({ maxOwnedDeviceCount: 1 }, 1);
        project.setConfig({ "webex:limitGuard": "off", "webex:preflight": "off" });
        project.write([phone("another", ben)]);

        succeeded(await project.preview());

        assert.deepEqual(simulator.log.entries, []);
    });

    it("lets pass people without a known limit, with one warning that gives a count", async () => {
        const [dan, eve] = [person({ licenses: [professional] }, 3), person({})];
        project.write([phone("dan", dan), phone("danToo", dan), phone("eve", eve)]);

        const run = succeeded(await project.preview());

        const [, diagnostics = ""] = run.output.split("Diagnostics:");
        assert.equal(diagnostics.match(/no device limit is known/g)?.length, 1, run.output);
        assert.match(diagnostics, new RegExp(`(${dan.id}\\), who has 3|${eve.id}\\), who has 0)`));
        assert.match(diagnostics, /webex:deviceLimits/);
    });

    describe("with exactly as many devices as allowed", () => {
        let people: Record<"live" | "licensed" | "configured" | "other", Person>;
        let program: ResourceEntry[];
        const change = (name: string, args: Record<string, unknown>): void => {
            program = program.map((entry) =>
                entry.name === name ? { ...entry, args: { ...entry.args, ...args } } : entry,
            );
        };

        before(() => {
            people = {
                live: person({ maxOwnedDeviceCount: 2 }, 1),
                licensed: person({ licenses: [standard] }),
                configured: person({ maxOwnedDeviceCount: 9 }),
                other: person({ maxOwnedDeviceCount: 1 }),
            };
        });

        beforeEach(() => {
            project.setConfig({ "webex:deviceLimits": { [people.configured.id]: 2, [people.other.id]: 1 } });
        });

        it("lets the plan pass, in preview and in up", async () => {
            program = [
                phone("live", people.live),
                phone("licensed", people.licensed),
                phone("configured", people.configured),
                code("configuredCode", people.configured),
                phone("other", people.other),
            ];
            project.write(program);

            const run = succeeded(await project.up({ preview: true }));

            assert.equal(simulator.log.writes().length, 5);
            // Once in the preview and once in the update.
            const said = new RegExp(`${people.licensed.id}\\) may have one device, .*turns off calling`, "g");
            const diagnostics = [...run.output.matchAll(/Diagnostics:[\s\S]*?Resources:/g)].map(([part]) => part);
            assert.deepEqual(
                diagnostics.map((part) => part.match(said)?.length),
                [1, 1],
            );
        });

        it("asks nothing for a plan that creates nothing", async () => {
            project.write(program);

            succeeded(await project.preview({ expectNoChanges: true }));

            assert.deepEqual(simulator.log.entries, []);
        });

        it("lets a phone or code be swapped for another one, in preview and in up", async () => {
            const [live, other] = [newMac(), newMac()];
            change("live", { mac: live });
            change("other", { mac: other });
            change("configuredCode", { model: "DMS Cisco 8851" });
            project.write(program);

            succeeded(await project.up({ preview: true }));

            assert.equal(macsOf(people.live).length, 2);
            assert.ok(macsOf(people.live).includes(live));
            assert.deepEqual(macsOf(people.other), [other]);
            assert.equal(macsOf(people.configured).length, 2);
        });

        it("counts a phone that changes hands for its new owner", async () => {
            project.write(
                program.map((entry) =>
                    entry.name === "live" ? { ...entry, args: { ...entry.args, personId: people.other.id } } : entry,
                ),
            );

            refused(await project.preview(), people.other.id, "1 there", "1 planned (live)");
        });

        it("does not count a phone that is there already and gets adopted", async () => {
            const dora = person({ maxOwnedDeviceCount: 1 }, 1);
            const [mac] = macsOf(dora);
            program = [...program, phone("adopted", dora, mac)];
            project.write(program);

            succeeded(await project.up({ preview: true }));

            assert.deepEqual(simulator.log.writes(), []);
            assert.equal(macsOf(dora).length, 1);
        });
    });
});
