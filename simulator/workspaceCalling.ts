import { Refusal } from "./errors";
import { sameId } from "./ids";
import type { License, WebexCalling, Workspace } from "./types";
import type { CallingBody } from "./workspaceBodies";

/** A licence, and how many units of it nobody uses. */
export type LicenseUse = Pick<License, "id" | "name"> & { free: number };

/** What the rules of calling need to know of the organisation. */
export interface CallingSurroundings {
    /** The licences, the oldest first. */
    licenses: readonly LicenseUse[];
    /** All workspaces but the one in question; asked only for numbers. */
    others(): Iterable<Workspace>;
    hasLocation(id: string): boolean;
    /** Whether devices are in the workspace in question. */
    hasDevices: boolean;
}

/** How a workspace calls. */
export type Calling = Pick<Workspace, "calling"> & { webexCalling?: WebexCalling | undefined };

/** What of a workspace decides about its calling. `current` is missing while it is made. */
export interface CallingSubject {
    current?: Calling | undefined;
    supportedDevices: string | undefined;
    /** Whether hot desking will be on. */
    hotDesking: boolean;
}

// The only types that "Update a Workspace" can change.
const CHANGEABLE = new Set(["freeCalling", "none", "thirdPartySipCalling", "webexCalling"]);
const ONLY_WHEN_EMPTY = new Set(["none", "thirdPartySipCalling", "webexCalling"]);

/**
 * How the workspace calls after a request. Throws 400 for what Webex refuses: a change that it does not support, an
 * unknown licence or location, no licence that suits, a number or extension in use, or webexCalling without either.
 */
export function callingAfter(
    asked: CallingBody | undefined,
    subject: CallingSubject,
    around: CallingSurroundings,
): Calling {
    const { current } = subject;
    if (asked === undefined) {
        return current ?? { calling: "freeCalling" };
    }
    if (asked.webexCalling && asked.type !== "webexCalling") {
        throw new Refusal(400, "webexCalling can only be provided when the calling type is webexCalling.");
    }
    if (current) {
        checkTransition(current.calling, asked.type, subject.supportedDevices, around.hasDevices);
    }
    if (asked.type !== "webexCalling") {
        return { calling: asked.type };
    }
    if (!asked.webexCalling && current?.calling === "webexCalling") {
        return current;
    }
    return { calling: "webexCalling", webexCalling: webexCallingAfter(asked.webexCalling ?? {}, subject, around) };
}

function checkTransition(from: string, to: string, supportedDevices: string | undefined, hasDevices: boolean): void {
    if (from === to) {
        return;
    }
    if (!CHANGEABLE.has(from)) {
        throw new Refusal(400, `Calling of the type ${from} cannot be changed.`);
    }
    if (!CHANGEABLE.has(to)) {
        throw new Refusal(400, `Calling cannot be changed to ${to}.`);
    }
    if (ONLY_WHEN_EMPTY.has(to) && hasDevices) {
        throw new Refusal(400, `Calling cannot be changed to ${to} while the workspace contains devices.`);
    }
    if (to === "freeCalling" && supportedDevices === "phones") {
        throw new Refusal(400, "Calling of a workspace for phones cannot be changed to freeCalling.");
    }
}

function webexCallingAfter(
    asked: NonNullable<CallingBody["webexCalling"]>,
    { current, hotDesking }: CallingSubject,
    around: CallingSurroundings,
): WebexCalling {
    const { phoneNumber, extension } = asked;
    const license = chosenLicense(asked.licenses ?? [], current?.webexCalling?.licenses ?? [], hotDesking, around);
    if (asked.locationId !== undefined && !around.hasLocation(asked.locationId)) {
        throw new Refusal(400, "The location of webexCalling does not exist.");
    }
    if (isForHotDesks(license)) {
        if (phoneNumber !== undefined || extension !== undefined) {
            throw new Refusal(400, "A hot desk only workspace takes neither a phoneNumber nor an extension.");
        }
        const locationId = asked.locationId ?? current?.webexCalling?.locationId;
        return { licenses: [license.id], ...(locationId !== undefined && { locationId }) };
    }
    if (asked.locationId === undefined || (phoneNumber === undefined && extension === undefined)) {
        throw new Refusal(400, "webexCalling needs a locationId, and a phoneNumber or an extension or both.");
    }
    checkNumbers(asked, around.others());
    return {
        ...(phoneNumber !== undefined && { phoneNumber }),
        ...(extension !== undefined && { extension }),
        locationId: asked.locationId,
        licenses: [license.id],
    };
}

/** The one licence that is applied: the present one if it may stay, else the oldest that suits. */
function chosenLicense(
    asked: readonly string[],
    present: readonly string[],
    hotDesking: boolean,
    { licenses }: CallingSurroundings,
): LicenseUse {
    const named = asked.map((id) => licenses.find((license) => sameId(license.id, id)));
    if (named.includes(undefined)) {
        throw new Refusal(400, "A licence of webexCalling does not exist.");
    }
    const isPresent = ({ id }: LicenseUse): boolean => present.some((each) => sameId(each, id));
    const choice = asked.length > 0 || present.length === 0 ? licenses : licenses.filter(isPresent);
    const suitable = choice
        .filter(({ id }) => asked.length === 0 || asked.some((each) => sameId(each, id)))
        .filter(({ name }) => name.startsWith("Webex Calling - "))
        // Webex takes none of these by itself: that would make the workspace another kind of room.
        .filter((license) => !isForHotDesks(license) || (hotDesking && (asked.length > 0 || isPresent(license))))
        .filter((license) => license.free > 0 || isPresent(license));
    const license = suitable.find(isPresent) ?? suitable[0];
    if (!license) {
        throw new Refusal(400, "There is no Webex Calling licence that suits the workspace.");
    }
    return license;
}

/** Whether a licence makes a workspace hot-desk only. */
export function isForHotDesks({ name }: Pick<License, "name">): boolean {
    return /hot[ -]?desk/i.test(name);
}

/** Throws 400 if another workspace has the number, or the extension in the same location. */
function checkNumbers(
    { phoneNumber, extension, locationId }: NonNullable<CallingBody["webexCalling"]>,
    others: Iterable<Workspace>,
): void {
    for (const { webexCalling } of others) {
        if (phoneNumber !== undefined && webexCalling?.phoneNumber === phoneNumber) {
            throw new Refusal(400, "The phone number is already assigned.");
        }
        const isHere = sameId(webexCalling?.locationId, locationId);
        if (isHere && extension !== undefined && webexCalling?.extension === extension) {
            throw new Refusal(400, "The extension is already in use in this location.");
        }
    }
}
