// npm run pictures: the pictures of docs/, from real runs of the Pulumi CLI against the simulator.
//
//     node tools/pictures.mjs                all of them, into docs/pictures/
//     node tools/pictures.mjs drift-page     one of them
//
// Chromium is looked for on the PATH, or in the variable CHROMIUM.

import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { run } from "./children.mjs";
import { engineEnv, ensureEngine } from "./engine/engine.mjs";
import { terminalPage } from "./pictures/terminalPage.mjs";
import { root, runTool, SetupError, setup } from "./setup.mjs";

const require = createRequire(import.meta.url);

/** The part of a page that a picture shows. */
const WIDTH = 1200;
const HEIGHT = 900;
/** Larger files are slow to load, and swell the package. Bytes. */
const LARGEST = 150_000;

/** @typedef {import("../simulator/index").Simulator} Simulator */
/** @typedef {import("playwright-core").Page} Page */

/**
 * The pictures by their names, each with the way in which the browser's page comes to show it.
 *
 * @type {Readonly<Record<string, (stage: Stage, page: Page) => Promise<Buffer>>>}
 */
const PICTURES = { "refused-plan": refusedPlan, "activation-sheet": activationSheet, "drift-page": driftPage };

/** A project with a stack `dev` against a simulated organisation. */
class Stage {
    folder = mkdtempSync(path.join(os.tmpdir(), "pulumi-webex-pictures-"));

    /**
     * @param {Simulator} simulator
     * @param {string} enginePath
     */
    constructor(simulator, enginePath) {
        this.simulator = simulator;
        const inherited = Object.entries(process.env).filter(([name]) => !/^(WEBEX_|PULUMI_|NO_COLOR$)/.test(name));
        this.env = {
            ...Object.fromEntries(inherited),
            ...engineEnv({
                home: path.join(this.folder, "home"),
                backendDir: path.join(this.folder, "state"),
                passphrase: "pictures",
            }),
            WEBEX_ACCESS_TOKEN: simulator.token,
            PATH: enginePath + path.delimiter + process.env.PATH,
        };
        this.write("package.json", '{ "private": true }\n');
        this.write("Pulumi.yaml", "name: rooms\nruntime: nodejs\nmain: index.ts\n");
        symlinkSync(path.join(root, "node_modules"), path.join(this.folder, "node_modules"), "junction");
    }

    /**
     * @param {string} name
     * @param {string} text
     */
    write(name, text) {
        writeFileSync(path.join(this.folder, name), text);
    }

    /**
     * Runs the Pulumi CLI, or this package's command. Throws if it ends with another code than these.
     *
     * @param {string[]} args
     * @param {number[]} codes
     */
    async run([command = "", ...args], codes = [0]) {
        const [file, all] =
            command === "pulumi-webex"
                ? [process.execPath, [path.join(root, "dist", "cli", "main.js"), ...args]]
                : [command, args];
        const { code, output } = await run(file, all, { cwd: this.folder, env: this.env });
        if (code === null || !codes.includes(code)) {
            throw new SetupError(`${command} ${args.join(" ")} ended with ${code}:\n${output}`);
        }
        return output;
    }

    async open() {
        await this.run(["pulumi", "stack", "init", "dev"]);
        const settings = { "webex:baseUrl": this.simulator.baseUrl, "webex:contract": "cisco" };
        const plain = Object.entries(settings).flatMap(([key, value]) => ["--plaintext", `${key}=${value}`]);
        await this.run(["pulumi", "config", "set-all", ...plain]);
    }

    close() {
        rmSync(this.folder, { recursive: true, force: true });
    }
}

/**
 * The program of docs/limits-and-preflight.md, which gives somebody one phone too many.
 *
 * @param {Stage} stage
 * @param {Page} page
 */
async function refusedPlan(stage, page) {
    const text = readFileSync(path.join(root, "docs", "limits-and-preflight.md"), "utf8");
    stage.write("index.ts", /^```ts index\.ts\n([^]*?)^```$/m.exec(text)?.[1] ?? "");
    const output = await stage.run(["pulumi", "preview", "--non-interactive", "--color", "always"], [1, 255]);
    // Each error stands in the line of its resource, too.
    const [diagnostics = output] = /^\S*Diagnostics:[^]*$/m.exec(output) ?? [];
    await page.setContent(terminalPage("pulumi preview", diagnostics.trim()));
    return page.locator("pre").screenshot();
}

/**
 * @param {Stage} stage
 * @param {Page} page
 */
async function activationSheet(stage, page) {
    await building(stage);
    await stage.run(["pulumi-webex", "sheet", "--stack", "dev", "--out", "sheet.html"]);
    await page.goto(pathToFileURL(path.join(stage.folder, "sheet.html")).href);
    return page.screenshot();
}

/**
 * @param {Stage} stage
 * @param {Page} page
 */
async function driftPage(stage, page) {
    await building(stage);
    disturb(stage.simulator);
    const html = await stage.run(["pulumi-webex", "drift", "--stack", "dev", "--format", "html"], [2]);
    stage.write("drift.html", html);
    await page.goto(pathToFileURL(path.join(stage.folder, "drift.html")).href);
    return page.screenshot();
}

