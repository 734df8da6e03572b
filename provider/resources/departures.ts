import { canonicalId, sameId } from "../api/identity";
import { messageOf } from "../messageOf";
import type { Departure } from "./moves";
import type { Speaker } from "./resource";

/** What a create needs and somebody has: a device with its MAC address, or the last seat of its person. */
export type Held = { readonly device: string } | { readonly seatOf: string };

/** A removal that this run was told of. */
export interface Announced {
    readonly departure: Departure;
    /** Whose device it is. */
    readonly speaker: Speaker;
    /** Resolves when the device is gone, or surely stays. */
    readonly settled: Promise<void>;
    /** Why the removal failed; undefined for as long as it did not. */
    readonly failure: string | undefined;
}

type Entry = { -readonly [K in keyof Announced]: Announced[K] } & { isSettled: boolean; settle: () => void };

/**
 * The devices that a run takes out of Webex while it registers others, so that a create waits for a MAC address or a
 * seat that becomes free. A removal never waits for a create, so the waits end.
 */
export class Departures {
    private readonly announced = new Map<string, Entry>();
    private readonly left: Departure[] = [];
    private readonly kept = new Set<string>();

    /** Notes that the program takes a device away. */
    announce(departure: Departure, speaker: Speaker): void {
        const key = canonicalId(departure.id);
        if (this.announced.has(key)) {
            return;
        }
        let settle: () => void = () => undefined;
        const settled = new Promise<void>((resolve) => {
            settle = resolve;
        });
        this.announced.set(key, { departure, speaker, settled, failure: undefined, isSettled: false, settle });
    }

    /** Runs the removal of a device, and tells those that wait for it how it ended. */
    async removing<T>(id: string | undefined, remove: () => Promise<T>): Promise<T> {
        const entry = id === undefined ? undefined : this.announced.get(canonicalId(id));
        if (entry === undefined) {
            return remove();
        }
        try {
            const result = await remove();
            this.left.push(entry.departure);
            return result;
        } catch (error) {
            entry.failure = messageOf(error);
            throw error;
        } finally {
            entry.isSettled = true;
            entry.settle();
        }
    }

    /** The removal that a create waits for: one to come, else one that failed; undefined where none was announced. */
    of(held: Held): Announced | undefined {
        const all = this.candidates(held).filter(({ departure }) => isOf(departure, held));
        return all.find(({ isSettled }) => !isSettled) ?? all.find(({ failure }) => failure !== undefined);
    }

    private candidates(held: Held): Entry[] {
        if ("seatOf" in held) {
            return [...this.announced.values()];
        }
        const entry = this.announced.get(canonicalId(held.device));
        return entry === undefined ? [] : [entry];
    }

    /** How many devices have left so far. */
    get count(): number {
        return this.left.length;
    }

    /** Whether what is held became free since so many devices had left. */
    isFreeSince(count: number, held: Held): boolean {
        return this.left.slice(count).some((departure) => isOf(departure, held));
    }

    /** The device that a resource itself gave up in this run. */
    goneFrom({ key }: Speaker): string | undefined {
        const own = [...this.announced.values()].find(({ speaker, isSettled, failure }) => {
            return speaker.key === key && isSettled && failure === undefined;
        });
        return own?.departure.id;
    }

    /** Notes that nobody gives up what is held: it is not waited for once more. */
    keep(held: Held): void {
        this.kept.add(keyOf(held));
    }

    isKept(held: Held): boolean {
        return this.kept.has(keyOf(held));
    }
}

function isOf({ id, owner, givesSeat }: Departure, held: Held): boolean {
    return "device" in held ? sameId(id, held.device) : givesSeat && sameId(owner, held.seatOf);
}

function keyOf(held: Held): string {
    return "device" in held ? `device ${canonicalId(held.device)}` : `seat of ${canonicalId(held.seatOf)}`;
}
