import { isDeepStrictEqual } from "node:util";
import type { ConfigurationChange } from "../../api/deviceConfigurations";
import { applyChanges, type CallingDeviceRef, changeTagValues, type TagChange } from "../../api/dynamicSettings";
import { unlessRefused } from "../../api/ifOffered";
import { WebexError } from "../../client/webexError";
import { CALLING_DEVICE_SETTINGS } from "../../definitions/callingDeviceSettings";
import { messageOf } from "../../messageOf";
import { withoutGivenValues } from "../deviceConfiguration/withoutGivenValues";
import { mayHaveHappened } from "../lostReply";
import { assertOrganization, organizationRecord, recordedOrganization } from "../organization";
import { type Context, type Created, Incomplete, orgOf, type ResourceLogic } from "../resource";
import { isDeclared, isDeclaredElsewhere, settingsInTurn } from "../settingsInTurn";
import { importCallingDeviceSettings } from "./importCallingDeviceSettings";
import { NONE_HERE, type Phone, readPhone, readValues, supportsApplying } from "./phone";
import { isPassword, settingProblems } from "./settingRules";
import { type CallingDeviceSettingsState, diffCallingDeviceSettings, inputsOf, recordOf } from "./settingsDiff";
import {
    type CallingDeviceSettingsInputs,
    checkCallingDeviceSettings,
    settingDeclarations,
    settingKey,
} from "./settingsInputs";
import { changesFor, clearing, presentValue } from "./tagChanges";

type Inputs = CallingDeviceSettingsInputs;
type State = CallingDeviceSettingsState;

/** Settings of a phone that Webex Calling manages by tags. Only the named ones are managed. */
export const callingDeviceSettings: ResourceLogic<Inputs, State> = {
    definition: CALLING_DEVICE_SETTINGS,
    check: checkCallingDeviceSettings,
    declarations: settingDeclarations,
    organization: recordedOrganization,
    leavesWebex: () => true,
    diff: diffCallingDeviceSettings,
    create: createSettings,
    read: readSettings,
    update: updateSettings,
    delete: deleteSettings,
    imported: importCallingDeviceSettings,
};

async function createSettings(inputs: Inputs, context: Context): Promise<Created<State>> {
    const orgId = orgOf(inputs, context.settings);
    // Nothing else that is asked tells the organisation, without which no phone could be taken for gone.
    const organization = await context.run.organizations.answering(orgId).catch(() => undefined);
    return { id: inputs.deviceId, state: await write(inputs, undefined, organization, context) };
}

async function updateSettings(_: string, state: State, inputs: Inputs, context: Context): Promise<State> {
    const organization = recordedOrganization(state);
    if (isBehind(state, inputs)) {
        return write(inputs, state, organization, context);
    }
    const { organization: _organization, ...record } = recordOf(state);
    return { ...inputs, ...record, ...organizationRecord(organization, inputs) };
}

async function readSettings(_: string, state: State, context: Context) {
    const device = refOf(state, context);
    const values = await readValues(context, device, Object.keys(state.settings));
    if (values === undefined) {
        await assertOrganization(recordedOrganization(state), device.orgId, context);
        return undefined;
    }
    const settings = Object.entries(state.settings).flatMap(([tag, known]) => {
        const present = presentValue(values.get(tag), known, state.passwordTags ?? []);
        return present === undefined ? [] : [[tag, present] as const];
    });
    const now: State = { ...state, settings: Object.fromEntries(settings) };
    return { inputs: inputsOf(now), state: now };
}

async function deleteSettings(_: string, state: State, context: Context): Promise<void> {
    const { client, log, self } = context;
    const device = refOf(state, context);
    await settingsInTurn(state.deviceId, context, async () => {
        const tags = Object.keys(state.settings).filter((tag) => !isDeclared(settingKey(state.deviceId, tag), context));
        const values = await readValues(context, device, tags);
        if (values === undefined) {
            await assertOrganization(recordedOrganization(state), device.orgId, context);
            return;
        }
        const changes = clearing(tags, values);
        if (changes.length === 0) {
            return;
        }
        await changeTagValues(client, device, changes);
        try {
            await haveApplied(device, state.family, context);
        } catch (error) {
            if (!(error instanceof WebexError)) {
                throw error;
            }
            log.warn(`${self.label}: the settings are cleared, but the phone was not told. ${error.message}`);
        }
    });
}

