import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Simulator, startSimulator } from "../../simulator/index";
import { createProject, type Project, succeeded } from "../engine/harness";
import { packInto, repository, run } from "./packed";

const pulumiVersion = (
    JSON.parse(fs.readFileSync(path.join(repository, "package.json"), "utf8")) as {
        devDependencies: Record<string, string>;
    }
).devDependencies["@pulumi/pulumi"];

/** How a package manager installs what package.json names, without running anybody's install scripts. */
const MANAGERS: Readonly<Record<"npm" | "pnpm", (folder: string) => void>> = {
    npm: (folder) => {
        const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
        run("npm", ["install", ...flags], folder);
    },
    pnpm: (folder) => {
        const cli = path.join(repository, "node_modules/pnpm/bin/pnpm.cjs");
        run(process.execPath, [cli, "install", "--ignore-scripts", "--prefer-offline", "--reporter=silent"], folder);
    },
};

describe("the packed package, installed as a user installs it", () => {
    let scratch: string;
    let tarball: string;
    let simulator: Simulator;
    const installed = new Map<string, string>();

    before(async () => {
        // Pulumi's serialiser looks for the package's name in the path and takes the first place it finds.
        scratch = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "packed-")));
        tarball = packInto(scratch);
        simulator = await startSimulator();
    });

    after(async () => {
        await simulator.close();
        fs.rmSync(scratch, { recursive: true, force: true });
    });

    /** A folder with the package in its node_modules. */
    function install(manager: keyof typeof MANAGERS): string {
        let folder = installed.get(manager);
        if (folder === undefined) {
            folder = path.join(scratch, manager);
            fs.mkdirSync(folder);
            const dependencies = { "@pulumi/pulumi": pulumiVersion, "pulumi-webex": `file:${tarball}` };
            fs.writeFileSync(path.join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
            MANAGERS[manager](folder);
            installed.set(manager, folder);
        }
        return folder;
    }

    for (const manager of ["npm", "pnpm"] as const) {
        describe(manager, () => {
            let project: Project | undefined;

            afterEach(() => {
                project?.dispose();
            });

            it("runs up, refresh and destroy, the provider text being the constant", async () => {
                const person = simulator.addPerson({ maxDeviceCount: 1 });
                project = await createProject({
                    config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco" },
                    secrets: { "webex:accessToken": simulator.token },
                    modules: path.join(install(manager), "node_modules"),
                });
                const mac = manager === "npm" ? "52EAD324FD01" : "52EAD324FD02";
                project.write([
                    { type: "Device", name: "phone", args: { personId: person.id, mac, model: "DMS Cisco 8865" } },
                    { type: "DeviceActivation", name: "code", args: { workspaceId: simulator.addWorkspace({}).id } },
                ]);
                succeeded(await project.up());
                const provider = (name: string) => project?.saved(name).outputs?.__provider;
                assert.equal(provider("phone"), 'exports.handler=()=>require("pulumi-webex/provider/device")');
                assert.equal(provider("code"), 'exports.handler=()=>require("pulumi-webex/provider/deviceActivation")');
                succeeded(await project.refresh());
                succeeded(await project.preview({ expectNoChanges: true }));
                succeeded(await project.destroy());
                assert.deepEqual(simulator.devices(), []);
            });
        });
    }

    it("Pulumi still serialises an installed provider as a require of the module that the constant names", () => {
        // If this fails, Pulumi changed how it stores providers: the constant may need to follow.
        const folder = install("npm");
        const script = `
            const provider = require("pulumi-webex/provider/device");
            require("@pulumi/pulumi").runtime.serializeFunction(() => provider).then(({ text }) => console.log(text));`;
        fs.writeFileSync(path.join(folder, "serialize.js"), script);
        const text = run(process.execPath, ["serialize.js"], folder);
        assert.match(text, /^exports\.handler = __f0;$/m);
        assert.match(text, /^const provider = require\("pulumi-webex\/provider\/device"\);$/m);
    });

    it("its types compile in a project with strict settings, by the old and the new module resolution", () => {
        const folder = install("npm");
        const program = `
            import * as pulumi from "@pulumi/pulumi";
            import * as webex from "pulumi-webex";
            import { startSimulator, type Simulator } from "pulumi-webex/simulator";
            const device = new webex.Device("d", { personId: pulumi.output("p"), mac: "52EAD324FD21", tags: ["a"] });
            const code = new webex.DeviceActivation("c", { workspaceId: "w", renew: "never" });
            export const id: pulumi.Output<string> = device.id;
            export const secret: pulumi.Output<string> = code.code;
            export const tags: pulumi.Output<string[] | undefined> = device.tags;
            export const product: pulumi.Output<string | undefined> = device.details.apply(({ product }) => product);
            export const origin: pulumi.Output<string> = device.origin;
            const batch = new webex.DeviceBatch("b", { devices: { a: { serial: "S" } }, unregisterOnDelete: false });
            export const ids: pulumi.Output<Record<string, string>> = batch.ids;
            const codes = new webex.DeviceActivationBatch("cs", { activations: { a: { workspaceId: "w" } } });
            export const expiries: pulumi.Output<Record<string, string>> = codes.expiries;
            const count = webex.getPersonDeviceCountOutput({ personId: id });
            export const physical: pulumi.Output<number> = count.physicalDeviceCount;
            export const start: () => Promise<Simulator> = () => startSimulator({ contract: "crud" });
            // @ts-expect-error: no such input
            new webex.Device("e", { dispalyName: "x" });`;
        fs.writeFileSync(path.join(folder, "program.ts"), program);
        const tsc = path.join(repository, "node_modules/typescript/bin/tsc");
        for (const [module, moduleResolution] of [
            ["commonjs", "node10"],
            ["node16", "node16"],
        ]) {
            const options = { strict: true, noEmit: true, target: "ES2022", types: [], module, moduleResolution };
            const config = JSON.stringify({
                compilerOptions: { ...options, skipLibCheck: true },
                files: ["program.ts"],
            });
            fs.writeFileSync(path.join(folder, "tsconfig.json"), config);
            run(process.execPath, [tsc, "-p", "tsconfig.json"], folder);
        }
    });

    it("offers the command that starts the simulator", () => {
        const help = run("npx", ["--no-install", "pulumi-webex", "simulate", "--help"], install("npm"));
        assert.match(help, /--contract/);
    });

    it("has the plugin that Pulumi's engine starts", () => {
        for (const manager of ["npm", "pnpm"] as const) {
            const plugin = path.join(install(manager), "node_modules/pulumi-webex/plugin/pulumi-resource-webex");
            // It prints its port, and ends because the engine at this address does not answer.
            const { stdout } = spawnSync(plugin, ["127.0.0.1:1"], { encoding: "utf8", timeout: 20_000 });
            assert.match(stdout, /^\d+\n$/);
        }
    });

    it("carries nothing but what a user needs", () => {
        const folder = path.join(install("npm"), "node_modules/pulumi-webex");
        assert.deepEqual(fs.readdirSync(folder).sort(), [
            "CHANGELOG.md",
            "CONTRIBUTING.md",
            "DESIGN.md",
            "LICENSE",
            "README.md",
            "SECURITY.md",
            "dist",
            "docs",
            "examples",
            "package.json",
            "plugin",
            "policy",
            "schema.json",
            "templates",
        ]);
        assert.deepEqual(
            fs.readdirSync(path.join(folder, "docs")).filter((name) => !/\.(json|md|svg)$/.test(name)),
            ["pictures"],
        );
    });

    it("has every page that its README and their pages link to", () => {
        const folder = path.join(install("npm"), "node_modules/pulumi-webex");
        const pages = ["README.md", ...fs.readdirSync(path.join(folder, "docs")).map((name) => `docs/${name}`)];
        const links = pages
            .filter((page) => page.endsWith(".md"))
            .flatMap((page) => {
                const text = fs.readFileSync(path.join(folder, page), "utf8");
                const targets = [...text.matchAll(/\]\(([^)#\s]+)/g)].map(([, target = ""]) => target);
                return targets.map((target) => ({ page, target }));
            })
            .filter(({ target }) => !/^https?:/.test(target));
        assert.ok(links.length > 5, `only ${links.length} links`);
        const broken = links.filter(
            ({ page, target }) => !fs.existsSync(path.join(folder, path.dirname(page), target)),
        );
        assert.deepEqual(broken, []);
    });
});
