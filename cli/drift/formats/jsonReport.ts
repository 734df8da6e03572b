import type { DriftReport } from "../driftReport";

/** A drift report as JSON; `docs/drift-report.schema.json` describes it. */
export function jsonReport(report: DriftReport): string {
    return JSON.stringify(report, null, 2);
}
