import type { Exchange } from "../../asking/asker";
import { rateHeadersOf } from "../../asking/rateHeaders";
import type { Ground } from "../ground";

const AREA = "headers";
/** Seconds. */
const MOST_SKEW = 60;

/** Looks at the headers of all answers so far. Asks nothing. */
export function lookAtHeaders(ground: Ground): void {
    const answered = ground.asker.exchanges.filter(({ status }) => status !== undefined);
    const normal = answered.filter(({ status = 0 }) => status < 400);
    const rates = rateHeadersOf(normal);
    ground.note(AREA, "a normal answer tells no limit of the rate", {
        holds: rates.length === 0,
        detail: rates.length === 0 ? `${normal.length} answers looked at` : () => ground.masker.mask(rates.join(", ")),
    });
    noteHeld(ground, answered);
    noteEach(ground, answered, "date", "each answer tells Webex's time (Date)");
    noteEach(ground, answered, "trackingid", "each answer has a trackingid");
    const leads = answered.map(({ clockLeadMs }) => clockLeadMs).filter((lead) => lead !== undefined);
    const seconds = Math.round(Math.max(...leads.map(Math.abs), 0) / 1000);
    ground.note(AREA, `Webex's clock and this machine's differ by at most ${MOST_SKEW} s`, {
        holds: leads.length === 0 ? undefined : seconds <= MOST_SKEW,
        detail: `by ${seconds} s`,
    });
}

function noteHeld(ground: Ground, answered: readonly Exchange[]): void {
    const held = answered.filter(({ status }) => status === 429);
    const assumption = "a 429 says in Retry-After how many seconds to wait";
    if (held.length === 0) {
        ground.noteUnseen(AREA, assumption, `none of ${answered.length} requests was held back`);
        return;
    }
    const told = held.filter(({ header }) => /^\d+$/.test(header("retry-after") ?? ""));
    ground.note(AREA, assumption, {
        holds: told.length === held.length,
        detail: `${told.length} of ${held.length} do`,
    });
}

function noteEach(ground: Ground, answered: readonly Exchange[], name: string, assumption: string): void {
    const without = answered.filter(({ header }) => header(name) === undefined).length;
    const detail = without === 0 ? `${answered.length} answers looked at` : `${without} of ${answered.length} do not`;
    ground.note(AREA, assumption, { holds: without === 0, detail });
}
