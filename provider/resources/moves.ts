import { createHash } from "node:crypto";
import { canonicalId, normalizeMac } from "../api/identity";

/** A device that leaves Webex with the plan before what comes in its place, and what becomes free by that. */
export interface Departure {
    /** The device's id. */
    readonly id: string;
    /** The entry of a batch that has it. */
    readonly entry?: string | undefined;
    readonly mac?: string | undefined;
    /** The id of its person or workspace. */
    readonly owner?: string | undefined;
    /** Whether others may have its seat: what comes in its place is not the same owner's. */
    readonly givesSeat: boolean;
}

/**
 * What a replacement takes out of Webex, as the hidden input `__replaces` tells it to the program's hook. MAC address
 * and owner are fingerprints: either may be a secret input, and a hidden input stands in clear.
 */
export type Leaving = {
    /** Whether a device of the very person leaves who gets the new one. */
    readonly frees: boolean;
    /** Fingerprint of the MAC address that becomes free; absent where none does. */
    readonly mac?: string;
    /** Fingerprint of the owner that loses a device; absent where none does. */
    readonly owner?: string;
};

/** Characters of a fingerprint. Two of a plan are the same by chance once in billions of plans. */
const FINGERPRINT_LENGTH = 12;

/** What two spellings of a MAC address or of an id have in common, as a short text that does not show it. */
export function fingerprint(text: string): string {
    const plain = normalizeMac(text) ?? canonicalId(text);
    return createHash("sha256").update(plain).digest("hex").slice(0, FINGERPRINT_LENGTH);
}

/** What a departure is to the program's hook. */
export function leavingWith(departure: Pick<Departure, "mac" | "owner"> | undefined, frees: boolean): Leaving {
    const { mac, owner } = departure ?? {};
    return {
        frees,
        ...(mac === undefined ? {} : { mac: fingerprint(mac) }),
        ...(owner === undefined ? {} : { owner: fingerprint(owner) }),
    };
}

/**
 * The hidden input `__replaces` of a resource that is created; undefined for one that replaces none. Only on a create
 * does it tell of this plan: it stays in the inputs after that.
 */
export function leavingOf(value: unknown): Leaving | undefined {
    if (typeof value !== "object" || value === null) {
        return undefined;
    }
    const { frees, mac, owner } = value as Readonly<Record<string, unknown>>;
    return {
        frees: frees === true,
        ...(typeof mac === "string" ? { mac } : {}),
        ...(typeof owner === "string" ? { owner } : {}),
    };
}

/** A resource of the plan that registers, unregisters or both. A batch is one: one worker does all its entries. */
export interface Place {
    /** Its label, e.g. `Device "lobby"`; no two have the same. */
    readonly resource: string;
    /** What it registers. */
    readonly takes: readonly Wanted[];
    /** What leaves with it: `leavingOf` of its inputs, or `leavingWith` of each departure of a batch. */
    readonly leaves: readonly Leaving[];
}

/** What a resource needs to register one device. */
interface Wanted {
    readonly mac?: string | undefined;
    /** The owner's id, given only where the owner has no seat left before the plan. */
    readonly fullOwner?: string | undefined;
}

/** How many resources a message names. */
const MOST_NAMED = 10;

/**
 * Why a plan cannot be applied by so many workers of the engine; undefined if it can. A resource whose MAC address or
 * seat another one gives up waits for that removal and holds a worker meanwhile. The engine begins them in any order.
 * So there must be a worker for each that waits, and one for a removal that waits for nothing itself.
 */
export function placesVerdict(planned: readonly Place[], workers: number): string | undefined {
    const givers = giversOf(planned);
    const waiting = new Set<string>();
    const awaited = new Set<string>();
    for (const place of planned) {
        for (const other of awaitedBy(place, givers)) {
            waiting.add(place.resource);
            awaited.add(other);
        }
    }
    const needed = waiting.size + ([...awaited].some((resource) => !waiting.has(resource)) ? 1 : 0);
    if (needed <= workers) {
        return undefined;
    }
    const names = [...new Set([...waiting, ...awaited])].sort();
    const more = names.length - MOST_NAMED;
    const named = names.slice(0, MOST_NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "");
    return (
        `devices change places in this plan: ${named}. A resource that waits for another's device to leave Webex holds one ` +
        `of Pulumi's workers. The plan needs ${needed} of them, and this run has ${workers}. Nothing was changed. Run ` +
        `\`pulumi up --parallel ${needed}\`; \`pulumi preview\` takes the same option`
    );
}

/** The resources that give up something, by its fingerprint. */
function giversOf(planned: readonly Place[]): ReadonlyMap<string, ReadonlySet<string>> {
    const givers = new Map<string, Set<string>>();
    for (const { resource, leaves } of planned) {
        for (const key of leaves.flatMap(({ mac, owner }) => [mac, owner]).filter((text) => text !== undefined)) {
            const known = givers.get(key) ?? new Set();
            givers.set(key, known.add(resource));
        }
    }
    return givers;
}

/** The other resources whose removal a resource has to wait for. */
function awaitedBy({ resource, takes, leaves }: Place, givers: ReadonlyMap<string, ReadonlySet<string>>): string[] {
    return takes.flatMap(({ mac, fullOwner }) => {
        const seat = fullOwner === undefined ? undefined : fingerprint(fullOwner);
        // A resource that gives up a seat of the same owner takes that one.
        const ownSeat = leaves.some(({ frees, owner }) => frees || owner === seat);
        const keys = [mac === undefined ? undefined : fingerprint(mac), ownSeat ? undefined : seat];
        return keys.flatMap((key) => [...(givers.get(key ?? "") ?? [])]).filter((other) => other !== resource);
    });
}
