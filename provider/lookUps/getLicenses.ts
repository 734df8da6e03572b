import { type License, listLicenses } from "../api/licenses";
import { OWN_ORG_ID } from "./common";
import type { LookUp } from "./lookUp";
import { type FieldsOf, type ResultType, text, whole } from "./resultType";

/** Whose licenses `getLicenses` reads. */
export interface GetLicensesArgs {
    /** The organisation, for partner administrators; takes precedence over `webex:orgId`. */
    readonly orgId?: string | undefined;
}

/** The answer of `getLicenses`. */
export interface GetLicensesResult {
    /** The licences, in the order of Webex's list. */
    readonly licenses: readonly License[];
}

const LICENSE = {
    name: "License",
    description: "A licence of an organisation, with how many units there are, as far as Webex tells.",
    fields: {
        id: text("The licence's id, as `webex:licenseLimits` takes it."),
        name: text("E.g. `Webex Calling - Professional`."),
        totalUnits: whole("How many there are."),
        consumedUnits: whole("How many are in use."),
        consumedByUsers: whole("How many of them people use."),
        consumedByWorkspaces: whole("How many of them workspaces use."),
        subscriptionId: text("The subscription that the licence was bought with."),
        siteUrl: text("The site of a Webex Meetings licence."),
    } satisfies FieldsOf<License>,
    sure: ["id", "name"],
} as const satisfies ResultType;

/** The licences of an organisation. */
export const GET_LICENSES: LookUp<GetLicensesArgs, GetLicensesResult> = {
    name: "getLicenses",
    description:
        "The licences of an organisation, with how many units are in use. Needs the scope `spark-admin:licenses_read`.",
    args: { orgId: OWN_ORG_ID },
    result: {
        name: "GetLicensesResult",
        description: "The answer of `getLicenses`.",
        fields: { licenses: { listOf: LICENSE, description: "The licences, in the order of Webex's list." } },
        sure: ["licenses"],
    },
    ask: async (_, { client }, orgId) => ({ licenses: await listLicenses(client, orgId) }),
};
