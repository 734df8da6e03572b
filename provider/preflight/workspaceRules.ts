import { sameId } from "../api/identity";
import type { License } from "../api/licenses";
import type { Location } from "../api/locations";
import type { Workspace } from "../api/workspaces";
import { isObject } from "../client/answer";
import { REPLACES_KEY } from "../hidden";
import type { Properties } from "../resources/resource";
import { knownText } from "../resources/unknown";
import { type CallingChange, callingRefusal, setOnceRefusal } from "../resources/workspace/refusals";
import { isNote } from "../resources/workspace/workspaceNote";
import type { PlannedChange, Remark } from "./lookers";

/** What of a planned workspace can be looked at: what is not known yet is absent. */
export interface WantedWorkspace {
    /** The id of a workspace that is taken over. */
    readonly takenOver: string | undefined;
    /** The name of a workspace that is made, and that replaces none. */
    readonly newName: string | undefined;
    readonly places: readonly { readonly input: string; readonly id: string }[];
    readonly licenses: readonly string[];
    readonly calling: string | undefined;
    readonly hasNumber: boolean;
    readonly hotdesking: unknown;
    readonly calendar: string | undefined;
    readonly hostsMeetings: boolean;
}

/** What Webex told of a planned workspace. A list that is undefined was not told. */
export interface WorkspaceFacts {
    /** The workspace that is there already, taken over or changed; `missing` where Webex knows none by its id. */
    readonly current: Workspace | "missing" | undefined;
    /** The organisation that is acted on, where it was asked for. */
    readonly organization: string | undefined;
    readonly locations: readonly Location[] | undefined;
    readonly licenses: readonly License[] | undefined;
    /** The workspaces of the same name. */
    readonly namesakes: readonly Workspace[];
    /** The devices inside, in words; asked for where a change of calling depends on them. */
    readonly devices: readonly string[];
}

type Rule = (
    wanted: WantedWorkspace,
    facts: WorkspaceFacts,
    change: PlannedChange,
) => string | readonly string[] | undefined;

/** All that stops a plan. */
const PROBLEMS: readonly Rule[] = [
    workspaceIsThere,
    workspaceIsOfOrganization,
    setOnceStays,
    locationsExist,
    licensesExist,
    hotDeskHasNothingElse,
    callingCanChange,
];

/** Everything that is to be said of one planned workspace. No I/O. */
export function workspaceRemarks(change: PlannedChange, facts: WorkspaceFacts): Pick<Remark, "kind" | "text">[] {
    const wanted = wantedOf(change);
    const problems = PROBLEMS.flatMap((rule) => rule(wanted, facts, change) ?? []);
    const namesakes = namesakesWord(facts);
    return [
        ...problems.map((text) => ({ kind: "problem" as const, text })),
        ...(namesakes === undefined ? [] : [{ kind: "warning" as const, text: namesakes }]),
    ];
}

/** What of a planned workspace can be looked at. */
export function wantedOf({ id, inputs, isReplacement }: PlannedChange): WantedWorkspace {
    const calling = fieldsOf(inputs["calling"]);
    const webexCalling = fieldsOf(calling["webexCalling"]);
    const isNew = id === undefined;
    const replaces = isReplacement === true || inputs[REPLACES_KEY] !== undefined;
    const places = [
        { input: "locationId", id: knownText(inputs["locationId"]) },
        { input: "calling.webexCalling.locationId", id: knownText(webexCalling["locationId"]) },
    ];
    return {
        takenOver: isNew ? knownText(inputs["workspaceId"]) : undefined,
        newName:
            isNew && !replaces && inputs["workspaceId"] === undefined ? knownText(inputs["displayName"]) : undefined,
        places: places.flatMap(({ input, id: place }) => (place === undefined ? [] : [{ input, id: place }])),
        licenses: textsIn(webexCalling["licenses"]),
        calling: knownText(calling["type"]),
        hasNumber: webexCalling["phoneNumber"] !== undefined || webexCalling["extension"] !== undefined,
        hotdesking: inputs["hotdeskingStatus"],
        calendar: knownText(fieldsOf(inputs["calendar"])["type"]),
        hostsMeetings: fieldsOf(inputs["deviceHostedMeetings"])["enabled"] === true,
    };
}

/** The change of calling that a plan asks for; `current` is the workspace that is there. */
export function callingChangeOf(
    { calling }: WantedWorkspace,
    current: WorkspaceFacts["current"],
): CallingChange | undefined {
    return calling === undefined || current === undefined || current === "missing"
        ? undefined
        : { from: current.calling?.type, to: calling, supportedDevices: current.supportedDevices };
}

