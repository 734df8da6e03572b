import { type BatchDefinition, inputNames, type PropertyDefinition, pick } from "./definition";
import { DEVICE_ACTIVATION_BATCH } from "./deviceActivationBatch";

const PROPERTIES: Readonly<Record<string, PropertyDefinition>> = DEVICE_ACTIVATION_BATCH.properties;

/** Many activation codes in several batches that are made one after another. */
export const DEVICE_ACTIVATION_BATCHES: BatchDefinition = {
    name: "DeviceActivationBatches",
    description:
        "Many activation codes in several batches, which are made one after another: a run that is killed loses the codes of " +
        "one slice instead of all.",
    entries: DEVICE_ACTIVATION_BATCH.entries,
    entry: DEVICE_ACTIVATION_BATCH.entry,
    properties: {
        ...(pick(PROPERTIES, inputNames(DEVICE_ACTIVATION_BATCH)) as typeof PROPERTIES),
        slices: {
            schema: { type: "integer", minimum: 1 },
            description:
                "How many batches the codes are divided among, from 1; default 10. It depends on an entry's name alone which " +
                "batch has it, so another number moves entries, and a moved one gets a new code.",
            input: true,
        },
        ...(pick(PROPERTIES, ["codes", "statuses", "expiries", "deviceIds"]) as typeof PROPERTIES),
    },
};
