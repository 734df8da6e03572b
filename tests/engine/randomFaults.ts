/** Random programs, edits and faults, and what must hold once the faults have ended. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { type Fault, type FaultKind, type Simulator, startSimulator } from "../../simulator/index";
import { checkOrganization } from "./crashSweep";
import { createProject, type Project, type ResourceEntry, succeeded, flattened } from "./harness";

interface Item {
    readonly kind: "device" | "code";
    readonly owner: number;
    readonly model: number;
    readonly tags: number;
    readonly password: boolean;
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
const REPAIR = { args: ["--refresh"], env: { WEBEX_REMOVE_ORPHANS: "true" } };
const TIMEOUT_SECONDS = 3;

const item: fc.Arbitrary<Item> = fc.record({
    kind: fc.constantFrom("device", "device", "code"),
    owner: fc.nat(OWNERS - 1),
    model: fc.nat(MODELS.length - 1),
    tags: fc.nat(3),
    password: fc.boolean(),
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
        path: fc.constantFrom(undefined, undefined, "/devices", "/devices/.+", "/(people|telephony|licenses).*"),
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
            program: fc.array(item, { minLength: 1, maxLength: 15, size: "max" }),
            course,
        })
        .map(({ course, ...rest }) => ({ ...rest, ...course })),
);

/** A resource of the program, with what makes it differ from what it was before. */
interface Resource extends Item {
    readonly name: string;
    readonly mac: number;
    readonly passwords: number;
}

/** Runs it, heals the API, and checks that one `up` as README.md says ends with what the program declares. */
export async function runScenario(given: Scenario): Promise<Outcome> {
    const { contract } = given;
    const simulator = await startSimulator({ contract });
    try {
        const project = await createProject({
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
    const owners = given.limits.flatMap((limit) => [
        { personId: simulator.addPerson(limit === null ? {} : { maxDeviceCount: limit }).id },
        { workspaceId: simulator.addWorkspace().id },
    ]);
    const entriesOf = (resources: readonly Resource[]) =>
        resources.map((resource) => entryOf(resource, given.contract, owners));
    const codes = new Set<string>();
    let failedUps = 0;
    let said = "";
    const up = async (entries: ResourceEntry[], struckBy: readonly Fault[], options = {}) => {
        project.write(entries);
        for (const each of struckBy) {
            simulator.faults.add(each);
        }
        const run = await project.up(options);
        simulator.faults.clear();
        said += run.output;
        for (const { code } of simulator.codes()) {
            codes.add(code);
        }
        if (struckBy.length === 0) {
            succeeded(run);
        }
        if (run.code !== 0) {
            failedUps += 1;
        }
        return run;
    };

    let resources: readonly Resource[] = given.program.map((each, index) => ({
        ...each,
        name: `r${index}`,
        mac: index,
        passwords: 0,
    }));
    const [first, second] = given.faults;
    const made = await up(entriesOf(resources), first);
    if (given.edits.length > 0) {
        // What a lost create left can only be found by a run that creates the same again.
        const editable = project.savedNames();
        resources = edited(resources, given, editable);
        await up(entriesOf(resources), second, made.code === 0 ? {} : REPAIR);
    }

    const program = entriesOf(resources);
    await up(program, [], REPAIR);
    let left = 0;
    checkOrganization("healed", project, simulator, program, (device) => {
        // A code that could not be taken back at the time was named, so that somebody can remove it.
        if (device.firstSeen !== undefined || !said.includes(device.id)) {
            return false;
        }
        left += 1;
        return true;
    });
    succeeded(await project.preview({ expectNoChanges: true }));
    checkCodes(program, await project.exportState({ showSecrets: true }), simulator);
    const passwords = program.map(({ args }) => args.password as { $secret: string } | undefined);
    const secrets = [simulator.token, ...codes, ...passwords.flatMap((each) => (each ? [each.$secret] : []))];
    assert.deepEqual(project.whereInClear(...secrets), [], "secrets in clear");
    return { struck: simulator.log.requests(({ fault }) => fault !== undefined).length, failedUps, left };
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
        if (found.deviceId !== undefined) {
            assert.equal(found.deviceId, code.deviceId, `the device of ${name}`);
        }
    }
}

function entryOf(resource: Resource, contract: Scenario["contract"], owners: readonly object[]): ResourceEntry {
    const { kind, name, tags, mac } = resource;
    const owner = owners[resource.owner];
    const model = MODELS[resource.model];
    const given = { ...owner, ...(model === undefined ? {} : { model }) };
    if (kind === "code") {
        return { type: "DeviceActivation", name, args: given };
    }
    const common = { ...given, tags: tags === 0 ? [] : [`tag-${tags}`, "tag-x"] };
    if (contract === "crud") {
        return { type: "Device", name, args: { ...common, displayName: `${name} ${mac}` } };
    }
    const password = { password: { $secret: `canary-password-${name}-${resource.passwords}` } };
    return {
        type: "Device",
        name,
        args: {
            ...common,
            model: model ?? MODELS[0],
            mac: `02AB00D0${mac.toString(16).toUpperCase().padStart(4, "0")}`,
            ...(resource.password ? password : {}),
        },
    };
}

function edited(before: readonly Resource[], { contract, edits }: Scenario, editable: string[]): readonly Resource[] {
    return edits.reduce<readonly Resource[]>((resources, change, index) => {
        const after = applied(resources, change, before.length + index, editable);
        return contract === "crud" || canRevoke(before, after) ? after : resources;
    }, before);
}

function applied(
    resources: readonly Resource[],
    { what, at, to, item }: Edit,
    fresh: number,
    editable: string[],
): readonly Resource[] {
    if (what === "add") {
        return [...resources, { ...item, name: `r${fresh}`, mac: fresh, passwords: 0 }];
    }
    const target = resources[at % resources.length];
    if (target === undefined || !editable.includes(target.name)) {
        return resources;
    }
    const replaceBy = (change: Partial<Resource>) =>
        resources.map((each) => (each === target ? { ...each, ...change } : each));
    switch (what) {
        case "tags":
            return replaceBy({ tags: to % 4 });
        case "mac":
            return replaceBy({ mac: fresh });
        case "password":
            return replaceBy({ passwords: target.passwords + 1 });
        case "owner":
            return replaceBy({ owner: to % OWNERS });
        case "model":
            return replaceBy({ model: to % MODELS.length });
        case "rename":
            return replaceBy({ name: `${target.name}-renamed` });
        case "remove":
            return resources.filter((each) => each !== target);
    }
}

/**
 * Cisco's API does not say which entry stands for which code, so README.md promises to revoke a phone's code only
 * where it is the only one of its owner and model.
 */
function canRevoke(before: readonly Resource[], after: readonly Resource[]): boolean {
    const keyOf = ({ owner, model }: Item) => `${owner} ${model}`;
    const codes = (resources: readonly Resource[]) =>
        resources.filter(({ kind, model }) => kind === "code" && MODELS[model] !== undefined);
    const gone = codes(before).filter(
        (old) => !after.some((each) => each.name === old.name && keyOf(each) === keyOf(old)),
    );
    return gone.every(
        (old) => [...codes(before), ...codes(after)].filter((each) => keyOf(each) === keyOf(old)).length === 1,
    );
}
