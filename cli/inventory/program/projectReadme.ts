import type { ProgramForm, ProjectFacts } from "./programFiles";

/** The README.md of a generated project: what it is, how it is set up, and what can happen to the devices. */
export function readmeOf(form: ProgramForm, facts: Pick<ProjectFacts, "name" | "config">): string {
    const paragraphs = [
        `# ${facts.name}`,
        "This project declares Webex devices that were there before it. `pulumi-webex inventory --program` wrote it.",
        setUp(facts),
        whatIsWhere(form),
        whatIsSafe(form),
        ...(form.settings ? [settings()] : []),
        newsOf(),
        takingOver(),
    ];
    return `${paragraphs.join("\n\n")}\n`;
}

function setUp({ config }: Pick<ProjectFacts, "config">): string {
    const lines = Object.entries(config).map(([key, value]) => `pulumi config set webex:${key} ${value}`);
    return [
        "## Set it up",
        "",
        "```sh",
        "npm install",
        "pulumi stack init dev",
        ...lines,
        "pulumi config set --secret webex:accessToken",
        "pulumi preview",
        "pulumi up",
        "pulumi preview --expect-no-changes",
        "```",
        "",
        "The first `pulumi up` adopts everything: it only reads at Webex, and the preview after it is empty. A phone that went",
        "since the program was written would be registered again: the preview says so (`adopts 17, registers 1`). The token",
        "needs the scopes `spark-admin:devices_read`, `spark-admin:workspaces_read`, `spark-admin:people_read` and",
        "`spark-admin:telephony_config_read`; for changes also `spark-admin:devices_write` and `spark-admin:workspaces_write`.",
    ].join("\n");
}

function whatIsWhere({ batches, perLocation }: ProgramForm): string {
    return [
        "## What is where",
        "",
        perLocation
            ? "Each location has a file in `locations/`, which `index.ts` imports."
            : "Everything is in `index.ts`, location by location.",
        ...(batches
            ? [
                  "Workspaces and devices are entries of batches, each of which is one resource: `pulumi up` of thousands is quick,",
                  "and the preview names the entries that change.",
              ]
            : [
                  "Each workspace and each device is a resource of its own, with a line in the preview and its own options.",
              ]),
        "",
        "- **Workspaces** are taken over by `workspaceId`. Only what is written here is managed: to manage more, add",
        "  `capacity`, `notes`, `calendar` and so on.",
        "- **Phones** are adopted by their MAC address and owner, **room devices** by their serial number. A device",
        "  with neither stands there with its `deviceId`.",
        "- **People** are looked up by their e-mail address, so that no ids have to be kept.",
        "",
        "Rename nothing without an alias: a resource under another name is another one to Pulumi. It would adopt the device",
        "again, which does no harm.",
    ].join("\n");
}

function whatIsSafe({ settings: hasSettings }: ProgramForm): string {
    return [
        "## What cannot happen",
        "",
        "Whatever is adopted or taken over stays in Webex. `pulumi destroy`, or a declaration that goes, makes Pulumi forget it",
        "and unregisters no device, deletes no workspace. It does so only if you write `unregisterOnDelete: true` (devices) or",
        "`deleteOnDestroy: true` (workspaces), or run with `WEBEX_ADOPT_AS_OWN=true`.",
        "",
        "Another MAC address or owner of a phone is another registration: Pulumi then removes the old one, as the preview says.",
        ...(hasSettings
            ? [
                  "",
                  "Settings stay on the devices as well, by `settingsStay` (`retainOnDelete`). A setting that you take out of a",
                  "`settings` map that stays is cleared.",
              ]
            : []),
    ].join("\n");
}

function settings(): string {
    return [
        "## Settings",
        "",
        "The declared settings are those that were configured on the device itself, to another value than its default. Look at",
        "them before you commit them: a macro may have a password in it. Settings whose names say that they are secrets were",
        "left out. To manage one, keep its value as a secret of the stack, and write it into `settings`:",
        "",
        "```ts",
        'import * as pulumi from "@pulumi/pulumi";',
        "",
        "const config = new pulumi.Config();",
        'const settings = { "SIP.Authentication.Password": config.requireSecret("sipPassword") };',
        "```",
    ].join("\n");
}

function newsOf(): string {
    return [
        "## What is new since",
        "",
        "Run `npx pulumi-webex inventory --program .` in this folder. It says what came, changed and went, and writes the",
        "files anew. A file that you edited stays: the new text stands beside it as `….new`. By",
        "`.pulumi-webex/inventory.json` the command knows what it wrote; commit that, too.",
    ].join("\n");
}

function takingOver(): string {
    return [
        "## From here on",
        "",
        "`pulumi preview --refresh` shows what others changed, `npx pulumi-webex drift --stack dev` reports it. All of it is in",
        "the documentation of pulumi-webex.",
    ].join("\n");
}
