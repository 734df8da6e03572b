import { TEXT } from "../provider/definitions/common";
import { assertUsable, openFile, warnOfSuspects } from "./csv/csvFile";
import { workspaceIds } from "./csv/workspaceIds";
import { inputsOf, readWorkspaceFile } from "./csv/workspaceRows";
import { checkedArgs } from "./dataSource";
import type { WorkspaceBatchEntry } from "./workspaceBatch";

/** What a file declares. */
export interface WorkspacesFromCsv {
    /** For a `WorkspaceBatch`, by the rows' names. Ids behind names are outputs. */
    readonly workspaces: Record<string, WorkspaceBatchEntry>;
    /** The cells that an entry does not hold, by the rows' names and the headings of their columns. */
    readonly extra: Record<string, Readonly<Record<string, string>>>;
}

/** How a file is read. */
export interface WorkspacesFromCsvOptions {
    /**
     * Whether a file with a header and no rows is taken. A batch made of it loses all its workspaces. Default false.
     */
    readonly allowEmpty?: boolean | undefined;
    /** The organisation of the locations and licences, for partner administrators; precedes `webex:orgId`. */
    readonly orgId?: string | undefined;
}

/**
 * The workspaces in a CSV file, by their names, as a `WorkspaceBatch` takes them. Control Hub has no file for
 * workspaces, so the header is this package's own.
 *
 * The first row names the columns, in any order, in upper or lower case: `name` (the entry's), `displayName` (default:
 * the name), `location` (a name) or `locationId`, `floorId`, `type`, `capacity`, `notes`, `calendarType` and `calendar`
 * (an e-mail address), `callingType`, `extension`, `phoneNumber`, `callingLocation` (a name or an id; default: the
 * location), `license` (a name or an id), `hotdesking` (`on` or `off`), `supportedDevices`, and `workspaceId`, which
 * takes a workspace over and leaves its name to `displayName`. A number, a licence or a calling location means
 * `webexCalling`. The ids behind names are looked up once for the file; those are outputs, also at preview. Cells that
 * an entry does not hold, as those of other columns, stand in `extra`.
 *
 * Separators, quotes, empty cells and the encoding are as with `devicesFromCsv`. Throws `pulumi.RunError` if the file
 * cannot be read, or has a header and no rows, or with all that is wrong in it, line by line. Names that Webex does not
 * know end the program with one error that has all their lines. Under Pulumi's mocks nothing is sent, and a name stands
 * for its id.
 */
export function workspacesFromCsv(path: string, options: WorkspacesFromCsvOptions = {}): WorkspacesFromCsv {
    const schema = { properties: { path: TEXT, allowEmpty: { type: "boolean" }, orgId: TEXT } };
    const { allowEmpty = false, orgId } = checkedArgs("workspacesFromCsv", { path, ...options }, schema, ["path"]);
    const file = { fn: "workspacesFromCsv", path, entries: "workspaces" };
    const { header, rows: cells } = openFile(file);
    const content = readWorkspaceFile(header, cells);
    warnOfSuspects(file, content.suspects);
    assertUsable(file, content, allowEmpty);
    const { rows } = content;
    const idsOf = workspaceIds({ ...file, rows, orgId });
    const nameOf = ({ values: { name = "" } }: (typeof rows)[number]) => name;
    const entries = rows.map((row) => [nameOf(row), inputsOf(row.values, idsOf(row))] as const);
    return {
        workspaces: Object.fromEntries(entries),
        extra: Object.fromEntries(rows.map((row) => [nameOf(row), row.extra])),
    };
}