function workspaceIsThere({ takenOver }: WantedWorkspace, { current }: WorkspaceFacts): string | undefined {
    return takenOver !== undefined && current === "missing"
        ? `the workspace ${takenOver} does not exist in the organisation that is acted on. Correct workspaceId (getWorkspace ` +
              "finds a workspace by its name), or leave it out to have a new one made"
        : undefined;
}

function workspaceIsOfOrganization({ takenOver }: WantedWorkspace, facts: WorkspaceFacts): string | undefined {
    const { current, organization } = facts;
    const orgId = current === "missing" ? undefined : current?.orgId;
    if (takenOver === undefined || orgId === undefined || organization === undefined || sameId(orgId, organization)) {
        return undefined;
    }
    return (
        `the workspace ${takenOver} belongs to the organisation ${orgId}, and the plan acts on ${organization}. Set orgId (of ` +
        "the resource, or webex:orgId) to the workspace's organisation"
    );
}

/** One that the stack made is replaced instead. */
function setOnceStays(_: WantedWorkspace, { current }: WorkspaceFacts, change: PlannedChange): string | undefined {
    const isTaken = change.id === undefined || change.state?.["origin"] === "takenOver";
    if (current === undefined || current === "missing" || !isTaken) {
        return undefined;
    }
    return setOnceRefusal(current, {
        locationId: knownText(change.inputs.locationId),
        supportedDevices: knownText(change.inputs.supportedDevices),
    });
}

function locationsExist({ places }: WantedWorkspace, { locations }: WorkspaceFacts): string[] {
    const missing = places.filter(({ id }) => locations?.some((each) => sameId(each.id, id)) === false);
    return missing.map(
        ({ input, id }) =>
            `${input} names the location ${id}, which does not exist in the organisation that is acted on. Correct the id ` +
            "(getLocation finds a location by its name)",
    );
}

function licensesExist({ licenses: wanted }: WantedWorkspace, { licenses }: WorkspaceFacts): string[] {
    const missing = wanted.filter((id) => licenses?.some((each) => sameId(each.id, id)) === false);
    return missing.map(
        (id) =>
            `the licence ${id} does not exist in the organisation that is acted on. Correct calling.webexCalling.licenses ` +
            "(getLicenses lists all)",
    );
}

/** Names of licences for hot desks; Webex does not say it otherwise. */
const HOT_DESK = /hot[ -]?desk/i;

function hotDeskHasNothingElse(wanted: WantedWorkspace, { licenses = [] }: WorkspaceFacts): string | undefined {
    const named = licenses.filter(({ id }) => wanted.licenses.some((each) => sameId(each, id)));
    if (named.length === 0 || !named.every(({ name }) => HOT_DESK.test(name))) {
        return undefined;
    }
    const wrong = [
        ["a phone number or an extension", wanted.hasNumber],
        ["a calendar", wanted.calendar !== undefined && wanted.calendar !== "none"],
        ["device-hosted meetings", wanted.hostsMeetings],
    ].flatMap(([what, isThere]) => (isThere === true ? [what] : []));
    const missing = wanted.hotdesking === undefined || wanted.hotdesking === "off";
    if (wrong.length === 0 && !missing) {
        return undefined;
    }
    const has = wrong.length === 0 ? "" : `It cannot have ${wrong.join(" or ")}. `;
    const needs = missing ? 'It needs hotdeskingStatus "on". ' : "";
    return `a licence for hot desks makes the workspace a hot desk. ${has}${needs}Change that, or name another licence`;
}

function callingCanChange(wanted: WantedWorkspace, { current, devices }: WorkspaceFacts): string | undefined {
    const change = callingChangeOf(wanted, current);
    return change === undefined ? undefined : callingRefusal(change, devices);
}

function namesakesWord({ namesakes, locations = [] }: WorkspaceFacts): string | undefined {
    if (namesakes.length === 0) {
        return undefined;
    }
    const inWords = namesakes.map(({ id, locationId, notes = "" }) => {
        const place = locations.find((each) => sameId(each.id, locationId))?.name ?? locationId;
        const where = place === undefined ? "" : ` in the location "${place}"`;
        return `${id}${where}${isNote(notes) ? `, with the notes "${notes}"` : ""}`;
    });
    const isOwn = namesakes.some(({ notes }) => isNote(notes))
        ? ". One whose notes name this very resource is taken as its own: a run that was interrupted made it"
        : "";
    return (
        `workspaces of the same name are there already: ${inWords.join("; ")}. To take one over, give its id as workspaceId; ` +
        `else one more of this name is made${isOwn}`
    );
}

function fieldsOf(value: unknown): Properties {
    return isObject(value) ? value : {};
}

function textsIn(value: unknown): string[] {
    return Array.isArray(value) ? value.flatMap((item) => knownText(item) ?? []) : [];
}
