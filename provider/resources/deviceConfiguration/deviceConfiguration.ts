import {
    type ConfigurationChange,
    type Configurations,
    changeConfigurations,
    isChangeRefused,
    readConfigurations,
} from "../../api/deviceConfigurations";
import { WebexError } from "../../client/webexError";
import { inputNames, pick } from "../../definitions/definition";
import { DEVICE_CONFIGURATION } from "../../definitions/deviceConfiguration";
import { mayHaveHappened } from "../lostReply";
import { assertOrganization, organizationRecord, recordedOrganization } from "../organization";
import { type Context, orgOf, type ResourceLogic } from "../resource";
import { isDeclared, isDeclaredElsewhere, settingsInTurn } from "../settingsInTurn";
import { changesFor, diffDeviceConfiguration, isChanged, settingsDifference } from "./deviceConfigurationDiff";
import {
    checkDeviceConfiguration,
    type DeviceConfigurationInputs,
    settingDeclarations,
    settingKey,
} from "./deviceConfigurationInputs";
import { type DeviceConfigurationState, stateOf } from "./deviceConfigurationState";
import { importDeviceConfiguration } from "./importDeviceConfiguration";
import { unknownWords } from "./nearestSetting";
import { noSuchDevice, whyNoConfigurations } from "./noConfigurations";
import { reasonInWords, settingProblems } from "./settingProblems";
import { withoutGivenValues } from "./withoutGivenValues";

/** Settings of one device, by their names; all others of the device are left alone. */
export const deviceConfiguration: ResourceLogic<DeviceConfigurationInputs, DeviceConfigurationState> = {
    definition: DEVICE_CONFIGURATION,
    check: checkDeviceConfiguration,
    declarations: settingDeclarations,
    organization: recordedOrganization,
    // Settings hold no seat and no MAC address.
    leavesWebex: () => false,
    diff: diffDeviceConfiguration,

    async create(inputs, context) {
        const { run, settings } = context;
        const found = await configure(inputs, [], undefined, context);
        // Asked for afterwards: what is set must not be lost because it cannot be told where.
        const organization = await run.organizations.answering(orgOf(inputs, settings)).catch(() => undefined);
        return { id: inputs.deviceId, state: stateOf(inputs, found, organization) };
    },

    read: readDeviceConfiguration,

    async update(_, state, inputs, context) {
        const { written, cleared } = settingsDifference(state, inputs);
        const organization = recordedOrganization(state);
        if (written.length === 0 && cleared.length === 0) {
            return withInputs(state, inputs);
        }
        return stateOf(inputs, await configure(inputs, cleared, organization, context), organization);
    },

    delete: clearSettings,

    imported: importDeviceConfiguration,
};

async function readDeviceConfiguration(_: string, state: DeviceConfigurationState, context: Context) {
    const { client, contract, settings } = context;
    const { deviceId } = state;
    const orgId = orgOf(state, settings);
    const recorded = recordedOrganization(state);
    const keys = Object.keys(state.settings);
    const found = await readConfigurations(client, deviceId, keys);
    // Where no setting is left that could be asked for, the device itself tells whether it is there.
    const isThere = keys.length > 0 ? found !== undefined : (await contract.getDevice(deviceId, orgId)) !== undefined;
    if (!isThere) {
        await assertGone(deviceId, recorded, orgId, context);
        return undefined;
    }
    const now = stateOf(state, found ?? new Map(), recorded);
    return { inputs: pick(now, inputNames(DEVICE_CONFIGURATION)), state: now };
}

/** Makes sure that a device whose configurations Webex does not find is gone. Throws if it is not, or may not be. */
async function assertGone(
    deviceId: string,
    recorded: string | undefined,
    orgId: string | undefined,
    context: Context,
): Promise<void> {
    const why = await whyNoConfigurations(deviceId, orgId, context);
    if (why !== undefined) {
        throw new Error(`${why}. The state was left as it is`);
    }
    await assertOrganization(recorded, orgId, context);
}

/** Brings settings of a device to what the program says, and tells them as they are then. */
function configure(
    inputs: DeviceConfigurationInputs,
    leaving: readonly string[],
    recorded: string | undefined,
    context: Context,
): Promise<Configurations> {
    const { deviceId, settings: wanted } = inputs;
    return settingsInTurn(deviceId, context, async () => {
        const cleared = leaving.filter((key) => !isDeclaredElsewhere(settingKey(deviceId, key), context));
        const keys = [...Object.keys(wanted), ...cleared];
        const found = await readConfigurations(context.client, deviceId, keys);
        if (found === undefined) {
            throw new Error(await whyNone(inputs, recorded, context));
        }
        await assertAccepted(wanted, found, deviceId, context);
        tellKept(cleared, found, context);
        const changes = changesFor(wanted, cleared, found);
        return changes.length === 0 ? found : change(deviceId, changes, found, context);
    });
}

