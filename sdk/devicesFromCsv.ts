import type * as pulumi from "@pulumi/pulumi";
import { TEXT } from "../provider/definitions/common";
import { givenInputs } from "../provider/resources/inputCheck";
import { isControlHubHeader, readControlHubFile } from "./csv/controlHubFile";
import { assertUsable, type CsvFile, openFile, warnOfSuspects } from "./csv/csvFile";
import { readEscapedRows } from "./csv/csvText";
import type { FileContent } from "./csv/fileRows";
import { ownerIds } from "./csv/ownerIds";
import { readOwnFile } from "./csv/ownFile";
import { type CheckedRow, checkRows } from "./csv/rowChecks";
import { checkedArgs } from "./dataSource";
import { programSession } from "./run";

/** One device of a file, as a `DeviceBatchEntry`; what its row does not give is not there. */
export interface DeviceFromCsv {
    /** The MAC address, as the provider keeps it: `52EAD324FD21`. */
    readonly mac?: string | undefined;
    /** The model, as the row names it. */
    readonly model?: string | undefined;
    /** The serial number of a device that is taken over. */
    readonly serial?: string | undefined;
    /** The id of a device that is taken over. */
    readonly deviceId?: string | undefined;
    /** An output where the row names the person by e-mail. */
    readonly personId?: string | pulumi.Output<string> | undefined;
    /** An output where the row names the workspace. */
    readonly workspaceId?: string | pulumi.Output<string> | undefined;
    /** The tags, without repetitions. */
    readonly tags?: readonly string[] | undefined;
}

/** One activation code of a file, as a `DeviceActivationBatchEntry`. */
export interface ActivationFromCsv {
    /** The model, as the row names it. */
    readonly model?: string | undefined;
    /** An output where the row names the person by e-mail. */
    readonly personId?: string | pulumi.Output<string> | undefined;
    /** An output where the row names the workspace. */
    readonly workspaceId?: string | pulumi.Output<string> | undefined;
}

/** What a file declares. */
export interface DevicesFromCsv {
    /** For a `DeviceBatch`, by the rows' names. */
    readonly devices: Record<string, DeviceFromCsv>;
    /** For a `DeviceActivationBatch`, by the rows' names: rows of Control Hub's file without a MAC address. */
    readonly activations: Record<string, ActivationFromCsv>;
    /** The cells that an entry does not hold, by the rows' names and the headings of their columns. */
    readonly extra: Record<string, Readonly<Record<string, string>>>;
}

/** How a file is read. */
export interface DevicesFromCsvOptions {
    /** Whether a file with a header and no rows is taken. A batch made of it loses all its devices. Default false. */
    readonly allowEmpty?: boolean | undefined;
    /** The organisation of the people and workspaces, for partner administrators; precedes `webex:orgId`. */
    readonly orgId?: string | undefined;
}

/**
 * The devices in a CSV file, by their names, as a `DeviceBatch` takes them. MAC addresses come as the provider
 * keeps them, `52EAD324FD21`, and tags without repetitions.
 *
 * The first row names the columns, in any order, in upper or lower case: `name`, `mac`, `model`, `serial`, `deviceId`,
 * `tags` (with `|` between one tag and the next), and one owner of `personId`, `person` (an e-mail address),
 * `workspaceId` and `workspace` (a name, which `location` narrows). The ids behind names are looked up once for the
 * file; those are outputs, also at preview. Cells that an entry does not hold, as those of other columns, stand in
 * `extra`. Control Hub's "Add device sample template" is known by its header: a row with a MAC address is a phone, one
 * without is an activation code.
 *
 * Cells are separated by commas, or by semicolons where the first row has those and no comma. An empty cell is a value
 * that is not given. White space around a cell does not count, nor does a row of empty cells. The file is UTF-8; a
 * relative path starts from the working directory, which for a Pulumi program is its project's folder.
 *
 * Throws `pulumi.RunError` if the file cannot be read, or has a header and no rows, or with all that is wrong in it,
 * line by line. Names that Webex does not know end the program with one error that has all their lines. Under Pulumi's
 * mocks nothing is sent, and a name stands for its id.
 */
export function devicesFromCsv(path: string, options: DevicesFromCsvOptions = {}): DevicesFromCsv {
    const schema = { properties: { path: TEXT, allowEmpty: { type: "boolean" }, orgId: TEXT } };
    const { allowEmpty = false, orgId } = checkedArgs("devicesFromCsv", { path, ...options }, schema, ["path"]);
    const file = { fn: "devicesFromCsv", path, entries: "devices" };
    const content = readFile(file);
    const checked = checkRows(content, programSession().contract);
    assertUsable(file, checked, allowEmpty);
    const { rows } = checked;
    const idOf = ownerIds({ ...file, rows, headingOf: content.headingOf, orgId });
    return {
        devices: entriesOf("devices", rows, idOf),
        activations: entriesOf("activations", rows, idOf),
        extra: Object.fromEntries(rows.map(({ values: { name = "" }, extra }) => [name, extra])),
    };
}

/** What the file says, in whichever form it is. Warns of columns that may be misspelt. */
function readFile(file: CsvFile): FileContent {
    const { text, header, rows } = openFile(file);
    if (isControlHubHeader(header.cells)) {
        return readControlHubFile(header, readEscapedRows(text).slice(1));
    }
    const own = readOwnFile(header, rows);
    warnOfSuspects(file, own.suspects);
    return own;
}

function entriesOf(
    kind: CheckedRow["kind"],
    rows: readonly CheckedRow[],
    idOf: (row: CheckedRow) => pulumi.Output<string>,
): Record<string, DeviceFromCsv> {
    const entries = rows
        .filter((row) => row.kind === kind)
        .map((row) => {
            const { name, person, personId, workspace, workspaceId } = row.values;
            const owner = {
                personId: person === undefined ? personId : idOf(row),
                workspaceId: workspace === undefined ? workspaceId : idOf(row),
            };
            return [name, givenInputs({ ...row.inputs, ...owner })];
        });
    return Object.fromEntries(entries) as Record<string, DeviceFromCsv>;
}
