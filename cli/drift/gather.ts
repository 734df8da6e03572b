import type { Session } from "../../provider/session";
import type { Estate } from "../estate/estate";
import { readEstate } from "../estate/readEstate";
import type { OpenedStack } from "../stack/openStack";
import type { Progress } from "../terminal";
import { collectRefresh } from "./collectRefresh";
import { type Pair, pairsOf } from "./pairs";
import { refreshEnvironment } from "./refreshEnvironment";
import { assertSameOrganization } from "./sameOrganization";
import { wholeEstate } from "./wholeEstate";

/** Everything that a drift check reads. */
export interface Gathered {
    readonly pairs: readonly Pair[];
    readonly estate: Estate;
}

/**
 * Refreshes a stack in a preview and reads its organisation meanwhile. Throws `CliError` or `WebexError` for whatever
 * could not be read, because a part of the answer is none.
 */
export async function gather(stack: OpenedStack, session: Session, progress: Progress): Promise<Gathered> {
    const { settings } = session;
    const ending = new AbortController();
    const done = { refreshed: "", read: "" };
    const show = (news: Partial<typeof done>): void => {
        Object.assign(done, news);
        progress.show([done.refreshed, done.read].filter((part) => part !== "").join("; "));
    };
    const refreshing = collectRefresh(stack, {
        env: refreshEnvironment(settings),
        signal: ending.signal,
        onCount: (count) => {
            show({ refreshed: `${count} resources refreshed` });
        },
    });
    const reading = readEstate(session, (read) => {
        show({ read });
    });
    // A refresh takes longer, and fails for the same reasons, once for each resource.
    reading.catch(() => {
        ending.abort();
    });
    const [organization, refresh] = await Promise.allSettled([reading, refreshing]);
    if (organization.status === "rejected") {
        throw organization.reason;
    }
    if (refresh.status === "rejected") {
        throw refresh.reason;
    }
    const { resources, config } = refresh.value;
    if (config !== undefined) {
        assertSameOrganization(config, settings);
    }
    const pairs = pairsOf(resources);
    const things = pairs.flatMap(({ before, after }) => (after === undefined ? [before] : [before, after]));
    return { pairs, estate: await wholeEstate(session, organization.value, things) };
}
