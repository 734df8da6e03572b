/** What Pulumi prints of codes that were used or that ended, and that drift which the program ignores is none. */

import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "../../simulator/index";
import { CONTRACTS, describeByFront } from "./breadth";
import { createProject, diagnosticsOf, failed, type Project, type ResourceEntry, succeeded } from "./harness";

const MODEL = "DMS Cisco 8865";
const CODE_LIFETIME = 31 * 86_400_000;
const OUTPUTS_FOLLOW = "the outputs of the stack show what this refresh found";

/** How often the summary at the end of a run says a text. */
function timesIn(output: string, text: string): number {
    return diagnosticsOf({ output }).split(text).length - 1;
}

for (const contract of CONTRACTS) {
    describeByFront(`codes and drift: ${contract}`, (front) => {
        let simulator: Simulator;
        let project: Project;

        beforeEach(async () => {
            simulator = await startSimulator({ contract });
            project = await createProject({
                front,
                config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": contract },
                env: { WEBEX_ACCESS_TOKEN: simulator.token },
            });
        });

        afterEach(async () => {
            project.dispose();
            await simulator.close();
        });

        const writes = (): string[] => simulator.log.writes().map(({ method, path }) => `${method} ${path}`);
        const owner = (): { workspaceId: string } => ({ workspaceId: simulator.addWorkspace().id });

        it("lets the drift check pass where the program ignores what drifted, and fail where it does not", async () => {
            let macs = 0;
            const phone = (): Record<string, unknown> => {
                macs += 1;
                return { ...owner(), mac: `02000000000${macs}`, model: MODEL, tags: ["a", "b"] };
            };
            const single = (name: string, opts = {}): ResourceEntry => ({ type: "Device", name, args: phone(), opts });
            const batch = (name: string, opts = {}): ResourceEntry => {
                const { tags: _, ...untagged } = phone();
                return { type: "DeviceBatch", name, args: { devices: { one: phone(), untagged } }, opts };
            };
            project.write([
                single("ignoring", { ignoreChanges: ["tags"] }),
                batch("ignoringAll", { ignoreChanges: ["devices.*.tags"] }),
                single("watched"),
                batch("watchedAll"),
                batch("ignoringOne", { ignoreChanges: ['devices["one"].tags'] }),
            ]);
            succeeded(await project.up());
            const idOf = (name: string): string => project.saved(name).id ?? "";
            const idOfOne = (name: string): string =>
                (project.saved(name).outputs?.["ids"] as Record<string, string>)["one"] ?? "";
            for (const id of [idOf("ignoring"), idOfOne("ignoringAll"), idOfOne("ignoringOne")]) {
                simulator.setTags(id, ["theirs", "b"]);
            }
            simulator.log.clear();

            succeeded(await project.refreshPreview());
            succeeded(await project.up({ args: ["--refresh", "--expect-no-changes"] }));
            assert.deepEqual(writes(), []);

            for (const id of [idOf("ignoring"), idOfOne("ignoringAll"), idOf("watched"), idOfOne("watchedAll")]) {
                simulator.setTags(id, ["theirs"]);
            }
            const { output } = failed(await project.refreshPreview(), /Resources:\n +~ 2 to update\n/);
            assert.match(output, /watched update \[diff: ~tags\]/);
            assert.match(output, /watchedAll update \[diff: ~devices\]/);
            assert.match(output, /DeviceBatch "watchedAll": differs from the state: one \(tags\)/);
            assert.deepEqual(writes(), []);
        });

        it("says of codes that were used or that ended, and why new ones are issued, before and after", async () => {
            const own = (): Record<string, unknown> => ({ ...owner(), model: MODEL });
            const [used, one] = [own(), own()];
            project.write(
                [
                    { type: "DeviceActivation", name: "board-room", args: own() },
                    { type: "DeviceActivation", name: "lobby", args: used },
                    {
                        type: "DeviceActivationBatch",
                        name: "codes",
                        args: { activations: { one, two: own(), three: own() } },
                    },
                ],
                { status: ["lobby", "status"] },
            );
            succeeded(await project.up());
            const quiet = succeeded(await project.refreshPreview());
            assert.ok(!quiet.output.includes(" webex: "), quiet.output);

            const redeemed = [used, one].map(({ workspaceId }) => {
                const issued = simulator.codes().find((code) => code.workspaceId === workspaceId);
                return simulator.redeem(issued?.code ?? "").id;
            });
            const day = String(project.saved("board-room").outputs?.["expiresAt"]).slice(0, 10);
            simulator.advance(CODE_LIFETIME);
            simulator.log.clear();
            const planned = [
                `DeviceActivation "board-room": its code ended unused on ${day}, a new one is issued by \`pulumi up\``,
                `DeviceActivationBatch "codes": new codes are issued by \`pulumi up\` for 2: ` +
                    `three (ended unused on ${day}), two (ended unused on ${day})`,
            ];
            const found = (output: string): void => {
                for (const text of [...planned, OUTPUTS_FOLLOW]) {
                    assert.equal(timesIn(output, text), 1, `${text}\n${output}`);
                }
                const [usedBy = "", oneBy = ""] = redeemed;
                assert.match(output, new RegExp(`DeviceActivation "lobby": its code was used by device .*${usedBy}`));
                assert.match(
                    output,
                    new RegExp(`DeviceActivationBatch "codes": codes were used: one by device .*${oneBy}`),
                );
            };

            const check = failed(await project.refreshPreview(), /Resources:\n +~ 2 to update\n/);
            found(check.output);
            const refresh = succeeded(await project.refresh());
            found(refresh.output);
            assert.equal((await project.outputs())["status"], "pending");
            assert.deepEqual(writes(), []);

            const up = succeeded(await project.up({ args: ["--refresh"] }));
            for (const text of planned) {
                assert.equal(timesIn(up.output, text), 1, up.output);
            }
            assert.match(
                up.output,
                new RegExp(`"board-room": its code ended unused on ${day}, a new one was issued, which ends on 20`),
            );
            assert.match(
                up.output,
                new RegExp(
                    `"codes": new codes were issued for three \\(ended unused on ${day}\\), two \\(ended unused on ${day}\\)`,
                ),
            );
            assert.ok(!up.output.includes("was used by"), up.output);
            assert.equal((await project.outputs())["status"], "redeemed");
            const idle = succeeded(await project.preview({ expectNoChanges: true }));
            assert.ok(!idle.output.includes(" webex: "), idle.output);
        });

        it("prints the error of a refresh once", async () => {
            project.write([
                { type: "Device", name: "desk", args: { ...owner(), mac: "020000000001", model: MODEL } },
                { type: "DeviceActivation", name: "code", args: { ...owner(), model: MODEL } },
            ]);
            succeeded(await project.up());
            simulator.faults.add({ method: "GET", count: -1, kind: { status: 400 } });

            const { output } = failed(await project.refresh());

            for (const name of ['Device "desk"', 'DeviceActivation "code"']) {
                assert.equal(timesIn(output, `error: read of ${name} failed: `), 1, output);
            }
            assert.equal(timesIn(output, "told to answer 400"), 2, output);
        });
    });
}
