import { scopeFor } from "../../provider/client/remedies";
import { type Finding, finding } from "./finding";
import type { Needs } from "./needs";

/** A read that a token without the scope is refused, and what the scope is needed for. */
export interface ScopeRow {
    readonly path: string;
    /** Whether such a stack cannot do its work without it. */
    readonly isNeeded: (needs: Needs) => boolean;
    /** Whether such a stack works without it, with less looked at beforehand. */
    readonly isUsed?: (needs: Needs) => boolean;
    /** What does not work without it. */
    readonly without: string;
    /** Refusals of the thing that was asked for, by which the token passed. */
    readonly passes?: readonly number[];
}

/** In the order in which they are asked. Each read brings one item, or one small answer. */
export const SCOPES: readonly ScopeRow[] = [
    { path: "/devices", isNeeded: () => true, without: "no device can be found or refreshed" },
    {
        path: "/workspaces",
        isNeeded: ({ workspaces }) => workspaces,
        isUsed: ({ rooms }) => rooms,
        without: "workspaces cannot be found by name, and a preview does not look at owners",
    },
    {
        path: "/people",
        isNeeded: () => false,
        isUsed: ({ people }) => people,
        without: "people cannot be found by e-mail, and a preview does not look at owners",
    },
    {
        path: "/locations",
        isNeeded: () => false,
        isUsed: ({ locations }) => locations,
        without: "locations cannot be found by name",
    },
    {
        path: "/licenses",
        isNeeded: () => false,
        isUsed: ({ people }) => people,
        without: "the limit guard does not know what licences allow",
    },
    {
        path: "/telephony/config/supportedDevices",
        isNeeded: ({ callingSettings }) => callingSettings,
        isUsed: ({ phones, people }) => phones || people,
        without: "a preview does not look at models, nor the limit guard at what Webex allows a person",
    },
    {
        path: "/deviceConfigurations",
        isNeeded: ({ settings }) => settings,
        without: "settings of room devices cannot be read",
        // Of a device without configurations.
        passes: [400, 404],
    },
];

/** What is written only, so that no read can show whether the token may. */
const WRITE_SCOPES: readonly { readonly scope: string; readonly isNeeded: (needs: Needs) => boolean }[] = [
    { scope: "spark-admin:devices_write", isNeeded: ({ devices, settings }) => devices || settings },
    {
        scope: "identity:placeonetimepassword_create (or identity:one_time_password)",
        isNeeded: ({ codesOfWorkspaces, codesOfPeople }) => codesOfWorkspaces && !codesOfPeople,
    },
    { scope: "identity:one_time_password", isNeeded: ({ codesOfPeople }) => codesOfPeople },
    { scope: "spark-admin:workspaces_write", isNeeded: ({ workspaces }) => workspaces },
    { scope: "spark-admin:telephony_config_write", isNeeded: ({ callingSettings }) => callingSettings },
];

/** The rows that such a stack has anything to do with. */
export function rowsFor(needs: Needs): readonly ScopeRow[] {
    return SCOPES.filter(({ isNeeded, isUsed }) => isNeeded(needs) || isUsed?.(needs) === true);
}

/** How a read of the table was answered: its status, or undefined where it was not. */
export interface ScopeAnswer {
    readonly row: ScopeRow;
    readonly status: number | undefined;
    /** Why the status is what it is, where it is no refusal for want of a scope. */
    readonly reason?: string | undefined;
}

/** What the answers say of the token's scopes, and which scopes no read can show. */
export function scopeFindings(answers: readonly ScopeAnswer[], needs: Needs): readonly Finding[] {
    const writes = WRITE_SCOPES.filter(({ isNeeded }) => isNeeded(needs)).map(({ scope }) => scope);
    return [
        ...answers.map((answer) => scopeFinding(answer, needs)),
        ...(writes.length > 0
            ? [finding("scope", "unknown", `also needed, but only a write can show it: ${writes.join(", ")}`)]
            : []),
    ];
}

function scopeFinding({ row, status, reason }: ScopeAnswer, needs: Needs): Finding {
    const { path, isNeeded, without, passes = [] } = row;
    const scope = scopeFor("GET", path) ?? path;
    if (status !== undefined && ((status >= 200 && status < 300) || passes.includes(status))) {
        return finding("scope", "ok", `${scope} (GET ${path})`);
    }
    const word = isNeeded(needs) ? "problem" : "warning";
    if (status === 403) {
        return finding(
            "scope",
            word,
            `${scope} is missing (GET ${path} answered 403): ${without}`,
            "add it to the integration or Service App, have that approved again in Control Hub, and give its account an " +
                "administrator's role",
        );
    }
    return finding("scope", word, `${scope}: ${reason ?? `GET ${path} was not answered`}; ${without}`);
}
