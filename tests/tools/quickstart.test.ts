import assert from "node:assert/strict";
import path from "node:path";

interface QuickstartTool {
    resourceRows(state: object, owners: ReadonlyMap<string, string>): string[][];
    diagnosticsIn(output: string): string;
    wrapped(line: string, width: number): string;
    needsNoAnswer(args: readonly string[], atTerminal: boolean): Record<string, string>;
}

const URN = "urn:pulumi:quickstart::quickstart";
const TYPE = "pulumi-nodejs:dynamic/webex:";

describe("tools/quickstart", () => {
    let tool: QuickstartTool;

    before(async () => {
        tool = (await import(path.resolve(__dirname, "../../tools/quickstart.mjs"))) as QuickstartTool;
    });

    describe("the table of `npm start`", () => {
        const owners = new Map([
            ["p", "Ada"],
            ["w", "Board room"],
        ]);
        const rowsOf = (...resources: object[]) => tool.resourceRows({ deployment: { resources } }, owners);

        it("shows a phone's connection status, and a code's status and expiry", () => {
            const phone = {
                urn: `${URN}::${TYPE}Device::desk-phone`,
                type: `${TYPE}Device`,
                outputs: { personId: "p", details: { product: "Cisco 8865", connectionStatus: "disconnected" } },
            };
            const code = {
                urn: `${URN}::${TYPE}DeviceActivation::board-room`,
                type: `${TYPE}DeviceActivation`,
                outputs: {
                    workspaceId: "w",
                    code: { ciphertext: "x" },
                    status: "pending",
                    expiresAt: "2026-12-25T23:39:16.045Z",
                },
            };
            assert.deepEqual(rowsOf(phone, code), [
                ["device", "owner", "status", "code", "code expires"],
                ["board-room (DeviceActivation)", "Board room", "pending", "****************", "2026-12-25"],
                ["desk-phone (Cisco 8865)", "Ada", "disconnected", "", ""],
            ]);
        });

        it("leaves out what is none of ours, and is empty for an empty stack", () => {
            const heads = rowsOf();
            assert.equal(heads.length, 1);
            assert.deepEqual(rowsOf({ urn: `${URN}::pulumi:pulumi:Stack::s`, type: "pulumi:pulumi:Stack" }), heads);
            assert.deepEqual(tool.resourceRows({ deployment: {} }, owners), heads);
        });
    });

    describe("the diagnostics of a preview", () => {
        const output = [
            " +  second-phone create error: too many devices",
            "Diagnostics:",
            "  pulumi:pulumi:Stack (quickstart):",
            `    error: ${"many words ".repeat(20)}end`,
            "",
            "Resources:",
            "    3 unchanged",
            "",
        ].join("\n");

        it("are told once, no line longer than a terminal's", () => {
            const lines = tool.diagnosticsIn(output).split("\n");
            assert.equal(lines[0], "  pulumi:pulumi:Stack (quickstart):");
            assert.ok(
                lines.every((line) => line.length <= 96),
                lines.join("\n"),
            );
            assert.equal(lines.slice(1).join(" ").split(/\s+/).filter(Boolean).length, 42);
            assert.doesNotMatch(lines.join("\n"), /unchanged|Resources|second-phone/);
        });

        it("are found at the end of an output, too, and empty where there are none", () => {
            assert.equal(tool.diagnosticsIn("Diagnostics:\n  a:\n    error: b\n"), "  a:\n    error: b");
            assert.equal(tool.diagnosticsIn("Resources:\n    3 unchanged\n"), "");
        });

        it("keep words whole that are longer than a line", () => {
            assert.equal(tool.wrapped("  a bbbbbbbb c", 6), "  a\n    bbbbbbbb\n    c");
        });
    });

    it("lets Pulumi ask nothing where nobody can answer", () => {
        assert.deepEqual(tool.needsNoAnswer(["refresh"], true), {});
        assert.deepEqual(tool.needsNoAnswer(["refresh"], false), { PULUMI_SKIP_CONFIRMATIONS: "true" });
        // Pulumi refuses both together.
        assert.deepEqual(tool.needsNoAnswer(["refresh", "--preview-only"], false), {});
    });
});
