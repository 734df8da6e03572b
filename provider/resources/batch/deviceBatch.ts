import { normalizeMac } from "../../api/identity";
import { device } from "../device/device";
import { checkDevice } from "../device/deviceInputs";
import { inputChecker, TEXT } from "../inputCheck";
import type { Properties } from "../resource";
import { batchLogic } from "./batchLogic";
import { checkEach } from "./entryCheck";

const ENTRY_NAMES = ["personId", "workspaceId", "model", "mac", "tags"] as const;

const checkEntryNames = inputChecker({
    properties: Object.fromEntries(ENTRY_NAMES.map((name) => [name, name === "tags" ? { type: "array" } : TEXT])),
});
const checkCommon = inputChecker({ properties: { devices: {}, orgId: TEXT, unregisterOnDelete: { type: "boolean" } } });

/** Many devices as one resource: phones by MAC address, or devices by code where the contract registers so. */
export const deviceBatch = batchLogic({
    type: "DeviceBatch",
    single: device,
    entries: "devices",
    common: ["orgId", "unregisterOnDelete"],
    secret: { of: "activationCode", all: "activationCodes" },

    checkEntries: (olds, news, contract) =>
        checkEach(news, {
            check: (entry, key) => {
                // Of names that no entry has it is said once, and not that a `Device` has one like it.
                const { inputs, failures } = checkDevice(olds[key] ?? {}, givenInputsOf(entry, ENTRY_NAMES), contract);
                return { inputs, failures: [...checkEntryNames(entry), ...failures] };
            },
            unique: { name: "mac", of: ({ mac }) => (typeof mac === "string" ? normalizeMac(mac) : undefined) },
        }),
    checkCommon,

    kept(state) {
        // The product stands for a model that the program does not give, and for nothing else.
        const names = [
            ...ENTRY_NAMES,
            "__inputs",
            "activationExpiresAt",
            ...(state.model === undefined ? ["product"] : []),
        ];
        return givenInputsOf(state, names);
    },
    identity: (inputs) =>
        typeof inputs.mac === "string"
            ? inputs.mac
            : JSON.stringify([inputs.personId, inputs.workspaceId, inputs.model]),
    isForgotten: ({ unregisterOnDelete }) => unregisterOnDelete === false,
});

function givenInputsOf(state: Properties, names: readonly string[]): Properties {
    return Object.fromEntries(names.filter((name) => state[name] !== undefined).map((name) => [name, state[name]]));
}
