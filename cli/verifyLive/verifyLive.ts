import { writeFileSync } from "node:fs";
import { normalizeMac } from "../../provider/api/identity";
import { type ConfigReader, isWebexUrl, readSettings, type Settings } from "../../provider/settings";
import { Asker } from "../asking/asker";
import { CliError } from "../cliError";
import { ownPackage } from "../ownPackage";
import { OpenedStack } from "../stack/openStack";
import { Progress, printResult, tell, terminalLog } from "../terminal";
import { Ground } from "./ground";
import { Masker } from "./masker";
import { reportText, sumOf } from "./report";
import { MOST_REQUESTS, survey } from "./survey";
import { untilInterrupted } from "./write/interrupts";
import { type LifeCycleEnd, type LifeCycleInit, LifeCycles } from "./write/lifeCycle";

/** The options of `pulumi-webex verify-live`. */
export interface VerifyLiveOptions {
    /** The stack whose `webex:` configuration is used; without one the environment alone. */
    readonly stack?: string | undefined;
    readonly cwd?: string | undefined;
    /** The file that the report is written to; default standard output. */
    readonly out?: string | undefined;
    /** Whether life cycles are played in a workspace. */
    readonly write: boolean;
    readonly workspace?: string | undefined;
    readonly mac?: string | undefined;
    readonly model?: string | undefined;
}

/**
 * Compares what this package assumes with the organisation that the token opens, and prints a report that can be
 * shared. Resolves with 2 if something differs, and with 1 if the life cycles did not end well or left something.
 */
export async function verifyLive(options: VerifyLiveOptions): Promise<number> {
    const writing = writingOf(options);
    const settings = await settingsOf(options);
    const cycles = writing === undefined ? undefined : await LifeCycles.prepare(settings, writing);
    const progress = new Progress();
    const asker = new Asker(settings, terminalLog, MOST_REQUESTS);
    const ground = new Ground(asker, new Masker(), settings.orgId, (text) => {
        progress.show(text);
    });
    try {
        await survey(ground);
    } finally {
        progress.done();
    }
    const end = cycles === undefined ? undefined : await played(ground, cycles);
    putOut(options.out, ground, settings);
    const differs = ground.checks.some(({ outcome }) => outcome === "differs");
    return end === undefined || (end.failure === undefined && end.left.length === 0) ? (differs ? 2 : 0) : 1;
}

/** The settings, if they are whole and of Cisco's contract. Throws `CliError`. */
async function settingsOf({ stack, cwd }: VerifyLiveOptions): Promise<Settings> {
    const config: ConfigReader =
        stack === undefined ? () => undefined : await (await OpenedStack.open({ stack, cwd })).config();
    const { settings, problems } = readSettings(config, process.env);
    if (problems.length > 0) {
        throw new CliError(problems.map(({ key, reason }) => `${key} ${reason}`).join("; "));
    }
    if (settings.contract !== "cisco") {
        throw new CliError(
            "only Cisco's own API is compared; set webex:contract (WEBEX_CONTRACT) to cisco, or look at webex:baseUrl",
        );
    }
    return settings;
}

/** What the options ask to write; undefined for nothing. Throws `CliError` where they do not go together. */
function writingOf({ write, workspace, mac, model }: VerifyLiveOptions): LifeCycleInit | undefined {
    if (!write) {
        const needless = Object.entries({ workspace, mac, model }).filter(([, value]) => value !== undefined);
        if (needless.length > 0) {
            throw new CliError(`${needless.map(([name]) => `--${name}`).join(" and ")}: only with --write`);
        }
        return undefined;
    }
    if (workspace === undefined) {
        throw new CliError("--write needs --workspace <id>: a workspace in which nothing else happens meanwhile");
    }
    if (mac === undefined) {
        return { workspaceId: workspace, model, phone: undefined };
    }
    const normalized = normalizeMac(mac);
    if (normalized === undefined || model === undefined) {
        throw new CliError('a phone needs --mac and --model, e.g. --mac 52:EA:D3:24:FD:21 --model "DMS Cisco 8865"');
    }
    return { workspaceId: workspace, model, phone: { mac: normalized, model } };
}

async function played(ground: Ground, cycles: LifeCycles): Promise<LifeCycleEnd> {
    tell(cycles.plan);
    const end = await untilInterrupted(
        (signal) => cycles.play(ground, signal),
        () => cycles.leftovers.names,
    );
    if (end.failure !== undefined) {
        tell(`the life cycle was not played to its end: ${end.failure}`);
    }
    tell(end.left.length === 0 ? "nothing of it is left" : `left: ${end.left.join("; ")}`);
    return end;
}

function putOut(out: string | undefined, { checks, asker }: Ground, { contract, baseUrl }: Settings): void {
    const head = {
        version: ownPackage().version,
        contract,
        isAtWebex: isWebexUrl(baseUrl),
        date: new Date().toISOString().slice(0, 10),
        requests: asker.count,
    };
    const text = reportText(head, checks);
    if (out === undefined) {
        printResult(text);
        return;
    }
    try {
        writeFileSync(out, text);
    } catch (error) {
        throw new CliError(
            `the report could not be written: ${error instanceof Error ? error.message : String(error)}`,
        );
    }
    tell(`${sumOf(checks)} The report is in ${out}.`);
}
