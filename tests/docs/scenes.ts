import type { Simulator } from "../../simulator/index";
import type { Desk } from "./desk";

/** Where a page's commands run. */
interface Stage {
    readonly desk: Desk;
    readonly simulator: Simulator;
}

/** The values of the names in capitals that a reader of the page replaces. */
type Words = Readonly<Record<string, string>>;

const PHONE = { mac: "52EAD324FD21", model: "DMS Cisco 8865" };

/**
 * What is there before a page's first command, besides a project with a stack `dev` and the organisation of
 * `pulumi-webex simulate`.
 */
export const SCENES: Readonly<Record<string, (stage: Stage) => Promise<Words>>> = {
    "docs/first-phone.md": ({ simulator }) =>
        Promise.resolve({ SIMULATOR_URL: simulator.baseUrl, SIMULATOR_TOKEN: simulator.token }),
    "docs/verify-live.md": ({ simulator }) => {
        const phones = simulator.workspaces().find(({ supportedDevices }) => supportedDevices === "phones");
        return Promise.resolve({ WORKSPACE_ID: phones?.id ?? "" });
    },
    "docs/troubleshooting.md": ({ desk, simulator }) => {
        // As a run that was killed leaves it: Webex has the phone, the state does not.
        const workspaceId = simulator.workspaces()[0]?.id ?? "";
        const { mac, model } = PHONE;
        simulator.addDevice({ workspaceId, mac, product: "Cisco 8865" });
        desk.write("index.ts", programOf(`new webex.Device("phone", ${JSON.stringify({ workspaceId, mac, model })});`));
        return Promise.resolve({});
    },
    "docs/upgrading.md": async ({ desk, simulator }) => {
        const workspaceId = simulator.workspaces()[0]?.id ?? "";
        desk.write("index.ts", programOf(`new webex.DeviceActivation("lobby", ${JSON.stringify({ workspaceId })});`));
        await desk.run("pulumi up");
        return {};
    },
};

function programOf(statement: string): string {
    return `import * as webex from "pulumi-webex";\n\n${statement}\n`;
}
