import { isOnItsWay, isOwnedBy, type WebexDevice } from "../api/devices/webexDevice";
import { sameId } from "../api/identity";
import type { Models } from "../api/models";
import { fingerprint } from "../resources/moves";
import { answersInstead } from "../resources/organization";
import type { Planned } from "./planned";

/** What Webex told of an owner. `unknown`: it was not asked, may not be asked, or has no route for the question. */
export interface OwnerFact {
    readonly is: "there" | "missing" | "otherKind" | "unknown";
    readonly orgId?: string | undefined;
    /** What a workspace is for: `collaborationDevices` or `phones`. */
    readonly supportedDevices?: string | undefined;
}

/** The fact where nothing was told. */
export const UNKNOWN_OWNER: OwnerFact = { is: "unknown" };

/** What Webex told of one create. */
export interface Facts {
    readonly owner: OwnerFact;
    /** The devices that have its MAC address. */
    readonly holders: readonly WebexDevice[];
    /** The models that the organisation can register. */
    readonly models: Models;
    /** The organisation that is acted on, where it is known. */
    readonly organization: string | undefined;
    /** Where the credential came from. */
    readonly credentialSource?: string | undefined;
    /** Whether the contract registers a device by its MAC address. */
    readonly registersByMac: boolean;
    /** Fingerprints of the MAC addresses that become free with the plan. */
    readonly freedMacs: ReadonlySet<string>;
    /** A person, a workspace or a device's owner in words. */
    readonly describe: (owner: { personId?: string | undefined; workspaceId?: string | undefined }) => string;
}

/** What is wrong with a create, and the way out; undefined if the rule has nothing against it. */
export type Rule = (planned: Planned, facts: Facts) => string | undefined;

/** All that can be known to fail before anything is applied. A failure of the first rule hides what follows from it. */
export const RULES: readonly Rule[] = [
    ownerIsThere,
    ownerIsOfOrganization,
    macIsFree,
    adoptedIsOfModel,
    modelIsKnown,
    modelIsForOwner,
    modelIsRegisteredSo,
    thirdPartyHasPassword,
    workspaceTakesModel,
];

/** Everything that is wrong with one create. */
export function problemsOf(planned: Planned, facts: Facts): string[] {
    return RULES.map((rule) => rule(planned, facts)).filter((problem) => problem !== undefined);
}

/** Whether the plan gives up the MAC address of a create, so that nobody has it when its turn comes. */
export function isFreed({ mac }: Planned, { freedMacs }: Pick<Facts, "freedMacs">): boolean {
    return mac !== undefined && freedMacs.has(fingerprint(mac));
}

/** Whether a device that is there already has this MAC address and owner: it gets adopted. */
export function isAdopted(planned: Planned, facts: Pick<Facts, "holders" | "freedMacs">): boolean {
    return adoptedBy(planned, facts) !== undefined;
}

function adoptedBy(planned: Planned, facts: Pick<Facts, "holders" | "freedMacs">): WebexDevice | undefined {
    return planned.mac === undefined || isFreed(planned, facts)
        ? undefined
        : facts.holders.find((device) => !isOnItsWay(device) && isOwnedBy(device, planned));
}

function ownerIsThere(planned: Planned, facts: Facts): string | undefined {
    const { personId, workspaceId, orgId } = planned;
    const { owner, describe } = facts;
    if (owner.is === "otherKind") {
        return personId === undefined
            ? `workspaceId names a person: ${describe({ personId: workspaceId })}. Give that id as personId, or name a workspace`
            : `personId names a ${describe({ workspaceId: personId })}. Give that id as workspaceId, or name a person`;
    }
    if (owner.is !== "missing") {
        return undefined;
    }
    const another = anotherAnswers(planned, facts);
    if (another !== undefined) {
        return another;
    }
    const [what, find] =
        personId === undefined
            ? [`the workspace ${workspaceId ?? ""}`, "getWorkspace finds a workspace by its name"]
            : [`the person ${personId}`, "getPerson finds a person by the e-mail address"];
    const [where, way] = orgId === undefined ? ["that is acted on", "set"] : [orgId, "correct"];
    return (
        `${what} does not exist in the organisation ${where}. Correct the id (${find}), or ${way} orgId if the owner ` +
        "belongs to another organisation that the token manages"
    );
}

/** With the token of another organisation the owner is missing, but neither the id nor the owner is at fault. */
function anotherAnswers({ orgId, wasIn }: Planned, { organization, credentialSource }: Facts): string | undefined {
    if (orgId !== undefined || wasIn === undefined || organization === undefined || sameId(wasIn, organization)) {
        return undefined;
    }
    return answersInstead("what it replaces", wasIn, organization, credentialSource);
}

function ownerIsOfOrganization(planned: Planned, { owner, organization, describe }: Facts): string | undefined {
    if (owner.orgId === undefined || organization === undefined || sameId(owner.orgId, organization)) {
        return undefined;
    }
    return (
        `${describe(planned)} belongs to the organisation ${owner.orgId}, and the plan acts on ${organization}. Name an ` +
        "owner of that organisation, or set orgId (of the resource, or webex:orgId) to the owner's"
    );
}

function macIsFree(planned: Planned, facts: Facts): string | undefined {
    const { mac } = planned;
    const { holders, describe } = facts;
    const other = holders.find((device) => !isOnItsWay(device));
    const isNotKnown = planned.personId === undefined && planned.workspaceId === undefined;
    const isFree = other === undefined || isFreed(planned, facts);
    if (mac === undefined || isNotKnown || isFree || isAdopted(planned, facts)) {
        return undefined;
    }
    return `${inUseBy(mac, other, describe)}, and no resource of this plan gives it up. ${waysOut("that owner")}`;
}

