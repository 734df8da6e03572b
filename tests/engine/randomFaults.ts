/** Random programs, edits and faults, and what must hold once the faults have ended. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { type Device, type Fault, type FaultKind, type Simulator, startSimulator } from "../../simulator/index";
import { checkOrganization, productOf, REPAIR, ROOM } from "./crashSweep";
import {
    createProject,
    DEFAULT_FRONT,
    type Front,
    failed,
    flattened,
    issueByHand,
    type Project,
    type ResourceEntry,
    succeeded,
} from "./harness";

interface Item {
    /**
     * A room is a device that somebody registered, taken over by its serial number. Where the contract has no
     * workspaces, a code stands in for one.
     */
    readonly kind: "device" | "code" | "room" | "workspace";
    readonly owner: number;
    readonly model: number;
    readonly tags: number;
    readonly password: boolean;
    /** Somebody registered the device before the program declared it, so it is adopted. */
    readonly byHand: boolean;
    /** The input `unregisterOnDelete` of a device. */
    readonly unregister: boolean | null;
}

interface Edit {
    readonly what: "tags" | "mac" | "password" | "owner" | "model" | "rename" | "remove" | "add";
    /** Which resource, and which new value; both taken modulo what there is. */
    readonly at: number;
    readonly to: number;
    readonly item: Item;
}

/** One random run, as plain data: the same data is the same run. */
export interface Scenario {
    readonly contract: "cisco" | "crud";
    /** The limit that each person has, if any. Two people and two workspaces own everything. */
    readonly limits: readonly (number | null)[];
    readonly program: readonly Item[];
    /** Whether one device is declared twice before anything is made: nothing may come of it. */
    readonly twice: boolean;
    /** Made between the first `up` and the second; without any there is no second. */
    readonly edits: readonly Edit[];
    /** Faults in the first `up` and in the second. */
    readonly faults: readonly [first: readonly Fault[], second: readonly Fault[]];
}

/** What a run came to, for the figures at the end. */
export interface Outcome {
    readonly struck: number;
    readonly failedUps: number;
    readonly left: number;
}

/** The last is listed late; without a model a code is good for any room device. */
const MODELS = ["DMS Cisco 8865", "DMS Cisco 8845", "Cisco 9861", undefined];
const OWNERS = 4;
/** Of no resource of a program: a code that somebody issued by hand must not look like one that a run lost. */
const MODEL_OF_OTHERS = "DMS Cisco 8851";
/** Where no run failed and nothing was renamed, what was adopted is not the stack's own. */
const WITHOUT_ADOPTION = { args: REPAIR.args, env: { WEBEX_REMOVE_ORPHANS: "true" } };
const TIMEOUT_SECONDS = 3;

const item: fc.Arbitrary<Item> = fc.record({
    kind: fc.constantFrom("device", "device", "device", "code", "code", "room", "workspace"),
    owner: fc.nat(OWNERS - 1),
    model: fc.nat(MODELS.length - 1),
    tags: fc.nat(3),
    password: fc.boolean(),
    byHand: fc.constantFrom(false, false, true),
    unregister: fc.constantFrom(null, null, true, false),
});

const edit: fc.Arbitrary<Edit> = fc.record({
    what: fc.constantFrom("tags", "mac", "password", "owner", "model", "rename", "remove", "add"),
    at: fc.nat(14),
    to: fc.nat(7),
    item,
});

const inOneSecond = { "Retry-After": "1" };

const faultKind: fc.Arbitrary<FaultKind> = fc.oneof(
    fc.constantFrom<FaultKind>({ status: 429, headers: inOneSecond }, { status: 423, headers: inOneSecond }),
    fc.record({ status: fc.constantFrom(500, 502, 503), when: fc.constantFrom("before", "after") }),
    fc.record({ reset: fc.constantFrom("before", "after") }),
    fc.constantFrom<FaultKind>(
        { cut: true },
        { empty: true },
        { contentType: "text/html", body: "<html><body>Sign in</body></html>", status: 200 },
        { delayMs: 300, when: "before" },
        // Longer than the provider waits, so the answer to what was done is lost.
        { delayMs: TIMEOUT_SECONDS * 1000 + 500, when: "after" },
    ),
);

