import { TEXT } from "../definitions/common";
import type { Argument } from "./lookUp";

/** The argument of every look-up. */
export const OWN_ORG_ID: Argument = {
    schema: TEXT,
    description: "The organisation, for partner administrators; takes precedence over `webex:orgId`.",
};
