import type { WebexDevice } from "../../api/devices/webexDevice";
import { sameModel } from "../../api/identity";
import { WebexError } from "../../client/webexError";
import { DEVICE } from "../../definitions/device";
import { messageOf } from "../../messageOf";
import { issueCode, type NewCode } from "../deviceActivation/issueCode";
import { mayHaveHappened, sendOnce } from "../lostReply";
import { onceThere } from "../onceThere";
import { assertFoundIn, assertOrganization } from "../organization";
import type { Origin } from "../removal";
import { type Context, type Created, Incomplete, orgOf, type ResourceLogic, type Speaker } from "../resource";
import { inTurnWithRoom } from "../room";
import { becomesOwn, changesOf, changesOfNew, deviceFreesSeat, diffDevice } from "./deviceDiff";
import { checkDevice, type DeviceInputs, deviceDeclarations, isTakenOver } from "./deviceInputs";
import { describeDevice, findAdoptable, findRegistered, PhoneNotListed, takeOver, waitForPhone } from "./deviceSearch";
import { type DeviceState, deviceOf, inputsOf, organizationOf, recordOf, stateOf } from "./deviceState";
import { importDevice } from "./importDevice";

/** A Webex device: a phone registered by its MAC address, a device that a code brings online, or one taken over. */
export const device: ResourceLogic<DeviceInputs, DeviceState> = {
    definition: DEVICE,
    check: checkDevice,
    declarations: deviceDeclarations,
    organization: organizationOf,
    leavesWebex: deviceFreesSeat,
    diff: diffDevice,
    create: createDevice,
    read: readDevice,
    update: updateDevice,
    delete: deleteDevice,
    imported: importDevice,
};

async function readDevice(id: string, state: DeviceState, context: Context) {
    const { run, settings } = context;
    run.claims.know(id, context.self);
    const inputs = inputsOf(state);
    const orgId = orgOf(inputs, settings);
    const found = await run.reads(orgId).byId(id);
    const recorded = organizationOf(state);
    if (found === undefined) {
        await assertOrganization(recorded, orgId, context);
        return undefined;
    }
    assertFoundIn(recorded, found.orgId, context);
    run.organizations.learn(orgId, found.orgId);
    const now = stateOf(inputs, found, recordOf(state), { before: state });
    return { inputs: inputsOf(now), state: now };
}

async function updateDevice(id: string, state: DeviceState, inputs: DeviceInputs, context: Context) {
    const { contract, settings, run } = context;
    const becomes = becomesOwn(state, settings.adoptAsOwn);
    const record = { ...recordOf(state), ...(becomes ? { origin: "registered" as const } : {}) };
    if (becomes) {
        context.log.info(`${context.self.label} counts as registered by this stack from now on (WEBEX_ADOPT_AS_OWN)`);
    }
    const changes = changesOf(id, state, inputs);
    if (changes === undefined) {
        return stateOf(inputs, deviceOf(id, state), record, { written: true });
    }
    const orgId = orgOf(inputs, settings);
    run.reads(orgId).write([id]);
    try {
        const updated = await contract.updateDevice(deviceOf(id, state), changes, orgId);
        return stateOf(inputs, updated, record, { written: true, before: state });
    } catch (error) {
        if (error instanceof WebexError && error.kind === "refused" && error.status === 404) {
            await assertOrganization(organizationOf(state), orgId, context);
        }
        // Of several settings some may have been taken: what the server has now goes into the state.
        const several = Object.keys(changes).length > 1;
        const found = several ? await contract.getDevice(id, orgId).catch(() => undefined) : undefined;
        if (found === undefined) {
            throw error;
        }
        // The password cannot be read back; it is set last, so it is not the new one.
        const { password, ...rest } = stateOf(inputs, found, record, { before: state });
        const unchanged = password === undefined || state.password === undefined ? {} : { password: state.password };
        throw new Incomplete(id, { ...rest, ...unchanged }, messageOf(error));
    }
}

async function deleteDevice(id: string, state: DeviceState, context: Context): Promise<void> {
    const { contract, settings, log, run, self } = context;
    const orgId = orgOf(inputsOf(state), settings);
    if (!deviceFreesSeat(state, run.makesRoom(id))) {
        // Forgetting is for good: the state must not lose a device because another organisation answers.
        await assertOrganization(organizationOf(state), orgId, context);
        log.info(leftWord(self.label, state, describeDevice(deviceOf(id, state), context.names)));
        return;
    }
    const known = deviceOf(id, state);
    run.reads(orgId).write([id, known.mac, known.personId, known.workspaceId]);
    const removal = async () => {
        // Looked at in turn: a create that waits before this one may adopt the device.
        const successor = run.claims.successorOf(id);
        if (successor !== undefined) {
            return successor;
        }
        const wasThere = await contract.deleteDevice(id, orgId);
        run.reads(orgId).remove(id);
        return wasThere ? "deleted" : "not there";
    };
    await run.departures.removing(id, async () => {
        const outcome = await run.owners.inTurn(known, removal);
        if (outcome === "not there") {
            await assertOrganization(organizationOf(state), orgId, context);
        } else if (outcome !== "deleted") {
            log.warn(keptWord(id, self, outcome));
        }
    });
}

/** What is said of a device whose resource goes and that another one adopted in this run. */
function keptWord(id: string, self: Speaker, successor: Speaker): string {
    const own = "say that the device is the stack's own: `WEBEX_ADOPT_AS_OWN=true pulumi up`";
    if (successor.key === self.key) {
        return (
            `${self.label} was replaced by itself: its device ${id} stays in Webex and counts as adopted. To have it ` +
            `registered anew, replace it with the option deleteBeforeReplace; else ${own}`
        );
    }
    return (
        `${self.label} left the program, and ${successor.label} adopted its device ${id}, so the device stays in Webex. It ` +
        "counts as adopted. If this was a rename, write the old name into the new resource's option `aliases` before you " +
        `run it, or ${own}`
    );
}

