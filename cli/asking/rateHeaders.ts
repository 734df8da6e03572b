import type { Exchange } from "./asker";

/** Headers that APIs tell their limits by. Webex was seen to send none of them on a normal answer. */
const NAMES: readonly string[] = ["limit", "remaining", "reset"].flatMap((part) =>
    ["ratelimit", "x-ratelimit", "x-rate-limit"].map((start) => `${start}-${part}`),
);

/** What the latest answer with each of these headers said, e.g. `ratelimit-limit: 300`. */
export function rateHeadersOf(exchanges: readonly Exchange[]): readonly string[] {
    return ["ratelimit", "ratelimit-policy", ...NAMES].flatMap((name) => {
        const value = exchanges.map(({ header }) => header(name)).findLast((each) => each !== undefined);
        return value === undefined ? [] : [`${name}: ${value}`];
    });
}
