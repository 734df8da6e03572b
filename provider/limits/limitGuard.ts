import { readPersonDeviceCount } from "../api/callingDevices";
import type { Contract } from "../api/devices/contract";
import type { WebexDevice } from "../api/devices/webexDevice";
import { canonicalId, sameMac } from "../api/identity";
import { ifOffered } from "../api/ifOffered";
import { append } from "../append";
import type { Log } from "../client/log";
import { sleep } from "../client/operation";
import type { WebexClient } from "../client/webexClient";
import { endsRun, WebexError } from "../client/webexError";
import type { Names } from "../names";
import { fingerprint } from "../resources/moves";
import { type DeviceLimit, DeviceLimits } from "./deviceLimit";

/** A device or code of a person that the plan creates. */
export interface PlannedCreate {
    /** The resource's name in the program. */
    readonly name: string;
    readonly personId: string;
    readonly orgId: string | undefined;
    /** The phone's MAC address, where it has one. */
    readonly mac: string | undefined;
    /** Whether something leaves Webex for it, before it comes. */
    readonly takesPlace: boolean;
}

interface Facts {
    /** Physical devices. */
    readonly present: number;
    readonly limit: DeviceLimit | undefined;
    /** When this was so, by the API's clock; nothing of the person's is created by this run before. */
    readonly at: Date;
}

/** Milliseconds between two looks for a device that leaves. */
const LOOK_EVERY = 1000;

/** What the guard knows of one person. */
interface Ledger {
    readonly personId: string;
    readonly orgId: string | undefined;
    readonly planned: PlannedCreate[];
    /** Read at the first create that is planned for the person, and again only while one waits for a seat. */
    facts: Promise<Facts>;
}

/** What is wrong with a plan for one person, and the first create that is too many. */
export interface LimitProblem<Create extends PlannedCreate = PlannedCreate> {
    readonly create: Create;
    readonly text: string;
}

/**
 * Refuses a plan that would give a person more devices than allowed, before anything is applied. One for each run
 * of the program: it adds up what the run creates.
 */
export class LimitGuard {
    private readonly ledgers = new Map<string, Ledger>();
    private readonly limits: DeviceLimits;
    private readonly warned = new Set<string>();
    /** When a create came last, in milliseconds since 1970. */
    private lastAsked = 0;

    constructor(
        private readonly client: WebexClient,
        private readonly contract: Contract,
        private readonly names: Pick<Names, "ask" | "describe">,
        private readonly log: Log,
        /** Milliseconds for which a create waits, after the last create, for a device of its person to leave. */
        private readonly patience = 0,
    ) {
        this.limits = new DeviceLimits(client, client.settings);
    }

    /**
     * Counts one create before it is made. Throws, unless `webex:limitGuard` is `warn`, if the person would have too
     * many devices, or if how many there are or may be could not be read.
     */
    async admit(create: PlannedCreate): Promise<void> {
        this.lastAsked = Date.now();
        // The old one is gone by now: a broken phone can be swapped by somebody whose limit is one.
        if (create.takesPlace) {
            return;
        }
        const ledger = this.ledgerOf(create);
        ledger.planned.push(create);
        const counted = ledger.planned.slice();
        let problem = await this.problemOf(ledger, counted, 0);
        // A device of the person may leave with another resource of the plan, which the engine has not come to yet.
        while (problem?.create === create && (await this.mayStillChange(ledger))) {
            await sleep(LOOK_EVERY);
            ledger.facts = this.readFacts(create.personId, create.orgId);
            problem = await this.problemOf(ledger, counted, 0);
        }
        if (problem?.create !== create) {
            return;
        }
        if (this.client.settings.limitGuard !== "warn") {
            throw new Error(problem.text);
        }
        this.warnOnce(problem.text, problem.text);
    }

    /**
     * What is wrong with a whole plan: one problem at most for each person. `freedOwners` are the fingerprints of the
     * owners that the plan takes a device away from, each as often as it does.
     */
    async problems<Create extends PlannedCreate>(
        planned: readonly Create[],
        freedOwners: readonly string[],
    ): Promise<LimitProblem<Create>[]> {
        const byLedger = new Map<Ledger, Create[]>();
        for (const create of planned) {
            const ledger = this.ledgerOf(create);
            ledger.planned.push(create);
            append(byLedger, ledger, create);
        }
        const found = [...byLedger].map(([ledger, creates]) => {
            const own = fingerprint(ledger.personId);
            return this.problemOf(ledger, creates, freedOwners.filter((owner) => owner === own).length);
        });
        return (await Promise.all(found)).filter((problem) => problem !== undefined);
    }