const fault: fc.Arbitrary<Fault> = fc
    .record({
        method: fc.constantFrom(undefined, "GET", "POST", "POST", "DELETE", "PUT|PATCH", "POST|PUT|PATCH|DELETE"),
        path: fc.constantFrom(
            undefined,
            undefined,
            "/devices",
            "/devices/.+",
            "/workspaces.*",
            "/(people|telephony|licenses).*",
        ),
        skip: fc.oneof(fc.nat(1), fc.nat(8)),
        count: fc.integer({ min: 1, max: 3 }),
        kind: faultKind,
    })
    .map(({ method, path, ...rest }) => ({
        ...(method === undefined ? {} : { method }),
        ...(path === undefined ? {} : { path }),
        ...rest,
    }));

const faults = fc.array(fault, { minLength: 6, maxLength: 16, size: "max" });
const edits = fc.array(edit, { minLength: 1, maxLength: 5, size: "max" });

/** Faults while a program is made, while it is changed, or both. */
const course: fc.Arbitrary<Pick<Scenario, "edits" | "faults">> = fc.oneof(
    fc.record({ edits: fc.constant([]), faults: fc.tuple(faults, fc.constant([])) }),
    fc.record({ edits, faults: fc.tuple(fc.constant([]), faults) }),
    fc.record({ edits, faults: fc.tuple(faults, faults) }),
);

/** Small numbers are as likely as large ones. */
export const scenario: fc.Arbitrary<Scenario> = fc.noBias(
    fc
        .record({
            contract: fc.constantFrom<Scenario["contract"]>("cisco", "crud"),
            limits: fc.tuple(fc.constantFrom(null, 50), fc.constantFrom(null, 50)),
            twice: fc.constantFrom(false, false, true),
            program: fc.array(item, { minLength: 1, maxLength: 15, size: "max" }),
            course,
        })
        .map(({ course, ...rest }) => ({ ...rest, ...course })),
);

/** A resource of the program, with what makes it differ from what it was before. */
interface Resource extends Item {
    readonly name: string;
    /** The same for its whole life, whatever becomes of its name. */
    readonly index: number;
    readonly mac: number;
    readonly passwords: number;
    /** Its device was replaced because the program asked for it. */
    readonly replaced: boolean;
}

/** Runs it, heals the API, and checks that the `up` of docs/troubleshooting.md makes what the program declares. */
export async function runScenario(given: Scenario, front: Front = DEFAULT_FRONT): Promise<Outcome> {
    const { contract } = given;
    const simulator = await startSimulator({ contract });
    try {
        const project = await createProject({
            front,
            config: {
                "webex:baseUrl": simulator.baseUrl,
                "webex:contract": contract,
                "webex:requestTimeoutSeconds": TIMEOUT_SECONDS,
                "webex:maxRetries": 2,
                "webex:operationTimeoutSeconds": 60,
                "webex:phoneAppearTimeoutSeconds": 10,
            },
            env: { WEBEX_ACCESS_TOKEN: simulator.token },
        });
        try {
            return await disturb(given, project, simulator);
        } finally {
            project.dispose();
        }
    } finally {
        await simulator.close();
    }
}

async function disturb(given: Scenario, project: Project, simulator: Simulator): Promise<Outcome> {
    const course = new Course(given, project, simulator);
    const { edits, faults, twice } = given;
    await course.prepare();
    if (twice) {
        await course.declareTwice();
    }
    await course.up(faults[0]);
    if (edits.length > 0) {
        course.edit();
        await course.up(faults[1]);
    }
    await course.repair();
    await course.checkHealed();
    await course.checkDestroyed();
    return course.outcome();
}

/** A device that somebody else registered, and the resource that declares it, if any. */
interface MadeByHand {
    readonly device: Device;
    readonly resource?: Resource;
}

/** One random run, step by step. */
class Course {
    private readonly owners: readonly { personId?: string; workspaceId?: string }[];
    private resources: readonly Resource[];
    /** What nobody of this stack made, as it was: in no run may any of it go without being asked for. */
    private readonly madeByHand: MadeByHand[] = [];
    /** Devices that a program left in Webex by `unregisterOnDelete: false`. */
    private readonly keptIds = new Set<string>();
    /** Owners and models of codes whose entry Webex did not show, so that nobody can take it back. */
    private readonly entriesUnknown = new Set<string>();
    private readonly leftIds = new Set<string>();
    private readonly codes = new Set<string>();
    private said = "";
    private failedUps = 0;
    private repairs = 0;
    private adoptedAsOwn = false;

    constructor(
        private readonly given: Scenario,
        private readonly project: Project,
        private readonly simulator: Simulator,
    ) {
        this.owners = given.limits.flatMap((limit) => [
            { personId: simulator.addPerson(limit === null ? {} : { maxDeviceCount: limit }).id },
            { workspaceId: simulator.addWorkspace().id },
        ]);
        this.resources = given.program.map((each, index) => fresh(each, index));
    }

