import { canonicalId, normalizeMac } from "../../provider/api/identity";
import { checkDevice } from "../../provider/resources/device/deviceInputs";
import type { CheckContract } from "../../provider/resources/resource";
import { UNKNOWN } from "../../provider/resources/unknown";
import type { FileContent, FileRow, Problem, Values } from "./fileRows";

/** Between the tags in a cell. Spreadsheets put commas or semicolons between cells, never this. */
const TAG_SEPARATOR = "|";

/** What to do with a column that a spreadsheet takes for one of numbers. */
const AS_TEXT = "format the column as text, and enter";

/** A row whose cells are as the provider keeps them. */
export interface CheckedRow extends FileRow {
    /** What its entry is made of besides the owner. */
    readonly inputs: RowInputs;
}

/** The inputs of an entry that stand in its row as they are. */
export interface RowInputs {
    readonly mac?: string;
    readonly model?: string | undefined;
    readonly serial?: string;
    readonly deviceId?: string;
    readonly tags?: readonly string[];
}

/** What no two rows may share, by column; undefined where the cell is none. */
const UNIQUE = {
    name: ({ name }: Values) => name,
    mac: ({ mac }: Values) => normalizeMac(mac ?? ""),
    serial: ({ serial }: Values) => serial?.toUpperCase(),
    deviceId: ({ deviceId }: Values) => (deviceId === undefined ? undefined : canonicalId(deviceId)),
} as const;

/**
 * Says all that is wrong with the rows by themselves and beside each other, in the order of the lines, and normalises
 * them. No I/O.
 */
export function checkRows(
    { rows, problems, headingOf }: FileContent,
    contract: CheckContract,
): { readonly rows: CheckedRow[]; readonly problems: Problem[] } {
    const all = [...problems];
    const lineOf = new Map<string, number>();
    const checked = rows.map((row) => {
        const { inputs, failures } = row.kind === "devices" ? checkedDevice(row.values, contract) : codeOf(row.values);
        const own = [...emailFailures("person", row.values.person), ...repeated(row, UNIQUE, lineOf), ...failures];
        all.push(...own.map(({ property, reason }) => ({ line: row.line, column: headingOf(property), reason })));
        return { ...row, inputs };
    });
    return { rows: checked, problems: all.sort((a, b) => a.line - b.line) };
}

/** One thing wrong with a row. */
export interface Failure {
    /** The column. */
    readonly property: string;
    readonly reason: string;
}

function codeOf({ model }: Values): { inputs: RowInputs; failures: readonly Failure[] } {
    return { inputs: { model }, failures: [] };
}

function checkedDevice(
    { mac, model, serial, deviceId, tags }: Values,
    contract: CheckContract,
): { inputs: RowInputs; failures: readonly Failure[] } {
    const list = tags?.split(TAG_SEPARATOR).map((tag) => tag.trim());
    const given = { mac, model, serial, deviceId, tags: list?.filter((tag) => tag !== "") };
    // The owner is looked at in its own columns, and may be known by a name only.
    const { inputs, failures } = checkDevice({}, { ...given, personId: UNKNOWN }, contract);
    const { personId: _, ...others } = inputs;
    return {
        inputs: others,
        failures: failures.map(({ property, reason }) => ({
            property,
            reason: property === "mac" ? (spoiltMac(mac ?? "") ?? reason) : reason,
        })),
    };
}

/** What a spreadsheet did to a MAC address that it took for a number; undefined for any other text. */
export function spoiltMac(text: string): string | undefined {
    const advice = `${AS_TEXT} the MAC address again`;
    if (/^\d{7,11}$/.test(text)) {
        const digits = `"${text}" has ${text.length} digits of 12`;
        return `${digits}: a spreadsheet takes leading zeros from what it holds for a number; ${advice}`;
    }
    return spoiltNumber(text, "the MAC address");
}

/** What a spreadsheet did to digits that it took for one large number; undefined for any other text. */
export function spoiltNumber(text: string, what: string): string | undefined {
    return /^\d+([.,]\d+)?E\+?\d+$/i.test(text)
        ? `"${text}" is a number as a spreadsheet writes it, and its digits are lost; ${AS_TEXT} ${what} again`
        : undefined;
}

/** What is wrong with an e-mail address in a cell. */
export function emailFailures(column: string, text: string | undefined): Failure[] {
    if (text === undefined || /^[^\s@]+@[^\s@]+$/.test(text)) {
        return [];
    }
    return [{ property: column, reason: `"${text}" is no e-mail address` }];
}

/** What of a row stands on an earlier line already. `unique` has what no two rows may share, by column. */
export function repeated<V>(
    { line, values }: { readonly line: number; readonly values: V },
    unique: Readonly<Record<string, (values: V) => string | undefined>>,
    lineOf: Map<string, number>,
): Failure[] {
    return Object.entries(unique).flatMap(([column, of]) => {
        const value = of(values);
        if (value === undefined) {
            return [];
        }
        const earlier = lineOf.get(`${column} ${value}`);
        if (earlier === undefined) {
            lineOf.set(`${column} ${value}`, line);
            return [];
        }
        return [{ property: column, reason: `"${value}" is on line ${earlier} already` }];
    });
}