function leftWord(label: string, state: DeviceState, device: string): string {
    const why: Partial<Record<Origin, string>> = { adopted: "was adopted", takenOver: "was taken over" };
    const because =
        state.unregisterOnDelete === false ? "has unregisterOnDelete false" : (why[state.origin] ?? "stays");
    return (
        `${label} ${because}: ${device} stays in Webex, and Pulumi forgets it. To have it ` +
        "unregistered, run `pulumi up` with unregisterOnDelete: true before it leaves"
    );
}

/** A device that is there and ours to use, with the code it was registered by where there is one. */
interface Obtained {
    readonly device: WebexDevice;
    readonly origin: Origin;
    readonly activation?: NewCode | undefined;
}

/** What was obtained, if no other resource of the run has it; in the same turn, so that nobody deletes it meanwhile. */
function claimed(obtained: Obtained, { run, self }: Context): Obtained {
    const { id } = obtained.device;
    const how = obtained.origin === "registered" ? "registered" : "adopted";
    const holder = run.claims.claim(id, self, how);
    if (holder === undefined) {
        return obtained;
    }
    throw new Error(`device ${id} is already declared by ${holder.label}; a device can be declared once`);
}

async function createDevice(inputs: DeviceInputs, context: Context): Promise<Created<DeviceState>> {
    const { settings, run } = context;
    const orgId = orgOf(inputs, settings);
    const obtained = isTakenOver(inputs)
        ? claimed({ device: await takeOver(inputs, context), origin: "takenOver" }, context)
        : await inTurnWithRoom(inputs, context, async () => claimed(await register(inputs, context), context));
    const { device: found, activation } = obtained;
    const isOwn = becomesOwn(obtained, settings.adoptAsOwn);
    const record = {
        origin: isOwn ? ("registered" as const) : obtained.origin,
        organization: activation?.organization,
        activationCode: activation?.code,
        activationExpiresAt: activation?.expiresAt,
    };
    const adopted =
        obtained.origin === "adopted" && !isOwn ? { device: wordOfAdopted(found, inputs, context) } : undefined;
    try {
        const complete = await settle(obtained, inputs, orgId, context);
        run.organizations.learn(orgId, complete.orgId);
        // Where the device does not show its organisation, the one that answers is asked for.
        const organization = complete.orgId ?? (await run.organizations.answering(orgId).catch(() => undefined));
        return {
            id: found.id,
            state: stateOf(inputs, complete, { ...record, organization }, { written: true }),
            adopted,
        };
    } catch (error) {
        const state = stateOf(inputs, found, record);
        const kept = obtained.origin === "registered" ? state : withoutPassword(state);
        throw new Incomplete(found.id, kept, messageOf(error), adopted);
    }
}

/** A device in words, with the model that Webex lists where the program's may be another name of it. */
function wordOfAdopted(device: WebexDevice, { model }: DeviceInputs, { names }: Context): string {
    const { product } = device;
    const isSame = model === undefined || product === undefined || sameModel(model, product);
    return describeDevice(device, names) + (isSame ? "" : ` (Webex lists it as ${product}, the program as ${model})`);
}

/** A password that was not written is not the device's. Nobody can read it back, so the next update has to write it. */
function withoutPassword({ password: _, ...state }: DeviceState): DeviceState {
    return state;
}

/** Adopts what an earlier run left behind, or registers the device. */
async function register(inputs: DeviceInputs, context: Context): Promise<Obtained> {
    const { contract, settings, run } = context;
    const existing = await findAdoptable(inputs, context);
    if (existing !== undefined) {
        return { device: existing, origin: "adopted" };
    }
    const orgId = orgOf(inputs, settings);
    const { mac, personId, workspaceId } = inputs;
    run.reads(orgId).write([mac, personId, workspaceId]);
    const { registerPhone } = contract;
    if (registerPhone === undefined) {
        const activation = await issueCode(inputs, context);
        return { device: { id: activation.deviceId ?? "" }, origin: "registered", activation };
    }
    let refusal: unknown;
    const phone = await sendOnce<WebexDevice | "listed later">(
        async (before) => {
            try {
                return (await registerPhone({ ...inputs, orgId })) ?? "listed later";
            } catch (error) {
                // The one before may have been taken after all: then this very phone has the MAC address in use.
                if (before === 0 || mayHaveHappened(error)) {
                    throw error;
                }
                refusal = error;
                return "listed later";
            }
        },
        () => findRegistered(inputs, context),
    );
    if (phone !== "listed later") {
        return { device: phone, origin: "registered" };
    }
    try {
        return { device: await waitForPhone(inputs, context), origin: "registered" };
    } catch (error) {
        throw error instanceof PhoneNotListed ? (refusal ?? error) : error;
    }
}

/** Brings a device that was just obtained to what the program says, and tells it as it is then. */
async function settle(
    { device: found, origin }: Obtained,
    inputs: DeviceInputs,
    orgId: string | undefined,
    { contract }: Context,
): Promise<WebexDevice> {
    const { password, ...others } = changesOfNew(found, inputs) ?? {};
    // A password goes with the registration. Nobody can read that of an adopted phone, so it is written.
    const changes = { ...others, ...(password === undefined || origin === "registered" ? {} : { password }) };
    if (Object.keys(changes).length > 0) {
        return onceThere(() => contract.updateDevice(found, changes, orgId));
    }
    // Registering by code answers no device, and until the code is used there may be none to read.
    return found.created === undefined ? ((await contract.getDevice(found.id, orgId)) ?? found) : found;
}