    /** Whether a person has no seat left before the plan, as far as `problems` or `admit` asked. */
    async isFull(personId: string): Promise<boolean> {
        const facts = await this.ledgers.get(canonicalId(personId))?.facts.catch(() => undefined);
        return facts?.limit !== undefined && facts.present >= facts.limit.limit;
    }

    private async mayStillChange({ facts }: Ledger): Promise<boolean> {
        const isKnown = await facts.then(
            () => true,
            () => false,
        );
        return isKnown && Date.now() - this.lastAsked < this.patience;
    }

    private ledgerOf({ personId, orgId }: PlannedCreate): Ledger {
        const key = canonicalId(personId);
        let ledger = this.ledgers.get(key);
        if (ledger === undefined) {
            const facts = this.readFacts(personId, orgId);
            // Awaited by each create; a failure before the first of them gets there must not end the program.
            facts.catch(() => undefined);
            ledger = { personId, orgId, planned: [], facts };
            this.ledgers.set(key, ledger);
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

    /** What is wrong with these creates of one person, of whom `freed` devices leave; the last one is the problem's. */
    private async problemOf<Create extends PlannedCreate>(
        { personId, orgId, facts: asked, planned: all }: Ledger,
        planned: readonly Create[],
        freed: number,
    ): Promise<LimitProblem<Create> | undefined> {
        const last = planned.at(-1);
        if (last === undefined) {
            return undefined;
        }
        const owner = { personId };
        try {
            const { present, limit, at } = await asked;
            if (limit === undefined) {
                this.warnOnce("unknown", unknownLimit(this.names.describe(owner), present));
                return undefined;
            }
            if (limit.silencesApps && present === 0) {
                this.warnOnce("apps", silencedApps(this.names.describe(owner)));
            }
            if (present - freed + planned.length <= limit.limit) {
                return undefined;
            }
            const devices = await this.contract.listDevices({ personId, orgId });
            // A phone that was there before will be adopted and adds nothing; one that this run has made does.
            const before = devices.filter(({ created = "" }) => Date.parse(created) < at.getTime());
            const adding = planned.filter(
                ({ mac }) => mac === undefined || !before.some((device) => sameMac(device.mac, mac)),
            );
            const create = adding.at(-1);
            if (create === undefined || present - freed + adding.length <= limit.limit) {
                return undefined;
            }
            const who = await this.names.ask(owner);
            return { create, text: tooMany(who, { present, freed, devices, planned: all, limit }) };
        } catch (error) {
            if (!(error instanceof WebexError)) {
                throw error;
            }
            // Whoever cannot be asked at all says so, whatever the question was.
            const text = endsRun(error) ? error.summary : unreadable(this.names.describe(owner), error);
            return { create: last, text };
        }
    }

    private warnOnce(topic: string, message: string): void {
        if (this.warned.has(topic)) {
            return;
        }
        this.warned.add(topic);
        this.log.warn(message);
    }
}

interface Overflow {
    readonly present: number;
    readonly freed: number;
    readonly devices: readonly WebexDevice[];
    readonly planned: readonly PlannedCreate[];
    readonly limit: DeviceLimit;
}

function tooMany(who: string, { present, freed, devices, planned, limit: { limit, source } }: Overflow): string {
    const there = devices.map(({ id, displayName, product }) => [displayName ?? product, id].filter(Boolean).join(" "));
    const names = [...new Set(planned.map(({ name }) => name))];
    const leaves = freed === 0 ? "" : `${freed} of them ${freed === 1 ? "leaves" : "leave"}, `;
    return (
        `${who} would have too many devices: ${present} there${there.length > 0 ? ` (${there.join(", ")})` : ""}, ` +
        `${leaves}${names.length} planned (${names.join(", ")}), at most ${limit} allowed by ${source}. Nothing was ` +
        "created for it. Take a device away, raise the limit in webex:deviceLimits if it is wrong, or set " +
        "webex:limitGuard to warn"
    );
}

function unreadable(who: string, error: WebexError): string {
    return (
        `how many devices ${who} has or may have could not be read: ${error.message} ` +
        "To go on without the check set webex:limitGuard to warn or off, or give the limit in webex:deviceLimits"
    );
}

function unknownLimit(who: string, present: number): string {
    return (
        `no device limit is known for ${who}, who has ${present}: neither Webex nor a licence tells one, so ` +
        "the plan is not held against any. Give limits in webex:deviceLimits (this is said once a run)"
    );
}

function silencedApps(who: string): string {
    return (
        `${who} may have one device, as under a Standard calling licence: the first phone turns off calling in ` +
        "the person's Webex apps (this is said once a run)"
    );
}
