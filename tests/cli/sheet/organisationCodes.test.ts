import assert from "node:assert/strict";
import { type OrganisationCodes, readOrganisations } from "../../../cli/sheet/organisationCodes";
import type { StackCode } from "../../../cli/sheet/stackCode";
import type { StackPart } from "../../../cli/sheet/stackPart";
import { openSession, type Session } from "../../../provider/session";
import { type Simulator, startSimulator } from "../../../simulator/index";
import { MemoryLog } from "../../provider/helpers";
import { stackCode } from "./samples";

const PHONE = "DMS Cisco 8865";

describe("cli/sheet/organisationCodes", () => {
    let simulator: Simulator;
    let log: MemoryLog;
    let session: Session;

    const sessionWith = (config: Readonly<Record<string, string>> = {}): Session => {
        const all: Readonly<Record<string, string>> = {
            baseUrl: simulator.baseUrl,
            contract: "cisco",
            accessToken: simulator.token,
            ...config,
        };
        return openSession((key) => all[key], log);
    };
    const part = (codes: readonly StackCode[], more: Partial<StackPart> = {}): StackPart => ({
        stack: "offices/dev",
        session,
        codes,
        things: codes.map(({ label, state }) => ({
            kind: "code",
            urn: label,
            label,
            name: label,
            id: label,
            inputs: state.orgId === undefined ? {} : { orgId: state.orgId },
            state,
        })),
        workspaces: new Map(),
        ...more,
    });
    const read = async (codes: readonly StackCode[]): Promise<OrganisationCodes> => {
        const [found] = await readOrganisations([part(codes)], () => undefined);
        assert.ok(found);
        return found;
    };
    /** A code that Webex has issued. */
    const issue = async (owner: { personId?: string; workspaceId?: string; model?: string }): Promise<StackCode> => {
        const { code, expiresAt, issuedAt, deviceId } = await session.contract.issueCode(owner, owner.model, undefined);
        const [entry] = simulator.codes().filter((each) => each.code === code);
        const entryId = deviceId ?? entry?.deviceId;
        return stackCode(owner.personId ?? owner.workspaceId ?? "", {
            ...{ ...owner, code, expiresAt, issuedAt, organization: simulator.orgId },
            ...(entryId === undefined ? {} : { entryId, deviceId: entryId }),
        });
    };
    const reasons = ({ leftOut }: OrganisationCodes): (string | undefined)[] => [...leftOut.values()];

    beforeEach(async () => {
        simulator = await startSimulator();
        log = new MemoryLog();
        session = sessionWith();
    });

    afterEach(() => simulator.close());

    it("finds that codes were used since the last up, of phones and of rooms", async () => {
        const phone = await issue({ personId: simulator.addPerson().id, model: PHONE });
        const room = await issue({ workspaceId: simulator.addWorkspace().id });
        const open = await issue({ workspaceId: simulator.addWorkspace().id });
        for (const { state } of [phone, room]) {
            simulator.redeem(state.code);
        }
        const found = await read([phone, room, open]);
        assert.deepEqual([...found.leftOut.keys()], [phone, room]);
        assert.deepEqual(reasons(found), ["used", "used"]);
        assert.deepEqual(found.issued, [phone, room, open]);
        assert.equal(found.devices.get(phone)?.id, phone.state.entryId);
    });

    it("goes by the clock of Webex", async () => {
        const code = await issue({ workspaceId: simulator.addWorkspace().id });
        assert.deepEqual(reasons(await read([code])), []);
        simulator.advance(30 * 86_400_000 + 2_000);
        const found = await read([code]);
        assert.deepEqual([reasons(found), found.issued], [["ended"], []]);
    });

    it("finds that somebody took a code back", async () => {
        const code = await issue({ personId: simulator.addPerson().id, model: PHONE });
        simulator.addDevice({ workspaceId: simulator.addWorkspace().id });
        assert.deepEqual(reasons(await read([code])), []);
        simulator.removeDevice(code.state.entryId ?? "");
        const found = await read([code]);
        assert.deepEqual([reasons(found), found.issued], [["taken back at Webex"], []]);
    });

    it("refuses the token of another organisation, naming both", async () => {
        simulator.addDevice({ workspaceId: simulator.addWorkspace().id });
        const code = stackCode("a", { organization: "elsewhere" });
        await assert.rejects(
            read([code]),
            new RegExp(
                `^CliError: DeviceActivation "a" is in organisation elsewhere, but organisation ${simulator.orgId} answers`,
            ),
        );
    });

    it("tells where people are who have no device yet", async () => {
        const { id: locationId } = simulator.addLocation({ name: "Oslo", timeZone: "Europe/Oslo" });
        const ada = simulator.addPerson({ displayName: "Ada", locationId });
        const code = await issue({ personId: ada.id });
        const { estate } = await read([code]);
        assert.equal(estate.location(estate.person(ada.id)?.locationId)?.timeZone, "Europe/Oslo");
        assert.equal(estate.person(ada.id)?.displayName, "Ada");
    });

    it("does without names that the token may not read", async () => {
        const code = await issue({ personId: simulator.addPerson().id });
        simulator.setScopes([...simulator.scopes].filter((scope) => !/people|locations/.test(scope)));
        const found = await read([code]);
        assert.deepEqual([found.issued, found.leftOut.size], [[code], 0]);
        assert.match(log.warnings.join("\n"), /locations are left out: the token may not read them/);
    });

    it("reads an organisation once for all stacks that share it, and only reads", async () => {
        const [one, two] = [
            await issue({ workspaceId: simulator.addWorkspace().id }),
            await issue({ workspaceId: simulator.addWorkspace().id }),
        ];
        const parts = [
            part([one], { workspaces: new Map([["a", "A"]]) }),
            part([two], { stack: "offices/lab", workspaces: new Map([["b", "B"]]) }),
        ];
        simulator.log.clear();
        const [found, ...more] = await readOrganisations(parts, () => undefined);
        assert.equal(more.length, 0);
        assert.deepEqual(found?.stacks, ["offices/dev", "offices/lab"]);
        assert.deepEqual(found.issued, [one, two]);
        assert.deepEqual([...found.workspaces.keys()], ["a", "b"]);
        const sent = simulator.log.requests();
        assert.deepEqual(new Set(sent.map(({ method }) => method)), new Set(["GET"]));
        assert.ok(sent.length <= 6, sent.map(({ path }) => path).join(" "));
    });

    it("reads two organisations by their own tokens", async () => {
        const other = simulator.addOrganization();
        const theirs = sessionWith({ accessToken: other.token });
        const workspaceId = other.addWorkspace({ displayName: "Their room" }).id;
        const expiresAt = "2099-01-01T00:00:00Z";
        const code = stackCode("theirs", { workspaceId, expiresAt, organization: other.orgId });
        other.addDevice({ workspaceId: other.addWorkspace().id });
        const own = await issue({ workspaceId: simulator.addWorkspace().id });
        const found = await readOrganisations([part([own]), part([code], { session: theirs })], () => undefined);
        assert.deepEqual(
            found.map(({ issued }) => issued),
            [[own], [code]],
        );
        assert.equal(found[1]?.estate.workspace(workspaceId)?.displayName, "Their room");
    });
});
