import { parseArgs } from "node:util";
import { addDemoOrganization } from "../simulator/demoOrganization";
import type { Simulator, SimulatorOptions } from "../simulator/simulator";
import { startSimulator } from "../simulator/startSimulator";

const USAGE = `Usage: pulumi-webex simulate [options]

Runs a simulated Webex organisation on 127.0.0.1 until Ctrl+C:

  --port <number>         port to listen on (default: a free one)
  --contract <name>       cisco (default) or crud
  --token <text>          access token to accept (default: a random one, printed)
  --file <path>           keep the organisation in this JSON file (default: memory only)
  --empty                 start without the demo people, workspaces and device
  --help                  show this text
`;

/**
 * Runs the simulator of `pulumi-webex simulate`; `argv` is what follows the command. Resolves with the exit code as
 * soon as the simulator listens, which then keeps the process alive until SIGINT or SIGTERM.
 */
export async function simulate(argv: readonly string[]): Promise<number> {
    let options: ReturnType<typeof parseSimulateArguments>;
    try {
        options = parseSimulateArguments(argv);
    } catch (error) {
        return fail(error, `\n${USAGE}`);
    }
    if (!options) {
        process.stdout.write(USAGE);
        return 0;
    }
    const { empty, ...rest } = options;
    try {
        serve(await startSimulator(rest), empty);
    } catch (error) {
        return fail(error, "");
    }
    return 0;
}

/** What the arguments ask for; `undefined` = show the usage. Throws an Error that says which argument is wrong. */
export function parseSimulateArguments(argv: readonly string[]): (SimulatorOptions & { empty: boolean }) | undefined {
    const { values } = parseArgs({
        args: [...argv],
        options: {
            port: { type: "string" },
            contract: { type: "string" },
            token: { type: "string" },
            file: { type: "string" },
            empty: { type: "boolean", default: false },
            help: { type: "boolean", default: false },
        },
    });
    if (values.help) {
        return undefined;
    }
    const { contract = "cisco", port = "0", token, file, empty } = values;
    if (contract !== "cisco" && contract !== "crud") {
        throw new Error("--contract must be cisco or crud");
    }
    if (!/^\d{1,5}$/.test(port)) {
        throw new Error("--port must be a whole number from 0 to 65535");
    }
    if (token !== undefined && !/^\S+$/.test(token)) {
        throw new Error("--token must not be empty or hold blanks");
    }
    return {
        contract,
        port: Number(port),
        empty,
        ...(token !== undefined && { token }),
        ...(file !== undefined && { file }),
    };
}

/** What is printed once the simulator listens: where it is, how to configure Pulumi for it, who owns devices there. */
export function greeting(simulator: Simulator): string {
    const owners = [
        ...simulator.people().map(({ id, displayName }) => `  person     ${id}  ${displayName}`),
        ...simulator.workspaces().map(({ id, displayName }) => `  workspace  ${id}  ${displayName}`),
    ];
    const control = simulator.baseUrl.replace(/v1$/, "__simulator");
    return [
        `Webex simulator (${simulator.contract} contract): ${simulator.baseUrl}`,
        "",
        `pulumi config set webex:baseUrl ${simulator.baseUrl}`,
        `pulumi config set webex:contract ${simulator.contract}`,
        `pulumi config set --secret webex:accessToken ${simulator.token}`,
        ...(owners.length > 0 ? ["", "Owners of devices:", ...owners] : []),
        "",
        "Enter an activation code as a technician would:",
        `curl -X POST ${control}/redeem -H "x-simulator-token: ${simulator.token}" -d '["CODE"]'`,
        "",
        "Ctrl+C stops it.",
    ].join("\n");
}

function serve(simulator: Simulator, empty: boolean): void {
    if (!empty && simulator.people().length === 0 && simulator.workspaces().length === 0) {
        addDemoOrganization(simulator);
    }
    const stop = (): void => {
        void simulator.close();
    };
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
    process.stdout.write(`${greeting(simulator)}\n`);
}

function fail(error: unknown, hint: string): number {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${hint}`);
    return 2;
}