    /** What others have in the organisation before the program, and beside it. */
    async prepare(): Promise<void> {
        const { simulator } = this;
        for (const owner of this.owners) {
            const { deviceId = "" } = await issueByHand(simulator, { ...owner, model: MODEL_OF_OTHERS });
            const waiting = simulator.device(deviceId);
            assert.ok(waiting);
            const device = simulator.addDevice({ ...owner, tags: ["theirs"], displayName: "Somebody's" });
            this.madeByHand.push({ device }, { device: waiting });
        }
        this.registerByHand(this.resources);
        simulator.log.clear();
    }

    /** Registers what a program will adopt or take over. */
    private registerByHand(resources: readonly Resource[]): void {
        for (const resource of resources.filter(isOfOthers)) {
            const { mac, serial, model } = this.entryOf(resource).args as Record<string, string>;
            const device = this.simulator.addDevice({
                ...this.owners[resource.owner],
                ...(mac === undefined ? {} : { mac, type: "phone", product: productOf(model) }),
                ...(serial === undefined ? {} : { serial }),
                tags: ["theirs"],
            });
            this.madeByHand.push({ device, resource });
        }
    }

    /** Declares a device once more: refused at preview, with nothing sent that changes anything. */
    async declareTwice(): Promise<void> {
        const [one] = this.program().filter(({ args }) => "mac" in args);
        if (one === undefined) {
            return;
        }
        const writes = this.simulator.log.writes().length;
        this.project.write([...this.program(), { ...one, name: "twice" }]);
        failed(await this.project.preview(), /Device "twice" declares the MAC address that .* declares, too/);
        assert.equal(this.simulator.log.writes().length, writes);
    }

    /** Runs the program while faults strike, if any; with none it must go well. */
    async up(faults: readonly Fault[], options: { args?: string[]; env?: NodeJS.ProcessEnv } = {}): Promise<void> {
        const { project, simulator } = this;
        project.write(this.program());
        for (const each of faults) {
            simulator.faults.add(each);
        }
        const run = await project.up(this.failedUps > 0 && faults.length > 0 ? await this.repairing() : options);
        simulator.faults.clear();
        this.said += run.output;
        for (const { code } of simulator.codes()) {
            this.codes.add(code);
        }
        if (faults.length === 0) {
            succeeded(run);
        }
        this.failedUps += run.code === 0 ? 0 : 1;
        this.note();
    }

    /** The `up` that repairs, as docs/troubleshooting.md says. */
    async repair(): Promise<void> {
        await this.up([], await this.repairing());
    }

    private async repairing() {
        // It acts in one run: in a second one only after a refresh without it.
        if (this.repairs > 0) {
            succeeded(await this.project.refresh());
        }
        this.repairs += 1;
        const wasRenamed = this.resources.some(({ name }) => name.endsWith("-renamed"));
        if (this.failedUps === 0 && !wasRenamed) {
            return WITHOUT_ADOPTION;
        }
        this.adoptedAsOwn = true;
        return REPAIR;
    }

    edit(): void {
        // What a lost create left can only be found by a run that creates the same again.
        const before = this.resources;
        const editable = this.project.savedNames();
        this.resources = edited(before, this.given, editable);
        this.registerByHand(this.resources.filter((each) => !before.some(({ index }) => index === each.index)));
    }

    /** Notes what the state has of devices that are to stay, and of codes that nobody can take back. */
    private note(): void {
        for (const id of this.savedIds(({ unregister }) => unregister === false)) {
            this.keptIds.add(id);
        }
        const saved = new Set(this.project.savedNames());
        for (const { type, name, args } of this.program()) {
            if (type === "DeviceActivation" && saved.has(name) && args.model !== undefined) {
                const { entryId } = this.project.saved(name).outputs ?? {};
                if (entryId === undefined) {
                    this.entriesUnknown.add(entryKey({ ...args, product: productOf(args.model) }));
                }
            }
        }
    }

    private savedIds(test: (resource: Resource) => boolean): string[] {
        const saved = new Set(this.project.savedNames());
        const found = this.resources.filter((each) => isDevice(each) && saved.has(each.name) && test(each));
        return found.map(({ name }) => this.project.saved(name).id ?? "");
    }

