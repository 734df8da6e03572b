import { normalizeMac } from "../../provider/api/identity";
import type { CsvRow } from "./csvText";
import { type FileContent, type FileRow, type HeadedCells, headedRows, type Problem, type Values } from "./fileRows";

/**
 * The headings of Control Hub's file for many phones (Devices, Add device, Multiple Cisco IP Phones, "Add device
 * sample template"). There is an older form without the last two. Source: https://help.webex.com/nu0oia0, and the
 * headings as the sheet of Cisco's lab LAB-1251 shows them, September 2025.
 */
export const CONTROL_HUB_HEADINGS = [
    "Username",
    "Type",
    "Extension",
    "Phone Number",
    "Device Type",
    "Model",
    "MAC Address",
    "Location",
    "Calling Plan",
    "Webex Go",
] as const;

type Heading = (typeof CONTROL_HUB_HEADINGS)[number];

/** A file with these is Control Hub's. */
const NEEDED: readonly Heading[] = ["Username", "Type", "Model", "MAC Address"];

/** The columns of which the entry itself holds the cell. */
const HELD: readonly string[] = ["Model", "MAC Address"] satisfies Heading[];

const HEADING_OF = new Map<string, Heading>(CONTROL_HUB_HEADINGS.map((heading) => [heading.toLowerCase(), heading]));

/** What our own columns are called in that file. */
const HEADING_OF_COLUMN: Readonly<Record<string, Heading>> = {
    name: "Username",
    person: "Username",
    workspace: "Username",
    mac: "MAC Address",
    model: "Model",
    location: "Location",
};

/** Which owner a `Type` says that the `Username` is. */
const OWNER_OF_TYPE = new Map<string, "person" | "workspace">([
    ["USER", "person"],
    ["WORKSPACE", "workspace"],
]);

/** Whether the header is that of Control Hub's file, in upper or lower case. A column `name` makes it our own. */
export function isControlHubHeader(cells: readonly string[] = []): boolean {
    const names = cells.map((cell) => cell.toLowerCase());
    return !names.includes("name") && NEEDED.every((heading) => names.includes(heading.toLowerCase()));
}

/**
 * Reads Control Hub's file. A row with a MAC address is a phone; one without is an activation code. An entry is called
 * by its `Username`, and where several rows have that, by the MAC address, model and location besides.
 */
export function readControlHubFile(header: CsvRow, rows: readonly CsvRow[]): FileContent {
    const headings = (header.cells ?? []).map((cell) => HEADING_OF.get(cell.toLowerCase()) ?? cell);
    const headed = headedRows(headings, rows);
    const problems: Problem[] = [...headerProblems(header.line, headings), ...headed.problems];
    const read = headed.rows.map((row) => {
        const given = new Map(row.cells);
        problems.push(...cellProblems(row.line, given));
        return toFileRow(row, given);
    });
    const names = entryNames(read.map(({ values }) => values));
    return {
        rows: read.map((row, at) => ({ ...row, values: { ...row.values, name: names[at] } })),
        problems,
        headingOf: (column) => HEADING_OF_COLUMN[column] ?? column,
    };
}

function headerProblems(line: number, headings: readonly string[]): Problem[] {
    return headings.flatMap((heading, at) => {
        if (heading === "") {
            return [{ line, reason: `column ${at + 1} has no name` }];
        }
        return headings.indexOf(heading) < at ? [{ line, reason: `the column "${heading}" is there twice` }] : [];
    });
}

function cellProblems(line: number, given: ReadonlyMap<string, string>): Problem[] {
    const type = given.get("Type");
    const problems: Problem[] = [];
    if (type === undefined || !OWNER_OF_TYPE.has(type.toUpperCase())) {
        const found = type === undefined ? "is missing" : `"${type}" is no type of owner`;
        problems.push({ line, column: "Type", reason: `${found}; expected USER or WORKSPACE` });
    }
    if (!given.has("Username")) {
        problems.push({ line, column: "Username", reason: "is missing" });
    }
    if (!given.has("Model") && !given.has("MAC Address")) {
        const reason = 'is missing: the code of a phone needs it, e.g. "Cisco 9861"';
        problems.push({ line, column: "Model", reason });
    }
    return problems;
}

function toFileRow({ line, cells }: HeadedCells, given: ReadonlyMap<string, string>): FileRow {
    const owner = OWNER_OF_TYPE.get((given.get("Type") ?? "").toUpperCase());
    const values: Values = {
        ...(owner !== undefined && { [owner]: given.get("Username") }),
        mac: given.get("MAC Address"),
        model: given.get("Model"),
        location: given.get("Location"),
    };
    return {
        line,
        kind: given.has("MAC Address") ? "devices" : "activations",
        values,
        extra: Object.fromEntries(cells.filter(([heading]) => !HELD.includes(heading))),
    };
}

/**
 * A name for each row that depends on what stands in the rows with the same `Username`, and not on the rows' order:
 * the shortest that only one row has. Rows that are the same in all of it are numbered.
 */
function entryNames(rows: readonly Values[]): (string | undefined)[] {
    const candidates = rows.map((row) => {
        const { person, workspace, mac, model, location } = row;
        const name = person ?? workspace;
        const device = mac === undefined ? model : (normalizeMac(mac) ?? mac);
        const parts = [name, device, location].filter((part) => part !== undefined);
        return name === undefined ? [] : parts.map((_, at) => parts.slice(0, at + 1).join(" "));
    });
    const counts = new Map<string, number>();
    for (const candidate of candidates.flat()) {
        counts.set(candidate.toLowerCase(), (counts.get(candidate.toLowerCase()) ?? 0) + 1);
    }
    const numbers = new Map<string, number>();
    return candidates.map((names) => {
        const unique = names.find((name) => counts.get(name.toLowerCase()) === 1);
        const last = names.at(-1);
        if (unique !== undefined || last === undefined) {
            return unique;
        }
        const number = (numbers.get(last.toLowerCase()) ?? 0) + 1;
        numbers.set(last.toLowerCase(), number);
        return number === 1 ? last : `${last} (${number})`;
    });
}
