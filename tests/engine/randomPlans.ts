/** Random programs and edits without any fault: what a preview lets pass, an `up` applies. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { type Simulator, startSimulator } from "../../simulator/index";
import { createProject, type Project, type ResourceEntry, succeeded } from "./harness";

interface Item {
    /** A batch holds many phones; `crud` registers by code, so its devices have no MAC address. */
    readonly holder: "single" | "batch" | "code";
    readonly owner: number;
    readonly model: number;
    readonly tags: number;
}

interface Edit {
    readonly what:
        | "swap places"
        | "swap owners"
        | "ring"
        | "shift"
        | "take over a place"
        | "owner"
        | "model"
        | "tags"
        | "change holder"
        | "remove"
        | "add"
        | "somebody's phone"
        | "nobody's id"
        | "person as workspace";
    /** Which phone, and which other or which new value; taken modulo what there is. */
    readonly at: number;
    readonly to: number;
    readonly item: Item;
}

/** One random run, as plain data: the same data is the same run. */
export interface PlanScenario {
    readonly contract: "cisco" | "crud";
    /** The limit of each of the two people, if any. */
    readonly limits: readonly (number | null)[];
    readonly program: readonly Item[];
    /** The edits before each further `up`. */
    readonly rounds: readonly (readonly Edit[])[];
}

/** What a run came to, for the figures at the end. */
export interface PlanOutcome {
    /** Previews that passed; each was followed by an `up` that passed. */
    readonly passed: number;
    /** Previews that refused; nothing was written by any. */
    readonly refused: number;
    /** Devices that changed places, as the programs asked for it. */
    readonly moved: number;
}

/** Models for a phone by MAC address; the last one nobody sells. */
const MODELS = ["DMS Cisco 8865", "DMS Cisco 8845", "Cisco 9861", "DMS Cisco 8865x"];
const GOOD_MODELS = MODELS.length - 1;
const OWNERS = 4;

const item: fc.Arbitrary<Item> = fc.record({
    holder: fc.constantFrom("single", "single", "batch", "batch", "code"),
    owner: fc.nat(OWNERS - 1),
    model: fc.nat(GOOD_MODELS - 1),
    tags: fc.nat(3),
});

const edit: fc.Arbitrary<Edit> = fc.record({
    what: fc.constantFrom<Edit["what"]>(
        ...([
            "swap places",
            "swap places",
            "swap owners",
            "swap owners",
            "ring",
            "shift",
            "take over a place",
        ] as const),
        ...(["owner", "model", "tags", "change holder", "remove", "add", "add"] as const),
        ...(["somebody's phone", "nobody's id", "person as workspace"] as const),
    ),
    at: fc.nat(14),
    to: fc.nat(14),
    item,
});

/** Small numbers are as likely as large ones. */
export const planScenario: fc.Arbitrary<PlanScenario> = fc.noBias(
    fc.record({
        contract: fc.constantFrom<PlanScenario["contract"]>("cisco", "cisco", "cisco", "crud"),
        limits: fc.tuple(fc.constantFrom(null, 1, 2, 50), fc.constantFrom(null, 1, 2, 50)),
        program: fc.array(item, { minLength: 2, maxLength: 10, size: "max" }),
        rounds: fc.array(fc.array(edit, { minLength: 1, maxLength: 3, size: "max" }), {
            minLength: 2,
            maxLength: 3,
            size: "max",
        }),
    }),
);

/** An owner as a program names one, by mistake also wrongly. */
interface Owner {
    readonly personId?: string;
    readonly workspaceId?: string;
}

/** A phone or code of the program. */
interface Phone extends Item {
    readonly name: string;
    readonly mac: string;
    readonly namedOwner?: Owner;
}

/** Whether one of these is declared by the same resource or entry. */
function isIn(phones: readonly Phone[], { name, holder }: Phone): boolean {
    return phones.some((phone) => phone.name === name && phone.holder === holder);
}

/** Whether a run of Pulumi says of this phone that it stays in Webex. */
function saysItStays(name: string, output: string): boolean {
    return output.split("\n").some((line) => line.includes("stays in Webex") && new RegExp(`\\b${name}\\b`).test(line));
}

/** Runs it: each preview that passes is applied, each that refuses leaves everything as it was. */
export async function runPlans(given: PlanScenario): Promise<PlanOutcome> {
    const simulator = await startSimulator({ contract: given.contract });
    try {
        const project = await createProject({
            config: {
                "webex:baseUrl": simulator.baseUrl,
                "webex:contract": given.contract,
                "webex:operationTimeoutSeconds": 60,
                "webex:phoneAppearTimeoutSeconds": 10,
            },
            // The brake is not what this is about.
            env: { WEBEX_ACCESS_TOKEN: simulator.token, WEBEX_ALLOW_REMOVALS: "true" },
        });
        try {
            return await new Plans(given, project, simulator).run();
        } finally {
            project.dispose();
        }
    } finally {
        await simulator.close();
    }
}

