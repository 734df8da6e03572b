import { addDemoOrganization } from "../../simulator/demoOrganization";
import type { Simulator, SimulatorOptions } from "../../simulator/simulator";
import { startSimulator } from "../../simulator/startSimulator";
import { CliError } from "../cliError";
import { printResult } from "../terminal";

/** The options of `pulumi-webex simulate`. */
export interface SimulateOptions extends SimulatorOptions {
    /** Whether the organisation starts without the demo people, workspaces and device. */
    readonly empty: boolean;
}

/**
 * Runs the simulator of `pulumi-webex simulate`. Resolves with the exit code as soon as the simulator listens, which
 * then keeps the process alive until SIGINT or SIGTERM. Throws `CliError` if it cannot listen.
 */
export async function simulate({ empty, ...options }: SimulateOptions): Promise<number> {
    let simulator: Simulator;
    try {
        simulator = await startSimulator(options);
    } catch (error) {
        throw new CliError(`the simulator did not start: ${error instanceof Error ? error.message : String(error)}`);
    }
    serve(simulator, empty);
    return 0;
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
    printResult(greeting(simulator));
}
