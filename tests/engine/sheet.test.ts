/** `pulumi-webex sheet` on the codes of a stack: which are on the sheet, where they are in clear, and who is online. */

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parse } from "csv-parse/sync";
import { inGroups } from "../../cli/sheet/sheetRow";
import { type Simulator, startSimulator } from "../../simulator/index";
import { runCli } from "../cli/runCli";
import { createProject, type Project, type ResourceEntry, succeeded } from "./harness";

const PHONE = "DMS Cisco 8865";
const CODE_LIFETIME = 31 * 86_400_000;

describe("pulumi-webex sheet", () => {
    let simulator: Simulator;
    let project: Project;
    let transcript = "";

    before(async () => {
        simulator = await startSimulator();
        project = await createProject({
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco" },
            secrets: { "webex:accessToken": simulator.token },
        });
        const { id: oslo } = simulator.addLocation({ name: "Oslo", timeZone: "Europe/Oslo" });
        const { id: tokyo } = simulator.addLocation({ name: "東京", timeZone: "Asia/Tokyo" });
        const lobby = simulator.addWorkspace({ displayName: "Lobby", locationId: tokyo }).id;
        const ada = simulator.addPerson({ displayName: "Ada", emails: ["ada@example.com"], locationId: oslo }).id;
        const old: ResourceEntry = {
            type: "DeviceActivation",
            name: "old",
            args: { workspaceId: lobby, renew: "never" },
        };
        const phone = { personId: ada, model: PHONE };
        project.write([old]);
        succeeded(await project.up());
        simulator.advance(CODE_LIFETIME);
        project.write([
            old,
            { type: "DeviceActivation", name: "lobby", args: { workspaceId: lobby } },
            { type: "DeviceActivationBatch", name: "phones", args: { activations: { desk: phone, home: phone } } },
            { type: "Room", name: "huddle", args: { displayName: "=Huddle 1", locationId: oslo } },
        ]);
        succeeded(await project.up());
    });

    after(async () => {
        project.dispose();
        await simulator.close();
    });

    /** Runs the command with the project's backend and temporary folder. */
    async function sheet(
        file: string,
        ...args: string[]
    ): Promise<{ code: number | null; stdout: string; stderr: string }> {
        const all = ["sheet", "--stack", "test", "--cwd", project.programFolder, "--out", file, ...args];
        const temporary = path.join(project.folder, "tmp");
        const run = await runCli(all, {
            PULUMI_HOME: project.homeFolder,
            PULUMI_BACKEND_URL: `${pathToFileURL(project.backendFolder).href}?metadata=skip`,
            PULUMI_CONFIG_PASSPHRASE: "test",
            PULUMI_SKIP_UPDATE_CHECK: "true",
            TMPDIR: temporary,
        });
        transcript += `${run.stdout}${run.stderr}`;
        return run;
    }

    /** The files of the project, and the words of the command, that have one of the codes in clear. */
    function whereCodesAre(): string[] {
        const codes = simulator.codes().map(({ code }) => code);
        const texts = codes.flatMap((code) => [code, inGroups(code)]);
        return [
            ...project.whereInClear(...texts),
            ...(texts.some((text) => transcript.includes(text)) ? ["the command"] : []),
        ];
    }

    const modeOf = (file: string): number => fs.statSync(file).mode & 0o777;
    const codeOf = (owner: string): string =>
        simulator
            .codes()
            .filter(({ redeemed }) => !redeemed)
            .findLast(({ workspaceId, personId }) => {
                const workspace = simulator.workspaces().find(({ id }) => id === workspaceId)?.displayName;
                return (workspace ?? simulator.people().find(({ id }) => id === personId)?.displayName) === owner;
            })?.code ?? "";

    it("has the codes that can be entered, and says which it leaves out", async () => {
        const used = simulator.redeem(codeOf("Ada"));
        const writes = simulator.log.writes().length;
        const file = path.join(project.folder, "codes.csv");
        const { code, stderr, stdout } = await sheet(file);
        assert.equal(code, 0, `${stdout}${stderr}`);
        assert.equal(stdout, "");
        assert.match(
            stderr,
            /codes\.csv has 3 codes; left out: 1 ended \(DeviceActivation "old"\), 1 used \(DeviceActivationBatch "phones", entry "(desk|home)"\)\. It holds secrets: only you may read it; delete it after use\n$/,
        );
        const rows: Record<string, string>[] = parse(fs.readFileSync(file), { columns: true, bom: true });
        assert.deepEqual(
            rows.map((row) => [row["location"], row["room or person"], row["model"], row["time zone"]]),
            [
                ["Oslo", "'=Huddle 1", "room device", "Europe/Oslo"],
                ["Oslo", "Ada <ada@example.com>", PHONE, "Europe/Oslo"],
                ["東京", "Lobby", "room device", "Asia/Tokyo"],
            ],
        );
        const good = simulator.codes().filter(({ redeemed, deviceId }) => !redeemed && deviceId !== used.id);
        const latest = new Set(good.map(({ code: digits }) => inGroups(digits)));
        assert.ok(rows.every((row) => latest.has(row["activation code (secret)"] ?? "")));
        assert.equal(new Set(rows.map((row) => row["activation code (secret)"])).size, 3);
        assert.equal(modeOf(file), 0o600);
        assert.deepEqual(whereCodesAre(), [file]);
        assert.equal(simulator.log.writes().length, writes);
    });

    it("watches until all are online, and writes nothing at Webex", async () => {
        const file = path.join(project.folder, "codes.html");
        fs.writeFileSync(file, "wider rights before", { mode: 0o644 });
        const writes = simulator.log.writes().length;
        const { seq = 0 } = simulator.log.entries.at(-1) ?? {};
        const watching = sheet(file, "--watch", "--watch-period", "1", "--for", "2");
        for (const owner of ["Ada", "=Huddle 1", "Lobby"]) {
            // Only a look of the watch asks for the devices of one room.
            const last = simulator.log.entries.at(-1)?.seq ?? seq;
            await simulator.log.waitFor(
                ({ path: asked, query, seq: at, status }) =>
                    at > last && status === 200 && asked === "/devices" && query["workspaceId"] !== undefined,
                120_000,
            );
            simulator.redeem(codeOf(owner));
        }
        const { code, stderr, stdout } = await watching;
        assert.equal(code, 0, `${stdout}${stderr}`);
        assert.match(stdout, /Ada <ada@example.com> in Oslo \(DMS Cisco 8865\) is online, 2 of 4 online\n/);
        assert.match(stdout, /Lobby in 東京 \(room device\) is online, \d of 4 online\n/);
        assert.match(stdout, /all of them are online: 4\n$/);
        assert.match(stderr, /looks at Webex every 1 s\n/);
        assert.equal(modeOf(file), 0o600);
        assert.equal(simulator.log.writes().length, writes);
        assert.deepEqual(
            whereCodesAre()
                .map((place) => path.basename(place))
                .sort(),
            ["codes.csv", "codes.html"],
        );
    });
});