    async checkHealed(): Promise<void> {
        const { project, simulator } = this;
        const program = this.program();
        checkOrganization("healed", project, simulator, program, (device) => this.mayBeLeft(device));
        succeeded(await project.preview({ expectNoChanges: true }));
        checkCodes(program, await project.exportState({ showSecrets: true }), simulator);
        this.checkOthers(({ unregister, replaced }) => unregister ?? replaced);
        const passwords = program.map(({ args }) => args.password as { $secret: string } | undefined);
        const secrets = [simulator.token, ...this.codes, ...passwords.flatMap((each) => (each ? [each.$secret] : []))];
        assert.deepEqual(project.whereInClear(...secrets), [], "secrets in clear");
    }

    /** After a destroy there is what the stack did not make, and what the program said is to stay. */
    async checkDestroyed(): Promise<void> {
        succeeded(await this.project.destroy());
        assert.deepEqual(this.project.savedNames(), []);
        const strange = this.simulator.devices().filter((device) => !this.mayBeLeft(device));
        assert.deepEqual(strange, [], "left after the destroy");
        const rooms = this.simulator.workspaces().filter(({ displayName }) => displayName === ROOM);
        assert.deepEqual(rooms, [], "workspaces left after the destroy");
        const there = new Set(this.simulator.devices().map(({ id }) => id));
        for (const id of this.keptIds) {
            assert.ok(there.has(id), `${id} went in spite of unregisterOnDelete false`);
        }
        this.checkOthers(
            ({ unregister, replaced, kind }) => unregister ?? (replaced || (kind === "device" && this.adoptedAsOwn)),
        );
    }

    /** What others made is there, unless the program asked that it goes: `mayGo` says so of a resource that had it. */
    private checkOthers(mayGo: (resource: Resource) => boolean): void {
        for (const { device, resource } of this.madeByHand) {
            const now = this.simulator.device(device.id);
            if (resource === undefined) {
                assert.deepEqual(now, device, "a device of others was changed");
                continue;
            }
            const latest = this.resources.find(({ index }) => index === resource.index) ?? resource;
            const words = `gone: ${JSON.stringify(device)}, declared by ${JSON.stringify(latest)}`;
            assert.ok(now !== undefined || mayGo(latest), words);
        }
    }

    private mayBeLeft(device: Device): boolean {
        const { id, firstSeen } = device;
        if (this.keptIds.has(id) || this.madeByHand.some(({ device: { id: theirs } }) => theirs === id)) {
            return true;
        }
        // A code that could not be taken back at the time was named, so that somebody can remove it.
        if (firstSeen === undefined && (this.said.includes(id) || this.entriesUnknown.has(entryKey(device)))) {
            this.leftIds.add(id);
            return true;
        }
        return false;
    }

    private program(): ResourceEntry[] {
        return this.resources.map((resource) => this.entryOf(resource));
    }

    private entryOf(resource: Resource): ResourceEntry {
        return entryOf(resource, this.given.contract, this.owners);
    }

    outcome(): Outcome {
        const struck = this.simulator.log.requests(({ fault }) => fault !== undefined).length;
        return { struck, failedUps: this.failedUps, left: this.leftIds.size };
    }
}

function fresh(item: Item, index: number): Resource {
    return { ...item, name: `r${index}`, index, mac: index, passwords: 0, replaced: false };
}

/** Whether a resource of the program is a device by itself. */
function isDevice({ kind }: Resource): boolean {
    return kind === "device" || kind === "room";
}

/** Whether somebody else registered the device that a resource declares. */
function isOfOthers({ kind, byHand }: Resource): boolean {
    return kind === "room" || (kind === "device" && byHand);
}

/** Whose a code's entry is, and of which product. */
function entryKey({
    personId,
    workspaceId,
    product,
}: {
    personId?: unknown;
    workspaceId?: unknown;
    product?: unknown;
}) {
    return JSON.stringify([personId ?? workspaceId, product]);
}

/** The code in the state is good, and for the owner and device that the state names. */
function checkCodes(
    program: ResourceEntry[],
    state: Awaited<ReturnType<Project["exportState"]>>,
    simulator: Simulator,
): void {
    const codes = new Map(simulator.codes().map((code) => [code.code, code]));
    for (const { type, name, args } of program) {
        if (type !== "DeviceActivation") {
            continue;
        }
        const resource = state.deployment.resources?.find(({ urn }) => urn.endsWith(`::${name}`));
        const found = (resource && flattened(resource).outputs) ?? {};
        const secret = found.code as { plaintext: string } | undefined;
        const code = codes.get(JSON.parse(secret?.plaintext ?? '""') as string);
        assert.ok(code, `the code of ${name} is not one of Webex's`);
        const { personId, workspaceId, model } = code;
        assert.deepEqual(
            [personId, workspaceId, model],
            [args.personId, args.workspaceId, args.model],
            `whose code ${name} has`,
        );
        if (found.entryId !== undefined) {
            const { entryId, deviceId } = found;
            assert.deepEqual([entryId, deviceId], [code.deviceId, code.deviceId], `the device of ${name}`);
        }
    }
}

