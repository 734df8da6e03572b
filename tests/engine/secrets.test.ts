/** Nothing secret stands in clear: not in a file that Pulumi writes, not in anything that a run prints. */

import assert from "node:assert/strict";
import { fingerprint } from "../../provider/resources/moves";
import { type Simulator, startSimulator } from "../../simulator";
import { CONTRACTS, describeByFront } from "./breadth";
import { createProject, type Entry, failed, type Project, type StateResource, succeeded } from "./harness";

const token = "token-0b7c4f31d2";
const serviceApp = {
    clientId: "client-id-5e1f",
    clientSecret: "client-secret-93ab02",
    refreshToken: "refresh-token-c41d77",
};
const password = "sip-password-7f3e9a";
const otherPassword = "sip-password-20c8d1";
const model = "DMS Cisco 8865";

/** How Pulumi marks a secret in its state. */
const SECRET_MARK = { key: "4dabf18193072939515e22adb298388d", value: "1b47061264138c4ac30d75fd1eb44270" };

function assertEncrypted(resource: StateResource, half: "inputs" | "outputs", name: string): void {
    const value = resource[half]?.[name] as Record<string, unknown> | undefined;
    assert.equal(value?.[SECRET_MARK.key], SECRET_MARK.value, `${name} in ${half}: ${JSON.stringify(value)}`);
    assert.match(String(value["ciphertext"]), /^v1:/);
    assert.ok(!("plaintext" in value));
}

function assertNowhere(project: Project, texts: readonly string[]): void {
    for (const text of texts) {
        // An empty list that was searched for nothing would pass.
        assert.ok(text.length >= 12, text);
        assert.deepEqual(project.whereInClear(text), [], `${text} stands in clear`);
    }
}