/** The rooms of examples/building, in three locations. */
const ROOMS = `name,displayName,location,floor,type,capacity,tags,volume
1-01,1.01 Alps,Headquarters,1,meetingRoom,12,bookable,60
1-02,1.02 Andes,Headquarters,1,huddle,4,,50
1-03,1.03 Apennines,Headquarters,1,meetingRoom,16,bookable|video,70
1-04,1.04 Ararat,Headquarters,1,huddle,4,,50
2-01,2.01 Baltic,Harbour Office,2,meetingRoom,10,bookable,60
2-02,2.02 Biscay,Harbour Office,2,huddle,4,,50
2-03,2.03 Bering,Harbour Office,2,open,24,townhall,80
3-01,3.01 Congo,Research Campus,3,meetingRoom,16,bookable|video,70
3-02,3.02 Danube,Research Campus,3,huddle,6,,50
3-03,3.03 Elbe,Research Campus,3,meetingRoom,10,bookable,60
`;

/** Rooms whose device is still to come. */
const WAITING = ["1.04 Ararat", "2.02 Biscay", "3.02 Danube", "3.03 Elbe"];

/**
 * examples/building in three locations: devices in most rooms, and codes for the others.
 *
 * @param {Stage} stage
 */
async function building(stage) {
    const { simulator } = stage;
    if (simulator.codes().length > 0) return;
    for (const name of ["Harbour Office", "Research Campus"]) simulator.addLocation({ name });
    cpSync(path.join(root, "examples", "building", "index.ts"), path.join(stage.folder, "index.ts"));
    stage.write("rooms.csv", ROOMS);
    await stage.run(["pulumi", "up", "--yes", "--skip-preview"]);
    const waiting = new Set(WAITING.map((name) => workspaceNamed(simulator, name).id));
    for (const { code, workspaceId = "" } of simulator.codes()) {
        if (!waiting.has(workspaceId)) simulator.redeem(code);
    }
    await stage.run(["pulumi", "up", "--yes", "--skip-preview"]);
}

/**
 * Changes of other people, and troubles of devices.
 *
 * @param {Simulator} simulator
 */
function disturb(simulator) {
    const deviceIn = (/** @type {string} */ name) => {
        const { id } = workspaceNamed(simulator, name);
        const device = simulator.devices().find(({ workspaceId }) => workspaceId === id);
        if (!device) throw new SetupError(`no device is in ${name}`);
        return device;
    };
    simulator.setTags(deviceIn("1.01 Alps").id, ["floor-1", "by-hand"]);
    simulator.configure(deviceIn("1.03 Apennines").id, { "Audio.DefaultVolume": 95 });
    simulator.updateWorkspace(workspaceNamed(simulator, "2.01 Baltic").id, { capacity: 8 });
    simulator.removeDevice(deviceIn("2.03 Bering").id);
    simulator.updateDevice(deviceIn("3.01 Congo").id, { connectionStatus: "disconnected" });
    const danube = workspaceNamed(simulator, "3.02 Danube").id;
    simulator.redeem(simulator.codes().find(({ workspaceId }) => workspaceId === danube)?.code ?? "");
}

/**
 * @param {Simulator} simulator
 * @param {string} name
 */
function workspaceNamed(simulator, name) {
    const found = simulator.workspaces().find(({ displayName }) => displayName === name);
    if (!found) throw new SetupError(`there is no workspace ${name}`);
    return found;
}

/** Chromium by CHROMIUM, or as it is called on the PATH. */
function findChromium() {
    const names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    const folders = (process.env.PATH ?? "").split(path.delimiter);
    const found = folders.flatMap((folder) => names.map((name) => path.join(folder, name))).find(existsSync);
    const executablePath = process.env.CHROMIUM ?? found;
    if (executablePath === undefined) {
        throw new SetupError("There is no Chromium on the PATH; let CHROMIUM name one.");
    }
    return executablePath;
}

/**
 * Makes one picture, with an organisation of its own.
 *
 * @param {string} name
 * @param {import("playwright-core").Browser} browser
 * @param {string} enginePath
 */
async function makePicture(name, browser, enginePath) {
    /** @type {import("../simulator/index")} */
    const { startSimulator } = require("pulumi-webex/simulator");
    const { addDemoOrganization } = require(path.join(root, "dist", "simulator", "demoOrganization.js"));
    const simulator = await startSimulator({ contract: "cisco" });
    addDemoOrganization(simulator);
    const stage = new Stage(simulator, enginePath);
    try {
        await stage.open();
        const page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT }, colorScheme: "light" });
        const picture = await PICTURES[name]?.(stage, page);
        await page.close();
        if (!picture || picture.length > LARGEST) {
            throw new SetupError(`${name}.png has ${picture?.length ?? 0} bytes, more than ${LARGEST}`);
        }
        const file = path.join(root, "docs", "pictures", `${name}.png`);
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, picture);
        console.log(`docs/pictures/${name}.png: ${picture.length} bytes`);
    } finally {
        stage.close();
        await simulator.close();
    }
}

async function makePictures() {
    const wanted = process.argv.slice(2);
    const unknown = wanted.filter((name) => !(name in PICTURES));
    if (unknown.length > 0) {
        throw new SetupError(`There are ${Object.keys(PICTURES).join(", ")}, and no ${unknown.join(", ")}.`);
    }
    const executablePath = findChromium();
    await setup();
    const engine = await ensureEngine();
    const { chromium } = await import("playwright-core");
    const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    try {
        for (const name of wanted.length > 0 ? wanted : Object.keys(PICTURES)) {
            await makePicture(name, browser, engine.path);
        }
    } finally {
        await browser.close();
    }
    return 0;
}

await runTool(makePictures);
