/** With the token of another organisation nothing is lost; each test goes on from the last. */

import assert from "node:assert/strict";
import { type OtherOrganization, type Simulator, startSimulator } from "../../simulator/index";
import { CONTRACTS, describeByFront, thorough } from "./breadth";
import { createProject, failed, type Project, type ResourceEntry, type Run, succeeded } from "./harness";

const MODEL = "DMS Cisco 8865";
const OTHER_MODEL = "DMS Cisco 8845";

/** What `up` is to change. */
interface Changes {
    tags?: string[];
    /** Of the single code. */
    model?: string;
    /** Of the code in the batch. */
    modelInBatch?: string;
}

/** The organisations whose token is tried: the one without devices, with others, and with the same MAC addresses. */
const OTHERS = ["empty", "other", "same"] as const;
/** Another organisation is tried with devices that are not ours, or with none, by the same code. */
const TRIED = thorough ? OTHERS : (["empty", "same"] as const);

for (const contract of CONTRACTS) {
    describeByFront(`the token of another organisation: ${contract}`, (front) => {
        let simulator: Simulator;
        let project: Project;
        let owners: string[];
        let taken: string;
        let others: Record<(typeof OTHERS)[number], OtherOrganization>;

        before(async () => {
            simulator = await startSimulator({ contract });
            owners = Array.from({ length: 5 }, () => simulator.addWorkspace().id);
            taken = simulator.addDevice({ workspaceId: owners[4] }).id;
            project = await createProject({
                front,
                config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": contract, "webex:maxRetries": 0 },
                env: { WEBEX_ACCESS_TOKEN: simulator.token },
            });
            project.write(program());
            succeeded(await project.up());
            const [empty, other, same] = [1, 2, 3].map(() => simulator.addOrganization());
            assert.ok(empty && other && same);
            other.addDevice({ workspaceId: other.addWorkspace().id });
            // The same owners, MAC addresses and models: all that the program says is so there, too.
            for (const id of owners) {
                same.addWorkspace({ id });
            }
            for (const { workspaceId, mac, product, type, serial, tags } of simulator.devices()) {
                same.addDevice({ workspaceId, mac, product, type, serial, tags });
            }
            others = { empty, other, same };
        });

        after(async () => {
            project.dispose();
            await simulator.close();
        });

        beforeEach(() => {
            simulator.log.clear();
        });

        /** One of each resource, and a device that was taken over. */
        function program({ tags = ["first"], model = MODEL, modelInBatch = MODEL }: Changes = {}): ResourceEntry[] {
            const [phone, entry, code, inBatch] = owners.map((workspaceId) => ({ workspaceId, model: MODEL }));
            const mac = (digit: number) => (contract === "cisco" ? { mac: `02AB0F00000${digit}` } : {});
            return [
                { type: "Device", name: "phone", args: { ...phone, ...mac(1), tags } },
                { type: "Device", name: "room", args: { deviceId: taken, tags } },
                { type: "DeviceBatch", name: "phones", args: { devices: { entry: { ...entry, ...mac(2), tags } } } },
                { type: "DeviceActivation", name: "code", args: { ...code, model } },
                {
                    type: "DeviceActivationBatch",
                    name: "codes",
                    args: { activations: { entry: { ...inBatch, model: modelInBatch } } },
                },
            ];
        }

        /** What the state records of each resource, in the order of names; each save encrypts secrets anew. */
        function recorded(): unknown {
            const { resources = [] } = project.savedState().deployment;
            const ours = resources.filter(({ type }) => type.startsWith("pulumi-nodejs:"));
            const parts = ours.map(({ urn, id, outputs }) => ({ urn, id, outputs }));
            const hidden = (name: string, value: unknown) => (name === "ciphertext" ? "" : value);
            return JSON.parse(
                JSON.stringify(
                    parts.sort((a, b) => (a.urn < b.urn ? -1 : 1)),
                    hidden,
                ),
            );
        }

        /** Runs a command that is to fail. Checks that the state is as it was and that nothing was written. */
        async function refused(work: Promise<Run>): Promise<string> {
            const [before, devices] = [recorded(), simulator.devices()];
            const { output } = failed(await work);
            assert.deepEqual(recorded(), before);
            assert.deepEqual(
                simulator.log.writes().filter(({ status }) => status < 300),
                [],
            );
            assert.deepEqual(simulator.devices(), devices);
            return output;
        }

        const deviceLabels = ['Device "phone"', 'Device "room"', 'DeviceBatch "phones", the entry'];
        const codeLabel = 'DeviceActivation "code"';
        const codesLabel = 'DeviceActivationBatch "codes", the entry';
        const all = [...deviceLabels, codeLabel, codesLabel];
        // Where the owner is in the other organisation, too, nobody notices before the provider.
        const byHook = "codes[entry]: what it replaces";
        const replacedLabel = { empty: byHook, other: byHook, same: codesLabel };

        for (const which of TRIED) {
            it(`changes nothing where the other one is "${which}": refresh, preview, up and destroy`, async () => {
                const other = others[which];
                const env = { WEBEX_ACCESS_TOKEN: other.token };
                const theirs = other.devices();
                const says = (output: string, labels: readonly string[]): void => {
                    for (const label of labels) {
                        const words =
                            `${label} is in organisation ${simulator.orgId}, but organisation ${other.orgId} answers to ` +
                            "the credential of WEBEX_ACCESS_TOKEN. Nothing was changed";
                        assert.ok(output.includes(words), `${words} is not in:\n${output}`);
                    }
                };
                // Where an error stops the command, others may not have been tried.
                const args = ["--continue-on-error"];
                says(await refused(project.refresh({ env })), all);
                says(await refused(project.preview({ args: ["--refresh"], env })), all);
                project.write(program({ tags: [which], modelInBatch: OTHER_MODEL }));
                says(await refused(project.up({ args, env })), [...deviceLabels, replacedLabel[which]]);
                project.write(program({ model: OTHER_MODEL }));
                says(await refused(project.up({ env })), [codeLabel]);
                says(await refused(project.destroy({ args, env })), all);
                assert.deepEqual(other.devices(), theirs);
            });
        }

        it("says what to set where the organisation cannot be told", async () => {
            const { empty } = others;
            const { orgId } = simulator;
            for (const scope of [...empty.scopes].filter((name) => name.includes("people"))) {
                empty.scopes.delete(scope);
            }
            const output = await refused(project.refresh({ env: { WEBEX_ACCESS_TOKEN: empty.token } }));
            for (const label of all) {
                const words = `${label} is in organisation ${orgId}, and Webex does not say which organisation answers`;
                assert.ok(output.includes(words), `${words} is not in:\n${output}`);
            }
            assert.match(
                output,
                contract === "cisco" ? /Set webex:orgId to the organisation's id, or/ : /Give the token/,
            );
            assert.match(output, /the token the scope spark:people_read/);
        });

        it("replaces nothing because webex:orgId changed", async () => {
            project.write(program({ tags: ["second"], modelInBatch: OTHER_MODEL }));
            project.setConfig({ "webex:orgId": others.other.orgId });
            const words = (label: string) =>
                `${label} is in organisation ${simulator.orgId}, but webex:orgId names ${others.other.orgId}. Nothing is ` +
                "replaced because of that";
            // The engine stops at the first one that it comes to.
            assert.ok((await refused(project.preview())).includes(words("")));
            const each = program();
            for (const { name, type } of thorough
                ? each
                : each.filter(({ name }) => ["phone", "codes"].includes(name))) {
                const output = await refused(project.up({ args: ["--target", project.saved(name).urn] }));
                assert.ok(output.includes(words(`${type} "${name}"`)), output);
            }
            project.setConfig({ "webex:orgId": undefined });
        });

        it("goes on where it was with the right token", async () => {
            project.write(program({ tags: ["second"], modelInBatch: OTHER_MODEL }));
            succeeded(await project.up());
            succeeded(await project.preview({ args: ["--refresh"], expectNoChanges: true }));
            const { id = "" } = project.saved("phone");
            assert.deepEqual(
                [id, taken].map((device) => simulator.device(device)?.tags),
                [["second"], ["second"]],
            );
            succeeded(await project.destroy());
            assert.deepEqual(
                simulator.devices().map((device) => device.id),
                [taken],
            );
        });
    });
}
