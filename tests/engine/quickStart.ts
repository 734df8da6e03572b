/**
 * What makes a project of the harness begin without the CLI: a stack that was made once for this process is copied, and
 * secrets are encrypted here. quickStart.test.ts holds it against what the CLI does.
 */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createCipheriv, pbkdf2Sync, randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

/** The passphrase of every stack. */
export const PASSPHRASE = "test";

/** How Pulumi makes a key of a passphrase. */
const KEY = { iterations: 1_000_000, bytes: 32, digest: "sha256" } as const;

let scratch: string | undefined;

/** A folder that goes with this process. */
function scratchFolder(): string {
    if (scratch === undefined) {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pulumi-webex-quick-"));
        process.on("exit", () => {
            fs.rmSync(folder, { recursive: true, force: true });
        });
        scratch = folder;
    }
    return scratch;
}

/** The name of the project whose stack is copied. */
const TEMPLATE = "template";

/** An empty stack as `pulumi stack init` makes it. */
interface StackTemplate {
    /** Its configuration file: the line with the salt. */
    readonly config: string;
    /** The files of its backend. */
    readonly files: ReadonlyMap<string, string>;
}

async function makeTemplate(stack: string, env: NodeJS.ProcessEnv): Promise<StackTemplate> {
    const [program = "", backend = ""] = ["program", "backend"].map((name) => {
        const folder = path.join(scratchFolder(), `template-${name}`);
        fs.mkdirSync(folder);
        return folder;
    });
    fs.writeFileSync(path.join(program, "Pulumi.yaml"), `name: ${TEMPLATE}\nruntime: nodejs\n`);
    const url = `${pathToFileURL(backend).href}?metadata=skip`;
    await promisify(execFile)("pulumi", ["stack", "init", "--stack", stack, "--non-interactive"], {
        cwd: program,
        env: { ...env, PULUMI_HOME: scratchFolder(), PULUMI_BACKEND_URL: url },
    });
    const files = fs
        .readdirSync(backend, { recursive: true, encoding: "utf8" })
        .filter((name) => fs.statSync(path.join(backend, name)).isFile())
        .map((name) => [name, fs.readFileSync(path.join(backend, name), "utf8")] as const);
    return { config: fs.readFileSync(path.join(program, `Pulumi.${stack}.yaml`), "utf8"), files: new Map(files) };
}

let template: Promise<StackTemplate> | undefined;

/**
 * Makes an empty stack in a backend's folder, as `pulumi stack init` does, and gives its configuration file. `env` is
 * what a run of the CLI gets.
 */
export async function copyStack(
    { project, stack, backend }: { project: string; stack: string; backend: string },
    env: NodeJS.ProcessEnv,
): Promise<string> {
    template ??= makeTemplate(stack, env);
    const { config, files } = await template;
    for (const [name, content] of files) {
        const file = path.join(backend, ...name.split(path.sep).map((part) => (part === TEMPLATE ? project : part)));
        fs.mkdirSync(path.dirname(file), { recursive: true });
        fs.writeFileSync(file, content.replaceAll(`organization/${TEMPLATE}/`, `organization/${project}/`));
    }
    return config;
}

const keys = new Map<string, Buffer>();

/** The key of a configuration file: its salt stands in it as `v1:<salt>:…`. */
function keyOf(config: string): Buffer {
    const [, salt] = /^encryptionsalt: v1:([^:]+):/m.exec(config) ?? [];
    assert.ok(salt !== undefined, `no salt in ${config}`);
    let key = keys.get(salt);
    if (key === undefined) {
        key = pbkdf2Sync(PASSPHRASE, Buffer.from(salt, "base64"), KEY.iterations, KEY.bytes, KEY.digest);
        keys.set(salt, key);
    }
    return key;
}

/** A configuration file with secrets as `pulumi config set --secret` writes them: AES-256-GCM, nonce and ciphertext. */
export function withSecrets(config: string, secrets: Readonly<Record<string, string>>): string {
    const lines = Object.entries(secrets).map(([key, value]) => {
        const nonce = randomBytes(12);
        const cipher = createCipheriv("aes-256-gcm", keyOf(config), nonce);
        const sealed = Buffer.concat([cipher.update(value, "utf8"), cipher.final(), cipher.getAuthTag()]);
        return `  ${key}:\n    secure: v1:${nonce.toString("base64")}:${sealed.toString("base64")}\n`;
    });
    return lines.length > 0 ? `${config}config:\n${lines.join("")}` : config;
}