class Plans {
    private readonly owners: readonly Owner[];
    private readonly theirs: string;
    private phones: readonly Phone[] = [];
    private passed = 0;
    private refused = 0;
    private moved = 0;
    private made = 0;
    /** The MAC addresses of phones that one resource gave up and another took. */
    private readonly adopted = new Set<string>();
    /** Those of them that left the program, and stay in Webex as adopted. */
    private readonly staying = new Set<string>();

    constructor(
        private readonly given: PlanScenario,
        private readonly project: Project,
        private readonly simulator: Simulator,
    ) {
        this.owners = given.limits.flatMap((limit) => [
            { personId: simulator.addPerson(limit === null ? {} : { maxDeviceCount: limit }).id },
            { workspaceId: simulator.addWorkspace().id },
        ]);
        const other = simulator.addWorkspace();
        this.theirs = simulator.addDevice({ workspaceId: other.id, mac: macOf(4095), type: "phone" }).mac ?? "";
    }

    async run(): Promise<PlanOutcome> {
        await this.plan(this.given.program.map((each) => this.fresh(each)));
        for (const edits of this.given.rounds) {
            await this.plan(edits.reduce<readonly Phone[]>((phones, each) => this.edited(phones, each), this.phones));
        }
        const { output } = succeeded(await this.project.destroy());
        this.assertGone(output);
        return { passed: this.passed, refused: this.refused, moved: this.moved };
    }

    /** Previews a program. If that passes, it is applied, and the next preview is empty. */
    private async plan(phones: readonly Phone[]): Promise<void> {
        const { project, simulator } = this;
        simulator.log.clear();
        project.write(this.programOf(phones));
        const preview = await project.preview();
        assert.equal(simulator.log.writes().length, 0, "a preview wrote");
        if (preview.code !== 0) {
            this.refused += 1;
            assert.ok(this.mayBeRefused(phones, preview.output), `refused without a reason:\n${preview.output}`);
            return;
        }
        const { output } = succeeded(await project.up());
        this.passed += 1;
        this.moved += phones.filter(({ name, mac, owner }) =>
            this.phones.some((before) => before.name === name && (before.mac !== mac || before.owner !== owner)),
        ).length;
        this.noteStaying(phones, output);
        this.noteAdopted(phones);
        this.phones = phones;
        this.assertThere();
        succeeded(await project.preview({ expectNoChanges: true }));
    }

    /** Webex has what the program declares, each where it belongs, and what somebody else registered. */
    private assertThere(): void {
        if (this.given.contract === "crud") {
            return;
        }
        const found = this.simulator
            .devices()
            .filter(({ mac }) => mac !== undefined && mac !== this.theirs && !this.staying.has(mac))
            .map(({ mac, personId, workspaceId }) => `${mac} of ${personId ?? workspaceId}`);
        const wanted = this.phones
            .filter(({ holder }) => holder !== "code")
            .map((phone) => `${phone.mac} of ${Object.values(this.ownerOf(phone)).join()}`);
        assert.deepEqual(found.sort(), wanted.sort());
    }

    /** A new resource adopts what another had, and each one what a leaving one had; a swap registers anew. */
    private noteAdopted(phones: readonly Phone[]): void {
        if (this.given.contract === "crud") {
            return;
        }
        for (const phone of phones) {
            const before = this.phones.find(({ mac, holder }) => mac === phone.mac && holder !== "code");
            if (before === undefined) {
                continue;
            }
            if (!isIn(phones, before) || !isIn(this.phones, phone)) {
                this.adopted.add(phone.mac);
            } else if (before.name !== phone.name || before.owner !== phone.owner || before.model !== phone.model) {
                this.adopted.delete(phone.mac);
            }
        }
    }

    /** What was adopted may stay in Webex when its resource leaves. Whatever the run says of it has to be so. */
    private noteStaying(phones: readonly Phone[], output: string): void {
        for (const phone of this.phones) {
            const { mac, name, holder } = phone;
            const isThere = isIn(phones, phone) || phones.some((other) => other.mac === mac);
            if (holder !== "code" && !isThere && this.adopted.has(mac) && saysItStays(name, output)) {
                this.staying.add(mac);
            }
        }
    }

    /** After the destroy Webex has somebody else's phone, and those that were adopted. */
    private assertGone(output: string): void {
        this.noteStaying([], output);
        assert.deepEqual(
            this.simulator
                .devices()
                .map(({ mac }) => mac)
                .sort(),
            [this.theirs, ...this.staying].sort(),
            `left after the destroy:\n${output}`,
        );
    }

