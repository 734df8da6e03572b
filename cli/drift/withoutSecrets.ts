import { scrub } from "../../provider/client/secrets";
import type { DriftReport } from "./driftReport";

/**
 * A report with every known secret in it replaced. None should stand in it; the values of some are known here, so that
 * can be made sure of. It comes before the report is written: a page has a hash of its script and data.
 */
export function withoutSecrets(report: DriftReport): DriftReport {
    const scrubbed = (_: string, value: unknown): unknown => (typeof value === "string" ? scrub(value) : value);
    return JSON.parse(JSON.stringify(report, scrubbed)) as DriftReport;
}
