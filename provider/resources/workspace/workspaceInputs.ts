import { canonicalId } from "../../api/identity";
import type { WorkspaceCalling } from "../../api/workspaces";
import { isObject } from "../../client/answer";
import type { Properties as DefinedProperties } from "../../definitions/definition";
import { WORKSPACE } from "../../definitions/workspace";
import { definitionChecker, givenInputs, isMistyped } from "../inputCheck";
import type { CheckFailure, CheckResult, Declaration, Properties } from "../resource";
import { isUnknown } from "../unknown";

/** What a program says about a workspace. */
export type WorkspaceInputs = {
    readonly displayName?: string;
    readonly workspaceId?: string;
    readonly orgId?: string;
    readonly locationId?: string;
    readonly floorId?: string;
    readonly capacity?: number;
    readonly type?: string;
    readonly notes?: string;
    readonly sipAddress?: string;
    readonly calling?: WorkspaceCalling;
    readonly calendar?: {
        readonly type: string;
        readonly emailAddress?: string;
        readonly resourceGroupId?: string;
    };
    readonly hotdeskingStatus?: string;
    readonly deviceHostedMeetings?: { readonly enabled: boolean; readonly siteUrl?: string };
    readonly supportedDevices?: string;
    readonly indoorNavigation?: { readonly url: string };
    readonly deleteOnDestroy?: boolean;
    readonly deleteDevices?: boolean;
};

const checkTypes = definitionChecker(WORKSPACE);

/** Says what is wrong with a workspace's inputs. No I/O. */
export function checkWorkspace(_: Properties, newInputs: Properties): CheckResult {
    const inputs = givenInputs(newInputs);
    const typeFailures = checkTypes(inputs);
    const wrong = new Set(typeFailures.map(({ property }) => property));
    const subject = subjectOf(inputs);
    const failures = RULES.flatMap(({ property, of, reason }) =>
        !wrong.has(property) && of(subject) ? [{ property, reason }] : [],
    );
    return { inputs, failures: [...typeFailures, ...failures].map(withoutValue) };
}

/** Pulumi prints the value of a failed property: that of an object may have a number in it that is a secret. */
function withoutValue({ property, reason }: CheckFailure): CheckFailure {
    const { schema } = (WORKSPACE.properties as DefinedProperties)[property] ?? {};
    return schema?.type === "object" ? { property: "", reason: `${property}: ${reason}` } : { property, reason };
}

/** What of a workspace's inputs no other resource may declare. */
export function workspaceDeclarations({ workspaceId }: Properties): Declaration[] {
    return typeof workspaceId === "string" && !isUnknown(workspaceId)
        ? [{ key: `the workspace id ${canonicalId(workspaceId)}`, what: "the workspace id", once: "a workspace" }]
        : [];
}

/** Whether the workspace is one that is there already and only taken over. */
export function isTakenOver(inputs: { readonly workspaceId?: unknown }): boolean {
    return inputs.workspaceId !== undefined;
}

/** What the rules look at. A value that is not known yet is `unknown` of each kind: no rule has anything against it. */
interface Subject {
    readonly inputs: Properties;
    readonly isTakenOver: boolean;
    readonly calling: Word;
    /** The fields of `webexCalling` that the program names, known or not. */
    readonly names: ReadonlySet<string>;
    /** Whether nothing is known of `webexCalling` as a whole. */
    readonly isNamingUnknown: boolean;
    readonly hotdesking: Word;
    readonly calendar: Word;
    readonly hostsMeetings: boolean;
    readonly kind: Word;
}

/** The text of an input; undefined if it is not given, null if it is not known yet. */
type Word = string | null | undefined;

/** Something that Webex refuses, or takes to make a workspace of no use. */
interface Rule {
    readonly property: string;
    /** Whether it is so. */
    readonly of: (subject: Subject) => boolean;
    readonly reason: string;
}

