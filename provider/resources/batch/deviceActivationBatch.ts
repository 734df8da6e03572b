import { pick } from "../../definitions/definition";
import { DEVICE_ACTIVATION_BATCH } from "../../definitions/deviceActivationBatch";
import {
    type ActivationStatus,
    type DeviceActivationInputs,
    type DeviceActivationState,
    deviceActivation,
} from "../deviceActivation/deviceActivation";
import { definitionChecker, ownerFailures } from "../inputCheck";
import type { BatchKind } from "./batchKind";
import { batchLogic } from "./batchLogic";
import { checkEach } from "./entryCheck";

const checkTypes = definitionChecker(DEVICE_ACTIVATION_BATCH.entry);

/** What the stack records of a code besides the outputs that name it. */
type CodeRecord = Pick<DeviceActivationState, "origin" | "organization" | "issuedAt" | "entryId"> & {
    readonly id: string;
};

/** What an entry of a `DeviceActivationBatch` is. */
export const ACTIVATIONS: BatchKind<DeviceActivationInputs, DeviceActivationState> = {
    definition: DEVICE_ACTIVATION_BATCH,
    single: deviceActivation,
    columns: ["codes", "statuses", "expiries", "deviceIds"],

    checkEntries: (_, news) =>
        checkEach(news, {
            check: (entry) => ({
                inputs: entry,
                failures: [...checkTypes(entry), ...ownerFailures(DEVICE_ACTIVATION_BATCH.entry, entry, false)],
            }),
            unique: [],
        }),

    identity: ({ personId, workspaceId, model }) => JSON.stringify([personId, workspaceId, model]),

    split: ({ id, state }) => ({
        columns: { codes: state.code, statuses: state.status, expiries: state.expiresAt, deviceIds: state.deviceId },
        record: pick({ ...state, id }, ["id", "origin", "organization", "issuedAt", "entryId"]),
    }),

    join(inputs, { columns, record }) {
        const { id, ...recorded } = record as CodeRecord;
        const { codes: code = "", statuses, expiries: expiresAt = "", deviceIds: deviceId } = columns;
        const status = (statuses ?? "pending") as ActivationStatus;
        const device = deviceId === undefined ? {} : { deviceId };
        return { id, state: { ...inputs, code, status, expiresAt, ...device, ...recorded } };
    },

    devicesOf: ({ state }) => [state.entryId, state.deviceId].filter((id) => id !== undefined),

    declaresDevices: false,

    isTakenOver: () => false,

    staysInWebex: ({ status, entryId, unregisterOnDelete }) =>
        status === "redeemed" ? unregisterOnDelete !== true || entryId === undefined : unregisterOnDelete === false,

    words: {
        create: () => "issues codes for",
        update({ id, state }, inputs, settings) {
            const { renewals = [] } = deviceActivation.diff(id, state, inputs, settings);
            return [renewals.length > 0 ? "renews" : "saves the settings of"];
        },
        remove(state) {
            if (!deviceActivation.leavesWebex(state, false)) {
                return "forgets";
            }
            return state.status === "redeemed" ? "UNREGISTERS" : "REVOKES";
        },
    },
};

/** Many activation codes as one resource. */
export const deviceActivationBatch = batchLogic(ACTIVATIONS);
