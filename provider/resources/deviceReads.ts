import { AsyncResource } from "node:async_hooks";
import type { Contract, Owner } from "../api/devices/contract";
import type { WebexDevice } from "../api/devices/webexDevice";
import { canonicalId, normalizeMac } from "../api/identity";
import { append } from "../append";
import { asOperation } from "../client/operation";

/** So many reads of a process go out as they are; from the next one on pages of the device list answer for many. */
const FEW = 6;
/** Pages that may be read before they have saved anything: so many, and this share of the reads so far. */
const PAGES_IN_ADVANCE = 8;
const SHARE_IN_ADVANCE = 0.25;

/** The devices listed so far, by what they are asked after. */
interface Listed {
    readonly byId: Map<string, WebexDevice>;
    readonly byMac: Map<string, WebexDevice[]>;
    readonly byOwner: Map<string, WebexDevice[]>;
}

/** Something to be known of the organisation's devices. */
interface Question<T> {
    /** What it asks after, to be compared with what this process has written. */
    readonly key: string;
    /** The answer that the devices listed so far give, `whole` if no more will come; undefined if they give none. */
    in(listed: Listed, whole: boolean): T | undefined;
    /** The answer by a request of its own. */
    alone(): Promise<T>;
    /** A request of its own would read the whole list: the API has no filter for what is asked. */
    readonly readsAll?: boolean;
}

/** Who waits for the pages of the list. */
interface Waiting {
    readonly tryListed: () => boolean;
    readonly askAlone: () => void;
    readonly readsAll: boolean;
}

/**
 * Reads of devices that share the pages of one list: a refresh of a thousand devices is then a dozen requests
 * instead of a thousand. The engine hands over a few reads at a time and nobody says how many there will be, nor
 * how large the organisation is, so each page has to pay: pages are read while they have saved as many requests as
 * they cost, a few in advance aside. N reads thus cost at most a quarter and eight more than N requests, however
 * large the organisation is. In one of M devices they cost at most M / 100 + 8 where they come together or in the
 * list's order, at most five times its pages in the worst order, and one more for each device that the list lacks.
 *
 * dataloader joins only what is asked in the same instant, which are as many reads as the engine runs beside each
 * other.
 */
export class DeviceReads {
    private readonly listed: Listed = { byId: new Map(), byMac: new Map(), byOwner: new Map() };
    private readonly written = new Set<string>();
    private readonly removed = new Set<string>();
    private readonly waiting: Waiting[] = [];
    private pages: AsyncGenerator<WebexDevice[]> | undefined;
    private list: "open" | "whole" | "failed" = "open";
    private reading = false;
    private asked = 0;
    private saved = 0;
    private pagesRead = 0;

    constructor(
        private readonly contract: Contract,
        private readonly orgId: string | undefined,
        private readonly operationTimeoutSeconds: number,
    ) {}

    /** The device of this id; undefined if the API says 404 to it alone. */
    byId(id: string): Promise<WebexDevice | undefined> {
        const key = keyOf(id);
        return this.ask({
            key,
            in: ({ byId }) => byId.get(key),
            alone: () => this.contract.getDevice(id, this.orgId),
        });
    }

    /** The devices with this MAC address (normalised), whoever owns them. */
    byMac(mac: string): Promise<WebexDevice[]> {
        return this.ask({
            key: keyOf(mac),
            in: ({ byMac }, whole) => {
                const found = byMac.get(mac)?.filter(({ id }) => !this.removed.has(keyOf(id))) ?? [];
                return found.length > 0 || whole ? found : undefined;
            },
            alone: () => this.contract.findByMac(mac, this.orgId),
            readsAll: !this.contract.filtersByMac,
        });
    }

    /** The devices of a person or workspace. */
    byOwner({ personId, workspaceId }: Owner): Promise<WebexDevice[]> {
        const key = keyOf(personId ?? workspaceId ?? "");
        return this.ask({
            key,
            in: ({ byOwner }, whole) => (whole ? (byOwner.get(key) ?? []) : undefined),
            alone: () => this.contract.listDevices({ personId, workspaceId, orgId: this.orgId }),
        });
    }

    /** From now on what is asked after any of these (ids, MAC addresses, owners) is asked alone. */
    write(keys: readonly (string | undefined)[]): void {
        for (const key of keys) {
            if (key !== undefined) {
                this.written.add(keyOf(key));
            }
        }
    }

    /** Notes a device that this run took out of Webex: pages of the list that were read before still show it. */
    remove(id: string): void {
        this.removed.add(keyOf(id));
    }

    private ask<T>(question: Question<T>): Promise<T> {
        this.asked += 1;
        const { readsAll = false } = question;
        const few = this.asked <= FEW || this.written.has(question.key);
        if (this.list === "failed" || (few && !readsAll)) {
            return question.alone();
        }
        return new Promise<T>((resolve, reject) => {
            const tryListed = () => {
                const answer = question.in(this.listed, this.list === "whole");
                if (answer === undefined) {
                    return false;
                }
                this.saved += 1;
                resolve(answer);
                return true;
            };
            if (tryListed()) {
                return;
            }
            this.waiting.push({
                tryListed,
                readsAll,
                // In the time of whoever asks, not of the one whose turn it was to read a page.
                askAlone: AsyncResource.bind(() => {
                    question.alone().then(resolve, reject);
                }),
            });
            if (!this.reading) {
                void this.readPages();
            }
        });
    }

    private async readPages(): Promise<void> {
        this.reading = true;
        // What is asked in the same instant counts together.
        await new Promise((resolve) => setImmediate(resolve));
        while (this.list === "open" && this.waiting.length > 0 && this.nextPagePays()) {
            await this.readPage();
        }
        this.reading = false;
        for (const { askAlone } of this.waiting.splice(0)) {
            askAlone();
        }
    }

    private nextPagePays(): boolean {
        if (this.waiting.some(({ readsAll }) => readsAll)) {
            return true;
        }
        return this.pagesRead < this.saved + PAGES_IN_ADVANCE + this.asked * SHARE_IN_ADVANCE;
    }

    private async readPage(): Promise<void> {
        try {
            // A budget of its own: the page is not the work of the one read that happened to be first.
            this.pages ??= this.contract.devicePages(this.orgId);
            const { pages } = this;
            const page = await asOperation(this.operationTimeoutSeconds, () => pages.next());
            if (page.done === true) {
                this.list = "whole";
            } else {
                this.pagesRead += 1;
                for (const device of page.value) {
                    this.add(device);
                }
            }
        } catch {
            // A part of a list is no list; whoever waits hears by a request of its own what is wrong.
            this.list = "failed";
        }
        const still = this.waiting.splice(0).filter(({ tryListed }) => !tryListed());
        this.waiting.push(...still);
    }

    private add(device: WebexDevice): void {
        const { byId, byMac, byOwner } = this.listed;
        byId.set(keyOf(device.id), device);
        const mac = normalizeMac(device.mac ?? "");
        if (mac !== undefined) {
            append(byMac, mac, device);
        }
        for (const owner of [device.personId, device.workspaceId]) {
            if (owner !== undefined) {
                append(byOwner, keyOf(owner), device);
            }
        }
    }
}

/** What all spellings of an id, or all notations of a MAC address, have in common. */
function keyOf(text: string): string {
    return normalizeMac(text) ?? canonicalId(text);
}
