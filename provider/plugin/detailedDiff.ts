import type { BatchDefinition, Definition } from "../definitions/definition";
import { inputNames } from "../definitions/definition";
import { sameInput } from "../resources/difference";
import type { Difference, Properties } from "../resources/resource";

/** How a value differs: it comes, it goes, or it is another one. */
export type DifferenceKind = "add" | "delete" | "update";

/** One value that a plan changes. */
export interface PropertyDifference {
    readonly kind: DifferenceKind;
    /** Whether only a new resource can have it. */
    readonly isReplacement: boolean;
    /** Whether it is an input; else the output of that name follows. */
    readonly isInput: boolean;
}

/** A name that can stand in a path as it is. Source: Pulumi's sdk/go/common/resource/property_path.go. */
const PLAIN = /^[A-Za-z_$][\w$]*$/;

/**
 * What changes inside a resource, by Pulumi's property paths: previews name it, inside of a batch's entries, too.
 * Values that mean the same are no difference.
 */
export function detailedDiff(
    definition: Definition,
    olds: Properties,
    news: Properties,
    { replaces, renewals = [] }: Pick<Difference, "replaces" | "renewals">,
): ReadonlyMap<string, PropertyDifference> {
    const found = new Map<string, PropertyDifference>();
    const note = (path: string, kind: DifferenceKind, name: string) => {
        found.set(path, { kind, isReplacement: replaces.includes(name), isInput: true });
    };
    const batch = isBatch(definition) ? definition : undefined;
    for (const name of inputNames(definition)) {
        if (name === batch?.entries) {
            compareEntries(batch, asMap(olds[name]), asMap(news[name]), note);
        } else {
            compare(definition, name, olds[name], news[name], (kind) => {
                note(name, kind, name);
            });
        }
    }
    for (const name of replaces.filter((each) => !found.has(each))) {
        note(name, "update", name);
    }
    for (const { entry } of renewals) {
        const path = entry === undefined ? "code" : `codes${step(entry)}`;
        found.set(path, { kind: "update", isReplacement: false, isInput: false });
    }
    return found;
}

type Note = (path: string, kind: DifferenceKind, name: string) => void;

function compareEntries(batch: BatchDefinition, olds: Properties, news: Properties, note: Note): void {
    const { entries: name, entry: definition } = batch;
    for (const key of new Set([...Object.keys(olds), ...Object.keys(news)])) {
        const path = `${name}${step(key)}`;
        const [old, wanted] = [olds[key], news[key]];
        if (old === undefined || wanted === undefined) {
            note(path, old === undefined ? "add" : "delete", name);
            continue;
        }
        for (const property of inputNames(definition)) {
            compare(definition, property, asMap(old)[property], asMap(wanted)[property], (kind) => {
                note(`${path}${step(property)}`, kind, name);
            });
        }
    }
}

function compare(
    definition: Definition,
    name: string,
    old: unknown,
    wanted: unknown,
    note: (kind: DifferenceKind) => void,
): void {
    if (!sameInput(definition, name, old, wanted)) {
        note(old === undefined ? "add" : wanted === undefined ? "delete" : "update");
    }
}

function step(key: string): string {
    return PLAIN.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

function isBatch(definition: Definition): definition is BatchDefinition {
    return "entries" in definition;
}

function asMap(value: unknown): Properties {
    return typeof value === "object" && value !== null ? (value as Properties) : {};
}