/** Brings a phone to what the program says; `before` is what the stack had set on it. */
function write(
    inputs: Inputs,
    before: State | undefined,
    organization: string | undefined,
    context: Context,
): Promise<State> {
    const { deviceId, settings } = inputs;
    const device = refOf(inputs, context);
    return settingsInTurn(inputs.deviceId, context, async () => {
        const left = Object.keys(before?.settings ?? {}).filter((tag) => settings[tag] === undefined);
        const leaving = left.filter((tag) => !isDeclaredElsewhere(settingKey(deviceId, tag), context));
        const phone = await readPhone(context, device, [...Object.keys(settings), ...leaving]);
        if (phone === undefined) {
            throw await notThere(before, device, context);
        }
        assertAllowed(settings, phone);
        const { told, rules, family } = phone;
        const passwordTags = Object.keys(settings).filter((tag) => isPassword(rules?.get(tag)));
        const changes = changesFor({ settings, known: before?.settings, leaving, told, passwordTags });
        const after: State = {
            ...inputs,
            ...(family === undefined ? {} : { family }),
            ...(passwordTags.length === 0 ? {} : { passwordTags }),
            ...organizationRecord(organization, inputs),
        };
        if (changes.length > 0) {
            await put(device, changes, before ?? { ...after, settings: {} }, context);
        }
        // A run that was killed may have written all of it, and told the phone nothing.
        if (changes.length > 0 || (before !== undefined && isBehind(before, inputs))) {
            await applyOrKeep(device, after, context);
        }
        return after;
    });
}

/** Writes changes. Where their answer is lost, the state keeps in mind that the phone may have to be told of them. */
async function put(
    device: CallingDeviceRef,
    changes: readonly TagChange[],
    before: State,
    { client }: Context,
): Promise<void> {
    try {
        await changeTagValues(client, device, changes);
    } catch (error) {
        if (!(error instanceof WebexError)) {
            throw error;
        }
        const shown = withoutGivenValues(error, changes.map(asReplaced));
        throw mayHaveHappened(error)
            ? new Incomplete(device.deviceId, { ...before, needsApplying: true }, shown.message)
            : shown;
    }
}

/** A change as the settings of other devices have it. */
function asReplaced(change: TagChange): ConfigurationChange {
    const { tag: key } = change;
    return change.action === "SET" ? { key, op: "replace", value: change.value } : { key, op: "remove" };
}

/** Has the phone download its settings; where that is refused, the next update asks again. */
async function applyOrKeep(device: CallingDeviceRef, after: State, context: Context): Promise<void> {
    try {
        await haveApplied(device, after.family, context);
    } catch (error) {
        const reason = `Webex has the settings, but the phone was not told to download them. ${messageOf(error)}`;
        throw new Incomplete(device.deviceId, { ...after, needsApplying: true }, reason);
    }
}

async function haveApplied(device: CallingDeviceRef, family: string | undefined, context: Context): Promise<void> {
    const isSupported = await supportsApplying(context, device, family);
    if (isSupported === false) {
        return;
    }
    const asked = applyChanges(context.client, device);
    // Where nobody says whether the model can do it, a refusal does.
    await (isSupported === undefined ? unlessRefused(asked, NONE_HERE) : asked);
}

/** Throws with all that Webex would refuse. */
function assertAllowed(settings: Inputs["settings"], phone: Phone): void {
    const problems = settingProblems(settings, phone);
    if (problems.length > 0) {
        throw new Error(`Webex would refuse the settings, so none was written:\n  ${problems.join("\n  ")}`);
    }
}

/** What is said where Webex knows no such device. */
async function notThere(before: State | undefined, device: CallingDeviceRef, context: Context): Promise<Error> {
    if (before === undefined) {
        return new Error(
            `Webex knows no device ${device.deviceId}. Give the callingDeviceId of a phone, which Device has as an output`,
        );
    }
    await assertOrganization(recordedOrganization(before), device.orgId, context);
    return new Error(`device ${device.deviceId} is gone. \`pulumi refresh\` takes its settings out of the state`);
}

/** Whether the program has a setting that this resource gives up: after a rename, or a forced replacement. */
/** Whether an update has anything to bring to the phone. */
function isBehind(state: State, inputs: Inputs): boolean {
    return state.needsApplying === true || !isDeepStrictEqual({ ...state.settings }, { ...inputs.settings });
}

function refOf(inputs: Pick<Inputs, "deviceId" | "orgId">, { settings }: Context): CallingDeviceRef {
    return { deviceId: inputs.deviceId, orgId: orgOf(inputs, settings) };
}
