import { resourceKey } from "../hidden";
import type { Speaker } from "../resources/resource";

/**
 * What a URN tells of a resource. Source of its form, `urn:pulumi:STACK::PROJECT::PARENTS$TYPE::NAME`:
 * https://www.pulumi.com/docs/iac/concepts/resources/names/#urns
 */
export interface UrnParts {
    /** The stack, e.g. `shop/prod`. */
    readonly stack: string;
    /** The resource's own type, e.g. `webex:index:Device`. */
    readonly type: string;
    /** The types of its parents, joined by `$`; empty where it has none. */
    readonly parents: string;
    readonly name: string;
}

/** Takes a URN apart; what is not there is empty. */
export function partsOfUrn(urn: string): UrnParts {
    const [head = "", project = "", types = "", ...names] = urn.split("::");
    const stack = head.slice(head.lastIndexOf(":") + 1);
    const at = types.lastIndexOf("$");
    return {
        stack: `${project}/${stack}`,
        type: types.slice(at + 1),
        parents: types.slice(0, Math.max(at, 0)),
        name: names.join("::"),
    };
}

/** Who a resource is to others and in messages, the same as the dynamic classes say of it. */
export function speakerOf(className: string, { name, parents }: Pick<UrnParts, "name" | "parents">): Speaker {
    const identity = parents === "" ? name : `${name} of ${parents}`;
    return { key: resourceKey(className, identity), label: `${className} "${identity}"` };
}
