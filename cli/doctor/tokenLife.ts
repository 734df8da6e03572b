import { isObject } from "../../provider/client/answer";

/** Webex tells milliseconds; a number below this can only be seconds since 1970. */
const LEAST_MILLISECONDS = 100_000_000_000;

/**
 * When a token ends, by the answer to "Get expiration status for a token"; milliseconds since 1970. Undefined for an
 * answer that does not tell. Source: Cisco's OpenAPI document for administrators, `GET /authorizations/tokenExpiry`.
 */
export function endOfToken(json: unknown): number | undefined {
    const { exp } = isObject(json) ? json : {};
    if (typeof exp !== "number" || !Number.isFinite(exp) || exp <= 0) {
        return undefined;
    }
    return exp < LEAST_MILLISECONDS ? exp * 1000 : exp;
}
