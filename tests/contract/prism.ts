import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

const repository = path.resolve(__dirname, "../..");

/** Where the API documents lie beside the project; they are read from there and never copied into it. */
const documents = path.resolve(repository, "../shared/spec");

/** The path of a document, or undefined where it is absent. */
export function documentPath(name: string): string | undefined {
    const file = path.join(documents, name);
    return fs.existsSync(file) ? file : undefined;
}

/** Prism's validating proxy: whatever does not fit the document is answered with an error instead of passed on. */
export class Prism {
    private constructor(
        private readonly child: ChildProcess,
        private readonly folder: string,
        readonly url: string,
    ) {}

    /** Starts the proxy in front of `upstream`, after `mend` has taken the known defects out of the document. */
    static async start(document: string, upstream: string, mend: (text: string) => string): Promise<Prism> {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pulumi-webex-prism-"));
        const file = path.join(folder, path.basename(document));
        fs.writeFileSync(file, mend(fs.readFileSync(document, "utf8")));
        const cli = path.join(repository, "node_modules/@stoplight/prism-cli/dist/index.js");
        const { NODE_V8_COVERAGE: _, ...env } = process.env;
        const child = spawn(process.execPath, [cli, "proxy", file, upstream, "--errors", "--port", "0"], {
            env,
            stdio: ["ignore", "pipe", "inherit"],
        });
        for await (const line of createInterface({ input: child.stdout })) {
            const url = /listening on (http:\S+)/.exec(line)?.[1];
            if (url === undefined) {
                continue;
            }
            child.stdout.resume();
            return new Prism(child, folder, url);
        }
        throw new Error("Prism ended before it listened");
    }

    async stop(): Promise<void> {
        const ended = once(this.child, "exit");
        this.child.kill();
        await ended;
        fs.rmSync(this.folder, { recursive: true });
    }
}
