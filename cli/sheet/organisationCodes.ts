import type { WebexDevice } from "../../provider/api/devices/webexDevice";
import { sameId } from "../../provider/api/identity";
import { unlessRefused } from "../../provider/api/ifOffered";
import { type Person, readPerson } from "../../provider/api/people";
import { answersInstead, recordedOrganization } from "../../provider/resources/organization";
import { orgOf } from "../../provider/resources/resource";
import type { Session } from "../../provider/session";
import { CliError } from "../cliError";
import { wholeEstate } from "../drift/wholeEstate";
import { Estate } from "../estate/estate";
import { readEstate, type Tell } from "../estate/readEstate";
import { grouped } from "../grouped";
import { locationOf } from "./sheetRow";
import { type Reason, type StackCode, whyLeftOut } from "./stackCode";
import type { StackPart } from "./stackPart";
import { devicesByCode } from "./usedCodes";

/** The codes of stacks that share one organisation, and how they stand there. */
export interface OrganisationCodes {
    /** The stacks, each as `project/stack`. */
    readonly stacks: readonly string[];
    readonly session: Session;
    readonly estate: Estate;
    /** Those that can be entered, or could when the stack was updated last, and are used since. */
    readonly issued: readonly StackCode[];
    /** The devices that used codes. */
    readonly devices: ReadonlyMap<StackCode, WebexDevice>;
    /** Why a code is not to be entered; those that can be are not in it. */
    readonly leftOut: ReadonlyMap<StackCode, Reason>;
    /** The names of workspaces that the stacks declare, by their ids. */
    readonly workspaces: ReadonlyMap<string, string>;
}

/**
 * Reads the organisations of stacks, each once, and says how their codes stand. Throws `CliError` if another
 * organisation answers than the one that issued them, and `WebexError`.
 */
export async function readOrganisations(
    parts: readonly StackPart[],
    tell: Tell,
): Promise<readonly OrganisationCodes[]> {
    const all: OrganisationCodes[] = [];
    for (const [session, own] of grouped(parts, (part) => part.session)) {
        all.push(await readOrganisation(session, own, tell));
    }
    return all;
}

async function readOrganisation(session: Session, parts: readonly StackPart[], tell: Tell): Promise<OrganisationCodes> {
    const codes = parts.flatMap((part) => part.codes);
    await assertOrganisations(codes, session);
    const whole = await wholeEstate(
        session,
        await readEstate(session, tell),
        parts.flatMap(({ things }) => things),
    );
    const devices = devicesByCode(codes, whole.parts.devices);
    const now = session.now();
    const pending = codes.filter((code) => whyLeftOut(code, now) === undefined);
    const takenBack = await codesTakenBack(
        pending.filter((code) => !devices.has(code)),
        whole,
        session,
    );
    const reasons = codes.map((code) => [code, reasonOf(code, { now, devices, takenBack })] as const);
    return {
        stacks: parts.map(({ stack }) => stack),
        session,
        estate: await withPeopleOf(pending, whole, session),
        issued: pending.filter((code) => !takenBack.has(code)),
        devices,
        leftOut: new Map(reasons.filter((pair): pair is readonly [StackCode, Reason] => pair[1] !== undefined)),
        workspaces: new Map(parts.flatMap(({ workspaces }) => [...workspaces])),
    };
}

/** What is known of codes beside their states. */
interface Known {
    readonly now: Date;
    readonly devices: ReadonlyMap<StackCode, WebexDevice>;
    readonly takenBack: ReadonlySet<StackCode>;
}

function reasonOf(code: StackCode, { now, devices, takenBack }: Known): Reason | undefined {
    const reason = whyLeftOut(code, now);
    if (reason === undefined && takenBack.has(code)) {
        return "taken back at Webex";
    }
    return reason ?? (devices.has(code) ? "used" : undefined);
}

/** Throws `CliError` if the organisation that answers did not issue the codes: with its token all look unused. */
async function assertOrganisations(codes: readonly StackCode[], session: Session): Promise<void> {
    const { run, settings } = session;
    for (const [orgId, own] of grouped(codes, ({ state }) => orgOf(state, settings))) {
        const answering = await run.organizations.answering(orgId);
        const other = own.find(({ state }) => {
            const recorded = recordedOrganization(state);
            return recorded !== undefined && answering !== undefined && !sameId(recorded, answering);
        });
        if (other !== undefined) {
            const recorded = recordedOrganization(other.state) ?? "";
            throw new CliError(answersInstead(other.label, recorded, answering ?? "", settings.credentialSource));
        }
    }
}

/**
 * The codes whose device entry is gone from Webex, which ends them. Each entry that the organisation's list lacks is
 * asked for by itself. Where the contract names the device of a code, a 404 says nothing: it may come later.
 */
async function codesTakenBack(
    codes: readonly StackCode[],
    estate: Estate,
    { contract, run, settings }: Session,
): Promise<ReadonlySet<StackCode>> {
    const isVoid = async ({ state }: StackCode): Promise<boolean> => {
        const { entryId } = state;
        if (entryId === undefined || contract.codeNamesDevice || estate.device(entryId) !== undefined) {
            return false;
        }
        const orgId = orgOf(state, settings);
        const isTold = (await run.organizations.answering(orgId)) !== undefined;
        return isTold && (await contract.getDevice(entryId, orgId)) === undefined;
    };
    const verdicts = await Promise.all(codes.map(isVoid));
    return new Set(codes.filter((_, at) => verdicts[at]));
}

/** The estate with the locations of people, which a look-up of several people does not tell. */
async function withPeopleOf(codes: readonly StackCode[], estate: Estate, { client }: Session): Promise<Estate> {
    const ids = codes
        .filter((code) => locationOf(code, estate) === undefined)
        .map(({ state }) => state.personId)
        .filter((id) => id !== undefined);
    const asked = await Promise.all([...new Set(ids)].map((id) => unlessRefused(readPerson(client, id), [403])));
    const people = asked.filter((person): person is Person => person !== undefined);
    const { parts } = estate;
    return people.length === 0 ? estate : new Estate({ ...parts, people: [...parts.people, ...people] });
}
