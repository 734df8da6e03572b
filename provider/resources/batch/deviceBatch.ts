import { canonicalId, normalizeMac } from "../../api/identity";
import { inputNames, pick } from "../../definitions/definition";
import { DEVICE_BATCH } from "../../definitions/deviceBatch";
import { device } from "../device/device";
import { becomesOwn, changesOf } from "../device/deviceDiff";
import { checkDevice, type DeviceInputs, isTakenOver } from "../device/deviceInputs";
import { type DeviceState, organizationOf } from "../device/deviceState";
import { definitionChecker } from "../inputCheck";
import type { Properties } from "../resource";
import type { BatchKind } from "./batchKind";
import { batchLogic } from "./batchLogic";
import { sameOnes } from "./batchPlan";
import type { Act } from "./batchWords";
import { checkEach } from "./entryCheck";

const ENTRY_NAMES = inputNames(DEVICE_BATCH.entry);

const checkEntryNames = definitionChecker(DEVICE_BATCH.entry);

/** What an entry of a `DeviceBatch` is. */
export const DEVICES: BatchKind<DeviceInputs, DeviceState> = {
    definition: DEVICE_BATCH,
    single: device,
    columns: ["ids", "connectionStatuses", "products", "activationCodes"],

    checkEntries(olds, news, contract) {
        // Tags are compared by device: under another name it is still the same, under the same name it may be another.
        const names = sameOnes(identityOf, new Map(Object.entries(olds)), news);
        return checkEach(news, {
            check: (entry, key) => {
                // A name that no entry has is told once, without the names that only a `Device` has.
                const old = olds[names.get(key) ?? ""] ?? {};
                const { inputs, failures } = checkDevice(old, pick(entry, ENTRY_NAMES), contract);
                const own = checkEntryNames(entry);
                const told = new Set(own.map(({ property }) => property));
                return { inputs, failures: [...own, ...failures.filter(({ property }) => !told.has(property))] };
            },
            unique: [
                { name: "mac", of: ({ mac }) => (typeof mac === "string" ? normalizeMac(mac) : undefined) },
                { name: "serial", of: ({ serial }) => (typeof serial === "string" ? serial.toUpperCase() : undefined) },
                {
                    name: "deviceId",
                    of: ({ deviceId }) => (typeof deviceId === "string" ? canonicalId(deviceId) : undefined),
                },
            ],
        });
    },

    identity: identityOf,

    split: ({ id, state }) => ({
        columns: {
            ids: id,
            connectionStatuses: state.details.connectionStatus,
            products: state.details.product,
            activationCodes: state.activationCode,
        },
        record: pick({ ...state, organization: organizationOf(state) }, [
            "origin",
            "organization",
            "activationExpiresAt",
        ]),
    }),

    join(inputs, { columns, record }) {
        const details = pick({ connectionStatus: columns.connectionStatuses, product: columns.products }, [
            "connectionStatus",
            "product",
        ]);
        const code = pick({ activationCode: columns.activationCodes }, ["activationCode"]);
        return {
            id: columns.ids ?? "",
            state: { ...inputs, details, ...(record as Pick<DeviceState, "origin">), ...code },
        };
    },

    devicesOf: ({ id }) => [id],

    declaresDevices: true,

    isTakenOver,

    staysInWebex: (state, mustMakeRoom) => !device.leavesWebex(state, mustMakeRoom),

    words: {
        create(inputs, knownMacs) {
            if (isTakenOver(inputs)) {
                return "takes over";
            }
            const { mac } = inputs;
            if (mac === undefined || knownMacs?.has(mac) === false) {
                return "registers";
            }
            return knownMacs === undefined ? "registers or adopts" : "adopts";
        },
        update({ id, state }, inputs, { adoptAsOwn }) {
            const acts: readonly [Act, boolean][] = [
                ["changes the tags of", changesOf(id, state, inputs)?.tags !== undefined],
                ["counts as its own", becomesOwn(state, adoptAsOwn)],
            ];
            const own = acts.flatMap(([act, isDone]) => (isDone ? [act] : []));
            return own.length > 0 ? own : ["saves the settings of"];
        },
        remove: (state) => (device.leavesWebex(state, false) ? "UNREGISTERS" : "forgets"),
    },
};

/** Many devices as one resource: phones by MAC address, or devices by code where the contract registers so. */
export const deviceBatch = batchLogic(DEVICES);

function identityOf({ mac, deviceId, serial, personId, workspaceId, model }: Properties): string {
    if (typeof mac === "string") {
        return normalizeMac(mac) ?? mac;
    }
    if (typeof serial === "string") {
        return `serial ${serial.toUpperCase()}`;
    }
    return typeof deviceId === "string"
        ? `device ${canonicalId(deviceId)}`
        : JSON.stringify([personId, workspaceId, model]);
}
