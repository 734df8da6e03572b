import { existsSync } from "node:fs";
import { type ConfigReader, readSettings } from "../../provider/settings";
import { CliError } from "../cliError";
import { Progress, printResult, terminalLog } from "../terminal";
import { doctorText } from "./doctorText";
import type { Finding } from "./finding";
import { localFindings } from "./localFindings";
import { settingsFindings } from "./settingsFindings";
import { examineStack, NO_STACK } from "./stackFacts";
import { type Tell, webexFindings } from "./webexFindings";

/** The options of `pulumi-webex doctor`. */
export interface DoctorOptions {
    /** The stack whose configuration and resources are looked at; without one the environment alone. */
    readonly stack?: string | undefined;
    /** The folder of the project; default the working directory. */
    readonly cwd?: string | undefined;
    readonly format: "text" | "json";
}

/**
 * Prints how everything stands that Webex resources need. Resolves with 1 if something is a problem. Throws `CliError`
 * if there is no such folder.
 */
export async function doctor({ stack, cwd = process.cwd(), format }: DoctorOptions): Promise<number> {
    if (!existsSync(cwd)) {
        throw new CliError(`there is no folder ${cwd}; give that of the project with --cwd`);
    }
    const progress = new Progress();
    const findings = await examine(stack, cwd, (text) => {
        progress.show(text);
    });
    progress.done();
    const isWell = findings.every(({ word }) => word !== "problem");
    printResult(format === "json" ? JSON.stringify({ ok: isWell, findings }, null, 4) : doctorText(findings));
    return isWell ? 0 : 1;
}

async function examine(stack: string | undefined, cwd: string, tell: Tell): Promise<readonly Finding[]> {
    tell("looking at Node and Pulumi");
    const local = await localFindings(cwd);
    if (stack !== undefined) {
        tell(`opening stack ${stack}`);
    }
    const examined = stack === undefined ? NO_STACK : await examineStack(stack, cwd);
    const { findings: ofStack, config, managed } = examined;
    const { settings, problems } = readSettings(config, process.env);
    const ofSettings = settingsFindings(settings, problems, tokensIn(config, process.env));
    // With a setting that is wrong the default stands in its place: asking there would tell of something else.
    const ofWebex = problems.length > 0 ? [] : await webexFindings({ settings, managed, log: terminalLog }, tell);
    return [...local, ...ofStack, ...ofSettings, ...ofWebex];
}

/** The names of all places that hold an access token. */
function tokensIn(config: ConfigReader, env: NodeJS.ProcessEnv): readonly string[] {
    const places: readonly (readonly [string, string | undefined])[] = [
        ["WEBEX_ACCESS_TOKEN", env["WEBEX_ACCESS_TOKEN"]],
        ["WEBEX_TOKEN", env["WEBEX_TOKEN"]],
        ["webex:accessToken", config("accessToken")],
    ];
    return places.filter(([, value = ""]) => value.trim() !== "").map(([name]) => name);
}
