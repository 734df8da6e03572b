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
        state = pulumi.output(packed).apply<State>((text) => {
            // At preview the engine answers a create with its inputs, and what the provider will answer is not known.
            if (text === "") {
                return pulumi.unknown as never;
            }
            return text === undefined ? {} : unpack(text);
        });
        states.set(resource, state);
    }
    return state;
}

/**
 * Gives a resource class an output that is read from the packed one when a program asks for it; where it is not
 * there, it is that of the other name, if one is given. What Pulumi itself sets on a resource, each input that the
 * program gives, goes before.
 */
export function definePackedOutput(
    resource: { readonly prototype: object },
    name: string,
    of: (state: State) => unknown = (state) => state[name],
    otherwise?: string,
): void {
    Object.defineProperty(resource.prototype, name, {
        configurable: true,
        get(this: Record<string, unknown>) {
            const own = stateOf(this).apply(of);
            if (otherwise === undefined) {
                return own;
            }
            return pulumi.all([own, this[otherwise]]).apply(([value, other]: readonly unknown[]) => value ?? other);
        },
        set(this: object, value: unknown) {
            Object.defineProperty(this, name, { value, enumerable: true, configurable: true, writable: true });
        },
    });
}

/**
 * Names set to undefined: it makes Pulumi give the resource an `Output` for each. Under Pulumi's mocks, which know
 * nothing of packing, each of the `packed` outputs stands for itself.
 */
export function seedOutputs(plain: readonly string[], packed: readonly string[]): Record<string, undefined> {
    const names = [PACKED_KEY, ...plain, ...(underMocks() ? packed : [])];
    return Object.fromEntries(names.map((name) => [name, undefined]));
}

/**
 * What a program gives of a resource's arguments: one that is undefined would become an output of its own,
 * undefined for ever, in front of the packed one. Pulumi follows each output with four promises and their stacks,
 * too.
 */
export function givenArgs<Args extends object>(args: Args): Args {
    return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined)) as Args;
}

/**
 * For a resource whose packed output holds inputs: Pulumi encrypts an output where the input of the same name is
 * secret, so the packed one goes along as an empty input wherever something in `args` may be secret.
 */
export function packedInput(args: object): Record<string, pulumi.Output<string>> {
    return isPlain(args) ? {} : { [PACKED_KEY]: pulumi.output(args).apply(() => "") };
}

/** Whether a value is known and no secret, all the way down. */
function isPlain(value: unknown): boolean {
    if (typeof value !== "object" || value === null) {
        return true;
    }
    if (pulumi.Output.isInstance(value) || value instanceof Promise) {
        return false;
    }
    return Object.values(value).every(isPlain);
}
