import type { WebexDevice } from "../../../provider/api/devices/webexDevice";
import { sleep } from "../../../provider/client/operation";
import { WebexError } from "../../../provider/client/webexError";
import { listed } from "../../../provider/resources/batch/alikeTexts";
import { DeviceReads } from "../../../provider/resources/deviceReads";
import { orgOf } from "../../../provider/resources/resource";
import { byName } from "../../byName";
import { grouped } from "../../grouped";
import { tell } from "../../terminal";
import type { OrganisationCodes } from "../organisationCodes";
import { rowOf } from "../sheetRow";
import type { StackCode } from "../stackCode";
import { devicesByCode, ownerKey } from "../usedCodes";
import { type LookPeriod, lookPeriod, nextPeriod, requestsOf } from "./lookPeriod";
import { changed, isOnline, nameOf, progressOf, stateOf, type Watched } from "./watched";
import { type Out, WatchScreen } from "./watchScreen";

/** How long and how often devices are watched. */
export interface WatchOptions {
    /** At most so many minutes. */
    readonly for: number;
    /** The time between two looks, in seconds, for tests; left out it goes by what a look costs. */
    readonly watchPeriod?: number | undefined;
}

/** The world around a watch. */
export interface WatchWorld {
    readonly out: Out;
    /** Milliseconds of a clock that runs. */
    readonly now: () => number;
    readonly sleep: (milliseconds: number) => Promise<void>;
}

const HERE: WatchWorld = { out: process.stdout, now: () => Date.now(), sleep };

/** A refusal of these statuses does not pass. */
const LASTING: readonly (number | undefined)[] = [401, 403];

/**
 * Shows which of the codes' devices are online until all are, or the time is up. Resolves with whether all are. A look
 * that fails is told and done again. Throws `WebexError` if the token is refused.
 */
export async function watchCodes(
    organisations: readonly OrganisationCodes[],
    options: WatchOptions,
    world: WatchWorld = HERE,
): Promise<boolean> {
    const { out, now } = world;
    const screen = new WatchScreen(out);
    let all = watchedOf(organisations.map((each) => [each, each.devices]));
    if (all.length === 0) {
        screen.end("there is no code that a device could still use");
        return true;
    }
    const period = periodFor(organisations, options);
    tell(periodWords(period));
    const end = now() + options.for * 60_000;
    let seconds = period.shortest;
    for (;;) {
        screen.show(all, `next look at Webex in ${seconds} s; Ctrl+C ends it`);
        const left = end - now();
        if (all.every(isOnline) || left <= 0) {
            break;
        }
        await world.sleep(Math.min(seconds * 1000, left));
        const seen = await lookAgain(organisations, all, screen);
        seconds = nextPeriod(seconds, changed(all, seen).length > 0, period);
        all = seen;
    }
    screen.end(verdictOf(all));
    return all.every(isOnline);
}

/** How it ended, in words. */
function verdictOf(all: readonly Watched[]): string {
    const missing = all.filter((each) => !isOnline(each));
    return missing.length === 0
        ? `all of them are online: ${all.length}`
        : `the time is up with ${progressOf(all)}; not online: ${listed(missing.map(nameOf))}`;
}

function periodFor(organisations: readonly OrganisationCodes[], { watchPeriod }: WatchOptions): LookPeriod {
    if (watchPeriod !== undefined) {
        return { shortest: watchPeriod, longest: watchPeriod };
    }
    const costs = organisations.map(({ issued, estate }) =>
        requestsOf(grouped(issued, ({ state }) => ownerKey(state)).size, estate.parts.devices.length),
    );
    return lookPeriod(costs.reduce((sum, cost) => sum + cost, 0));
}

function periodWords({ shortest, longest }: LookPeriod): string {
    return shortest === longest
        ? `looks at Webex every ${shortest} s`
        : `looks at Webex every ${shortest} s, and less often while nothing changes, at last every ${longest} s`;
}

/** How it stands now; as before where Webex cannot be asked for the moment. */
async function lookAgain(
    organisations: readonly OrganisationCodes[],
    before: readonly Watched[],
    screen: WatchScreen,
): Promise<readonly Watched[]> {
    try {
        const looks = organisations.map(async (each) => [each, await lookAt(each)] as const);
        return watchedOf(await Promise.all(looks));
    } catch (error) {
        if (!(error instanceof WebexError) || LASTING.includes(error.status)) {
            throw error;
        }
        screen.clear();
        tell(`warning: this look failed, and is done again: ${error.message}`);
        return before;
    }
}

/** The devices that used the codes of an organisation, by a new look at the devices of the codes' owners. */
async function lookAt({ session, issued, leftOut }: OrganisationCodes): Promise<ReadonlyMap<StackCode, WebexDevice>> {
    const { contract, settings } = session;
    const devices: WebexDevice[] = [];
    for (const [orgId, codes] of grouped(issued, ({ state }) => orgOf(state, settings))) {
        const reads = new DeviceReads(contract, orgId, settings.operationTimeoutSeconds);
        const owners = [...grouped(codes, ({ state }) => ownerKey(state)).values()];
        const asked = owners.flatMap(([first]) => (first === undefined ? [] : [reads.byOwner(first.state)]));
        devices.push(...(await Promise.all(asked)).flat());
    }
    return devicesByCode([...new Set([...issued, ...leftOut.keys()])], devices);
}

/** The codes that are waited for, by location and room. */
function watchedOf(
    looks: readonly (readonly [OrganisationCodes, ReadonlyMap<StackCode, WebexDevice>])[],
): readonly Watched[] {
    return looks
        .flatMap(([{ issued, estate, workspaces }, devices]) =>
            issued.map((code) => ({ row: rowOf(code, estate, workspaces), state: stateOf(devices.get(code)) })),
        )
        .sort(
            ({ row: a }, { row: b }) =>
                byName(a.location, b.location) || byName(a.owner, b.owner) || byName(a.source, b.source),
        );
}
