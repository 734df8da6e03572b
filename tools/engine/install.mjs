// Pulumi's own installer, in a process of its own: `node install.mjs VERSION FOLDER` can be given a time limit, and
// what the installer starts ends with it. `setup` has installed @pulumi/pulumi before this is called.

import { createRequire } from "node:module";

const [version, folder] = process.argv.slice(2);
const require = createRequire(import.meta.url);

try {
    const { PulumiCommand } = require("@pulumi/pulumi/automation");
    // The version has to be an object of the very class that @pulumi/pulumi uses.
    const { SemVer } = createRequire(require.resolve("@pulumi/pulumi"))("semver");
    // Without this first look, a network that swallows packets would cost the installer's own two minutes.
    await fetch("https://get.pulumi.com/install.sh", { method: "HEAD", signal: AbortSignal.timeout(20_000) });
    await PulumiCommand.install({ version: new SemVer(version), root: folder });
} catch (error) {
    console.error(error.cause ? `${error.message}: ${error.cause.message}` : error.message);
    process.exitCode = 1;
}
