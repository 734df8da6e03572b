import * as pulumi from "@pulumi/pulumi";
import { plainError } from "./dataSource";
import {
    DeviceActivationBatch,
    type DeviceActivationBatchArgs,
    type DeviceActivationBatchEntry,
} from "./deviceActivationBatch";

const TYPE = "webex:index:DeviceActivationBatches";

/** Enough for a killed run to lose a tenth of its codes at most. */
const SLICES = 10;

/** What a program says about activation codes that are issued slice by slice. */
export interface DeviceActivationBatchesArgs extends Omit<DeviceActivationBatchArgs, "activations"> {
    /** What the codes are for, by names of the program's own. The names have to be known at preview. */
    readonly activations: Readonly<Record<string, pulumi.Input<DeviceActivationBatchEntry>>>;
    /**
     * How many batches the codes are divided among, from 1; default 10. It depends on an entry's name alone which batch
     * has it, so another number moves entries, and a moved one gets a new code.
     */
    readonly slices?: number | undefined;
}

/**
 * Many activation codes in several batches, which are made one after another. Pulumi saves each batch when it is done,
 * so a run that is killed loses the codes of one slice instead of all.
 */
export class DeviceActivationBatches extends pulumi.ComponentResource {
    /** The activation codes, by the entries' names. Secret: masked on the console, encrypted in the state. */
    public readonly codes: pulumi.Output<Record<string, string>>;
    /** What became of each code, by the entries' names, as of the last `up` or `refresh`. */
    public readonly statuses: pulumi.Output<Record<string, "pending" | "redeemed" | "expired" | "gone">>;
    /** When each code ends, by the entries' names, as Webex says it; ISO 8601. */
    public readonly expiries: pulumi.Output<Record<string, string>>;
    /** The devices that the codes are for, or that used them, as far as known. */
    public readonly deviceIds: pulumi.Output<Record<string, string>>;

    /** The class of the batches that it is made of. */
    protected static readonly batchClass: new (
        name: string,
        args: DeviceActivationBatchArgs,
        options?: pulumi.CustomResourceOptions,
    ) => DeviceActivationBatch = DeviceActivationBatch;

    constructor(name: string, args: DeviceActivationBatchesArgs, options?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, options);
        const { batchClass } = new.target;
        const { activations, slices = SLICES, ...common } = args;
        if (!Number.isInteger(slices) || slices < 1) {
            throw plainError(`DeviceActivationBatches "${name}": slices must be a whole number from 1`);
        }
        if (pulumi.Output.isInstance(activations) || pulumi.isUnknown(activations)) {
            throw plainError(
                `DeviceActivationBatches "${name}": activations must be a plain map, because the names in it decide which ` +
                    "batches there are. What its entries hold may be outputs or secrets",
            );
        }
        const batches: DeviceActivationBatch[] = [];
        for (const [at, slice] of sliced(activations, slices).entries()) {
            if (Object.keys(slice).length > 0) {
                // Beside each other all of them would be under way when a run is killed.
                const dependsOn = batches.slice(-1);
                const own = { ...common, activations: slice };
                batches.push(new batchClass(`${name}-${at}`, own, { parent: this, dependsOn }));
            }
        }
        this.codes = joined(batches.map(({ codes }) => codes));
        this.statuses = joined(batches.map(({ statuses }) => statuses));
        this.expiries = joined(batches.map(({ expiries }) => expiries));
        this.deviceIds = joined(batches.map(({ deviceIds }) => deviceIds));
        const { codes, statuses, expiries, deviceIds } = this;
        this.registerOutputs({ codes, statuses, expiries, deviceIds });
    }
}

/** Divides entries by their names alone, so that an entry that comes or goes moves no other. */
export function sliced<T>(entries: Readonly<Record<string, T>>, slices: number): Record<string, T>[] {
    const result = Array.from({ length: slices }, (): Record<string, T> => ({}));
    for (const [key, entry] of Object.entries(entries)) {
        const slice = result[hashOf(key) % slices] ?? {};
        Object.defineProperty(slice, key, { value: entry, enumerable: true, configurable: true, writable: true });
    }
    return result;
}

/** FNV-1a: short, and the same for ever, which users' states depend on. */
function hashOf(text: string): number {
    let hash = 0x811c9dc5;
    for (const byte of Buffer.from(text)) {
        hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
    }
    return hash;
}

function joined<T extends string>(maps: readonly pulumi.Output<Record<string, T>>[]): pulumi.Output<Record<string, T>> {
    const all: pulumi.Output<readonly object[]> = pulumi.output(maps as readonly object[]);
    return all.apply((known) => Object.assign({}, ...known) as Record<string, T>);
}
