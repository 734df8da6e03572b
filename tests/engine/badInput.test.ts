/** Bad input is answered at preview and sends nothing; a bad answer is an error and loses nothing. */

import assert from "node:assert/strict";
import { type Fault, type FaultKind, type Simulator, startSimulator } from "../../simulator";
import { describeByFront, itThoroughly } from "./breadth";
import { createProject, type Entry, failed, type Project, type Run, succeeded } from "./harness";

const model = "DMS Cisco 8865";

function says(run: Run, ...sentences: string[]): void {
    for (const sentence of sentences) {
        assert.ok(run.output.includes(sentence), `${sentence} is not in:\n${run.output}`);
    }
}

/** One refusal at Check tells one resource's mistakes: unit tests look at each of them, and the soak at those below. */
describeByFront("bad input", (front) => {
    let simulator: Simulator;
    let project: Project;

    const device = (args: Record<string, unknown>): Entry[] => [{ type: "Device", name: "bad", args }];

    before(async () => {
        simulator = await startSimulator();
        project = await createProject({
            front,
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco" },
            env: { WEBEX_ACCESS_TOKEN: simulator.token },
        });
    });

    after(async () => {
        project.dispose();
        await simulator.close();
    });

    afterEach(() => {
        project.setConfig({
            "webex:baseUrl": simulator.baseUrl,
            "webex:contract": "cisco",
            "webex:limitGuard": undefined,
            "webex:deviceLimits": undefined,
            "webex:maxRetries": undefined,
        });
        assert.deepEqual(simulator.log.entries, [], "nothing may be sent");
    });

    it("of a device is told for each property at once", async () => {
        project.write(
            device({
                personId: "person",
                workspaceId: "workspace",
                mac: "02:00:00:00:00",
                model: "",
                serialNumber: "FOC1234",
                tags: ["a", 3],
                displayName: "Reception",
                upgradeChannel: "beta",
                orgId: 7,
            }),
        );

        const run = failed(await project.preview());

        says(
            run,
            "give either personId or workspaceId, not both",
            '"02:00:00:00:00" is no MAC address; expected 12 hexadecimal digits',
            "property model value {} has a problem: must not be empty",
            'there is no property "serialNumber"; the nearest is "serial"',
            "entry 2 must be a text",
            "follows the owner in Webex: rename the workspace or the person (Control Hub",
            "can only be set in Control Hub",
            "property orgId value {7} has a problem: must be a text",
        );
    });

    itThoroughly("names the owner and the model that are missing", async () => {
        project.write(device({ mac: "020000000001", unregisterOnDelete: "yes" }));

        const run = failed(await project.preview());

        says(
            run,
            "property personId",
            "is missing: give either personId or workspaceId",
            "property model",
            'is missing: registering by MAC address needs it, e.g. "DMS Cisco 8865"',
            "must be true or false",
        );
    });

    itThoroughly("points to DeviceActivation where a MAC address is missing", async () => {
        project.write(device({ workspaceId: "workspace", model }));

        says(failed(await project.preview()), "property mac", "is missing", "use DeviceActivation");
    });

    it("of a code is told for each property at once", async () => {
        const args = { modle: model, model: 8865, renew: "sometimes", orgId: " " };
        project.write([{ type: "DeviceActivation", name: "bad", args }]);

        const run = failed(await project.preview());

        says(
            run,
            "is missing: give either personId or workspaceId",
            'there is no property "modle"; the nearest is "model"',
            "property model value {8865} has a problem: must be a text",
            'must be "whenExpired" or "whenNeeded" or "never"',
            "property orgId value { } has a problem: must not be empty",
        );
    });

    itThoroughly("under crud names what the 1.0 document has no place for", async () => {
        project.setConfig({ "webex:contract": "crud" });
        project.write(device({ workspaceId: "workspace", password: "sip-password", upgradeChannel: [] }));

        const run = failed(await project.preview());

        says(run, "password has no place in the 1.0 document", "property upgradeChannel", "must be a text");
    });

    it("that is unknown at preview is told when it is known", async () => {
        project.write(
            device({ workspaceId: { $unknownAtPreview: " " }, mac: { $unknownAtPreview: "nonsense" }, model }),
        );

        const run = failed(await project.up({ preview: true }));

        const [preview = "", update = ""] = run.output.split("Updating (test)");
        assert.match(preview, /bad create/);
        assert.doesNotMatch(preview, /error/);
        assert.match(update, /property mac value \{nonsense\} has a problem: "nonsense" is no MAC address/);
        assert.match(update, /property workspaceId value \{ \} has a problem: must not be empty/);
        // What the plan names already, the model, is looked at.
        const asked = simulator.log.entries.map(({ method, path }) => `${method} ${path}`);
        assert.deepEqual(asked, ["GET /telephony/config/supportedDevices"]);
        simulator.log.clear();
    });

    describe("in the configuration", () => {
        beforeEach(() => {
            project.write(device({ workspaceId: "workspace", mac: "020000000001", model }));
        });

        it("is told for each key", async () => {
            project.setConfig({
                "webex:baseUrl": "not a url",
                "webex:contract": "soap",
                "webex:limitGuard": "strict",
                "webex:deviceLimits": { someone: -1 },
                "webex:maxRetries": "many",
            });

            const run = failed(await project.preview());

            says(
                run,
                "webex:baseUrl is no URL",
                "webex:contract must be",
                "webex:limitGuard must be",
                "webex:deviceLimits the limit of someone must be a whole number",
                "webex:maxRetries must be a whole number",
            );
        });

        itThoroughly("is told for an address that carries credentials, which are not repeated", async () => {
            project.setConfig({ "webex:baseUrl": simulator.baseUrl.replace("//", "//somebody:hunter2@") });

            const run = failed(await project.preview());

            says(run, "webex:baseUrl must not carry credentials; put the token into webex:accessToken");
            assert.doesNotMatch(run.output, /hunter2/);
        });

        itThoroughly("is told for an address that would send the token in clear", async () => {
            project.setConfig({ "webex:baseUrl": "http://webex.example/v1" });

            says(
                failed(await project.preview()),
                "webex:baseUrl would send the token in clear to webex.example; use https, or set webex:allowInsecure",
            );
        });

        it("names the line that sets a missing credential", async () => {
            says(
                failed(await project.preview({ env: { WEBEX_ACCESS_TOKEN: "" } })),
                "no Webex credential is configured. Run `pulumi config set --secret webex:accessToken`",
            );
        });
    });
});

