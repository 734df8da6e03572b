// Child processes of the tools: each one is known by its id, so that whatever we started ends with us.

import { spawn } from "node:child_process";

const posix = process.platform !== "win32";

/** @typedef {{ code: number | null, signal: NodeJS.Signals | null, output: string, timedOut: boolean }} Ended */

/** @type {Set<{ child: import("node:child_process").ChildProcess, group: boolean }>} */
const running = new Set();

/**
 * @param {{ child: import("node:child_process").ChildProcess, group: boolean }} entry
 * @param {NodeJS.Signals} signal
 */
function end({ child, group }, signal) {
    try {
        if (group && child.pid) process.kill(-child.pid, signal);
        else child.kill(signal);
    } catch {
        // It ended between the look and the call.
    }
}

/**
 * @param {NodeJS.Signals} signal
 * @param {(entry: { group: boolean }) => boolean} which
 */
function endChildren(signal, which = () => true) {
    for (const entry of running) if (which(entry)) end(entry, signal);
}

process.on("exit", () => endChildren("SIGTERM"));

let firstSignal = 0;
for (const signal of /** @type {NodeJS.Signals[]} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => {
        // Ctrl-C under `npm start` arrives twice, from the terminal and forwarded by npm: that is still one wish.
        if (firstSignal && Date.now() - firstSignal < 500) return;
        if (firstSignal || running.size === 0) {
            endChildren("SIGKILL");
            process.exit(130);
        }
        // The first wish lets Pulumi finish the step it is in and write its state. A terminal has sent Ctrl-C to the
        // children itself, save to those in a group of their own, and Pulumi takes a second one as "now".
        firstSignal = Date.now();
        const atTerminal = signal === "SIGINT" && process.stdin.isTTY;
        endChildren(signal, atTerminal ? ({ group }) => group : undefined);
        setInterval(() => {
            if (running.size > 0 && Date.now() - firstSignal < 20_000) return;
            endChildren("SIGKILL");
            process.exit(130);
        }, 100);
    });
}

/**
 * Runs a program to its end. Never rejects because of the exit code: what a failure means is the caller's to say.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {boolean | ((text: string) => void)} [options.show] whether it has our terminal, or who gets what it prints as
 *     it comes, `output` staying empty; else that is collected
 * @param {number} [options.timeLimit] milliseconds after which it is killed, with everything it started
 * @returns {Promise<Ended>}
 */
export function run(command, args, { cwd, env = process.env, show = false, timeLimit } = {}) {
    return new Promise((resolve, reject) => {
        // A group of its own, where there is a time limit: an installer's shell leaves its download behind otherwise.
        const group = posix && timeLimit !== undefined;
        const child = spawn(command, args, {
            cwd,
            env,
            stdio: show === true ? "inherit" : ["ignore", "pipe", "pipe"],
            detached: group,
            windowsHide: true,
        });
        const entry = { child, group };
        running.add(entry);

        let output = "";
        let timedOut = false;
        for (const stream of [child.stdout, child.stderr]) {
            stream?.setEncoding("utf8").on("data", (text) => {
                if (show) show(text);
                else output += text;
            });
        }
        const timer =
            timeLimit &&
            setTimeout(() => {
                timedOut = true;
                end(entry, "SIGKILL");
            }, timeLimit);

        child.on("error", (error) => {
            running.delete(entry);
            clearTimeout(timer || undefined);
            reject(error);
        });
        child.on("close", (code, signal) => {
            running.delete(entry);
            clearTimeout(timer || undefined);
            resolve({ code, signal, output, timedOut });
        });
    });
}

/**
 * npm as a program that `spawn` can start: on Windows it is a `.cmd`, which needs a shell, so its script is run with
 * this Node instead wherever npm itself started us.
 *
 * @param {string[]} args
 * @returns {[string, string[]]}
 */
export function npm(args) {
    const script = process.env.npm_execpath;
    if (script?.endsWith("npm-cli.js")) return [process.execPath, [script, ...args]];
    return [posix ? "npm" : "npm.cmd", args];
}

/**
 * Says every now and then that work goes on; a log without a terminal shows it too.
 *
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @param {number} [everySeconds]
 * @returns {Promise<T>}
 */
export async function withHeartbeat(what, work, everySeconds = 25) {
    const started = Date.now();
    const timer = setInterval(() => {
        console.log(`    … ${what}, ${Math.round((Date.now() - started) / 1000)} s so far`);
    }, everySeconds * 1000);
    try {
        return await work();
    } finally {
        clearInterval(timer);
    }
}
