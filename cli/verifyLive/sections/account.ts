import { isObject } from "../../../provider/client/answer";
import { type Ground, isUntold } from "../ground";
import { textIn } from "../rows";
import { EXPIRY_SHAPE, PERSON_SHAPE } from "../shapes";

const AREA = "token";

/** Looks at whom the token belongs to and when it ends. */
export async function lookAtAccount(ground: Ground): Promise<void> {
    const told = "GET /people/me tells type and organisation of the token's account";
    const me = await ground.ask("/people/me");
    if (isUntold(me)) {
        ground.noteUntold(AREA, told, me);
    } else {
        const json = isObject(me.json) ? me.json : {};
        const missing = ["type", "orgId"].filter((name) => textIn(json, name) === undefined);
        const detail = missing.length === 0 ? "it does" : `it does not tell ${missing.join(" and ")}`;
        ground.note(AREA, told, { holds: missing.length === 0, detail });
        ground.compare(AREA, "the answer of GET /people/me", [me.json], PERSON_SHAPE);
    }
    const expiry = await ground.ask("/authorizations/tokenExpiry");
    if (isUntold(expiry)) {
        ground.noteUntold(AREA, "GET /authorizations/tokenExpiry tells when the token ends", expiry);
    } else {
        ground.compare(AREA, "the answer of GET /authorizations/tokenExpiry", [expiry.json], EXPIRY_SHAPE);
    }
}
