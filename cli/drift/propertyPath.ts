/** The parts of a property's path. */
export type Path = readonly string[];

/** A key in quotes and brackets, an index in brackets, or a plain name. */
const PART = /\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g;

/** The parts of a path as Pulumi writes it: `devices["a b"].tags[0]`. Indexes are parts, too. */
export function parsePath(text: string): Path {
    return [...text.matchAll(PART)].map(([, quoted, index, plain]) =>
        quoted === undefined ? (index ?? plain ?? "") : quoted.replace(/\\(.)/g, "$1"),
    );
}

/** The value at a path; undefined where there is none. */
export function valueAt(value: unknown, path: Path): unknown {
    return path.reduce<unknown>(
        (inner, part) =>
            typeof inner === "object" && inner !== null && Object.hasOwn(inner, part)
                ? (inner as Readonly<Record<string, unknown>>)[part]
                : undefined,
        value,
    );
}

/** Paths that are asked about: whether one of them is a path, above it, or below it. */
export class PathSet {
    private readonly whole = new Set<string>();
    private readonly beginnings = new Set<string>();

    constructor(paths: Iterable<Path>) {
        for (const path of paths) {
            this.whole.add(keyOf(path));
            for (const beginning of beginningsOf(path)) {
                this.beginnings.add(keyOf(beginning));
            }
        }
    }

    /** Whether a path of the set is this one, above it, or below it. */
    touches(path: Path): boolean {
        return this.beginnings.has(keyOf(path)) || beginningsOf(path).some((above) => this.whole.has(keyOf(above)));
    }
}

/** A path and all above it. */
function beginningsOf(path: Path): Path[] {
    return path.map((_, at) => path.slice(0, at + 1));
}

function keyOf(path: Path): string {
    return JSON.stringify(path);
}
