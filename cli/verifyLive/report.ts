import type { ContractName } from "../../provider/settings";
import { type Check, type Outcome, textOf } from "./check";

/** What a report begins with. */
export interface ReportHead {
    /** The version of this package. */
    readonly version: string;
    readonly contract: ContractName;
    /** Whether the address is Cisco's own. */
    readonly isAtWebex: boolean;
    /** The day, e.g. `2026-01-31`. */
    readonly date: string;
    /** How many GET requests were sent. */
    readonly requests: number;
}

/** The sections of a report, in their order. */
const SECTIONS: readonly { readonly outcome: Outcome; readonly title: string }[] = [
    { outcome: "differs", title: "What differs" },
    { outcome: "as assumed", title: "As assumed" },
    { outcome: "not seen", title: "Not seen" },
];

/** The report of a verification, as Markdown that can be shared. */
export function reportText(head: ReportHead, checks: readonly Check[]): string {
    const tables = SECTIONS.flatMap(({ outcome, title }) =>
        table(
            title,
            checks.filter((each) => each.outcome === outcome),
        ),
    );
    return [
        "# pulumi-webex verify-live",
        "",
        `pulumi-webex ${head.version}, contract ${head.contract}, at ${head.isAtWebex ? "Cisco's own address" : "another address"}, ` +
            `${head.date}. ${head.requests} GET requests were sent.`,
        "Ids, names, addresses and numbers are replaced; the same one has the same placeholder everywhere.",
        "",
        `**${sumOf(checks)}**`,
        ...tables,
        "",
    ].join("\n");
}

/** The outcome in one line: `all is as assumed`, or how much is not. */
export function sumOf(checks: readonly Check[]): string {
    const [differ, agree, unseen] = SECTIONS.map(
        ({ outcome }) => checks.filter((each) => each.outcome === outcome).length,
    );
    const rest = `${agree ?? 0} as assumed, ${unseen ?? 0} not seen`;
    return differ === 0
        ? `Nothing differs: ${rest}.`
        : `${differ ?? 0} ${differ === 1 ? "differs" : "differ"}, ${rest}.`;
}

function table(title: string, checks: readonly Check[]): readonly string[] {
    if (checks.length === 0) {
        return [];
    }
    return [
        "",
        `## ${title}`,
        "",
        "| area | this package assumes | found |",
        "| --- | --- | --- |",
        ...checks.map(({ area, assumption, detail }) => `| ${area} | ${assumption} | ${textOf(detail)} |`),
    ];
}
