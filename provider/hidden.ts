/**
 * Inputs that the classes of `sdk/` give along, besides the program's own. Names that begin with two underscores
 * are not shown in a plan.
 */

/** The provider's text in the inputs and outputs of a dynamic resource; whatever is returned must carry it on. */
export const PROVIDER_KEY = "__provider";

/**
 * Which resource it is: its name, and the types of its parents. Pulumi does not tell a dynamic provider for which
 * resource it is called.
 */
export const RESOURCE_KEY = "__resource";

/** The stack that it belongs to, e.g. `shop/prod`: a new workspace says in its notes who made it. */
export const STACK_KEY = "__stack";

/**
 * Added by the check to the new half of a replacement: what leaves Webex with the old one, a `Leaving` of
 * `resources/moves.ts`. It tells the program's hook, which runs for every create, that the create replaces something,
 * and which MAC address and seat become free. It stays in the inputs from then on: an input that one check adds and the
 * next does not would break `pulumi up --plan`.
 */
export const REPLACES_KEY = "__replaces";

/** The resources that the program declares, where `webex:removeOrphans` is set. The check takes it out. */
export const PROGRAM_KEY = "__program";

/** In the outputs: a refresh that had leave to remove orphans has been there, so the leave is used up. */
export const ORPHANS_KEY = "__orphans";

/** What no other resource of a stack has. */
export function resourceKey(type: string, resource: string): string {
    return `${type} ${resource}`;
}
