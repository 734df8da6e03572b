import assert from "node:assert/strict";
import type { Part, Planned } from "../../../provider/preflight/planned";
import { Preflight } from "../../../provider/preflight/preflight";
import { fingerprint, leavingWith } from "../../../provider/resources/moves";
import type { Settings } from "../../../provider/settings";
import { Bench, caught, lines, type Stand, unique, uniqueMac } from "../helpers";

const MODEL = "DMS Cisco 8865";

function partOf(owner: { personId?: string; workspaceId?: string }, more: Partial<Planned & Part> = {}): Part {
    const name = more.name ?? unique("phone");
    const urn = `urn ${name}`;
    const { personId, workspaceId } = owner;
    const { mac = uniqueMac(), leaving = [], takesPlace = false, wasIn } = more;
    const gives = { model: true, password: false };
    const create = { name, urn, orgId: undefined, isCode: false, mac, model: MODEL, gives, takesPlace, wasIn };
    return { urn, name, label: `Device "${name}"`, planned: [{ ...create, personId, workspaceId }], leaving };
}

describe("preflight/preflight", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    async function open(changes: Partial<Settings> = {}, workers?: number) {
        const stand: Stand = await bench.stand({}, changes);
        const { client, contract, context, log } = stand;
        const around = { client, contract, log, names: context.names, people: () => [], workers };
        return { ...stand, preflight: new Preflight(around) };
    }

    it("asks nothing where nothing is created", async () => {
        const { preflight, simulator } = await open();
        assert.deepEqual((await preflight.verdict()).findings, []);
        await preflight.admit({ urn: "u", name: "n", label: "l", planned: [], leaving: [] });
        assert.deepEqual(simulator.log.entries, []);
    });

    it("says each problem under its resource", async () => {
        const { preflight, simulator } = await open();
        preflight.add(partOf({ workspaceId: "nowhere" }, { name: "lost" }));
        preflight.add(partOf({ workspaceId: simulator.addWorkspace({}).id }));
        const { findings } = await preflight.verdict();
        assert.deepEqual(
            findings.map(({ urn, severity }) => [urn, severity]),
            [["urn lost", "error"]],
        );
        assert.match(findings[0]?.text ?? "", /^lost: the workspace nowhere does not exist/);
    });

    it("says that another organisation answers than that of an entry which is replaced, in plan and update", async () => {
        const { preflight, simulator } = await open();
        const part = partOf({ workspaceId: "hall" }, { name: "rooms[hall]", wasIn: "theirs" });
        const says = `rooms[hall]: what it replaces is in organisation theirs, but organisation ${simulator.orgId} answers`;
        preflight.add(part);
        const { findings } = await preflight.verdict();
        assert.deepEqual(
            findings.map(({ urn, text }) => [urn, text.slice(0, says.length)]),
            [[part.urn, says]],
        );
        assert.ok((await caught(preflight.admit(part))).message.startsWith(says));
    });

    it("counts no seats for somebody who does not exist", async () => {
        const { preflight, simulator } = await open();
        preflight.add(partOf({ personId: "nobody" }));
        assert.equal((await preflight.verdict()).findings.length, 1);
        assert.deepEqual(simulator.log.requests({ path: /telephony\/config\/people/ }), []);
    });

    it("judges the whole plan: a later resource may give up the MAC address and the seat", async () => {
        const { preflight, simulator } = await open();
        const [ada, ben] = [1, 2].map(() => simulator.addPerson({ maxDeviceCount: 1 }).id);
        const [first, second] = [uniqueMac(), uniqueMac()];
        simulator.addDevice({ personId: ada, mac: first });
        simulator.addDevice({ personId: ben, mac: second });
        const leaves = (owner = "", mac = "") => ({ leaving: [leavingWith({ owner, mac }, false)], takesPlace: true });
        preflight.add(partOf({ personId: ada ?? "" }, { mac: second, ...leaves(ada, first) }));
        preflight.add(partOf({ personId: ben ?? "" }, { mac: first, ...leaves(ben, second) }));
        assert.deepEqual(await preflight.verdict(), {
            findings: [],
            adopted: new Set(),
            counts: { adopted: 0, registered: 2 },
            word: undefined,
        });
        preflight.add(partOf({ personId: ada ?? "" }, { mac: second }));
        assert.equal((await preflight.verdict()).findings.length, 2);
    });

    it("counts what has passed before with what is judged: seats taken, and MAC addresses given up", async () => {
        const { preflight, simulator } = await open();
        const ada = simulator.addPerson({ maxDeviceCount: 1 }).id;
        const hall = simulator.addWorkspace({}).id;
        const mac = uniqueMac();
        simulator.addDevice({ workspaceId: hall, mac });
        const passed = [
            partOf({ personId: ada }, { name: "first", mac: uniqueMac() }),
            partOf({ workspaceId: hall }, { leaving: [leavingWith({ owner: hall, mac }, false)] }),
        ];
        preflight.add(partOf({ workspaceId: simulator.addWorkspace({}).id }, { name: "moved", mac }));
        assert.deepEqual((await preflight.verdict(passed)).findings, []);
        preflight.add(partOf({ personId: ada }, { name: "second", mac: uniqueMac() }));
        const [finding] = (await preflight.verdict(passed)).findings;
        assert.match(finding?.text ?? "", /2 planned \(first, second\), at most 1/);
    });

    it("tells what is adopted", async () => {
        const { preflight, simulator } = await open();
        const workspaceId = simulator.addWorkspace({}).id;
        const mac = uniqueMac();
        simulator.addDevice({ workspaceId, mac });
        preflight.add(partOf({ workspaceId }, { mac }));
        preflight.add(partOf({ workspaceId }));
        const { adopted, word } = await preflight.verdict();
        assert.deepEqual([adopted, word], [new Set([mac]), "adopts 1, registers 1"]);
    });

    it("counts no seats for a phone that gets adopted", async () => {
        const { preflight, simulator } = await open();
        const personId = simulator.addPerson({}).id;
        const mac = uniqueMac();
        simulator.addDevice({ personId, mac });
        preflight.add(partOf({ personId }, { mac }));
        assert.deepEqual((await preflight.verdict()).findings, []);
        assert.deepEqual(
            lines(simulator.log.entries).filter((line) => /deviceCount|licenses/i.test(line)),
            [],
        );
    });

    it("has one finding for the run where the token has ended", async () => {
        const { preflight, simulator } = await open();
        const workspaceId = simulator.addWorkspace({}).id;
        simulator.expireToken();
        preflight.add(partOf({ workspaceId }));
        preflight.add(partOf({ workspaceId }));
        const { findings } = await preflight.verdict();
        assert.deepEqual(
            findings.map(({ urn, severity }) => [urn, severity]),
            [[undefined, "error"]],
        );
        const { host } = new URL(simulator.baseUrl);
        assert.match(findings[0]?.text ?? "", new RegExp(`Webex at ${host} with the token from WEBEX_ACCESS_TOKEN`));
    });

    it("in the update says that once in full", async () => {
        const { preflight, simulator } = await open();
        const workspaceId = simulator.addWorkspace({}).id;
        simulator.expireToken();
        assert.match(
            (await caught(preflight.admit(partOf({ workspaceId }, { name: "a" })))).message,
            /WEBEX_ACCESS_TOKEN/,
        );
        const second = await caught(preflight.admit(partOf({ workspaceId }, { name: "b" })));
        assert.equal(second.message, "Webex cannot be asked, as the error of a says");
    });

    it("takes a login page for an address that is wrong, but only before Webex has answered", async () => {
        const { preflight, simulator, log } = await open();
        const workspaceId = simulator.addWorkspace({}).id;
        preflight.add(partOf({ workspaceId }));
        const page = { kind: { contentType: "text/html", body: "<html>Sign in</html>" } };
        simulator.faults.add(page);
        const { findings } = await preflight.verdict();
        assert.match(findings.map(({ text }) => text).join(), /^nothing can be asked of Webex at .*login page/);
        simulator.faults.add({ ...page, path: "/telephony/config/supportedDevices" });
        preflight.add(partOf({ workspaceId }));
        assert.deepEqual((await preflight.verdict()).findings, []);
        assert.match(log.warnings.join(), /the plan was not looked at as a whole: GET \/telephony/);
    });

    it("warns once a scope of what the token may not ask, and lets the plan pass", async () => {
        const { preflight, simulator, log } = await open();
        const scopes = ["spark-admin:workspaces_read", "spark-admin:devices_read"];
        simulator.setScopes([...simulator.scopes].filter((scope) => !scopes.includes(scope)));
        for (const _ of [1, 2]) {
            preflight.add(partOf({ workspaceId: simulator.addWorkspace({}).id }));
        }
        assert.deepEqual((await preflight.verdict()).findings, []);
        assert.equal(log.warnings.length, 2);
        for (const scope of scopes) {
            assert.ok(log.warnings.some((warning) => warning.includes(scope)));
        }
    });

    it("only warns with webex:preflight warn, and asks nothing with off", async () => {
        const warning = await open({ preflight: "warn" });
        warning.preflight.add(partOf({ workspaceId: "nowhere" }));
        assert.deepEqual(
            (await warning.preflight.verdict()).findings.map(({ severity }) => severity),
            ["warning"],
        );
        await warning.preflight.admit(partOf({ workspaceId: "nowhere" }));
        assert.match(warning.log.warnings.join(), /the workspace nowhere does not exist/);
        const off = await open({ preflight: "off" });
        off.preflight.add(partOf({ workspaceId: "nowhere" }));
        assert.deepEqual((await off.preflight.verdict()).findings, []);
        assert.deepEqual(off.simulator.log.entries, []);
    });

    it("looks at a create of the update by owner and model, not by MAC address, which the provider looks at", async () => {
        const { preflight, simulator } = await open();
        const workspaceId = simulator.addWorkspace({}).id;
        await preflight.admit(partOf({ workspaceId }));
        assert.deepEqual(lines(simulator.log.entries).sort(), [
            "GET /people/me",
            "GET /telephony/config/supportedDevices",
            `GET /workspaces/${workspaceId}`,
        ]);
    });

    it("refuses devices that change places where the engine has too few workers", async () => {
        const { preflight, simulator } = await open({}, 1);
        const [hall, room] = [1, 2].map(() => simulator.addWorkspace({}).id);
        const [first, second] = [uniqueMac(), uniqueMac()];
        for (const [workspaceId, mac, old] of [
            [hall, first, second],
            [room, second, first],
        ]) {
            const leaving = [{ frees: false, mac: fingerprint(old ?? ""), owner: fingerprint(workspaceId ?? "") }];
            preflight.add(partOf({ workspaceId: workspaceId ?? "" }, { mac: mac ?? "", leaving, takesPlace: true }));
        }
        const { findings } = await preflight.verdict();
        assert.match(findings.map(({ text }) => text).join(), /change places.*pulumi up --parallel/);
    });
});