    /** Whether a program asks for something that cannot be. A preview that refuses any other has no reason to. */
    private mayBeRefused(phones: readonly Phone[], output: string): boolean {
        const isWrong = phones.some(
            ({ namedOwner, model, mac }) => namedOwner || model >= GOOD_MODELS || mac === this.theirs,
        );
        const isFull = this.owners.some(({ personId }, index) => {
            const { [Math.floor(index / 2)]: limit } = this.given.limits;
            const own = phones.filter(({ owner }) => owner === index).length;
            const before = this.phones.filter(({ owner }) => owner === index).length;
            return personId !== undefined && typeof limit === "number" && own + before > limit;
        });
        // What left one resource cannot come to another in one run.
        const hadBefore = new Map(this.phones.map((phone) => [phone.mac, phone]));
        const movesOn = phones.some(({ mac, name, holder }) => {
            const before = hadBefore.get(mac);
            return before !== undefined && (before.name !== name || before.holder !== holder);
        });
        return isWrong || isFull || (movesOn && /MAC address|alias|declares/.test(output));
    }

    private fresh(each: Item): Phone {
        this.made += 1;
        return { ...each, name: `p${this.made}`, mac: macOf(this.made) };
    }

    private edited(phones: readonly Phone[], { what, at, to, item: added }: Edit): readonly Phone[] {
        const [one, other, third] = [0, 1, 2].map(
            (step) => phones[(at + step * (1 + to)) % Math.max(1, phones.length)],
        );
        if (what === "add") {
            return [...phones, this.fresh(added)];
        }
        if (one === undefined || other === undefined || third === undefined) {
            return phones;
        }
        const change = (changes: readonly (readonly [Phone, Partial<Phone>])[]) =>
            phones.map((phone) => ({ ...phone, ...changes.find(([{ name }]) => name === phone.name)?.[1] }));
        switch (what) {
            case "swap places":
                return change([
                    [one, { mac: other.mac }],
                    [other, { mac: one.mac }],
                ]);
            case "swap owners":
                return change([
                    [one, { owner: other.owner }],
                    [other, { owner: one.owner }],
                ]);
            case "ring":
                return new Set([one, other, third]).size < 3
                    ? phones
                    : change([
                          [one, { mac: other.mac }],
                          [other, { mac: third.mac }],
                          [third, { mac: one.mac }],
                      ]);
            case "shift":
                return one === other
                    ? phones
                    : change([
                          [one, { mac: other.mac }],
                          [other, { mac: this.fresh(added).mac }],
                      ]);
            case "take over a place":
                return one === other
                    ? phones
                    : change([[one, { mac: other.mac }]]).filter(({ name }) => name !== other.name);
            case "owner":
                return change([[one, { owner: to % OWNERS }]]);
            case "model":
                return change([[one, { model: to % MODELS.length }]]);
            case "tags":
                return change([[one, { tags: to % 4 }]]);
            case "change holder":
                return change([[one, { holder: one.holder === "single" ? "batch" : "single" }]]);
            case "remove":
                return phones.filter(({ name }) => name !== one.name);
            case "somebody's phone":
                return change([[one, { mac: this.theirs }]]);
            case "nobody's id":
                return change([[one, { namedOwner: { workspaceId: "nobody" } }]]);
            case "person as workspace":
                return change([[one, { namedOwner: { workspaceId: this.owners[0]?.personId ?? "" } }]]);
        }
    }

    private ownerOf({ owner, namedOwner }: Phone): Owner {
        return namedOwner ?? this.owners[owner] ?? {};
    }

    private programOf(phones: readonly Phone[]): ResourceEntry[] {
        const argsOf = (phone: Phone): Record<string, unknown> => ({
            ...this.ownerOf(phone),
            model: MODELS[phone.model],
            ...(this.given.contract === "cisco" ? { mac: phone.mac } : {}),
            tags: phone.tags === 0 ? [] : [`tag-${phone.tags}`, "tag-x"],
        });
        const singles = phones.filter(({ holder }) => holder === "single");
        const batch = phones.filter(({ holder }) => holder === "batch");
        const codes = phones.filter(({ holder }) => holder === "code");
        return [
            ...singles.map((phone): ResourceEntry => ({ type: "Device", name: phone.name, args: argsOf(phone) })),
            ...codes.map((phone): ResourceEntry => {
                const args = { ...this.ownerOf(phone), model: MODELS[phone.model] };
                return { type: "DeviceActivation", name: phone.name, args };
            }),
            ...(batch.length === 0
                ? []
                : [
                      {
                          type: "DeviceBatch" as const,
                          name: "phones",
                          args: { devices: Object.fromEntries(batch.map((phone) => [phone.name, argsOf(phone)])) },
                      },
                  ]),
        ];
    }
}

function macOf(index: number): string {
    return `02AB5C00${index.toString(16).toUpperCase().padStart(4, "0")}`;
}
