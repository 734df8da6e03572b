import { asOperation } from "../client/operation";
import type { Contract, Owner } from "../contracts/contract";
import { canonicalId, normalizeMac } from "../contracts/identity";
import type { WebexDevice } from "../contracts/webexDevice";
import type { Surroundings } from "./resource";

/** So many reads of a process go out as they are; from the next one on pages of the device list answer for many. */
const FEW = 6;
/** Pages that may be read before they have saved anything: so many, or this share of the reads so far. */
const PAGES_IN_ADVANCE = 4;
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
}

/**
 * Reads of devices that share the pages of one list: a refresh of a thousand devices is then a dozen requests instead of
 * a thousand. The engine hands over a few reads at a time and nobody says how many there will be, nor how large the
 * organisation is, so each page has to pay: pages are read while they have saved as many requests as they cost, a few in
 * advance aside. N reads in an organisation of M devices thus cost at most M / 100 + 8 requests where the list is worth
 * reading, at most a quarter (or four) more than N where it is not, and one more for each device that it lacks.
 *
 * dataloader joins only what is asked in the same instant, which are as many reads as the engine runs beside each other.
 */
class DeviceReads {
    private readonly listed: Listed = { byId: new Map(), byMac: new Map(), byOwner: new Map() };
    private readonly written = new Set<string>();
    private readonly waiting: { readonly tryListed: () => boolean; readonly askAlone: () => void }[] = [];
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
        const key = canonicalId(id);
        return this.ask({
            key,
            in: ({ byId }) => byId.get(key),
            alone: () => this.contract.getDevice(id, this.orgId),
        });
    }

    /** The devices with this MAC address (normalised), whoever owns them. */
    byMac(mac: string): Promise<WebexDevice[]> {
        return this.ask({
            key: canonicalId(mac),
            in: ({ byMac }, whole) => byMac.get(mac) ?? (whole ? [] : undefined),
            alone: () => this.contract.findByMac(mac, this.orgId),
        });
    }

    /** The devices of a person or workspace. */
    byOwner({ personId, workspaceId }: Owner): Promise<WebexDevice[]> {
        const key = canonicalId(personId ?? workspaceId ?? "");
        return this.ask({
            key,
            in: ({ byOwner }, whole) => (whole ? (byOwner.get(key) ?? []) : undefined),
            alone: () => this.contract.listDevices({ personId, workspaceId, orgId: this.orgId }),
        });
    }

    /** From now on what is asked after any of these (ids, MAC addresses, owners) is asked alone. */
    write(keys: readonly (string | undefined)[]): void {
        for (const key of keys) if (key !== undefined) this.written.add(canonicalId(key));
    }

    private ask<T>(question: Question<T>): Promise<T> {
        this.asked += 1;
        if (this.asked <= FEW || this.list === "failed" || this.written.has(question.key)) return question.alone();
        return new Promise<T>((resolve, reject) => {
            const tryListed = () => {
                const answer = question.in(this.listed, this.list === "whole");
                if (answer === undefined) return false;
                this.saved += 1;
                resolve(answer);
                return true;
            };
            if (tryListed()) return;
            this.waiting.push({
                tryListed,
                askAlone: () => {
                    question.alone().then(resolve, reject);
                },
            });
            if (!this.reading) void this.readPages();
        });
    }

    private async readPages(): Promise<void> {
        this.reading = true;
        // What is asked in the same instant counts together.
        await new Promise((resolve) => setImmediate(resolve));
        while (this.list === "open" && this.waiting.length > 0 && this.nextPagePays()) await this.readPage();
        this.reading = false;
        for (const { askAlone } of this.waiting.splice(0)) askAlone();
    }

    private nextPagePays(): boolean {
        return this.pagesRead < this.saved + Math.max(PAGES_IN_ADVANCE, this.asked * SHARE_IN_ADVANCE);
    }

    private async readPage(): Promise<void> {
        try {
            // A budget of its own: the page is not the work of the one read that happened to be first.
            this.pages ??= this.contract.devicePages(this.orgId);
            const { pages } = this;
            const page = await asOperation(this.operationTimeoutSeconds, () => pages.next());
            if (page.done === true) this.list = "whole";
            else {
                this.pagesRead += 1;
                for (const device of page.value) this.add(device);
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
        byId.set(canonicalId(device.id), device);
        append(byMac, normalizeMac(device.mac ?? ""), device);
        for (const owner of [device.personId, device.workspaceId]) {
            append(byOwner, owner === undefined ? undefined : canonicalId(owner), device);
        }
    }
}

function append<T>(lists: Map<string, T[]>, key: string | undefined, value: T): void {
    if (key === undefined) return;
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [value]);
    else list.push(value);
}

const readsOf = new WeakMap<Contract, Map<string | undefined, DeviceReads>>();

/** The shared reads of an organisation in this process. */
export function deviceReads({ contract, settings }: Surroundings, orgId: string | undefined): DeviceReads {
    const ofContract = readsOf.get(contract) ?? new Map<string | undefined, DeviceReads>();
    readsOf.set(contract, ofContract);
    const reads = ofContract.get(orgId) ?? new DeviceReads(contract, orgId, settings.operationTimeoutSeconds);
    ofContract.set(orgId, reads);
    return reads;
}
