import * as pulumi from "@pulumi/pulumi";
import { declaredTwice } from "../provider/resources/declarations";
import type { Declaration } from "../provider/resources/resource";
import { plainError } from "./dataSource";
import { oncePerRun, programSession } from "./run";

/** What a resource declares, and how to tell what no other one may. */
export interface Declared {
    readonly values: unknown;
    readonly declarations: (values: Readonly<Record<string, unknown>>) => readonly Declaration[];
}

/** Who declares what in this run of the program. */
const holdersOfRun = oncePerRun(() => new Map<string, string>());

/**
 * Refuses a device that two resources declare, naming both: at preview, also under `--target`, where the provider sees
 * the targets only. Values that are not known yet are looked at when they are. Throws `pulumi.RunError`.
 */
export function declareOnce(label: string, { values, declarations }: Declared): void {
    const holders = holdersOfRun();
    const look = (known: unknown) => {
        for (const declaration of declarations((known ?? {}) as Readonly<Record<string, unknown>>)) {
            const { key, entry } = declaration;
            const own = entry === undefined ? label : `${label}, entry "${entry}"`;
            const holder = holders.get(key);
            // A batch says itself which of its entries are the same.
            if (holder !== undefined && holder !== own && !holder.startsWith(`${label}, entry`)) {
                throw plainError(declaredTwice(declaration, own, holder));
            }
            holders.set(key, own);
        }
    };
    if (isPlain(values)) {
        look(values);
    } else {
        pulumi.output(values as object).apply(look);
    }
}

/** Whether nothing in a value has to be waited for. */
function isPlain(value: unknown): boolean {
    if (typeof value !== "object" || value === null) {
        return true;
    }
    if (pulumi.Output.isInstance(value) || value instanceof Promise) {
        return false;
    }
    return Object.values(value).every(isPlain);
}

const programOfRun = oncePerRun(() => ({ keys: [] as string[] }));

/**
 * The resources that the program has declared by the end of this turn; undefined where `webex:removeOrphans` is not
 * set, the only reader.
 */
export function resourcesOfRun(resource: string): pulumi.Output<string[]> | undefined {
    if (!programSession().settings.removeOrphans) {
        return undefined;
    }
    const { keys } = programOfRun();
    keys.push(resource);
    // The rest of the program's first turn declares resources, too.
    return pulumi.output(
        new Promise<string[]>((resolve) =>
            setImmediate(() => {
                resolve([...keys]);
            }),
        ),
    );
}