describeByFront("secrets", (front) => {
    let simulator: Simulator;
    const codes = (): string[] => simulator.codes().map(({ code }) => code);

    describe("from the stack's configuration, with cisco", () => {
        let project: Project;
        let workspaceId: string;
        /** Every secret there was; codes are added as they are issued. */
        const secrets = new Set([token, serviceApp.clientSecret, serviceApp.refreshToken, password, otherPassword]);

        const write = (phone: Record<string, unknown> = {}): void => {
            const entries: Entry[] = [
                {
                    type: "Device",
                    name: "phone",
                    args: { workspaceId, mac: "020000000001", model, password, tags: ["a"], ...phone },
                },
                { type: "DeviceActivation", name: "code", args: { workspaceId, model } },
            ];
            project.write(entries, { code: ["code", "code"], password: ["phone", "password"] });
        };

        before(async () => {
            simulator = await startSimulator({ token, serviceApp });
            workspaceId = simulator.addWorkspace().id;
            project = await createProject({
                front,
                config: {
                    "webex:baseUrl": simulator.baseUrl,
                    "webex:contract": "cisco",
                    "webex:clientId": serviceApp.clientId,
                },
                secrets: {
                    "webex:accessToken": token,
                    "webex:clientSecret": serviceApp.clientSecret,
                    "webex:refreshToken": serviceApp.refreshToken,
                },
            });
        });

        after(async () => {
            project.dispose();
            await simulator.close();
        });

        afterEach(() => {
            for (const code of codes()) {
                secrets.add(code);
            }
            secrets.add(simulator.currentToken);
            assertNowhere(project, [...secrets]);
        });

        it("are not repeated by a check failure, a mistyped name included", async () => {
            write({ password: [password], pasword: otherPassword });

            const run = failed(await project.preview({ args: ["--diff"] }));

            assert.match(run.output, /password must be a text/);
            assert.match(run.output, /there is no property "pasword"; the nearest is "password"/);
        });

        it("are not repeated from Webex's own words", async () => {
            write();
            const body = { message: `The password ${password} is too weak.`, trackingId: "TRACKING_1" };
            simulator.faults.add({ method: "POST", path: "/devices", kind: { status: 400, body } });

            const run = failed(await project.up());

            assert.match(run.output, /Webex says: The password \[secret\] is too weak/);
        });

        it("are encrypted in the state of a device that was made by half", async () => {
            write({ password });
            simulator.faults.add({ method: "PATCH", kind: { status: 400 } });

            failed(await project.up({ args: ["--diff"] }), /PATCH/);

            const phone = project.saved("phone");
            assert.equal(phone.initErrors?.length, 1);
            assertEncrypted(phone, "inputs", "password");
            assertEncrypted(phone, "outputs", "password");
        });

        it("are encrypted in the state of what was made, and masked on the console", async () => {
            write({ password: { $secret: password } });

            const run = succeeded(await project.up({ preview: true, args: ["--diff"] }));

            assert.equal(codes().length, 1);
            assert.match(run.output, /code\s*: (output<string>|\[secret\])/);
            assert.match(run.output, /password\s*: \[secret\]/);
        });

        it("are ciphertext in an export, beside the constant provider text", async () => {
            const { deployment } = await project.exportState();

            const find = (name: string): StateResource => {
                const found = deployment.resources?.find(({ urn }) => urn.endsWith(`::${name}`));
                assert.ok(found);
                return found;
            };
            const [phone, code] = [find("phone"), find("code")];
            assertEncrypted(phone, "inputs", "password");
            assertEncrypted(phone, "outputs", "password");
            assertEncrypted(code, "outputs", "code");
            // A plugin is in no state.
            const texts =
                front === "dynamic"
                    ? {
                          phone: 'exports.handler=()=>require("pulumi-webex/provider/device")',
                          code: 'exports.handler=()=>require("pulumi-webex/provider/deviceActivation")',
                      }
                    : { phone: undefined, code: undefined };
            assert.equal(phone.inputs?.["__provider"], texts.phone);
            assert.equal(phone.outputs?.["__provider"], texts.phone);
            assert.equal(code.inputs?.["__provider"], texts.code);
            assert.equal(code.outputs?.["__provider"], texts.code);
        });

        it("are masked when they change", async () => {
            write({ password: otherPassword });

            const run = succeeded(await project.up({ args: ["--diff"] }));

            assert.match(run.output, /(update)[\s\S]*password\s*: \[secret\]/);
        });

        it("are not written by a Service App's refresh, nor by one that fails", async () => {
            simulator.expireToken();
            succeeded(await project.refresh({ args: ["--diff"] }));
            assert.notEqual(simulator.currentToken, token);
            secrets.add(simulator.currentToken);

            const { clientSecret, refreshToken } = serviceApp;
            simulator.expireToken();
            simulator.faults.add({
                method: "POST",
                path: "/access_token",
                kind: { status: 400, body: { message: `${clientSecret} and ${refreshToken} do not fit` } },
            });
            failed(await project.refresh(), /look at webex:clientId and webex:clientSecret|look at webex:refreshToken/);
        });

        it("are not written by a destroy", async () => {
            succeeded(await project.destroy({ args: ["--diff"] }));

            assert.deepEqual(simulator.devices(), []);
        });
    });

    describe("with crud", () => {
        let project: Project;
        before(async () => {
            simulator = await startSimulator({ contract: "crud", token });
            project = await createProject({
                front,
                config: { "webex:baseUrl": simulator.baseUrl },
                env: { WEBEX_ACCESS_TOKEN: token },
            });
        });

        after(async () => {
            project.dispose();
            await simulator.close();
        });

        it("keep a device's activation code encrypted and masked through its life", async () => {
            const args = { workspaceId: simulator.addWorkspace().id };
            const outputs: Record<string, [string, string]> = {
                deviceCode: ["room", "activationCode"],
                code: ["code", "code"],
            };
            project.write(
                [
                    { type: "Device", name: "room", args },
                    { type: "DeviceActivation", name: "code", args },
                ],
                outputs,
            );
            const up = succeeded(await project.up({ args: ["--diff"] }));
            const issued = codes();
            assert.equal(issued.length, 2);
            assert.match(up.output, /deviceCode\s*: \[secret\]/);
            assertEncrypted(project.saved("room"), "outputs", "activationCode");
            assertEncrypted(project.saved("code"), "outputs", "code");

            project.write([{ type: "Device", name: "room", args: { ...args, tags: ["a"] } }]);
            succeeded(await project.up({ args: ["--diff", "--refresh"] }));
            assertEncrypted(project.saved("room"), "outputs", "activationCode");
            succeeded(await project.destroy({ args: ["--diff"] }));

            assertNowhere(project, [token, ...issued]);
        });
    });

    for (const contract of CONTRACTS) {
        describe(`that a program made of owners and MAC addresses, with ${contract}`, () => {
            let project: Project;
            let personId: string;
            let workspaceId: string;
            const macs = [1, 2, 3, 4].map((number) => `02AB5D00000${number}`);

            /** Devices and codes of the two owners, as single resources and as entries of batches. */
            const write = (wanted: string): void => {
                const owners = [
                    { personId: { $secret: personId } },
                    { workspaceId: { $secret: workspaceId } },
                ] as const;
                const [ofPerson, ofWorkspace] = owners.map((owner) => ({ ...owner, model: wanted }));
                const [one, two, three, four] = macs.map((mac) => ({ mac: { $secret: mac } }));
                const devices = { a: { ...ofPerson, ...three }, b: { ...ofWorkspace, ...four } };
                const activations = { a: { ...ofPerson }, b: { ...ofWorkspace } };
                project.write(
                    [
                        { type: "Device", name: "ofPerson", args: { ...ofPerson, ...one } },
                        { type: "Device", name: "ofWorkspace", args: { ...ofWorkspace, ...two } },
                        { type: "DeviceActivation", name: "codeOfPerson", args: { ...ofPerson } },
                        { type: "DeviceActivation", name: "codeOfWorkspace", args: { ...ofWorkspace } },
                        { type: "DeviceBatch", name: "devices", args: { devices } },
                        { type: "DeviceActivationBatch", name: "codes", args: { activations } },
                    ],
                    {
                        person: ["ofPerson", "personId"],
                        workspace: ["ofWorkspace", "workspaceId"],
                        all: ["devices", "devices"],
                    },
                );
            };
            /** That a resource was replaced stands in its state: a dynamic provider has no other way to know it. */
            const assertMarked = (name: string, mark: unknown): void => {
                const { inputs, outputs } = project.saved(name);
                const expected = front === "dynamic" ? mark : undefined;
                assert.deepEqual([inputs?.["__replaces"], outputs?.["__replaces"]], [expected, expected]);
            };

            before(async () => {
                simulator = await startSimulator({ contract });
                personId = simulator.addPerson({ maxDeviceCount: 9, maxOwnedDeviceCount: 9 }).id;
                workspaceId = simulator.addWorkspace().id;
                project = await createProject({
                    front,
                    config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": contract },
                    env: { WEBEX_ACCESS_TOKEN: simulator.token },
                });
            });

            after(async () => {
                project.dispose();
                await simulator.close();
            });

            afterEach(() => {
                // Behind the base64 of an id is the same id, which nobody may read either.
                const bare = [personId, workspaceId].map(
                    (id) => Buffer.from(id, "base64").toString().split("/").at(-1) ?? "",
                );
                assertNowhere(project, [personId, workspaceId, ...bare, ...macs, ...codes()]);
            });

            it("are ciphertext of their own beside what can be read, once all is made", async () => {
                write(model);

                succeeded(await project.up({ preview: true, args: ["--diff"] }));

                assert.equal(simulator.devices().length, 8);
                for (const half of ["inputs", "outputs"] as const) {
                    assertEncrypted(project.saved("ofPerson"), half, "personId");
                    assertEncrypted(project.saved("ofPerson"), half, "mac");
                    assertEncrypted(project.saved("ofWorkspace"), half, "workspaceId");
                    assertEncrypted(project.saved("codeOfPerson"), half, "personId");
                    assertEncrypted(project.saved("codeOfWorkspace"), half, "workspaceId");
                    for (const [batch, entries] of [
                        ["devices", "devices"],
                        ["codes", "activations"],
                    ] as const) {
                        const values = project.saved(batch)[half]?.[entries] as Record<string, Record<string, unknown>>;
                        const { a = {}, b = {} } = values;
                        assertEncrypted({ ...project.saved(batch), [half]: a }, half, "personId");
                        assertEncrypted({ ...project.saved(batch), [half]: b }, half, "workspaceId");
                        assert.deepEqual([a["model"], b["model"]], [model, model]);
                    }
                }
                const { ids, entries } = project.saved("devices").outputs as { ids: object; entries: string };
                assert.deepEqual(Object.keys(ids), ["a", "b"]);
                const records = JSON.parse(entries) as Record<string, { origin: string }>;
                assert.deepEqual([records["a"]?.origin, records["b"]?.origin], ["registered", "registered"]);
            });

            it("are so after a replacement, of which the state keeps that there was one", async () => {
                write("DMS Cisco 8851");

                succeeded(await project.up({ args: ["--diff"] }));

                assert.equal(simulator.log.requests({ method: "DELETE" }).length, 8);
                assert.equal(simulator.devices().length, 8);
                const [one, two] = macs.map((mac) => fingerprint(mac));
                const [person, workspace] = [personId, workspaceId].map((id) => fingerprint(id));
                const marks = {
                    ofPerson: { frees: true, mac: one, owner: person },
                    codeOfPerson: { frees: true, owner: person },
                    ofWorkspace: { frees: false, mac: two, owner: workspace },
                };
                for (const [name, mark] of Object.entries(marks)) {
                    assertMarked(name, mark);
                }
            });

            it("are so after a refresh that finds drift, and after its repair", async () => {
                for (const { id } of simulator.devices()) {
                    simulator.setTags(id, ["theirs"]);
                }

                succeeded(await project.refresh({ args: ["--diff"] }));
                succeeded(await project.up({ args: ["--refresh", "--diff"] }));
                succeeded(await project.preview({ expectNoChanges: true }));

                const mark = { frees: true, mac: fingerprint(macs[0] ?? ""), owner: fingerprint(personId) };
                assertMarked("ofPerson", mark);
            });

            it("are so when all is gone", async () => {
                succeeded(await project.destroy({ args: ["--diff"] }));

                assert.deepEqual(simulator.devices(), []);
            });
        });
    }

    describe("from the environment, in logs of the highest level", () => {
        let project: Project;
        before(async () => {
            simulator = await startSimulator({ token });
            project = await createProject({
                front,
                config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco" },
                env: { WEBEX_ACCESS_TOKEN: token },
            });
        });

        after(async () => {
            project.dispose();
            await simulator.close();
        });

        /**
         * At this level Pulumi's engine itself prints every property of every call in clear, before and after it
         * calls any provider, and no provider can keep it from that. So what is held here is that the token, which
         * is no property, stands nowhere, and that each line with a code or password is one of the engine's.
         */
        const ENGINE_LINE =
            /arshaling property for RPC\[|RegisterResource RPC finished|Planner decided|eventSink::Debug/;

        it("show no token, and codes and passwords only where the engine prints them itself", async () => {
            const args = { workspaceId: simulator.addWorkspace().id, model };
            project.write([
                { type: "Device", name: "phone", args: { ...args, mac: "020000000001", password, tags: ["a"] } },
                { type: "DeviceActivation", name: "code", args },
            ]);
            const verbose = { args: ["--logtostderr", "-v=9"] };

            const runs = [succeeded(await project.up({ preview: true, ...verbose }))];
            const issued = codes();
            runs.push(succeeded(await project.refresh(verbose)), succeeded(await project.destroy(verbose)));

            assert.equal(issued.length, 1);
            const lines = runs.flatMap(({ output }) => output.split("\n"));
            // The level was really on.
            assert.ok(lines.some((line) => ENGINE_LINE.test(line)));
            assert.deepEqual(
                lines.filter((line) => line.includes(token)),
                [],
            );
            const telling = lines.filter((line) => [password, ...issued].some((secret) => line.includes(secret)));
            assert.deepEqual(
                telling.filter((line) => !ENGINE_LINE.test(line)),
                [],
            );
            const inFiles = [token, password, ...issued].flatMap((secret) => project.whereInClear(secret));
            assert.deepEqual(new Set(inFiles), new Set(["console output"]));
        });
    });
});