async function whyNone(
    { deviceId, orgId: own }: DeviceConfigurationInputs,
    recorded: string | undefined,
    context: Context,
): Promise<string> {
    const orgId = orgOf({ orgId: own }, context.settings);
    const why = await whyNoConfigurations(deviceId, orgId, context);
    if (why === undefined && recorded !== undefined) {
        await assertOrganization(recorded, orgId, context);
    }
    return `${why ?? noSuchDevice(deviceId, recorded !== undefined)}. Nothing was changed`;
}

/** Throws all at once that the device says against the settings: a PATCH does all of them or none. */
async function assertAccepted(
    wanted: DeviceConfigurationInputs["settings"],
    found: Configurations,
    deviceId: string,
    { client }: Context,
): Promise<void> {
    const { unknown, others } = settingProblems(wanted, found);
    if (unknown.length + others.length > 0) {
        const problems = [...(await unknownWords(client, deviceId, unknown)), ...others];
        throw new Error(
            `device ${deviceId} does not take the settings, and nothing was changed: ${problems.join("; ")}`,
        );
    }
}

/** Names the settings that leave the program and stay as they are. */
function tellKept(cleared: readonly string[], found: Configurations, { log, self }: Context): void {
    for (const key of cleared) {
        const { configured, isEditable, reason } = found.get(key) ?? {};
        if (configured !== undefined && isEditable === false) {
            log.warn(`${self.label}: ${key} stays as it is on the device: ${reasonInWords(reason)}`);
        }
    }
}

/** Writes changes. Where the answer is lost, or a repeated request is refused, a look tells whether they are done. */
async function change(
    deviceId: string,
    changes: readonly ConfigurationChange[],
    before: Configurations,
    { client }: Context,
): Promise<Configurations> {
    const keys = [...before.keys()];
    try {
        return merged(before, changes, await changeConfigurations(client, deviceId, changes, keys));
    } catch (error) {
        if (!(error instanceof WebexError)) {
            throw error;
        }
        const mayBeDone = mayHaveHappened(error) || isChangeRefused(error);
        const now = mayBeDone ? await readConfigurations(client, deviceId, keys).catch(() => undefined) : undefined;
        if (now === undefined || !isChanged(changes, now)) {
            throw withoutGivenValues(error, changes);
        }
        return now;
    }
}

/** What Webex told after a PATCH; where it told nothing of a setting, what was asked for. */
function merged(
    before: Configurations,
    changes: readonly ConfigurationChange[],
    after: Configurations,
): Configurations {
    const asked = changes.flatMap((each) => {
        const configuration = before.get(each.key);
        const configured = each.op === "replace" ? each.value : undefined;
        return configuration === undefined ? [] : [[each.key, { ...configuration, configured }] as const];
    });
    return new Map([...before, ...asked, ...after]);
}

/** Clears the settings that the stack manages, and no other. */
async function clearSettings(_: string, state: DeviceConfigurationState, context: Context): Promise<void> {
    const { client, settings } = context;
    const { deviceId } = state;
    await settingsInTurn(deviceId, context, async () => {
        const keys = Object.keys(state.settings).filter((key) => !isDeclared(settingKey(deviceId, key), context));
        const found = await readConfigurations(client, deviceId, keys);
        if (found === undefined) {
            await assertOrganization(recordedOrganization(state), orgOf(state, settings), context);
            return;
        }
        tellKept(keys, found, context);
        const changes = changesFor({}, keys, found);
        if (changes.length > 0) {
            await change(deviceId, changes, found, context);
        }
    });
}

/** The state with the program's present inputs in place of those it had. */
function withInputs(state: DeviceConfigurationState, inputs: DeviceConfigurationInputs): DeviceConfigurationState {
    const { settings, pending } = state;
    const { deviceId, orgId, ownKeys } = inputs;
    return {
        deviceId,
        settings,
        pending,
        ...(orgId === undefined ? {} : { orgId }),
        ...(ownKeys === undefined ? {} : { ownKeys }),
        ...organizationRecord(recordedOrganization(state), inputs),
    };
}
