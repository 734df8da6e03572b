import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { ownFolder } from "../ownPackage";

/** The templates of `pulumi-webex new`, and what each is for. */
export const TEMPLATES = {
    rooms: "meeting rooms with their devices, by activation code",
    phones: "a person's desk phone and a reception's, by MAC address",
    csv: "the desk phones of a CSV file",
} as const;

/** The name of a template. */
export type TemplateName = keyof typeof TEMPLATES;

/** The part of each project that does not depend on its template. */
const SHARED = "shared";

/** npm packs no file of this name, so the template has it without the dot. */
const IGNORED = { packed: "gitignore", written: ".gitignore" };

/** The files of a template by their names, as they are written; its README ends with the part that all have. */
export function templateFiles(template: TemplateName): ReadonlyMap<string, string> {
    const files = new Map(filesIn(SHARED));
    for (const [name, text] of filesIn(template)) {
        files.set(name, name === "README.md" ? `${text}\n${files.get(name) ?? ""}` : text);
    }
    return new Map([...files].map(([name, text]) => [name === IGNORED.packed ? IGNORED.written : name, text]));
}

function filesIn(folder: string): readonly (readonly [name: string, text: string])[] {
    const place = path.join(ownFolder(), "templates", folder);
    return readdirSync(place)
        .sort()
        .map((name) => [name, readFileSync(path.join(place, name), "utf8")]);
}
