/** How long the package takes to load, in processes that have loaded Pulumi already, as both of Pulumi's have. */
import { run } from "../tools/children.mjs";
import { root } from "../tools/setup.mjs";
import { type LoadTimes, median } from "./figures";

interface Load {
    readonly title: string;
    readonly before: readonly string[];
    readonly module: string;
    /** The target, in milliseconds. */
    readonly most?: number;
}

export const loads: readonly Load[] = [
    { title: "Pulumi itself", before: [], module: "@pulumi/pulumi" },
    { title: "the package in the program", before: ["@pulumi/pulumi"], module: "pulumi-webex", most: 150 },
    {
        title: "the package in the provider process",
        before: ["@pulumi/pulumi"],
        module: "pulumi-webex/provider/device",
        most: 150,
    },
];

const TIMES = 9;
const SCRIPT = `
    const [module, ...before] = process.argv.slice(1);
    for (const name of before) require(name);
    const started = performance.now();
    require(module);
    console.log(performance.now() - started);
`;

async function loadMs({ module, before }: Load): Promise<number> {
    const { code, output } = await run(process.execPath, ["-e", SCRIPT, module, ...before], { cwd: root });
    if (code !== 0) {
        throw new Error(`${module} does not load:\n${output}`);
    }
    return Number(output);
}

/** The median of nine processes for each, taken in turns. */
export async function measureLoads(): Promise<LoadTimes> {
    const times = loads.map((load) => ({ load, all: [] as number[] }));
    for (let time = 0; time < TIMES; time += 1) {
        for (const { load, all } of times) {
            all.push(await loadMs(load));
        }
    }
    return Object.fromEntries(times.map(({ load, all }) => [load.title, Math.round(median(all) ?? 0)]));
}
