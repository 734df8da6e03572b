import { canonicalId } from "../../provider/api/identity";
import { CALLING_TYPES, WORKSPACE } from "../../provider/definitions/workspace";
import { nameKey } from "../../provider/lookUps/oneOfMany";
import { givenInputs } from "../../provider/resources/inputCheck";
import { UNKNOWN } from "../../provider/resources/unknown";
import { checkWorkspace } from "../../provider/resources/workspace/workspaceInputs";
import type { CsvRow } from "./csvText";
import type { Problem, ValuesOf } from "./fileRows";
import { type OwnColumns, type OwnRow, readOwnRows, type Suspect } from "./ownColumns";
import { emailFailures, type Failure, repeated, spoiltNumber } from "./rowChecks";

/** What a file can say of a workspace, by the names of the columns. */
export type WorkspaceColumn =
    | "name"
    | "displayName"
    | "location"
    | "locationId"
    | "floorId"
    | "type"
    | "capacity"
    | "notes"
    | "calendarType"
    | "calendar"
    | "callingType"
    | "extension"
    | "phoneNumber"
    | "callingLocation"
    | "license"
    | "hotdesking"
    | "supportedDevices"
    | "workspaceId";

/** The text of each column that a row gives. */
export type WorkspaceValues = ValuesOf<WorkspaceColumn>;

/** One row of a file of workspaces. */
export type WorkspaceRow = OwnRow<WorkspaceColumn>;

const COLUMNS: OwnColumns<WorkspaceColumn> = {
    byHeading: new Map<string, WorkspaceColumn>([
        ["name", "name"],
        ["displayname", "displayName"],
        ["location", "location"],
        ["locationid", "locationId"],
        ["floorid", "floorId"],
        ["type", "type"],
        ["capacity", "capacity"],
        ["notes", "notes"],
        ["calendartype", "calendarType"],
        ["calendar", "calendar"],
        ["callingtype", "callingType"],
        ["extension", "extension"],
        ["phonenumber", "phoneNumber"],
        ["callinglocation", "callingLocation"],
        ["license", "license"],
        ["licence", "license"],
        ["hotdesking", "hotdesking"],
        ["hotdeskingstatus", "hotdesking"],
        ["supporteddevices", "supportedDevices"],
        ["workspaceid", "workspaceId"],
    ]),
    held: [
        ...(["name", "displayName", "locationId", "floorId", "type", "capacity", "notes", "calendarType"] as const),
        ...(["calendar", "callingType", "extension", "phoneNumber", "hotdesking", "supportedDevices"] as const),
        "workspaceId",
    ],
};

const { type, calendar, hotdeskingStatus, supportedDevices } = WORKSPACE.properties;

/** The words of columns that have some of their own; a file may have them in upper or lower case. */
const WORDS: { readonly [column in WorkspaceColumn]?: readonly string[] } = {
    type: type.schema.enum,
    calendarType: calendar.schema.properties.type.enum,
    callingType: CALLING_TYPES,
    hotdesking: hotdeskingStatus.schema.enum,
    supportedDevices: supportedDevices.schema.enum,
};

/** The columns that say how a workspace calls; any of them but the first means Webex Calling. */
const CALLING_COLUMNS = ["callingType", "phoneNumber", "extension", "callingLocation", "license"] as const;

/** Where the problems of an input stand in a row, if not in the column of its name. */
const COLUMN_OF_INPUT: Readonly<Record<string, WorkspaceColumn>> = {
    calling: "callingType",
    hotdeskingStatus: "hotdesking",
};

/** What no two rows may share, by column; undefined where the cell is none. */
const UNIQUE = {
    name: ({ name }: WorkspaceValues) => name,
    workspaceId: ({ workspaceId }: WorkspaceValues) =>
        workspaceId === undefined ? undefined : canonicalId(workspaceId),
    phoneNumber: ({ phoneNumber }: WorkspaceValues) => phoneNumber?.replace(/[^\d+]/g, ""),
    extension: ({ extension, callingLocation, location, locationId }: WorkspaceValues) =>
        extension === undefined
            ? undefined
            : [extension, nameKey(callingLocation ?? location ?? locationId ?? "")].filter(Boolean).join(" in "),
} as const;

/** What stands behind the names in a row; an id that is not known yet may be an output. */
export interface RowIds {
    readonly location?: unknown;
    readonly callingLocation?: unknown;
    readonly license?: unknown;
}

/** Rows of a file of workspaces, and all that is wrong with them by themselves and beside each other. */
export interface WorkspaceFile {
    readonly rows: readonly WorkspaceRow[];
    /** In the order of the lines. */
    readonly problems: readonly Problem[];
    /** Columns that may be misspelt. */
    readonly suspects: readonly Suspect[];
}

/** Reads and checks a file of workspaces, whose words come back in Webex's spelling. No I/O. */
export function readWorkspaceFile(header: CsvRow, rows: readonly CsvRow[]): WorkspaceFile {
    const own = readOwnRows(COLUMNS, header, rows);
    const spelt = own.rows.map((row) => ({ ...row, values: inWebexWords(row.values) }));
    const lineOf = new Map<string, number>();
    const problems = spelt.flatMap((row) =>
        [...repeated(row, UNIQUE, lineOf), ...rowFailures(row.values)].map(
            ({ property, reason }): Problem => ({
                line: row.line,
                ...(property === "" ? {} : { column: property }),
                reason,
            }),
        ),
    );
    return {
        rows: spelt,
        problems: [...own.problems, ...problems].sort((a, b) => a.line - b.line),
        suspects: own.suspects,
    };
}

