import { detailNames, pick } from "../definitions/definition";
import { WORKSPACE } from "../definitions/workspace";
import { type ResultField, type ResultType, text } from "./resultType";

/** A workspace as the API tells it: the fields of a `Workspace`'s `details`, by the same table. */
export const WORKSPACE_TYPE: ResultType = {
    name: "WebexWorkspace",
    description: "A workspace as the API tells it; only `id` is sure to be there.",
    fields: {
        id: text("The workspace's id."),
        ...(pick(WORKSPACE.properties, detailNames(WORKSPACE)) as Readonly<Record<string, ResultField>>),
    },
    sure: ["id"],
};
