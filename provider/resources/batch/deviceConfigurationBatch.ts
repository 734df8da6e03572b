import { isDeepStrictEqual } from "node:util";
import { canonicalId } from "../../api/identity";
import { isObject } from "../../client/answer";
import { pick } from "../../definitions/definition";
import { DEVICE_CONFIGURATION_BATCH } from "../../definitions/deviceConfigurationBatch";
import { deviceConfiguration } from "../deviceConfiguration/deviceConfiguration";
import { settingsDifference } from "../deviceConfiguration/deviceConfigurationDiff";
import {
    type DeviceConfigurationInputs,
    settingFailures,
    withoutValues,
} from "../deviceConfiguration/deviceConfigurationInputs";
import type { DeviceConfigurationState } from "../deviceConfiguration/deviceConfigurationState";
import { definitionChecker, givenInputs } from "../inputCheck";
import { recordedOrganization } from "../organization";
import type { CheckResult, Properties } from "../resource";
import { isUnknown, knownText, UNKNOWN } from "../unknown";
import type { BatchKind, Beside, Entry } from "./batchKind";
import { batchLogic } from "./batchLogic";
import { checkEach } from "./entryCheck";

const checkBatch = definitionChecker(DEVICE_CONFIGURATION_BATCH);
const checkEntry = definitionChecker(DEVICE_CONFIGURATION_BATCH.entry);

/** What the stack records of a device of a batch. */
type ConfigurationRecord = Pick<DeviceConfigurationState, "organization"> & {
    /** The settings that are not as the entry and the defaults say; the state has no value of them. */
    readonly unlike?: readonly string[];
};

/** What an entry of a `DeviceConfigurationBatch` is. */
export const CONFIGURATIONS: BatchKind<DeviceConfigurationInputs, DeviceConfigurationState> = {
    definition: DEVICE_CONFIGURATION_BATCH,
    single: deviceConfiguration,
    columns: ["pending"],

    checkOwn: (own) => [...withoutValues(checkBatch(own), "defaults"), ...settingFailures(own.defaults)],

    checkEntries: (_, news) =>
        checkEach(news, {
            check: checkOne,
            unique: [{ name: "deviceId", of: ({ deviceId }, key) => deviceOf({ deviceId: deviceId ?? key }) }],
        }),

    inputsOf(own, common, key) {
        const { defaults, ...others } = common;
        const { deviceId = key, settings } = own;
        return { ...others, deviceId, settings: inAll(defaults, settings), ownKeys: keysOf(settings) };
    },

    identity: (own) => deviceOf(own) ?? "",

    split(entry, beside) {
        const { state } = entry;
        const settings = ownSettings(state, beside);
        const unlike = unlikeKeys(state, { ...givenInputs(asMap(beside.common.defaults)), ...settings });
        const record = pick({ organization: recordedOrganization(state) }, ["organization"]);
        const { deviceId, pending } = state;
        return {
            columns: { pending: pending.length > 0 ? pending.join(", ") : undefined },
            record: { ...record, ...(unlike.length > 0 ? { unlike } : {}) },
            inputs: { deviceId, ...(Object.keys(settings).length > 0 ? { settings } : {}) },
        };
    },

    join(inputs, { columns, record }): Entry<DeviceConfigurationState> {
        const { unlike = [], ...recorded } = record as ConfigurationRecord;
        const known = { ...inputs.settings, ...Object.fromEntries(unlike.map((key) => [key, null])) };
        const settings = Object.fromEntries(Object.entries(known).sort(([a], [b]) => (a < b ? -1 : 1)));
        const pending = columns.pending?.split(", ") ?? [];
        return { id: inputs.deviceId, state: { ...inputs, settings, pending, ...recorded } };
    },

    // Settings declare no device.
    devicesOf: () => [],
    declaresDevices: false,
    // The devices are there: a plan makes none.
    isTakenOver: () => true,
    staysInWebex: () => false,

    words: {
        create: () => "sets the settings of",
        update({ state }, inputs) {
            const { written, cleared } = settingsDifference(state, inputs);
            const isWritten = written.length + cleared.length > 0 || isUnknown(inputs.settings);
            return [isWritten ? "changes the settings of" : "saves the settings of"];
        },
        remove: () => "clears the settings of",
    },
};

/** The settings of many devices as one resource. */
export const deviceConfigurationBatch = batchLogic(CONFIGURATIONS);

function checkOne(entry: Properties, key: string): CheckResult {
    const { deviceId = key, settings, ...others } = entry;
    const given = isObject(settings) ? givenInputs(settings) : settings;
    // The state has no settings of an entry either that names none.
    const isNone = given === undefined || (isObject(given) && Object.keys(given).length === 0);
    return {
        inputs: { ...others, deviceId, ...(isNone ? {} : { settings: given }) },
        failures: [...withoutValues(checkEntry(entry), "settings"), ...settingFailures(settings)],
    };
}

function deviceOf({ deviceId }: Properties): string | undefined {
    const known = knownText(deviceId);
    return known === undefined ? undefined : canonicalId(known);
}

/** All settings of an entry; unknown where either part is. */
function inAll(defaults: unknown, settings: unknown): unknown {
    return isUnknown(defaults) || isUnknown(settings)
        ? UNKNOWN
        : { ...givenInputs(asMap(defaults)), ...givenInputs(asMap(settings)) };
}

function keysOf(settings: unknown): string[] {
    return Object.keys(givenInputs(asMap(settings))).sort();
}

function asMap(value: unknown): Properties {
    return isObject(value) ? value : {};
}

/**
 * The settings of an entry that stand in the state with their values: those that the program gives at the same place
 * now. Pulumi keeps a value secret by the input at its place; one without an input might stand in clear.
 */
function ownSettings({ settings, ownKeys = [] }: DeviceConfigurationState, { wanted }: Beside): Properties {
    const given = keysOf(wanted?.settings).filter((key) => ownKeys.includes(key) && settings[key] !== null);
    return pick(settings, given);
}

/** The settings whose value is another one than the state shows, or that it does not show. */
function unlikeKeys({ settings }: DeviceConfigurationState, shown: Properties): string[] {
    const keys = [...new Set([...Object.keys(settings), ...Object.keys(shown)])].sort();
    return keys.filter((key) => settings[key] === null || !isDeepStrictEqual(settings[key], shown[key]));
}
