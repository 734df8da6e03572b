import { TEMPLATES, type TemplateName } from "./templates";

/** What is printed of a new project: its files, and the commands that run it. `folder` is empty for the present one. */
export function nextSteps(folder: string, template: TemplateName, files: readonly string[]): string {
    const place = folder === "" ? "this folder" : folder;
    return [
        `Made ${place}: ${TEMPLATES[template]}.`,
        ...files.map((file) => `  ${file}`),
        "",
        "Next:",
        ...(folder === "" ? [] : [`  cd ${quoted(folder)}`]),
        "  npm install",
        "  pulumi stack init dev",
        "",
        "Without an account, in a second terminal (it prints three commands to run in the first):",
        "  npx pulumi-webex simulate",
        "",
        "In your own organisation, with a token of https://developer.webex.com:",
        "  pulumi config set --secret webex:accessToken",
        "",
        "Then:",
        "  npx pulumi-webex doctor --stack dev",
        "  pulumi up",
    ].join("\n");
}

/** A path as shells of all systems take it. */
function quoted(text: string): string {
    return /^[\w./\\:-]+$/.test(text) ? text : `"${text}"`;
}
