import assert from "node:assert/strict";
import { type OrganisationCodes, readOrganisations } from "../../../../cli/sheet/organisationCodes";
import { watchCodes } from "../../../../cli/sheet/watch/watchCodes";
import { openSession } from "../../../../provider/session";
import { type Simulator, startSimulator } from "../../../../simulator/index";
import { MemoryLog } from "../../../provider/helpers";
import { capture } from "../../capture";
import { stackCode } from "../samples";

const PHONE = "DMS Cisco 8865";

/** A world whose clock moves by waiting alone, and where something may happen meanwhile. */
function world(happens: readonly (() => void)[] = []) {
    const texts: string[] = [];
    const waits: number[] = [];
    let time = 0;
    return {
        texts,
        waits,
        out: { write: (text: string | Uint8Array) => texts.push(String(text)) > 0 },
        now: () => time,
        sleep: (milliseconds: number) => {
            time += milliseconds;
            happens[waits.length]?.();
            waits.push(milliseconds / 1000);
            return Promise.resolve();
        },
    };
}

describe("cli/sheet/watch/watchCodes", () => {
    let simulator: Simulator;
    let organisations: readonly OrganisationCodes[];

    /** Codes of one phone and two rooms, as a stack knows them. */
    async function codesOf(): Promise<void> {
        const config: Readonly<Record<string, string>> = {
            ...{ baseUrl: simulator.baseUrl, contract: "cisco", accessToken: simulator.token, maxRetries: "0" },
        };
        const session = openSession((key) => config[key], new MemoryLog());
        const owners = [
            { personId: simulator.addPerson({ displayName: "Ada", emails: [] }).id, model: PHONE },
            { workspaceId: simulator.addWorkspace({ displayName: "Huddle 1" }).id },
            { workspaceId: simulator.addWorkspace({ displayName: "Huddle 2" }).id },
        ];
        const codes = [];
        for (const [at, owner] of owners.entries()) {
            const { code, expiresAt, issuedAt } = await session.contract.issueCode(owner, owner.model, undefined);
            const entry = simulator.codes().find((each) => each.code === code)?.deviceId;
            codes.push(
                stackCode(`code-${at}`, {
                    ...{ ...owner, code, expiresAt, issuedAt, organization: simulator.orgId },
                    ...(entry === undefined ? {} : { entryId: entry, deviceId: entry }),
                }),
            );
        }
        const things = codes.map(({ label, state }) => ({
            label,
            state,
            urn: label,
            name: label,
            id: label,
            inputs: {},
        }));
        const part = { stack: "offices/dev", session, codes, workspaces: new Map<string, string>() };
        organisations = await readOrganisations(
            [{ ...part, things: things.map((each) => ({ ...each, kind: "code" as const })) }],
            () => undefined,
        );
    }

    const redeem = (at: number) => () => {
        simulator.redeem(organisations[0]?.issued[at]?.state.code ?? "");
    };

    beforeEach(async () => {
        simulator = await startSimulator();
        await codesOf();
        simulator.log.clear();
    });

    afterEach(() => simulator.close());

    it("tells who comes online, and ends when all are", async () => {
        const here = world([redeem(1), () => undefined, redeem(0), redeem(2)]);
        const { result, stderr } = await capture(() => watchCodes(organisations, { for: 60 }, here));
        assert.equal(result, true);
        assert.deepEqual(here.texts, [
            "Huddle 1 (room device) is online, 1 of 3 online\n",
            `Ada (${PHONE}) is online, 2 of 3 online\n`,
            "Huddle 2 (room device) is online, 3 of 3 online\n",
            "all of them are online: 3\n",
        ]);
        assert.deepEqual(here.waits, [10, 10, 15, 10]);
        assert.equal(stderr, "looks at Webex every 10 s, and less often while nothing changes, at last every 60 s\n");
        assert.equal(simulator.log.requests().length, 4 * 3);
        assert.ok(simulator.log.requests().every(({ method, path }) => method === "GET" && path === "/devices"));
    });

    it("ends when the time is up, and names who is not online", async () => {
        const here = world([redeem(0)]);
        const { result } = await capture(() => watchCodes(organisations, { for: 1, watchPeriod: 25 }, here));
        assert.equal(result, false);
        assert.deepEqual(here.waits, [25, 25, 10]);
        assert.equal(
            here.texts.at(-1),
            "the time is up with 1 of 3 online; not online: Huddle 1 (room device), Huddle 2 (room device)\n",
        );
    });

    it("does not end while a device is offline again", async () => {
        const offline = () => {
            simulator.updateDevice(organisations[0]?.issued[0]?.state.entryId ?? "", {
                connectionStatus: "disconnected",
            });
            redeem(1)();
            redeem(2)();
        };
        const here = world([redeem(0), offline]);
        const { result } = await capture(() => watchCodes(organisations, { for: 1, watchPeriod: 20 }, here));
        assert.equal(result, false);
        assert.match(here.texts.join(""), /Ada .* is offline, 2 of 3 online/);
    });

    it("goes on after a look that failed", async () => {
        const fails = () => {
            simulator.faults.add({ path: "/devices", count: 3, kind: { status: 500 } });
        };
        const here = world([fails, redeem(0), redeem(1), redeem(2)]);
        const { result, stderr } = await capture(() => watchCodes(organisations, { for: 60 }, here));
        assert.equal(result, true);
        assert.match(stderr, /warning: this look failed, and is done again: .*500/);
    });

    it("does not go on with a token that is refused", async () => {
        const here = world([
            () => {
                simulator.expireToken();
            },
        ]);
        await capture(async () => {
            await assert.rejects(watchCodes(organisations, { for: 60 }, here), /401/);
        });
        assert.deepEqual(here.waits, [10]);
    });

    it("has nothing to wait for where no code is open", async () => {
        const here = world();
        const none = organisations.map((each) => ({ ...each, issued: [] }));
        assert.equal(await watchCodes(none, { for: 60 }, here), true);
        assert.deepEqual(here.texts, ["there is no code that a device could still use\n"]);
        assert.deepEqual(simulator.log.requests(), []);
    });
});
