import * as pulumi from "@pulumi/pulumi";
import { PACKED_KEY, unpack } from "../provider/packed";
import { underMocks } from "./run";

type State = Readonly<Record<string, unknown>>;

const states = new WeakMap<object, pulumi.Output<State>>();

/** What the packed output of a resource holds, unpacked once however many of its outputs a program asks for. */
function stateOf(resource: object): pulumi.Output<State> {
    let state = states.get(resource);
    if (state === undefined) {
        const packed = (resource as Record<string, pulumi.Output<string | undefined>>)[PACKED_KEY];
        state = pulumi.output(packed).apply<State>((text) => (text ? unpack(text) : {}));
        states.set(resource, state);
    }
    return state;
}

/**
 * Gives a resource class an output for each name, read from the packed one when a program asks for it. What Pulumi itself
 * sets on a resource, each input that the program gives, goes before.
 */
export function definePackedOutputs(resource: { readonly prototype: object }, names: readonly string[]): void {
    for (const name of names) {
        Object.defineProperty(resource.prototype, name, {
            configurable: true,
            get(this: object) {
                return stateOf(this).apply((state) => state[name]);
            },
            set(this: object, value: unknown) {
                Object.defineProperty(this, name, { value, enumerable: true, configurable: true, writable: true });
            },
        });
    }
}

/**
 * Names set to undefined: it makes Pulumi give the resource an `Output` for each. Under Pulumi's mocks, which know nothing
 * of packing, each of the `packed` outputs stands for itself.
 */
export function seedOutputs(plain: readonly string[], packed: readonly string[]): Record<string, undefined> {
    const names = [PACKED_KEY, ...plain, ...(underMocks() ? packed : [])];
    return Object.fromEntries(names.map((name) => [name, undefined]));
}
