import type { OwnPackage } from "../ownPackage";

/** What a project is made from. */
export interface ProjectInit {
    /** The project's name, as Pulumi takes it. */
    readonly name: string;
    /** What it is for, on one line. */
    readonly description: string;
    /** What npm installs this package from. */
    readonly packageSpec: string;
    readonly own: Pick<OwnPackage, "devDependencies">;
}

/** The files of a project that depend on its name, or on the versions that this package is tested with. */
export function projectFiles({ name, description, packageSpec, own }: ProjectInit): ReadonlyMap<string, string> {
    const tested = (dependency: string): string => own.devDependencies[dependency] ?? "*";
    const manifest = {
        name: npmName(name),
        private: true,
        main: "index.ts",
        dependencies: { "@pulumi/pulumi": `~${tested("@pulumi/pulumi")}`, "pulumi-webex": packageSpec },
        devDependencies: { "@types/node": tested("@types/node"), typescript: tested("typescript") },
    };
    return new Map([
        // JSON is YAML: no text needs another way to be quoted.
        [
            "Pulumi.yaml",
            `name: ${JSON.stringify(name)}\ndescription: ${JSON.stringify(description)}\nruntime: nodejs\n`,
        ],
        ["package.json", `${JSON.stringify(manifest, null, 2)}\n`],
    ]);
}

/** Whether Pulumi takes a text as the name of a project. Source: https://www.pulumi.com/docs/iac/concepts/projects/ */
export function isProjectName(text: string): boolean {
    return /^[A-Za-z0-9_.-]{1,100}$/.test(text);
}

/** npm has no capital letters in names, and none that begin with a dot or an underscore. */
function npmName(name: string): string {
    return name.toLowerCase().replace(/^[._]+/, "") || "webex-project";
}
