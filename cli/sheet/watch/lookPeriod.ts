/** Reads of owners that go out as they are; from the next one on pages of the list answer (`SharedReads`). */
const OWNERS_ALONE = 6;
const DEVICES_ON_A_PAGE = 100;

/** Most requests of a watch in a minute: a fifteenth of the 300 that Webex lets an organisation's tokens send. */
const REQUESTS_A_MINUTE = 20;

/** The times between looks, in seconds, where the requests of one do not ask for more. */
const SHORTEST = 10;
const LONGEST = 60;

/** About how many requests a look at the devices of so many owners costs in an organisation of so many devices. */
export function requestsOf(owners: number, devices: number): number {
    return owners <= OWNERS_ALONE ? owners : Math.min(owners, OWNERS_ALONE + Math.ceil(devices / DEVICES_ON_A_PAGE));
}

/** How long to wait between looks, in seconds. */
export interface LookPeriod {
    /** While devices come online. */
    readonly shortest: number;
    /** While nothing changes. */
    readonly longest: number;
}

/** The times between looks that cost so many requests. */
export function lookPeriod(requests: number): LookPeriod {
    const shortest = Math.max(SHORTEST, Math.ceil((requests * 60) / REQUESTS_A_MINUTE));
    return { shortest, longest: Math.max(shortest, LONGEST) };
}

/** The time until the next look: it grows by half while nothing changes, and is the shortest after a change. */
export function nextPeriod(last: number, hasChanged: boolean, { shortest, longest }: LookPeriod): number {
    return hasChanged ? shortest : Math.min(longest, Math.ceil(last * 1.5));
}
