import { normalizeMac } from "../api/identity";
import { append } from "../append";
import type { Log } from "../client/log";
import { LimitGuard, type PlannedCreate } from "../limits/limitGuard";
import { messageOf } from "../messageOf";
import { type Place, placesVerdict } from "../resources/moves";
import { Asking, NobodyAnswers } from "./asking";
import { Look, type LookSurroundings } from "./look";
import { LOOKERS, type Remark } from "./lookers";
import type { Part, Planned } from "./planned";
import { type Facts, isAdopted, problemsOf } from "./rules";

/** What a preflight needs. */
export interface Surroundings extends Omit<LookSurroundings, "asking"> {
    readonly log: Log;
    /** How many steps the engine takes beside each other; undefined where that is not known. */
    readonly workers: number | undefined;
}

/** What is wrong with a plan. */
export interface Finding {
    /** The resource that it is said under; undefined for what concerns the whole run. */
    readonly urn: string | undefined;
    readonly text: string;
    /** An error stops the plan. */
    readonly severity: "error" | "warning" | "info";
}

/** What came of a look at a whole plan. */
export interface Verdict {
    readonly findings: readonly Finding[];
    /** The MAC addresses of devices that are there and get adopted, normalised; undefined where nobody was asked. */
    readonly adopted: ReadonlySet<string> | undefined;
    /** How many devices there are of either kind; codes are none. */
    readonly counts: AdoptionCounts;
    /** `adopts 17, registers 3`; undefined where the plan adopts nothing. */
    readonly word: string | undefined;
}

/** How many devices a plan adopts, and how many it registers. */
export interface AdoptionCounts {
    readonly adopted: number;
    readonly registered: number;
}

const NOBODY_ASKED: Omit<Verdict, "findings"> = {
    adopted: undefined,
    counts: { adopted: 0, registered: 0 },
    word: undefined,
};

/** `adopts 17, registers 3`; undefined where a plan adopts nothing. */
export function adoptionsWord({ adopted, registered }: AdoptionCounts): string | undefined {
    return adopted === 0 ? undefined : `adopts ${adopted}, registers ${registered}`;
}

/** Milliseconds for which a create waits for a seat, after the engine's last create. */
const SEAT_PATIENCE = 5000;

/** How many problems are said of one resource: a batch may have a thousand. */
const MOST_SAID = 10;

/**
 * Looks at what a plan makes before it is made: whether each owner, MAC address, model and seat is as it has to be. One
 * for each run of the program. A whole plan is judged at its end, so that later resources count; in the update each
 * create is looked at once more.
 */
export class Preflight {
    private readonly look: Look;
    private readonly guard: LimitGuard;
    private parts: Part[] = [];
    private blocked: string | undefined;

    private readonly around: Surroundings & LookSurroundings;

    constructor(around: Surroundings) {
        const { client, contract, names, log } = around;
        this.around = { ...around, asking: new Asking(client) };
        this.look = new Look(this.around);
        this.guard = new LimitGuard(client, contract, names, log, SEAT_PATIENCE);
    }

    /** Notes what a step of the engine adds to the plan. */
    add(part: Part): void {
        this.parts.push(part);
    }

    /**
     * What is wrong with all that was noted since the last verdict, and what it adopts. `passed` are the parts of the
     * plan that earlier verdicts let pass: they take seats and places, and give some up.
     */
    async verdict(passed: readonly Part[] = []): Promise<Verdict> {
        const { parts } = this;
        this.parts = [];
        const planned = parts.flatMap((part) => part.planned);
        const all = [...passed, ...parts];
        try {
            const facts = await this.plannedFacts(all, planned);
            const found = facts === undefined ? [] : this.problems(planned, facts);
            const seated = planned.filter((create, at) => takesSeat(create, facts?.[at]));
            const findings = [
                ...found,
                ...(await this.remarks(parts)),
                ...(await this.seats(all, [...passed.flatMap((part) => part.planned), ...seated])),
                ...(await this.places(all)),
            ];
            return { findings, ...adoptionsOf(planned, facts) };
        } catch (error) {
            if (!(error instanceof NobodyAnswers)) {
                throw error;
            }
            const finding = { urn: undefined, text: error.message, severity: this.severity() };
            return { findings: [finding], ...NOBODY_ASKED };
        }
    }