const RULES: readonly Rule[] = [
    {
        property: "displayName",
        of: ({ inputs, isTakenOver: isTaken }) =>
            inputs.displayName === undefined && !isTaken && !isMistyped("displayName", inputs, WORKSPACE),
        reason: "is missing: a new workspace needs a name. To take over one that is there, give its workspaceId",
    },
    {
        property: "floorId",
        of: ({ inputs, isTakenOver: isTaken }) =>
            inputs.floorId !== undefined && inputs.locationId === undefined && !isTaken,
        reason: "needs the locationId that the floor belongs to",
    },
    {
        property: "sipAddress",
        of: ({ inputs, calling, isTakenOver: isTaken }) =>
            inputs.sipAddress !== undefined &&
            calling !== null &&
            calling !== "thirdPartySipCalling" &&
            !(calling === undefined && isTaken),
        reason:
            'can be given with calling of the type "thirdPartySipCalling" only; else Webex makes the address, which is an ' +
            "output",
    },
    {
        property: "supportedDevices",
        of: ({ kind, calling, isTakenOver: isTaken }) =>
            kind === "phones" && calling !== null && calling !== "webexCalling" && !(calling === undefined && isTaken),
        reason: 'is "phones", which needs calling of the type "webexCalling": Webex takes it without, but no phone works there',
    },
    {
        property: "calling",
        of: ({ names, calling }) => names.size > 0 && calling !== null && calling !== "webexCalling",
        reason: 'has webexCalling, but not the type "webexCalling"',
    },
    {
        property: "calling",
        of: (subject) => {
            const { names, calling, hotdesking, isNamingUnknown, isTakenOver: isTaken } = subject;
            // A hot desk has a licence of its own, and no number.
            const mayBeHotDesk = hotdesking === "on" || hotdesking === null;
            const isLacking = !(names.has("locationId") && hasNumber(subject));
            return calling === "webexCalling" && !isNamingUnknown && !isTaken && !mayBeHotDesk && isLacking;
        },
        reason:
            'of the type "webexCalling" needs webexCalling with a locationId, and a phoneNumber or an extension or both. Only a ' +
            'hot desk (hotdeskingStatus "on", with a hot desk licence) has none',
    },
    {
        property: "calendar",
        of: (subject) => isHotDeskOnly(subject) && ![undefined, null, "none"].includes(subject.calendar),
        reason:
            "cannot be had by a hot desk: a workspace with hotdeskingStatus on and webexCalling without a number takes no " +
            "calendar. Leave the calendar out, or give a number",
    },
    {
        property: "deviceHostedMeetings",
        of: (subject) => isHotDeskOnly(subject) && subject.hostsMeetings,
        reason:
            "cannot be had by a hot desk: in a workspace with hotdeskingStatus on and webexCalling without a number devices " +
            "host no meetings. Leave it out, or give a number",
    },
];

function hasNumber({ names }: Subject): boolean {
    return names.has("phoneNumber") || names.has("extension");
}

/** A workspace that is taken over may have a number that the program does not name. */
function isHotDeskOnly(subject: Subject): boolean {
    const { hotdesking, calling, isNamingUnknown, isTakenOver: isTaken } = subject;
    return hotdesking === "on" && calling === "webexCalling" && !isNamingUnknown && !hasNumber(subject) && !isTaken;
}

function subjectOf(inputs: Properties): Subject {
    const calling = fieldsOf(inputs.calling);
    const webexCalling = fieldsOf(calling.webexCalling);
    return {
        inputs,
        isTakenOver: isTakenOver(inputs),
        calling: isUnknown(inputs.calling) ? null : wordOf(calling.type),
        names: new Set(Object.keys(webexCalling).filter((name) => webexCalling[name] !== undefined)),
        isNamingUnknown: isUnknown(inputs.calling) || isUnknown(calling.webexCalling),
        hotdesking: wordOf(inputs.hotdeskingStatus),
        calendar: isUnknown(inputs.calendar) ? null : wordOf(fieldsOf(inputs.calendar).type),
        hostsMeetings: fieldsOf(inputs.deviceHostedMeetings).enabled === true,
        kind: wordOf(inputs.supportedDevices),
    };
}

function fieldsOf(value: unknown): Properties {
    return isObject(value) ? value : {};
}

function wordOf(value: unknown): Word {
    return isUnknown(value) ? null : typeof value === "string" ? value : undefined;
}
