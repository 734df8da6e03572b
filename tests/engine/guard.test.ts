/** The guard of people's device limits, as a plan meets it on the real engine. */

import assert from "node:assert/strict";
import { type Person, type PersonInit, type Simulator, startSimulator } from "../../simulator";
import { describeByFront, itThoroughly } from "./breadth";
import { createProject, failed, type Project, type ResourceEntry, type Run, succeeded } from "./harness";

const model = "DMS Cisco 8865";

describeByFront("limit guard", (front) => {
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
    /** Asserts that the guard refused somebody's devices in a line with these words, before anything was written. */
    const refused = (run: Run, id: string, ...words: string[]): void => {
        failed(run, /too many devices|could not be read/);
        const lines = run.output.split("\n").filter((line) => line.includes("error: ") && line.includes(id));
        assert.ok(
            lines.some((line) => words.every((word) => line.includes(word))),
            `no error about ${id} has the words ${words.join(" and ")}:\n${run.output}`,
        );
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
            front,
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
        it("phones and codes of whoever has no room for them: the limits of Webex and of licences", async () => {
            const ann = person({ maxDeviceCount: 9, maxOwnedDeviceCount: 2 });
            const ben = person({ licenses: [standard] }, 1);
            const [present] = simulator.devices().filter(({ personId }) => personId === ben.id);
            const cora = person({ maxDeviceCount: 1, maxOwnedDeviceCount: 9 }, 1);
            const dora = person({ licenses: [standard] });
            project.write([
                ...["first", "second", "third"].map((name) => phone(name, ann)),
                phone("another", ben),
                code("code", cora),
                ...["phone", "spare"].map((name) => code(name, dora)),
            ]);

            const run = await project.preview();

            const ofLicence = 'at most 1 allowed by the licence "Webex Calling - Standard"';
            refused(run, ann.id, "0 there", "3 planned", "first", "second", "third");
            refused(run, ann.id, "at most 2 allowed by maxOwnedDeviceCount");
            refused(run, ben.id, "1 there", present?.id ?? "", "1 planned (another)", ofLicence);
            refused(run, cora.id, "1 planned (code)", "at most 1 allowed by maxDeviceCount");
            refused(run, dora.id, "2 planned", ofLicence);
        });

        it("one device too many: the configured default, and before it the person's configured limit", async () => {
            const [ann, ben] = [person({ maxOwnedDeviceCount: 5 }), person({ maxOwnedDeviceCount: 5 }, 2)];
            project.setConfig({ "webex:deviceLimits": { default: 1, [ben.id]: 2 } });
            project.write([phone("first", ann), code("second", ann), phone("another", ben)]);

            const run = await project.preview();

            refused(run, ann.id, "2 planned", "at most 1 allowed by webex:deviceLimits (default)");
            refused(run, ben.id, "2 there", "at most 2 allowed by webex:deviceLimits.");
        });

        itThoroughly("a device under the crud contract", async () => {
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

    describe("with exactly as many devices as allowed", () => {
        let people: Record<"live" | "licensed" | "configured" | "other" | "free" | "freeToo", Person>;
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
                free: person({ licenses: [professional] }, 3),
                freeToo: person({}),
            };
        });

        beforeEach(() => {
            project.setConfig({ "webex:deviceLimits": { [people.configured.id]: 2, [people.other.id]: 1 } });
        });

        it("lets the plan pass, in preview and in up, with one warning of people without a known limit", async () => {
            program = [
                phone("live", people.live),
                phone("licensed", people.licensed),
                phone("configured", people.configured),
                code("configuredCode", people.configured),
                phone("other", people.other),
                ...["free", "freeAgain"].map((name) => phone(name, people.free)),
                phone("freeToo", people.freeToo),
            ];
            project.write(program);

            const run = succeeded(await project.up({ preview: true }));

            assert.equal(simulator.log.writes().length, 8);
            // Once in the preview and once in the update.
            const diagnostics = [...run.output.matchAll(/Diagnostics:[\s\S]*?Resources:/g)].map(([part]) => part);
            const timesSaid = (pattern: RegExp) => diagnostics.map((part) => part.match(pattern)?.length);
            const silenced = new RegExp(`${people.licensed.id}\\) may have one device, .*turns off calling`, "g");
            assert.deepEqual(timesSaid(silenced), [1, 1]);
            assert.deepEqual(timesSaid(/no device limit is known/g), [1, 1]);
            assert.match(
                run.output,
                new RegExp(`(${people.free.id}\\), who has 3|${people.freeToo.id}\\), who has 0)`),
            );
            assert.match(run.output, /no device limit is known.*webex:deviceLimits/);
        });

        it("asks nothing for a plan that creates nothing", async () => {
            project.write(program);

            succeeded(await project.preview({ expectNoChanges: true }));

            assert.deepEqual(simulator.log.entries, []);
        });

        it("lets a phone or code be swapped for another one, and one that is there be adopted, in preview and up", async () => {
            const [live, other] = [newMac(), newMac()];
            change("live", { mac: live });
            change("other", { mac: other });
            change("configuredCode", { model: "DMS Cisco 8851" });
            const dora = person({ maxOwnedDeviceCount: 1 }, 1);
            const [mac] = macsOf(dora);
            program = [...program, phone("adopted", dora, mac)];
            project.write(program);

            succeeded(await project.up({ preview: true }));

            const own = simulator.devices().find(({ personId }) => personId === dora.id)?.id ?? "";
            const ofDora = simulator.log.writes().filter(({ path, body }) => {
                return path.endsWith(own) || JSON.stringify(body ?? null).includes(dora.id);
            });
            assert.deepEqual(ofDora, []);
            assert.deepEqual(macsOf(dora), [mac]);
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
    });
});
