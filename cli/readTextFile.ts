import { readFileSync } from "node:fs";
import { CliError } from "./cliError";

/** The text of a file; undefined where there is none. Throws `CliError` if it cannot be read. */
export function readTextFile(file: string): string | undefined {
    try {
        return readFileSync(file, "utf8");
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") {
            return undefined;
        }
        throw new CliError(`${file} could not be read: ${(error as Error).message}`);
    }
}
