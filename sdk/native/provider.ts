import * as pulumi from "@pulumi/pulumi";
import { SETTINGS, type SettingDefinition } from "../../provider/definitions/settings";
import { PACKAGE } from "../../provider/resourceTypes";
import { givenArgs } from "../webexResource";

/** The settings of a provider, as a stack's configuration has them. */
export interface ProviderArgs {
    /** The access token. */
    readonly accessToken?: pulumi.Input<string> | undefined;
    /** A Service App's client id. It goes with `clientSecret` and `refreshToken`. */
    readonly clientId?: pulumi.Input<string> | undefined;
    /** A Service App's client secret. */
    readonly clientSecret?: pulumi.Input<string> | undefined;
    /** A Service App's refresh token. */
    readonly refreshToken?: pulumi.Input<string> | undefined;
    /** The API's address; default `https://webexapis.com/v1`. */
    readonly baseUrl?: pulumi.Input<string> | undefined;
    /**
     * The description of the API that is spoken: `cisco` or `crud`. Default: `cisco` at Webex's own address, else
     * `crud`.
     */
    readonly contract?: pulumi.Input<"cisco" | "crud"> | undefined;
    /** The organisation to act on, for partner administrators; a resource's own takes precedence. */
    readonly orgId?: pulumi.Input<string> | undefined;
    /** How many devices a person may have, by the person's id; `default` is for everybody else. */
    readonly deviceLimits?: pulumi.Input<Readonly<Record<string, pulumi.Input<number>>>> | undefined;
    /** How many devices a licence allows, by the licence's id. */
    readonly licenseLimits?: pulumi.Input<Readonly<Record<string, pulumi.Input<number>>>> | undefined;
    /** A plan that gives a person too many devices is refused (`enforce`), warned of or not looked at. */
    readonly limitGuard?: pulumi.Input<"enforce" | "warn" | "off"> | undefined;
    /** A plan that cannot work is refused (`enforce`), warned of or not looked at. */
    readonly preflight?: pulumi.Input<"enforce" | "warn" | "off"> | undefined;
    /** Whether http may be spoken to another machine. */
    readonly allowInsecure?: pulumi.Input<boolean> | undefined;
    /** Seconds that one request may take, from 1 to 600; default 30. */
    readonly requestTimeoutSeconds?: pulumi.Input<number> | undefined;
    /** How often a failed request that is safe to repeat is sent again, from 0 to 20; default 5. */
    readonly maxRetries?: pulumi.Input<number> | undefined;
    /** Requests in flight at once, from 1 to 64; default 8. */
    readonly maxConcurrency?: pulumi.Input<number> | undefined;
    /** Seconds that one operation may take, waits included, from 1 to 86,400; default 600. */
    readonly operationTimeoutSeconds?: pulumi.Input<number> | undefined;
    /** Seconds to wait for a phone that Webex has confirmed, from 1 to 3,600; default 180. */
    readonly phoneAppearTimeoutSeconds?: pulumi.Input<number> | undefined;
}

const DEFINITIONS: readonly SettingDefinition[] = SETTINGS;

/**
 * How one organisation is reached. A program with several has one for each, and names it in the option `provider` of
 * its resources and functions: each has a token, a guard and pauses of its own. What it is not given comes from the
 * environment; a program without any provider has the stack's configuration.
 */
export class Provider extends pulumi.ProviderResource {
    constructor(name: string, args: ProviderArgs = {}, options?: pulumi.ResourceOptions) {
        super(PACKAGE, name, inputsOf(args), options);
    }
}

/** Settings travel as texts, others as JSON. Credentials are secret, also when they are passed plain. */
function inputsOf(args: ProviderArgs): pulumi.Inputs {
    const given = Object.entries(givenArgs(args)).map(([name, value]) => {
        const { type, secret } = DEFINITIONS.find((setting) => setting.name === name) ?? {};
        const text = type === undefined ? value : pulumi.jsonStringify(value);
        return [name, secret === true ? pulumi.secret(text) : text] as const;
    });
    return Object.fromEntries(given);
}
