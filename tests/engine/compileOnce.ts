/** Spares the programs of tests what is compiled anew in each run of Pulumi. */

import path from "node:path";

const script = path.resolve(__dirname, "../../tools/compileCache.cjs");

/**
 * For the environment of Pulumi: TypeScript is only translated, because the linters or a test of its own check the
 * types of each program. The CLI frees memory seldom, for it does not live long. In `npm test` dist/ and the packages
 * in the repository's node_modules are compiled already.
 */
export function compileOnce(): NodeJS.ProcessEnv {
    const { PULUMI_WEBEX_COMPILE_CACHE: folder } = process.env;
    return {
        PULUMI_NODEJS_TRANSPILE_ONLY: "true",
        GOGC: "400",
        ...(folder !== undefined && {
            PULUMI_WEBEX_COMPILE_CACHE: folder,
            NODE_OPTIONS: `--require ${JSON.stringify(script)}`,
        }),
    };
}
