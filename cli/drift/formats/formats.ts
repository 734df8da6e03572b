import type { DriftReport } from "../driftReport";

/** Writes a report in one format. */
export type WriteReport = (report: DriftReport) => string;

/** The formats of a drift report by their names; the file of each is loaded when it is asked for. */
export const FORMATS = {
    text: async () => (await import("./textReport")).textReport,
    markdown: async () => (await import("./markdownReport")).markdownReport,
    json: async () => (await import("./jsonReport")).jsonReport,
    junit: async () => (await import("./junitReport")).junitReport,
    html: async () => (await import("../page/driftPage")).driftPage,
} as const satisfies Readonly<Record<string, () => Promise<WriteReport>>>;

/** The name of a format. */
export type FormatName = keyof typeof FORMATS;