/** The inputs of a row's entry. */
export function inputsOf(values: WorkspaceValues, ids: RowIds): Record<string, unknown> {
    const { name, displayName, workspaceId, floorId, notes, capacity = "", calendarType, calendar: address } = values;
    const isTakenOver = workspaceId !== undefined;
    const calendarInputs = givenInputs({ type: calendarType, emailAddress: address });
    return givenInputs({
        // A workspace that is taken over keeps its name, unless the row gives it one.
        displayName: displayName ?? (isTakenOver ? undefined : name),
        workspaceId,
        locationId: values.locationId ?? ids.location,
        floorId,
        type: values.type,
        capacity: /^\d+$/.test(capacity) ? Number(capacity) : values.capacity,
        notes,
        calling: callingOf(values, ids),
        calendar: Object.keys(calendarInputs).length === 0 ? undefined : calendarInputs,
        hotdeskingStatus: values.hotdesking,
        supportedDevices: values.supportedDevices,
    });
}

/** How the workspace calls. Its numbers belong to the calling location, which is the location unless the row tells. */
function callingOf(values: WorkspaceValues, ids: RowIds): Record<string, unknown> | undefined {
    if (CALLING_COLUMNS.every((column) => values[column] === undefined)) {
        return undefined;
    }
    const { callingType = "webexCalling", phoneNumber, extension, license } = values;
    const isWebexCalling = callingType === "webexCalling";
    const webexCalling = givenInputs({
        phoneNumber,
        extension,
        locationId: ids.callingLocation ?? (isWebexCalling ? (values.locationId ?? ids.location) : undefined),
        licenses: license === undefined ? undefined : [ids.license],
    });
    return { type: callingType, ...(Object.keys(webexCalling).length === 0 ? {} : { webexCalling }) };
}

function inWebexWords(values: WorkspaceValues): WorkspaceValues {
    const words = Object.entries(WORDS).flatMap(([column, known]) => {
        const given = values[column as WorkspaceColumn]?.toLowerCase();
        const word = known.find((each) => each.toLowerCase() === given);
        return word === undefined ? [] : [[column, word] as const];
    });
    return { ...values, ...Object.fromEntries(words) };
}

/** What is wrong with a row by itself. */
function rowFailures(values: WorkspaceValues): Failure[] {
    const wrongWords = Object.entries(WORDS).flatMap(([column, known]): Failure[] => {
        const given = values[column as WorkspaceColumn];
        return given === undefined || known.includes(given)
            ? []
            : [{ property: column, reason: `"${given}" is none of ${known.join(", ")}` }];
    });
    const wrong = new Set(wrongWords.map(({ property }) => property));
    // One word on each cell is enough.
    const readable = Object.fromEntries(Object.entries(values).filter(([column]) => !wrong.has(column)));
    return [...wrongWords, ...OWN_RULES.flatMap((rule) => rule(values)), ...inputFailures(readable)];
}

const OWN_RULES: readonly ((values: WorkspaceValues) => Failure[])[] = [
    ({ location, locationId }) =>
        location === undefined || locationId === undefined
            ? []
            : [{ property: "locationId", reason: "is given beside location; give one of them" }],
    ({ calendar: address }) => emailFailures("calendar", address),
    ({ calendar: address, calendarType }) =>
        address === undefined || calendarType !== undefined
            ? []
            : [{ property: "calendarType", reason: "is missing: google or microsoft" }],
    ({ phoneNumber = "" }) => spoiltFailures("phoneNumber", spoiltNumber(phoneNumber, "the phone number")),
    ({ extension = "" }) => spoiltFailures("extension", spoiltNumber(extension, "the extension")),
];

function spoiltFailures(property: WorkspaceColumn, reason: string | undefined): Failure[] {
    return reason === undefined ? [] : [{ property, reason }];
}

/** What the provider's own check says of a row; ids behind names are not known yet. */
function inputFailures(values: WorkspaceValues): Failure[] {
    const { location, callingLocation, calendar: address, calendarType } = values;
    const isToldAlready = address !== undefined && calendarType === undefined;
    const { calendar: given, ...inputs } = inputsOf(values, {
        location: location === undefined ? undefined : UNKNOWN,
        callingLocation: callingLocation === undefined ? undefined : UNKNOWN,
        license: UNKNOWN,
    });
    // A name that is missing is told as such.
    const named = values.name === undefined ? { displayName: UNKNOWN, ...inputs } : inputs;
    const { failures } = checkWorkspace({}, isToldAlready ? named : { ...named, calendar: given });
    return failures.map(({ property, reason }) => {
        const [, input = property, rest = reason] = /^(calling|calendar): (.*)$/s.exec(reason) ?? [];
        const isNamed = input === "locationId" && location !== undefined;
        return { property: isNamed ? "location" : (COLUMN_OF_INPUT[input] ?? input), reason: rest };
    });
}
