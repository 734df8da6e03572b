import { isObject } from "../../provider/client/answer";
import { inputNames, secretNames } from "../../provider/definitions/definition";
import { definitionOf, type Managed } from "../stack/managed";
import { isMasked } from "../stack/revealed";
import { type Difference, differencesOf } from "./differences";
import type { Pair } from "./pairs";
import { type Path, PathSet, parsePath, valueAt } from "./propertyPath";
import { SECRET, shown } from "./shown";
import type { IdNames } from "./whereabouts";

/** One property of a thing that Webex has another value of, in words. */
export interface Change {
    /** E.g. `tags`, `calling.type`, or the name of a setting. */
    readonly property: string;
    /** Undefined where the stack has none. */
    readonly expected?: string | undefined;
    /** Undefined where Webex has none. */
    readonly found?: string | undefined;
}

/** The settings whose value is a secret by their name: those of Webex's schemas, and tags of phones. */
const SECRET_SETTING = /passw(or)?d|passphrase|secret|token|community|\bpin\b/i;

/** A batch of settings records of some values only that they are not the program's. */
const ANOTHER = "another value, or none";

/**
 * The properties of each thing that Webex has another value of, by the definitions. What the program ignores by
 * `ignoreChanges` is left out: the engine's own paths do not name it. A secret is named, and never shown.
 */
export function changesIn(pairs: readonly Pair[], names: IdNames): ReadonlyMap<Pair, readonly Change[]> {
    const paths = new Map(pairs.map(({ refreshed }) => [refreshed, pathsOf(refreshed.changed)] as const));
    return new Map(
        pairs.map((pair) => {
            const changed = paths.get(pair.refreshed);
            return [pair, changed === undefined ? [] : changesOf(pair, changed, names)] as const;
        }),
    );
}

/** The paths that the engine names, and the same to be asked whether they touch another. */
interface ChangedPaths {
    /** Undefined where the provider said by itself that something differs: no path is ruled out then. */
    readonly set: PathSet | undefined;
    readonly byPlace: ReadonlyMap<string, readonly Path[]>;
}

function pathsOf(changed: readonly string[] | undefined): ChangedPaths {
    const parsed = (changed ?? []).map(parsePath);
    const byPlace = new Map<string, Path[]>();
    for (const path of parsed) {
        const place = JSON.stringify(path.slice(0, 2));
        byPlace.set(place, [...(byPlace.get(place) ?? []), path]);
    }
    return { set: changed === undefined ? undefined : new PathSet(parsed), byPlace };
}

function changesOf({ before, after, place, refreshed }: Pair, changed: ChangedPaths, names: IdNames): Change[] {
    if (after === undefined || refreshed.op !== "update") {
        return [];
    }
    const inputsThen = refreshed.before.inputs;
    const inputsNow = refreshed.after?.inputs;
    const isIgnored = ({ path }: Difference): boolean => {
        const whole = [...place, ...path];
        // Both sides may be alike by now: the engine puts Webex's value of what is ignored into its own old inputs.
        const isInput = [inputsThen, inputsNow].some((inputs) => valueAt(inputs, whole) !== undefined);
        return isInput && changed.set?.touches(whole) === false;
    };
    const differences = differencesOf(definitionOf(before.kind), before.inputs, after.inputs).filter(
        (difference) => !isIgnored(difference),
    );
    const known = new PathSet(differences.map(({ path }) => path));
    // What the tables do not see, such as another value of a secret.
    const others = ownPaths(changed, place)
        // The native plugin also names outputs that an update makes anew, as a code that ended.
        .filter(([name = ""]) => inputNames(definitionOf(before.kind)).includes(name))
        .filter((path) => !known.touches(path))
        .map((path): Difference => {
            const whole = [...place, ...path];
            return { path, expected: valueAt(inputsThen, whole), found: valueAt(inputsNow, whole) };
        });
    const isSecret = secretTest(before);
    const isMaskedAt = (path: Path): boolean =>
        [inputsThen, inputsNow].some((inputs) => isMaskedIn(inputs, [...place, ...path]));
    return inWords([...differences, ...others], before, {
        names,
        isSecret: (path) => isSecret(path) || isMaskedAt(path),
    });
}

/** The engine's paths inside of a thing, from the thing on. Hidden names are Pulumi's or our own plumbing. */
function ownPaths({ byPlace }: ChangedPaths, place: Path): readonly Path[] {
    const all = place.length === 0 ? [...byPlace.values()].flat() : (byPlace.get(JSON.stringify(place)) ?? []);
    return all.map((path) => path.slice(place.length)).filter(([name]) => name !== undefined && !name.startsWith("__"));
}

/** Whether a secret stands at a path, or above it. */
function isMaskedIn(inputs: unknown, path: Path): boolean {
    return path.some((_, at) => isMasked(valueAt(inputs, path.slice(0, at + 1))));
}

interface Wording {
    readonly names: IdNames;
    readonly isSecret: (path: Path) => boolean;
}

function inWords(differences: readonly Difference[], thing: Managed, { names, isSecret }: Wording): Change[] {
    const all = withOneOwner(differences).map(({ path, expected, found }): Change => {
        const property = propertyWord(path, thing);
        if (isSecret(path)) {
            // A secret that the stack has is left out of the thing's inputs, so both sides count as set.
            return { property, expected: SECRET, found: SECRET };
        }
        const [was, is] = names.inWords(path, expected, found);
        return { property, expected: shown(was), found: found === null ? ANOTHER : shown(is) };
    });
    // Of a list, the engine names each place that differs.
    return [...new Map(all.map((change) => [change.property, change])).values()];
}

function secretTest({ kind, state }: Managed): (path: Path) => boolean {
    const secrets = secretNames(definitionOf(kind));
    const passwords = Array.isArray(state.passwordTags) ? (state.passwordTags as unknown[]) : [];
    return ([name = "", setting = ""]) =>
        secrets.includes(name) ||
        (name === "settings" && (passwords.includes(setting) || SECRET_SETTING.test(setting)));
}

/** A setting has a name of its own, with points in it. */
function propertyWord(path: Path, { kind }: Managed): string {
    const isSetting = (kind === "settings" || kind === "callingSettings") && path[0] === "settings" && path.length > 1;
    return (isSetting ? path.slice(1) : path).join(".");
}

/** A thing that went from a person to a room, or back, has another owner: one difference, not two. */
function withOneOwner(differences: readonly Difference[]): readonly Difference[] {
    const ownerAt = (name: string) => differences.find(({ path }) => path[0] === name);
    const [person, workspace] = [ownerAt("personId"), ownerAt("workspaceId")];
    if (person === undefined || workspace === undefined || isObject(person.expected)) {
        return differences;
    }
    const owner: Difference = {
        path: ["owner"],
        expected: person.expected ?? workspace.expected,
        found: person.found ?? workspace.found,
    };
    return [owner, ...differences.filter((difference) => difference !== person && difference !== workspace)];
}