    /** Looks at what one resource is about to make. Throws if it cannot work, unless the settings say otherwise. */
    async admit({ planned, name }: Part): Promise<void> {
        const { preflight, limitGuard } = this.settings;
        const complaints: string[] = [];
        if (preflight !== "off" && planned.length > 0) {
            const found = await this.complaints(planned, name);
            complaints.push(...(preflight === "enforce" ? found : []));
            for (const text of preflight === "warn" ? found : []) {
                this.around.log.warn(text);
            }
        }
        if (limitGuard !== "off") {
            const results = await Promise.allSettled(createsOf(planned).map((create) => this.guard.admit(create)));
            complaints.push(
                ...results.flatMap((result) => (result.status === "rejected" ? [messageOf(result.reason)] : [])),
            );
        }
        if (complaints.length > 0) {
            throw new Error(cut(complaints));
        }
    }

    private get settings() {
        return this.around.client.settings;
    }

    /** The complaints about creates of the update. What stops all of them is said in full under the first alone. */
    private async complaints(planned: readonly Planned[], name: string): Promise<string[]> {
        try {
            // The provider looks at MAC addresses itself, and knows by then what the run has unregistered.
            const facts = await this.look.factsOf(planned, { withMacs: false, freedMacs: new Set() });
            return complaintsOf(planned, facts).map(({ text }) => text);
        } catch (error) {
            if (!(error instanceof NobodyAnswers)) {
                throw error;
            }
            if (this.blocked !== undefined) {
                return [`Webex cannot be asked, as the error of ${this.blocked} says`];
            }
            this.blocked = name;
            return [error.message];
        }
    }

    /** What Webex tells of a whole plan; undefined where it is not asked. */
    private async plannedFacts(
        parts: readonly Part[],
        planned: readonly Planned[],
    ): Promise<readonly Facts[] | undefined> {
        if (this.settings.preflight === "off" || planned.length === 0) {
            return undefined;
        }
        const freedMacs = new Set(parts.flatMap(({ leaving }) => leaving.flatMap(({ mac }) => mac ?? [])));
        return this.look.factsOf(planned, { withMacs: true, freedMacs });
    }

    private problems(planned: readonly Planned[], facts: readonly Facts[]): Finding[] {
        const texts = new Map<string, string[]>();
        for (const { create, text } of complaintsOf(planned, facts)) {
            append(texts, create.urn, text);
        }
        return [...texts].map(([urn, own]) => ({ urn, text: cut(own), severity: this.severity() }));
    }

    /** How a problem of a plan is said. */
    private severity(): "error" | "warning" {
        return this.settings.preflight === "enforce" ? "error" : "warning";
    }

    /** What is to be said of changes that are no devices and no codes. */
    private async remarks(parts: readonly Part[]): Promise<Finding[]> {
        const changes = parts.flatMap((part) => part.changes ?? []);
        if (this.settings.preflight === "off" || changes.length === 0) {
            return [];
        }
        const { asking, contract, names } = this.around;
        const told: Remark[] = [];
        for (const [type, look] of LOOKERS) {
            const own = changes.filter((change) => change.type === type);
            told.push(...(own.length === 0 ? [] : await look(own, { asking, contract, names })));
        }
        const texts = new Map<string, Remark[]>();
        for (const remark of told) {
            append(texts, `${remark.kind} ${remark.change.urn}`, remark);
        }
        return [...texts.values()].flatMap((remarks) => this.findingOf(remarks));
    }

