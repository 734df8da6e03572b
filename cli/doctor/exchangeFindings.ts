import type { Exchange } from "../asking/asker";
import { rateHeadersOf } from "../asking/rateHeaders";
import { type Finding, finding } from "./finding";

/** Seconds that the clocks may differ before a `Retry-After` date or the end of a code is misread. */
const MOST_SKEW_SECONDS = 60;

/** Whether Webex held requests back, and what it says of limits. */
export function rateFinding(exchanges: readonly Exchange[]): Finding {
    const held = exchanges.filter(({ status }) => status === 429);
    const told = rateHeadersOf(exchanges);
    const headers = told.length === 0 ? "Webex tells no limits" : `Webex tells ${told.join(", ")}`;
    const requests = `${exchanges.length} requests`;
    if (held.length === 0) {
        return finding("rate", "ok", `${requests}, none held back; ${headers}`);
    }
    const waits = [...new Set(held.map(({ header }) => `${header("retry-after") ?? "?"} s`))].join(", ");
    return finding(
        "rate",
        "warning",
        `${requests}, ${held.length} held back with 429 (Retry-After ${waits}); ${headers}`,
        "something else asks Webex much at this time; lower webex:maxConcurrency if it is this stack",
    );
}

/** How far this machine's clock is from Webex's; nothing where no answer told the time. */
export function clockFindings(exchanges: readonly Exchange[]): readonly Finding[] {
    const leads = exchanges.map(({ clockLeadMs }) => clockLeadMs).filter((lead) => lead !== undefined);
    // The Date header is cut to whole seconds, which half a second makes good on average.
    const lead = leads.length === 0 ? undefined : Math.round((Math.max(...leads) + 500) / 1000);
    if (lead === undefined) {
        return [];
    }
    if (Math.abs(lead) <= MOST_SKEW_SECONDS) {
        return [finding("clock", "ok", `within ${Math.max(1, Math.abs(lead))} s of Webex's`)];
    }
    const words = `${Math.abs(lead)} s ${lead > 0 ? "behind" : "ahead of"} Webex's`;
    return [finding("clock", "warning", words, "have this machine set its clock by the network (NTP)")];
}
