/** The look at a plan before anything of it is applied, on the real engine. */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { type Simulator, startSimulator } from "../../simulator";
import { describeByFront, itThoroughly } from "./breadth";
import {
    createProject,
    diagnosticsOf,
    failed,
    type Project,
    type ResourceEntry,
    type Run,
    saidUnder,
    succeeded,
} from "./harness";

const PHONE = "DMS Cisco 8865";

/** A resource that cannot work, what is said of it, and the arguments that make it possible. */
interface Row {
    readonly entry: ResourceEntry;
    readonly says: RegExp;
    readonly right: Record<string, unknown>;
}

describeByFront("a plan is looked at before it is applied", (front) => {
    const closers: (() => Promise<void> | void)[] = [];
    let macs = 0;
    afterEach(async () => {
        for (const close of closers.splice(0).reverse()) {
            await close();
        }
    });

    const newMac = () => {
        macs += 1;
        return `02CC0000${String(macs).padStart(4, "0")}`;
    };

    async function open(contract: "cisco" | "crud" = "cisco"): Promise<{ simulator: Simulator; project: Project }> {
        const simulator = await startSimulator({ contract });
        closers.push(() => simulator.close());
        const project = await createProject({
            front,
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": contract, "webex:maxRetries": 0 },
            env: { WEBEX_ACCESS_TOKEN: simulator.token },
        });
        closers.push(() => {
            project.dispose();
        });
        return { simulator, project };
    }

    /**
     * Asserts that each row is refused under its own resource, with nothing written, and that all apply when right: so
     * many get `adopted`, the rest is made.
     */
    async function refusedThenApplied(
        { simulator, project }: { simulator: Simulator; project: Project },
        rows: Row[],
        adopted = 0,
    ) {
        project.write(rows.map(({ entry }) => entry));
        const run = failed(await project.up({ preview: true }), /error/);
        for (const { entry, says } of rows) {
            const said = saidUnder(entry.name, run);
            assert.match(said, /error: /, `nothing is said of ${entry.name}:\n${run.output}`);
            assert.match(said, says);
        }
        assert.deepEqual(simulator.log.writes(), []);
        assert.doesNotMatch(run.output, /Updating/);

        project.write(rows.map(({ entry, right }) => ({ ...entry, args: right })));
        succeeded(await project.up({ preview: true }));
        assert.equal(simulator.log.requests({ method: "POST" }).length, rows.length - adopted);
    }

    /** The rows that both contracts have. */
    function ownerRows(simulator: Simulator): Row[] {
        const [person, workspace] = [
            simulator.addPerson({ displayName: "Ada Lovelace" }),
            simulator.addWorkspace({ displayName: "Sea View" }),
        ];
        const device = (owner: object) => ({ ...owner, mac: newMac(), model: PHONE });
        const code = (owner: object) => ({ ...owner, model: PHONE });
        const ada = () => ({ personId: person.id });
        const room = () => ({ workspaceId: workspace.id });
        const single = (name: string, wrong: object, says: RegExp, right: object): Row => ({
            entry: { type: "Device", name, args: device(wrong) },
            says,
            right: device(right),
        });
        const nobody = /the person nobody does not exist .*getPerson/;
        const nowhere = /the workspace nowhere does not exist .*getWorkspace/;
        const namesAda = /workspaceId names a person: Ada Lovelace <.*> .* as personId/;
        const namesRoom = /personId names a workspace "Sea View" .* as workspaceId/;
        return [
            single("no-person", { personId: "nobody" }, nobody, ada()),
            single("no-workspace", { workspaceId: "nowhere" }, nowhere, room()),
            single("ada-as-room", { workspaceId: person.id }, namesAda, ada()),
            single("room-as-person", { personId: workspace.id }, namesRoom, room()),
            ...["b-no-person", "b-no-workspace", "b-ada-as-room", "b-room-as-person"].map((name, at): Row => {
                const wrong = [
                    { personId: "nobody" },
                    { workspaceId: "nowhere" },
                    { workspaceId: person.id },
                    { personId: workspace.id },
                ];
                const says = [nobody, nowhere, namesAda, namesRoom][at] ?? /^/;
                return {
                    entry: { type: "DeviceBatch", name, args: { devices: { x: device(wrong[at] ?? {}) } } },
                    says: new RegExp(`${name}\\[x\\]: ${says.source}`),
                    right: { devices: { x: device(at % 2 === 0 ? ada() : room()) } },
                };
            }),
            {
                entry: { type: "DeviceActivation", name: "code-no-person", args: code({ personId: "nobody" }) },
                says: nobody,
                right: code(ada()),
            },
            {
                entry: {
                    type: "DeviceActivationBatch",
                    name: "codes-no-workspace",
                    args: { activations: { x: code({ workspaceId: "nowhere" }) } },
                },
                says: nowhere,
                right: { activations: { x: code(room()) } },
            },
        ];
    }

    /** A device of somebody else with this MAC address, and what is said to whoever wants to register it. */
    function takenMac(simulator: Simulator) {
        const hall = simulator.addWorkspace({ displayName: "Hall" });
        const mac = newMac();
        const { id } = simulator.addDevice({ workspaceId: hall.id, mac, product: "Cisco 8865", type: "phone" });
        const says = new RegExp(
            `${mac} is in use by device "Hall" \\(${id}\\) of workspace "Hall" .*alias.*run of its own`,
        );
        return { mac, says };
    }

    /** A phone of an owner that Webex lists as another model, and what is said to whoever declares it as this one. */
    function otherModel(simulator: Simulator, personId: string) {
        const mac = newMac();
        const { id } = simulator.addDevice({ personId, mac, product: "Cisco 9861", type: "phone" });
        const says = new RegExp(
            `${mac} is in use by device "Person 1" \\(${id}\\) of Person 1 <.*> \\(.*\\)\\. Webex lists it as ` +
                `Cisco 9861, not ${PHONE}.*Declare the model "Cisco 9861".*alias.*run of its own`,
        );
        return { mac, says, right: { mac, model: "Cisco 9861" } };
    }

    it("by the cisco contract: 26 that cannot work are refused at preview, and made right they apply", async () => {
        const stand = await open();
        const { simulator } = stand;
        const person = simulator.addPerson({});
        const full = simulator.addPerson({ displayName: "Full Fred", maxOwnedDeviceCount: 1 });
        simulator.addDevice({ personId: full.id });
        const workspace = simulator.addWorkspace({});
        const phones = simulator.addWorkspace({ displayName: "Phones", supportedDevices: "phones" });
        const boards = simulator.addWorkspace({ displayName: "Boards", supportedDevices: "collaborationDevices" });
        const [first, second] = [takenMac(simulator), takenMac(simulator)];
        const [third, fourth] = [otherModel(simulator, person.id), otherModel(simulator, person.id)];
        const right = { personId: person.id, model: PHONE };
        const single = (name: string, wrong: object, says: RegExp, more: object = {}): Row => ({
            entry: { type: "Device", name, args: { ...right, mac: newMac(), ...wrong } },
            says,
            right: { ...right, mac: newMac(), ...more },
        });
        const batch = (name: string, wrong: object, says: RegExp, more: object = {}): Row => ({
            entry: { type: "DeviceBatch", name, args: { devices: { x: { ...right, mac: newMac(), ...wrong } } } },
            says: new RegExp(`${name}\\[x\\]: .*${says.source}`),
            right: { devices: { x: { ...right, mac: newMac(), ...more } } },
        });
        const code = (name: string, wrong: object, says: RegExp): Row => ({
            entry: { type: "DeviceActivation", name, args: wrong as Record<string, unknown> },
            says,
            right: { ...right },
        });
        const thirdParty = { model: "DMS Yealink T54" };
        const unmanaged = { model: "Generic IPPhone Customer Managed" };
        const rows: Row[] = [
            ...ownerRows(simulator),
            single("taken-mac", { mac: first.mac }, first.says),
            batch("b-taken-mac", { mac: second.mac }, second.says),
            single("other-model", { mac: third.mac }, third.says, third.right),
            batch("b-other-model", { mac: fourth.mac }, fourth.says, fourth.right),
            single(
                "no-model",
                { model: "DMS Cisco 88655" },
                /no model "DMS Cisco 88655"; the nearest is "DMS Cisco 8865"/,
            ),
            batch("b-no-model", { model: "Cisco 98612" }, /no model "Cisco 98612"; the nearest is "Cisco 9861"/),
            single("rooms-only", { model: "DMS Cisco DBS110" }, /is not for a person.*for workspaces only/),
            code(
                "people-only",
                { workspaceId: workspace.id, model: "Webex Go" },
                /is not for a workspace.*for people only/,
            ),
            single("by-code", { model: "DMS Cisco 840" }, /cannot be registered by its MAC address.*DeviceActivation/),
            code("by-mac", { ...right, model: "DMS Cisco 191" }, /cannot be registered by an activation code.*`mac`/),
            single("password", unmanaged, /third-party phone \(managed by CUSTOMER\).*`password`/, {
                ...unmanaged,
                password: "s3cret-sip",
            }),
            batch("b-password", unmanaged, /third-party phone \(managed by CUSTOMER\).*Device of its own/),
            single(
                "mpp",
                { personId: undefined, workspaceId: boards.id },
                /workspace "Boards" .* takes no "DMS Cisco 8865"/,
            ),
            code("room-code", { workspaceId: phones.id }, /workspace "Phones" .* a code without a model.*`model`/),
            single("seat", { personId: full.id }, /Full Fred <.*> .* would have too many devices.*at most 1 allowed/),
            single(
                "third-party",
                { ...thirdParty, personId: "nobody" },
                /the person nobody does not exist/,
                thirdParty,
            ),
        ];
        assert.equal(rows.length, 26);
        await refusedThenApplied(stand, rows, 2);
    });

    itThoroughly("by the crud contract likewise, as far as it has the routes", async () => {
        const stand = await open("crud");
        await refusedThenApplied(stand, ownerRows(stand.simulator));
    });

    it("with few requests: 200 new phones among 1,000 devices", async () => {
        const { simulator, project } = await open();
        const hall = simulator.addWorkspace({}).id;
        for (let at = 0; at < 1000; at += 1) {
            simulator.addDevice({ workspaceId: hall, mac: newMac() });
        }
        const entries = Array.from({ length: 200 }, (_, at) => {
            const owner =
                at < 100 ? { personId: simulator.addPerson({}).id } : { workspaceId: simulator.addWorkspace({}).id };
            return [`p${at}`, { ...owner, mac: newMac(), model: PHONE }];
        });
        project.setConfig({ "webex:limitGuard": "off" });
        project.write([{ type: "DeviceBatch", name: "phones", args: { devices: Object.fromEntries(entries) } }]);
        simulator.log.clear();

        succeeded(await project.preview());

        const paths = simulator.log.entries.map(({ path: asked }) => asked);
        const count = (asked: string) => paths.filter((each) => each === asked).length;
        assert.deepEqual([count("/people"), count("/workspaces"), count("/devices")], [2, 2, 10]);
        assert.ok(paths.length <= 200 / 85 + 1000 / 100 + 6, `${paths.length} requests: ${paths.join(" ")}`);
    });

    describe("where nobody can be asked", () => {
        const rooms = (simulator: Simulator): ResourceEntry[] =>
            ["one", "two"].map((name) => ({
                type: "Device",
                name,
                args: { workspaceId: simulator.addWorkspace({}).id, mac: newMac(), model: PHONE },
            }));
        // Of a plugin the engine says "Preview failed" before the error, and "preview failed" of the stack.
        const errorsIn = (run: Run) => diagnosticsOf(run).match(/error: (?!preview failed).*/g) ?? [];

        it("one error names the address and where the token came from", async () => {
            const { simulator, project } = await open();
            project.write(rooms(simulator));
            simulator.expireToken();
            const [ended = "", ...others] = errorsIn(failed(await project.preview(), /error/));
            const { host } = new URL(simulator.baseUrl);
            assert.deepEqual(others, []);
            assert.ok(ended.includes(host), ended);
            assert.match(ended, /the token from WEBEX_ACCESS_TOKEN.*401.*Set a fresh one in the same place/);

            project.setConfig({ "webex:baseUrl": "http://127.0.0.1:9/v1" });
            const [unreachable = "", ...more] = errorsIn(failed(await project.preview(), /error/));
            assert.deepEqual(more, []);
            assert.match(unreachable, /Webex at 127\.0\.0\.1:9 .*webex:baseUrl/);
        });

        it("what the token may not ask is skipped, with one warning a scope", async () => {
            const { simulator, project } = await open();
            project.write(rooms(simulator));
            simulator.setScopes([...simulator.scopes].filter((scope) => scope !== "spark-admin:workspaces_read"));
            const run = succeeded(await project.preview());
            assert.equal(diagnosticsOf(run).match(/warning: .*spark-admin:workspaces_read/g)?.length, 1, run.output);
        });
    });

    it("only to warn with webex:preflight warn, saying what is adopted, and not at all with off", async () => {
        const { simulator, project } = await open();
        const workspaceId = simulator.addWorkspace({}).id;
        const mac = newMac();
        simulator.addDevice({ workspaceId, mac, product: "Cisco 8865", type: "phone" });
        const device = (address: string, owner: string) => ({ workspaceId: owner, mac: address, model: PHONE });
        const devices = { a: device(newMac(), workspaceId), b: device(newMac(), workspaceId) };
        project.write([
            { type: "Device", name: "lost", args: device(newMac(), "nowhere") },
            { type: "Device", name: "there", args: device(mac, workspaceId) },
            { type: "DeviceBatch", name: "phones", args: { devices } },
        ]);
        project.setConfig({ "webex:preflight": "warn", "webex:limitGuard": "off" });
        const warned = succeeded(await project.preview());
        assert.match(saidUnder("lost", warned), /warning: lost: the workspace nowhere/);
        assert.match(warned.output, /adopts 1, registers 3/);
        simulator.log.clear();
        project.setConfig({ "webex:preflight": "off" });
        succeeded(await project.preview());
        assert.deepEqual(simulator.log.entries, []);
    });

    it("once more before each create, also with --skip-preview", async () => {
        const { simulator, project } = await open();
        project.write([
            {
                type: "Device",
                name: "lost",
                args: { personId: { $unknownAtPreview: "nobody" }, mac: newMac(), model: PHONE },
            },
        ]);
        succeeded(await project.preview());
        const before = front === "native" ? "error: " : 'before hook "webex-plan" failed: ';
        failed(await project.up(), new RegExp(`${before}lost: the person nobody does not exist`));
        assert.deepEqual(simulator.log.writes(), []);
    });

    it("and a phone of a resource that left the program is refused, until one of the two ways is gone", async () => {
        const { simulator, project } = await open();
        const [stan, lobby] = [simulator.addPerson({ displayName: "Stan" }), simulator.addWorkspace({})];
        const mac = newMac();
        project.write([{ type: "Device", name: "stan", args: { personId: stan.id, mac, model: PHONE } }]);
        succeeded(await project.up());
        simulator.log.clear();
        const moved = {
            type: "Device" as const,
            name: "lobby-phone",
            args: { workspaceId: lobby.id, mac, model: PHONE },
        };
        project.write([moved]);
        const refused = failed(await project.up({ preview: true }), /error/);
        assert.match(saidUnder("lobby-phone", refused), /of Stan <.*alias.*run of its own/s);
        assert.deepEqual(simulator.log.writes(), []);

        project.write([{ ...moved, opts: { aliases: [{ name: "stan" }] } }]);
        succeeded(await project.preview());
    });

    it("in an inline program of the Automation API, too", async () => {
        const { simulator, project } = await open();
        const folder = path.join(project.folder, "inline");
        fs.mkdirSync(folder);
        const person = simulator.addPerson({}).id;
        fs.writeFileSync(path.join(folder, "inline.cjs"), INLINE);
        const env = {
            ...process.env,
            PULUMI_HOME: project.homeFolder,
            PULUMI_BACKEND_URL: pathToFileURL(project.backendFolder).href,
            PULUMI_CONFIG_PASSPHRASE: "test",
            PULUMI_SKIP_UPDATE_CHECK: "true",
            PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
            WEBEX_ACCESS_TOKEN: simulator.token,
            BASE_URL: simulator.baseUrl,
            PERSON: person,
            MACS: [newMac(), newMac()].join(","),
        };
        const { stdout } = await promisify(execFile)(process.execPath, ["inline.cjs"], { cwd: folder, env });
        assert.match(stdout, /wrong: refused[\s\S]*lost: the person nobody does not exist/);
        assert.match(stdout, /right: passed/);
        assert.deepEqual(simulator.log.writes(), []);
    });
});

/** Previews an inline program twice: with an owner who does not exist, and with one who does. */
const INLINE = `
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const webex = require("pulumi-webex");
const { BASE_URL, PERSON, MACS } = process.env;
async function preview(label, personId, mac) {
    const program = async () => {
        new webex.Device("lost", { personId, mac, model: "DMS Cisco 8865" });
    };
    const stack = await LocalWorkspace.createOrSelectStack(
        { stackName: "inline", projectName: "inline", program },
        { workDir: __dirname },
    );
    await stack.setConfig("webex:baseUrl", { value: BASE_URL });
    await stack.setConfig("webex:contract", { value: "cisco" });
    try {
        await stack.preview();
        console.log(label + ": passed");
    } catch (error) {
        console.log(label + ": refused " + error.message);
    }
}
const [first, second] = MACS.split(",");
preview("wrong", "nobody", first).then(() => preview("right", PERSON, second));
`;