    /** Remarks of one kind on one resource, as one text. */
    private findingOf(remarks: readonly Remark[]): Finding[] {
        const severities = { problem: this.severity(), warning: "warning", news: "info" } as const;
        const text = cut(remarks.map(({ change, text: own }) => `${change.name}: ${own}`));
        return remarks.slice(0, 1).map(({ change, kind }) => ({ urn: change.urn, text, severity: severities[kind] }));
    }

    /** What the guard says of a whole plan, each problem under the resource that is too many. */
    private async seats(parts: readonly Part[], planned: readonly Planned[]): Promise<Finding[]> {
        const { limitGuard } = this.settings;
        if (limitGuard === "off") {
            return [];
        }
        const creates = createsOf(planned);
        const freedOwners = parts.flatMap(({ leaving }) => leaving.flatMap(({ owner }) => owner ?? []));
        const problems = await this.guard.problems(creates, freedOwners);
        const said = new Set<string>();
        return problems
            .filter(({ text }) => !said.has(text) && said.add(text))
            .map(({ create, text }) => ({
                ...{ urn: create.urn, text },
                severity: limitGuard === "enforce" ? ("error" as const) : ("warning" as const),
            }));
    }

    /** Whether the engine has workers enough for devices that change places. */
    private async places(parts: readonly Part[]): Promise<Finding[]> {
        const { workers } = this.around;
        if (workers === undefined || this.settings.preflight === "off") {
            return [];
        }
        const places: Place[] = [];
        for (const { label, planned, leaving } of parts) {
            const takes = planned.map(async ({ mac, personId }) => {
                const isFull = personId !== undefined && (await this.guard.isFull(personId));
                return { mac, fullOwner: isFull ? personId : undefined };
            });
            places.push({ resource: label, takes: await Promise.all(takes), leaves: leaving });
        }
        const text = placesVerdict(places, workers);
        return text === undefined ? [] : [{ urn: undefined, text, severity: this.severity() }];
    }
}

function complaintsOf(planned: readonly Planned[], facts: readonly Facts[]): { create: Planned; text: string }[] {
    return planned.flatMap((create, at) => {
        const known = facts[at];
        return known === undefined
            ? []
            : problemsOf(create, known).map((problem) => ({ create, text: `${create.name}: ${problem}` }));
    });
}

/** Whether a create may need a seat. Nobody has seats where nobody is, and a device that gets adopted has its seat. */
function takesSeat(create: Planned, facts: Facts | undefined): boolean {
    return facts === undefined || !(["missing", "otherKind"].includes(facts.owner.is) || isAdopted(create, facts));
}

/** What a plan adopts. */
function adoptionsOf(planned: readonly Planned[], facts: readonly Facts[] | undefined): Omit<Verdict, "findings"> {
    if (facts === undefined) {
        return NOBODY_ASKED;
    }
    const devices = planned.flatMap((create, at) => (create.isCode ? [] : [{ create, known: facts[at] }]));
    const there = devices.filter(({ create, known }) => known !== undefined && isAdopted(create, known));
    const counts = { adopted: there.length, registered: devices.length - there.length };
    return {
        adopted: new Set(there.flatMap(({ create: { mac = "" } }) => normalizeMac(mac) ?? [])),
        counts,
        word: adoptionsWord(counts),
    };
}

/** What the guard counts: the creates of people. */
function createsOf(planned: readonly Planned[]): (PlannedCreate & { readonly urn: string })[] {
    return planned.flatMap(({ name, urn, personId, orgId, mac, takesPlace }) =>
        personId === undefined ? [] : [{ name, urn, personId, orgId, mac, takesPlace }],
    );
}

/** Many problems as one text, as far as anybody would read it. */
function cut(texts: readonly string[]): string {
    const different = [...new Set(texts)];
    const more = different.length - MOST_SAID;
    return [...different.slice(0, MOST_SAID), ...(more > 0 ? [`and ${more} more like these`] : [])].join("\n");
}