describeByFront("a bad answer", (front) => {
    const rooms = ["page", "cut", "empty", "nameless"] as const;
    const tracked = /tracking id SIMULATOR_[0-9A-F-]+/;

    let simulator: Simulator;
    let project: Project;
    let workspaceId: string;

    /** What is wrong with the answer that each room gets. */
    const kinds = (json: object): Record<(typeof rooms)[number], FaultKind> => ({
        page: { contentType: "text/html", body: "<html><title>Sign in</title></html>" },
        cut: { cut: true },
        empty: { empty: true },
        nameless: { json },
    });
    /** By the model it is known whose request came when. */
    const write = (...names: readonly string[]): void => {
        project.write(names.map((name) => ({ type: "Device", name, args: { workspaceId, model: name } })));
    };
    /** What the state keeps of rooms, but for the new ciphertext that each writing gives the same secret. */
    const kept = (...names: readonly string[]): unknown =>
        names.map((name) => {
            const { id, inputs, outputs = {} } = project.saved(name);
            return { id, inputs, outputs: { ...outputs, activationCode: typeof outputs["activationCode"] } };
        });
    /** The lines about one room in the diagnostics. */
    const about = (run: Run, name: string): string => {
        const [, text = ""] =
            new RegExp(`webex:(?:index:)?Device \\(${name}\\):\n([\\s\\S]*?)\n\n`).exec(run.output) ?? [];
        assert.notEqual(text, "", `nothing about ${name} in:\n${run.output}`);
        return text;
    };

    before(async () => {
        simulator = await startSimulator({ contract: "crud" });
        workspaceId = simulator.addWorkspace().id;
        project = await createProject({
            front,
            config: { "webex:baseUrl": simulator.baseUrl, "webex:maxRetries": 0 },
            env: { WEBEX_ACCESS_TOKEN: simulator.token },
        });
    });

    after(async () => {
        project.dispose();
        await simulator.close();
    });

    it("to a create is an error with method, path, status and tracking id", async () => {
        const { page, empty, nameless } = kinds({ code: "1234123412341234", expiresAt: "2030-01-01T00:00:00Z" });
        for (const kind of [page, empty, nameless]) {
            simulator.faults.add({ method: "POST", path: "/devices", kind });
        }
        write("page", "empty", "nameless");

        const run = failed(await project.up({ args: ["--continue-on-error"] }));

        // Devices of one owner are made one after another, so the log tells which of them got which answer.
        const made = simulator.log.requests({ method: "POST" });
        const wanted: Record<string, RegExp> = {
            contentType: /POST \/devices answered 200: the answer is a web page, not JSON/,
            empty: /POST \/devices answered 200: the answer has no activation code/,
            json: /POST \/devices answered 200: the answer has no device id/,
        };
        assert.deepEqual(made.map(({ fault }) => fault).sort(), Object.keys(wanted).sort());
        for (const { fault = "", body } of made) {
            const text = about(run, (body as { model: string }).model);
            assert.match(text, wanted[fault] ?? /^$/);
            assert.match(text, tracked, fault);
        }
        assert.deepEqual(project.savedNames(), []);
    });

    it("that breaks off each time is the same", async () => {
        simulator.faults.add({ method: "POST", path: "/devices", count: -1, kind: { cut: true } });
        write("cut");

        const run = failed(await project.up());

        simulator.faults.clear();
        const text = about(run, "cut");
        assert.match(text, /POST \/devices answered 200: .*the answer of \S+ broke off/);
        assert.match(text, tracked);
        assert.deepEqual(project.savedNames(), []);
    });

    it("to a read is the same and the state keeps the device as it was; one without an id is of the id asked for", async () => {
        write(...rooms);
        succeeded(await project.up());
        const unreadable = ["page", "cut", "empty"] as const;
        const before = kept(...unreadable);
        const ids = Object.fromEntries(rooms.map((name) => [name, project.saved(name).id ?? ""]));
        for (const [name, kind] of Object.entries(kinds({ displayName: "Somebody", type: "roomdesk" }))) {
            const fault: Fault = { method: "GET", path: `/devices/${ids[name] ?? ""}`, count: -1, kind };
            simulator.faults.add(fault);
        }

        const run = failed(await project.refresh());

        const wanted: Record<(typeof unreadable)[number], RegExp> = {
            page: /GET \/devices\/\S+ answered 200: the answer is a web page, not JSON/,
            cut: /GET \/devices\/\S+ answered 200: .*the answer of \S+ broke off/,
            empty: /GET \/devices\/\S+ answered 200: the answer is empty/,
        };
        for (const room of unreadable) {
            const text = about(run, room);
            assert.match(text, wanted[room]);
            assert.match(text, tracked, room);
        }
        assert.deepEqual(kept(...unreadable), before);
        const { id, outputs } = project.saved("nameless");
        assert.deepEqual([id, outputs?.["displayName"]], [ids["nameless"], "Somebody"]);
    });
});
