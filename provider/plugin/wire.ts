import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Properties } from "../resources/resource";

/**
 * Property values on Pulumi's wire: a `Struct`, in which a secret is an object with a signature. Source: pulumi's
 * sdk/go/common/resource/plugin/rpc.go and sdk/proto/go/README of the provider protocol.
 */

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Where a value stands: the names and places that lead to it. */
type Path = readonly (string | number)[];

/** Values as a resource's logic knows them, and where among them secrets stand. */
export interface Received {
    readonly values: Properties;
    readonly secretPaths: readonly Path[];
}

/** The values of a message, without their marks. */
export function received(struct: Struct | undefined): Received {
    const secretPaths: Path[] = [];
    const values = plain(struct?.toJavaScript() ?? {}, [], secretPaths) as Properties;
    return { values, secretPaths };
}

/**
 * The message of these values. A value is marked as secret if it stands where a secret was received, or under one of
 * these names. Pulumi's wire has no `undefined`, so such values are left out.
 */
export function sent(values: object, secretPaths: readonly Path[], secretNames: readonly string[] = []): Struct {
    const marks = marksAt([...secretPaths, ...secretNames.map((name) => [name])]);
    return Struct.fromJavaScript(marked(values, marks) as Parameters<typeof Struct.fromJavaScript>[0]);
}

function plain(value: unknown, path: Path, secretPaths: Path[]): unknown {
    if (Array.isArray(value)) {
        return value.map((item, at) => plain(item, [...path, at], secretPaths));
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    const map = value as Readonly<Record<string, unknown>>;
    if (map[SIGNATURE] === SECRET) {
        secretPaths.push(path);
        return plain(map.value, path, secretPaths);
    }
    return Object.fromEntries(
        Object.entries(map).map(([name, inner]) => [name, plain(inner, [...path, name], secretPaths)]),
    );
}

/** Which value is a secret, and which are below it. */
interface Marks {
    isSecret: boolean;
    readonly below: Map<string | number, Marks>;
}

/** Where secrets stand, as a tree: a batch has ten thousand of them. */
function marksAt(paths: readonly Path[]): Marks {
    const root: Marks = { isSecret: false, below: new Map() };
    for (const path of paths) {
        let marks = root;
        for (const step of path) {
            const next = marks.below.get(step) ?? { isSecret: false, below: new Map() };
            marks.below.set(step, next);
            marks = next;
        }
        marks.isSecret = true;
    }
    return root;
}

function marked(value: unknown, marks: Marks | undefined): unknown {
    const inner = markedInside(value, marks?.below);
    return marks?.isSecret === true ? { [SIGNATURE]: SECRET, value: inner } : inner;
}

function markedInside(value: unknown, below: Marks["below"] | undefined): unknown {
    if (Array.isArray(value)) {
        return value.map((item, at) => marked(item, below?.get(at)));
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    return Object.fromEntries(
        Object.entries(value)
            .filter(([, each]) => each !== undefined)
            .map(([name, each]) => [name, marked(each, below?.get(name))]),
    );
}
