/** What people, programs, other stacks and policies can read of the state: everything but the secrets. */

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { type Simulator, startSimulator } from "../../simulator/index";
import { createProject, type Project, type ResourceEntry, succeeded } from "./harness";

const MODEL = "DMS Cisco 8865";
const PASSWORD = "a-sip-password-in-a-test";

type Values = Record<string, unknown>;

/** What a policy of policy/ reports. */
interface Seen {
    policy: "resource" | "stack";
    type: string;
    name?: string;
    isType?: boolean;
    props?: Values;
    names?: string[];
    all?: Values[];
}

describe("a state that can be read", () => {
    let simulator: Simulator;
    let project: Project;
    let workspaceId: string;
    let personId: string;
    let program: ResourceEntry[];

    before(async () => {
        simulator = await startSimulator();
        workspaceId = simulator.addWorkspace().id;
        personId = simulator.addPerson().id;
        project = await createProject({
            program: path.join(__dirname, "readableProgram"),
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco" },
            env: { WEBEX_ACCESS_TOKEN: simulator.token },
        });
        const room = simulator.addDevice({ workspaceId });
        const owner = { workspaceId, model: MODEL };
        const theirs = { personId: { $secret: personId }, model: MODEL };
        program = [
            { type: "Device", name: "phone", args: { ...owner, mac: "02AB9E000001", tags: ["x"], password: PASSWORD } },
            {
                type: "Device",
                name: "hidden",
                args: { ...theirs, mac: "02AB9E000002" },
                opts: { transform: { tags: ["t"] } },
            },
            { type: "Device", name: "room", args: {}, opts: { transform: { serial: room.serial, tags: ["r"] } } },
            {
                type: "DeviceBatch",
                name: "phones",
                args: { devices: { a: { ...owner, mac: "02AB9E000003" }, b: { ...theirs, mac: "02AB9E000004" } } },
            },
            { type: "DeviceActivation", name: "code", args: owner },
            { type: "DeviceActivationBatch", name: "codes", args: { activations: { a: owner, b: theirs } } },
        ];
        project.write(program);
        succeeded(await project.up());
    });

    after(async () => {
        project.dispose();
        await simulator.close();
    });

    const deviceOf = (mac: string) => {
        const device = simulator.devices().find((each) => each.mac === mac);
        assert.ok(device);
        return device;
    };
    /** The stack's outputs as anybody sees them: Pulumi puts a word in place of a secret. */
    async function shown(of: Project): Promise<Record<string, Values>> {
        return JSON.parse(succeeded(await of.run("stack output", ["--json"])).stdout) as Record<string, Values>;
    }
    async function policiesSee(): Promise<Seen[]> {
        const pack = path.join(project.folder, "policy");
        if (!fs.existsSync(pack)) {
            fs.cpSync(path.join(__dirname, "policy"), pack, { recursive: true });
        }
        const { output } = succeeded(await project.preview({ args: ["--policy-pack", pack] }));
        return [...output.matchAll(/^\s+seen (\{.*\})$/gm)].map(([, text = ""]) => JSON.parse(text) as Seen);
    }

    it("shows an exported resource in clear, but for its secrets", async () => {
        const { phone = {}, hidden = {}, code = {}, codes = {} } = await shown(project);
        const device = deviceOf("02AB9E000001");
        const details = phone["details"] as Values;
        assert.deepEqual(
            ["callingDeviceId", "connectionStatus", "created", "orgId", "product", "type"].map((name) => details[name]),
            [device.callingDeviceId, "disconnected", device.created, simulator.orgId, "Cisco 8865", "phone"],
        );
        assert.deepEqual(
            ["id", "mac", "model", "tags", "workspaceId", "password"].map((name) => phone[name]),
            [device.id, "02AB9E000001", MODEL, ["x"], workspaceId, "[secret]"],
        );
        assert.deepEqual([hidden["personId"], code["code"], codes["codes"]], ["[secret]", "[secret]", "[secret]"]);
        const mac = deviceOf("02AB9E000002");
        assert.equal((hidden["details"] as Values)["callingDeviceId"], mac.callingDeviceId);
    });

    it("has no secret in clear anywhere", () => {
        const codes = simulator.codes().map(({ code }) => code);
        assert.equal(codes.length, 3);
        assert.deepEqual(project.whereInClear(PASSWORD, personId, ...codes), []);
    });

    it("gives another stack the same values", async () => {
        const folder = fs.mkdtempSync(path.join(project.folder, "reader-"));
        const names = program.map(({ name }) => name);
        fs.writeFileSync(path.join(folder, "Pulumi.yaml"), "name: reader\nruntime: nodejs\n");
        fs.writeFileSync(
            path.join(folder, "index.js"),
            'const { StackReference } = require("@pulumi/pulumi");\n' +
                'const readable = new StackReference("organization/readable/test");\n' +
                `for (const name of ${JSON.stringify(names)}) exports[name] = readable.getOutput(name);\n`,
        );
        const reader = await createProject({
            program: folder,
            env: { PULUMI_BACKEND_URL: `${pathToFileURL(project.backendFolder).href}?metadata=skip` },
        });
        try {
            succeeded(await reader.up());
            const [there, here] = [await reader.outputs(), await project.outputs()];
            assert.deepEqual(there, Object.fromEntries(names.map((name) => [name, here[name]])));
            assert.equal((there["phone"] as Values)["password"], PASSWORD);
            const { phone, room } = await shown(reader);
            assert.equal(phone, "[secret]", "Pulumi hides all of what has a secret in it");
            assert.deepEqual(room, (await shown(project))["room"]);
        } finally {
            reader.dispose();
        }
    });

    it("gives a copy by {...device} the details and what the program gave", async () => {
        const { phoneCopy = {}, roomCopy = {} } = await shown(project);
        const { details, mac, model, tags, password } = phoneCopy;
        assert.deepEqual([mac, model, tags, password], ["02AB9E000001", MODEL, ["x"], "[secret]"]);
        assert.equal((details as Values)["product"], "Cisco 8865");
        assert.equal((roomCopy["details"] as Values)["type"], "roomdesk");
    });

    it("gives a program what a transform set, and what the API told", async () => {
        const { roomRead = {}, phoneRead = {}, hiddenRead = {}, codeRead = {} } = await shown(project);
        const room = simulator.device(project.saved("room").id ?? "");
        assert.deepEqual([roomRead["serial"], roomRead["tags"]], [room?.serial, ["r"]]);
        // Pulumi hands out the state of a resource with a secret in it as a secret.
        assert.equal(hiddenRead["tags"], "[secret]");
        assert.deepEqual(((await project.outputs())["hiddenRead"] as Values)["tags"], ["t"]);
        assert.deepEqual(
            ["product", "connectionStatus", "workspaceId", "orgId", "origin"].map((name) => roomRead[name]),
            [room?.product, "connected", workspaceId, simulator.orgId, "takenOver"],
        );
        assert.deepEqual([phoneRead["product"], phoneRead["origin"]], ["Cisco 8865", "registered"]);
        assert.equal(codeRead["origin"], "issued");
    });

    it("keeps the entries of a batch readable for jq", async () => {
        const { phonesRead = {}, codesRead = {} } = await shown(project);
        const [a, b] = ["02AB9E000003", "02AB9E000004"].map(deviceOf);
        assert.deepEqual(phonesRead["ids"], { a: a?.id, b: b?.id });
        assert.deepEqual(phonesRead["products"], { a: "Cisco 8865", b: "Cisco 8865" });
        assert.deepEqual(phonesRead["connectionStatuses"], { a: "disconnected", b: "disconnected" });
        const organization = simulator.orgId;
        const entry = { origin: "registered", organization };
        assert.deepEqual(JSON.parse(String(phonesRead["entries"])), { a: entry, b: entry });
        assert.deepEqual(codesRead["statuses"], { a: "pending", b: "pending" });
        const records = JSON.parse(String(codesRead["entries"])) as Record<string, Values>;
        const { deviceIds } = codesRead as { deviceIds: Values };
        for (const name of ["a", "b"]) {
            const { origin, entryId } = records[name] ?? {};
            assert.deepEqual([origin, entryId], ["issued", deviceIds[name]]);
            assert.ok(simulator.device(String(entryId)));
        }
    });

    it("shows policies of each class every resource: inputs one by one, everything of a whole stack", async () => {
        const seen = await policiesSee();
        const names: Record<string, string[]> = {
            Device: ["phone", "hidden", "room"],
            DeviceBatch: ["phones"],
            DeviceActivation: ["code"],
            DeviceActivationBatch: ["codes"],
        };
        for (const [type, expected] of Object.entries(names)) {
            const [single, whole] = (["resource", "stack"] as const).map((kind) =>
                seen.filter((each) => each.policy === kind && each.type === type),
            );
            assert.deepEqual(new Set(single?.map(({ name }) => name)), new Set(expected), type);
            assert.ok(single?.every(({ isType }) => isType === true));
            assert.deepEqual(new Set(whole?.[0]?.names), new Set(expected), type);
            assert.equal(whole?.[0]?.all?.length, expected.length);
        }
        const input = seen.find(({ policy, name }) => policy === "resource" && name === "phone")?.props;
        assert.deepEqual([input?.["mac"], input?.["tags"]], ["02AB9E000001", ["x"]]);
        const ofStack = (type: string) => seen.find((each) => each.policy === "stack" && each.type === type)?.all ?? [];
        const phone = ofStack("Device").find(({ mac }) => mac === "02AB9E000001");
        const details = phone?.["details"] as Values;
        assert.deepEqual([details["product"], details["orgId"]], ["Cisco 8865", simulator.orgId]);
        assert.equal(phone?.["origin"], "registered");
        assert.equal((ofStack("DeviceBatch")[0]?.["products"] as Values)["a"], "Cisco 8865");
        assert.equal(ofStack("DeviceActivation")[0]?.["status"], "pending");
    });

    it("gives a program what ignoreChanges keeps", async () => {
        const args = { workspaceId, model: MODEL, mac: "02AB9E000005" };
        const plain = (more: Values, opts: Values = {}): ResourceEntry => ({
            type: "Device",
            name: "plain",
            args: { ...args, ...more },
            opts,
        });
        project.write([...program, plain({ tags: ["p"] })]);
        succeeded(await project.up());
        project.write([...program, plain({}, { ignoreChanges: ["tags"] })]);
        succeeded(await project.up());
        assert.deepEqual((await shown(project))["plainRead"]?.["tags"], ["p"]);
        assert.deepEqual(deviceOf(args.mac).tags, ["p"]);
    });
});
