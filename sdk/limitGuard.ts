import * as pulumi from "@pulumi/pulumi";
import { canonicalId, sameId } from "../provider/api/identity";
import { scrub } from "../provider/client/secrets";
import { LimitGuard, type PlannedCreate } from "../provider/limits/limitGuard";
import { messageOf } from "../provider/messageOf";
import { PACKED_KEY, unpack } from "../provider/packed";
import { oncePerRun, programSession, underMocks } from "./run";

/** Stands in the state of every guarded resource, so it stays the same. */
const HOOK_NAME = "webex-limit-guard";

/**
 * The guard as Pulumi's engine calls it: before each create of a person's device or code, at preview and once more
 * before the real create. A hook that throws fails the plan under that resource, and nothing of it is applied.
 * Source: https://www.pulumi.com/docs/iac/concepts/resources/options/hooks/
 */
const guardOfRun = oncePerRun(() => {
    const { client, contract, log } = programSession();
    const guard = new LimitGuard(client, contract, log);
    const hook = new pulumi.ResourceHook(
        HOOK_NAME,
        async ({ name, newInputs, oldOutputs }) => {
            const planned = await plannedCreates(name, newInputs ?? {}, oldOutputs ?? {});
            const results = await Promise.allSettled(planned.map((create) => guard.admit(create)));
            const complaints = results.flatMap((result) =>
                result.status === "rejected" ? [messageOf(result.reason)] : [],
            );
            if (complaints.length > 0) {
                throw new Error(scrub([...new Set(complaints)].join("\n")));
            }
        },
        { onDryRun: true },
    );
    return { hook };
});

/** What the guard has to know of a resource's arguments: those of one device or code, or the entries of a batch. */
type Guarded = { readonly entries: unknown } | { readonly personId?: unknown; readonly workspaceId?: unknown };

/**
 * The resource options with the guard's hook in them, where there is anything to guard: a device of a person that
 * is not taken over, and a guard that is not off. Elsewhere they come back as they are. A batch is guarded when it
 * changes too.
 */
export function withLimitGuard(args: Guarded, options: pulumi.CustomResourceOptions): pulumi.CustomResourceOptions {
    const isBatch = "entries" in args;
    if (!(isBatch ? mayNamePerson(args.entries) : isOfPerson(args))) {
        return options;
    }
    if (programSession().settings.limitGuard === "off") {
        return options;
    }
    // Registering a hook there never ends.
    if (underMocks()) {
        return options;
    }
    const { hook } = guardOfRun();
    const { beforeCreate = [], beforeUpdate = [], ...others } = options.hooks ?? {};
    const updates = isBatch ? [hook, ...beforeUpdate] : beforeUpdate;
    return {
        ...options,
        hooks: {
            ...others,
            beforeCreate: [hook, ...beforeCreate],
            ...(updates.length > 0 ? { beforeUpdate: updates } : {}),
        },
    };
}

function isOfPerson(args: object): boolean {
    const { personId, deviceId, serial } = args as Record<string, unknown>;
    return personId !== undefined && deviceId === undefined && serial === undefined;
}

/** Whether any entry of a batch may be a person's: what is not known yet may be. */
function mayNamePerson(entries: unknown): boolean {
    const isLater = (value: unknown) => pulumi.Output.isInstance(value) || value instanceof Promise;
    if (isLater(entries)) {
        return true;
    }
    return Object.values(entries ?? {}).some((entry) => isLater(entry) || isOfPerson((entry ?? {}) as object));
}

/** The devices that a person would get by it, of one resource or of a batch's entries. */
async function plannedCreates(
    name: string,
    newInputs: Record<string, unknown>,
    oldOutputs: Record<string, unknown>,
): Promise<PlannedCreate[]> {
    const orgId = await knownText(newInputs.orgId);
    const entries = await known(newInputs.devices ?? newInputs.activations);
    if (!isMap(entries)) {
        const create = await plannedCreate(name, newInputs, orgId);
        return create === undefined ? [] : [create];
    }
    const packed = await knownText(oldOutputs[PACKED_KEY]);
    const present = new Map(Object.entries((packed ? unpack(packed).entries : {}) as Record<string, State>));
    // By name, since the wire has them in any order: preview and update shall refuse the same entries.
    const named = Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1));
    const wanted = await Promise.all(
        named.map(async ([key, entry]) => {
            const inputs = await known(entry);
            return { key, create: isMap(inputs) ? await plannedCreate(`${name}[${key}]`, inputs, orgId) : undefined };
        }),
    );
    return comings(present, wanted);
}

type State = Readonly<Record<string, unknown>>;

/** The entries that bring their person a device more, those aside for which another of the person's goes. */
function comings(
    present: ReadonlyMap<string, State>,
    wanted: readonly { readonly key: string; readonly create: PlannedCreate | undefined }[],
): PlannedCreate[] {
    const there = new Map<string, number>();
    const count = (personId: unknown, by: number) => {
        if (typeof personId !== "string") {
            return;
        }
        const person = canonicalId(personId);
        there.set(person, (there.get(person) ?? 0) + by);
    };
    for (const { personId } of present.values()) {
        count(personId, 1);
    }
    // An entry that stays as it is comes before one that is new: what a person has already is nobody's to refuse.
    const isThere = ({ key, create }: (typeof wanted)[number]) =>
        sameId(present.get(key)?.personId as string | undefined, create?.personId);
    const ordered = [...wanted.filter(isThere), ...wanted.filter((each) => !isThere(each))];
    return ordered.flatMap(({ create }) => {
        if (create === undefined) {
            return [];
        }
        const left = there.get(canonicalId(create.personId)) ?? 0;
        count(create.personId, -1);
        return left > 0 ? [] : [create];
    });
}

/** What the hook was called for; undefined if its person is not known yet, as it can be at preview. */
async function plannedCreate(
    name: string,
    inputs: Record<string, unknown>,
    orgId: string | undefined,
): Promise<PlannedCreate | undefined> {
    const [personId, mac, replaces] = await Promise.all(
        [inputs.personId, inputs.mac, inputs.__replaces].map(knownText),
    );
    if (personId === undefined) {
        return undefined;
    }
    return { name, personId, orgId: orgId ?? programSession().settings.orgId, mac, replaces };
}

function isMap(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value, also one inside a secret; undefined for what is unknown. */
async function known(value: unknown): Promise<unknown> {
    if (!pulumi.Output.isInstance(value)) {
        return value;
    }
    const output = value as pulumi.Output<unknown> & { readonly isKnown: Promise<boolean> };
    if (!(await output.isKnown)) {
        return undefined;
    }
    return new Promise((resolve) => {
        output.apply(resolve);
    });
}

/** A known text, also one inside a secret; undefined for anything else. */
async function knownText(value: unknown): Promise<string | undefined> {
    const inner = await known(value);
    return typeof inner === "string" ? inner : undefined;
}
