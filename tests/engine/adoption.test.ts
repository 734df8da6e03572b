/**
 * Devices that are there already, that come late, that come half, or that are gone; each test goes on from the
 * last.
 */

import assert from "node:assert/strict";
import fs from "node:fs";
import { type Device, type LogEntry, type Simulator, startSimulator } from "../../simulator";
import { createProject, descendants, failed, type Project, type StateResource, succeeded } from "./harness";

const model = "DMS Cisco 8865";

describe("adoption and recovery", () => {
    let simulator: Simulator;
    let project: Project;
    let workspaceId: string;
    let elsewhere: string;
    let phones = 0;
    /** The devices that the program declares, by resource name. */
    let program: Record<string, Record<string, unknown>> = {};

    const newMac = (): string => {
        phones += 1;
        return `02000000${String(phones).padStart(4, "0")}`;
    };
    const registered = (fields: Partial<Device> = {}): Device =>
        simulator.addDevice({ workspaceId, product: "Cisco 8865", type: "phone", mac: newMac(), ...fields });
    const withMac = (mac: string): Device[] => simulator.devices().filter((device) => device.mac === mac);
    const write = (entries = program): void => {
        project.write(Object.entries(entries).map(([name, args]) => ({ type: "Device", name, args })));
    };
    const requests = (entries: LogEntry[]): string[] => entries.map(({ method, path }) => `${method} ${path}`);
    const posts = (mac: string): LogEntry[] =>
        simulator.log.requests(({ method, body }) => method === "POST" && (body as { mac: string }).mac === mac);
    /** What is said when a resource gets a device that was there before. */
    const adoptionOf = (name: string, { id }: Device): RegExp =>
        new RegExp(
            `warning: Device "${name}" adopts what is registered already: device .*${id}.* of workspace ${workspaceId}`,
        );
    /** The state but for what each run of Pulumi sets anew. */
    const stateOfDevices = (): Record<string, Pick<StateResource, "id" | "inputs" | "outputs">> =>
        Object.fromEntries(
            project.savedNames().map((name) => {
                const { id = "", inputs = {}, outputs = {} } = project.saved(name);
                return [name, { id, inputs, outputs }];
            }),
        );

    before(async () => {
        simulator = await startSimulator();
        workspaceId = simulator.addWorkspace().id;
        elsewhere = simulator.addWorkspace({ displayName: "Elsewhere" }).id;
        project = await createProject({
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco", "webex:maxRetries": 0 },
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

    afterEach(() => {
        simulator.faults.clear();
        simulator.faults.release();
    });

    it("adopts a phone of the same owner, takes over devices, and waits for a 9800 that comes late", async () => {
        const [phone, room, desk] = [registered({ tags: ["old"] }), registered(), registered()];
        program = {
            phone: { workspaceId, mac: phone.mac, model, tags: ["new"] },
            room: { deviceId: room.id, tags: ["room"] },
            desk: { serial: desk.serial, unregisterOnDelete: true },
            late: { workspaceId, mac: newMac(), model: "Cisco 9861" },
        };
        write();

        const run = succeeded(await project.up());

        const late = withMac(String(program["late"]?.["mac"]));
        assert.deepEqual(
            ["phone", "room", "desk", "late"].map((name) => project.saved(name).outputs?.["origin"]),
            ["adopted", "takenOver", "takenOver", "registered"],
        );
        assert.match(run.output, adoptionOf("phone", phone));
        assert.equal(
            run.output.match(/adopts what is registered already/g)?.length,
            1 + 1,
            "once, and as a diagnostic",
        );
        assert.deepEqual(
            ["phone", "room", "desk", "late"].map((name) => project.saved(name).id),
            [phone.id, room.id, desk.id, late[0]?.id],
        );
        const [posted, patched] = ["POST", "PATCH"].map((method) => simulator.log.requests({ method }));
        assert.deepEqual(
            posted?.map(({ path, status }) => [path, status]),
            [["/devices", 204]],
        );
        assert.deepEqual(
            new Map(patched?.map(({ path, body }) => [path, body])),
            new Map([
                [`/devices/${phone.id}`, [{ op: "replace", path: "tags", value: ["new"] }]],
                [`/devices/${room.id}`, [{ op: "replace", path: "tags", value: ["room"] }]],
            ]),
        );
        assert.equal(simulator.log.writes().length, 3);
        // The empty answer was followed by a look that found nothing and one that did.
        const looks = simulator.log.requests(({ query }) => query["mac"] === late[0]?.mac);
        assert.ok(looks.length >= 3, `${looks.length} looks`);
    });

    it("keeps the device of a resource that gets another name in the program", async () => {
        const { phone, ...others } = program;
        program = { ...others, handset: phone ?? {} };
        const { id } = project.saved("phone");
        write();

        const run = succeeded(await project.up());

        assert.deepEqual(requests(simulator.log.writes()), []);
        assert.equal(project.saved("handset").id, id);
        assert.equal(project.saved("handset").outputs?.["origin"], "adopted");
        assert.ok(!project.savedNames().includes("phone"));
        const device = simulator.device(id ?? "");
        assert.ok(device);
        assert.match(run.output, adoptionOf("handset", device));
        assert.match(run.output, /write that name into the option `aliases`/);
    });

    it("refuses, with nothing written, what belongs to others or is not there", async () => {
        const before = stateOfDevices();
        const theirs = registered({ workspaceId: elsewhere, displayName: "Their phone" });
        const room = registered({ workspaceId: elsewhere });
        write({
            ...program,
            taken: { workspaceId, mac: theirs.mac, model },
            missing: { serial: "NOSUCHSERIAL" },
            missingId: { deviceId: "no-such-id" },
            mismatch: { deviceId: room.id, workspaceId },
        });

        const run = failed(await project.up({ args: ["--continue-on-error"] }));

        for (const words of [
            `the MAC address ${theirs.mac ?? ""} is in use by device ${theirs.id} "Their phone", which belongs to ` +
                `workspace "Elsewhere" (${elsewhere}). Nothing was changed`,
            "no registered device has the serial number NOSUCHSERIAL",
            "no registered device has the id no-such-id",
            "issue a code for it with DeviceActivation",
            `workspaceId is ${elsewhere}, not ${workspaceId}`,
        ]) {
            assert.ok(run.output.includes(words), `${words} is not in:\n${run.output}`);
        }
        assert.deepEqual(simulator.log.writes(), []);
        assert.deepEqual(stateOfDevices(), before);
    });

    it("forgets what it took over, or unregisters it with unregisterOnDelete", async () => {
        const [room, desk] = [project.saved("room").id ?? "", project.saved("desk").id ?? ""];
        delete program["room"];
        delete program["desk"];
        write();

        succeeded(await project.up());

        assert.deepEqual(requests(simulator.log.writes()), [`DELETE /devices/${desk}`]);
        assert.ok(simulator.device(room));
        assert.deepEqual(project.savedNames().sort(), ["handset", "late"]);
    });

    it("refuses two declarations of one device at preview, and lets one of them have it at the most", async () => {
        const mac = newMac();
        const declared = { workspaceId, mac, model };
        const dashed = mac.replace(/(..)(?=.)/g, "$1-").toLowerCase();
        write({ ...program, one: declared, two: { ...declared, mac: dashed } });
        const refusal =
            /Device "two" declares the MAC address that Device "one" declares, too; a device can be declared once/;

        failed(await project.preview(), refusal);
        assert.deepEqual(simulator.log.writes(), []);
        failed(await project.up({ args: ["--continue-on-error"] }), refusal);

        assert.ok(!project.savedNames().includes("two"));
        program["one"] = declared;
        write();
        succeeded(await project.up());

        assert.equal(posts(mac).length, 1);
        assert.equal(project.saved("one").id, withMac(mac)[0]?.id);
        assert.equal(project.saved("one").outputs?.["origin"], "registered");
    });

    it("keeps a device whose tags could not be set, and sets nothing but the tags in the next up", async () => {
        const mac = newMac();
        program["partial"] = { workspaceId, mac, model, tags: ["a"] };
        write();
        simulator.faults.add({ method: "PATCH", kind: { status: 400 } });

        failed(await project.up(), /create of Device .* failed: PATCH \/devices\/\S+ answered 400/);

        const [device] = withMac(mac);
        const { id, initErrors } = project.saved("partial");
        assert.equal(id, device?.id);
        assert.equal(initErrors?.length, 1);
        assert.match(initErrors[0] ?? "", /PATCH/);

        simulator.log.clear();
        succeeded(await project.up());

        assert.deepEqual(requests(simulator.log.writes()), [`PATCH /devices/${device?.id ?? ""}`]);
        assert.equal(project.saved("partial").initErrors, undefined);
        assert.deepEqual(simulator.device(id ?? "")?.tags, ["a"]);
    });

    it("adopts the phone after a crash of the provider between the POST and its answer", async function () {
        // Whose processes are whose is only told by Linux.
        if (!fs.existsSync("/proc/self/task")) {
            this.skip();
        }
        const mac = newMac();
        program["crash"] = { workspaceId, mac, model, tags: ["a"] };
        write();
        simulator.faults.add({ method: "POST", path: "/devices", kind: { hold: true } });

        const started = project.start("up", ["--yes", "--skip-preview"]);
        await simulator.log.waitFor({ method: "POST", status: 200 }, 60_000);
        const providers = descendants(started.pid).filter((pid) =>
            /node.*dynamic-provider/.test(fs.readFileSync(`/proc/${pid}/cmdline`, "utf8")),
        );
        assert.equal(providers.length, 1, "processes of the provider");
        for (const pid of providers) {
            process.kill(pid, "SIGKILL");
        }
        failed(await started.ended);

        assert.ok(!project.savedNames().includes("crash"));
        simulator.faults.release();
        const run = succeeded(await project.up({ env: { WEBEX_ADOPT_AS_OWN: "true" } }));

        assert.doesNotMatch(run.output, /adopts what is registered already/);
        assert.equal(project.saved("crash").outputs?.["origin"], "registered");
        assert.equal(posts(mac).length, 1);
        assert.equal(withMac(mac).length, 1);
        assert.equal(project.saved("crash").id, withMac(mac)[0]?.id);
        assert.deepEqual(withMac(mac)[0]?.tags, ["a"]);
    });

    it("adopts the phone after a crash of the CLI, and warns of the pending create", async () => {
        const mac = newMac();
        program["killed"] = { workspaceId, mac, model };
        write();
        simulator.faults.add({ method: "POST", path: "/devices", kind: { hold: true } });

        const started = project.start("up", ["--yes", "--skip-preview"]);
        await simulator.log.waitFor({ method: "POST", status: 200 }, 60_000);
        started.kill("SIGKILL");
        await started.ended;
        assert.deepEqual(
            project.savedState().deployment.pending_operations?.map(({ type }) => type),
            ["creating"],
        );
        simulator.faults.release();
        // The lock of the killed run.
        succeeded(await project.run("cancel", ["--yes"]));

        const run = succeeded(await project.up());

        assert.match(run.output, /killed[\s\S]*interrupted while creating/);
        assert.equal(posts(mac).length, 1);
        const [device, another] = withMac(mac);
        assert.ok(device);
        assert.equal(another, undefined);
        assert.match(run.output, adoptionOf("killed", device));
        assert.match(run.output, /`WEBEX_ADOPT_AS_OWN=true pulumi up` says so/);
        assert.equal(project.saved("killed").id, device.id);
        assert.equal(project.saved("killed").outputs?.["origin"], "adopted");
    });

    it("says what to do about a device that was removed behind its back; a refresh drops it, and up makes it again", async () => {
        const { id = "" } = project.saved("handset");
        simulator.removeDevice(id);
        program["handset"] = { ...program["handset"], tags: ["newer"] };
        write();

        failed(await project.up(), /removed outside Pulumi \(`pulumi refresh` takes it out of the state\)/);
        assert.equal(project.saved("handset").id, id);

        simulator.log.clear();
        succeeded(await project.refresh());
        assert.ok(!project.savedNames().includes("handset"));
        assert.deepEqual(requests(simulator.log.writes()), []);
        succeeded(await project.up());

        assert.equal(posts(String(program["handset"]["mac"])).length, 1);
        assert.notEqual(project.saved("handset").id, id);
    });

    it("drops nothing where everything is answered with 404", async () => {
        const before = stateOfDevices();
        simulator.faults.add({ kind: { everything404: true } });

        const run = failed(await project.refresh());

        assert.match(run.output, /read of Device "partial" failed: which organisation answers could not be read/);
        assert.match(run.output, /so Device "partial" is not taken for gone\. GET \/devices answered 404/);
        assert.match(run.output, /webex:baseUrl, webex:contract/);
        assert.deepEqual(stateOfDevices(), before);
    });

    it("destroys what it registered, also what is gone already, and leaves what it adopted", async () => {
        const idOf = (name: string) => project.saved(name).id ?? "";
        const adopted = idOf("killed");
        const ours = project.savedNames().filter((name) => name !== "killed");
        assert.deepEqual(ours.sort(), ["crash", "handset", "late", "one", "partial"]);
        const registered = ours.map(idOf);
        const others = simulator.devices().filter(({ id }) => !registered.includes(id));
        simulator.removeDevice(idOf("late"));

        const run = succeeded(await project.destroy());

        assert.match(run.output, new RegExp(`Device "killed" was adopted: device .*${adopted}.* stays in Webex`));
        assert.match(run.output, /To have it unregistered, run `pulumi up` with unregisterOnDelete: true/);
        assert.deepEqual(project.savedNames(), []);
        assert.ok(others.some(({ id }) => id === adopted));
        assert.deepEqual(
            simulator.devices().map(({ id }) => id),
            others.map(({ id }) => id),
        );
        const deleted = simulator.log.requests({ method: "DELETE" }).map(({ path }) => path);
        assert.deepEqual(deleted.sort(), registered.map((id) => `/devices/${id}`).sort());
    });
});