function entryOf(resource: Resource, contract: Scenario["contract"], owners: readonly object[]): ResourceEntry {
    const { kind, name, tags, mac, unregister, byHand } = resource;
    const owner = owners[resource.owner];
    const model = MODELS[resource.model];
    const given = { ...owner, ...(model === undefined ? {} : { model }) };
    if (kind === "workspace" && contract === "cisco") {
        return { type: "Workspace", name, args: { displayName: ROOM, capacity: tags } };
    }
    if (kind === "code" || kind === "workspace") {
        return { type: "DeviceActivation", name, args: given };
    }
    const common = {
        tags: tags === 0 ? [] : [`tag-${tags}`, "tag-x"],
        ...(unregister === null ? {} : { unregisterOnDelete: unregister }),
    };
    if (kind === "room") {
        return { type: "Device", name, args: { ...common, serial: serialOf(mac) } };
    }
    if (contract === "crud") {
        // No new device has a MAC address there.
        const adopted = byHand ? { mac: macOf(mac), model: model ?? MODELS[0] } : {};
        return { type: "Device", name, args: { ...given, ...common, ...adopted, displayName: `${name} ${mac}` } };
    }
    const password = { password: { $secret: `canary-password-${name}-${resource.passwords}` } };
    return {
        type: "Device",
        name,
        args: {
            ...given,
            ...common,
            model: model ?? MODELS[0],
            mac: macOf(mac),
            ...(resource.password ? password : {}),
        },
    };
}

function macOf(index: number): string {
    return `02AB00D0${index.toString(16).toUpperCase().padStart(4, "0")}`;
}

function serialOf(index: number): string {
    return `ROOM${index}SERIAL`;
}

function edited(before: readonly Resource[], { contract, edits }: Scenario, editable: string[]): readonly Resource[] {
    return edits.reduce<readonly Resource[]>(
        (resources, change, index) => applied(resources, change, before.length + index, { contract, editable }),
        before,
    );
}

interface Editing {
    readonly contract: Scenario["contract"];
    /** The resources that are in the state. */
    readonly editable: readonly string[];
}

function applied(
    resources: readonly Resource[],
    { what, at, to, item }: Edit,
    index: number,
    { contract, editable }: Editing,
): readonly Resource[] {
    if (what === "add") {
        return [...resources, fresh(item, index)];
    }
    const target = resources[at % resources.length];
    if (target === undefined || !editable.includes(target.name) || isImpossible(target, what, contract)) {
        return resources;
    }
    const replaceBy = (change: Partial<Resource>) =>
        resources.map((each) => (each === target ? { ...each, ...change } : each));
    // A device that the program moves on is another one; in crud that has no MAC address.
    const another = { replaced: true, ...(contract === "crud" ? { byHand: false } : {}) };
    switch (what) {
        case "tags":
            return replaceBy({ tags: to % 4 });
        case "mac":
            return replaceBy({ mac: index, ...another, byHand: false });
        case "password":
            return replaceBy({ passwords: target.passwords + 1 });
        case "owner":
            return replaceBy({ owner: to % OWNERS, ...another });
        case "model":
            return replaceBy({ model: to % MODELS.length, ...another });
        case "rename":
            return replaceBy({ name: `${target.name}-renamed` });
        case "remove":
            return resources.filter((each) => each !== target);
    }
}

/**
 * A room stays whose and what it is. A phone that is to stay in Webex cannot get another owner or model, and none can
 * get them together with another name: both are refused.
 */
function isImpossible(
    { kind, unregister, replaced, mac, index }: Resource,
    what: Edit["what"],
    contract: Scenario["contract"],
): boolean {
    const moves = what === "owner" || what === "model";
    const isMoved = replaced && mac === index && contract === "cisco";
    return (
        (kind === "room" && (moves || what === "mac")) ||
        (kind === "device" && ((unregister === false && moves) || (what === "rename" && isMoved)))
    );
}
