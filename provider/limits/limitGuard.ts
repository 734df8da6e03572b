import { readPersonDeviceCount } from "../api/callingDevices";
import type { Contract } from "../api/devices/contract";
import type { WebexDevice } from "../api/devices/webexDevice";
import { sameId, sameMac } from "../api/identity";
import { ifOffered } from "../api/ifOffered";
import type { Log } from "../client/log";
import type { WebexClient } from "../client/webexClient";
import { WebexError } from "../client/webexError";
import { type DeviceLimit, DeviceLimits } from "./deviceLimit";

/** A device or code of a person that the plan creates. */
export interface PlannedCreate {
    /** The resource's name in the program. */
    readonly name: string;
    readonly personId: string;
    readonly orgId: string | undefined;
    /** The phone's MAC address, where it has one. */
    readonly mac: string | undefined;
    /** Whether a device of the same person leaves with it. */
    readonly freesSeat: boolean;
}

interface Facts {
    /** Physical devices. */
    readonly present: number;
    readonly limit: DeviceLimit | undefined;
    /** When this was so, by the API's clock; nothing of the person's is created by this run before. */
    readonly at: Date;
}

/** What the guard knows of one person. */
interface Ledger {
    readonly personId: string;
    readonly planned: PlannedCreate[];
    /** Read once, at the first create that is planned for the person. */
    readonly facts: Promise<Facts>;
}

/**
 * Refuses a plan that would give a person more devices than allowed, before anything is applied. One for each run
 * of the program: it adds up what the run creates.
 */
export class LimitGuard {
    private readonly ledgers: Ledger[] = [];
    private readonly limits: DeviceLimits;
    private readonly warned = new Set<string>();

    constructor(
        private readonly client: WebexClient,
        private readonly contract: Contract,
        private readonly log: Log,
    ) {
        this.limits = new DeviceLimits(client, client.settings);
    }

    /**
     * Counts one planned create. Throws, unless `webex:limitGuard` is `warn`, if the person would have too many
     * devices, or if how many there are or may be could not be read.
     */
    async admit(create: PlannedCreate): Promise<void> {
        // One comes as one goes: a broken phone can be swapped by somebody whose limit is one.
        if (create.freesSeat) {
            return;
        }
        const ledger = this.ledgerOf(create);
        ledger.planned.push(create);
        const place = ledger.planned.length;
        const complaint = await this.complaintAbout(create, ledger, place);
        if (complaint === undefined) {
            return;
        }
        if (this.client.settings.limitGuard !== "warn") {
            throw new Error(complaint);
        }
        this.warnOnce(complaint, complaint);
    }

    private ledgerOf({ personId, orgId }: PlannedCreate): Ledger {
        let ledger = this.ledgers.find((one) => sameId(one.personId, personId));
        if (ledger === undefined) {
            const facts = this.readFacts(personId, orgId);
            // Awaited by each create; a failure before the first of them gets there must not end the program.
            facts.catch(() => undefined);
            ledger = { personId, planned: [], facts };
            this.ledgers.push(ledger);
        }
        return ledger;
    }

    private async readFacts(personId: string, orgId: string | undefined): Promise<Facts> {
        const [count, limit] = await Promise.all([
            ifOffered(readPersonDeviceCount(this.client, personId, orgId)),
            this.limits.of(personId, orgId),
        ]);
        const present = count?.physicalDeviceCount ?? (await this.contract.listDevices({ personId, orgId })).length;
        return { present, limit, at: this.client.now() };
    }

    /** What is wrong with this create, if anything; `place` is its number among those planned for the person. */
    private async complaintAbout(create: PlannedCreate, ledger: Ledger, place: number): Promise<string | undefined> {
        const { personId, orgId } = create;
        let devices: readonly WebexDevice[];
        let facts: Facts;
        try {
            facts = await ledger.facts;
            if (facts.limit === undefined) {
                this.warnOnce("unknown", unknownLimit(personId, facts.present));
                return undefined;
            }
            if (facts.limit.silencesApps && facts.present === 0 && place === 1) {
                this.warnOnce("apps", silencedApps(personId));
            }
            if (facts.present + place <= facts.limit.limit) {
                return undefined;
            }
            devices = await this.contract.listDevices({ personId, orgId });
        } catch (error) {
            if (!(error instanceof WebexError)) {
                throw error;
            }
            return unreadable(personId, error);
        }
        // A phone that was there before will be adopted and adds nothing; one that this run has made does.
        const before = devices.filter(({ created = "" }) => Date.parse(created) < facts.at.getTime());
        const adding = ledger.planned
            .slice(0, place)
            .filter(({ mac }) => mac === undefined || !before.some((device) => sameMac(device.mac, mac)));
        if (!adding.includes(create) || facts.present + adding.length <= facts.limit.limit) {
            return undefined;
        }
        return tooMany(personId, facts.present, devices, ledger.planned, facts.limit);
    }

    private warnOnce(topic: string, message: string): void {
        if (this.warned.has(topic)) {
            return;
        }
        this.warned.add(topic);
        this.log.warn(message);
    }
}

function tooMany(
    personId: string,
    present: number,
    devices: readonly WebexDevice[],
    planned: readonly PlannedCreate[],
    { limit, source }: DeviceLimit,
): string {
    const there = devices.map(({ id, displayName, product }) => [displayName ?? product, id].filter(Boolean).join(" "));
    const names = [...new Set(planned.map(({ name }) => name))];
    return (
        `person ${personId} would have too many devices: ${present} there${there.length > 0 ? ` (${there.join(", ")})` : ""}, ` +
        `${names.length} planned (${names.join(", ")}), at most ${limit} allowed by ${source}. Nothing was created for it. ` +
        "Take a device away, raise the limit in webex:deviceLimits if it is wrong, or set webex:limitGuard to warn"
    );
}

function unreadable(personId: string, error: WebexError): string {
    return (
        `how many devices person ${personId} has or may have could not be read: ${error.message} ` +
        "To go on without the check set webex:limitGuard to warn or off, or give the limit in webex:deviceLimits"
    );
}

function unknownLimit(personId: string, present: number): string {
    return (
        `no device limit is known for person ${personId}, who has ${present}: neither Webex nor a licence tells one, so ` +
        "the plan is not held against any. Give limits in webex:deviceLimits (this is said once a run)"
    );
}

function silencedApps(personId: string): string {
    return (
        `person ${personId} may have one device, as under a Standard calling licence: the first phone turns off calling in ` +
        "the person's Webex apps (this is said once a run)"
    );
}