function adoptedIsOfModel(planned: Planned, facts: Facts): string | undefined {
    const { mac, model } = planned;
    const { models, describe } = facts;
    const device = adoptedBy(planned, facts);
    if (
        mac === undefined ||
        model === undefined ||
        device?.product === undefined ||
        !models.areDifferent(model, device.product)
    ) {
        return undefined;
    }
    return (
        `${inUseBy(mac, device, describe)}. Webex lists it as ${device.product}, not ${model}, and no resource of this plan ` +
        `gives it up. ${waysOut(`the model "${device.product}"`)}`
    );
}

function inUseBy(mac: string, device: WebexDevice, describe: Facts["describe"]): string {
    const name = device.displayName ?? device.product;
    return `the MAC address ${mac} is in use by device ${name === undefined ? "" : `"${name}" `}(${device.id}) of ${describe(device)}`;
}

function waysOut(what: string): string {
    return (
        `Declare ${what} to adopt the device, or remove the device. If a resource that leaves this program had it, ` +
        'there are two ways: declare the old name as an alias (`aliases: [{ name: "old name" }]`), which makes this ' +
        "resource the same one; or remove the old resource first, in a run of its own, and add this one in the next"
    );
}

/** Names of phones, e.g. `DMS Cisco 8865` or `Cisco 9861`. */
const PHONE = /\bDMS\b|\b\d{4}\b/;

function modelIsKnown({ model, isCode }: Planned, { models, registersByMac }: Facts): string | undefined {
    if (model === undefined || !models.isTold || models.named(model).length > 0) {
        return undefined;
    }
    // Webex lists phones. A code may be for a room device, of which the list says nothing.
    if ((isCode || !registersByMac) && !PHONE.test(model)) {
        return undefined;
    }
    return `Webex knows no model "${model}"; the nearest is "${models.nearest(model)}". getSupportedDevices lists all`;
}

const OWNER_KINDS = {
    PEOPLE: { word: "a person", only: "workspaces" },
    PLACE: { word: "a workspace", only: "people" },
} as const;

function modelIsForOwner(planned: Planned, { models }: Facts): string | undefined {
    const { model, personId, workspaceId } = planned;
    if (model === undefined || (personId === undefined) === (workspaceId === undefined)) {
        return undefined;
    }
    const kind = personId === undefined ? "PLACE" : "PEOPLE";
    const rows = models.named(model);
    if (rows.length === 0 || rows.some(({ supportedFor = [kind] }) => supportedFor.includes(kind))) {
        return undefined;
    }
    const { word, only } = OWNER_KINDS[kind];
    return `the model "${model}" is not for ${word}: Webex registers it for ${only} only. Name another owner or model`;
}

function modelIsRegisteredSo(planned: Planned, { models, registersByMac }: Facts): string | undefined {
    const { model, isCode } = planned;
    const way = isCode || !registersByMac ? "ACTIVATION_CODE" : "MAC_ADDRESS";
    const rows = model === undefined ? [] : models.named(model);
    if (rows.length === 0 || rows.some(({ onboardingMethod = [way] }) => onboardingMethod.includes(way))) {
        return undefined;
    }
    const ways = rows.flatMap(({ onboardingMethod = [] }) => onboardingMethod);
    const [how, other, instead] =
        way === "MAC_ADDRESS"
            ? ["by its MAC address", "ACTIVATION_CODE", "Issue a code for it with DeviceActivation"]
            : ["by an activation code", "MAC_ADDRESS", "Declare it as a Device with its `mac`"];
    const out = ways.includes(other) ? instead : "Set it up in Control Hub, or name another model";
    return `the model "${model ?? ""}" cannot be registered ${how}. ${out}`;
}

function thirdPartyHasPassword(planned: Planned, { models, registersByMac }: Facts): string | undefined {
    const { model, gives, isCode } = planned;
    const rows = model === undefined || isCode || !registersByMac ? [] : models.named(model);
    const [row] = rows;
    if (row === undefined || gives.password || rows.some(({ managedBy = "CISCO" }) => managedBy === "CISCO")) {
        return undefined;
    }
    return (
        `the model "${model ?? ""}" is a third-party phone (managed by ${row.managedBy ?? ""}), which Webex registers with ` +
        "a SIP password only. Give `password`; a Device of its own takes one, an entry of a batch does not"
    );
}

/**
 * "phones" is needed for MPP phones, and RoomOS devices need the default, `collaborationDevices` (Workspaces API). The
 * phones of the 9800 series and the 8875 run PhoneOS, of which Cisco's pages do not say it.
 */
function workspaceTakesModel(planned: Planned, { owner, models, describe }: Facts): string | undefined {
    const { model, workspaceId, isCode, gives } = planned;
    if (workspaceId === undefined || owner.is !== "there") {
        return undefined;
    }
    const rows = model === undefined ? [] : models.named(model);
    const isMpp = rows.length > 0 && rows.every(({ type }) => type === "MPP");
    const cannotBeChanged =
        "That cannot be changed once the workspace is there (supportedDevices): name another workspace, or make a new one";
    if (owner.supportedDevices === "collaborationDevices" && isMpp) {
        return `${describe(planned)} is for collaboration devices and takes no "${model ?? ""}", a phone. ${cannotBeChanged}`;
    }
    if (owner.supportedDevices === "phones" && isCode && !gives.model) {
        return (
            `${describe(planned)} is for phones, and a code without a model is for room devices only. Give \`model\`. ` +
            cannotBeChanged
        );
    }
    return undefined;
}
