import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { CliError } from "../cliError";

const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/**
 * The folder of the project that `cwd` is in, which is `cwd` itself or the nearest above with a project file: where
 * Pulumi looks. Throws `CliError` if there is none.
 */
export function projectFolder(cwd: string): string {
    const start = path.resolve(cwd);
    if (!existsSync(start) || !statSync(start).isDirectory()) {
        throw new CliError(`there is no folder ${start}; give that of the project with --cwd`);
    }
    for (let folder = start; ; folder = path.dirname(folder)) {
        if (PROJECT_FILES.some((name) => existsSync(path.join(folder, name)))) {
            return folder;
        }
        if (folder === path.dirname(folder)) {
            throw new CliError(
                "there is no Pulumi project here; go to the folder with Pulumi.yaml, or give it with --cwd",
            );
        }
    }
}
