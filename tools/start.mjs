// npm start: a real `pulumi up` of examples/quickstart against the simulator, without an account or a token.
//
//     node tools/start.mjs                     set up, start the simulator, up, show, try the guard
//     node tools/start.mjs pulumi COMMAND ...  any Pulumi command on the quickstart's stack, the simulator running
//     node tools/start.mjs --destroy           remove everything again

import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { run } from "./children.mjs";
import { engineEnv, ensureEngine } from "./engine/engine.mjs";
import { diagnosticsIn, needsNoAnswer, resourceRows } from "./quickstart.mjs";
import { root, runTool, SetupError, setup } from "./setup.mjs";
import { table } from "./table.mjs";

const stack = "quickstart";
const folder = path.join(root, ".quickstart");
const example = path.join(root, "examples", "quickstart");

/** What the second run has to find as the first one left it. */
const settingsFile = path.join(folder, "settings.json");

const people = { ada: { displayName: "Ada Lovelace" } };
const workspaces = { boardRoom: { displayName: "Board room" } };
const license = { name: "Webex Calling - Standard" };

/** @returns {{ port: number, token: string, passphrase: string }} */
function readSettings() {
    if (existsSync(settingsFile)) return JSON.parse(readFileSync(settingsFile, "utf8"));
    return { port: 0, token: `quickstart-${randomUUID()}`, passphrase: randomUUID() };
}

/** @param {ReturnType<typeof readSettings>} settings */
function writeSettings(settings) {
    writeFileSync(settingsFile, `${JSON.stringify(settings, null, 4)}\n`, { mode: 0o600 });
}

/**
 * Starts the simulator on the port of the last run, so that the stack's configuration stays as it is; on another one
 * if that is taken meanwhile.
 *
 * @param {ReturnType<typeof readSettings>} settings
 */
async function startOrganization(settings) {
    const require = createRequire(import.meta.url);
    /** @type {import("../simulator/index")} */
    const { startSimulator } = require("pulumi-webex/simulator");
    const options = {
        contract: /** @type {const} */ ("cisco"),
        token: settings.token,
        file: path.join(folder, "organization.json"),
    };
    try {
        return await startSimulator({ ...options, port: settings.port });
    } catch (error) {
        if (error.code !== "EADDRINUSE" && error.code !== "EACCES") throw error;
        console.log(`port ${settings.port} of the last run is taken, using another one`);
        return await startSimulator(options);
    }
}

/**
 * The person and the room of the quickstart; there already from the second run on.
 *
 * @param {import("../simulator/index").Simulator} simulator
 */
function furnish(simulator) {
    /**
     * @template {{ id: string }} T
     * @param {T[]} there
     * @param {(thing: T) => boolean} isIt
     * @param {() => T} add
     */
    const get = (there, isIt, add) => there.find(isIt) ?? add();
    // A Standard licence allows one device: that is what the guard will go by.
    const { id: licenseId } = get(
        simulator.licenses(),
        ({ name }) => name === license.name,
        () => simulator.addLicense(license),
    );
    const person = get(
        simulator.people(),
        ({ displayName }) => displayName === people.ada.displayName,
        () => simulator.addPerson({ ...people.ada, licenses: [licenseId] }),
    );
    const workspace = get(
        simulator.workspaces(),
        ({ displayName }) => displayName === workspaces.boardRoom.displayName,
        () => simulator.addWorkspace(workspaces.boardRoom),
    );
    return { personId: person.id, workspaceId: workspace.id };
}

/**
 * The Pulumi CLI on the quickstart's stack.
 *
 * @param {string} passphrase
 */
async function openStack(passphrase) {
    const engine = await ensureEngine();
    console.log(`Pulumi CLI ${engine.version} (${engine.how})`);
    // A project of its own around the example's program: the stack's configuration stays out of the example's folder.
    const project = readFileSync(path.join(example, "Pulumi.yaml"), "utf8").trimEnd();
    writeFileSync(path.join(folder, "Pulumi.yaml"), `${project}\nmain: ../examples/quickstart\n`);

    const ours = engineEnv({
        home: path.join(folder, "home"),
        backendDir: path.join(folder, "state"),
        passphrase,
    });
    // The program shall see the simulator, whatever organisation this shell is set up for.
    const inherited = Object.entries(process.env).filter(([name]) => !/^(WEBEX_|PULUMI_)/.test(name));
    const env = {
        ...Object.fromEntries(inherited),
        ...ours,
        PATH: engine.path + path.delimiter + process.env.PATH,
    };
    const commands = {
        /**
         * @param {string[]} args
         * @param {boolean} [show]
         */
        run: (args, show = true) => {
            const answers = needsNoAnswer(args, Boolean(process.stdin.isTTY));
            return run("pulumi", args, { cwd: folder, env: { ...env, ...answers }, show });
        },
        /** @param {string[]} args */
        quietly: async (args) => {
            const { code, output } = await commands.run([...args, "--non-interactive"], false);
            if (code !== 0) throw new SetupError(`pulumi ${args.slice(0, 2).join(" ")} failed:\n${output}`);
            return output;
        },
    };
    await commands.quietly(["stack", "select", stack, "--create"]);
    return commands;
}

/** @typedef {Awaited<ReturnType<typeof openStack>>} Commands */

/**
 * What the stack holds now, one row for each resource.
 *
 * @param {Commands} pulumi
 * @param {import("../simulator/index").Simulator} simulator
 */
async function showResources(pulumi, simulator) {
    const state = JSON.parse(await pulumi.quietly(["stack", "export"]));
    const owners = new Map([...simulator.people(), ...simulator.workspaces()].map((o) => [o.id, o.displayName]));
    console.log(`\n${table(resourceRows(state, owners))}`);
}

/**
 * Shows the guard: the same program with one phone more than the person may have.
 *
 * @param {Commands} pulumi
 * @param {import("../simulator/index").Simulator} simulator
 */
async function showGuard(pulumi, simulator) {
    console.log("\n=== The same program with one device too many ===\n");
    // A copy, since `--config` of a preview would be saved in the stack's own file.
    const configFile = path.join(folder, "one-too-many.yaml");
    const config = readFileSync(path.join(folder, `Pulumi.${stack}.yaml`), "utf8").trimEnd();
    writeFileSync(configFile, `${config}\n  quickstart:oneTooMany: "true"\n`);
    const seen = simulator.log.entries.at(-1)?.seq ?? 0;
    const { code, output } = await pulumi.run(
        ["preview", "--config-file", configFile, "--non-interactive", "--color", "never"],
        false,
    );
    rmSync(configFile);
    // Pulumi prints a refusal twice, in lines of any length; once and in lines of a terminal it can be read.
    console.log(`${diagnosticsIn(output) || output}\n`);

    const writes = simulator.log.entries.filter(({ seq, method }) => seq > seen && method !== "GET");
    if (code === 0 || !/too many devices/.test(output) || writes.length > 0) {
        console.log("\nThis preview should have been refused by the limit guard, without a single write.");
        return false;
    }
    console.log("This refusal was the expected result: Ada's licence allows one device, and the program wanted two.");
    console.log("Nothing was sent that changes anything, and what exists stays as it is.");
    return true;
}

async function up() {
    await setup();
    mkdirSync(folder, { recursive: true });
    const settings = readSettings();
    writeSettings(settings);
    const pulumi = await openStack(settings.passphrase);
    const simulator = await startOrganization(settings);
    try {
        writeSettings({ ...settings, port: Number(new URL(simulator.baseUrl).port) });
        console.log(`simulated Webex organisation at ${simulator.baseUrl}, kept in .quickstart/organization.json`);
        const { personId, workspaceId } = furnish(simulator);
        await pulumi.quietly([
            ...["config", "set-all", "--stack", stack],
            ...["--plaintext", `webex:baseUrl=${simulator.baseUrl}`, "--plaintext", "webex:contract=cisco"],
            ...["--plaintext", `quickstart:personId=${personId}`],
            ...["--plaintext", `quickstart:workspaceId=${workspaceId}`],
            ...["--secret", `webex:accessToken=${settings.token}`],
        ]);
        const command = process.argv.slice(2);
        if (command[0] === "pulumi") return (await pulumi.run(command.slice(1))).code ?? 1;

        console.log("\n=== pulumi up ===\n");
        const { code } = await pulumi.run(["up", "--yes", "--stack", stack]);
        if (code !== 0) throw new SetupError("pulumi up failed; its own message is above.");
        await showResources(pulumi, simulator);
        const [update] = JSON.parse(await pulumi.quietly(["stack", "history", "--json", "--page-size", "1"]));
        const changes = Object.keys(update.resourceChanges).filter((kind) => kind !== "same");
        if (changes.length === 0) console.log("\nno changes: the organisation is as the program says.");

        if (!(await showGuard(pulumi, simulator))) return 1;
        console.log(`
=== What to try next ===

npm start                                    plans no change
npm start -- pulumi refresh                  compares the state with the organisation
npm start -- pulumi stack output boardRoomCode --show-secrets
                                             the code to type into the room's device
edit examples/quickstart/index.ts            and npm start again: your own devices
npm start -- --destroy                       removes everything

Each starts the simulator again, with the organisation of the last run. README.md says how to go on with a real one.`);
        return 0;
    } finally {
        await simulator.close();
    }
}

async function destroy() {
    if (!existsSync(settingsFile)) {
        rmSync(folder, { recursive: true, force: true });
        console.log("There is no quickstart to remove.");
        return 0;
    }
    await setup();
    const settings = readSettings();
    const pulumi = await openStack(settings.passphrase);
    const simulator = await startOrganization(settings);
    try {
        const moved = Number(new URL(simulator.baseUrl).port) !== settings.port;
        if (moved) {
            await pulumi.quietly(["config", "set", "webex:baseUrl", simulator.baseUrl, "--stack", stack]);
        }
        // Without the program a destroy uses the configuration that the last `up` saved: the old address.
        const args = ["destroy", "--yes", "--stack", stack, ...(moved ? ["--run-program"] : [])];
        const { code } = await pulumi.run(args);
        if (code !== 0) throw new SetupError("pulumi destroy failed; .quickstart/ is kept.");
        await pulumi.quietly(["stack", "rm", stack, "--yes"]);
    } finally {
        await simulator.close();
    }
    rmSync(folder, { recursive: true, force: true });
    console.log("The devices, the stack and .quickstart/ are removed. The Pulumi CLI stays in your cache.");
    return 0;
}

async function start() {
    const [first] = process.argv.slice(2);
    if (first === undefined || first === "pulumi") return await up();
    if (first === "--destroy" && process.argv.length === 3) return await destroy();
    throw new SetupError("Usage: npm start, npm start -- --destroy, or npm start -- pulumi COMMAND ...");
}

await runTool(start);
